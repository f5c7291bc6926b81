import { inOrder, type Change, type Span } from './change';

/** How a span stands: not looked for yet, on its own words, on words that changed, or nowhere. */
export type State = 'unsought' | 'found' | 'edited' | 'lost';

const codes: readonly State[] = ['unsought', 'found', 'edited', 'lost'];

/** Many spans of one text, in typed arrays: ten thousand of them are mapped through a keystroke in microseconds. */
export interface Spans {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly state: Uint8Array;
}

/** A span that a change of the text went into. `torn`: the change crossed an edge of it or replaced all of it. */
export interface Touched {
  readonly index: number;
  readonly torn: boolean;
}

export interface Stand {
  readonly span: Span | undefined;
  readonly state: State;
}

/** Room for so many spans, none sought yet. */
export function emptySpans(length: number): Spans {
  return { from: new Int32Array(length), to: new Int32Array(length), state: new Uint8Array(length) };
}

/** How one span stands. One that is lost or unsought has no span. */
export function standAt(spans: Spans, index: number): Stand {
  const state = codes[spans.state[index] ?? 0] ?? 'unsought';
  if (state === 'unsought' || state === 'lost') return { span: undefined, state };
  return { span: { from: spans.from[index] ?? 0, to: spans.to[index] ?? 0 }, state };
}

/** A copy in which the given spans stand differently. A lost one keeps the place where it was lost, for its return. */
export function withStands(spans: Spans, stands: Iterable<readonly [number, Stand]>): Spans {
  const copy = { from: spans.from.slice(), to: spans.to.slice(), state: spans.state.slice() };
  for (const [index, { span, state }] of stands) {
    copy.state[index] = codes.indexOf(state);
    if (span) {
      copy.from[index] = span.from;
      copy.to[index] = span.to;
    } else copy.to[index] = copy.from[index] ?? 0;
  }
  return copy;
}

/**
 * The spans after simultaneous changes of the text, and those that a change went into. What is inserted at an edge
 * stays outside; what is deleted across an edge takes that part of the span with it.
 */
export function mapSpans(spans: Spans, changes: readonly Change[]): { spans: Spans; touched: readonly Touched[] } {
  const sorted = inOrder(changes);
  const shift = shifts(sorted);
  const mapped = { from: spans.from.slice(), to: spans.to.slice(), state: spans.state };
  const touched: Touched[] = [];
  for (let index = 0; index < spans.from.length; index++) {
    const from = spans.from[index] ?? 0;
    const to = spans.to[index] ?? 0;
    const first = countWhere(sorted, (change) => change.to <= from);
    const past = Math.max(
      first,
      countWhere(sorted, (change) => change.from < to),
    );
    mapped.from[index] = mapStart(from, sorted[first], shift[first] ?? 0);
    mapped.to[index] = Math.max(
      mapEnd(to, sorted[past - 1], shift[past] ?? 0, shift[past - 1] ?? 0),
      mapped.from[index] ?? 0,
    );
    if (first < past) touched.push({ index, torn: isTorn(from, to, sorted, first, past) });
  }
  return { spans: mapped, touched };
}

/** For each change the shift of the text before it, and last the shift of what follows all. */
function shifts(sorted: readonly Change[]): readonly number[] {
  const result = [0];
  for (const change of sorted)
    result.push((result[result.length - 1] ?? 0) + change.text.length - (change.to - change.from));
  return result;
}

/** How many changes, from the first one on, satisfy a condition that no later one satisfies again. */
function countWhere(sorted: readonly Change[], holds: (change: Change) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const change = sorted[middle];
    if (change && holds(change)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mapStart(from: number, next: Change | undefined, shift: number): number {
  return next && next.from < from ? next.from + next.text.length + shift : from + shift;
}

function mapEnd(to: number, last: Change | undefined, shift: number, shiftBeforeLast: number): number {
  return last && last.to > to && last.from < to ? last.from + shiftBeforeLast : to + shift;
}

function isTorn(from: number, to: number, sorted: readonly Change[], first: number, past: number): boolean {
  const start = sorted[first];
  const end = sorted[past - 1];
  if (!start || !end) return false;
  return start.from < from || end.to > to || (start.from === from && start.to === to);
}
