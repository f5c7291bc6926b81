import {
  lexiconOf,
  likenessOf,
  sharedWith,
  telling,
  worthAt,
  worthsOf,
  type Lexicon,
  type Shared,
  type WordIndex,
  type Worth,
} from './lexicon';
import { pairInItem } from './pairInItem';
import { pairInSections, pairUnique } from './pairOnce';
import { Gap, pair, type Side, type UnitPairs, type Units } from './units';

/** Of what tells two units apart, so much is shared by one that was edited: anywhere, and between its old neighbours. */
const [leastAnywhere, leastInPlace] = [0.5, 0.34];

/** Two units share so much of what they tell beyond what the next like unit shares, or they are not one. */
const leastContrast = 0.12;

/** What was found in order shares at least so much beyond that. */
const leastOwn = 0.02;

/** A place that lacks no more of what a unit tells is no sibling. */
const mostMissing = 0.2;

/** Two units of the old text that share so much are one, as it was on two days; or at least siblings. */
export const alike = { anywhere: 0.75, onOneLine: 0.4, asSibling: 0.5 };

/** What a word tells that stands in two units of a list, or in one. */
export const rare = 0.7;

/** Of two places the lesser has so much of the better's score: they can't be told apart. */
const tooAlike = 0.97;

/** Units between two pauses. */
const pace = 1 << 12;

/**
 * Pairs the units of two texts, whatever their order is (Heckel 1978): first those that stand once on both sides, then equal
 * ones beside a pair, then those whose rare words are shared. One that shares only what its like have, too, has no partner.
 */
export function* pairUnits(old: Side, now: Side): Generator<undefined, { pairs: UnitPairs; lexicon: Lexicon }> {
  const pairs = { to: new Int32Array(old.units.count).fill(-1), from: new Int32Array(now.units.count).fill(-1) };
  yield* pairUnique(old.units, now.units, pairs);
  yield* pairInSections(old.units, now.units, pairs);
  yield* extend(old.units, now.units, pairs);
  const lexicon = yield* lexiconOf(old, now, pairs);
  const known: Memory = { olds: new Map(), nows: new Map(), sums: new Map() };
  yield* pairAlike(pairs, lexicon, known, false);
  yield* extend(old.units, now.units, pairs);
  yield* pairInItem(old, now, pairs);
  yield* pairAlike(pairs, lexicon, known, true);
  yield* extend(old.units, now.units, pairs);
  return { pairs, lexicon };
}

/** Pairs equal units beside a pair: those that are enclosed by two, then on the same line, then below, then above. */
function* extend(old: Units, now: Units, pairs: UnitPairs): Generator<undefined, void> {
  yield* enclose(old, now, pairs);
  for (const most of [Gap.Blank, Gap.Line]) {
    yield* along(old, now, pairs, 1, most);
    yield* along(old, now, pairs, -1, most);
  }
}

function* along(old: Units, now: Units, pairs: UnitPairs, step: 1 | -1, most: number): Generator<undefined, void> {
  for (let n = 0; n < old.count; n++) {
    if (n % pace === pace - 1) yield;
    const u = step > 0 ? n : old.count - 1 - n;
    const v = pairs.to[u] ?? -1;
    if (v < 0) continue;
    const [a, b] = [u + step, v + step];
    if (a < 0 || b < 0 || a >= old.count || b >= now.count) continue;
    if (pairs.to[a] !== -1 || pairs.from[b] !== -1 || old.hash[a] !== now.hash[b] || old.cut[a] === 1) continue;
    const gap = Math.max(old.gap[step > 0 ? a : u] ?? 0, now.gap[step > 0 ? b : v] ?? 0);
    if (gap <= most && (step > 0 || !isHeadless(old, a, b, pairs))) pair(pairs, a, b);
  }
}

