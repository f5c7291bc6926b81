import { afterPause } from './debounce';

/**
 * Draws again what keys may have overtaken. A drawing names places in the text that the extension host knows; an editor
 * that is ahead of it draws there in another text. But each key comes to the extension host in the end, however late, and
 * in order: so what was drawn is right when nothing came after it. Whatever comes asks for one more drawing, once typing
 * pauses; there is no time after which a drawing counts as arrived.
 */
interface Redrawing {
  /** A source was drawn as it is in this version. */
  drawn(source: string, version: number): void;
  /** The text of a source changed, to this version. */
  changed(source: string, version: number): void;
  /** A source is seen no more. */
  forget(source: string): void;
  dispose(): void;
}

/** How long typing has to pause, in milliseconds: a drawing of ten thousand places is not sent for each key. */
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
