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

/** Least share of worth that an edited unit keeps: anywhere, and between its old neighbours. */
const [leastAnywhere, leastInPlace] = [0.5, 0.34];

/** Least share of worth that a unit shares with its partner beyond what it shares with any other. */
const leastContrast = 0.12;

/** The same for a unit found in order. */
const leastOwn = 0.02;

/** Most worth, as a share, that a place may lack without being a sibling. */
const mostMissing = 0.2;

/** Least likeness of two units of the old text that are the same one on different days, or at least siblings. */
export const alike = { anywhere: 0.75, onOneLine: 0.4, asSibling: 0.5 };

/** Least worth of a word that occurs in at most two units of a list. */
export const rare = 0.7;

/** Units between two pauses. */
const pace = 1 << 12;

/**
 * Pairs the units of two texts, in any order (Heckel 1978): first units that occur once on both sides, then equal units
 * beside a pair, then units that share rare words. A unit that shares no more than similar units do has no partner.
 */
export function* pairUnits(old: Side, now: Side): Generator<undefined, { pairs: UnitPairs; lexicon: Lexicon }> {
  const pairs = { to: new Int32Array(old.units.count).fill(-1), from: new Int32Array(now.units.count).fill(-1) };
  yield* pairUnique(old.units, now.units, pairs);
  yield* pairInSections(old.units, now.units, pairs);
  yield* extend(old.units, now.units, pairs);
  const lexicon = yield* lexiconOf(old, now, pairs);
  const known: Memory = { sums: new Map(), mosts: new Map() };
  yield* pairAlike(pairs, lexicon, known, false);
  yield* extend(old.units, now.units, pairs);
  yield* pairInItem(old, now, pairs);
  yield* pairAlike(pairs, lexicon, known, true);
  return { pairs, lexicon };
}

/** Pairs equal units beside a pair: those enclosed by two pairs, then those below, then those above. */
function* extend(old: Units, now: Units, pairs: UnitPairs): Generator<undefined, void> {
  yield* enclose(old, now, pairs);
  yield* along(old, now, pairs, 1);
  yield* along(old, now, pairs, -1);
}

function* along(old: Units, now: Units, pairs: UnitPairs, step: 1 | -1): Generator<undefined, void> {
  for (let n = 0; n < old.count; n++) {
    if (n % pace === pace - 1) yield;
    const u = step > 0 ? n : old.count - 1 - n;
    const v = pairs.to[u] ?? -1;
    if (v < 0) continue;
    const [a, b] = [u + step, v + step];
    if (a < 0 || b < 0 || a >= old.count || b >= now.count) continue;
    if (pairs.to[a] !== -1 || pairs.from[b] !== -1 || old.hash[a] !== now.hash[b] || old.cut[a] === 1) continue;
    const gap = Math.max(old.gap[step > 0 ? a : u] ?? 0, now.gap[step > 0 ? b : v] ?? 0);
    if (gap <= Gap.Line && (step > 0 || !isHeadless(old, a, b, pairs))) pair(pairs, a, b);
  }
}

/** Whether the unit before this one in its paragraph has no partner before its place: it may rather belong there. */
export function isHeadless(old: Units, u: number, v: number, { to }: UnitPairs): boolean {
  return u > 0 && (old.gap[u] ?? 0) < Gap.Paragraph && old.cut[u - 1] === 0 && to[u - 1] !== v - 1;
}

/** Pairs units between two pairs if they are equal on both sides. */
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

/** The greatest share of a unit, the unit it is shared with, and the greatest share of any other. */
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

/** The greatest share of any unit but one. */
const rivalOf = ({ all, names }: Mosts, but: number): Worth => ({
  all: all.unit === but ? all.second : all.first,
  names: names.unit === but ? names.second : names.first,
});

/** Whether some new units lack much worth of an old one, and share with it hardly more than with a similar one. */
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
  return most < 0;
}

/**
 * Whether some new units may come from another old unit similar to the given one: they share as much with it, or a word
 * with high worth that the given one lacks.
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

/** Two units that may be partners. */
interface Likeness {
  readonly u: number;
  readonly v: number;
  readonly score: number;
}

/** Pairs units that share enough worth: anywhere, or only at the places implied by the pairs beside them. */
function* pairAlike(pairs: UnitPairs, lexicon: Lexicon, known: Memory, inPlace: boolean): Generator<undefined, void> {
  const { olds, nows } = lexicon;
  const neighbours = { olds: neighboursOf(pairs.to), nows: neighboursOf(pairs.from) };
  const isTaken = (v: number): boolean => pairs.from[v] !== -1;
  const likenesses: Likeness[] = [];
  for (let u = 0; u < olds.units.count; u++) {
    if (u % 64 === 63) yield;
    if (pairs.to[u] !== -1) continue;
    const places = inPlace ? placesBeside(u, pairs, neighbours.olds) : undefined;
    if (places?.every(isTaken)) continue;
    const { sum, shared, most } = sharingOf(u, olds, nows, lexicon);
    const isCut = olds.units.cut[u] === 1;
    for (const v of places ?? shared.units) {
      if (isTaken(v) || !mayBeEnough(shared, v, sum, inPlace)) continue;
      const found = worthAt(shared, v);
      const whole = isCut ? sum : sumOfNew(v, lexicon, known.sums);
      const alike = likeness(found, sum, whole);
      if (!isEnough(alike, inPlace)) continue;
      const isNext = isOnLine(olds.units, u, nows.units, v, pairs);
      const near = isNext ? 1 : nearness(u, v, pairs, neighbours.olds, neighbours.nows);
      if (inPlace && near < 1) continue;
      const rivals = [rivalOf(most, v), isCut ? nothing : rivalOf(mostOfNew(v, lexicon, known.mosts), u)] as const;
      if ((inPlace && isNext) || hasContrast(found, [sum, whole], rivals, inPlace))
        likenesses.push({ u, v, score: alike.dice + 0.2 * near });
    }
  }
  likenesses.sort((a, b) => b.score - a.score || a.u - b.u);
  for (const { u, v } of likenesses) if (pairs.to[u] === -1 && pairs.from[v] === -1) pair(pairs, u, v);
}

