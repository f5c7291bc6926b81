import { finding } from './occurrences';
import type { Pattern } from './pattern';
import { seeding } from './seeds';

/** A few seeds of each pattern; one that is rare in the text shows all places where the pattern may stand unchanged. */
const fingerprints = 4;
const mostOccurrences = 12;

/**
 * Where patterns stand in a text with all of their surroundings unchanged: the offsets of their beginnings, ascending.
 * Empty where a pattern does not, or where it is too short or too common to be found this way.
 */
export function* findingUnchanged(
  text: string,
  patterns: readonly Pattern[],
): Generator<undefined, readonly (readonly number[])[]> {
  const seeds = yield* seeding(patterns, fingerprints);
  const { starts, at } = yield* finding(text, seeds);
  return patterns.map(({ whole }, order) => {
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
    return [...at.subarray(first, first + fewest)].flatMap((after) =>
      text.startsWith(whole, after - offset) ? [after - offset] : [],
    );
  });
}

/** Where all patterns stand if each stands unchanged where its hint says; null otherwise. */
export function allAtHints(
  text: string,
  patterns: readonly Pattern[],
  hints: readonly number[],
): readonly number[] | null {
  return patterns.every(({ whole }, i) => (hints[i] ?? -1) >= 0 && text.startsWith(whole, hints[i])) ? hints : null;
}
