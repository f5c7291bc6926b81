import type { Candidate } from './candidates';
import type { Evidence } from './evidence';
import type { Standing } from './neighbours';

/**
 * How much each clue weighs, in log-odds against the span being lost. Fitted (multinomial logistic regression with an
 * outside option) on spans whose true fate in real file histories and in scripted edits is known.
 */
const weights: Readonly<Record<Clue, number>> = {
  /** Before anything is known, a span is lost. */
  always: -7.46,
  /** The share of the span's letters found. */
  text: 1.13,
  /** The share beyond 0.7. */
  most: -0.36,
  /** The same, where words that fit in many places count for less. */
  rareText: 2,
  /** The same, with the surroundings. */
  rare: 2.78,
  /** The share of the surroundings found on the better side. */
  more: 0.9,
  /** And on the other. */
  less: -0.88,
  /** Span and surroundings found touch, on the better side. */
  touching: 0.28,
  /** On both sides. */
  enclosed: 0.44,
  /** Letters added inside, as a share of the span's. */
  added: -0.24,
  /** How long the span is. */
  size: 0.08,
  /** How much of a long span was found. */
  textOfSize: 1.25,
  /** A long span is identical. */
  same: -0.25,
  /** It begins and ends as the span did. */
  fit: 0.73,
  /** Without surroundings: the share of the letters. */
  farText: -0.22,
  /** Without surroundings: the length. */
  farSize: -0.26,
  /** Without surroundings: nearly identical. */
  farExact: 0.07,
  /** Without surroundings: long and nearly identical. */
  farExactSize: 0.51,
  /** Without surroundings: by how much it is better. */
  farLead: -0.4,
  /** Surroundings stand elsewhere without the span. */
  hole: 0.34,
  /** The best other place. */
  rival: -1.36,
  /** By how much this one is better. */
  lead: 1.93,
  /** RareText and rare together. */
  rareAndText: 2.78,
  /** Between the neighbours it had. */
  ordered: 0.03,
  /** Past one of them. */
  disordered: -0.44,
  /** As far from its neighbours as it was. */
  steady: 1.2,
};

/** Below this probability a span counts as lost. */
export const leastSureness = 0.55;

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
  const size = Math.min(1.6, Math.log2(1 + evidence.letters) / 5);
  const [more, less] = sidesOf(evidence);
  const left = Math.exp(-evidence.gapBefore / 8);
  const right = Math.exp(-evidence.gapAfter / 8);
  const { hole, rival } = rivalry(candidate, others);
  const lead = likenessOf(evidence) - rival;
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
    fit: evidence.fit,
    ...farClues(evidence.text, size, more, lead),
    hole,
    rival,
    lead,
    rareAndText: evidence.rare * evidence.rareText,
    ordered: standing.order > 0 ? 1 : 0,
    disordered: standing.order < 0 ? 1 : 0,
    steady: standing.order === 0 ? 0 : 1 / (1 + standing.drift / 3),
  };
}

/** Where the surroundings are not the old ones, length and likeness of the text weigh differently. */
function farClues(text: number, size: number, more: number, lead: number) {
  const far = 1 - more;
  const exact = Math.max(0, text - 0.8) * 5;
  return {
    farText: far * text,
    farSize: far * size,
    farExact: far * exact,
    farExactSize: far * exact * size,
    farLead: far * lead,
  };
}

/** How well the surroundings stand elsewhere without the span, and how good the best other place is. */
function rivalry(candidate: Candidate, others: readonly Candidate[]) {
  let hole = 0;
  let rival = 0;
  for (const other of others) {
    if (other === candidate) continue;
    if (other.evidence.text < 0.35) hole = Math.max(hole, contextOf(other.evidence));
    else rival = Math.max(rival, likenessOf(other.evidence));
  }
  return { hole, rival };
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
