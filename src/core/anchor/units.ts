import type { Span } from '../text/change';
import type { Passage } from './align';
import { firstFrom, isFigure, type Tokens } from './tokens';
import type { Wrapping } from './wrapping';

/**
 * The units of a text, which people move, sort and delete as a whole. A unit is a line, or a sentence within a line; a
 * sentence that a hard wrap split into lines is one unit. `a b. c d.\ne f` -> `a b.`, `c d.`, `e f`.
 */
export interface Units {
  readonly count: number;
  /** The first token of each unit, and after the last one the number of tokens. */
  readonly first: Int32Array;
  /** Equal for units with equal words; 0 for units without words. */
  readonly hash: Int32Array;
  /** 1 for a telling unit: if it occurs just once, it is recognized anywhere. */
  readonly isTelling: Uint8Array;
  /** The gap before each unit. */
  readonly gap: Uint8Array;
  /** 1 for a unit known only in part, which equals none. */
  readonly cut: Uint8Array;
  /** 1 for a line that heads one or more paragraphs and is neither a statement nor a figure. */
  readonly isHeading: Uint8Array;
}

/** A text's tokens and units. */
export interface Side {
  readonly tokens: Tokens;
  readonly units: Units;
}

/** For each unit of the old text its unit in the new one or -1, and the inverse. */
export interface UnitPairs {
  readonly to: Int32Array;
  readonly from: Int32Array;
}

/** Makes two units partners. */
export function pair({ to, from }: UnitPairs, u: number, v: number): void {
  to[u] = v;
  from[v] = u;
}

/** Offsets before which, and after which, the rest of the line is unknown; and the starts of pieces. */
export interface Cuts {
  readonly pieces: readonly number[];
  readonly before: readonly number[];
  readonly behind: readonly number[];
}

/** The gap before a unit: a blank, a line break, more than one; or unknown, in a text of pieces. */
export const Gap = { Blank: 0, Line: 1, Paragraph: 2, Unknown: 3 } as const;

/** Fewest words of a sentence: `3.` and `Dr.` begin one. */
const leastWords = 2;

/**
 * Fewest letters of a telling unit without a figure: if the whole old text is known, or only a part, in whose rest it
 * may occur again.
 */
const leastLetters = { whole: 12, known: 32 };

/** Most digits of a figure that numbers an item. */
const longestNumber = 3;

/** Tokens between two pauses. */
const pace = 1 << 14;

/** The units of a passage, given its hard wraps, in steps of some milliseconds. */
export function* unitsOf(passage: Passage, wrapping: Wrapping, cuts?: Cuts): Generator<undefined, Units> {
  const { tokens } = passage;
  const firsts: number[] = [];
  const gaps: number[] = [];
  let words = 0;
  for (let i = 0; i < tokens.count; i++) {
    const gap = i === 0 ? Gap.Paragraph : gapBefore(passage, wrapping, i, words);
    if (gap >= 0) {
      firsts.push(i);
      gaps.push(gap);
      words = 0;
    }
    words += tokens.word[i] ?? 0;
    if (i % pace === pace - 1) yield;
  }
  const count = firsts.length;
  firsts.push(tokens.count);
  const units = {
    count,
    first: Int32Array.from(firsts),
    hash: new Int32Array(count),
    isTelling: new Uint8Array(count),
    gap: Uint8Array.from(gaps),
    cut: new Uint8Array(count),
    isHeading: new Uint8Array(count),
  };
  for (const offset of cuts?.pieces ?? []) units.gap[unitAt(units, firstFrom(tokens, offset))] = Gap.Unknown;
  for (let unit = 0, item = 0; unit < count; unit++) {
    item = sum(passage, units, unit, cuts ? leastLetters.known : leastLetters.whole, item);
    if (heads(passage, units, unit)) units.isHeading[unit] = 1;
    if (unit % pace === pace - 1) yield;
  }
  if (cuts && count > 0) markCut(tokens, units, cuts);
  return units;
}

/** The kind of gap before a unit that begins at a token; -1 if none begins. */
function gapBefore({ text, tokens }: Passage, { isWrapped, isParted }: Wrapping, i: number, words: number): number {
  const end = tokens.to[i - 1] ?? 0;
  const start = tokens.from[i] ?? 0;
  let breaks = 0;
  for (let at = end; at < start; at++) if (text.charCodeAt(at) === 10) breaks++;
  if (breaks > 1) return Gap.Paragraph;
  if (breaks === 1) return isWrapped(end, start) ? -1 : Gap.Line;
  if (words < leastWords || tokens.word[i] === 0) return -1;
  // No sentence ends after a letter.
  if (tokens.word[i - 1] === 1) return -1;
  const unspaced = '。！？'.includes(text.charAt(end - 1));
  return unspaced || (start > end && endsSentence(text, end)) || isParted(end) ? Gap.Blank : -1;
}

/** Most words of a heading. Guessed. */
const mostWords = 12;

