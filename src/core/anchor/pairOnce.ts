import { Gap, pair, type UnitPairs, type Units } from './units';

// Pairs units that occur once on both sides, in any order. Similar sections have equal rows, which their headings
// distinguish.

/** Units between two pauses. */
const pace = 1 << 12;

/** Pairs telling units that occur once on both sides. */
export function* pairUnique(old: Units, now: Units, pairs: UnitPairs): Generator<undefined, void> {
  const nows = yield* placesOf(now, 0, now.count);
  const olds = yield* placesOf(old, 0, old.count);
  pairSame(olds, nows, pairs, (u) => old.isTelling[u] === 1);
}

/** Pairs headings that occur once on both sides, and units that occur once below them. */
export function* pairInSections(old: Units, now: Units, pairs: UnitPairs): Generator<undefined, void> {
  const olds = yield* placesOf(old, 0, old.count, old.isHeading);
  const nows = yield* placesOf(now, 0, now.count, now.isHeading);
  pairSame(olds, nows, pairs);
  for (const [hash, u] of olds) {
    const v = nows.get(hash) ?? -1;
    if (u < 0 || v < 0 || pairs.to[u] !== v) continue;
    const rows = yield* placesOf(now, v + 1, endOfSection(now, v));
    pairSame(yield* placesOf(old, u + 1, endOfSection(old, u)), rows, pairs);
  }
}

/** Units by their hash; -1 for several with the same hash. */
type Places = ReadonlyMap<number, number>;

/** The units `[from, to)`, or only the marked ones. */
function* placesOf({ hash }: Units, from: number, to: number, marks?: Uint8Array): Generator<undefined, Places> {
  const places = new Map<number, number>();
  for (let unit = from; unit < to; unit++) {
    if (unit % pace === pace - 1) yield;
    const own = hash[unit] ?? 0;
    if (own !== 0 && marks?.[unit] !== 0) places.set(own, places.has(own) ? -1 : unit);
  }
  return places;
}

/** Pairs equal units without a partner. */
function pairSame(olds: Places, nows: Places, pairs: UnitPairs, isWanted = (_u: number): boolean => true): void {
  for (const [hash, u] of olds) {
    const v = nows.get(hash) ?? -1;
    if (u >= 0 && v >= 0 && pairs.to[u] === -1 && pairs.from[v] === -1 && isWanted(u)) pair(pairs, u, v);
  }
}

/** The next heading below one, or the end of the known text. */
function endOfSection({ count, gap, isHeading }: Units, heading: number): number {
  let unit = heading + 1;
  while (unit < count && isHeading[unit] === 0 && gap[unit] !== Gap.Unknown) unit++;
  return unit;
}
