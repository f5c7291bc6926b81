import { sameSpan, type Span } from '../text/change';
import { placeAt } from '../text/lines';
import { countWhere } from '../text/sorted';
import type { Pattern } from './align';
import { ascending } from './diff';
import {
  alone,
  fitted,
  leastProbability,
  probabilitiesOf,
  type OrderFits,
  type Weights,
  type Candidate,
  type OrderFit,
} from './score';

/** A chosen candidate, with the probability that it is right. */
export interface Choice {
  readonly candidate: Candidate;
  readonly sureness: number;
  readonly orderFit: OrderFit;
}

/** Least probability of a place that serves as evidence for its neighbours. */
const sure = 0.85;

/** Patterns between two pauses. */
const pace = 256;

/** Most rounds of resolving conflicts: these are few, and rarely lead to others. */
const rounds = 3;

/** Chooses a candidate for each pattern, null where the span is lost. Sure places help to decide the others. */
export function* assigning(
  starts: readonly number[],
  patterns: readonly Pattern[],
  candidates: readonly (readonly Candidate[])[],
  weights: Weights = fitted,
): Generator<undefined, readonly (Choice | null)[]> {
  const orderFits = yield* fittingOrder(starts, patterns, candidates, weights);
  const choose = (places: readonly Candidate[]) => {
    const twin = bestTwin(places, orderFits);
    return best(twin ? [twin] : places, orderFits, leastProbability, weights);
  };
  const choices: (Choice | null)[] = [];
  for (const [i, places] of candidates.entries()) {
    choices.push(choose(places));
    if (i % pace === 0) yield;
  }
  const open = candidates.slice();
  for (let round = 0; round < rounds; round++) {
    for (const { weaker, stronger } of conflictsAmong(placementsOf(patterns, choices))) {
      const { index } = weaker.pattern;
      open[index] = (open[index] ?? []).filter(({ span }) => span === null || !isSame(span, stronger.span));
      choices[index] = choose(open[index] ?? []);
    }
    yield;
  }
  return choices;
}

/** Compares each candidate with the sure places of the other patterns. */
export function* fittingOrder(
  starts: readonly number[],
  patterns: readonly Pattern[],
  candidates: readonly (readonly Candidate[])[],
  weights: Weights,
): Generator<undefined, OrderFits> {
  const fixed: Fixed[] = [];
  for (const [i, pattern] of patterns.entries()) {
    const span = best(candidates[i] ?? [], new Map(), sure, weights)?.candidate.span;
    if (span) fixed.push({ pattern, ...span });
    if (i % pace === 0) yield;
  }
  const chain = yield* fixedPlaces(fixed);
  const orderFits = new Map<Candidate, OrderFit>();
  for (const [i, pattern] of patterns.entries()) {
    for (const candidate of candidates[i] ?? []) {
      orderFits.set(
        candidate,
        orderFitOf(pattern, candidate, chain, (offset) => placeAt(starts, offset).line),
      );
    }
    if (i % pace === 0) yield;
  }
  return orderFits;
}

function placementsOf(patterns: readonly Pattern[], choices: readonly (Choice | null)[]): readonly Placement[] {
  return patterns.flatMap((pattern, i) => {
    const choice = choices[i];
    const span = choice?.candidate.span;
    return choice && span ? [{ pattern, span, sureness: choice.sureness, isAtHome: isAtHome(choice.candidate) }] : [];
  });
}

function isAtHome({ evidence: { text, added, nearBefore, nearAfter } }: Candidate): boolean {
  return text === 1 && added === 0 && Math.min(nearBefore, nearAfter) > 0.9;
}

function best(candidates: readonly Candidate[], orderFits: OrderFits, least: number, weights: Weights): Choice | null {
  const sureness = probabilitiesOf(candidates, orderFits, weights);
  let choice: Choice | null = null;
  candidates.forEach((candidate, i) => {
    const probability = sureness[i] ?? 0;
    if (candidate.span === null || probability <= (choice?.sureness ?? least)) return;
    choice = { candidate, sureness: probability, orderFit: orderFits.get(candidate) ?? alone };
  });
  return choice;
}

/** Of the places with everything unchanged, the one that fits best to the neighbours, then to the hint. */
function bestTwin(candidates: readonly Candidate[], orderFits: OrderFits): Candidate | undefined {
  const twins = candidates.filter(({ evidence }) => evidence.whole);
  return twins.reduce<Candidate | undefined>(
    (chosen, twin) => (chosen && !suitsBetter(orderFits.get(twin), orderFits.get(chosen)) ? chosen : twin),
    undefined,
  );
}

function suitsBetter(a: OrderFit = alone, b: OrderFit = alone): boolean {
  return a.order > b.order || (a.order === b.order && a.drift < b.drift);
}

/** A pattern whose place is sure. */
interface Fixed {
  readonly pattern: Pattern;
  readonly from: number;
  readonly to: number;
}

/** The sure places in their old order: the longest ascending sequence. Patterns without a hint have no order. */
function* fixedPlaces(sure: readonly Fixed[]): Generator<undefined, readonly Fixed[]> {
  const hinted = sure.filter(({ pattern }) => pattern.line > 0);
  hinted.sort((a, b) => a.pattern.line - b.pattern.line || a.pattern.column - b.pattern.column);
  const chain = yield* ascending(hinted.map(({ from }, i) => [i, from]));
  return chain.flatMap(([i]) => hinted[i] ?? []);
}

