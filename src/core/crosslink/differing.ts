import type { Span } from '../text/change';
import { wordsOf, type Word } from './words';

/** Most words of a passage that is compared word by word. Guessed. */
const mostWords = 600;

/** The words of each passage that the other lacks, or has in another order; adjacent ones as one span. */
interface Differing {
  readonly a: readonly Span[];
  readonly b: readonly Span[];
}

/**
 * The words that differ between two passages, apart from case and typography. None if the passages have hardly a word
 * in common, or are too long.
 */
export function differingWords(a: string, b: string): Differing {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.length > mostWords || right.length > mostWords) return { a: [], b: [] };
  const { keptLeft, keptRight } = common(left, right);
  if (keptLeft.size === 0) return { a: [], b: [] };
  return { a: others(left, keptLeft), b: others(right, keptRight) };
}

/** The indexes of the words of a longest common sequence, on both sides. */
function common(
  left: readonly Word[],
  right: readonly Word[],
): { readonly keptLeft: ReadonlySet<number>; readonly keptRight: ReadonlySet<number> } {
  const width = right.length + 1;
  const longest = new Uint16Array((left.length + 1) * width);
  const at = (i: number, k: number): number => longest[i * width + k] as number;
  for (let i = left.length - 1; i >= 0; i--)
    for (let k = right.length - 1; k >= 0; k--)
      longest[i * width + k] =
        left[i]?.key === right[k]?.key ? at(i + 1, k + 1) + 1 : Math.max(at(i + 1, k), at(i, k + 1));
  const [keptLeft, keptRight] = [new Set<number>(), new Set<number>()];
  for (let i = 0, k = 0; i < left.length && k < right.length;)
    if (left[i]?.key === right[k]?.key) {
      keptLeft.add(i++);
      keptRight.add(k++);
    } else if (at(i + 1, k) >= at(i, k + 1)) i++;
    else k++;
  return { keptLeft, keptRight };
}

function others(words: readonly Word[], kept: ReadonlySet<number>): readonly Span[] {
  const spans: { from: number; to: number }[] = [];
  words.forEach(({ from, to }, i) => {
    const last = spans[spans.length - 1];
    if (kept.has(i)) return;
    if (last && i > 0 && !kept.has(i - 1)) last.to = to;
    else spans.push({ from, to });
  });
  return spans;
}
