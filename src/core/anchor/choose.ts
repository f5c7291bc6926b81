import { placeAt } from '../text/lines';
import { clashesAmong, isSame, type Put } from './apart';
import type { Candidate } from './candidates';
import { alone, fitted, leastSureness, surenessOf, type Standings, type Weights } from './gate';
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
  weights: Weights = fitted,
): Generator<undefined, readonly (Choice | null)[]> {
  const standings = yield* comparing(starts, patterns, candidates, weights);
  const choose = (places: readonly Candidate[]) => {
    const twin = bestTwin(places, standings);
    return best(twin ? [twin] : places, standings, leastSureness, weights);
  };
  const choices: (Choice | null)[] = [];
  for (const [i, places] of candidates.entries()) {
    choices.push(choose(places));
    if (i % pace === 0) yield;
  }
  const open = candidates.slice();
  for (let round = 0; round < rounds; round++) {
    for (const { weaker, stronger } of clashesAmong(putsOf(patterns, choices))) {
      const { index } = weaker.pattern;
      open[index] = (open[index] ?? []).filter(({ span }) => span === null || !isSame(span, stronger.span));
      choices[index] = choose(open[index] ?? []);
    }
    yield;
  }
  return choices;
}

/** How each candidate stands to the sure places of the other patterns. */
export function* comparing(
  starts: readonly number[],
  patterns: readonly Pattern[],
  candidates: readonly (readonly Candidate[])[],
  weights: Weights,
): Generator<undefined, Standings> {
  const fixed: Fixed[] = [];
  for (const [i, pattern] of patterns.entries()) {
    const span = best(candidates[i] ?? [], new Map(), sure, weights)?.candidate.span;
    if (span) fixed.push({ pattern, ...span });
    if (i % pace === 0) yield;
  }
  const chain = fixedPlaces(fixed);
  const standings = new Map<Candidate, Standing>();
  for (const [i, pattern] of patterns.entries()) {
    for (const candidate of candidates[i] ?? []) {
      standings.set(
        candidate,
        standingOf(pattern, candidate, chain, (offset) => placeAt(starts, offset).line),
      );
    }
    if (i % pace === 0) yield;
  }
  return standings;
}

function putsOf(patterns: readonly Pattern[], choices: readonly (Choice | null)[]): readonly Put[] {
  return patterns.flatMap((pattern, i) => {
    const choice = choices[i];
    const span = choice?.candidate.span;
    return choice && span ? [{ pattern, span, sureness: choice.sureness, isAtHome: isAtHome(choice.candidate) }] : [];
  });
}

function isAtHome({ evidence: { text, added, nearBefore, nearAfter } }: Candidate): boolean {
  return text === 1 && added === 0 && Math.min(nearBefore, nearAfter) > 0.9;
}

function best(candidates: readonly Candidate[], standings: Standings, least: number, weights: Weights): Choice | null {
  const sureness = surenessOf(candidates, standings, weights);
  let choice: Choice | null = null;
  candidates.forEach((candidate, i) => {
    const probability = sureness[i] ?? 0;
    if (candidate.span === null || probability <= (choice?.sureness ?? least)) return;
    choice = { candidate, sureness: probability, standing: standings.get(candidate) ?? alone };
  });
  return choice;
}

/** Of places where everything is as it was, the one that suits the neighbours, then the hint, best. */
function bestTwin(candidates: readonly Candidate[], standings: Standings): Candidate | undefined {
  const twins = candidates.filter(({ evidence }) => evidence.whole);
  return twins.reduce<Candidate | undefined>(
    (chosen, twin) => (chosen && !suitsBetter(standings.get(twin), standings.get(chosen)) ? chosen : twin),
    undefined,
  );
}

function suitsBetter(a: Standing = alone, b: Standing = alone): boolean {
  return a.order > b.order || (a.order === b.order && a.drift < b.drift);
}
