import { applyChanges, type Change, type Span } from '../text/change';
import { countWhere } from '../text/sorted';
import { moved, readChunk, type Item } from './entry';
import { splitList, type Section } from './outline';
import type { Parsed } from './parse';
import { itemFields, type ListKey } from './schema';

/**
 * The parts of a writable file after changes, given in order, that lie within the entries of one list and keep the rest
 * of the outline; undefined for others, so that all has to be parsed. Only the lines from the first touched entry to
 * the last are read.
 */
export function reparsed(text: string, parts: Parsed, changes: readonly Change[]): Parsed | undefined {
  const touched = touchedItems(parts, changes);
  if (!touched) return undefined;
  const { key, first, last } = touched;
  const items = parts[key];
  const from = items[first]?.from ?? 0;
  const to = items[last]?.to ?? 0;
  const local = changes.map((change) => ({ ...change, ...moved(change, -from) }));
  const region = applyChanges(text.slice(from, to), local);
  const chunks = splitList(region, 0, region.length, items[first]?.span.from ?? 0);
  if (!chunks) return undefined;
  const read = chunks.map((chunk) => readChunk(region, chunk, itemFields[key]));
  if (read.some(({ within }) => within)) return undefined;
  const fresh = read.map((item) => movedItem(item, from));
  if (to === text.length && (fresh.at(-1)?.sound !== true || region.endsWith('\r'))) return undefined;
  const by = region.length - (to - from);
  const list = [...items.slice(0, first), ...fresh, ...items.slice(last + 1).map((item) => movedItem(item, by))];
  return withList(parts, key, list, to, by);
}

/** The indices of the items in which the changes begin and end. */
function touchedItems(
  { annotations, dismissed, outline }: Parsed,
  changes: readonly Change[],
): { readonly key: ListKey; readonly first: number; readonly last: number } | undefined {
  const from = changes[0]?.from ?? 0;
  const to = changes.at(-1)?.to ?? 0;
  if (!outline) return undefined;
  for (const [key, items] of [
    ['annotations', annotations],
    ['dismissed', dismissed],
  ] as const) {
    const first = lastBefore(items, from);
    const last = lastBefore(items, to + 1);
    // A change at the very start of an entry may remove its dash, one at its end its line break.
    if (items[first] && items[last] && to < items[last].to) return { key, first, last };
  }
  return undefined;
}

/** The index of the last item that begins before a place. */
function lastBefore(items: readonly Item[], place: number): number {
  return countWhere(items, ({ from }) => from < place) - 1;
}

function movedItem(item: Item, by: number): Item {
  if (by === 0) return item;
  const { span, values, unknown, problems, sound } = item;
  return { from: item.from + by, to: item.to + by, span, values, unknown, problems, sound };
}

function withList(parts: Parsed, key: ListKey, list: readonly Item[], end: number, by: number): Parsed {
  const after = (span: Span): Span => (span.from >= end ? moved(span, by) : span);
  const all = { annotations: parts.annotations, dismissed: parts.dismissed, [key]: list };
  const other = key === 'annotations' ? 'dismissed' : 'annotations';
  if ((parts[other][0]?.from ?? 0) >= end) all[other] = parts[other].map((item) => movedItem(item, by));
  const sections = parts.outline?.sections.map((section): Section => {
    const { from } = after(section);
    const shift = from - section.from;
    const chunks =
      section.key === 'annotations' || section.key === 'dismissed' ? section.chunks && all[section.key] : undefined;
    const to = section.to >= end ? section.to + by : section.to;
    return { ...section, from, to, valueFrom: section.valueFrom + shift, chunks };
  });
  return {
    ...parts,
    ...all,
    outline: sections && { sections, strays: [] },
    problems: parts.problems.map((problem) => ({ ...problem, span: after(problem.span) })),
  };
}
