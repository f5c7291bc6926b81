import type { Annotation } from '../model/annotation';
import type { Attention } from './attention';
import type { Span } from '../text/change';
import { statusWith, type Doubt } from '../review/grounds';
import { isThreadOpen, ownVerdict, type ReviewStatus } from '../review/status';

/** Which annotations are shown. An empty condition lets everything pass; all conditions must hold. */
export interface Filter {
  /** Words that must all occur in the annotation, in any order and case. */
  readonly text: string;
  readonly tags: readonly string[];
  /** `''` is an annotation without an author. */
  readonly authors: readonly string[];
  readonly reviewStatuses: readonly ReviewStatus[];
  /** How many agreeing reviewers make an annotation settled. */
  readonly settledBy: number;
  /** Reviewers; at least one of them has given a verdict that still holds. */
  readonly reviewedBy: readonly string[];
  /** Reviewers; at least one of them still has to review it: it is somebody else's, and their verdict is missing or outdated. */
  readonly openFor: readonly string[];
  /** `''` is an annotation without a speaker. */
  readonly speakers: readonly string[];
  /** What it needs: one of these. */
  readonly needs: readonly Attention[];
  /** The URIs of folders; one of them contains the source. */
  readonly folders: readonly string[];
  /** What an annotation has or lacks: all of these must hold. */
  readonly features: readonly Feature[];
  /** States of its source. `matcher` does not check them, since they depend on the text of the source. */
  readonly sources: readonly SourceState[];
}

/** The state of a source in which something is tagged or dismissed, or which is marked as finished. */
export type SourceState = 'begun' | 'finished';

export const sourceStates: readonly SourceState[] = ['begun', 'finished'];

/** What an annotation may have or lack. */
export type Feature = 'evidence' | 'no evidence' | 'note' | 'no note' | 'number' | 'discussed';

export const features: readonly Feature[] = ['evidence', 'no evidence', 'note', 'no note', 'number', 'discussed'];

/** The source and the state of an annotation, as far as filters need them. */
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

/** Restores a filter kept as plain data; invalid values let everything pass. */
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

/** Whether an annotation is somebody else's and has no verdict of a person that still holds. */
export function isOpenFor(person: string, annotation: Annotation, edited: boolean): boolean {
  return annotation.by !== person && ownVerdict(annotation, person, edited)?.current !== true;
}

/** Returns whether an annotation passes a filter, if its source does. Words are searched in its text, note, claim and speaker. */
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

/** The places of a filter's words in a text, in order and without overlap. */
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
