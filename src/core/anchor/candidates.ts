import { sameSpan, type Span } from '../text/change';
import { offsetAt, placeAt } from '../text/lines';
import { drain } from '../text/steps';
import { phraseOf, type Pattern } from './align';
import { matchAt, type Match, type Site } from './boundaries';
import { evidenceOf, unchanged, type Candidate } from './score';
import { finding, seeding, SeedLength, type Occurrences, type Seeds } from './seeds';

/** Most places compared for a changed pattern. */
const sitesPerPattern = 4;

/** How many patterns share one pass over the text: their seeds take tens of megabytes. */
const batch = 12_000;

/** Most seeds searched per pattern, spread over it. */
const seedsPerPattern = 48;

/** Most places compared for words that are too short to share seeds. */
const mostLiteral = 1000;

/** The seeds of some patterns, in their order, and their occurrences in a text. */
export interface Search {
  readonly seeds: Seeds;
  readonly occurrences: Occurrences;
}

/** Searches for a number of seeds of each pattern. */
export function* searching(
  text: string,
  patterns: readonly Pattern[],
  limit: number,
  length: SeedLength = SeedLength.Short,
): Generator<undefined, Search> {
  const seeds = yield* seeding(patterns, limit, length);
  return { seeds, occurrences: yield* finding(text, seeds) };
}

/** The possible places of a pattern in a text: unchanged, by the offset of its start, ascending; or else changed. */
interface Whereabouts {
  readonly unchanged: readonly number[];
  readonly sites: readonly Site[];
}

/** Above this number, a few seeds of the patterns are searched first, since most patterns are unchanged. Guessed. */
const fewPatterns = 256;

/**
 * The possible places of patterns, in their order. Of many patterns, unchanged ones are found by a few long seeds
 * first. `hints` are the expected offsets of the patterns, `starts` those of lines.
 */
export function* findingWhereabouts(
  text: string,
  patterns: readonly Pattern[],
  hints: readonly number[],
  starts: readonly number[],
): Generator<undefined, readonly Whereabouts[]> {
  const unchanged: (readonly number[])[] =
    patterns.length > fewPatterns ? yield* findingByFingerprint(text, patterns) : patterns.map(() => []);
  const sites = new Map<number, readonly Site[]>();
  const left = [...patterns.entries()].filter(([index]) => unchanged[index]?.length === 0);
  for (let from = 0; from < left.length; from += batch) {
    const some = left.slice(from, from + batch);
    const sought = some.map(([, pattern]) => pattern);
    const search = yield* searching(text, sought, seedsPerPattern);
    for (const [order, [index, pattern]] of some.entries()) {
      const places = byFingerprint(text, pattern, order, search);
      unchanged[index] = places;
      const shared = places.length > 0 ? [] : sitesOf(pattern, search, order, hints[index] ?? 0, sitesPerPattern);
      sites.set(index, shared);
      if (order % pace === pace - 1) yield;
    }
  }
  yield* findingInLine(text, patterns, starts, unchanged);
  return patterns.map((pattern, index) => {
    const places = unchanged[index] ?? [];
    if (places.length > 0) return { unchanged: places, sites: [] };
    const found = sites.get(index) ?? [];
    return { unchanged: [], sites: found.length > 0 ? found : literalSites(text, pattern, hints[index] ?? 0) };
  });
}

/** The possible places of one pattern, even unlikely ones, found in one step. */
export function candidatesFor(text: string, pattern: Pattern, hint: number, limit: number): readonly Candidate[] {
  const sites = sitesOf(pattern, drain(searching(text, [pattern], seedsPerPattern)), 0, hint, limit);
  return candidatesAt(text, pattern, sites.length > 0 ? sites : literalSites(text, pattern, hint));
}

/** The nearest places of exactly the span's text, for patterns with too few letters for seeds. */
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

/** The candidate of a pattern that occurs unchanged at an offset. */
export function unchangedAt(pattern: Pattern, at: number): Candidate {
  return { span: { from: at + pattern.from, to: at + pattern.to }, evidence: unchanged };
}

