import type { Annotation, Review, Verdict } from '../model/annotation';

/**
 * Where an annotation stands among its reviewers:
 * `unreviewed`: nobody but its author has agreed or disagreed; `contested`: somebody disagrees; `stale`: it has changed
 * since everybody who judged it; `agreed`: somebody agrees and nobody disagrees; `settled`: as many agree as the
 * team asks for.
 */
export type ReviewStatus = 'unreviewed' | 'agreed' | 'contested' | 'stale' | 'settled';

/** What reviewing needs first comes first. */
export const reviewStatuses = [
  'contested',
  'stale',
  'unreviewed',
  'agreed',
  'settled',
] as const satisfies readonly ReviewStatus[];

/** the review status, by the latest verdict of each reviewer. `edited`: its words in the source are no longer its text. */
export function reviewStatusOf(annotation: Annotation, settledBy: number, edited = false): ReviewStatus {
  const latest = [...latestReviews(annotation).values()].filter(({ by }) => by !== annotation.by);
  const decided = latest.filter(({ verdict }) => verdict !== 'unsure');
  if (decided.length === 0) return 'unreviewed';
  const current = edited ? [] : decided.filter((review) => isCurrent(review, annotation));
  if (current.length === 0) return 'stale';
  if (current.some(({ verdict }) => verdict === 'disagree')) return 'contested';
  return current.length >= Math.max(1, settledBy) ? 'settled' : 'agreed';
}

/** What a person has made of an annotation, and whether it still speaks of what stands there. */
export function ownVerdict(
  annotation: Annotation,
  person: string,
  edited = false,
): { readonly verdict: Verdict; readonly current: boolean } | undefined {
  const review = latestReviews(annotation).get(person);
  return review && { verdict: review.verdict, current: !edited && isCurrent(review, annotation) };
}

/** The latest review of each reviewer; of two at the same time, the one that stands later in the file. */
export function latestReviews({ reviews = [] }: Annotation): ReadonlyMap<string, Review> {
  const latest = new Map<string, Review>();
  for (const review of reviews) {
    const known = latest.get(review.by);
    if (!known || !(instant(review.created) < instant(known.created))) latest.set(review.by, review);
  }
  return latest;
}

/** A review of unknown time says nothing of an annotation that changed. */
function isCurrent(review: Review, { updated }: Annotation): boolean {
  return updated === undefined || instant(review.created) >= instant(updated);
}

function instant(time: string): number {
  return Date.parse(time);
}
