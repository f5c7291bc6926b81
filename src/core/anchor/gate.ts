import type { Candidate } from './candidates';
import type { Evidence } from './evidence';
import type { Standing } from './neighbours';
import { lookUp } from './tables';
import { byLength, byRarity, bySurroundings, weights } from './weights';

/** Below this probability a span counts as lost. */
export const leastSureness = 0.6;

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

/** In log-odds against the span being lost. */
function weigh(clues: Clues): number {
  let sum = 0;
  for (const clue of Object.keys(weights) as (keyof Clues)[]) sum += weights[clue] * clues[clue];
  sum += lookUp(bySurroundings, clues.text, clues.nearMore) + lookUp(byLength, clues.text, clues.size);
  return sum + lookUp(byRarity, 0, clues.rare);
}

/** What the decision rests on, each about 0 to 1. */
export function cluesOf(candidate: Candidate, others: readonly Candidate[], standing: Standing) {
  const { evidence } = candidate;
  const size = Math.min(1.6, Math.log2(1 + evidence.letters) / 5);
  const [more, less] = sidesOf(evidence.before, evidence.after);
  const [nearMore, nearLess] = sidesOf(evidence.nearBefore, evidence.nearAfter);
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
    nearMore,
    nearLess,
    touching: Math.max(left, right),
    enclosed: left * right,
    added: Math.min(2, evidence.added),
    size,
    textOfSize: evidence.text * size,
    same: evidence.same ? size : 0,
    fit: evidence.fit,
    ...farClues(evidence.text, size, more, lead),
    hole,
    holeFar: hole * (1 - nearMore),
    holeLack: hole * (1 - evidence.text),
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

export type Clues = Readonly<ReturnType<typeof cluesOf>>;

/** Surroundings that are not there speak neither for nor against: the other side counts for both. */
function sidesOf(before: number, after: number): readonly [number, number] {
  const left = before < 0 ? (after < 0 ? 0.5 : after) : before;
  const right = after < 0 ? (before < 0 ? 0.5 : before) : after;
  return [Math.max(left, right), Math.min(left, right)];
}

function contextOf(evidence: Evidence): number {
  const [more, less] = sidesOf(evidence.before, evidence.after);
  return (more + less) / 2;
}

function likenessOf(evidence: Evidence): number {
  return (evidence.text + contextOf(evidence)) / 2;
}
