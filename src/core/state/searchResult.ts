import type { Change } from '../text/change';
import { withFound, type Sheet } from './sheet';
import { emptyRanges, mapThrough, spanAt, placementAt, withPlacements, type Placement } from './ranges';

/** What a search found, which takes a while. */
export interface SearchResult {
  readonly ids: readonly string[];
  /** How the records of these ids stand, in the same order. */
  readonly found: readonly Placement[];
}

/** What was found in an older text, moved through the changes of it since; what these went into is unsought. */
export function moved(hits: SearchResult, since: readonly (readonly Change[])[]): SearchResult {
  if (since.length === 0) return hits;
  const standing = withPlacements(
    emptyRanges(hits.found.length),
    hits.found.map((placement, index) => [index, placement] as const),
  );
  const { spans, touched } = mapThrough(standing, since);
  const found = hits.found.map((placement, index): Placement => {
    if (!placement.span) return placement;
    if (touched.has(index)) return { span: undefined, state: 'unsought' };
    return { span: spanAt(spans, index), state: placement.state };
  });
  return { ...hits, found };
}

/**
 * The sheet with what a search found that began at the sheet `then`. What is unsought is sought once more; until then
 * it has no place or, where it is to stay, the one that it has.
 */
export function withSearchResult(now: Sheet, { ids, found }: SearchResult, then: Sheet, stays: boolean): Sheet {
  const sure = [...ids.keys()].filter((index) => !stays || found[index]?.state !== 'unsought');
  return withFound(
    now,
    sure.flatMap((index) => ids[index] ?? []),
    sure.flatMap((index) => found[index] ?? []),
    then,
  );
}

/**
 * The indices of records to be looked for once more: changes during the search went into the words that were found, or
 * so much text came in that it may hold words that were not.
 */
export function overtaken(
  { records, spans }: Sheet,
  { ids, found }: SearchResult,
  since: readonly (readonly Change[])[],
): readonly number[] {
  if (since.length === 0) return [];
  const longest = Math.max(0, ...since.flat().map(({ text }) => text.length));
  const hits = new Map(ids.map((id, index) => [id, found[index]?.state]));
  return records.flatMap(({ id, text }, index) => {
    const { state } = placementAt(spans, index);
    const again = hits.get(id) === 'unsought' || state === 'unsought' || (state === 'lost' && text.length <= longest);
    return hits.has(id) && again ? [index] : [];
  });
}
