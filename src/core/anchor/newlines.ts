import { withLf } from '../text/lines';

/** A text with newlines as `\n`, and the way back to the offsets of the text it came from. */
export interface Unified {
  readonly text: string;
  /** The offset in the original; the end of a line stands before its whole line break. */
  readonly original: (offset: number) => number;
}

export function unify(text: string): Unified {
  if (!text.includes('\r')) return { text, original: (offset) => offset };
  const unified = withLf(text);
  // Where a `\r` was dropped, as the offset of the `\n` that stayed.
  const dropped: number[] = [];
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2)) dropped.push(at - dropped.length);
  return { text: unified, original: (offset) => offset + countBelow(dropped, offset) };
}

/** How many of the ascending numbers are smaller than `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