/** The candidates at some sites, best first; of overlapping ones only the most complete. */
export function candidatesAt(text: string, pattern: Pattern, sites: readonly Site[]): readonly Candidate[] {
  const phrase = phraseOf(pattern);
  const matches: Match[] = [];
  for (const site of sites) {
    const match = matchAt(text, pattern, phrase, site);
    if (!matches.some(({ span }) => sameSpan(span, match.span))) matches.push(match);
  }
  const evidence = evidenceOf(phrase, matches);
  const candidates = matches.map(({ span }, i) => ({ span, evidence: evidence[i] ?? unchanged }));
  candidates.sort((a, b) => completeness(b) - completeness(a));
  return candidates.filter(({ span }, i) => !candidates.slice(0, i).some((better) => overlap(span, better.span)));
}

function completeness({ evidence }: Candidate): number {
  return evidence.text - 0.3 * evidence.added + 0.2 * evidence.rare;
}

function overlap(a: Span | null, b: Span | null): boolean {
  return a !== null && b !== null && a.from < b.to && b.from < a.to;
}

/** Most occurrences considered of a seed, those nearest to the expected place. */
const mostOccurrences = 8;

/** The places that share the most seeds with a pattern, weighted by their rarity; at most `limit`, best first. */
export function sitesOf(
  pattern: Pattern,
  { seeds, occurrences }: Search,
  order: number,
  expected: number,
  limit: number,
): readonly Site[] {
  const votes = votesFor(seeds, order, occurrences, expected);
  const reach = 48 + 0.3 * pattern.whole.length;
  const sites: Site[] = [];
  while (sites.length < limit) {
    const site = heaviest(votes, reach);
    if (site === null) break;
    sites.push(site);
    silence(votes, site.from - reach / 2, site.to + reach / 2);
  }
  return sites;
}

/** The pattern's start according to each seed, ascending, with the worth of the seed. */
interface Votes {
  readonly at: Int32Array;
  readonly worth: Float64Array;
}

function votesFor(seeds: Seeds, order: number, { starts, at }: Occurrences, expected: number): Votes {
  const first = seeds.starts[order] ?? 0;
  const end = seeds.starts[order + 1] ?? 0;
  // Place and worth as one number, since numbers sort fast; the worth, lower the more places a seed has, is the
  // fraction.
  const packed = new Float64Array((end - first) * mostOccurrences);
  let votesCast = 0;
  for (let seed = first; seed < end; seed++) {
    const number = seeds.number[seed] ?? 0;
    const offset = seeds.offset[seed] ?? 0;
    let from = starts[number] ?? 0;
    let to = starts[number + 1] ?? 0;
    const worth = 0.999 / (to - from) ** 0.75;
    if (to - from > mostOccurrences) {
      from = Math.max(from, lowerBound(at, from, to, expected + offset) - mostOccurrences / 2);
      to = Math.min(to, from + mostOccurrences);
    }
    for (let i = from; i < to; i++) packed[votesCast++] = (at[i] ?? 0) - offset + worth;
  }
  const sorted = packed.subarray(0, votesCast).sort();
  const votes = { at: new Int32Array(sorted.length), worth: new Float64Array(sorted.length) };
  for (let i = 0; i < sorted.length; i++) {
    const vote = sorted[i] ?? 0;
    const place = Math.floor(vote);
    votes.at[i] = place;
    votes.worth[i] = vote - place;
  }
  return votes;
}

