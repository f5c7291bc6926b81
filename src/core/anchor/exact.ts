import { offsetAt, placeAt } from '../text/lines';
import { finding, type Occurrences } from './occurrences';
import type { Pattern } from './pattern';
import { seeding, type Seeds } from './seeds';

/** A few seeds of each pattern; one that is rare in the text shows all places where the pattern may stand unchanged. */
const fingerprints = 4;
const mostOccurrences = 12;

/** Patterns compared between two pauses. */
const pace = 1000;

/**
 * Where patterns stand in a text with all of their surroundings unchanged: the offsets of their beginnings, ascending.
 * Empty where a pattern does not. Where it stands so too often to compare all places, only the one is given that has
 * moved by as many lines as the annotation before it.
 */
export function* findingUnchanged(
  text: string,
  patterns: readonly Pattern[],
  starts: readonly number[],
): Generator<undefined, readonly (readonly number[])[]> {
  const seeds = yield* seeding(patterns, fingerprints);
  const occurrences = yield* finding(text, seeds);
  const found: (readonly number[])[] = [];
  let moved = 0;
  for (const [order, pattern] of patterns.entries()) {
    if (order % pace === 0) yield;
    let places = byFingerprint(text, pattern, order, seeds, occurrences);
    if (places.length === 0) places = byLine(text, pattern, moved, starts);
    found.push(places);
    const [only] = places;
    if (only === undefined || places.length > 1 || pattern.line === 0) continue;
    moved = placeAt(starts, only + pattern.from).line - pattern.line;
  }
  return found;
}

function byFingerprint(
  text: string,
  { whole }: Pattern,
  order: number,
  seeds: Seeds,
  { starts, at }: Occurrences,
): readonly number[] {
  let rarest = -1;
  let fewest = mostOccurrences + 1;
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

/** Where all patterns stand if each stands unchanged where its hint says; null otherwise. */
export function allAtHints(
  text: string,
  patterns: readonly Pattern[],
  hints: readonly number[],
): readonly number[] | null {
  const stands = (pattern: Pattern, hint: number): boolean =>
    hint >= 0 && !isEmpty(pattern) && text.startsWith(pattern.whole, hint);
  return patterns.every((pattern, i) => stands(pattern, hints[i] ?? -1)) ? hints : null;
}

/** No words stand anywhere. */
const isEmpty = ({ from, to }: Pattern): boolean => from === to;
