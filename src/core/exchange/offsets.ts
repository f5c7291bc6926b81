import type { Span } from '../text/change';
import { withLf } from '../text/lines';
import type { Unit } from './format';

/** How the offsets of a file count the text that we have. */
export interface Counting {
  readonly unit: Unit;
  /** Whether a line end counts as it stands, or always as LF or CRLF. */
  readonly lines: 'as-is' | 'lf' | 'crlf';
  /** Counted units before the text begins: 1 or 3 for a byte-order mark that isn't in ours, negative for one that is. */
  readonly shift: number;
}

/** Offsets of one text in one way of counting, to and from UTF-16. */
export interface Counter {
  /** The offset of a place in the text, counted. */
  count(offset: number): number;
  /** The place of a counted offset; undefined where it is outside the text or within a character. */
  place(counted: number): number | undefined;
}

/** Counts a text once, in time and memory proportional to its length; each conversion is then a lookup. */
export function counter(text: string, { unit, lines, shift }: Counting): Counter {
  const before = new Float64Array(text.length + 1);
  let counted = shift;
  for (let i = 0; i < text.length; i++) {
    before[i] = counted;
    counted += widthAt(text, i, unit, lines);
  }
  before[text.length] = counted;
  return {
    count: (offset) => before[offset] ?? counted,
    place: (wanted) => {
      const place = lowest(before, wanted);
      return before[place] === wanted ? place : undefined;
    },
  };
}

/** Counts in a unit, the text as it stands. */
export function inUnit(text: string, unit: Unit): Counter {
  return counter(text, { unit, lines: 'as-is', shift: 0 });
}

function widthAt(text: string, i: number, unit: Unit, lines: Counting['lines']): number {
  const code = text.charCodeAt(i);
  if (code === 13 && lines === 'lf' && text.charCodeAt(i + 1) === 10) return 0;
  if (code === 10 && lines === 'crlf' && text.charCodeAt(i - 1) !== 13) return 2;
  if (unit === 'utf-16' || code < 0x80) return 1;
  // A pair counts at its second half, so that no counted offset leads into its middle.
  if ((code & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) return 0;
  if (unit === 'code-points') return 1;
  if ((code & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) return 4;
  return code < 0x800 ? 2 : 3;
}

/** The lowest index at which `sorted` is at least `wanted`. */
function lowest(sorted: Float64Array, wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Offsets as a file gives them, with the words that they are said to stand for, if it says. */
export interface Claimed {
  readonly from: number;
  readonly to: number;
  readonly words?: string;
  /** Whether blanks and line ends are written alike, as formats do that hold a line only. */
  readonly loose?: boolean;
}

export interface Guess {
  readonly counting: Counting;
  readonly counter: Counter;
}

/**
 * The way of counting under which most offsets lead to the words claimed; where no words are claimed, to anything. Of
 * equals the format's own `unit` wins, then the text as it stands: only offsets that lead outside the text or into a
 * character speak against it, for what looks like the edge of a word is a poor witness, and none where nothing parts words.
 */
export function guessCounting(text: string, claims: readonly Claimed[], unit: Unit): Guess {
  let best: { guess: Guess; score: number } | undefined;
  for (const counting of countings(text, unit)) {
    const guess = { counting, counter: counter(text, counting) };
    const score = claims.reduce((sum, claim) => sum + fit(text, claim, guess.counter), 0);
    if (!best || score > best.score) best = { guess, score };
    if (best.score === claims.length) break;
  }
  return best?.guess ?? { counting: asIs(unit), counter: counter(text, asIs(unit)) };
}

/** Where a claim leads, if anywhere: whole characters, not empty. */
export function spanOf(claim: Claimed, counter: Counter): Span | undefined {
  const from = counter.place(claim.from);
  const to = counter.place(claim.to);
  return from === undefined || to === undefined || from >= to ? undefined : { from, to };
}

/** Whether the words at a span are those that were claimed, line ends aside; where none were, any whole characters are. */
export function says(text: string, { from, to }: Span, { words, loose = false }: Claimed): boolean {
  if (words === undefined) return !isAmid(text, from) && !isAmid(text, to);
  const found = text.slice(from, to);
  if (found === words || loose) return found === words || collapsed(found) === collapsed(words);
  return found.length <= 2 * words.length && withLf(found) === withLf(words);
}

/** Whether a place is between the halves of a pair. */
function isAmid(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function fit(text: string, claim: Claimed, counter: Counter): number {
  const span = spanOf(claim, counter);
  return span && says(text, span, claim) ? 1 : 0;
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
