import { Gap, pair, type Side, type UnitPairs } from './units';

// Pairs a line or sentence of an item, such as a cue or an answer. All the other items have similar lines, differing
// only by a figure. Only the item identifies it: the lines before and after it in its paragraph.

/** Least share of the letters in common words of two similar units. Guessed. */
const leastShared = 0.5;

/** Units between two pauses. */
const pace = 1 << 12;

/**
 * Pairs a unit alone between two pairs of its own paragraph, or between a pair and the paragraph's end, if most of its
 * words are the same. Rows of a list are no evidence for each other, since they resemble their neighbours.
 */
export function* pairInItem(old: Side, now: Side, pairs: UnitPairs): Generator<undefined, void> {
  for (let u = 1; u < old.units.count; u++) {
    if (u % pace === pace - 1) yield;
    const v = (pairs.to[u - 1] ?? -1) + 1;
    if (pairs.to[u] !== -1 || v <= 0 || v >= now.units.count || pairs.from[v] !== -1) continue;
    if ((old.units.gap[u] ?? 0) >= Gap.Paragraph || old.units.gap[u] !== now.units.gap[v]) continue;
    if (old.units.cut[u] === 1 || old.units.cut[u - 1] === 1 || !isEnclosed(old, u, now, v, pairs)) continue;
    if (!areAlike(old, u, old, u - 1) && !isLikeNext(old, u) && areAlike(old, u, now, v)) pair(pairs, u, v);
  }
}

/** Whether the units after two units are a pair, or begin a paragraph. */
function isEnclosed(old: Side, u: number, now: Side, v: number, { to }: UnitPairs): boolean {
  return (endsParagraph(old, u) && endsParagraph(now, v)) || (u + 1 < old.units.count && to[u + 1] === v + 1);
}

const endsParagraph = ({ units: { gap, count } }: Side, unit: number): boolean =>
  unit + 1 === count || (gap[unit + 1] ?? 0) >= Gap.Paragraph;

const isLikeNext = (side: Side, unit: number): boolean =>
  !endsParagraph(side, unit) && areAlike(side, unit, side, unit + 1);

/** Whether two units have most of their words in common, by letters. */
function areAlike(one: Side, u: number, two: Side, v: number): boolean {
  const left = new Map<number, number>();
  let [a, b, shared] = [0, 0, 0];
  for (let i = one.units.first[u] ?? 0; i < (one.units.first[u + 1] ?? 0); i++) {
    if (one.tokens.word[i] === 0) continue;
    a += one.tokens.weight[i] ?? 0;
    const hash = one.tokens.hash[i] ?? 0;
    left.set(hash, (left.get(hash) ?? 0) + 1);
  }
  for (let j = two.units.first[v] ?? 0; j < (two.units.first[v + 1] ?? 0); j++) {
    if (two.tokens.word[j] === 0) continue;
    const weight = two.tokens.weight[j] ?? 0;
    b += weight;
    const hash = two.tokens.hash[j] ?? 0;
    const count = left.get(hash) ?? 0;
    if (count > 0) shared += weight;
    left.set(hash, count - 1);
  }
  return shared >= leastShared * Math.max(a, b, 1);
}
