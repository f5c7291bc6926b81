import type { Passage } from './align';
import { ascending, commonRuns, linesOf, type Gap, type Lines } from './runs';
import { slide } from './slide';
import type { Tokens } from './tokens';

/** For each token of the old text the token of the new one that it became, or -1. */
export type Pairing = Int32Array<ArrayBuffer>;

/** A table of common subsequences is filled for gaps of at most so many cells. */
const mostCells = 1 << 20;

/** What holds two texts together where it occurs once on both sides (patience diff): lines, then runs of so many tokens. */
const runs = ['line', 4, 2, 1] as const;

/** A block that moved is known by so many tokens that occur once among what is left on both sides. */
const movedRun = 5;

/** What became of each token: a patience diff, then blocks that moved out of their order. */
export function* pairing(before: Passage, after: Passage): Generator<undefined, Pairing> {
  const old = linesOf(before);
  yield;
  const now = linesOf(after);
  yield;
  const partner: Pairing = new Int32Array(old.count).fill(-1);
  const gaps: Gap[] = [{ from: 0, to: old.count, start: 0, end: now.count }];
  for (let gap = gaps.pop(); gap !== undefined; gap = gaps.pop()) {
    for (const left of yield* narrowing(old, now, gap, partner)) gaps.push(left);
    yield;
  }
  yield* slide(before, partner);
  const back = inverse(partner, now.count);
  yield* slide(after, back);
  const slid = inverse(back, old.count);
  yield;
  yield* pairMoved(old, now, slid);
  return slid;
}

/** The same pairs seen from the other side, which has `count` tokens. */
export function inverse(pairing: Pairing, count: number): Pairing {
  const back = new Int32Array(count).fill(-1);
  for (let i = 0; i < pairing.length; i++) {
    const j = pairing[i] ?? -1;
    if (j >= 0) back[j] = i;
  }
  return back;
}

/** Pairs what is equal at both ends of a gap and what holds it together; returns the gaps that are left. */
function* narrowing(
  old: Lines,
  now: Lines,
  { from, to, start, end }: Gap,
  partner: Pairing,
): Generator<undefined, readonly Gap[]> {
  while (from < to && start < end && old.hash[from] === now.hash[start]) partner[from++] = start++;
  while (from < to && start < end && old.hash[to - 1] === now.hash[end - 1]) partner[--to] = --end;
  if (from === to || start === end) return [];
  for (const run of runs) {
    const anchors = yield* ascending(yield* commonRuns(old, now, { from, to, start, end }, run));
    if (anchors.length === 0) continue;
    const gaps: Gap[] = [];
    for (const [i, j] of [...anchors, [to, end] as const]) {
      if (from < i && start < j) gaps.push({ from, to: i, start, end: j });
      if (i < to) partner[i] = j;
      [from, start] = [i + 1, j + 1];
    }
    return gaps;
  }
  if ((to - from) * (end - start) <= mostCells) pairCommon(old, now, { from, to, start, end }, partner);
  return [];
}

/** Pairs the common subsequence of greatest weight. */
function pairCommon(old: Tokens, now: Tokens, { from, to, start, end }: Gap, partner: Pairing): void {
  const columns = end - start + 1;
  const best = new Float64Array((to - from + 1) * columns);
  for (let i = to - 1; i >= from; i--) {
    for (let j = end - 1; j >= start; j--) {
      const at = (i - from) * columns + (j - start);
      const skip = Math.max(best[at + columns] ?? 0, best[at + 1] ?? 0);
      const same = old.hash[i] === now.hash[j];
      best[at] = same ? Math.max(skip, (best[at + columns + 1] ?? 0) + (old.weight[i] ?? 0)) : skip;
    }
  }
  for (let i = from, j = start; i < to && j < end;) {
    const at = (i - from) * columns + (j - start);
    if (best[at] === best[at + columns]) i++;
    else if (best[at] === best[at + 1]) j++;
    else partner[i++] = j++;
  }
}

/** Pairs blocks that are left over on both sides. */
function* pairMoved(old: Lines, now: Lines, partner: Pairing): Generator<undefined, void> {
  const taken = new Uint8Array(now.count);
  for (const j of partner) if (j >= 0) taken[j] = 1;
  const isFree = (i: number, j: number) => partner[i] === -1 && taken[j] === 0 && old.hash[i] === now.hash[j];
  const whole = { from: 0, to: old.count, start: 0, end: now.count };
  for (const [first, second] of yield* commonRuns(old, now, whole, movedRun, isFree)) {
    let [i, j] = [first, second];
    while (i > 0 && j > 0 && isFree(i - 1, j - 1)) [i, j] = [i - 1, j - 1];
    for (; i < old.count && j < now.count && isFree(i, j); [i, j] = [i + 1, j + 1]) {
      partner[i] = j;
      taken[j] = 1;
    }
  }
}
