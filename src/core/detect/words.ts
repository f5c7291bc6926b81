import { lexicon, type WordClass } from './lexicon';

const names = Object.keys(lexicon) as WordClass[];

/** The number of a class, from 1: the shapes that `tokens` knows by themselves come after them. */
export function classNumber(name: WordClass): number {
  return names.indexOf(name) + 1;
}

/** One more than the highest number. */
export const classCount = names.length + 1;

export const hashStart = 0x811c9dc5 | 0;

export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** FNV-1a over the lower-case UTF-16 units, with every apostrophe as `'`. */
export function hashWord(word: string): number {
  let hash = hashStart;
  for (let i = 0; i < word.length; i++) hash = hashUnit(hash, fold(word.charCodeAt(i)));
  return hash;
}

/** The hashes of words that stand with blanks between them. */
export function hashWords(words: string): readonly number[] {
  return words.split(' ').map(hashWord);
}

/** The hash of each word under its own name. */
export function hashEach<Word extends string>(...words: readonly Word[]): Readonly<Record<Word, number>> {
  return Object.fromEntries(words.map((word) => [word, hashWord(word)])) as Record<Word, number>;
}

/** A unit's lower case, in Latin and as far as a fixed distance tells; the straight apostrophe for the curly one. */
export function fold(unit: number): number {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
  if (unit === 0x2019) return 0x27;
  return unit >= 0xc0 && unit <= 0xde && unit !== 0xd7 ? unit + 0x20 : unit;
}

/** Finds numbers by the hash of a word in open addressing: a `Map` would cost half of the time that a pass takes. */
export class WordTable {
  private readonly keys: Int32Array;
  private readonly values: Uint16Array;
  private readonly mask: number;

  /** `size` is a power of two, and at least twice the number of entries. Of words that stand twice, the first counts. */
  constructor(entries: Iterable<readonly [hash: number, value: number]>, size: number) {
    this.keys = new Int32Array(size);
    this.values = new Uint16Array(size);
    this.mask = size - 1;
    for (const [hash, value] of entries) {
      const at = this.find(hash);
      if (this.keys[at] === hash) continue;
      this.keys[at] = hash;
      this.values[at] = value;
    }
  }

  /** The word's number, or 0. */
  get(hash: number): number {
    return this.values[this.find(hash)] ?? 0;
  }

  private find(hash: number): number {
    let at = (hash ^ (hash >>> 15)) & this.mask;
    for (let key = this.keys[at]; key !== 0 && key !== hash; key = this.keys[at]) at = (at + 1) & this.mask;
    return at;
  }
}

/** The class of each word of the lexicon, by hash. */
export const wordClasses: ReadonlyMap<number, number> = new Map(
  names.flatMap((name) => hashWords(lexicon[name]).map((hash) => [hash, classNumber(name)] as const)).reverse(),
);
