import { fold } from './fold';

/** A word somewhere in a text. */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const longest = 24;

/**
 * How alike two words are, 0 to 1: twice their longest common subsequence over both lengths, after folding.
 * Words that differ much in length or in both their first and last letter are not compared: 0.
 */
export function likeness(a: Word, b: Word): number {
  const lengths = a.to - a.from + (b.to - b.from);
  if (4 * Math.min(a.to - a.from, b.to - b.from) < lengths) return 0;
  let head = 0;
  const shorter = Math.min(a.to - a.from, b.to - b.from);
  while (head < shorter && same(a, a.from + head, b, b.from + head)) head++;
  let tail = 0;
  while (tail < shorter - head && same(a, a.to - 1 - tail, b, b.to - 1 - tail)) tail++;
  if (head + tail === 0) return 0;
  const middle = common(
    { text: a.text, from: a.from + head, to: a.to - tail },
    { text: b.text, from: b.from + head, to: b.to - tail },
  );
  return (2 * (head + tail + middle)) / lengths;
}

function same(a: Word, i: number, b: Word, j: number): boolean {
  return fold(a.text.charCodeAt(i)) === fold(b.text.charCodeAt(j));
}

/** The length of the longest common subsequence; of long words only the beginnings are compared. */
function common(a: Word, b: Word): number {
  const columns = Math.min(b.to - b.from, longest);
  const rows = Math.min(a.to - a.from, longest);
  if (rows <= 0 || columns <= 0) return 0;
  const best = new Uint8Array(columns + 1);
  for (let i = 0; i < rows; i++) {
    let diagonal = 0;
    for (let j = 1; j <= columns; j++) {
      const up = best[j] ?? 0;
      best[j] = same(a, a.from + i, b, b.from + j - 1) ? diagonal + 1 : Math.max(up, best[j - 1] ?? 0);
      diagonal = up;
    }
  }
  return best[columns] ?? 0;
}
