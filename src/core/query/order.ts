import type { Annotation } from '../model/annotation';
import type { Sheet } from '../state/sheet';

/** By place in the sources, newest first, or by tag and then by place. */
export type Sorting = 'place' | 'time' | 'tag';

/** The indices of a sheet's records in the order of the source; if that is closed, in the order of the file. */
export function inPlace(sheet: Sheet): readonly number[] {
  const order = [...sheet.records.keys()];
  if (!sheet.open) return order;
  const { from, to } = sheet.spans;
  const at = (index: number): number => from[index] ?? 0;
  return order.sort((a, b) => at(a) - at(b) || (to[b] ?? 0) - (to[a] ?? 0) || a - b);
}

/** Compares annotations; undefined where they keep the order in which they come. */
export function comparing(
  sort: Sorting,
  tagOrder: readonly string[],
): ((a: Annotation, b: Annotation) => number) | undefined {
  if (sort === 'place') return undefined;
  if (sort === 'time') return (a, b) => compareText(timeOf(b), timeOf(a));
  const ranks = new Map(tagOrder.map((tag, index) => [tag, index]));
  const rank = (tag: string): number => ranks.get(tag) ?? tagOrder.length;
  return (a, b) => rank(a.tag) - rank(b.tag) || compareText(a.tag, b.tag);
}

const timeOf = ({ updated, created }: Annotation): string => updated ?? created ?? '';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The first `limit` items in order; equal ones keep theirs. Sorts only about that many at a time. */
export function firstOf<T>(items: Iterable<T>, limit: number, compare: (a: T, b: T) => number): T[] {
  let kept: T[] = [];
  let last: T | undefined;
  for (const item of items) {
    if (last !== undefined && compare(item, last) >= 0) continue;
    kept.push(item);
    if (kept.length < 2 * limit + 16) continue;
    kept = kept.sort(compare).slice(0, limit);
    last = kept[limit - 1];
  }
  return kept.sort(compare).slice(0, limit);
}
