import type { Span } from '../text/change';
import { formOf, looks, scanInitials } from './terms';

/** A text that others are compared with. */
export interface IndexedText {
  /** Its name in the folder. */
  readonly name: string;
  readonly text: string;
}

/** Words that somebody says in a text, with the text's name for that person. */
export interface Spoken extends Span {
  readonly speakers: readonly string[];
}

/** The index's questions about a text to the parsers of text. */
export interface Reading {
  /** The sentences of a text, in order. Called once for each text. */
  sentences(text: string): readonly Span[];
  /** The speakers of a text's quotations; called when a speaker is checked. */
  spoken(text: string): readonly Spoken[];
  /** Whether a place is a heading, byline, caption or the like; called for hits to be shown unasked. */
  isFurniture(text: string, span: Span): boolean;
}

/** Numbers of terms or sentences, in half the memory if all are small, as in most folders. */
export type Numbers = Uint16Array | Int32Array;

/** The list in as little memory as its numbers need; each is below `most`. */
export const packed = (list: readonly number[], most: number): Numbers =>
  most <= 1 << 16 ? Uint16Array.from(list) : Int32Array.from(list);

/** A text in the index: a run of terms for each sentence, in order. Each list is a new view of the stored data. */
export interface IndexedSource extends IndexedText {
  /** `from` and `to` of each sentence, alternating. */
  readonly places: Int32Array;
  /** The start of each sentence's terms in `terms`; one more than there are sentences. */
  readonly bounds: Int32Array;
  readonly terms: Numbers;
  /** A bit for each term: whether it is a name at that place. See `isNameAt`. */
  readonly names: Uint8Array;
}

/** Whether the term at an index of a source's `terms` is a name there. */
export const isNameAt = ({ names }: Pick<IndexedSource, 'names'>, at: number): boolean =>
  (((names[at >> 3] as number) >> (at & 7)) & 1) === 1;

/** The lists of a source in one piece of memory: in small folders, separate lists would take twice as much. */
class PackedSource implements IndexedSource {
  private readonly buffer: ArrayBuffer;

  constructor(
    readonly name: string,
    readonly text: string,
    private readonly sentences: number,
    private readonly count: number,
    /** Whether a term takes two bytes. */
    private readonly isShort: boolean,
  ) {
    this.buffer = new ArrayBuffer(this.atNames + ((count + 7) >> 3));
  }

  private get atTerms(): number {
    return (3 * this.sentences + 1) * 4;
  }

  private get atNames(): number {
    return this.atTerms + this.count * (this.isShort ? 2 : 4);
  }

  get places(): Int32Array {
    return new Int32Array(this.buffer, 0, 2 * this.sentences);
  }

  get bounds(): Int32Array {
    return new Int32Array(this.buffer, 8 * this.sentences, this.sentences + 1);
  }

  get terms(): Numbers {
    return this.isShort
      ? new Uint16Array(this.buffer, this.atTerms, this.count)
      : new Int32Array(this.buffer, this.atTerms, this.count);
  }

  get names(): Uint8Array {
    return new Uint8Array(this.buffer, this.atNames);
  }
}

/** The sentences of each term. Rebuilt from the sources' terms after they changed, in one pass. */
export interface Postings {
  readonly sources: readonly IndexedSource[];
  /** The number of each source's first sentence among all; one more than there are sources. */
  readonly first: Int32Array;
  /** The source of each sentence. */
  readonly sourceOf: Int32Array;
  /** The start of each term's sentences in `sentences`. */
  readonly begins: Int32Array;
  readonly sentences: Numbers;
  /** The weight of each term, greater for rare ones. */
  readonly weights: Float32Array;
}

/**
 * The sentences of many texts by their words. A text is read once, when it is added; a change to one of a thousand
 * reads only that one. Stores each different word once: some ten bytes per word of a text.
 */
export class SourceIndex {
  private readonly numbers = new WordTable();
  private readonly written = new WordTable();
  private readonly byName = new Map<string, IndexedSource>();
  private readonly derivedBy = new Map<unknown, unknown>();
  private made: Postings | undefined;

  constructor(readonly reading: Reading) {}

  /** Adds a text, replacing an earlier one of the same name. */
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

  /** The number of a term; undefined if no text has it. */
  termOf(key: string): number | undefined {
    return this.numbers.valueOf(key);
  }

  /** Calls `found` with each term that was ever read, and its number. */
  eachTerm(found: (key: string, term: number) => void): void {
    this.numbers.each(found);
  }

  /** The result of `make` for the present index, computed once until a text changes. */
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
    const terms: number[] = [];
    const names: number[] = [];
    const ends = spans.map(({ from, to }) => {
      const first = terms.length;
      scanInitials(text, from, to, (start, end, initials) => {
        const known =
          initials === undefined
            ? this.written.valueAt(text, start, end, this.learn)
            : this.written.valueAt(initials, 0, initials.length, this.learn);
        terms.push(known >> 2);
        const look = known & 3;
        if (look === looks.name && terms.length > first + 1) names.push(terms.length - 1);
      });
      return terms.length;
    });
    const source = new PackedSource(name, text, spans.length, terms.length, this.numbers.size <= 1 << 16);
    source.places.set(spans.flatMap(({ from, to }) => [from, to]));
    source.bounds.set(ends, 1);
    source.terms.set(terms);
    const bits = source.names;
    for (const at of names) bits[at >> 3] = (bits[at >> 3] as number) | (1 << (at & 7));
    return source;
  }

  /** The number of a word's term, times four, with its `looks`, so that each word is processed once. */
  private readonly learn = (word: string): number => {
    const { key, isCapital, isFigure } = formOf(word);
    const number = this.numbers.valueAt(key, 0, key.length, () => this.numbers.size);
    return number * 4 + (isFigure ? looks.figure : isCapital ? looks.name : 0);
  };
}

