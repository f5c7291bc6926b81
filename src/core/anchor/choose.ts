import { placeAt } from '../text';
import type { Candidate } from './candidates';
import { alone, leastSureness, surenessOf } from './gate';
import { fixedPlaces, standingOf, type Fixed, type Standing } from './neighbours';
import type { Pattern } from './pattern';

/** A candidate that was chosen, and the probability that it is right. */
export interface Choice {
  readonly candidate: Candidate;
  readonly sureness: number;
  readonly standing: Standing;
}

/** From here on a place is sure enough to speak for its neighbours. */
const sure = 0.85;

/** Patterns between two pauses. */
const pace = 256;

/** One choice for each pattern, null where the span is lost. Those that are sure help the others. */
export function* choosing(
  starts: readonly number[],
  patterns: readonly Pattern[],
  candidates: readonly (readonly Candidate[])[],
): Generator<undefined, readonly (Choice | null)[]> {
  const lineOf = (offset: number) => placeAt(starts, offset).line;
  const sureOnes: Fixed[] = [];
  for (const [i, pattern] of patterns.entries()) {
    const places = candidates[i] ?? [];
    const choice = best(
      places,
      places.map(() => alone),
      sure,
    );
    if (choice?.candidate.span) sureOnes.push({ pattern, ...choice.candidate.span });
    if (i % pace === 0) yield;
  }
  const fixed = fixedPlaces(sureOnes);
  const choices: (Choice | null)[] = [];
  for (const [i, pattern] of patterns.entries()) {
    const places = candidates[i] ?? [];
    const standings = places.map((candidate) => standingOf(pattern, candidate, fixed, lineOf));
    const twin = bestTwin(places, standings);
    choices.push(
      twin < 0
        ? best(places, standings, leastSureness)
        : best(places.slice(twin, twin + 1), standings.slice(twin, twin + 1), leastSureness),
    );
    if (i % pace === 0) yield;
  }
  return choices;
}

function best(candidates: readonly Candidate[], standings: readonly Standing[], least: number): Choice | null {
  const sureness = surenessOf(candidates, standings);
  let choice: Choice | null = null;
  candidates.forEach((candidate, i) => {
    const probability = sureness[i] ?? 0;
    if (candidate.span === null || probability <= (choice?.sureness ?? least)) return;
    choice = { candidate, sureness: probability, standing: standings[i] ?? alone };
  });
  return choice;
}

/** Of places where everything is as it was, the one that suits the neighbours, then the hint, best; -1 without any. */
function bestTwin(candidates: readonly Candidate[], standings: readonly Standing[]): number {
  let chosen = -1;
  candidates.forEach(({ evidence }, i) => {
    if (evidence.whole && (chosen < 0 || suitsBetter(standings[i], standings[chosen]))) chosen = i;
  });
  return chosen;
}

function suitsBetter(a: Standing = alone, b: Standing = alone): boolean {
  return a.order > b.order || (a.order === b.order && a.drift < b.drift);
}
