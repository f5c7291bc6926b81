import type { Span } from '../text/change';
import { countBy } from '../text/grouped';

/**
 * A coefficient of agreement, or why there is none: with one value in use, chance alone explains perfect agreement, so
 * that the coefficient is undefined, neither 0 nor 1.
 */
export type Measure =
  | { readonly value: number; readonly observed: number; readonly expected: number }
  | { readonly why: 'one-tag' | 'nothing' };

/**
 * Cohen's kappa of two raters (Cohen 1960, "A coefficient of agreement for nominal scales"). `table[i][j]` counts the
 * items that the first rater put in category `i` and the second in `j`. `observed` and `expected` are agreement.
 */
export function cohensKappa(table: readonly (readonly number[])[]): Measure {
  const rows = table.map(sum);
  const columns = table.map((_, j) => sum(table.map((row) => row[j] ?? 0)));
  const n = sum(rows);
  if (n === 0) return { why: 'nothing' };
  const agreeing = sum(table.map((row, i) => row[i] ?? 0));
  const byChance = sum(rows.map((row, i) => row * (columns[i] ?? 0)));
  if (byChance === n * n) return { why: 'one-tag' };
  const observed = agreeing / n;
  const expected = byChance / (n * n);
  return { value: (observed - expected) / (1 - expected), observed, expected };
}

/** The contingency table of pairs of values, for `cohensKappa`; categories in the order of first use. */
export function contingency(pairs: readonly (readonly [string, string])[]): number[][] {
  const categories = [...new Set(pairs.flat())];
  const index = new Map(categories.map((category, i) => [category, i]));
  const table = categories.map(() => categories.map(() => 0));
  for (const [a, b] of pairs) {
    const row = table[index.get(a) ?? 0];
    const column = index.get(b) ?? 0;
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  return table;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * Krippendorff's alpha for nominal values and any number of raters, with gaps (Krippendorff 2004, "Content Analysis",
 * chapter 11). Each unit has the values of its raters, `undefined` for a gap; units with a single value can't be
 * compared and don't count. `observed` and `expected` are disagreement.
 */
export function krippendorffsAlpha(units: readonly (readonly (string | undefined)[])[]): Measure {
  const totals = new Map<string, number>();
  let pairable = 0;
  let disagreeing = 0;
  for (const unit of units) {
    const values = unit.filter((value) => value !== undefined);
    const counts = countBy(values, (value) => value);
    const m = values.length;
    if (m < 2) continue;
    pairable += m;
    for (const [value, count] of counts) {
      totals.set(value, (totals.get(value) ?? 0) + count);
      disagreeing += (count * (m - count)) / (m - 1);
    }
  }
  if (pairable === 0) return { why: 'nothing' };
  if (totals.size === 1) return { why: 'one-tag' };
  const observed = disagreeing / pairable;
  let byChance = 0;
  for (const total of totals.values()) byChance += total * (pairable - total);
  const expected = byChance / (pairable * (pairable - 1));
  return { value: 1 - observed / expected, observed, expected };
}

/** What each rater marked with one tag, on a continuum from 0 to `length`. */
interface Continuum {
  readonly length: number;
  /** The spans of each rater; overlapping ones count as one. */
  readonly raters: readonly (readonly Span[])[];
}

/** The disagreement about one tag, a part of alpha_U. */
interface Disagreement {
  readonly observed: number;
  readonly expected: number;
}

/**
 * Krippendorff's alpha_U for freely chosen spans, over all tags together: 1 − ΣDo / ΣDe (Krippendorff 2004,
 * "Measuring the reliability of qualitative text analysis data", Quality & Quantity 38).
 */
export function alphaU(tags: readonly Continuum[]): Measure {
  const parts = tags.map(disagreement);
  const observed = parts.reduce((total, part) => total + part.observed, 0);
  const expected = parts.reduce((total, part) => total + part.expected, 0);
  return expected === 0 ? { why: 'nothing' } : { value: 1 - observed / expected, observed, expected };
}

/** Do and De of one tag. The sums of cubes pass 2⁵³ on long texts, so they are exact integers until the last division. */
export function disagreement({ length, raters }: Continuum): Disagreement {
  const r = BigInt(raters.length);
  const marked = raters.map(unioned);
  if (raters.length < 2 || length < 1) return { observed: 0, expected: 0 };
  const big = BigInt(length);
  const observed = ratio(2n * observedSum(marked, length), r * (r - 1n) * big * big);
  const lengths = marked.flat().map(({ from, to }) => BigInt(to - from));
  const spare = r * big * (r * big - 1n) - total(lengths.map((l) => l * (l - 1n)));
  if (lengths.length === 0 || spare === 0n) return { observed, expected: 0 };
  return { observed, expected: ratio(2n * expectedSum(lengths, gapsOf(marked, length)), big * spare) };
}

/** Σδ over the pairs of raters: squared distances of the ends where both mark, l² where one marks in the other's gap. */
function observedSum(raters: readonly (readonly Span[])[], length: number): bigint {
  let sum = 0n;
  raters.forEach((a, i) => {
    for (const b of raters.slice(i + 1)) sum += overlaps(a, b) + unanswered(a, b, length) + unanswered(b, a, length);
  });
  return sum;
}

function overlaps(a: readonly Span[], b: readonly Span[]): bigint {
  let sum = 0n;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [one, other] = [a[i] as Span, b[j] as Span];
    if (one.from < other.to && other.from < one.to) sum += square(one.from - other.from) + square(one.to - other.to);
    if (one.to < other.to) i++;
    else j++;
  }
  return sum;
}

