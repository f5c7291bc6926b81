import { isFigure } from './tokens';
import type { Side, UnitPairs } from './units';

/** Most units of a word that can distinguish them. */
const mostPlaces = 64;

/** Units between two pauses. */
const pace = 1 << 12;

/**
 * The worth of words, and the units that contain them, for units without a partner; each of their words has a number.
 * Only words in few units are considered.
 */
export interface Lexicon {
  /** By a word's number, 0 to 1: greater for words in fewer units of either text. */
  readonly rarity: Float64Array;
  readonly olds: WordIndex;
  readonly nows: WordIndex;
}

/** A text with numbered words, and the units that contain each. */
export interface WordIndex extends Side {
  /** For each token the number of its word, or -1; empty if no word has one. */
  readonly words: Int32Array;
  /** The units with word `n` are `places[starts[n]]` to `places[starts[n + 1]]`; none for a word in many units. */
  readonly starts: Int32Array;
  readonly places: Int32Array;
  /** Reused memory for counting. */
  readonly shared: Shared;
  /** The number of the last call of `worthsOf` that read each word. */
  readonly seen: Int32Array;
  readings: number;
}

/** The worth that units share with some words, by unit number; undefined for units not in `units`. */
export interface Shared {
  readonly units: number[];
  readonly all: Float64Array;
  readonly names: Float64Array;
}

/** The words of units without a partner, and all units that contain them. */
export function* lexiconOf(old: Side, now: Side, pairs: UnitPairs): Generator<undefined, Lexicon> {
  const numbers = yield* numbering(old, pairs.to, now, pairs.from);
  const olds = yield* countingUnits(old, numbers);
  const nows = yield* countingUnits(now, numbers);
  const all = Math.max(old.units.count, now.units.count) + 1;
  const rarity = new Float64Array(numbers.count);
  for (let word = 0; word < numbers.count; word++) {
    const [before, after] = [olds.counts[word] ?? 0, nows.counts[word] ?? 0];
    const count = Math.max(1, before, after);
    if (count <= mostPlaces) rarity[word] = Math.log(all / count) / Math.log(all);
    else olds.counts[word] = nows.counts[word] = 0;
  }
  yield;
  return { rarity, olds: yield* indexing(old, olds, rarity), nows: yield* indexing(now, nows, rarity) };
}

/** The numbers of words by their hashes: open addressing, numbers from 1, 0 for a free slot. */
interface Numbers {
  readonly hashes: Int32Array;
  readonly numbers: Int32Array;
  count: number;
}

function* numbering(old: Side, to: Int32Array, now: Side, from: Int32Array): Generator<undefined, Numbers> {
  const size = 2 ** Math.ceil(Math.log2(2 * (tokensLeft(old, to) + tokensLeft(now, from)) + 1));
  const numbers = { hashes: new Int32Array(size), numbers: new Int32Array(size), count: 0 };
  for (const [{ tokens, units }, partner] of [
    [old, to],
    [now, from],
  ] as const) {
    for (let unit = 0; unit < units.count; unit++) {
      if (unit % pace === pace - 1) yield;
      if (partner[unit] !== -1) continue;
      for (let i = units.first[unit] ?? 0; i < (units.first[unit + 1] ?? 0); i++) {
        if (tokens.word[i] === 0) continue;
        const hash = tokens.hash[i] ?? 0;
        const slot = slotOf(numbers, hash);
        numbers.hashes[slot] = hash;
        numbers.numbers[slot] ||= ++numbers.count;
      }
    }
  }
  return numbers;
}

