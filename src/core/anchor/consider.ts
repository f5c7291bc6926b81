import { candidatesAt, unchangedAt, type Candidate } from './candidates';
import { findingUnchanged } from './exact';
import { finding } from './occurrences';
import type { Pattern } from './pattern';
import { seedsOf } from './seeds';
import { sitesOf } from './sites';

/** How many places are looked at for a pattern that does not stand unchanged. */
const sitesPerPattern = 6;

/** How many patterns share one pass over the text: their seeds take some megabytes. */
const batch = 1000;

/**
 * The places where each pattern may stand. Where it stands with all of its surroundings unchanged, only such places
 * are given; the others are found by the letters that they share with the pattern. `hints` are the offsets where the
 * patterns are expected to begin.
 */
export function* considering(
  text: string,
  patterns: readonly Pattern[],
  hints: readonly number[],
): Generator<undefined, readonly (readonly Candidate[])[]> {
  const unchanged = yield* findingUnchanged(text, patterns);
  const candidates = patterns.map((pattern, i) => (unchanged[i] ?? []).map((at) => unchangedAt(pattern, at)));
  const rest = patterns.filter((_, i) => unchanged[i]?.length === 0);
  for (let from = 0; from < rest.length; from += batch) {
    const some = rest.slice(from, from + batch);
    const seeds = seedsOf(some);
    const occurrences = yield* finding(text, seeds);
    for (const [order, pattern] of some.entries()) {
      const hint = hints[pattern.index] ?? 0;
      const sites = sitesOf(pattern, seeds, order, occurrences, hint, sitesPerPattern);
      candidates[pattern.index] = [...candidatesAt(text, pattern, sites)];
      yield;
    }
  }
  return candidates;
}
