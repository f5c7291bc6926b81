import type { Span } from '../text/change';
import { scanWords } from './words';

/** A text that others are compared with. */
export interface IndexedText {
  /** Its name in the folder. */
  readonly name: string;
  readonly text: string;
}

/** Words that somebody says in a text, and what the text calls that person. */
export interface Spoken extends Span {
  readonly speakers: readonly string[];
}

/** What the index asks about a text of those who can read it. */
export interface Reading {
  /** The sentences of a text, in order. Asked once for each text. */
  sentences(text: string): readonly Span[];
  /** Who says what; asked when a speaker is to be checked. */
  spoken(text: string): readonly Spoken[];
  /** Whether a place is heading, byline, caption or the like; asked of what would be shown unasked. */
  isFurniture(text: string, span: Span): boolean;
}

/** What is kept of a text: a run of terms for each sentence, in their order. */
export interface IndexedSource extends IndexedText {
  /** `from` and `to` of each sentence, one after the other. */
  readonly places: Int32Array;
  /** Where each sentence's terms begin in `terms`; one more than there are sentences. */
  readonly bounds: Int32Array;
  readonly terms: Int32Array;
  /** For each term: bits of `looks`. */
  readonly looks: Uint8Array;
}

/** How a term stands in its sentence. */
export const looks = { name: 1, figure: 2 } as const;

/** Sentences by their terms. Made anew from the sources' own terms when they changed, in one pass. */
export interface Postings {
  readonly sources: readonly IndexedSource[];
  /** The number of each source's first sentence among all; one more than there are sources. */
  readonly first: Int32Array;
  /** The source of each sentence. */
  readonly sourceOf: Int32Array;
  /** Where the sentences of a term begin in `sentences`. */
  readonly begins: Int32Array;
  readonly sentences: Int32Array;
  /** How much a term says: rare ones much. */
  readonly weights: Float32Array;
}

/**
 * The sentences of many texts by their words. A text is read once, when it is put in; changing one of a thousand reads
 * that one. Holds no words of its own but each different one once: some ten bytes for a word of a text.
 */
export class SourceIndex {
  private readonly numbers = new Map<string, number>();
  private readonly byName = new Map<string, IndexedSource>();
  private readonly derivedBy = new Map<unknown, unknown>();
  private made: Postings | undefined;

  constructor(readonly reading: Reading) {}

  /** Puts a text in, in place of an earlier one of the same name. */
  put({ name, text }: IndexedText): void {
    if (this.byName.get(name)?.text === text) return;
    this.byName.set(name, this.read(name, text));
    this.made = undefined;
    this.derivedBy.clear();
  }

  remove(name: string): void {
    if (!this.byName.delete(name)) return;
    this.made = undefined;
    this.derivedBy.clear();
  }

  source(name: string): IndexedSource | undefined {
    return this.byName.get(name);
  }

  get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  /** The number of a term; undefined for one that no text has. */
  termOf(key: string): number | undefined {
    return this.numbers.get(key);
  }

  /** What `make` makes of the index as it stands: made once, until a text changes. */
  derived<T>(make: (index: SourceIndex) => T): T {
    const known = this.derivedBy.get(make) as T | undefined;
    if (known !== undefined) return known;
    const made = make(this);
    this.derivedBy.set(make, made);
    return made;
  }

  get postings(): Postings {
    return (this.made ??= makePostings([...this.byName.values()], this.numbers.size));
  }

  private read(name: string, text: string): IndexedSource {
    const spans = this.reading.sentences(text);
    const places = new Int32Array(spans.length * 2);
    const bounds = new Int32Array(spans.length + 1);
    const terms: number[] = [];
    const seen: number[] = [];
    spans.forEach(({ from, to }, i) => {
      places[i * 2] = from;
      places[i * 2 + 1] = to;
      scanTerms(text, from, to, (key, look) => {
        terms.push(this.numberOf(key));
        seen.push(look);
      });
      bounds[i + 1] = terms.length;
    });
    return { name, text, places, bounds, terms: Int32Array.from(terms), looks: Uint8Array.from(seen) };
  }

