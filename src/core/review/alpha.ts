import type { Measure } from './measure';

/**
 * Krippendorff's alpha for nominal values, any number of raters, with gaps (Krippendorff 2004, "Content Analysis",
 * chapter 11). Each unit has the values that its raters gave it, `undefined` where one gave none; a unit with a single
 * value can't be compared and does not count. `observed` and `expected` are disagreement.
 */
export function krippendorffsAlpha(units: readonly (readonly (string | undefined)[])[]): Measure {
  const totals = new Map<string, number>();
  let pairable = 0;
  let disagreeing = 0;
  for (const unit of units) {
    const counts = new Map<string, number>();
    for (const value of unit) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    const m = [...counts.values()].reduce((total, count) => total + count, 0);
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
