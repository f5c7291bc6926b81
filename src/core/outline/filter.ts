import type { Annotation } from '../annotation';
import type { Span } from '../change';

/** Which annotations are shown. What is empty lets everything through; the three conditions hold together. */
export interface Filter {
  /** Words that all stand somewhere in the annotation, in any order and case. */
  readonly text: string;
  readonly tags: readonly string[];
  /** `''` is an annotation without an author. */
  readonly authors: readonly string[];
}

export const noFilter: Filter = { text: '', tags: [], authors: [] };

export function isEmpty({ text, tags, authors }: Filter): boolean {
  return text.trim() === '' && tags.length === 0 && authors.length === 0;
}

/** Whether an annotation passes the filter. Searched are its words, note, claim and speaker. */
export function matcher(filter: Filter): (annotation: Annotation) => boolean {
  const words = patterns(filter.text);
  const tags = new Set(filter.tags);
  const authors = new Set(filter.authors);
  return (annotation) =>
    (tags.size === 0 || tags.has(annotation.tag)) &&
    (authors.size === 0 || authors.has(annotation.by ?? '')) &&
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
