import type { Passage } from './align';
import { compacting } from './compacting';
import { worthOf, type Lexicon } from './lexicon';
import { isSibling, pairUnits, rare } from './pairUnits';
import { unitAt, unitsOf, type Cuts, type Side, type UnitPairs } from './units';
import { isFigure, type Tokens } from './tokens';
import { wrappingOf } from './wrapping';

/** For each token of the old text, its token in the new text, or -1. */
type Pairing = Int32Array<ArrayBuffer>;

/** Most cells of a table of common subsequences; larger gaps are not filled. */
const mostCells = 1 << 20;

/** Anchors of a patience diff, if they occur once on both sides: lines, then runs of this many tokens. */
const runs = ['line', 4, 2, 1] as const;

/** Tokens of a run that, occurring once in the rest of both sides, identifies a moved block. */
const movedRun = 5;

/** Fewest letters of a word that may change its place within a unit. Guessed. */
const leastMoved = 4;

/** Two texts, with the new tokens and units of the first. */
export interface Diff {
  readonly old: Side;
  readonly now: Side;
  readonly pairing: Pairing;
  readonly pairs: UnitPairs;
  readonly lexicon: Lexicon;
}

/** Finds the new token of each old one: first by units, in any order; then, between them, by a patience diff. */
export function* diffing(before: Passage & { readonly cuts?: Cuts }, after: Passage): Generator<undefined, Diff> {
  // The new text first: its lists show how to read an old text that is known only in part.
  const wraps = wrappingOf(after.text);
  const now: Side = { tokens: after.tokens, units: yield* unitsOf(after, wraps) };
  const { cuts } = before;
  const oldWraps = wrappingOf(before.text, new Set(cuts?.before), cuts && wraps.lists());
  const old: Side = { tokens: before.tokens, units: yield* unitsOf(before, oldWraps, cuts) };
  const { pairs, lexicon } = yield* pairUnits(old, now);
  const partner: Pairing = new Int32Array(old.tokens.count).fill(-1);
  for (let u = 0; u < old.units.count; u++) {
    const v = pairs.to[u] ?? -1;
    if (v >= 0) yield* pairWithin(old, u, now, v, partner);
    if (u % unitPace === unitPace - 1) yield;
  }
  yield* pairLeftOver(old, now, pairs, lexicon, partner);
  yield* compacting(before, partner);
  const back = inverse(partner, now.tokens.count);
  yield* compacting(after, back);
  const slid = inverse(back, old.tokens.count);
  yield;
  const isRare = (token: number) => !isFigure(old.tokens, token) && worthOf(lexicon.olds, token, lexicon) >= rare;
  yield* pairMoved(old, now, isRare, slid);
  return { old, now, pairing: slid, pairs, lexicon };
}

/** Pairs the remaining tokens of units between those in the same order. */
function* pairLeftOver(
  old: Side,
  now: Side,
  { to, from }: UnitPairs,
  lexicon: Lexicon,
  partner: Pairing,
): Generator<undefined, void> {
  const common: Pair[] = [];
  to.forEach((v, u) => v >= 0 && common.push([u, v]));
  yield;
  let [u, v, steps] = [0, 0, 0];
  for (const [i, j] of [...(yield* ascending(common)), [to.length, from.length] as const]) {
    if (++steps > unitPace) {
      yield;
      steps = 0;
    }
    const olds: number[] = [];
    const nows: number[] = [];
    for (; u < i; u++) if (to[u] === -1) olds.push(u);
    for (; v < j; v++) if (from[v] === -1) nows.push(v);
    [u, v] = [i + 1, j + 1];
    if (olds.length === 0 || nows.length === 0) continue;
    yield* pairTokens(sequenceOf(old, endsOf(old, olds)), sequenceOf(now, endsOf(now, nows)), partner);
    for (const unit of olds) {
      dropSibling(old, unit, now, lexicon, partner);
      if ((steps += siblingPace) > unitPace) {
        yield;
        steps = 0;
      }
    }
  }
}

