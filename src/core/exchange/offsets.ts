import type { Span } from '../text/change';
import { countWhere } from '../text/sorted';
import { drain } from '../text/steps';
import { sameFolded } from './foldedWords';
import type { Unit } from './format';
/** A way of counting offsets in our text. */
interface Counting {
  readonly unit: Unit;
  /** Whether a line end counts as it is, or always as LF or CRLF. */
  readonly lines: 'as-is' | 'lf' | 'crlf';
  /** Units counted before the text: 1 or 3 for a byte-order mark missing in our text, negative for one only in ours. */
  readonly shift: number;
}

/** Converts offsets of one text between one way of counting and UTF-16. */
export interface Counter {
  /** Converts from UTF-16. */
  count(offset: number): number;
  /** Converts to UTF-16; undefined outside the text or within a character. */
  place(counted: number): number | undefined;
}

/** Counts a text once, in linear time and memory; each conversion is then a lookup. */
export function* counting(text: string, { unit, lines, shift }: Counting): Generator<undefined, Counter> {
  const before = new Float64Array(text.length + 1);
  let counted = shift;
  for (let i = 0; i < text.length; i++) {
    before[i] = counted;
    counted += widthAt(text, i, unit, lines);
    if (i % step === step - 1) yield;
  }
  before[text.length] = counted;
  return {
    count: (offset) => before[offset] ?? counted,
    place: (wanted) => {
      const place = countWhere(before, (at) => at < wanted);
      return before[place] === wanted ? place : undefined;
    },
  };
}

/** UTF-16 units counted at a step. */
const step = 1 << 19;

/** Counts in a unit, with line ends as they are. */
export function inUnit(text: string, unit: Unit): Counter {
  return drain(counting(text, asIs(unit)));
}

/** The words of claims in a text that comes with its offsets, for display; `''` if the offsets are invalid. */
export function* wordsOf(
  text: string,
  claims: readonly Claim[],
  unit: Unit,
): Generator<undefined, (claim: Claim | undefined) => string> {
  const { counter } = yield* guessing(text, claims, unit);
  return (claim) => {
    const span = claim && claimedSpan(text, claim, counter);
    return span ? text.slice(span.from, span.to) : '';
  };
}