  private numberOf(key: string): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** The terms of a stretch of text, in order, with how they stand there. */
export function scanTerms(
  text: string,
  from: number,
  to: number,
  found: (key: string, look: number, from: number, to: number) => void,
): void {
  let isFirst = true;
  scanWords(text, from, to, (start, end) => {
    const unit = text.charCodeAt(start);
    const isCapital = unit < 128 ? unit > 64 && unit < 91 : /^\p{Lu}/u.test(text.slice(start, start + 2));
    const isFigure = unit > 47 && unit < 58;
    const word = text.slice(start, end);
    const key = termOf(word);
    const number = numbers.get(key);
    const look = isFigure || number !== undefined ? looks.figure : isCapital && !isFirst ? looks.name : 0;
    found(number ?? key, look, start, end);
    isFirst = false;
  });
}

const numbers: ReadonlyMap<string, string> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'.split(' ').map((word, i) => [word, String(i)]),
);

const plain = /^[A-Za-z]+$/u;
const inside = /[\u00ad\u200b-\u200f\u2060\ufeff*_~]/gu;

/** The form in which terms are compared: small letters without the endings of plural and tense. */
export function termOf(word: string): string {
  if (plain.test(word)) return stem(word.toLowerCase());
  const form = word.replace(inside, '').normalize('NFKC').toLowerCase().replace(/[’‘ʼ]/gu, "'");
  return stem(/^\d/u.test(form) ? form.replaceAll(',', '') : form.replace(/'s$/u, ''));
}

function stem(word: string): string {
  const length = word.length;
  if (length < 5) return length === 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.endsWith('ing') && length > 5) return word.slice(0, -3);
  if (word.endsWith('ed')) return word.slice(0, -2);
  if (word.endsWith('es')) return word.slice(0, -2);
  if (word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  if (word.endsWith('ly') && length > 5) return word.slice(0, -2);
  return word.endsWith('e') ? word.slice(0, -1) : word;
}

/** A folder of few sentences is weighed as if it had so many, else a word that two of them share seems common. Guessed. */
const fewestAssumed = 100;

function makePostings(sources: readonly IndexedSource[], terms: number): Postings {
  const first = new Int32Array(sources.length + 1);
  sources.forEach((source, i) => (first[i + 1] = (first[i] as number) + source.bounds.length - 1));
  const count = first[sources.length] as number;
  const sourceOf = new Int32Array(count);
  const begins = new Int32Array(terms + 1);
  const last = new Int32Array(terms).fill(-1);
  eachTerm(sources, first, last, (term) => void (begins[term + 1] = (begins[term + 1] as number) + 1));
  const weights = new Float32Array(terms);
  const size = Math.max(count, fewestAssumed);
  for (let term = 0; term < terms; term++) {
    const having = begins[term + 1] as number;
    weights[term] = Math.log(1 + (size - having + 0.5) / (having + 0.5));
    begins[term + 1] = having + (begins[term] as number);
  }
  const next = begins.slice();
  const sentences = new Int32Array(begins[terms] as number);
  last.fill(-1);
  eachTerm(sources, first, last, (term, sentence) => {
    sentences[next[term] as number] = sentence;
    next[term] = (next[term] as number) + 1;
  });
  sources.forEach((_, i) => sourceOf.fill(i, first[i], first[i + 1]));
  return { sources, first, sourceOf, begins, sentences, weights };
}

/** Each different term of each sentence, once. */
function eachTerm(
  sources: readonly IndexedSource[],
  first: Int32Array,
  last: Int32Array,
  found: (term: number, sentence: number) => void,
): void {
  sources.forEach(({ bounds, terms }, i) => {
    for (let k = 0; k + 1 < bounds.length; k++) {
      const sentence = (first[i] as number) + k;
      for (let at = bounds[k] as number; at < (bounds[k + 1] as number); at++) {
        const term = terms[at] as number;
        if (last[term] === sentence) continue;
        last[term] = sentence;
        found(term, sentence);
      }
    }
  });
}

/** An index of these texts. */
export function createIndex(sources: readonly IndexedText[], reading: Reading): SourceIndex {
  const index = new SourceIndex(reading);
  for (const source of sources) index.put(source);
  return index;
}
