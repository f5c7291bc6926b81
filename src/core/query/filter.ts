import type { Annotation } from '../model/annotation';
import type { Attention } from './attention';
import type { Span } from '../text/change';
import { statusWith, type Doubt } from '../review/grounds';
import { isThreadOpen, ownVerdict, type ReviewStatus } from '../review/status';

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
  /** `''` is an annotation without a speaker. */
  readonly speakers: readonly string[];
  /** What a person needs to look at: lost, contested, edited. */
  readonly needs: readonly Attention[];
  /** The URIs of folders, one of which the source is in. */
  readonly folders: readonly string[];
  /** What an annotation has, or lacks: all of these hold. */
  readonly features: readonly Feature[];
  /** How far the source is. Only who knows the text of a source knows that, so that `matcher` leaves it to them. */
  readonly sources: readonly SourceState[];
}

/** How far a source is in which somebody has tagged or dismissed something, or that somebody has said to be done. */
export type SourceState = 'begun' | 'finished';

export const sourceStates: readonly SourceState[] = ['begun', 'finished'];

/** What an annotation may have, or lack. */
export type Feature = 'evidence' | 'no evidence' | 'note' | 'no note' | 'number' | 'discussed';

export const features: readonly Feature[] = ['evidence', 'no evidence', 'note', 'no note', 'number', 'discussed'];

/** Where an annotation is and how it stands, as far as a filter asks. */
export interface Standing {
  readonly source: string;
  readonly need: Attention;
  /** What other entries speak against it. */
  readonly doubts?: readonly Doubt[] | undefined;
}

export const noFilter: Filter = {
  text: '',
  tags: [],
  authors: [],
  reviewStatuses: [],
  settledBy: 1,
  reviewedBy: [],
  openFor: [],
  speakers: [],
  needs: [],
  folders: [],
  features: [],
  sources: [],
};

export function isEmpty({ text, settledBy: _, ...lists }: Filter): boolean {
  return text.trim() === '' && Object.values(lists).every((list: readonly unknown[]) => list.length === 0);
}

/** The filter that was kept as plain data; what is not understood lets everything through. */
export function restoredFilter(kept: unknown): Filter {
  if (typeof kept !== 'object' || kept === null) return noFilter;
  const entries = Object.entries(noFilter).map(([name, empty]: [string, unknown]) => {
    const value: unknown = Reflect.get(kept, name);
    const isGood = Array.isArray(empty)
      ? Array.isArray(value) && value.every((one) => typeof one === 'string')
      : typeof value === typeof empty;
    return [name, isGood ? value : empty] as const;
  });
  return Object.fromEntries(entries) as unknown as Filter;
}

/** Whether an annotation is somebody else's and has no verdict of a person's that still holds. */
export function isOpenFor(person: string, annotation: Annotation, edited: boolean): boolean {
  return annotation.by !== person && ownVerdict(annotation, person, edited)?.current !== true;
}

/** Whether an annotation passes the filter, if its source does. Searched are its words, note, claim and speaker. */
export function matcher(filter: Filter): (annotation: Annotation, standing: Standing) => boolean {
  const words = patterns(filter.text);
  const { reviewStatuses, settledBy, reviewedBy, openFor } = filter;
  const asks = <T>(wanted: readonly T[], holds: (value: T) => boolean): boolean =>
    wanted.length === 0 || wanted.some(holds);
  return (annotation, { source, need, doubts = [] }) => {
    const edited = need === 'edited';
    return (
      asks(filter.tags, (tag) => tag === annotation.tag) &&
      asks(filter.authors, (author) => author === (annotation.by ?? '')) &&
      asks(filter.speakers, (speaker) => speaker === (annotation.speaker ?? '')) &&
      asks(filter.needs, (one) => one === need) &&
      asks(filter.folders, (folder) => source.startsWith(`${folder}/`)) &&
      filter.features.every((feature) => hasFeature(annotation, feature)) &&
      asks(reviewStatuses, (status) => status === statusWith(annotation, settledBy, edited, doubts)) &&
      asks(reviewedBy, (person) => ownVerdict(annotation, person, edited)?.current === true) &&
      asks(openFor, (person) => isOpenFor(person, annotation, edited)) &&
      words.every((word) => searched(annotation).some((text) => text !== undefined && word.test(text)))
    );
  };
}

export function hasFeature(annotation: Annotation, feature: Feature): boolean {
  const { evidence = [], note = '', text } = annotation;
  switch (feature) {
    case 'evidence':
      return evidence.length > 0;
    case 'no evidence':
      return evidence.length === 0;
    case 'note':
      return note !== '';
    case 'no note':
      return note === '';
    case 'number':
      return /\p{Nd}/u.test(text);
    case 'discussed':
      return isThreadOpen(annotation);
  }
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
