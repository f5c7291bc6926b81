import { candidatesAt, unchangedAt, type Candidate } from './candidates';
import { findingUnchanged } from './exact';
import { finding } from './occurrences';
import { drain } from './steps';
import type { Pattern } from './pattern';
import { seeding } from './seeds';
import { sitesOf, type Site } from './sites';

/** How many places are looked at for a pattern that does not stand unchanged. */
const sitesPerPattern = 4;

/** How many patterns share one pass over the text: their seeds take some megabytes. */
const batch = 2500;

/** How many seeds of a pattern are looked for, spread over it. */
const seedsPerPattern = 96;

/** How many places of a text that is too short to share seeds are compared. */
const mostLiteral = 1000;

/**
 * The places where each pattern may stand. Where it stands with all of its surroundings unchanged, only such places
 * are given; the others are found by the letters that they share with the pattern. `hints` are the offsets where the
 * patterns are expected to begin, `starts` those where lines do.
 */
export function* considering(
  text: string,
  patterns: readonly Pattern[],
  hints: readonly number[],
  starts: readonly number[],
): Generator<undefined, readonly (readonly Candidate[])[]> {
  const unchanged = yield* findingUnchanged(text, patterns, starts);
  const candidates = patterns.map((pattern, i) => (unchanged[i] ?? []).map((at) => unchangedAt(pattern, at)));
  const rest = patterns.filter((_, i) => unchanged[i]?.length === 0);
  for (let from = 0; from < rest.length; from += batch) {
    const some = rest.slice(from, from + batch);
    const seeds = yield* seeding(some, seedsPerPattern);
    const occurrences = yield* finding(text, seeds);
    for (const [order, pattern] of some.entries()) {
      const hint = hints[pattern.index] ?? 0;
      const shared = sitesOf(pattern, seeds, order, occurrences, hint, sitesPerPattern);
      const sites = shared.length > 0 ? shared : literalSites(text, pattern, hint);
      candidates[pattern.index] = [...candidatesAt(text, pattern, sites)];
      yield;
    }
  }
  return candidates;
}

/** The places where one pattern may stand, the unlikely ones too, found in one go. */
export function candidatesFor(text: string, pattern: Pattern, hint: number, limit: number): readonly Candidate[] {
  const seeds = drain(seeding([pattern], seedsPerPattern));
  const occurrences = drain(finding(text, seeds));
  const sites = sitesOf(pattern, seeds, 0, occurrences, hint, limit);
  return candidatesAt(text, pattern, sites.length > 0 ? sites : literalSites(text, pattern, hint), true);
}

/** The nearest places of the span's very text: for patterns with too few letters to share any. */
function literalSites(text: string, pattern: Pattern, hint: number): readonly Site[] {
  const words = pattern.whole.slice(pattern.from, pattern.to);
  if (words === '') return [];
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0 && places.length < mostLiteral; at = text.indexOf(words, at + 1)) {
    places.push(at - pattern.from);
  }
  places.sort((a, b) => Math.abs(a - hint) - Math.abs(b - hint));
  return places.slice(0, sitesPerPattern).map((at) => ({ from: at, to: at, votes: 1 }));
}
