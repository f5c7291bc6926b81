import type { Annotation, Review } from '../model/annotation';
import type { Revision } from '../model/action';
import { applyChanges } from '../text/change';
import { readSidecar } from './read';
import { revise } from './write';

/**
 * A merged sidecar in which each review says which tag was judged where that is not the tag of the merged entry. A
 * review of before says nothing: it was about the tag that its entry had in the version in which it stands first.
 */
export function withJudgedTags(merged: string, versions: readonly string[]): string {
  const sidecar = readSidecar(merged);
  const silent = sidecar.entries.filter(({ annotation }) => annotation.reviews?.some(({ tag }) => tag === undefined));
  if (sidecar.state !== 'writable' || silent.length === 0) return merged;
  const before = versions.map(
    (text) => new Map(readSidecar(text).entries.map(({ annotation }) => [annotation.id, annotation])),
  );
  const revisions = silent.flatMap(({ annotation }): Revision[] => {
    const reviews = annotation.reviews?.map((review) => judged(review, annotation, before));
    return reviews?.some((review, i) => review !== annotation.reviews?.[i])
      ? [{ of: 'annotation', id: annotation.id, before: annotation, after: { ...annotation, reviews } }]
      : [];
  });
  return revisions.length > 0 ? applyChanges(merged, revise(sidecar, revisions).changes) : merged;
}

function judged(review: Review, { id, tag }: Annotation, versions: readonly ReadonlyMap<string, Annotation>[]): Review {
  if (review.tag !== undefined) return review;
  const first = versions
    .map((entries) => entries.get(id))
    .find((entry) => entry?.reviews?.some(({ by, created }) => by === review.by && created === review.created));
  return first === undefined || first.tag === tag ? review : { ...review, tag: first.tag };
}
