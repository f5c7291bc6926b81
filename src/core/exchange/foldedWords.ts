import { drain } from '../text/steps';
import { addTo } from '../text/grouped';

/**
 * A text without the differences that don't change its words: no blanks, no invisible characters, all quotation marks
 * alike, accents composed. Two texts with equal `text` have the same words.
 */
export interface Folded {
  readonly text: string;
  /** Start and end of each unit of `text` in the original. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

const Class = { Unknown: 0, Plain: 1, Dropped: 2, Quote: 3, Joins: 4 } as const;

// The classes of UTF-16 units, a memo of a pure function; zero means not computed yet.
const classes = new Uint8Array(0x10000);

function classOf(unit: number): number {
  return (classes[unit] ||= askClass(String.fromCharCode(unit)));
}

function askClass(letter: string): number {
  if (/[\s\p{Cf}\p{Cc}]/u.test(letter)) return Class.Dropped;
  if (/["'`´‘’‚‛“”„‟«»‹›「」『』]/u.test(letter)) return Class.Quote;
  // Characters with several spellings: letters with accents, parts of Korean syllables, equivalent signs.
  return /[\p{M}\u1100-\u11ff]/u.test(letter) || letter.normalize('NFC') !== letter ? Class.Joins : Class.Plain;
}

/** UTF-16 units read between two pauses. */
const slice = 1 << 17;

/** Folds a text, in linear time. */
export function folded(text: string): Folded {
  return drain(folding(text));
}

/** The same in steps, for long texts. */
export function* folding(text: string): Generator<undefined, Folded> {
  // Composing lengthens a text only where Unicode excludes a sign from composition: at most three units for one.
  const room = /[^\u0000-\u0900]/.test(text) ? 3 * text.length : text.length;
  const from = new Int32Array(room);
  const to = new Int32Array(room);
  const parts: string[] = [];
  let count = 0;
  let kept = 0;
  const add = (letters: string, start: number, end: number): void => {
    parts.push(text.slice(kept, start), letters);
    kept = end;
    for (let i = 0; i < letters.length; i++, count++) {
      from[count] = start;
      to[count] = end;
    }
  };
  for (let i = 0; i < text.length;) {
    const end = clusterEnd(text, i);
    const kind = classOf(text.charCodeAt(i));
    if (end > i + 1 || kind === Class.Joins) add(text.slice(i, end).normalize('NFC'), i, end);
    else if (kind === Class.Quote) add('"', i, end);
    else if (kind === Class.Dropped) add('', i, end);
    else {
      from[count] = i;
      to[count++] = end;
    }
    if (end % slice === 0) yield;
    i = end;
  }
  parts.push(text.slice(kept));
  return { text: parts.join(''), from: from.subarray(0, count), to: to.subarray(0, count) };
}

/** The end of the letter at `at` and of the signs that combine with it. */
function clusterEnd(text: string, at: number): number {
  let end = at + 1;
  if (classOf(text.charCodeAt(at)) === Class.Dropped) return end;
  while (
    end < text.length &&
    classOf(text.charCodeAt(end)) === Class.Joins &&
    /[\p{M}\u1160-\u11ff]/u.test(text.charAt(end))
  )
    end++;
  return end;
}

/** Whether two texts have the same words, ignoring blanks, line ends, quotation marks and Unicode form. */
export function sameFolded(a: string, b: string): boolean {
  return a === b || folded(a).text === folded(b).text;
}

/** Most places of the same words among which one is chosen without offsets. */
export const mostPlaces = 1000;

/** The odd multiplier of FNV-1a, for a rolling hash. */
const base = 0x01000193;

interface Needle {
  readonly words: string;
  readonly index: number;
}

/**
 * The places of each of some words in a text, in text order: at most `mostPlaces` and one more each. The text is read
 * once for each power of two among the words' lengths, no matter how many words there are. A candidate is found by the
 * hash of its first units, then by its length and the hash of its last units, and then compared exactly.
 */
export function* placesOf(text: string, words: readonly string[]): Generator<undefined, readonly number[][]> {
  const places = words.map((): number[] => []);
  const levels = new Map<number, Needle[]>();
  words.forEach((word, index) => {
    if (word === '' || word.length > text.length) return;
    const level = 1 << (31 - Math.clz32(word.length));
    at(levels, level, (): Needle[] => []).push({ words: word, index });
  });
  if (levels.size === 0) return places;
  const sums = yield* summing(text);
  for (const [level, needles] of levels) yield* read(text, sums, level, needles, places);
  return places;
}

/** The rolling hash of the first `i` units, for each `i`. */
function* summing(text: string): Generator<undefined, Int32Array> {
  const sums = new Int32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) {
    sums[i + 1] = (Math.imul(sums[i] ?? 0, base) + text.charCodeAt(i)) | 0;
    if (i % slice === slice - 1) yield;
  }
  return sums;
}

function hashAt(sums: Int32Array, at: number, length: number, power: number): number {
  return ((sums[at + length] ?? 0) - Math.imul(sums[at] ?? 0, power)) | 0;
}

/** Words by the hash of their first `level` units, by length, by the hash of their last `level` units. */
type Table = ReadonlyMap<number, Map<number, Map<number, Needle[]>>>;

function* tableOf(needles: readonly Needle[], level: number, power: number): Generator<undefined, Table> {
  const table = new Map<number, Map<number, Map<number, Needle[]>>>();
  for (const needle of needles) {
    const sums = yield* summing(needle.words);
    const { length } = needle.words;
    const lengths = at(table, hashAt(sums, 0, level, power), () => new Map<number, Map<number, Needle[]>>());
    const tails = at(lengths, length, () => new Map<number, Needle[]>());
    const tail = hashAt(sums, length - level, level, power);
    addTo(tails, tail, needle);
    yield;
  }
  return table;
}

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function* read(
  text: string,
  sums: Int32Array,
  level: number,
  needles: readonly Needle[],
  places: readonly number[][],
): Generator<undefined> {
  let power = 1;
  for (let i = 0; i < level; i++) power = Math.imul(power, base);
  const table = yield* tableOf(needles, level, power);
  for (let i = 0; i + level <= text.length; i++) {
    if (i % slice === slice - 1) yield;
    const lengths = table.get(hashAt(sums, i, level, power));
    if (!lengths) continue;
    for (const [length, tails] of lengths) {
      if (i + length > text.length) continue;
      const tail = hashAt(sums, i + length - level, level, power);
      const met = tails.get(tail);
      if (!met) continue;
      for (const { words, index } of met) if (text.startsWith(words, i)) places[index]?.push(i);
      // Words with too many places are not searched any longer.
      const rest = met.filter(({ index }) => (places[index]?.length ?? 0) <= mostPlaces);
      if (rest.length < met.length) tails.set(tail, rest);
      if (rest.length === 0) tails.delete(tail);
      if (tails.size === 0) lengths.delete(length);
    }
  }
}
