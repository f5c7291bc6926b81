import type { Measure } from './measure';

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

/** The table of pairs of values for `cohensKappa`, its categories in the order of their first use. */
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