function lowerBound(sorted: Int32Array, from: number, to: number, value: number): number {
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The stretch of at most `reach` with the greatest sum of votes. */
function heaviest({ at, worth }: Votes, reach: number): Site | null {
  let best = 0;
  let from = 0;
  let to = 0;
  let sum = 0;
  let tail = 0;
  for (let head = 0; head < at.length; head++) {
    sum += worth[head] ?? 0;
    while ((at[tail] ?? 0) < (at[head] ?? 0) - reach) sum -= worth[tail++] ?? 0;
    if (sum > best + 1e-6) {
      best = sum;
      from = at[tail] ?? 0;
      to = at[head] ?? 0;
    }
  }
  return best > 0.05 ? { from, to, votes: best } : null;
}

function silence({ at, worth }: Votes, from: number, to: number): void {
  for (let i = 0; i < at.length; i++) if ((at[i] ?? 0) >= from && (at[i] ?? 0) <= to) worth[i] = 0;
}

/** Seeds searched per pattern. A seed with few occurrences shows all places where the pattern may be unchanged. */
const fingerprints = 4;
const mostPlaces = 12;

/** Patterns compared between two pauses. */
const pace = 100;

/** Places patterns with too many occurrences: on the line moved by as many as that of the pattern before. */
function* findingInLine(
  text: string,
  patterns: readonly Pattern[],
  starts: readonly number[],
  unchanged: (readonly number[])[],
): Generator<undefined, void> {
  let moved = 0;
  for (const [order, pattern] of patterns.entries()) {
    if (order % pace === 0) yield;
    let places = unchanged[order] ?? [];
    if (places.length === 0) places = byLine(text, pattern, moved, starts);
    unchanged[order] = places;
    const [only] = places;
    if (only !== undefined && places.length === 1 && pattern.line > 0)
      moved = placeAt(starts, only + pattern.from).line - pattern.line;
  }
}

/** Places patterns that occur with their whole context unchanged, anywhere, by a few of their seeds. */
function* findingByFingerprint(
  text: string,
  patterns: readonly Pattern[],
): Generator<undefined, (readonly number[])[]> {
  const search = yield* searching(text, patterns, fingerprints, SeedLength.Long);
  const unchanged: (readonly number[])[] = [];
  for (const [order, pattern] of patterns.entries()) {
    if (order % pace === 0) yield;
    unchanged.push(byFingerprint(text, pattern, order, search));
  }
  return unchanged;
}

/** The occurrences of a pattern's rarest seed at which the whole pattern occurs. */
function byFingerprint(
  text: string,
  { whole }: Pattern,
  order: number,
  { seeds, occurrences: { starts, at } }: Search,
): readonly number[] {
  let rarest = -1;
  let fewest = mostPlaces + 1;
  for (let seed = seeds.starts[order] ?? 0; seed < (seeds.starts[order + 1] ?? 0); seed++) {
    const number = seeds.number[seed] ?? 0;
    const count = (starts[number + 1] ?? 0) - (starts[number] ?? 0);
    if (count < fewest) [rarest, fewest] = [seed, count];
  }
  if (rarest < 0) return [];
  const first = starts[seeds.number[rarest] ?? 0] ?? 0;
  const offset = seeds.offset[rarest] ?? 0;
  const places = Array.from(at.subarray(first, first + fewest), (after) => after - offset);
  return places.filter((place) => text.startsWith(whole, place));
}

function byLine(text: string, pattern: Pattern, moved: number, starts: readonly number[]): readonly number[] {
  if (pattern.line === 0 || isEmpty(pattern)) return [];
  const place = offsetAt(starts, { line: pattern.line + moved, column: pattern.column }) - pattern.from;
  return place >= 0 && text.startsWith(pattern.whole, place) ? [place] : [];
}

/** The places of all patterns if each occurs unchanged at its hint; null otherwise. */
export function allAtHints(
  text: string,
  patterns: readonly Pattern[],
  hints: readonly number[],
): readonly number[] | null {
  const stands = (pattern: Pattern, hint: number): boolean =>
    hint >= 0 && !isEmpty(pattern) && text.startsWith(pattern.whole, hint);
  return patterns.every((pattern, i) => stands(pattern, hints[i] ?? -1)) ? hints : null;
}

/** A pattern without words has no place. */
const isEmpty = ({ from, to }: Pattern): boolean => from === to;