/** Whether what a unit follows, in its paragraph, has no partner before the unit's place: it is more likely to belong there. */
export function isHeadless(old: Units, u: number, v: number, { to }: UnitPairs): boolean {
  return u > 0 && old.gap[u] !== Gap.Paragraph && old.cut[u - 1] === 0 && to[u - 1] !== v - 1;
}

/** Pairs what stands between two pairs if it is the same on both sides. */
function* enclose(old: Units, now: Units, pairs: UnitPairs): Generator<undefined, void> {
  for (let u = 0; u <= old.count; u++) {
    if (u % pace === pace - 1) yield;
    if (u < old.count && pairs.to[u] !== -1) continue;
    const start = u;
    while (u < old.count && pairs.to[u] === -1) u++;
    const v = start === 0 ? 0 : (pairs.to[start - 1] ?? -1) + 1;
    const end = u === old.count ? now.count : (pairs.to[u] ?? -1);
    if (end - v !== u - start) continue;
    let same = true;
    for (let k = 0; same && k < u - start; k++)
      same = pairs.from[v + k] === -1 && old.hash[start + k] === now.hash[v + k] && old.cut[start + k] === 0;
    if (same) for (let k = 0; k < u - start; k++) pair(pairs, start + k, v + k);
  }
}

/** The most that a unit shares, which one that is, and the most that any other one does. */
interface Most {
  readonly unit: number;
  readonly first: number;
  readonly second: number;
}

function mostOf(units: readonly number[], values: Float64Array): Most {
  let [unit, first, second] = [-1, 0, 0];
  for (const other of units) {
    const value = values[other] ?? 0;
    if (value > first) [unit, first, second] = [other, value, first];
    else if (value > second) second = value;
  }
  return { unit, first, second };
}

/** The most that any unit but one shares. */
const rivalOf = ({ mostAll, mostNames }: Known, but: number): Worth => ({
  all: mostAll.unit === but ? mostAll.second : mostAll.first,
  names: mostNames.unit === but ? mostNames.second : mostNames.first,
});

/** Whether some new units lack much of what an old one tells, and share with it hardly more than with one of its like. */
export function isSibling(u: number, v: number, last: number, lexicon: Lexicon): boolean {
  const worths = worthsOf(lexicon.olds, u, u, lexicon);
  const whole = worths.sum;
  const ofNew = sharedWith(worthsOf(lexicon.nows, v, last, lexicon), lexicon.olds);
  const own = worthAt(ofNew, u);
  if (whole.all - own.all <= mostMissing * whole.all) return false;
  const most = telling(own.all, own.names, whole) - leastOwn * whole.all;
  const isMore = ({ all, names }: Shared, unit: number) => telling(all[unit] ?? 0, names[unit] ?? 0, whole) > most;
  const ofOld = sharedWith(worths, lexicon.nows);
  for (const unit of ofOld.units) if ((unit < v || unit > last) && isMore(ofOld, unit)) return true;
  for (const unit of ofNew.units)
    if (unit !== u && isMore(ofNew, unit) && likenessOf(u, unit, lexicon) < alike.anywhere) return true;
  return most < 0;
}

/**
 * Whether some new units may be what became of another unit of the old text that is like a given one: they share as much
 * with it, or a word that tells much and that the given one lacks.
 */
export function isOfLike(u: number, [v, last]: readonly [number, number], lexicon: Lexicon): boolean {
  const { olds, nows } = lexicon;
  const own = new Set(worthsOf(olds, u, u, lexicon).hash);
  const place = worthsOf(nows, v, last, lexicon);
  const placed = new Set(place.hash);
  const ofNew = sharedWith(place, olds);
  for (const other of ofNew.units) {
    if (other === u || likenessOf(u, other, lexicon) < alike.asSibling) continue;
    if ((ofNew.all[other] ?? 0) >= (ofNew.all[u] ?? 0)) return true;
    const { hash, all } = worthsOf(olds, other, other, lexicon);
    if (hash.some((word, i) => (all[i] ?? 0) >= rare && placed.has(word) && !own.has(word))) return true;
  }
  return false;
}

