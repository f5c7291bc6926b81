import type { Span } from '../text/change';
import { isSpace } from './paragraphs';

/** The words between two quotation marks, with the marks, or from an opening mark to the end of its paragraph. */
export interface MarkedSpan extends Span {
  /** Whether it has a closing mark. */
  readonly closed: boolean;
  /** Single marks: ‘ ’ ' ' ‚ ‘ ‹ ›. */
  readonly single: boolean;
  /** Whether a comma or the end of a sentence precedes the closing mark. */
  readonly pauses: boolean;
  /** Whether it has no marks but a form of speech: a line after a dash, or a signed block. */
  readonly isSpoken?: boolean;
}

/** After this many unclosed marks in a paragraph, single marks are apostrophes, and other marks must close nearby. */
const mostUnclosed = 20;

/**
 * The outermost pairs of quotation marks in a paragraph, in order. Apostrophes, primes, Markdown code and titles of
 * Markdown links do not count. A single mark that is not closed counts if the next paragraph begins with one
 * (`isContinued`).
 */
export function markedSpans(text: string, { from, to }: Span, isContinued = false): readonly MarkedSpan[] {
  const result: MarkedSpan[] = [];
  let unclosed = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (!mayOpen(unit)) continue;
    const double = closeOfDouble(text, at, from, to, unit);
    if (double > 0) {
      result.push({ from: at, to: double, closed: true, single: false, pauses: pausesAt(text, double - 3) });
      at = double - 1;
      continue;
    }
    const skipped = afterCode(text, at, to, unit);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    if (!opens(text, at, from, to, unit)) continue;
    const single = unit === 39 || unit === 0x2018 || unit === 0x201a || unit === 0x2039 || unit === 0x203a;
    if (single && unclosed > mostUnclosed) continue;
    const close = closeOf(text, at, unclosed > mostUnclosed ? Math.min(to, at + longestSingle) : to, unit);
    if (unit === 0x201c && text.charCodeAt(close) === 34) unclosed++;
    if (close < 0 && single && !(isContinued && leadsIn(text, at, from))) {
      unclosed++;
      continue;
    }
    const end = close < 0 ? to : close + 1;
    result.push({ from: at, to: end, closed: close >= 0, single, pauses: pausesAt(text, end - 2) });
    at = end - 1;
  }
  return result;
}

/** Whether a quotation of several paragraphs may begin at a mark: at the edge, or after a colon or a comma. */
const leadsIn = (text: string, at: number, from: number): boolean =>
  at === from || /[:,] $/u.test(text.slice(Math.max(from, at - 2), at));

/** Whether a mark at `at` would open a quotation. */
export function opensAt(text: string, at: number): boolean {
  return /^(?:["“„‟«»「『]|[‘‚'](?=\p{Lu}))/u.test(text.slice(at, at + 2));
}

/** The closing mark before any opening one, which ends the quotation of an earlier paragraph; -1 if there is none. */
export function closesFirst(text: string, { from, to }: Span): number {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x201d || unit === 0xbb) return at;
    if (unit === 0x201c || unit === 0x201e || unit === 0xab) return -1;
    if (unit === 34) return !isOpenBefore(text, at, from) && !isWordAt(text, at + 1, to) ? at : -1;
  }
  return -1;
}

const pausesAt = (text: string, at: number): boolean => ',.!?…'.includes(text.charAt(at));

/** Whether a unit may open a quotation, or code. */
export function mayOpen(unit: number): boolean {
  if (unit > 96 && unit < 0xab) return false;
  if (unit < 128) return unit === 34 || unit === 39 || unit === 96;
  if (unit < 0x2018) return unit === 0xab || unit === 0xbb || unit === 0x5f4;
  return unit <= 0x203a ? unit <= 0x201f || unit >= 0x2039 : unit >= 0x300c && unit <= 0x300f;
}

/** The end of a quotation in two typewriter marks a side, `` `` '' `` or `'' ''`; 0 if none begins. */
function closeOfDouble(text: string, at: number, from: number, to: number, unit: number): number {
  if ((unit !== 39 && unit !== 96) || text.charCodeAt(at + 1) !== unit) return 0;
  const next = text.charCodeAt(at + 2);
  if (!isOpenBefore(text, at, from) || isSpace(next) || next === unit) return 0;
  const close = text.indexOf("''", at + 3);
  return close < 0 || close + 2 > to || close - at > longestSingle ? 0 : close + 2;
}

/** The last unit of code in backquotes, of a link's title or of an attribute's value; `at` if none begins there. */
function afterCode(text: string, at: number, to: number, unit: number): number {
  if (unit !== 96 && unit !== 34) return at;
  const end = firstOf(text, at + 1, to, unit === 96 ? '`' : '"');
  if (end < 0) return at;
  return unit === 96 || text.charAt(at - 1) === '=' || isLinkTitle(text, at, end) ? end : at;
}

