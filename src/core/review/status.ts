import type { Annotation, Review, Verdict } from '../model/annotation';
import { wordsHash } from '../text/hashes';
import { grouped } from '../text/grouped';

/**
 * Where an annotation stands among its reviewers:
 * `contested`: somebody disagrees, or what it rests on speaks against it; `questioned`: somebody is unsure and asks;
 * `stale`: its tag or its words are others than those that were judged; `unreviewed`: nobody but its author has agreed
 * or disagreed; `agreed`: somebody agrees and nobody disagrees; `settled`: as many agree as the team asks for, or an
 * adjudicator has decided.
 */
export type ReviewStatus = 'contested' | 'questioned' | 'stale' | 'unreviewed' | 'agreed' | 'settled';

/** What reviewing needs first comes first. */
export const reviewStatuses = [
  'contested',
  'questioned',
  'stale',
  'unreviewed',
  'agreed',
  'settled',
] as const satisfies readonly ReviewStatus[];

/** What is another since a verdict: the tag, the words, or something of which the sidecar does not say what. */
export type Change = 'tag' | 'words' | 'unknown';

/** The latest that a reviewer said of an annotation, and what has changed since; undefined where it still holds. */
export interface Judgement {
  readonly review: Review;
  readonly changed: Change | undefined;
}

/** The review status of an annotation by itself. `edited`: its words in the source are no longer those that were tagged. */
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
 * The reviewers who disagree. A disagreement stands until its reviewer says otherwise or an adjudicator decides: it
 * does not end because the tag, a word or a note was changed.
 */
export function disagreements(annotation: Annotation, edited = false): readonly Review[] {
  return judgements(annotation, edited)
    .map(({ review }) => review)
    .filter((review) => review.verdict === 'disagree' && !isDecided(review, annotation));
}

/** Questions of reviewers who are unsure, about what still stands, that nobody has closed. */
export function openQuestions(annotation: Annotation, edited = false): readonly Review[] {
  const { resolved } = annotation;
  return judgements(annotation, edited).flatMap(({ review, changed }) => {
    const asks = review.verdict === 'unsure' && (review.note ?? '').trim() !== '' && !changed;
    const closed = resolved !== undefined && !(instant(review.created) > instant(resolved.created));
    return asks && !closed && !isDecided(review, annotation) ? [review] : [];
  });
}

const none: readonly Judgement[] = [];

/** What each reviewer says now, in the order of the file. */
export function judgements(annotation: Annotation, edited = false): readonly Judgement[] {
  const { reviews } = annotation;
  if (!reviews || reviews.length === 0) return none;
  const said = reviews.map((review): Judgement => ({ review, changed: changedSince(review, annotation, edited) }));
  const byReviewer = grouped(said, ({ review }) => review.by);
  return [...byReviewer.values()].flatMap((said) => latest(said) ?? []);
}

/** What a person has made of an annotation; `current`: it is about what stands there. */
export function ownVerdict(
  annotation: Annotation,
  person: string,
  edited = false,
): { readonly verdict: Verdict; readonly current: boolean; readonly changed: Change | undefined } | undefined {
  const own = judgements(annotation, edited).find(({ review }) => review.by === person);
  return own && { verdict: own.review.verdict, current: own.changed === undefined, changed: own.changed };
}

/** What a verdict on an annotation is about, as the verdict records it. */
export function judgedIn(annotation: Annotation, edited = false): Required<Pick<Review, 'tag' | 'words'>> {
  return { tag: annotation.tag, words: wordsHash(wordsNow(annotation, edited) ?? annotation.text) };
}

/** The latest review of each reviewer; of two at the same time, the one that stands later in the file. */
export function latestReviews(annotation: Annotation): ReadonlyMap<string, Review> {
  return new Map(judgements(annotation).map(({ review }) => [review.by, review]));
}

/** Whether the discussion of an annotation waits for somebody: there are messages, and nobody has closed it since. */
export function isThreadOpen({ discussion = [], resolved }: Annotation): boolean {
  if (discussion.length === 0) return false;
  return resolved === undefined || discussion.some(({ created }) => instant(created) > instant(resolved.created));
}

/** Whether it is verified, and has evidence that contradicts it and none that supports it. */
export function isSpokenAgainst({ tag, evidence = [] }: Annotation): boolean {
  if (tag !== 'verified') return false;
  const says = evidence.map((one) => one.says ?? 'supports');
  return says.includes('contradicts') && !says.includes('supports');
}

/**
 * Of several reviews of one person, one that is about what stands there now counts more than a later one that is not:
 * merged branches hold both.
 */
function latest(said: readonly Judgement[]): Judgement | undefined {
  const current = said.filter(({ changed }) => !changed);
  const among = current.length > 0 ? current : said;
  return among.reduce<Judgement | undefined>((last, one) => {
    return last && instant(one.review.created) < instant(last.review.created) ? last : one;
  }, undefined);
}

/**
 * What has changed since a verdict, by what it says that it judged. One that does not say counts for what stood at its
 * date: where something was changed after that, nobody knows what.
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

/** The words at the annotation's place as far as its record says; undefined where they are not in it. */
function wordsNow({ text, was }: Annotation, edited: boolean): string | undefined {
  if (!edited) return was ?? text;
  return was === undefined ? undefined : text;
}

/** Whether an adjudicator decided after a review, or among it. */
function isDecided(review: Review, { adjudicated }: Annotation): boolean {
  if (!adjudicated) return false;
  const [said, decided] = [instant(review.created), instant(adjudicated.created)];
  if (said <= decided) return true;
  const isUndated = Number.isNaN(said) || Number.isNaN(decided);
  return isUndated && (adjudicated.among ?? []).some(({ by }) => by === review.by);
}

/** Whether an adjudicator decided for another tag than the entry has now, and has not agreed since. */
function isAgainstDecision(annotation: Annotation): boolean {
  const { adjudicated, tag } = annotation;
  if (adjudicated?.tag === undefined || adjudicated.tag === tag) return false;
  const own = judgements(annotation).find(({ review }) => review.by === adjudicated.by);
  return !(own?.review.verdict === 'agree' && !own.changed && !isDecided(own.review, annotation));
}

/** Whether what an adjudicator decided is what stands there. */
function decisionHolds(annotation: Annotation, edited: boolean): boolean {
  const { adjudicated, updated } = annotation;
  if (!adjudicated || edited) return false;
  if (adjudicated.words !== undefined) return adjudicated.words === wordsHash(annotation.was ?? annotation.text);
  return updated === undefined || adjudicated.tag !== undefined || instant(adjudicated.created) >= instant(updated);
}

/** NaN where it is not known; every comparison with that is false. */
function instant(time: string | undefined): number {
  return Date.parse(time ?? '');
}