/** Two units that may be one. */
interface Likeness {
  readonly u: number;
  readonly v: number;
  readonly score: number;
}

function* pairAlike(pairs: UnitPairs, lexicon: Lexicon, known: Memory, inPlace: boolean): Generator<undefined, void> {
  const { olds, nows } = lexicon;
  const neighbours = { olds: neighboursOf(pairs.to), nows: neighboursOf(pairs.from) };
  const likenesses: Likeness[] = [];
  for (let u = 0; u < olds.units.count; u++) {
    if (pairs.to[u] !== -1) continue;
    const own = knownOf(u, olds, nows, lexicon, known.olds);
    const isCut = olds.units.cut[u] === 1;
    for (const { unit: v, worth: found } of own.likest) {
      if (pairs.from[v] !== -1) continue;
      const near = isOnLine(olds.units, u, nows.units, v, pairs)
        ? beside
        : nearness(u, v, pairs, neighbours.olds, neighbours.nows);
      const whole = isCut ? own.sum : sumOf(v, nows, lexicon, known.sums);
      const alike = likeness(found, own.sum, whole);
      if (!isEnough(alike, inPlace ? near : -1)) continue;
      const rivals = [
        rivalOf(own, v),
        isCut ? nothing : rivalOf(knownOf(v, nows, olds, lexicon, known.nows), u),
      ] as const;
      if (!hasContrast(found, [own.sum, whole], rivals, inPlace ? near : -1)) continue;
      likenesses.push({ u, v, score: Math.max(alike.dice, alike.byName) + 0.2 * Math.min(near, 1) });
    }
    if (u % 64 === 63) yield;
  }
  likenesses.sort((a, b) => b.score - a.score || a.u - b.u);
  pairBest(likenesses, pairs);
}

const nothing: Worth = { all: 0, names: 0 };

/** What a unit tells, the units of the other text that share enough of it to be the same one, and the most that any does. */
interface Known {
  readonly sum: Worth;
  readonly likest: readonly { readonly unit: number; readonly worth: Worth }[];
  readonly mostAll: Most;
  readonly mostNames: Most;
}

/** What was found out of units, old and new, and what new ones tell. */
interface Memory {
  readonly olds: Map<number, Known>;
  readonly nows: Map<number, Known>;
  readonly sums: Map<number, Worth>;
}

function knownOf(unit: number, own: WordIndex, others: WordIndex, lexicon: Lexicon, memory: Map<number, Known>): Known {
  const remembered = memory.get(unit);
  if (remembered) return remembered;
  const worths = worthsOf(own, unit, unit, lexicon);
  const shared = sharedWith(worths, others);
  const least = leastInPlace * worths.sum.all;
  const likest: Known['likest'][number][] = [];
  for (const other of shared.units)
    if (2 * (shared.all[other] ?? 0) >= least) likest.push({ unit: other, worth: worthAt(shared, other) });
  const known = {
    sum: worths.sum,
    likest,
    mostAll: mostOf(shared.units, shared.all),
    mostNames: mostOf(shared.units, shared.names),
  };
  memory.set(unit, known);
  return known;
}

function sumOf(unit: number, side: WordIndex, lexicon: Lexicon, memory: Map<number, Worth>): Worth {
  const remembered = memory.get(unit);
  if (remembered) return remembered;
  const { sum } = worthsOf(side, unit, unit, lexicon);
  memory.set(unit, sum);
  return sum;
}

/** More than between the same neighbours: on one line with one of them, next to it. */
const beside = 2;

function isOnLine(old: Units, u: number, now: Units, v: number, { to }: UnitPairs): boolean {
  const before = old.gap[u] === Gap.Blank && now.gap[v] === Gap.Blank && to[u - 1] === v - 1;
  const after = old.gap[u + 1] === Gap.Blank && now.gap[v + 1] === Gap.Blank && to[u + 1] === v + 1;
  return u > 0 && v > 0 && before && (after || old.gap[u + 1] !== Gap.Blank)
    ? true
    : after && (before || old.gap[u] !== Gap.Blank);
}

