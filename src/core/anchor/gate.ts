import type { Candidate } from './candidates';
import type { Evidence } from './evidence';
import type { Standing } from './neighbours';

/**
 * How much each clue weighs, in log-odds against the span being lost. Fitted (multinomial logistic regression with an
 * outside option) on spans whose true fate in real file histories and in scripted edits is known.
 */
const weights: Readonly<Record<Clue, number>> = {
  /** Before anything is known, a span is lost. */
  always: -7.82,
  /** The share of the span's letters found. */
  text: 1.27,
  /** The share beyond 0.7. */
  most: -1.03,
  /** The same, where words that fit in many places count for less. */
  rareText: 2.07,
  /** The same, with the surroundings. */
  rare: 4.04,
  /** The share of the surroundings found on the better side. */
  more: 1.43,
  /** And on the other. */
  less: -1.14,
  /** Span and surroundings found touch, on the better side. */
  touching: 0.46,
  /** On both sides. */
  enclosed: 0.26,
  /** Letters added inside, as a share of the span's. */
  added: -0.39,
  /** How long the span is. */
  size: -0.31,
  /** How much of a long span was found. */
  textOfSize: 1.17,
  /** A long span is identical. */
  same: -0.3,
  /** Surroundings stand elsewhere without the span. */
  hole: 0.64,
  /** The best other place. */
  rival: -1.34,
  /** By how much this one is better. */
  lead: 2.05,
  /** RareText and rare together. */
  rareAndText: 3.3,
  /** Between the neighbours it had. */
  ordered: -0.16,
  /** Past one of them. */
  disordered: -0.56,
  /** As far from its neighbours as it was. */
  steady: 1.5,
};

/** Below this probability a span counts as lost. */
export const leastSureness = 0.5;

/** The probability of each candidate; what is missing to 1 is that the span is lost. */
export function surenessOf(candidates: readonly Candidate[], standings: readonly Standing[]): readonly number[] {
  const odds = candidates.map((candidate, i) =>
    candidate.span === null ? 0 : Math.exp(weigh(cluesOf(candidate, candidates, standings[i] ?? alone))),
  );
  const sum = odds.reduce((total, each) => total + each, 1);
  return odds.map((each) => each / sum);
}

/** The standing of a place of which no neighbours are known. */
export const alone: Standing = { order: 0, drift: 0 };

function weigh(clues: Readonly<Record<Clue, number>>): number {
  let sum = 0;
  for (const clue of Object.keys(weights) as Clue[]) sum += weights[clue] * clues[clue];
  return sum;
}

/** What the decision rests on, each about 0 to 1. */
export function cluesOf(candidate: Candidate, others: readonly Candidate[], standing: Standing) {
  const { evidence } = candidate;
  const size = Math.min(1.5, Math.log2(1 + evidence.letters) / 5);
  const [more, less] = sidesOf(evidence);
  const left = Math.exp(-evidence.gapBefore / 8);
  const right = Math.exp(-evidence.gapAfter / 8);
  let hole = 0;
  let rival = 0;
  for (const other of others) {
    if (other === candidate) continue;
    if (other.evidence.text < 0.35) hole = Math.max(hole, contextOf(other.evidence));
    else rival = Math.max(rival, likenessOf(other.evidence));
  }
  return {
    always: 1,
    text: evidence.text,
    most: Math.max(0, evidence.text - 0.7),
    rareText: evidence.rareText,
    rare: evidence.rare,
    more,
    less,
    touching: Math.max(left, right),
    enclosed: left * right,
    added: Math.min(2, evidence.added),
    size,
    textOfSize: evidence.text * size,
    same: evidence.same ? size : 0,
    hole,
    rival,
    lead: likenessOf(evidence) - rival,
    rareAndText: evidence.rare * evidence.rareText,
    ordered: standing.order > 0 ? 1 : 0,
    disordered: standing.order < 0 ? 1 : 0,
    steady: standing.order === 0 ? 0 : 1 / (1 + standing.drift / 3),
  };
}

export type Clue = keyof ReturnType<typeof cluesOf>;

/** Surroundings that are not there speak neither for nor against: the other side counts for both. */
function sidesOf({ before, after }: Evidence): readonly [number, number] {
  const left = before < 0 ? (after < 0 ? 0.5 : after) : before;
  const right = after < 0 ? (before < 0 ? 0.5 : before) : after;
  return [Math.max(left, right), Math.min(left, right)];
}

function contextOf(evidence: Evidence): number {
  const [more, less] = sidesOf(evidence);
  return (more + less) / 2;
}

function likenessOf(evidence: Evidence): number {
  return (evidence.text + contextOf(evidence)) / 2;
}