/** The places of an old unit if it kept its distance from the pair before it, or from the one after it. */
function placesBeside(u: number, { to, from }: UnitPairs, { before, after }: Neighbours): readonly number[] {
  const [a, c] = [before[u] ?? -1, after[u] ?? to.length];
  const [below, above] = [(to[a] ?? -1) + u - a, (to[c] ?? from.length) - (c - u)];
  return below === above ? [below] : [below, above];
}

const nothing: Worth = { all: 0, names: 0 };

/** The greatest shares with a unit: of all words, and without figures. */
interface Mosts {
  readonly all: Most;
  readonly names: Most;
}

/** The worth of new units, and the greatest shares of old units with them. */
interface Memory {
  readonly sums: Map<number, Worth>;
  readonly mosts: Map<number, Mosts>;
}

/** The worth of a unit, and the worth that units of the other text share with it. Valid until the next call. */
function sharingOf(unit: number, own: WordIndex, others: WordIndex, lexicon: Lexicon) {
  const worths = worthsOf(own, unit, unit, lexicon);
  const shared = sharedWith(worths, others);
  return {
    sum: worths.sum,
    shared,
    most: { all: mostOf(shared.units, shared.all), names: mostOf(shared.units, shared.names) },
  };
}

function mostOfNew(unit: number, lexicon: Lexicon, memory: Map<number, Mosts>): Mosts {
  const most = memory.get(unit) ?? sharingOf(unit, lexicon.nows, lexicon.olds, lexicon).most;
  memory.set(unit, most);
  return most;
}

function sumOfNew(unit: number, lexicon: Lexicon, memory: Map<number, Worth>): Worth {
  const sum = memory.get(unit) ?? worthsOf(lexicon.nows, unit, unit, lexicon).sum;
  memory.set(unit, sum);
  return sum;
}

/** Whether the next units on the line of two units are pairs: on both sides, or on one if the other has none. */
function isOnLine(old: Units, u: number, now: Units, v: number, { to }: UnitPairs): boolean {
  const before = old.gap[u] === Gap.Blank && now.gap[v] === Gap.Blank && to[u - 1] === v - 1;
  const after = old.gap[u + 1] === Gap.Blank && now.gap[v + 1] === Gap.Blank && to[u + 1] === v + 1;
  return u > 0 && v > 0 && before && (after || old.gap[u + 1] !== Gap.Blank)
    ? true
    : after && (before || old.gap[u] !== Gap.Blank);
}

/** The likeness of two units as the shared part of their worth: by all words, and without figures. */
interface Alike {
  readonly dice: number;
  readonly byName: number;
}

const likeness = (found: Worth, a: Worth, b: Worth): Alike => ({
  dice: (2 * found.all) / (a.all + b.all),
  byName: a.names + b.names > 0 ? (2 * found.names) / (a.names + b.names) : 0,
});

/** Whether two units are alike enough to be partners; at the place implied by the pairs beside them, less is enough. */
const isEnough = ({ dice, byName }: Alike, inPlace: boolean): boolean =>
  inPlace ? dice >= leastInPlace : Math.max(byName, dice) >= leastAnywhere && byName >= leastInPlace;

/** A fast upper bound of `isEnough`, before the worth of the new unit is known: it is at least the shared worth. */
function mayBeEnough({ all, names }: Shared, v: number, own: Worth, inPlace: boolean): boolean {
  const least = inPlace ? leastInPlace : leastAnywhere;
  const share = least / (2 - least);
  return (all[v] ?? 0) >= share * own.all || (names[v] ?? 0) >= share * own.names;
}

/** Whether two units share enough beyond what their rivals share. */
function hasContrast(
  found: Worth,
  [a, b]: readonly [Worth, Worth],
  [c, d]: readonly [Worth, Worth],
  inPlace: boolean,
): boolean {
  const beyond = inPlace ? found.all - Math.max(c.all, d.all) : found.names - Math.max(c.names, d.names);
  return beyond / (inPlace ? Math.max(a.all, b.all) : Math.max(a.names, b.names, 1e-9)) >= leastContrast;
}

/** For each unit the nearest unit with a partner before it, and after it; -1 and `count` if there is none. */
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
 * How well the neighbours of two units correspond: 1 for the same neighbours on both sides with one distance kept; 0.5
 * for one neighbour with its distance kept.
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
