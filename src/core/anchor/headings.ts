import type { Span } from '../text/change';
import { keyOfWords, standsOnce, wordsOf } from '../text/words';
import type { Pattern } from './align';
import { contextLength } from './selector';

// Under which heading words stand. Rows of like sections say the same; where a section is gone with its heading, the same
// row under another heading is not it.

/** So far above a place its heading is looked for, in UTF-16 units: some four times as far as a selector reaches. */
const reach = 240;

/** So far below a place its section may end, in UTF-16 units. Guessed. */
const longestSection = 4000;

/** A heading has at most so many UTF-16 units. Guessed. */
const longest = 80;

/** So much of what followed, in UTF-16 units, proves that a heading was only renamed. */
const proof = 40;

/** So much of a line, or of what stood above a heading, in UTF-16 units, says which one it may be. Guessed. */
const leastOfRow = 6;

/** Headings with so large a share of letters in common are one with slips. Guessed. */
const leastAlike = 0.75;

/** Whether a place is under another heading than a pattern was; `isWhole` where that is all of its lines or sentences. */
export type UnderOther = (pattern: Pattern, place: Span, isWhole: boolean) => boolean;

/**
 * Says of places in a text whether they are under another heading than a pattern was, whose own is gone from the text. Where
 * all else that is known stands there, too, the heading was renamed; where what stood above it stands in the section of the
 * place, it was taken away. A whole sentence that stands once, before and after, is nobody else's, unless the heading that
 * followed stands elsewhere. Of the old text, `known` is known. Each heading and each sentence is looked for once.
 */
export function underOther(known: string, text: string): UnderOther {
  const has = remembered((words) => text.includes(words));
  const isOnce = remembered((words) => standsOnce(words, text) && standsOnce(words, known));
  const lines = `\n${text}\n`;
  const isThere = remembered((line) => lines.includes(`\n${line}\n`));
  /** Whether the heading that followed stands in the text, but not as the next one below a place. */
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

/** A question that is answered once for each text. */
function remembered(answer: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    const known = answers.get(text) ?? answer(text);
    answers.set(text, known);
    return known;
  };
}

/** Whether a line of which only a part is kept, at an end of what is known of a pattern, may have been the same as its words. */
function isCutRow({ whole, from, to }: Pattern): boolean {
  const words = whole.slice(from, to);
  const first = from < contextLength ? '' : (whole.slice(0, from).split('\n')[0] ?? '');
  const last = /[\p{L}\p{N}][^\n]*$/u.exec(whole.slice(to))?.[0] ?? '';
  const isPart = (part: string): boolean => part.length >= leastOfRow;
  return (isPart(first) && words.endsWith(first.trimEnd())) || (isPart(last) && words.startsWith(last));
}

/** Whether what stood above a heading stands above a place, in the same section: the heading was taken away. */
function isMerged(own: Heading, there: Heading): boolean {
  const above = `${there.above} ${keyOfWords(there.line)} `;
  const at = `${above}${there.below}`.lastIndexOf(own.above);
  return own.above.length >= leastOfRow && at >= 0 && at + own.above.length > above.length;
}

/** A heading, the words of the lines above it, and those from there to a place below it. */
interface Heading {
  readonly line: string;
  readonly above: string;
  readonly below: string;
}

/** The nearest heading in what stands before a place; a line whose beginning is not known is none. */
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

/** The line of the next heading in what stands behind a place, if all of that line is known. */
function headingBelow(after: string): string | undefined {
  const lines = after.split('\n').slice(0, -1);
  const at = lines.findIndex((line, i) => i > 0 && isHeading(line.trim(), lines[i - 1]?.trim() === ''));
  return lines[at];
}

/** `# Wick`, `**Wick**`, `= Wick =` anywhere; behind a blank line any short line that is no sentence and no item of a list. */
function isHeading(line: string, isAfterBlank: boolean): boolean {
  if (line === '' || line.length > longest || wordsOf(line).length === 0) return false;
  if (/^(?:#{1,6}\s|(\*\*|__|=+)[^]+\1$)/u.test(line)) return true;
  return isAfterBlank && !/[.!?,;…]["'”’»)\]]*$|^(?:[-*+•–>|]|\d+[.)]\s)/u.test(line);
}

/** Whether two headings begin alike and have nearly the same letters: a slip turns them round as often as it changes them. */
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
