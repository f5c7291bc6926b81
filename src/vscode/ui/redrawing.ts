import { afterPause } from './debounce';

/**
 * Draws again if keys may have overtaken a drawing. A drawing's places belong to the text that the extension host
 * knows; an editor that is ahead draws them in another text. But all keys reach the extension host in the end and in
 * order, so a drawing was right if none came after it. Each key therefore requests another drawing once typing pauses;
 * no time is long enough to count a drawing as arrived.
 */
interface Redrawing {
  /** Notes that a source was drawn in this version. */
  drawn(source: string, version: number): void;
  /** Notes that the text of a source changed to this version. */
  changed(source: string, version: number): void;
  /** Notes that a source is no longer visible. */
  forget(source: string): void;
  dispose(): void;
}

/** How long typing must pause, in milliseconds: a drawing of ten thousand places is not sent for each key. */
const pause = 150;

export function redrawing(draw: (source: string) => void): Redrawing {
  const versions = new Map<string, { readonly drawn: number; readonly now: number }>();
  const again = afterPause(pause, (source) => {
    const known = versions.get(source);
    if (known && known.drawn !== known.now) draw(source);
  });
  return {
    drawn: (source, version) => void versions.set(source, { drawn: version, now: version }),
    changed(source, version) {
      const known = versions.get(source);
      if (!known) return;
      versions.set(source, { ...known, now: version });
      again.soon(source);
    },
    forget: (source) => void versions.delete(source),
    dispose: () => again.dispose(),
  };
}
