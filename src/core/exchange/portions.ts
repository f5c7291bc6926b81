import type { Revision } from '../model/action';
import type { Annotation } from '../model/annotation';
import type { Step } from './bring';

/** Guessed: so many annotations are written in some tenths of a second, also below tens of thousands that are there. */
export const portionSize = 4000;

/**
 * What is to be written, in portions of at most so many annotations, so that whoever writes it can stop after each: what is
 * in by then is whole, and bringing the same file in again brings the rest. A link goes in when both its ends are there.
 */
export function portionsOf(steps: readonly Step[], size = portionSize): readonly (readonly Step[])[] {
  const count = steps.reduce((sum, { revisions }) => sum + revisions.length, 0);
  if (count <= size) return count > 0 ? [steps] : [];
  const [bare, linked] = [steps.map(({ revisions, ...step }) => ({ ...step, revisions: revisions.map(withoutLinks) })), steps.map(linksAlone)]; // prettier-ignore
  return [...cut(bare, size), ...cut(linked, size)];
}

/** A revision without the links that it adds. */
function withoutLinks(revision: Revision): Revision {
  if (revision.of !== 'annotation' || !revision.after || !isLinked(revision)) return revision;
  const { links: _, ...after } = revision.after;
  const links = revision.before?.links;
  return { ...revision, after: links ? { ...after, links } : after };
}

const isLinked = ({ before, after }: { readonly before?: Annotation; readonly after?: Annotation }): boolean =>
  after?.links !== undefined && after.links !== before?.links;

/** What adds the links alone, once all else is in. */
function linksAlone({ source, revisions }: Step): Step {
  const added = revisions.flatMap((revision): Revision[] => {
    const bare = withoutLinks(revision);
    if (bare === revision || bare.of !== 'annotation' || revision.of !== 'annotation') return [];
    return [{ of: 'annotation', id: revision.id, ...(bare.after && { before: bare.after }), ...(revision.after && { after: revision.after }) }]; // prettier-ignore
  });
  return { source, revisions: added };
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
