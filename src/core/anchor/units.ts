import type { Passage } from './align';
import type { Tokens } from './tokens';

/**
 * The units of a text: what people move, sort and delete as one. A unit is a line, or a sentence within a line; a sentence
 * that a hard wrap cut into lines is one unit. `a b. c d.\ne f` -> `a b.`, `c d.`, `e f`.
 */
export interface Units {
  readonly count: number;
  /** The first token of each unit, and behind the last one the number of tokens. */
  readonly first: Int32Array;
  /** Equal for units of equal words; 0 where there are none. */
  readonly hash: Int32Array;
  /** Letters of the words. */
  readonly letters: Int32Array;
  /** What stands before a unit. */
  readonly gap: Uint8Array;
}

/** What stands before a unit: a blank, a line break, or more than one. */
export const Gap = { Blank: 0, Line: 1, Paragraph: 2 } as const;

/** So many words has a sentence at least: `3.` and `Dr.` begin one. */
const leastWords = 2;

/** A line may go on in the next one, by a hard wrap, when it has so many UTF-16 units. */
const leastWrapped = 40;

/** Tokens between two pauses. */
const pace = 1 << 14;

/** The units of a passage, in steps of some milliseconds. */
export function* unitsOf(passage: Passage): Generator<undefined, Units> {
  const { tokens } = passage;
  const firsts: number[] = [];
  const gaps: number[] = [];
  let words = 0;
  for (let i = 0; i < tokens.count; i++) {
    const gap = i === 0 ? Gap.Paragraph : gapBefore(passage, i, words);
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
    letters: new Int32Array(count),
    gap: Uint8Array.from(gaps),
  };
  for (let unit = 0; unit < count; unit++) {
    sum(tokens, units, unit);
    if (unit % pace === pace - 1) yield;
  }
  return units;
}

/** The kind of gap with which a unit begins at a token; -1 where none begins. */
function gapBefore({ text, tokens }: Passage, i: number, words: number): number {
  const end = tokens.to[i - 1] ?? 0;
  const start = tokens.from[i] ?? 0;
  let breaks = 0;
  for (let at = end; at < start; at++) if (text.charCodeAt(at) === 10) breaks++;
  if (breaks > 1) return Gap.Paragraph;
  if (breaks === 1) return isWrapped(text, end, start) ? -1 : Gap.Line;
  if (words < leastWords || tokens.word[i] === 0) return -1;
  const unspaced = '。！？'.includes(text.charAt(end - 1));
  return unspaced || (start > end && endsSentence(text, end)) ? Gap.Blank : -1;
}

/** Whether a sentence ends at an offset; marks that close a quotation or a bracket may follow its stop. */
function endsSentence(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at > 0 && '"\'”’»)]*_'.includes(text.charAt(at))) at--;
  return '.!?…。！？'.includes(text.charAt(at));
}

/** Whether a line break between two tokens is a hard wrap within a sentence. */
function isWrapped(text: string, end: number, start: number): boolean {
  const before = text.charAt(end - 1);
  if ('.!?…。！？:;|'.includes(before)) return false;
  const letter = text.charAt(start);
  if (letter === letter.toUpperCase()) return false;
  return end - text.lastIndexOf('\n', end - 1) > leastWrapped;
}

function sum(tokens: Tokens, { first, hash, letters }: Units, unit: number): void {
  let [hashed, count] = [0, 0];
  for (let i = first[unit] ?? 0; i < (first[unit + 1] ?? 0); i++) {
    if (tokens.word[i] === 0) continue;
    hashed = (Math.imul(hashed, 0x01000193) + (tokens.hash[i] ?? 0) + 1) | 0;
    count += tokens.weight[i] ?? 0;
  }
  hash[unit] = count === 0 ? 0 : hashed || 1;
  letters[unit] = count;
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
