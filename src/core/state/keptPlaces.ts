import { emptyRanges, placementAt, withPlacements, type Ranges } from './ranges';

/**
 * The places of a closed source's annotations in its file, kept from one session to the next: four numbers each,
 * `state` (1 found, 2 edited, 3 lost), `from`, `to` and `line`.
 */
export type KeptPlaces = readonly number[];

const each = 4;

/** The places to keep; undefined where some annotations have not been searched. `lineAt` gives the line of an offset. */
export function keptPlacesOf(spans: Ranges, lineAt: (offset: number) => number): KeptPlaces | undefined {
  const kept: number[] = [];
  for (const [index, state] of spans.state.entries()) {
    if (state === 0) return undefined;
    const { span } = placementAt(spans, index);
    kept.push(state, span?.from ?? 0, span?.to ?? 0, span ? lineAt(span.from) : 0);
  }
  return kept;
}

/** Restores kept places of `count` annotations, with the line of each; undefined where the value is not one kept for `count`. */
export function fromKeptPlaces(
  kept: unknown,
  count: number,
): { readonly spans: Ranges; readonly lineAt: (offset: number) => number | undefined } | undefined {
  if (!Array.isArray(kept) || kept.length !== count * each) return undefined;
  if (!kept.every((number): number is number => Number.isInteger(number) && number >= 0)) return undefined;
  const lines = new Map<number, number>();
  const found = Array.from({ length: count }, (_, index) => {
    const [state = 0, from = 0, to = 0, line = 0] = kept.slice(index * each, (index + 1) * each) as number[];
    if (state < 1 || state > 3 || from > to) return undefined;
    if (state === 3) return [index, { span: undefined, state: 'lost' }] as const;
    lines.set(from, line);
    return [index, { span: { from, to }, state: state === 1 ? 'found' : 'edited' }] as const;
  });
  const complete = found.filter((one) => one !== undefined);
  if (complete.length !== count) return undefined;
  return { spans: withPlacements(emptyRanges(count), complete), lineAt: (offset) => lines.get(offset) };
}
