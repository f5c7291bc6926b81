import type { About, Annotation, Finish, Selector } from './annotation';

/**
 * One thing that a person did to a source's records, with what stood before it and what stands after.
 * Without `before` something is added, without `after` it is removed. Swapping the two undoes it. Only the fields
 * in which the two differ are meant, so a revision merges with whatever else happened to the record meanwhile.
 */
export type Revision =
  | { readonly of: 'annotation'; readonly id: string; readonly before?: Annotation; readonly after?: Annotation }
  | { readonly of: 'dismissed'; readonly before?: Selector; readonly after?: Selector }
  /** The source is done; it ends by itself when the source's text changes. */
  | { readonly of: 'finished'; readonly before?: Finish; readonly after?: Finish }
  | { readonly of: 'about'; readonly before: About; readonly after: About }
  | { readonly of: 'source'; readonly before: string; readonly after: string };

/**
 * So many annotations are written, or taken back, in a tenth to a fifth of a second, also among 64,000; half as many take
 * as long for the file around them. Measured.
 */
export const portionSize = 2000;

/** The annotations that revisions are about, by their ids. */
export function idsOf(revisions: readonly Revision[]): ReadonlySet<string> {
  return new Set(revisions.flatMap((revision) => (revision.of === 'annotation' ? [revision.id] : [])));
}

/** What undoes a revision. */
export function inverse(revision: Revision): Revision {
  const { before, after, ...rest } = revision;
  return {
    ...rest,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  } as Revision;
}