function widthAt(text: string, i: number, unit: Unit, lines: Counting['lines']): number {
  const code = text.charCodeAt(i);
  if (code === 13 && lines === 'lf' && text.charCodeAt(i + 1) === 10) return 0;
  if (code === 10 && lines === 'crlf' && text.charCodeAt(i - 1) !== 13) return 2;
  if (unit === 'utf-16' || code < 0x80) return 1;
  // A surrogate pair counts at its second half, so that no counted offset leads into its middle.
  if ((code & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) return 0;
  if (unit === 'code-points') return 1;
  if ((code & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) return 4;
  return code < 0x800 ? 2 : 3;
}

/** Offsets given by a file, with their words if it gives them. */
export interface Claim {
  readonly from: number;
  readonly to: number;
  readonly words?: string;
  /** The parts of a span with gaps, in the order of `words`, where a blank separates them. */
  readonly parts?: readonly { readonly from: number; readonly to: number }[];
}

interface Guess {
  readonly counting: Counting;
  readonly counter: Counter;
  /** Whether it differs from the format's own counting, on the evidence of word boundaries alone. */
  readonly byEdges?: true;
}

/**
 * Guesses the counting under which most offsets lead to the words claimed; where no words are claimed, to whole
 * characters. On a tie the format's own `unit` wins, then line ends as they are: word boundaries are weak evidence, and
 * none in scripts without blanks. Only if most spans cut words in the own unit, and another counting cuts none, the
 * other wins: `nied it.` -> `denied it`.
 */
export function* guessing(text: string, claims: readonly Claim[], unit: Unit): Generator<undefined, Guess> {
  let best: { guess: Guess; score: number } | undefined;
  for (const way of countings(text, unit)) {
    const guess = { counting: way, counter: yield* counting(text, way) };
    const score = yield* countOf(claims, (claim) => claimedSpan(text, claim, guess.counter) !== undefined);
    if (!best || score > best.score) best = { guess, score };
    if (best.score === claims.length) break;
  }
  if (!best) return { counting: asIs(unit), counter: yield* counting(text, asIs(unit)) };
  return (yield* byEdges(text, claims, unit, best)) ?? best.guess;
}

/** The same in one step, for short texts and for those counted within another step. */
export function guessCounting(text: string, claims: readonly Claim[], unit: Unit): Guess {
  return drain(guessing(text, claims, unit));
}

/** Counts the claims that satisfy a condition. */
function* countOf(claims: readonly Claim[], isOne: (claim: Claim) => boolean): Generator<undefined, number> {
  let count = 0;
  for (const [i, claim] of claims.entries()) {
    if (isOne(claim)) count++;
    if (i % 1024 === 1023) yield;
  }
  return count;
}

/** Another counting under which every claim is whole words, if most are not under the best so far. */
function* byEdges(
  text: string,
  claims: readonly Claim[],
  unit: Unit,
  { guess, score }: { readonly guess: Guess; readonly score: number },
): Generator<undefined, Guess | undefined> {
  if (claims.length === 0 || claims.some(({ words }) => words !== undefined)) return undefined;
  const clean = ({ counter }: Guess): Generator<undefined, number> =>
    countOf(claims, (claim) => isWhole(text, claimedSpan(text, claim, counter)));
  if (score < claims.length || 2 * (yield* clean(guess)) > claims.length) return undefined;
  for (const way of countings(text, unit)) {
    if (way.shift !== 0) break;
    const other: Guess = { counting: way, counter: yield* counting(text, way), byEdges: true };
    if ((yield* clean(other)) === claims.length) return other;
  }
  return undefined;
}

/** Whether a span begins and ends at word boundaries, without blanks. */
function isWhole(text: string, span: Span | undefined): boolean {
  if (!span) return false;
  const isAmidWord = (at: number): boolean => /^[\p{L}\p{M}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1));
  const words = text.slice(span.from, span.to);
  return words === words.trim() && !isAmidWord(span.from) && !isAmidWord(span.to);
}

/**
 * The span of a claim, if its words are there: whole characters, not empty. Apart from blanks, line ends, quotation
 * marks and Unicode form, the words must be exact; without words, any text will do.
 */
export function claimedSpan(text: string, claim: Claim, counter: Counter): Span | undefined {
  const span = spanOf(claim, counter);
  if (!span || isAmid(text, span.from) || isAmid(text, span.to)) return undefined;
  if (claim.words === undefined) return span;
  const { parts = [] } = claim;
  if (parts.length < 2)
    return says(text.slice(span.from, span.to), claim.words) ? trimmed(text, span, claim.words) : undefined;
  const spans = parts.map((part) => spanOf(part, counter));
  const words = spans.map((part) => (part ? text.slice(part.from, part.to) : '')).join(' ');
  return spans.every((part) => part !== undefined) && says(words, claim.words) ? span : undefined;
}

/** A span without the blanks at its edges, unless its words have them, too: offsets may be off by a blank. */
function trimmed(text: string, { from, to }: Span, words: string): Span {
  const found = text.slice(from, to);
  const start = /^\s/.test(words) ? from : from + found.length - found.trimStart().length;
  return { from: start, to: /\s$/.test(words) ? to : to - found.length + found.trimEnd().length };
}

function spanOf(claim: { readonly from: number; readonly to: number }, counter: Counter): Span | undefined {
  const from = counter.place(claim.from);
  const to = counter.place(claim.to);
  return from === undefined || to === undefined || from >= to ? undefined : { from, to };
}

function says(found: string, words: string): boolean {
  if (found === words) return true;
  // Fast path: most wrong places begin with another letter.
  if (/^[a-z0-9]/i.test(found) && /^[a-z0-9]/i.test(words) && found.charAt(0) !== words.charAt(0)) return false;
  return found.length <= 4 * words.length + 16 && sameFolded(found, words);
}

/** Whether an offset is between the halves of a surrogate pair. */
function isAmid(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}

function asIs(unit: Unit): Counting {
  return { unit, lines: 'as-is', shift: 0 };
}

function* countings(text: string, own: Unit): Generator<Counting> {
  const units = [own, ...(['utf-16', 'code-points', 'bytes'] as const).filter((unit) => unit !== own)];
  const lines = ['as-is', text.includes('\r\n') ? 'lf' : 'crlf'] as const;
  const marked = text.startsWith('\ufeff');
  for (const shifted of [false, true])
    for (const line of lines)
      for (const unit of units) {
        const mark = unit === 'bytes' ? 3 : 1;
        yield { unit, lines: line, shift: shifted ? (marked ? -mark : mark) : 0 };
      }
}
