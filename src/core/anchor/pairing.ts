import type { Passage } from './align';
import { slide } from './slide';
import type { Tokens } from './tokens';

/** For each token of the old text the token of the new one that it became, or -1. */
export type Pairing = Int32Array<ArrayBuffer>;

/** Ranges of tokens that correspond: `[from, to)` of the old and `[start, end)` of the new. */
interface Gap {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** A table of common subsequences is filled for gaps of at most so many cells. */
const mostCells = 1 << 20;

/** What holds two texts together where it occurs once on both sides (patience diff): lines, then runs of so many tokens. */
const runs = ['line', 4, 2, 1] as const;
type Run = (typeof runs)[number];

/** A block that moved is known by so many tokens that occur once among what is left on both sides. */
const movedRun = 5;

/** Tokens, and a 1 for each that begins a line. */
interface Lines extends Tokens {
  readonly begins: Uint8Array;
}

function linesOf({ text, tokens }: Passage): Lines {
  const begins = new Uint8Array(tokens.count);
  for (let i = 0, at = -1; i < tokens.count; i++) {
    const from = tokens.from[i] ?? 0;
    if (i > 0 && (at < 0 || at >= from)) continue;
    begins[i] = 1;
    at = text.indexOf('\n', from);
    if (at < 0) at = text.length;
  }
  return { ...tokens, begins };
}

/** What became of each token: a patience diff, then blocks that moved out of their order. */
export function pair(before: Passage, after: Passage): Pairing {
  const [old, now] = [linesOf(before), linesOf(after)];
  let pairing = new Int32Array(old.count).fill(-1);
  const gaps: Gap[] = [{ from: 0, to: old.count, start: 0, end: now.count }];
  for (let gap = gaps.pop(); gap !== undefined; gap = gaps.pop()) gaps.push(...narrow(old, now, gap, pairing));
  slide(before, pairing);
  const back = inverse(pairing, now.count);
  slide(after, back);
  pairing = inverse(back, old.count);
  pairMoved(old, now, pairing);
  return pairing;
}

/** The same pairs seen from the other side, which has `count` tokens. */
export function inverse(pairing: Pairing, count: number): Pairing {
  const back = new Int32Array(count).fill(-1);
  pairing.forEach((j, i) => {
    if (j >= 0) back[j] = i;
  });
  return back;
}

/** Pairs what is equal at both ends of a gap and what holds it together; returns the gaps that are left. */
function narrow(old: Lines, now: Lines, { from, to, start, end }: Gap, pairing: Pairing): readonly Gap[] {
  while (from < to && start < end && old.hash[from] === now.hash[start]) pairing[from++] = start++;
  while (from < to && start < end && old.hash[to - 1] === now.hash[end - 1]) pairing[--to] = --end;
  if (from === to || start === end) return [];
  for (const run of runs) {
    const anchors = ascending(commonRuns(old, now, { from, to, start, end }, run));
    if (anchors.length === 0) continue;
    const gaps: Gap[] = [];
    for (const [i, j] of [...anchors, [to, end] as const]) {
      gaps.push({ from, to: i, start, end: j });
      if (i < to) pairing[i] = j;
      [from, start] = [i + 1, j + 1];
    }
    return gaps.filter((gap) => gap.from < gap.to && gap.start < gap.end);
  }
  if ((to - from) * (end - start) <= mostCells) pairCommon(old, now, { from, to, start, end }, pairing);
  return [];
}

/** Where runs of a length begin that occur exactly once on either side, in the order of the old text. */
function commonRuns(old: Lines, now: Lines, gap: Gap, run: Run | typeof movedRun): (readonly [number, number])[] {
  const olds = uniqueRuns(old, gap.from, gap.to, run);
  const nows = uniqueRuns(now, gap.start, gap.end, run);
  const common: (readonly [number, number])[] = [];
  for (const [hash, i] of olds) {
    const j = nows.get(hash);
    if (i >= 0 && j !== undefined && j >= 0) common.push([i, j]);
  }
  return common;
}

/** The runs of a range by hash, and where they begin; -1 where one occurs twice. */
function uniqueRuns(tokens: Lines, from: number, to: number, run: Run | typeof movedRun): Map<number, number> {
  const places = new Map<number, number>();
  for (let i = from; i < to; i++) {
    if (run === 'line' && tokens.begins[i] === 0) continue;
    const end = run === 'line' ? lineEnd(tokens, i) : i + run;
    if (end > to) break;
    let hash = 0;
    for (let k = i; k < end; k++) hash = (Math.imul(hash, 0x01000193) + (tokens.hash[k] ?? 0)) | 0;
    places.set(hash, places.has(hash) ? -1 : i);
  }
  return places;
}

function lineEnd(tokens: Lines, start: number): number {
  let end = start + 1;
  while (end < tokens.count && tokens.begins[end] === 0) end++;
  return end;
}

/** The longest sequence of pairs that ascends on both sides; the pairs come in the order of the first. */
function ascending(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const tails: number[] = [];
  const previous: number[] = [];
  pairs.forEach(([, value], i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = i;
  });
  const chain: (readonly [number, number])[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i] ?? -1) chain.push(pairs[i] ?? [0, 0]);
  return chain.reverse();
}

/** Pairs the common subsequence of greatest weight. */
function pairCommon(old: Tokens, now: Tokens, { from, to, start, end }: Gap, pairing: Pairing): void {
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
    else pairing[i++] = j++;
  }
}

/** Pairs blocks that are left over on both sides. */
function pairMoved(old: Lines, now: Lines, pairing: Pairing): void {
  const taken = new Uint8Array(now.count);
  for (const j of pairing) if (j >= 0) taken[j] = 1;
  const isFree = (i: number, j: number) => pairing[i] === -1 && taken[j] === 0 && old.hash[i] === now.hash[j];
  const whole = { from: 0, to: old.count, start: 0, end: now.count };
  for (const [first, second] of commonRuns(old, now, whole, movedRun)) {
    let [i, j] = [first, second];
    while (i > 0 && j > 0 && isFree(i - 1, j - 1)) [i, j] = [i - 1, j - 1];
    for (; i < old.count && j < now.count && isFree(i, j); [i, j] = [i + 1, j + 1]) {
      pairing[i] = j;
      taken[j] = 1;
    }
  }
}
