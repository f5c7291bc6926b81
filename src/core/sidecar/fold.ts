import type { Annotation } from '../model/annotation';
import type { Revision } from '../model/action';
import { same } from './three';

export type AnnotationRevision = Revision & { readonly of: 'annotation' };

/** Revisions of the same annotation, one after the other, as one: from what the first saw to what the last left. */
export function folded(revisions: readonly Revision[]): readonly AnnotationRevision[] {
  const byId = new Map<string, AnnotationRevision>();
  for (const revision of revisions) {
    if (revision.of !== 'annotation') continue;
    const earlier = byId.get(revision.id);
    byId.set(revision.id, earlier ? composed(earlier, revision) : revision);
  }
  return [...byId.values()].filter(({ before, after }) => before !== undefined || after !== undefined);
}

function composed(first: AnnotationRevision, second: AnnotationRevision): AnnotationRevision {
  const { of, id } = first;
  if (!first.after || !second.before || !second.after) {
    return revisionOf(of, id, first.before, second.after);
  }
  // What lies between the two, as when a file was merged, is nobody's revision.
  const between = fieldsThatDiffer(first.after, second.before);
  const before = first.before && withFields(first.before, second.before, between);
  return revisionOf(of, id, before, second.after);
}

function revisionOf(
  of: 'annotation',
  id: string,
  before: Annotation | undefined,
  after: Annotation | undefined,
): AnnotationRevision {
  return { of, id, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

function fieldsThatDiffer(a: Annotation, b: Annotation): readonly (keyof Annotation)[] {
  const fields = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof Annotation)[]);
  return [...fields].filter((field) => !same(a[field], b[field]));
}

/** A record with some fields as another has them. */
export function withFields<T extends Partial<Annotation>>(
  record: T,
  other: T,
  fields: readonly (keyof Annotation)[],
): T {
  const result: Record<string, unknown> = { ...record };
  for (const field of fields) {
    if (other[field] === undefined) delete result[field];
    else result[field] = other[field];
  }
  return result as unknown as T;
}

const hints = ['line', 'column', 'before', 'after'] as const;

/**
 * Keeps the parts of a selector together: whoever changed the span last says where it stands. Gives `before` and
 * `after` for merging into what the file has.
 */
export function selectorsApart<T extends Partial<Annotation>>(before: T, after: T, theirs: T): readonly [T, T] {
  if (theirs.text === before.text) return [before, after];
  if (after.text === before.text) return [before, withFields(after, before, hints)];
  return [withFields(before, theirs, hints), after];
}
