import type { Span } from '../text/change';
import { withLf } from '../text/lines';
import type { Unit } from './format';
import { counter, type Counter, type Counting } from './units';

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