/** Whether a unit is a heading. A line that has a figure, which may number a section, and no year or question, is none. */
function heads(passage: Passage, units: Units, unit: number): boolean {
  const { text, tokens } = passage;
  const { first, gap, isHeading, count } = units;
  if (gap[unit] !== Gap.Paragraph || unit + 1 === count || gap[unit + 1] === Gap.Blank) return false;
  // The first of several rows below a heading is none, unless the next rows have one, too. Markdown marks its headings.
  if (isHeading[unit - 1] === 1 && gap[unit + 1] === Gap.Line) {
    const next = gap.indexOf(Gap.Paragraph, unit + 1);
    if (text.charAt(tokens.from[first[unit - 1] ?? 0] ?? 0) === '#' || next < 0 || gap[next + 1] !== Gap.Line)
      return false;
    if (!heads(passage, units, next)) return false;
  }
  const [start, end] = [first[unit] ?? 0, first[unit + 1] ?? 0];
  if (end - start > 2 * mostWords) return false;
  const [begun, ended] = [tokens.from[start] ?? 0, tokens.to[end - 1] ?? 0];
  // A question alone in its paragraph is the heading of its answer.
  const asks = gap[unit + 1] === Gap.Paragraph && text.charAt(ended - 1) === '?';
  if (endsSentence(text, ended) && !asks && text.charAt(begun) !== '#') return false;
  const isDated = /\d{4}/u.test(text.slice(begun, ended));
  let words = 0;
  for (let i = start; i < end; i++) {
    if (isFigure(tokens, i) && !asks && !isDated) return false;
    words += tokens.word[i] ?? 0;
  }
  return words > 0 && words <= mostWords;
}

/** Whether a sentence ends at an offset; closing quotation marks and brackets may follow its stop. */
function endsSentence(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at > 0 && '"\'”’»)]*_'.includes(text.charAt(at))) at--;
  return '.!?…。！？'.includes(text.charAt(at));
}

/**
 * How many tokens only number an item of a list, which keeps its words under another number: `3.`, and below the item
 * with that number `3.1`.
 */
function numbering({ text, tokens }: Passage, first: number, gap: number, item: number): number {
  if (gap === Gap.Blank || !isFigure(tokens, first)) return 0;
  const [end, stop] = [tokens.to[first] ?? 0, tokens.to[first + 1] ?? 0];
  const isNumbered = (text.charAt(end) === '.' || text.charAt(end) === ')') && tokens.from[first + 1] === end;
  if (!isNumbered || end - (tokens.from[first] ?? 0) > longestNumber) return 0;
  if (tokens.from[first + 2] !== stop) return 2;
  const isBelow = isFigure(tokens, first + 2) && tokens.hash[first] === item;
  return isBelow && tokens.from[first + 3] !== tokens.to[first + 2] ? 3 : 0;
}

/** Sums up a unit below an item with a number. Returns the number of the item that the next unit is below. */
function sum(
  passage: Passage,
  { first, gap, hash, isTelling }: Units,
  unit: number,
  least: number,
  item: number,
): number {
  const { tokens } = passage;
  let [hashed, letters, hasFigure] = [0, 0, false];
  const start = first[unit] ?? 0;
  const numbers = numbering(passage, start, gap[unit] ?? 0, item);
  for (let i = start + numbers; i < (first[unit + 1] ?? 0); i++) {
    if (tokens.word[i] === 0) continue;
    hashed = (Math.imul(hashed, 0x01000193) + (tokens.hash[i] ?? 0) + 1) | 0;
    letters += tokens.weight[i] ?? 0;
    hasFigure ||= isFigure(tokens, i);
  }
  hash[unit] = letters === 0 ? 0 : hashed || 1;
  isTelling[unit] = letters >= (hasFigure ? leastLetters.whole : least) ? 1 : 0;
  return numbers === 2 ? (tokens.hash[start] ?? 0) : item;
}

function markCut(tokens: Tokens, units: Units, { before, behind }: Cuts): void {
  const mark = (token: number) => {
    const unit = unitAt(units, Math.max(0, Math.min(token, tokens.count - 1)));
    units.cut[unit] = 1;
    units.hash[unit] = 0;
  };
  for (const offset of before) mark(firstFrom(tokens, offset));
  for (const offset of behind) mark(firstFrom(tokens, offset) - 1);
}

/** The unit of a token. */
export function unitAt({ first, count }: Units, token: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((first[middle + 1] ?? 0) <= token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first and the last unit of a stretch. */
export function unitsAt({ tokens, units }: Side, { from, to }: Span): readonly [number, number] {
  const first = Math.min(firstFrom(tokens, from), tokens.count - 1);
  return [unitAt(units, first), unitAt(units, Math.max(first, firstFrom(tokens, to) - 1))];
}

/** Whether a stretch contains all words of its lines or sentences. */
export function isWhole({ tokens, units }: Side, span: Span): boolean {
  const [first, last] = unitsAt({ tokens, units }, span);
  const start = units.first[first] ?? 0;
  const end = (units.first[last + 1] ?? 0) - 1;
  const isKnown = units.cut[first] === 0 && units.cut[last] === 0;
  return isKnown && (tokens.from[start] ?? 0) >= span.from && (tokens.to[end] ?? 0) <= span.to;
}
