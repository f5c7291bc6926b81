import type { UnitPairs, Units } from './units';

// Rows of like sections say the same; under which heading one stands tells it apart.

/** Pairs headings that stand once on both sides, and what stands once under such. */
export function* pairInSections(old: Units, now: Units, pairs: UnitPairs): Generator<undefined, void> {
  const olds = headingsOf(old);
  const nows = headingsOf(now);
  yield;
  for (const [hash, u] of olds) {
    const v = nows.get(hash) ?? -1;
    if (u < 0 || v < 0 || (pairs.to[u] !== -1 && pairs.to[u] !== v)) continue;
    if (pairs.to[u] === -1 && pairs.from[v] === -1) [pairs.to[u], pairs.from[v]] = [v, u];
    if (pairs.to[u] === v) pairRows(old, now, pairs, u + 1, v + 1);
  }
}

/** The headings by what they say; -1 for those that stand more than once. */
function headingsOf({ count, hash, isHeading }: Units): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (let unit = 0; unit < count; unit++) {
    const own = hash[unit] ?? 0;
    if (isHeading[unit] === 1 && own !== 0) places.set(own, places.has(own) ? -1 : unit);
  }
  return places;
}

/** Pairs what stands once from a place to the end of its section, on both sides. */
function pairRows(old: Units, now: Units, { to, from }: UnitPairs, first: number, start: number): void {
  const rows = onceFrom(now, start);
  for (const [hash, u] of onceFrom(old, first)) {
    const v = rows.get(hash) ?? -1;
    if (u >= 0 && v >= 0 && to[u] === -1 && from[v] === -1) [to[u], from[v]] = [v, u];
  }
}

/** The units from one on, as far as no heading stands, by what they say; -1 for those that say it twice. */
function onceFrom({ count, hash, isHeading }: Units, first: number): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (let unit = first; unit < count && isHeading[unit] === 0; unit++) {
    const own = hash[unit] ?? 0;
    if (own !== 0) places.set(own, places.has(own) ? -1 : unit);
  }
  return places;
}