/** Whether a word may begin after the unit before `at`: a blank, bracket, dash, opening mark, or the edge. */
function isOpenBefore(text: string, at: number, from: number): boolean {
  if (at <= from) return true;
  const unit = text.charCodeAt(at - 1);
  return isSpace(unit) || /[([{"“„«‘'\u2010-\u2015/:*_>¿¡…-]/u.test(text.charAt(at - 1));
}

function isWordAt(text: string, at: number, to: number): boolean {
  return at < to && /[\p{L}\p{N}]/u.test(text.charAt(at));
}

function opens(text: string, at: number, from: number, to: number, unit: number): boolean {
  const next = text.charCodeAt(at + 1);
  if (at + 1 >= to) return false;
  switch (unit) {
    case 0x22:
    case 0x5f4: // ״
      return !isAfterNumber(text, at, from, next) && !isInHebrewWord(text, at);
    case 0x201c: // “
    case 0x201e: // „
    case 0x201f: // ‟
    case 0xab: // «
    case 0x2039: // ‹
    case 0x300c: // 「
    case 0x300e: // 『
      return true;
    case 0x201d: // ” opens in Swedish and Finnish
    case 0xbb: // » opens in German and Danish
    case 0x203a:
      return isOpenBefore(text, at, from) && isWordAt(text, at + 1, to);
    case 0x201a: // ‚
      return isOpenBefore(text, at, from) && !isSpace(next);
    case 0x2018: // ‘
    case 0x27:
      return isOpenBefore(text, at, from) && !isSpace(next) && !isElision(text, at + 1, to);
    default:
      return false;
  }
}

/** Whether the mark is part of an abbreviation, before its last letter: `צה"ל`. */
const isInHebrewWord = (text: string, at: number): boolean =>
  /^[\u05d0-\u05ea].[\u05d0-\u05ea]$/u.test(text.slice(at - 1, at + 2));

/** Whether a straight mark means inches or seconds: after a digit, before a blank or a mark. */
function isAfterNumber(text: string, at: number, from: number, next: number): boolean {
  return at > from && /\p{N}/u.test(text.charAt(at - 1)) && !(next > 47 && next < 123);
}

const longestAddress = 2000;

/** Whether the marks hold the title of a link: `[words](address "title")`. */
function isLinkTitle(text: string, at: number, close: number): boolean {
  if (text.charAt(close + 1) !== ')') return false;
  const before = text.slice(Math.max(0, at - longestAddress), at);
  return before.lastIndexOf('](') > before.lastIndexOf(')');
}

const elision = /(?:\d0s|em|til|till|tis|twas|cause|n|cos|round|bout|neath|ere|er|un)(?![\p{L}\p{N}])/iuy;

/** `’90s`, `’til`, `rock ’n’ roll`. */
function isElision(text: string, at: number, to: number): boolean {
  elision.lastIndex = at;
  // `‘Er zijn …’` in Dutch
  return elision.test(text) && elision.lastIndex <= to && !/^(?:E[rm]|Un)\b/u.test(text.slice(at, at + 3));
}

function closeOf(text: string, at: number, to: number, unit: number): number {
  switch (unit) {
    case 0x22:
    case 0x5f4: {
      let close = firstOf(text, at + 1, to, text.charAt(at));
      while (close > 0 && isInHebrewWord(text, close)) close = firstOf(text, close + 1, to, text.charAt(at));
      return close;
    }
    case 0x201c:
      return closeOfCurly(text, at, to);
    case 0x201e:
    case 0x201f:
      return firstOf(text, at + 1, to, '“”"');
    case 0x201d:
      return firstOf(text, at + 1, to, '”');
    case 0xab:
      return nestedClose(text, at, to, '«', '»');
    case 0xbb:
      return nestedClose(text, at, to, '»', '«');
    case 0x2039:
      return firstOf(text, at + 1, to, '›');
    case 0x203a:
      return firstOf(text, at + 1, to, '‹');
    case 0x300c:
      return nestedClose(text, at, to, '「', '」');
    case 0x300e:
      return nestedClose(text, at, to, '『', '』');
    default:
      return closeOfSingle(text, at, to, unit);
  }
}

function firstOf(text: string, from: number, to: number, marks: string): number {
  const only = marks.length === 1 ? marks.charCodeAt(0) : 0;
  for (let at = from; at < to; at++)
    if (only > 0 ? text.charCodeAt(at) === only : marks.includes(text.charAt(at))) return at;
  return -1;
}

/** The mark that closes the one at `at`, skipping nested pairs; the first one if they do not balance. */
function nestedClose(text: string, at: number, to: number, open: string, close: string): number {
  let depth = 0;
  for (let i = at; i < to; i++) {
    const mark = text.charAt(i);
    if (mark === open) depth++;
    else if (mark === close && --depth === 0) return i;
  }
  return firstOf(text, at + 1, to, close);
}

/** A second “ before any ” says that the first one lost its end, unless both are closed. */
function closeOfCurly(text: string, at: number, to: number): number {
  const close = nestedClose(text, at, to, '“', '”');
  if (close >= 0) return close;
  return firstOf(text, at + 1, to, '"');
}

/** A closing mark further away is an apostrophe, in UTF-16 units. */
const longestSingle = 3000;

/**
 * Closes a single mark, which may be an apostrophe. No letter follows a closing one. After an `s` and before a small
 * letter it is a plural's (`the leaders’ call`), unless no later one closes before the next opening mark. Straight ones
 * may be nested.
 */
function closeOfSingle(text: string, at: number, to: number, unit: number): number {
  const closing = unit === 0x201a ? '‘’' : unit === 0x2018 ? "’'" : "'’";
  const end = Math.min(to, at + longestSingle);
  let doubtful = -1;
  let nested = 0;
  for (let i = at + 2; i < end; i++) {
    const mark = text.charAt(i);
    if (mark === '‘' && unit !== 0x201a && isOpenBefore(text, i, at)) break;
    if (!closing.includes(mark)) continue;
    const isWordNext = isWordAt(text, i + 1, to);
    if (isWordNext && mark === "'" && isOpenBefore(text, i, at) && !isElision(text, i + 1, to)) nested++;
    if (isWordNext || isSpace(text.charCodeAt(i - 1))) continue;
    const isPlural = text.charAt(i - 1) === 's' && /^ \p{Ll}/u.test(text.slice(i + 1, i + 3));
    if (!isPlural && nested === 0) return i;
    if (!isPlural) nested--;
    if (doubtful < 0) doubtful = i;
  }
  return doubtful;
}
