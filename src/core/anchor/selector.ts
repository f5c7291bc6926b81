import type { Selector } from '../model/annotation';
import type { Span } from '../text/change';
import { lineStarts, placeAt, withLf } from '../text/lines';

/** Length of a selector's context on either side, in UTF-16 units. */
export const contextLength = 64;

/** The selector of a span: newlines as `\n`, no surrogate pair split. `starts` saves the search for lines. */
export function describe(text: string, span: Span, starts: readonly number[] = lineStarts(text)): Selector {
  return {
    text: withLf(text.slice(span.from, span.to)),
    before: lastUnits(withLf(text.slice(Math.max(0, span.from - 2 * contextLength), span.from))),
    after: firstUnits(withLf(text.slice(span.to, span.to + 2 * contextLength))),
    ...placeAt(starts, span.from),
  };
}

/** Whether a span's context is around it exactly, on both sides. An empty side always is. */
export function sidesStanding(
  text: Pick<string, 'slice'>,
  { before = '', after = '' }: Pick<Selector, 'before' | 'after'>,
  { from, to }: Span,
): { readonly before: boolean; readonly after: boolean } {
  return {
    before: withLf(text.slice(Math.max(0, from - 2 * before.length), from)).endsWith(before),
    after: withLf(text.slice(to, to + 2 * after.length)).startsWith(after),
  };
}

function lastUnits(text: string): string {
  const from = Math.max(0, text.length - contextLength);
  return text.slice(from + (splitsPair(text, from) ? 1 : 0));
}

function firstUnits(text: string): string {
  const to = Math.min(text.length, contextLength);
  return text.slice(0, to - (splitsPair(text, to) ? 1 : 0));
}

function splitsPair(text: string, at: number): boolean {
  const high = text.charCodeAt(at - 1);
  const low = text.charCodeAt(at);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}

/** Fewest characters of context that identify a place. */
const least = 16;

/**
 * The line, from 1, at which to look for a lost annotation's words: that of the words before or after them, as much as
 * occurs just once; else their old line, or the last one.
 */
export function lineOfLost(text: string, { before = '', after = '', line = 1 }: Partial<Selector>): number {
  const now = withLf(text);
  const starts = lineStarts(now);
  const ahead = withLf(before);
  const behind = withLf(after);
  for (let length = Math.max(ahead.length, behind.length); length >= least; length -= 8) {
    const left = once(now, ahead.slice(-length), length);
    if (left !== undefined) return placeAt(starts, left + length).line;
    const right = once(now, behind.slice(0, length), length);
    if (right !== undefined) return placeAt(starts, right).line;
  }
  return Math.min(Math.max(line, 1), starts.length);
}

/** The offset of a piece that has the given length and occurs just once. */
function once(text: string, piece: string, length: number): number | undefined {
  const at = piece.length === length ? text.indexOf(piece) : -1;
  return at >= 0 && text.indexOf(piece, at + 1) < 0 ? at : undefined;
}