/** Compares a candidate of a pattern with the fixed places of the others. `lineOf` returns a line from 1. */
function orderFitOf(
  pattern: Pattern,
  candidate: Candidate,
  fixed: readonly Fixed[],
  lineOf: (offset: number) => number,
): OrderFit {
  if (pattern.line === 0 || candidate.span === null) return { order: 0, drift: 0 };
  const after = firstAfter(pattern, fixed);
  const before = fixed[after - 1]?.pattern === pattern ? after - 2 : after - 1;
  const left = fixed[before];
  const right = fixed[after];
  const line = lineOf(candidate.span.from);
  const drifts = [left, right].flatMap((place) =>
    place ? [Math.abs(line - lineOf(place.from) - (pattern.line - place.pattern.line))] : [],
  );
  const drift = drifts.length > 0 ? Math.min(...drifts) : Math.abs(line - pattern.line);
  if (!left && !right) return { order: 0, drift };
  const { from } = candidate.span;
  const ordered = (!left || left.from <= from) && (!right || from <= right.from);
  return { order: ordered ? 1 : -1, drift };
}

/** The index of the first fixed place that was after the pattern in the old text. */
function firstAfter(pattern: Pattern, fixed: readonly Fixed[]): number {
  const { line, column } = pattern;
  return countWhere(
    fixed,
    ({ pattern: other }) => other.line < line || (other.line === line && other.column <= column),
  );
}

/** The place chosen for a pattern, with its probability. */
interface Placement {
  readonly pattern: Pattern;
  readonly span: Span;
  readonly sureness: number;
  /** Whether exactly its words are there, with nearly all of the context on both sides. */
  readonly isAtHome: boolean;
}

/** Two placements that can't both be right. */
interface Conflict {
  readonly stronger: Placement;
  readonly weaker: Placement;
}

/** Finds patterns placed on the same words although they were on different ones. */
function conflictsAmong(placements: readonly Placement[]): readonly Conflict[] {
  const inOrder = [...placements].sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to);
  const conflicts: Conflict[] = [];
  for (const [i, put] of inOrder.entries()) {
    for (let j = i + 1; (inOrder[j]?.span.from ?? Infinity) < put.span.to; j++) {
      const other = inOrder[j];
      if (other === undefined || !isSame(put.span, other.span)) continue;
      if (overlapped(put.pattern, other.pattern) || mayOverlap(put, other)) continue;
      const weaker = isWeaker(put, other) ? put : other;
      conflicts.push({ weaker, stronger: weaker === put ? other : put });
    }
  }
  return conflicts;
}

/** Least probability of both of two places that share most of their words without being the same span. */
const sureOfBoth = 0.75;

/**
 * Whether two spans may have overlapped after all, since each hint is of the day when it was written. They may if both
 * are at home, or if both places are sure, and have the same context or different ends. Two with the same words may
 * only if their authors or tags differ: nobody gives a span the same tag twice.
 */
function mayOverlap(a: Placement, b: Placement): boolean {
  const haveSameWords = wordsOf(a) === wordsOf(b);
  if (haveSameWords && !areLabelledApart(a.pattern, b.pattern)) return false;
  if (a.isAtHome && b.isAtHome) return true;
  const isOneSpan = haveSameWords || sameSpan(a.span, b.span);
  return Math.min(a.sureness, b.sureness) > sureOfBoth && (!isOneSpan || stoodAlike(a.pattern, b.pattern));
}

/** Least common context of one place on different days, in UTF-16 units: in all, and on each side. */
const [leastAlike, leastOnEachSide] = [48, 12];

/** Whether two patterns have the same context on both sides, so that the words between were edited between two tags. */
function stoodAlike(a: Pattern, b: Pattern): boolean {
  let before = 0;
  while (before < a.from && before < b.from && a.whole[a.from - 1 - before] === b.whole[b.from - 1 - before]) before++;
  let after = 0;
  while (a.to + after < a.whole.length && a.whole[a.to + after] === b.whole[b.to + after]) after++;
  return before + after >= leastAlike && Math.min(before, after) >= leastOnEachSide;
}

const areLabelledApart = (a: Pattern, b: Pattern): boolean => a.label !== '' && b.label !== '' && a.label !== b.label;

function isWeaker(a: Placement, b: Placement): boolean {
  return a.isAtHome === b.isAtHome ? a.sureness < b.sureness : b.isAtHome;
}

const wordsOf = ({ pattern: { whole, from, to } }: Placement): string => whole.slice(from, to);

/** Whether the common part of two spans is more than half of the longer one. */
function isSame(a: Span, b: Span): boolean {
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return 2 * shared > Math.max(a.to - a.from, b.to - b.from);
}

/** Whether two patterns overlapped in the old text; true if a hint is missing. */
function overlapped(a: Pattern, b: Pattern): boolean {
  if (a.line === 0 || b.line === 0) return true;
  return isBefore(a.line, a.column, endOf(b)) && isBefore(b.line, b.column, endOf(a));
}

function isBefore(line: number, column: number, end: { line: number; column: number }): boolean {
  return line < end.line || (line === end.line && column < end.column);
}

function endOf({ whole, from, to, line, column }: Pattern): { line: number; column: number } {
  const lines = whole.slice(from, to).split('\n');
  const last = lines.at(-1)?.length ?? 0;
  return lines.length === 1 ? { line, column: column + last } : { line: line + lines.length - 1, column: last + 1 };
}
