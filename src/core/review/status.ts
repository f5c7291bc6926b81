import type { Annotation, Review, Verdict } from '../model/annotation';
import { wordsHash } from '../text/hashes';
import { grouped } from '../text/grouped';

/**
 * The review status of an annotation: `contested`: somebody disagrees, or its evidence speaks against it; `questioned`:
 * somebody is unsure and asks; `stale`: its tag or words have changed since they were judged; `unreviewed`: nobody but
 * its author has agreed or disagreed; `agreed`: somebody agrees and nobody disagrees; `settled`: as many agree as the
 * team requires, or an adjudicator has decided.
 */
export type ReviewStatus = 'contested' | 'questioned' | 'stale' | 'unreviewed' | 'agreed' | 'settled';

/** In the order of urgency for reviewers. */
export const reviewStatuses = [
  'contested',
  'questioned',
  'stale',
  'unreviewed',
  'agreed',
  'settled',
] as const satisfies readonly ReviewStatus[];

/** What has changed since a verdict: the tag, the words, or something that the sidecar does not tell. */
export type Change = 'tag' | 'words' | 'unknown';

/** The latest review of a reviewer, and what has changed since; undefined if it still holds. */
export interface Judgement {
  readonly review: Review;
  readonly changed: Change | undefined;
}

/** The review status of an annotation by itself. `edited`: its present words in the source are not the tagged ones. */
export function reviewStatusOf(annotation: Annotation, settledBy: number, edited = false): ReviewStatus {
  if (disagreements(annotation, edited).length > 0 || isAgainstDecision(annotation)) return 'contested';
  if (isSpokenAgainst(annotation)) return 'contested';
  const judged = judgements(annotation, edited).filter(({ review }) => review.by !== annotation.by);
  if (openQuestions(annotation, edited).length > 0) return 'questioned';
  if (decisionHolds(annotation, edited)) return 'settled';
  const current = judged.filter(({ review, changed }) => review.verdict === 'agree' && !changed);
  if (current.length >= Math.max(1, settledBy)) return 'settled';
  if (current.length > 0) return 'agreed';
  return annotation.adjudicated || judged.some(({ review }) => review.verdict !== 'unsure') ? 'stale' : 'unreviewed';
}

/**
 * The reviews that disagree. A disagreement stands until its reviewer changes it or an adjudicator decides: it does not
 * end because the tag, a word or a note was changed.
 */
export function disagreements(annotation: Annotation, edited = false): readonly Review[] {
  return judgements(annotation, edited)
    .map(({ review }) => review)
    .filter((review) => review.verdict === 'disagree' && !isDecided(review, annotation));
}

/** The questions of unsure reviewers about the present state that nobody has closed. */
export function openQuestions(annotation: Annotation, edited = false): readonly Review[] {
  const { resolved } = annotation;
  return judgements(annotation, edited).flatMap(({ review, changed }) => {
    const asks = review.verdict === 'unsure' && (review.note ?? '').trim() !== '' && !changed;
    const closed = resolved !== undefined && !(instant(review.created) > instant(resolved.created));
    return asks && !closed && !isDecided(review, annotation) ? [review] : [];
  });
}

const none: readonly Judgement[] = [];

/** The present verdict of each reviewer, in the order of the file. */
export function judgements(annotation: Annotation, edited = false): readonly Judgement[] {
  const { reviews } = annotation;
  if (!reviews || reviews.length === 0) return none;
  const said = reviews.map((review): Judgement => ({ review, changed: changedSince(review, annotation, edited) }));
  const byReviewer = grouped(said, ({ review }) => review.by);
  return [...byReviewer.values()].flatMap((said) => latest(said) ?? []);
}

/** A person's verdict on an annotation; `current`: it is about the present state. */
export function ownVerdict(
  annotation: Annotation,
  person: string,
  edited = false,
): { readonly verdict: Verdict; readonly current: boolean; readonly changed: Change | undefined } | undefined {
  const own = judgements(annotation, edited).find(({ review }) => review.by === person);
  return own && { verdict: own.review.verdict, current: own.changed === undefined, changed: own.changed };
}