const tellingOf = ({ all, names }: Worth, whole: Worth): number => telling(all, names, whole);

/** How alike two units are by what is found in both, of all that each has: by all words, and without figures. */
interface Alike {
  readonly dice: number;
  readonly byName: number;
}

const likeness = (found: Worth, a: Worth, b: Worth): Alike => ({
  dice: (2 * found.all) / (a.all + b.all),
  byName: a.names + b.names > 0 ? (2 * found.names) / (a.names + b.names) : 0,
});

/** Whether two units are alike enough to be one; where they stand beside the same neighbours (not negative), less will do. */
function isEnough({ dice, byName }: Alike, near: number): boolean {
  return near >= 0
    ? near >= 1 && dice >= leastInPlace
    : Math.max(byName, dice) >= leastAnywhere && byName >= leastInPlace;
}

/** Whether two units share enough beyond what their rivals share. */
function hasContrast(
  found: Worth,
  [a, b]: readonly [Worth, Worth],
  [c, d]: readonly [Worth, Worth],
  near: number,
): boolean {
  if (near === beside) return true;
  if (near >= 0) {
    const beyond = tellingOf(found, a) - Math.max(tellingOf(c, a), tellingOf(d, a));
    return beyond / Math.max(a.all, b.all) >= leastContrast;
  }
  const beyond = found.names - Math.max(c.names, d.names);
  return beyond / Math.max(a.names, b.names, 1e-9) >= leastContrast;
}

/** Pairs the likest first, and none that has another one nearly as like: such can't be told apart. */
function pairBest(likenesses: readonly Likeness[], pairs: UnitPairs): void {
  const byUnit = new Map<number, Likeness[]>();
  for (const each of likenesses) {
    const others = byUnit.get(each.u);
    if (others) others.push(each);
    else byUnit.set(each.u, [each]);
  }
  const isFree = ({ u, v }: Likeness) => pairs.to[u] === -1 && pairs.from[v] === -1;
  for (const each of likenesses) {
    if (!isFree(each)) continue;
    const rivals = byUnit.get(each.u)?.filter((other) => other !== each && isFree(other)) ?? [];
    if (rivals.every(({ score }) => score < tooAlike * each.score)) pair(pairs, each.u, each.v);
  }
}

/** For each unit the nearest unit with a partner before it, and after it; -1 and `count` where there is none. */
interface Neighbours {
  readonly before: Int32Array;
  readonly after: Int32Array;
}

function neighboursOf(partner: Int32Array): Neighbours {
  const { length } = partner;
  const [before, after] = [new Int32Array(length), new Int32Array(length)];
  for (let unit = 0, last = -1; unit < length; unit++) {
    before[unit] = last;
    if (partner[unit] !== -1) last = unit;
  }
  for (let unit = length - 1, next = length; unit >= 0; unit--) {
    after[unit] = next;
    if (partner[unit] !== -1) next = unit;
  }
  return { before, after };
}

/**
 * Whether two units stand beside the same neighbours: 1 between the same two, as far from one of them as before; 0.5 beside
 * one, as far from it as before.
 */
function nearness(u: number, v: number, { to, from }: UnitPairs, olds: Neighbours, nows: Neighbours): number {
  const [a, b] = [olds.before[u] ?? -1, nows.before[v] ?? -1];
  const [c, d] = [olds.after[u] ?? -1, nows.after[v] ?? -1];
  const isFar = [v - b !== u - a, d - v !== c - u] as const;
  const before = a < 0 ? b < 0 && !isFar[0] : to[a] === b;
  const after = c >= to.length ? d >= from.length && !isFar[1] : to[c] === d;
  if (before && after) return isFar[0] && isFar[1] ? 0.5 : 1;
  return (before && !isFar[0]) || (after && !isFar[1]) ? 0.5 : 0;
}
