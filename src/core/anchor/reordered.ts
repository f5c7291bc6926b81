import type { Span } from '../text/change';
import type { Alignment, Phrase } from './align';
import type { Tokens } from './tokens';

/**
 * An alignment keeps the order, so of sentences that changed places it finds only some. Where exactly the span's words
 * stand between the two that stood beside it, this pairs them all and returns where they stand; null elsewhere.
 */
export function pairReordered(phrase: Phrase, { to, like }: Alignment, window: Tokens): Span | null {
  const { first, end, tokens } = phrase;
  if (!like.subarray(first, end).includes(0)) return null;
  const before = tokens.word.lastIndexOf(1, first - 1);
  const after = tokens.word.indexOf(1, end);
  if (first === 0 || like[before] !== 1 || like[after] !== 1) return null;
  const start = (to[before] ?? 0) + first - before;
  const stop = (to[after] ?? 0) - (after - end);
  if (stop - start !== end - first) return null;
  const places = new Map<number, number[]>();
  for (let j = stop - 1; j >= start; j--) {
    const hash = window.hash[j] ?? 0;
    places.set(hash, [...(places.get(hash) ?? []), j]);
  }
  const pairs = Array.from(tokens.hash.subarray(first, end), (hash) => places.get(hash)?.pop() ?? -1);
  if (pairs.includes(-1)) return null;
  to.set(pairs, first);
  like.fill(1, first, end);
  return { from: window.from[start] ?? 0, to: window.to[stop - 1] ?? 0 };
}