/** Most slots of the table in use, as a share, so that words are found after a step or two. */
const mostTaken = 0.5;

/** How many letters are joined at once, since the stack limits the arguments of a call. */
const atOnce = 4096;

/**
 * A table of numbers by words, which are looked up in their text without being copied. The letters of all words are one
 * list: a string and a map entry for each would take four times the memory.
 */
class WordTable {
  private slots = new Int32Array(1 << 10).fill(-1);
  private letters = new Uint16Array(1 << 10);
  /** The start of each word in `letters`; one more than there are words. */
  private begins = new Int32Array(1 << 8);
  private values = new Int32Array(1 << 8);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The number of a word; undefined for an unknown one. */
  valueOf(word: string): number | undefined {
    const known = this.slots[this.slotOf(word, 0, word.length)] as number;
    return known < 0 ? undefined : this.values[known];
  }

  /** The number of the word in a stretch of text; of a new word the result of `learn`. */
  valueAt(text: string, from: number, to: number, learn: (word: string) => number): number {
    const slot = this.slotOf(text, from, to);
    const known = this.slots[slot] as number;
    if (known >= 0) return this.values[known] as number;
    const value = learn(text.slice(from, to));
    this.slots[slot] = this.count;
    this.add(text, from, to, value);
    return value;
  }

  each(found: (word: string, value: number) => void): void {
    for (let i = 0; i < this.count; i++) {
      const end = this.begins[i + 1] as number;
      let word = '';
      for (let at = this.begins[i] as number; at < end; at += atOnce)
        word += String.fromCharCode(...this.letters.subarray(at, Math.min(end, at + atOnce)));
      found(word, this.values[i] as number);
    }
  }

  private add(text: string, from: number, to: number, value: number): void {
    const begin = this.begins[this.count] as number;
    if (begin + to - from > this.letters.length) this.letters = larger(this.letters, Uint16Array, begin + to - from);
    for (let at = from; at < to; at++) this.letters[begin + at - from] = text.charCodeAt(at);
    this.values[this.count++] = value;
    if (this.count + 1 >= this.values.length) {
      this.values = larger(this.values, Int32Array, 0);
      this.begins = larger(this.begins, Int32Array, 0);
    }
    this.begins[this.count] = begin + to - from;
    if (this.count > mostTaken * this.slots.length) this.grow();
  }

  /** The slot of a word, or the free one for it. */
  private slotOf(text: string, from: number, to: number): number {
    let hash = 0;
    for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    let slot = this.firstSlot(hash);
    for (let i = this.slots[slot] as number; i >= 0 && !this.isAt(i, text, from, to); i = this.slots[slot] as number)
      slot = (slot + 1) & (this.slots.length - 1);
    return slot;
  }

  private isAt(i: number, text: string, from: number, to: number): boolean {
    const begin = this.begins[i] as number;
    if ((this.begins[i + 1] as number) - begin !== to - from) return false;
    for (let at = from; at < to; at++) if (this.letters[begin + at - from] !== text.charCodeAt(at)) return false;
    return true;
  }

  private firstSlot(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 7) & (this.slots.length - 1);
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let i = 0; i < this.count; i++) {
      let hash = 0;
      for (let at = this.begins[i] as number; at < (this.begins[i + 1] as number); at++)
        hash = (Math.imul(hash, 31) + (this.letters[at] as number)) | 0;
      let slot = this.firstSlot(hash);
      while ((this.slots[slot] as number) >= 0) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = i;
    }
  }
}

/** A copy of a list with half as much again in length, and `least` or more. */
function larger<T extends Uint8Array | Uint16Array | Int32Array>(
  list: T,
  kind: new (size: number) => T,
  least: number,
): T {
  const made = new kind(Math.max(least, Math.ceil(list.length * 1.5)));
  made.set(list);
  return made;
}

/** Fewest sentences assumed for weights; in fewer, a word shared by two sentences would seem common. Guessed. */
const fewestAssumed = 100;

/**
 * In so many sentences, twice in each of two sources, any word may stand. A word of more is taken to stand as often in those
 * that are assumed: the name of the town that a whole folder is on says nothing, however small the folder.
 */
const mostByChance = 4;

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
    const assumed = having + (Math.max(0, having - mostByChance) * (size - count)) / Math.max(1, count);
    weights[term] = Math.log(1 + (size - assumed + 0.5) / (assumed + 0.5));
    begins[term + 1] = having + (begins[term] as number);
  }
  const next = begins.slice();
  const places = begins[terms] as number;
  const sentences = count <= 1 << 16 ? new Uint16Array(places) : new Int32Array(places);
  last.fill(-1);
  eachTerm(sources, first, last, (term, sentence) => {
    sentences[next[term] as number] = sentence;
    next[term] = (next[term] as number) + 1;
  });
  sources.forEach((_, i) => sourceOf.fill(i, first[i], first[i + 1]));
  return { sources, first, sourceOf, begins, sentences, weights };
}

/** Calls back for each different term of each sentence, once. */
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
