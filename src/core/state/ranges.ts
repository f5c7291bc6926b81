import { inOrder, sameSpan, shiftOf, type Change, type Span } from '../text/change';
import { countWhere } from '../text/sorted';

/** The anchor status of a span: not searched yet, on its own words, on changed words, or nowhere. */
export type AnchorStatus = 'unsought' | 'found' | 'edited' | 'lost';

const codes: readonly AnchorStatus[] = ['unsought', 'found', 'edited', 'lost'];

/** Many spans of one text in typed arrays, so that a keystroke maps ten thousand of them in microseconds. */
export interface Ranges {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly state: Uint8Array;
}

/** A span that changes of the text touched. */
interface TouchedRange {
  readonly index: number;
  /** Whether a change reaches into the span, not only up to an edge. */
  readonly inside: boolean;
  /** Whether a change goes over an edge of the span, or replaces all of it. */
  readonly torn: boolean;
}

/** Spans after changes, and those that the changes touched. */
interface MappedRanges {
  readonly spans: Ranges;
  readonly touched: readonly TouchedRange[];
}

export interface Placement {
  readonly span: Span | undefined;
  readonly state: AnchorStatus;
}

/** The placement of a span that is not lost. */
export interface FoundPlacement extends Placement {
  readonly span: Span;
}

/** Ranges of spans found on their words. */
export function foundAt(places: readonly Span[]): Ranges {
  return withPlacements(
    emptyRanges(places.length),
    places.map((span, index) => [index, { span, state: 'found' }] as const),
  );
}

/** Ranges of the given number of unsought spans. */
export function emptyRanges(length: number): Ranges {
  return { from: new Int32Array(length), to: new Int32Array(length), state: new Uint8Array(length) };
}

/** The anchor status of a span. */
export function statusAt({ state }: Ranges, index: number): AnchorStatus {
  return codes[state[index] ?? 0] ?? 'unsought';
}

/** The placement of a span. A lost or unsought one has no span. */
export function placementAt(spans: Ranges, index: number): Placement {
  const state = statusAt(spans, index);
  if (state === 'unsought' || state === 'lost') return { span: undefined, state };
  return { span: { from: spans.from[index] ?? 0, to: spans.to[index] ?? 0 }, state };
}

/** The place of a span, or the place where it was lost. */
export const spanAt = (spans: Ranges, index: number): Span => ({
  from: spans.from[index] ?? 0,
  to: spans.to[index] ?? 0,
});

/** Whether a span has a place: on its own words, or on changed ones. */
export const isPlaced = ({ state }: Ranges, index: number): boolean => state[index] === 1 || state[index] === 2;

/** Copies ranges with new placements. A lost span keeps the place where it was lost, to be restored there. */
export function withPlacements(spans: Ranges, placements: Iterable<readonly [number, Placement]>): Ranges {
  const copy = { from: spans.from.slice(), to: spans.to.slice(), state: spans.state.slice() };
  for (const [index, { span, state }] of placements) {
    copy.state[index] = codes.indexOf(state);
    if (span) {
      copy.from[index] = span.from;
      copy.to[index] = span.to;
    } else copy.to[index] = copy.from[index] ?? 0;
  }
  return copy;
}

/** The indices of the spans with one of these statuses. */
export function allThatAre({ state }: Ranges, ...statuses: readonly AnchorStatus[]): readonly number[] {
  const isMeant = codes.map((status) => statuses.includes(status));
  const indices: number[] = [];
  for (let index = 0; index < state.length; index++) if (isMeant[state[index] ?? 0]) indices.push(index);
  return indices;
}

/**
 * Maps spans through simultaneous changes, and tells which spans a change touched. Text inserted at an edge stays
 * outside; a deletion across an edge shortens the span.
 */
export function mapRanges(spans: Ranges, changes: readonly Change[]): MappedRanges {
  const [only] = changes;
  return only && changes.length === 1 ? mapThroughOne(spans, only) : mapThroughMany(spans, inOrder(changes));
}

