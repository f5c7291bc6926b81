import type { Annotation } from '../model/annotation';
import type { Revision } from '../model/action';
import type { Placed } from './format';

/** What becomes of annotations whose ids are here already: ours stays, theirs takes its place, or theirs is added beside it. */
export type Policy = 'keep' | 'replace' | 'both';

/**
 * The revisions that bring what a file holds for a source to what is `here`. What is added gets an id that nothing else
 * has, neither here nor in the file before it, so that nothing is overwritten and undo takes away nothing but this.
 */
export function bringing(
  annotations: readonly Placed[],
  here: readonly Annotation[],
  policy: Policy,
): readonly Revision[] {
  const known = new Map(here.map((annotation) => [annotation.id, annotation]));
  const given = new Set<string>();
  return annotations.flatMap(({ span: _, ...after }): Revision[] => {
    const before = known.get(after.id);
    if (before && policy === 'keep') return [];
    const replaced = policy === 'replace' && !given.has(after.id) ? before : undefined;
    let { id } = after;
    while (!replaced && (known.has(id) || given.has(id))) id += '2';
    given.add(id);
    return [{ of: 'annotation', id, ...(replaced && { before: replaced }), after: { ...after, id } }];
  });
}
