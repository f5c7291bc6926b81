import { portionSize, type Revision } from '../model/action';
import type { Step } from './bring';

/**
 * What is to be written, in portions of at most so many annotations, so that whoever writes it can stop after each: what is
 * in by then is whole, and bringing the same file in again brings the rest. A link goes in when both its ends are there.
 */
export function portionsOf(steps: readonly Step[], size = portionSize): readonly (readonly Step[])[] {
  const count = steps.reduce((sum, { revisions }) => sum + revisions.length, 0);
  if (count <= size) return count > 0 ? [steps] : [];
  const bare = steps.map((step) => ({ ...step, revisions: step.revisions.map((one) => parted(one)[0]) }));
  const linked = steps.map(({ source, revisions }) => ({
    source,
    revisions: revisions.flatMap((one) => parted(one)[1] ?? []),
  }));
  return [...cut(bare, size), ...cut(linked, size)];
}

/** A revision without the links that it adds, and the one that adds them, if it does. */
function parted(revision: Revision): readonly [Revision, Revision?] {
  if (revision.of !== 'annotation' || !revision.after) return [revision];
  const { links, ...rest } = revision.after;
  const known = revision.before?.links;
  if (links === undefined || links === known) return [revision];
  const bare = known ? { ...rest, links: known } : rest;
  return [
    { ...revision, after: bare },
    { ...revision, before: bare },
  ];
}

/** Steps one after another, a long one over several portions; a source is made with its first. */
function cut(steps: readonly Step[], size: number): Step[][] {
  const portions: Step[][] = [];
  let room = 0;
  for (const { source, text, revisions } of steps)
    for (let from = 0; from < revisions.length;) {
      if (room === 0) {
        portions.push([]);
        room = size;
      }
      const part = revisions.slice(from, from + room);
      portions.at(-1)?.push({ source, revisions: part, ...(from === 0 && text !== undefined && { text }) });
      from += part.length;
      room -= part.length;
    }
  return portions;
}