/** The tag and the words of an annotation, as a verdict records them. */
export function judgedIn(annotation: Annotation, edited = false): Required<Pick<Review, 'tag' | 'words'>> {
  return { tag: annotation.tag, words: wordsHash(wordsNow(annotation, edited) ?? annotation.text) };
}

/** The latest review of each reviewer; of two at the same time, the later one in the file. */
export function latestReviews(annotation: Annotation): ReadonlyMap<string, Review> {
  return new Map(judgements(annotation).map(({ review }) => [review.by, review]));
}

/** Whether a discussion is open: it has messages, and nobody has closed it since. */
export function isThreadOpen({ discussion = [], resolved }: Annotation): boolean {
  if (discussion.length === 0) return false;
  return resolved === undefined || discussion.some(({ created }) => instant(created) > instant(resolved.created));
}

/** Whether a discussion can be resolved, even before anybody began it; else it can be reopened. */
export function isClosable(annotation: Annotation): boolean {
  return annotation.resolved === undefined || isThreadOpen(annotation);
}

/** Whether an annotation is verified, with evidence that contradicts it and none that supports it. */
export function isSpokenAgainst({ tag, evidence = [] }: Annotation): boolean {
  if (tag !== 'verified') return false;
  const says = evidence.map((one) => one.says ?? 'supports');
  return says.includes('contradicts') && !says.includes('supports');
}

/**
 * The judgement of a person who has several reviews: one about the present state counts more than a later one that is
 * not, since merged branches have both.
 */
function latest(said: readonly Judgement[]): Judgement | undefined {
  const current = said.filter(({ changed }) => !changed);
  const among = current.length > 0 ? current : said;
  return among.reduce<Judgement | undefined>((last, one) => {
    return last && instant(one.review.created) < instant(last.review.created) ? last : one;
  }, undefined);
}

/**
 * What has changed since a verdict, by what it records. If it records nothing, it counts for the state at its date: if
 * something changed after that, it is unknown what.
 */
function changedSince(review: Review, annotation: Annotation, edited: boolean): Change | undefined {
  if (review.tag !== undefined && review.tag !== annotation.tag) return 'tag';
  const words = wordsNow(annotation, edited);
  if (review.words !== undefined)
    return words !== undefined && wordsHash(words) === review.words.toLowerCase() ? undefined : 'words';
  if (edited) return 'words';
  const { updated } = annotation;
  const isOlder = updated !== undefined && !(instant(review.created) >= instant(updated));
  return isOlder && review.tag === undefined ? 'unknown' : undefined;
}

/** The present words of an annotation, if its record has them. */
function wordsNow({ text, was }: Annotation, edited: boolean): string | undefined {
  if (!edited) return was ?? text;
  return was === undefined ? undefined : text;
}

/** Whether an adjudicator decided after a review, or decided on it. */
function isDecided(review: Review, { adjudicated }: Annotation): boolean {
  if (!adjudicated) return false;
  const [said, decided] = [instant(review.created), instant(adjudicated.created)];
  if (said <= decided) return true;
  const isUndated = Number.isNaN(said) || Number.isNaN(decided);
  return isUndated && (adjudicated.among ?? []).some(({ by }) => by === review.by);
}

/** Whether an adjudicator decided for another tag than the present one, and has not agreed since. */
function isAgainstDecision(annotation: Annotation): boolean {
  const { adjudicated, tag } = annotation;
  if (adjudicated?.tag === undefined || adjudicated.tag === tag) return false;
  const own = judgements(annotation).find(({ review }) => review.by === adjudicated.by);
  return !(own?.review.verdict === 'agree' && !own.changed && !isDecided(own.review, annotation));
}

/** Whether the decision of an adjudicator is about the present state. */
function decisionHolds(annotation: Annotation, edited: boolean): boolean {
  const { adjudicated, updated } = annotation;
  if (!adjudicated || edited) return false;
  if (adjudicated.words !== undefined) return adjudicated.words === wordsHash(annotation.was ?? annotation.text);
  return updated === undefined || adjudicated.tag !== undefined || instant(adjudicated.created) >= instant(updated);
}

/** NaN where the time is not known; every comparison with it is false. */
function instant(time: string | undefined): number {
  return Date.parse(time ?? '');
}
