import type { Pattern } from './align';
import { Kind, fold, kindOf } from './tokens';

/**
 * Runs of letters common to patterns and text. The hash is a gear hash (as in content-defined chunking): each letter
 * shifts older ones out of 32 bits, so equal hashes mean equal last letters after folding, regardless of blanks, marks
 * and line breaks between them.
 */
export interface Seeds {
  readonly length: SeedLength;
  /** A bit filter of the hashes. */
  readonly filter: Int32Array;
  readonly filterShift: number;
  /** Open addressing: the hash of each slot, and its number from 1; 0 in a free slot. */
  readonly keys: Int32Array;
  readonly numbers: Int32Array;
  readonly mask: number;
  /** The number of different hashes. */
  distinct: number;
  /** The seeds in the order of the patterns; those of pattern `i` are from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Int32Array;
  /** The number of a seed's hash, from 0, and the offset in the pattern just after the seed. */
  readonly number: Int32Array;
  readonly offset: Int32Array;
}

/** Occurrences of the patterns' seeds in the text, in order: the hash's number and the offset just after. */
interface Hits {
  count: number;
  number: Int32Array;
  at: Int32Array;
}

/**
 * How many bits fewer than for a short seed a letter shifts the hash. A short seed has eight letters (three of a script
 * without word breaks), and finds text with small changes; a long one has 32, which a text hardly ever has twice.
 */
export const SeedLength = { Short: 0, Long: 2 } as const;
export type SeedLength = (typeof SeedLength)[keyof typeof SeedLength];

const letterShift = 4;
const signShift = 11;
const full = 32;
const spread = 0x9e3779b1;

// Memos: how far a unit shifts the hash, and what it then adds. Zero means not computed yet, `skip` that it is ignored.
const shifts = new Uint8Array(0x10000);
const gears = new Int32Array(0x10000);
const skip = 255;

function askShift(unit: number): number {
  const kind = kindOf(unit);
  let bits = Math.imul(fold(unit), spread);
  bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b);
  gears[unit] = bits ^ (bits >>> 13);
  return (shifts[unit] = kind === Kind.Letter ? letterShift : kind === Kind.Sign ? signShift : skip);
}

/** Adds the seeds of a text: their hashes and the offsets just after them. */
function collect(text: string, length: SeedLength, hashes: number[], offsets: number[]): void {
  let hash = 0;
  let filled = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const shift = shifts[unit] || askShift(unit);
    if (shift === skip) continue;
    hash = (hash << (shift >> length)) ^ (gears[unit] ?? 0);
    filled += shift >> length;
    if (filled < full) continue;
    hashes.push(hash);
    offsets.push(at + 1);
  }
}

/** Patterns read between two pauses. */
const patternPace = 64;

/** The seeds of some patterns: at most `limit` of each, spread over it. */
export function* seeding(patterns: readonly Pattern[], limit: number, length: SeedLength): Generator<undefined, Seeds> {
  const hashes: number[] = [];
  const offsets: number[] = [];
  const starts = new Int32Array(patterns.length + 1);
  for (const [index, pattern] of patterns.entries()) {
    const start = hashes.length;
    collect(pattern.whole, length, hashes, offsets);
    const count = hashes.length - start;
    if (count > limit) {
      for (let i = 0; i < limit; i++) {
        const chosen = start + Math.floor(((i + 0.5) * count) / limit);
        hashes[start + i] = hashes[chosen] ?? 0;
        offsets[start + i] = offsets[chosen] ?? 0;
      }
      hashes.length = offsets.length = start + limit;
    }
    starts[index + 1] = hashes.length;
    if (index % patternPace === patternPace - 1) yield;
  }
  return yield* indexing(hashes, offsets, starts, length);
}

/** Seeds numbered between two pauses. */
const seedPace = 1 << 15;