function unanswered(units: readonly Span[], other: readonly Span[], length: number): bigint {
  let sum = 0n;
  let j = 0;
  const gaps = gapsIn(other, length);
  for (const { from, to } of units) {
    while (j < gaps.length && (gaps[j] as Span).to < to) j++;
    const gap = gaps[j];
    if (gap && gap.from <= from && to <= gap.to) sum += square(to - from);
  }
  return sum;
}

/** Σ over units of (N−1)/3 · (2l³ − 3l² + l) + l² Σ over gaps g ≥ l of (g − l + 1). */
function expectedSum(lengths: readonly bigint[], gaps: readonly bigint[]): bigint {
  const longestFirst = [...gaps].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const descending = [...lengths].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const others = BigInt(lengths.length - 1);
  let sum = 0n;
  let fitting = 0;
  let room = 0n;
  for (const l of descending) {
    for (let gap = longestFirst[fitting]; gap !== undefined && gap >= l; gap = longestFirst[++fitting]) room += gap;
    sum += (others * (2n * l * l * l - 3n * l * l + l)) / 3n;
    sum += l * l * (room - BigInt(fitting) * (l - 1n));
  }
  return sum;
}

function gapsOf(raters: readonly (readonly Span[])[], length: number): bigint[] {
  return raters.flatMap((units) => gapsIn(units, length).map(({ from, to }) => BigInt(to - from)));
}

function gapsIn(units: readonly Span[], length: number): Span[] {
  const gaps: Span[] = [];
  let at = 0;
  for (const { from, to } of units) {
    if (from > at) gaps.push({ from: at, to: from });
    at = to;
  }
  if (length > at) gaps.push({ from: at, to: length });
  return gaps;
}

function unioned(spans: readonly Span[]): Span[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = result.at(-1);
    if (last && from < last.to) last.to = Math.max(last.to, to);
    else if (to > from) result.push({ from, to });
  }
  return result;
}

function square(difference: number): bigint {
  return BigInt(difference) * BigInt(difference);
}

function total(numbers: readonly bigint[]): bigint {
  return numbers.reduce((sum, number) => sum + number, 0n);
}

function ratio(numerator: bigint, denominator: bigint): number {
  return Number(numerator) / Number(denominator);
}
