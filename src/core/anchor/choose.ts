import { placeAt } from '../text';
import { clashesAmong, isSame, type Put } from './apart';
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

/** Clashes are few, and so are the rounds in which one leads to the next. */
const rounds = 3;

/** One choice for each pattern, null where the span is lost. Those that are sure help the others. */
export function* choosing(
  starts: readonly number[],
  patterns: readonly Pattern[],
  candidates: readonly (readonly Candidate[])[],
): Generator<undefined, readonly (Choice | null)[]> {
  const lineOf = (offset: number) => placeAt(starts, offset).line;
  const fixed = fixedPlaces(yield* findingSure(patterns, candidates));
  const choose = (pattern: Pattern, places: readonly Candidate[]) => {
    const standings = places.map((candidate) => standingOf(pattern, candidate, fixed, lineOf));
    const twin = bestTwin(places, standings);
    if (twin < 0) return best(places, standings, leastSureness);
    return best(places.slice(twin, twin + 1), standings.slice(twin, twin + 1), leastSureness);
  };
  const choices: (Choice | null)[] = [];
  for (const [i, pattern] of patterns.entries()) {
    choices.push(choose(pattern, candidates[i] ?? []));
    if (i % pace === 0) yield;
  }
  const open = candidates.slice();
  for (let round = 0; round < rounds; round++) {
    for (const { weaker, stronger } of clashesAmong(putsOf(patterns, choices))) {
      const { index } = weaker.pattern;
      open[index] = (open[index] ?? []).filter(({ span }) => span === null || !isSame(span, stronger.span));
      choices[index] = choose(weaker.pattern, open[index] ?? []);
    }
    yield;
  }
  return choices;
}

function* findingSure(
  patterns: readonly Pattern[],
  candidates: readonly (readonly Candidate[])[],
): Generator<undefined, readonly Fixed[]> {
  const fixed: Fixed[] = [];
  for (const [i, pattern] of patterns.entries()) {
    const places = candidates[i] ?? [];
    const span = best(places, [], sure)?.candidate.span;
    if (span) fixed.push({ pattern, ...span });
    if (i % pace === 0) yield;
  }
  return fixed;
}

function putsOf(patterns: readonly Pattern[], choices: readonly (Choice | null)[]): readonly Put[] {
  return patterns.flatMap((pattern, i) => {
    const choice = choices[i];
    if (!choice?.candidate.span) return [];
    const { candidate, sureness } = choice;
    return [{ pattern, span: choice.candidate.span, sureness, isAtHome: isAtHome(candidate) }];
  });
}

function isAtHome({ evidence: { same, nearBefore, nearAfter } }: Candidate): boolean {
  return same && Math.min(nearBefore, nearAfter) > 0.9;
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