function* indexing(
  hashes: readonly number[],
  offsets: readonly number[],
  starts: Int32Array,
  length: SeedLength,
): Generator<undefined, Seeds> {
  let bits = 10;
  while (1 << bits < 2 * hashes.length) bits++;
  const filterShift = 32 - Math.min(bits + 3, 24);
  const seeds: Seeds = {
    length,
    filter: new Int32Array(1 << (27 - filterShift)),
    filterShift,
    keys: new Int32Array(1 << bits),
    numbers: new Int32Array(1 << bits),
    mask: (1 << bits) - 1,
    distinct: 0,
    starts,
    number: new Int32Array(hashes.length),
    offset: new Int32Array(offsets),
  };
  for (let seed = 0; seed < hashes.length; seed++) {
    seeds.number[seed] = insert(seeds, hashes[seed] ?? 0);
    if (seed % seedPace === seedPace - 1) yield;
  }
  return seeds;
}

function insert(seeds: Seeds, hash: number): number {
  const wide = Math.imul(hash, spread);
  const bit = wide >>> seeds.filterShift;
  seeds.filter[bit >>> 5] = (seeds.filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
  let slot = (wide >>> 7) & seeds.mask;
  while (seeds.numbers[slot] !== 0 && seeds.keys[slot] !== hash) slot = (slot + 1) & seeds.mask;
  seeds.keys[slot] = hash;
  return (seeds.numbers[slot] ||= ++seeds.distinct) - 1;
}

function noHits(): Hits {
  return { count: 0, number: new Int32Array(1024), at: new Int32Array(1024) };
}

/** Continues reading with `[from, to)` of the text and adds to the hits. Returns the hash for the next call. */
function scan(text: string, from: number, to: number, hash: number, seeds: Seeds, hits: Hits): number {
  const { length, filter, filterShift, keys, numbers, mask } = seeds;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    const shift = shifts[unit] || askShift(unit);
    if (shift === skip) continue;
    hash = (hash << (shift >> length)) ^ (gears[unit] ?? 0);
    const wide = Math.imul(hash, spread);
    const bit = wide >>> filterShift;
    if (((filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) continue;
    let slot = (wide >>> 7) & mask;
    while (numbers[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & mask;
    const number = numbers[slot] ?? 0;
    if (number !== 0) addHit(hits, number - 1, at + 1);
  }
  return hash;
}

function addHit(hits: Hits, number: number, at: number): void {
  if (hits.count === hits.number.length) {
    hits.number = doubled(hits.number);
    hits.at = doubled(hits.at);
  }
  hits.number[hits.count] = number;
  hits.at[hits.count++] = at;
}

function doubled(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Occurrences of seeds in a text: those of hash number `n` are `at[starts[n]]` to `at[starts[n + 1]]`, ascending. */
export interface Occurrences {
  readonly starts: Int32Array;
  readonly at: Int32Array;
}

/** UTF-16 units read between two pauses: some milliseconds. */
const textPace = 1 << 16;

/** Hits sorted between two pauses. */
const hitPace = 1 << 15;

/** All occurrences of some seeds, found in one pass over the text. */
export function* finding(text: string, seeds: Seeds): Generator<undefined, Occurrences> {
  const hits = noHits();
  let hash = 0;
  for (let from = 0; from < text.length; from += textPace) {
    hash = scan(text, from, Math.min(text.length, from + textPace), hash, seeds, hits);
    yield;
  }
  return yield* sorting(hits, seeds.distinct);
}

/** Counting sort by number, which keeps hits in the order of the text. */
function* sorting(hits: Hits, distinct: number): Generator<undefined, Occurrences> {
  const starts = new Int32Array(distinct + 1);
  for (let i = 0; i < hits.count; i++) {
    const number = (hits.number[i] ?? 0) + 1;
    starts[number] = (starts[number] ?? 0) + 1;
    if (i % hitPace === hitPace - 1) yield;
  }
  for (let number = 1; number < starts.length; number++) {
    starts[number] = (starts[number] ?? 0) + (starts[number - 1] ?? 0);
  }
  const next = starts.slice();
  const at = new Int32Array(hits.count);
  for (let i = 0; i < hits.count; i++) {
    const number = hits.number[i] ?? 0;
    const place = next[number] ?? 0;
    at[place] = hits.at[i] ?? 0;
    next[number] = place + 1;
    if (i % hitPace === hitPace - 1) yield;
  }
  return { starts, at };
}
