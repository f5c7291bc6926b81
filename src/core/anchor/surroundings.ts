import type { Selector } from '../model/annotation';
import { lineStarts, placeAt, withLf } from '../text/lines';

/** So few characters of its surroundings may stand anywhere. */
const least = 16;

/**
 * The line, from 1, where a lost annotation's words would be looked for: where what stood before or after them stands
 * now, as much of it as is there once; else the line that they stood on, or the last one.
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

/** Where a piece of that length stands, if it stands there alone. */
function once(text: string, piece: string, length: number): number | undefined {
  const at = piece.length === length ? text.indexOf(piece) : -1;
  return at >= 0 && text.indexOf(piece, at + 1) < 0 ? at : undefined;
}
