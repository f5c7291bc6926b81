import type { Change } from '../text/change';
import { withFound, type Sheet } from './sheet';
import { emptyRanges, mapThrough, spanAt, placementAt, withPlacements, type Placement } from './ranges';

/** The placements that a search found. */
export interface SearchResult {
  readonly ids: readonly string[];
  /** The placements of the records with these ids, in the same order. */
  readonly found: readonly Placement[];
}

/** Maps a search result through the changes since its text; spans that a change reached into are unsought. */
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
 * Places records where a search found them that began at the sheet `then`. Unsought ones have to be searched again;
 * until then they have no place, or keep the present one if `stays`.
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
 * The indices of records to be searched again, because changes during the search reached into the words found, or
 * inserted text long enough to contain words not found.
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
    const isStale = hits.get(id) === 'unsought' || state === 'unsought' || (state === 'lost' && text.length <= longest);
    return hits.has(id) && isStale ? [index] : [];
  });
}
