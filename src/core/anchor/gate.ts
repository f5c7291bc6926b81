import type { Candidate } from './candidates';
import { cluesOf, type Clues } from './clues';
import type { Evidence } from './evidence';
import type { Standing } from './neighbours';
import data from './weights.json';

/** How much each clue weighs, in log-odds against the span being lost. Made by `npm run train:anchoring`. */
export type Weights = Readonly<Record<string, number>>;

export const fitted: Weights = data;

/** How candidates stand to the neighbours; those that are not there stand alone. */
export type Standings = ReadonlyMap<Candidate, Standing>;

/** Below this probability a span counts as lost. */
export const leastSureness = 0.6;

/** So few letters may stand in two sentences by chance. */
export const fewLetters = 12;

/** Of few letters at least this share of the surroundings must be near: texts have too few such spans to learn from. */
export const leastNear = 0.35;

/** The probability of each candidate; what is missing to 1 is that the span is lost. */
export function surenessOf(
  candidates: readonly Candidate[],
  standings: Standings,
  weights: Weights,
): readonly number[] {
  const odds = candidates.map((candidate) => {
    if (candidate.span === null || isChance(candidate.evidence)) return 0;
    return Math.exp(weigh(cluesOf(candidate, candidates, standings.get(candidate) ?? alone), weights));
  });
  const sum = odds.reduce((total, each) => total + each, 1);
  return odds.map((each) => each / sum);
}

function isChance({ letters, before, after, nearBefore, nearAfter }: Evidence): boolean {
  const hasSurroundings = Math.max(before, after) >= 0;
  return letters < fewLetters && hasSurroundings && Math.max(nearBefore, nearAfter) < leastNear;
}

/** The standing of a place of which no neighbours are known. */
export const alone: Standing = { order: 0, drift: 0 };

function weigh(clues: Clues, weights: Weights): number {
  let sum = 0;
  for (const clue in clues) sum += (weights[clue] ?? 0) * (clues[clue] ?? 0);
  return sum;
}
