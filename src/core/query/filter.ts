import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import { statusWith, type Doubt } from '../review/grounds';
import { ownVerdict, type ReviewStatus } from '../review/status';

/** Which annotations are shown. What is empty lets everything through; all conditions hold together. */
export interface Filter {
  /** Words that all stand somewhere in the annotation, in any order and case. */
  readonly text: string;
  readonly tags: readonly string[];
  /** `''` is an annotation without an author. */
  readonly authors: readonly string[];
  readonly reviewStatuses: readonly ReviewStatus[];
  /** How many agreeing reviewers make an annotation settled. */
  readonly settledBy: number;
  /** What one of these has a verdict on that still holds. */
  readonly reviewedBy: readonly string[];
  /** What one of these has still to review: somebody else's, without a verdict of theirs that still holds. */
  readonly openFor: readonly string[];
}

export const noFilter: Filter = {
  text: '',
  tags: [],
  authors: [],
  reviewStatuses: [],
  settledBy: 1,
  reviewedBy: [],
  openFor: [],
};

export function isEmpty({ text, tags, authors, reviewStatuses, reviewedBy, openFor }: Filter): boolean {
  return text.trim() === '' && [tags, authors, reviewStatuses, reviewedBy, openFor].every((list) => list.length === 0);
}

/** Whether an annotation is somebody else's and has no verdict of a person's that still holds. */
export function isOpenFor(person: string, annotation: Annotation, edited: boolean): boolean {
  return annotation.by !== person && ownVerdict(annotation, person, edited)?.current !== true;
}

/**
 * Whether an annotation passes the filter. Searched are its words, note, claim and speaker. `edited`: its words in the
 * source are no longer its text. `doubts`: what other entries speak against it.
 */
export function matcher(
  filter: Filter,
): (annotation: Annotation, edited?: boolean, doubts?: readonly Doubt[]) => boolean {
  const words = patterns(filter.text);
  const tags = new Set(filter.tags);
  const authors = new Set(filter.authors);
  const { reviewStatuses, settledBy, reviewedBy, openFor } = filter;
  return (annotation, edited = false, doubts = []) =>
    (tags.size === 0 || tags.has(annotation.tag)) &&
    (authors.size === 0 || authors.has(annotation.by ?? '')) &&
    (reviewStatuses.length === 0 || reviewStatuses.includes(statusWith(annotation, settledBy, edited, doubts))) &&
    (reviewedBy.length === 0 ||
      reviewedBy.some((person) => ownVerdict(annotation, person, edited)?.current === true)) &&
    (openFor.length === 0 || openFor.some((person) => isOpenFor(person, annotation, edited))) &&
    words.every((word) => searched(annotation).some((text) => text !== undefined && word.test(text)));
}

/** Where the filter's words stand in a text, in order and without overlap. */
export function hitsIn(text: string, filter: Filter): readonly Span[] {
  const hits = patterns(filter.text, 'giu')
    .flatMap((word) => [...text.matchAll(word)].map((hit) => ({ from: hit.index, to: hit.index + hit[0].length })))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return hits.filter((hit, index) => hits.slice(0, index).every((earlier) => earlier.to <= hit.from));
}

const searched = ({ text, was, note, claim, speaker }: Annotation): readonly (string | undefined)[] => [
  text,
  was,
  note,
  claim,
  speaker,
];

function patterns(text: string, flags = 'iu'): readonly RegExp[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => new RegExp(word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), flags));
}