function slotOf({ hashes, numbers }: Numbers, hash: number): number {
  const mask = hashes.length - 1;
  let slot = (Math.imul(hash, 0x9e3779b1) >>> 7) & mask;
  while (numbers[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}

/** Counts the tokens of the units without a partner. */
function tokensLeft({ units }: Side, partner: Int32Array): number {
  let left = 0;
  for (let unit = 0; unit < units.count; unit++)
    if (partner[unit] === -1) left += (units.first[unit + 1] ?? 0) - (units.first[unit] ?? 0);
  return left;
}

/** For each token the number of its word or -1, and for each word the number of its units. */
interface Counted {
  readonly words: Int32Array;
  readonly counts: Int32Array;
}

function* countingUnits({ tokens, units }: Side, numbers: Numbers): Generator<undefined, Counted> {
  const counts = new Int32Array(numbers.count);
  if (numbers.count === 0) return { words: new Int32Array(0), counts };
  const words = new Int32Array(tokens.count).fill(-1);
  const last = new Int32Array(numbers.count).fill(-1);
  for (let unit = 0; unit < units.count; unit++) {
    if (unit % pace === pace - 1) yield;
    for (let i = units.first[unit] ?? 0; i < (units.first[unit + 1] ?? 0); i++) {
      const word = (numbers.numbers[slotOf(numbers, tokens.hash[i] ?? 0)] ?? 0) - 1;
      if (word < 0) continue;
      words[i] = word;
      if (last[word] === unit) continue;
      last[word] = unit;
      counts[word] = (counts[word] ?? 0) + 1;
    }
  }
  return { words, counts };
}

/** Counting sort, which keeps units in the order of the text. */
function* indexing(side: Side, { words, counts }: Counted, rarity: Float64Array): Generator<undefined, WordIndex> {
  const { count, first } = side.units;
  const starts = new Int32Array(counts.length + 1);
  for (let word = 0; word < counts.length; word++) starts[word + 1] = (starts[word] ?? 0) + (counts[word] ?? 0);
  const next = starts.slice();
  const places = new Int32Array(starts[counts.length] ?? 0);
  for (let unit = 0; unit < count && places.length > 0; unit++) {
    if (unit % pace === pace - 1) yield;
    for (let i = first[unit] ?? 0; i < (first[unit + 1] ?? 0); i++) {
      const word = words[i] ?? -1;
      if (word < 0 || rarity[word] === 0) continue;
      const place = next[word] ?? 0;
      if (place > (starts[word] ?? 0) && places[place - 1] === unit) continue;
      places[place] = unit;
      next[word] = place + 1;
    }
  }
  const shared = { units: [], all: new Float64Array(count), names: new Float64Array(count) };
  return { ...side, words, starts, places, shared, seen: new Int32Array(counts.length), readings: 0 };
}

/** The worth of words: of all, and without figures. */
export interface Worth {
  readonly all: number;
  readonly names: number;
}

/** The worth of a token's word; short words have less. */
export function worthOf({ tokens, words }: WordIndex, i: number, { rarity }: Lexicon): number {
  if (tokens.word[i] === 0) return 0;
  return (rarity[words[i] ?? -1] ?? 1) * (isFigure(tokens, i) ? 1 : Math.min(1, (tokens.weight[i] ?? 0) / 4));
}

/** The worth of the different words of some units, in parallel arrays, and their sum. */
interface Worths {
  readonly hash: readonly number[];
  /** Their numbers, or -1. */
  readonly word: readonly number[];
  readonly all: readonly number[];
  readonly names: readonly number[];
  readonly sum: Worth;
}

/** The worth of the words of the units `unit` to `last`. */
export function worthsOf(side: WordIndex, unit: number, last: number, lexicon: Lexicon): Worths {
  const { tokens, units, words, seen } = side;
  const reading = ++side.readings;
  const worths = { hash: [] as number[], word: [] as number[], all: [] as number[], names: [] as number[] };
  let unnumbered: Set<number> | undefined;
  const sum = { all: 0, names: 0 };
  for (let i = units.first[unit] ?? 0; i < (units.first[last + 1] ?? 0); i++) {
    const all = worthOf(side, i, lexicon);
    const hash = tokens.hash[i] ?? 0;
    const word = words[i] ?? -1;
    if (all <= 0 || (word < 0 ? unnumbered?.has(hash) : seen[word] === reading)) continue;
    if (word < 0) (unnumbered ??= new Set()).add(hash);
    else seen[word] = reading;
    const names = isFigure(tokens, i) ? 0 : all;
    worths.hash.push(hash);
    worths.word.push(word);
    worths.all.push(all);
    worths.names.push(names);
    sum.all += all;
    sum.names += names;
  }
  return { ...worths, sum };
}

/** The worth that each unit of the other text shares with some words. Valid until the next call with this index. */
export function sharedWith({ word, all, names }: Worths, { starts, places, shared }: WordIndex): Shared {
  for (const unit of shared.units) shared.all[unit] = shared.names[unit] = 0;
  shared.units.length = 0;
  for (let i = 0; i < word.length; i++) {
    const number = word[i] ?? -1;
    if (number < 0) continue;
    const [worth, name, end] = [all[i] ?? 0, names[i] ?? 0, starts[number + 1] ?? 0];
    for (let at = starts[number] ?? 0; at < end; at++) {
      const unit = places[at] ?? 0;
      const before = shared.all[unit] ?? 0;
      if (before === 0) shared.units.push(unit);
      shared.all[unit] = before + worth;
      shared.names[unit] = (shared.names[unit] ?? 0) + name;
    }
  }
  return shared;
}

export const worthAt = ({ all, names }: Shared, unit: number): Worth => ({
  all: all[unit] ?? 0,
  names: names[unit] ?? 0,
});

/** The shared worth, with figures only if most of them are shared: one figure may agree by chance. */
export function telling(all: number, names: number, whole: Worth): number {
  return all - names > (whole.all - whole.names) / 2 ? all : names;
}

/** The share of worth that two units of the old text have in common, or of the known worth of the shorter one. */
export function likenessOf(u: number, w: number, lexicon: Lexicon): number {
  const { olds } = lexicon;
  const [one, two] = [worthsOf(olds, u, u, lexicon), worthsOf(olds, w, w, lexicon)];
  const others = new Set(two.hash);
  let shared = 0;
  one.hash.forEach((hash, i) => (shared += others.has(hash) ? (one.all[i] ?? 0) : 0));
  const [a, b] = [one.sum.all, two.sum.all];
  const isCut = olds.units.cut[u] === 1 || olds.units.cut[w] === 1;
  return shared / Math.max(isCut ? Math.min(a, b) : Math.max(a, b), 1e-9);
}