/** Removes a unit's pairs if similar units share as much. */
function dropSibling(old: Side, unit: number, now: Side, lexicon: Lexicon, partner: Pairing): void {
  const [first, end] = [old.units.first[unit] ?? 0, old.units.first[unit + 1] ?? 0];
  let [least, most] = [Infinity, -1];
  for (const j of partner.subarray(first, end)) if (j >= 0) [least, most] = [Math.min(least, j), Math.max(most, j)];
  if (most < 0 || !isSibling(unit, unitAt(now.units, least), unitAt(now.units, most), lexicon)) return;
  partner.fill(-1, first, end);
}

/** Pairs the tokens of two units: first those equal at both ends; last, words that changed places, as in a row. */
function* pairWithin(old: Side, u: number, now: Side, v: number, partner: Pairing): Generator<undefined, void> {
  let [from, to] = [old.units.first[u] ?? 0, old.units.first[u + 1] ?? 0];
  let [start, end] = [now.units.first[v] ?? 0, now.units.first[v + 1] ?? 0];
  while (from < to && start < end && old.tokens.hash[from] === now.tokens.hash[start]) partner[from++] = start++;
  while (from < to && start < end && old.tokens.hash[to - 1] === now.tokens.hash[end - 1]) partner[--to] = --end;
  if (from === to || start === end) return;
  yield* pairTokens(sequenceOf(old, [[from, to]]), sequenceOf(now, [[start, end]]), partner);
  if ((to - from) * (end - start) > mostCells) return;
  const [taken, left] = [new Set(partner.subarray(from, to)), now.tokens.hash.subarray(start, end)];
  for (let i = from; i < to; i++) {
    if (partner[i] !== -1 || ((old.tokens.weight[i] ?? 0) < leastMoved && !isFigure(old.tokens, i))) continue;
    const at = left.findIndex((hash, j) => hash === old.tokens.hash[i] && !taken.has(start + j));
    if (at >= 0) taken.add((partner[i] = start + at));
  }
}

/** Pairs the tokens of two sequences. */
function* pairTokens(left: Sequence, right: Sequence, partner: Pairing): Generator<undefined, void> {
  const pairs: Pairing = new Int32Array(left.count).fill(-1);
  const gaps: Gap[] = [{ from: 0, to: left.count, start: 0, end: right.count }];
  for (let gap = gaps.pop(); gap !== undefined; gap = gaps.pop()) {
    for (const rest of yield* narrowing(left, right, gap, pairs)) gaps.push(rest);
  }
  for (let i = 0; i < left.count; i++) {
    const j = pairs[i] ?? -1;
    partner[left.at[i] ?? 0] = j < 0 ? -1 : (right.at[j] ?? -1);
  }
}

/** A sequence of tokens of a text. */
interface Sequence extends Pick<Tokens, 'count' | 'hash' | 'weight'> {
  /** Whether each begins a unit, or the rest of one. */
  readonly begins: Uint8Array;
  /** The index of each token in the text. */
  readonly at: Int32Array;
}

/** The first token and the end of some units. */
const endsOf = ({ units: { first } }: Side, units: readonly number[]) =>
  units.map((unit) => [first[unit] ?? 0, first[unit + 1] ?? 0] as const);

function sequenceOf({ tokens }: Side, ends: readonly (readonly [number, number])[]): Sequence {
  const count = ends.reduce((total, [first, end]) => total + end - first, 0);
  const sequence = {
    count,
    hash: new Int32Array(count),
    weight: new Float64Array(count),
    begins: new Uint8Array(count),
    at: new Int32Array(count),
  };
  let next = 0;
  for (const [first, end] of ends) {
    sequence.begins[next] = 1;
    for (let i = first; i < end; i++, next++) {
      sequence.hash[next] = tokens.hash[i] ?? 0;
      sequence.weight[next] = tokens.weight[i] ?? 0;
      sequence.at[next] = i;
    }
  }
  return sequence;
}

/** The inverse pairing, from the side with `count` tokens. */
export function inverse(pairing: Pairing, count: number): Pairing {
  const back = new Int32Array(count).fill(-1);
  for (let i = 0; i < pairing.length; i++) {
    const j = pairing[i] ?? -1;
    if (j >= 0) back[j] = i;
  }
  return back;
}

