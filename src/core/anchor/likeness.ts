import { fold } from './fold';

/** Words that are less alike do not count as one word changed. */
const leastLikeness = 0.6;

/** Of longer words only the beginnings are compared where they differ. */
const longest = 24;

const row = new Uint8Array(longest + 1);

/**
 * How alike the words `a[i, iEnd)` and `b[j, jEnd)` are, 0 to 1: twice their longest common subsequence over both
 * lengths, after folding; 0 where that is less than 0.6, or where hardly a letter at either end is equal.
 */
export function likeness(a: string, i: number, iEnd: number, b: string, j: number, jEnd: number): number {
  const lengths = iEnd - i + jEnd - j;
  if (4 * Math.min(iEnd - i, jEnd - j) < lengths) return 0;
  let head = 0;
  while (i < iEnd && j < jEnd && same(a, i, b, j)) {
    i++;
    j++;
    head++;
  }
  let tail = 0;
  while (i < iEnd && j < jEnd && same(a, iEnd - 1, b, jEnd - 1)) {
    iEnd--;
    jEnd--;
    tail++;
  }
  const ends = head + tail;
  const most = ends + Math.min(iEnd - i, jEnd - j);
  if (ends === 0 || 2 * most < leastLikeness * lengths || (ends === 1 && lengths > 8)) return 0;
  const like = (2 * (most === ends ? ends : ends + common(a, i, iEnd, b, j, jEnd))) / lengths;
  return like < leastLikeness ? 0 : like;
}

function same(a: string, i: number, b: string, j: number): boolean {
  return fold(a.charCodeAt(i)) === fold(b.charCodeAt(j));
}

/** The length of the longest common subsequence. */
function common(a: string, i: number, iEnd: number, b: string, j: number, jEnd: number): number {
  const columns = Math.min(jEnd - j, longest);
  const end = Math.min(iEnd, i + longest);
  if (i >= end || columns <= 0) return 0;
  row.fill(0);
  for (; i < end; i++) {
    let diagonal = 0;
    for (let column = 1; column <= columns; column++) {
      const up = row[column] ?? 0;
      row[column] = same(a, i, b, j + column - 1) ? diagonal + 1 : Math.max(up, row[column - 1] ?? 0);
      diagonal = up;
    }
  }
  return row[columns] ?? 0;
}