/** Maps spans through several edits in turn, and tells the indices of those that a change reached into. */
export function mapThrough(
  spans: Ranges,
  edits: readonly (readonly Change[])[],
): { readonly spans: Ranges; readonly touched: ReadonlySet<number> } {
  const touched = new Set<number>();
  let now = spans;
  for (const changes of edits) {
    const mapped = mapRanges(now, changes);
    now = mapped.spans;
    for (const { index, inside } of mapped.touched) if (inside) touched.add(index);
  }
  return { spans: now, touched };
}

/** Maps spans through a keystroke in one pass without a search, so that it is fast for any number of spans. */
function mapThroughOne(spans: Ranges, change: Change): MappedRanges {
  const from = spans.from.slice();
  const to = spans.to.slice();
  const shift = shiftOf(change);
  const touched: TouchedRange[] = [];
  for (let index = 0; index < from.length; index++) {
    const start = from[index] ?? 0;
    const end = to[index] ?? 0;
    if (change.to <= start) {
      from[index] = start + shift;
      to[index] = end + shift;
      if (change.to === start) touched.push({ index, inside: false, torn: false });
    } else if (change.from < end) {
      touched.push({ index, inside: true, torn: isAcross(change, { from: start, to: end }) });
      from[index] = mapStart(start, change, 0);
      to[index] = Math.max(mapEnd(end, change, shift, 0), from[index] ?? 0);
    } else {
      if (change.from < start) from[index] = to[index] = change.from + change.text.length;
      if (change.from === end) touched.push({ index, inside: false, torn: false });
    }
  }
  return { spans: { from, to, state: spans.state }, touched };
}

function mapThroughMany(spans: Ranges, sorted: readonly Change[]): MappedRanges {
  const shift = shifts(sorted);
  const mapped = { from: spans.from.slice(), to: spans.to.slice(), state: spans.state };
  const touched: TouchedRange[] = [];
  for (let index = 0; index < spans.from.length; index++) {
    const from = spans.from[index] ?? 0;
    const to = spans.to[index] ?? 0;
    const first = countWhere(sorted, (change) => change.to <= from);
    const past = Math.max(
      first,
      countWhere(sorted, (change) => change.from < to),
    );
    const next = sorted[first];
    const last = sorted[past - 1];
    mapped.from[index] = mapStart(from, next, shift[first] ?? 0);
    mapped.to[index] = Math.max(mapEnd(to, last, shift[past] ?? 0, shift[past - 1] ?? 0), mapped.from[index] ?? 0);
    const inside = first < past;
    if (inside || sorted[first - 1]?.to === from || sorted[past]?.from === to)
      touched.push({ index, inside, torn: inside && [next, last].some((change) => isAcross(change, { from, to })) });
  }
  return { spans: mapped, touched };
}

/** The shift of the text before each change, and last that of the text after all. */
function shifts(sorted: readonly Change[]): readonly number[] {
  const result = [0];
  for (const change of sorted) result.push((result[result.length - 1] ?? 0) + shiftOf(change));
  return result;
}

/** Whether a change contains an edge of a span within it, or replaces all of it. */
export function isAcross(change: Change | undefined, span: Span): boolean {
  if (!change) return false;
  const isOverEdge = (edge: number): boolean => change.from < edge && edge < change.to;
  return isOverEdge(span.from) || isOverEdge(span.to) || sameSpan(change, span);
}

/** The changes that touch a span, found by binary search since there may be ten thousand of both. */
export function changesAt(changes: readonly Change[], { from, to }: Span): readonly Change[] {
  const first = countWhere(changes, (change) => change.to < from);
  return changes.slice(
    first,
    countWhere(changes, (change) => change.from <= to),
  );
}

function mapStart(from: number, next: Change | undefined, shift: number): number {
  return next && next.from < from ? next.from + next.text.length + shift : from + shift;
}

function mapEnd(to: number, last: Change | undefined, shift: number, shiftBeforeLast: number): number {
  return last && last.to > to && last.from < to ? last.from + shiftBeforeLast : to + shift;
}
