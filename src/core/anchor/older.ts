import type { Selector } from '../annotation';
import { following } from './diff';
import { locating, type Found } from './locate';

/**
 * What a search found, put right by an older text on which the selectors stood: where a selector was not found as it is,
 * but stands whole in the older text, the difference of the two texts decides. `found` is parallel to `selectors`.
 * In steps of some milliseconds.
 */
export function* puttingRight(
  older: string,
  text: string,
  selectors: readonly Selector[],
  found: readonly (Found | null)[],
): Generator<undefined, readonly (Found | null)[]> {
  const stood = yield* locating(older, selectors);
  const doubtful = [...selectors.keys()].filter((index) => isDoubtful(found[index]) && isWhole(stood[index]));
  if (doubtful.length === 0) return found;
  const followed = yield* following(
    older,
    text,
    doubtful.map((index) => stood[index]?.span ?? { from: 0, to: 0 }),
  );
  const better = new Map(doubtful.map((index, order) => [index, followed[order] ?? null]));
  return found.map((hit, index) => (better.has(index) ? (better.get(index) ?? null) : hit));
}

/** Whether a search is less than sure: it found nothing, or other words. */
export function isDoubtful(hit: Found | null | undefined): boolean {
  return !hit || hit.how === 'edited';
}

const isWhole = (hit: Found | null | undefined): boolean => hit !== null && hit !== undefined && hit.how !== 'edited';
