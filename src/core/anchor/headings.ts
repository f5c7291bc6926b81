import type { Span } from '../text/change';
import { keyOfWords, standsOnce, wordsOf } from '../text/words';
import type { Pattern } from './align';
import { contextLength } from './selector';

// Finds the heading of words. Rows of similar sections have the same words; if a section was deleted with its heading,
// an equal row under another heading is not the same row.

/** How far above a place its heading is searched, in UTF-16 units: about four times the reach of a selector. */
const reach = 240;

/** Longest section below a place, in UTF-16 units. Guessed. */
const longestSection = 4000;

/** Longest heading, in UTF-16 units. Guessed. */
const longest = 80;

/** UTF-16 units of unchanged text after a heading that prove that it was only renamed. */
const proof = 40;

/** UTF-16 units of a line, or of the text above a heading, that identify it. Guessed. */
const leastOfRow = 6;

/** Least share of letters in common of a heading with typing errors. Guessed. */
const leastAlike = 0.75;

/** Whether a place is under another heading than a pattern was; `isWhole`: the pattern is whole lines or sentences. */
export type UnderOther = (pattern: Pattern, place: Span, isWhole: boolean) => boolean;

/**
 * Tells whether places in a text are under another heading than a pattern was, whose own heading has gone from the
 * text. If all other known text is there, too, the heading was renamed; if the text above the heading is in the section
 * of the place, the heading was deleted. A whole sentence that occurs once, before and after, is the same, unless the
 * next heading is elsewhere. `known` is the known part of the old text. Each heading and each sentence is searched
 * once.
 */
export function underOther(known: string, text: string): UnderOther {
  const has = remembered((words) => text.includes(words));
  const isOnce = remembered((words) => standsOnce(words, text) && standsOnce(words, known));
  const lines = `\n${text}\n`;
  const isThere = remembered((line) => lines.includes(`\n${line}\n`));
  /** Whether the next heading is in the text, but not as the next one below a place. */
  const isParted = (after: string, at: number): boolean => {
    const next = headingBelow(after);
    if (next === undefined || !isThere(next)) return false;
    const below = lines.indexOf(`\n${next}\n`, at);
    return below < 0 || below > at + longestSection || headingBelow(text.slice(at, below)) !== undefined;
  };
  return (pattern, place, isWhole) => {
    const { whole, from, to } = pattern;
    const own = headingAbove(whole.slice(0, from), from < contextLength);
    if (!own || has(own.line)) return false;
    const base = Math.max(0, place.from - reach);
    const there = headingAbove(text.slice(base, place.from), base === 0);
    if (!there || isAlike(keyOfWords(own.line), keyOfWords(there.line)) || isMerged(own, there)) return false;
    const words = whole.slice(from, to);
    const isOwn = isWhole && text.startsWith(words, place.from) && isOnce(words) && !isCutRow(pattern);
    if (isOwn && !isParted(whole.slice(to), place.to)) return false;
    const after = whole.slice(to, to + proof).trimEnd();
    const isBelow = after.length >= proof / 2 && text.startsWith(after, place.to);
    return !isBelow || own.below !== there.below || !there.above.endsWith(own.above);
  };
}

/** A function that remembers its answer for each text. */
function remembered(answer: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    const known = answers.get(text) ?? answer(text);
    answers.set(text, known);
    return known;
  };
}

/** Whether a line known only in part, at an end of a pattern's context, may have been equal to its words. */
function isCutRow({ whole, from, to }: Pattern): boolean {
  const words = whole.slice(from, to);
  const first = from < contextLength ? '' : (whole.slice(0, from).split('\n')[0] ?? '');
  const last = /[\p{L}\p{N}][^\n]*$/u.exec(whole.slice(to))?.[0] ?? '';
  const isPart = (part: string): boolean => part.length >= leastOfRow;
  return (isPart(first) && words.endsWith(first.trimEnd())) || (isPart(last) && words.startsWith(last));
}

/** Whether the text above a heading is above a place in the same section, so that the heading was deleted. */
function isMerged(own: Heading, there: Heading): boolean {
  const above = `${there.above} ${keyOfWords(there.line)} `;
  const at = `${above}${there.below}`.lastIndexOf(own.above);
  return own.above.length >= leastOfRow && at >= 0 && at + own.above.length > above.length;
}

/** A heading, the words of the lines above it, and those between it and a place below. */
interface Heading {
  readonly line: string;
  readonly above: string;
  readonly below: string;
}

/** The nearest heading in the text before a place; a line with an unknown beginning is none. */
function headingAbove(before: string, isStart: boolean): Heading | undefined {
  const lines = before.split('\n');
  const first = isStart ? 0 : 1;
  const words = (from: number, to: number): string => keyOfWords(lines.slice(from, to).join('\n'));
  for (let i = lines.length - 2; i >= first; i--) {
    const line = lines[i]?.trim() ?? '';
    const isAfterBlank = i === 0 || lines[i - 1]?.trim() === '';
    if (isHeading(line, isAfterBlank)) return { line, above: words(0, i), below: words(i + 1, lines.length) };
  }
  return undefined;
}

/** The next heading in the text after a place, if its line is known completely. */
function headingBelow(after: string): string | undefined {
  const lines = after.split('\n').slice(0, -1);
  const at = lines.findIndex((line, i) => i > 0 && isHeading(line.trim(), lines[i - 1]?.trim() === ''));
  return lines[at];
}

/** `# Wick`, `**Wick**`, `= Wick =` anywhere; after a blank line, any short line but a sentence or a list item. */
function isHeading(line: string, isAfterBlank: boolean): boolean {
  if (line === '' || line.length > longest || wordsOf(line).length === 0) return false;
  if (/^(?:#{1,6}\s|(\*\*|__|=+)[^]+\1$)/u.test(line)) return true;
  return isAfterBlank && !/[.!?,;…]["'”’»)\]]*$|^(?:[-*+•–>|]|\d+[.)]\s)/u.test(line);
}

/** Whether two headings have nearly the same letters in any order, and the same first: typing errors swap letters. */
function isAlike(a: string, b: string): boolean {
  if (a[0] !== b[0]) return false;
  let [same, rest] = [0, b];
  for (const letter of a) {
    const at = rest.indexOf(letter);
    if (at < 0) continue;
    same++;
    rest = rest.slice(0, at) + rest.slice(at + 1);
  }
  return same >= leastAlike * Math.max(a.length, b.length);
}