/** Pairs equal tokens at both ends of a gap, and at its anchors. Returns the remaining gaps. */
function* narrowing(
  old: Sequence,
  now: Sequence,
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

/** Reused memory for the tables of short gaps. */
const room = new Float64Array(1 << 12);

/** Pairs the common subsequence with the greatest weight. */
function pairCommon(old: Sequence, now: Sequence, { from, to, start, end }: Gap, partner: Pairing): void {
  const columns = end - start + 1;
  const cells = (to - from + 1) * columns;
  const best = cells > room.length ? new Float64Array(cells) : room.fill(0, 0, cells);
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

/** Pairs moved blocks among the rest of both sides, if one of their words is rare enough. */
function* pairMoved(
  { tokens: old }: Side,
  { tokens: now }: Side,
  isRare: (token: number) => boolean,
  partner: Pairing,
): Generator<undefined, void> {
  const back = inverse(partner, now.count);
  const isFree = (i: number, j: number) => partner[i] === -1 && back[j] === -1 && old.hash[i] === now.hash[j];
  const olds = yield* runsLeft(old, partner);
  if (olds.first.length === 0) return;
  const nows = yield* runsLeft(now, back);
  for (const [tried, first] of olds.first.entries()) {
    if (tried % pace === pace - 1) yield;
    let i = first;
    if (placeIn(olds, old, first) !== first) continue;
    let j = placeIn(nows, old, first);
    if (j < 0 || !isFree(i, j)) continue;
    while (i > 0 && j > 0 && isFree(i - 1, j - 1)) [i, j] = [i - 1, j - 1];
    let [length, isTelling] = [0, false];
    for (; i + length < old.count && j + length < now.count && isFree(i + length, j + length); length++)
      isTelling ||= isRare(i + length);
    if (!isTelling) continue;
    for (const end = i + length; i < end; [i, j] = [i + 1, j + 1]) [partner[i], back[j]] = [j, i];
  }
}

/** The starts of the remaining runs, and the first tokens of different runs. */
interface RunsLeft extends Places {
  readonly first: readonly number[];
}

function* runsLeft(tokens: Tokens, partner: Pairing): Generator<undefined, RunsLeft> {
  let left = 0;
  for (let i = 0; i + movedRun <= tokens.count; i++) if (partner[i] === -1) left++;
  const table = placesFor(left);
  const first: number[] = [];
  for (let i = 0; i + movedRun <= tokens.count; i++) {
    if (i % pace === pace - 1) yield;
    if (partner[i] !== -1) continue;
    const hash = movedHash(tokens, i);
    const slot = slotOf(table, hash);
    if (table.places[slot] === absent) first.push(i);
    table.hashes[slot] = hash;
    table.places[slot] = table.places[slot] === absent ? i : twice;
  }
  return { ...table, first };
}

/** The hash of the run that begins at a token, never 0. */
function movedHash({ hash: hashes }: Tokens, start: number): number {
  let hash = 0;
  for (let k = start; k < start + movedRun; k++) hash = (Math.imul(hash, 0x01000193) + (hashes[k] ?? 0)) | 0;
  return hash || 1;
}

/** The place of the run that begins at a token among others: negative if it is missing, or occurs more than once. */
const placeIn = (runs: Places, tokens: Tokens, start: number): number =>
  runs.places[slotOf(runs, movedHash(tokens, start))] ?? absent;

/** A run of tokens: a line, or a number of them. */
type Run = 'line' | number;

/** A token of the old text and one of the new. */
type Pair = readonly [number, number];

/** Corresponding ranges of tokens: `[from, to)` of the old text and `[start, end)` of the new one. */
interface Gap {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** Work between two pauses: tokens; units with their words compared; units checked for siblings. */
const [pace, unitPace, siblingPace] = [1 << 13, 1 << 9, 8];

/** Most tokens on each side of a gap in which tokens are compared one by one, which is faster than a table. */
const fewTokens = 24;

/** The starts of runs of a length that occur exactly once on both sides, in the order of the old text. */
function* commonRuns(old: Sequence, now: Sequence, gap: Gap, run: Run): Generator<undefined, readonly Pair[]> {
  const shortest = Math.min(gap.to - gap.from, gap.end - gap.start);
  if (run !== 'line' && shortest < run) return [];
  if (Math.max(gap.to - gap.from, gap.end - gap.start) <= fewTokens) return runsOfFew(old, now, gap, run);
  const olds = yield* countRuns(old, gap.from, gap.to, run);
  const nows = yield* countRuns(now, gap.start, gap.end, run);
  const common: Pair[] = [];
  for (let i = gap.from; i < gap.to; i++) {
    if ((i - gap.from) % pace === pace - 1) yield;
    const hash = hashOf(old, i, gap.to, run);
    if (hash === 0 || olds.places[slotOf(olds, hash)] !== i) continue;
    const j = nows.places[slotOf(nows, hash)] ?? absent;
    if (j >= 0) common.push([i, j]);
  }
  return common;
}

/** The same for a short gap. */
function runsOfFew(old: Sequence, now: Sequence, { from, to, start, end }: Gap, run: Run): readonly Pair[] {
  const common: Pair[] = [];
  const nows: number[] = [];
  for (let j = start; j < end; j++) nows.push(hashOf(now, j, end, run));
  const olds: number[] = [];
  for (let i = from; i < to; i++) olds.push(hashOf(old, i, to, run));
  for (let i = from; i < to; i++) {
    const hash = olds[i - from] ?? 0;
    const j = hash === 0 ? -1 : nows.indexOf(hash);
    if (j < 0 || nows.indexOf(hash, j + 1) >= 0) continue;
    if (olds.indexOf(hash) === i - from && olds.indexOf(hash, i - from + 1) < 0) common.push([i, start + j]);
  }
  return common;
}

/** The start of the run with each hash (open addressing), `absent` in free slots, `twice` for repeated runs. */
interface Places {
  readonly hashes: Int32Array;
  readonly places: Int32Array;
}

const absent = -1;
const twice = -2;

function placesFor(count: number): Places {
  const size = 2 ** Math.ceil(Math.log2(2 * count + 1));
  return { hashes: new Int32Array(size), places: new Int32Array(size).fill(absent) };
}

function* countRuns(tokens: Sequence, from: number, to: number, run: Run): Generator<undefined, Places> {
  const table = placesFor(to - from);
  for (let i = from; i < to; i++) {
    if ((i - from) % pace === pace - 1) yield;
    const hash = hashOf(tokens, i, to, run);
    if (hash === 0) continue;
    const slot = slotOf(table, hash);
    table.hashes[slot] = hash;
    table.places[slot] = table.places[slot] === absent ? i : twice;
  }
  return table;
}

function slotOf({ hashes, places }: Places, hash: number): number {
  const mask = hashes.length - 1;
  let slot = (Math.imul(hash, 0x9e3779b1) >>> 7) & mask;
  while (places[slot] !== absent && hashes[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}

/** The hash of the run that begins at a token, never 0; 0 if none begins there or it ends after `limit`. */
function hashOf(tokens: Sequence, start: number, limit: number, run: Run): number {
  if (run === 'line' && tokens.begins[start] === 0) return 0;
  const end = run === 'line' ? lineEnd(tokens, start) : start + run;
  if (end > limit) return 0;
  let hash = 0;
  for (let k = start; k < end; k++) hash = (Math.imul(hash, 0x01000193) + (tokens.hash[k] ?? 0)) | 0;
  return hash || 1;
}

function lineEnd(tokens: Sequence, start: number): number {
  let end = start + 1;
  while (end < tokens.count && tokens.begins[end] === 0) end++;
  return end;
}

/** The longest sequence of pairs that ascends on both sides; the input ascends on the first side. */
export function* ascending(pairs: readonly Pair[]): Generator<undefined, readonly Pair[]> {
  const tails: number[] = [];
  const previous: number[] = [];
  for (let i = 0; i < pairs.length; i++) {
    const value = pairs[i]?.[1] ?? 0;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? (tails[low - 1] ?? -1) : -1);
    tails[low] = i;
    if (i % pace === pace - 1) yield;
  }
  const chain: Pair[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i] ?? -1) chain.push(pairs[i] ?? [0, 0]);
  return chain.reverse();
}
