import type { Annotation } from '../model/annotation';
import { isThreadOpen } from '../review/status';
import type { Sheet } from '../state/sheet';
import { isEmpty, matcher, type Filter, type Standing } from './filter';
import { comparing, firstOf, inPlace, type Sorting } from './order';
import { attentionAt, heads, type Head } from './attention';
import { groupOf, type Count, type Grouping, type Tally } from './count';

/** How a person wants annotations laid out. */
export interface Layout {
  readonly by: Grouping;
  readonly sort: Sorting;
  readonly filter: Filter;
}

/** A group: annotations with the same need, or with the same value in the grouping. */
export type Group = { readonly need: Head } | { readonly value: string };

/** A group, or all annotations of a source, the urgent ones first. */
export type List = Group | { readonly source: string };

/** The tally of all sheets together. */
export type Summary = Tally;

/** An annotation with its source. */
export interface Item {
  readonly source: string;
  readonly annotation: Annotation;
}

/** Sums up the tallies of sheets. Yields between sheets, so that it can be paused. */
export function* summarize(sheets: Iterable<Sheet>, tallyOf: (sheet: Sheet) => Tally): Generator<void, Summary> {
  const shown = { count: 0, checked: 0 };
  const sums = { total: 0, attention: 0, lost: 0, edited: 0, contested: 0, questioned: 0, discussed: 0 };
  const groups = new Map<string, Count>();
  for (const sheet of sheets) {
    const tally = tallyOf(sheet);
    for (const sum of ['total', 'attention', ...heads] as const) sums[sum] += tally[sum];
    shown.count += tally.shown.count;
    shown.checked += tally.shown.checked;
    for (const [group, { count, checked }] of tally.groups) {
      const known = groups.get(group) ?? { count: 0, checked: 0 };
      groups.set(group, { count: known.count + count, checked: known.checked + checked });
    }
    yield;
  }
  return { ...sums, shown, groups };
}

/** The first `limit` annotations of a list in order, from sheets given in their order. Yields between sheets. */
export function* itemsOf(
  sheets: Iterable<Sheet>,
  list: List,
  look: Layout & { readonly tagOrder: readonly string[] },
  limit: number,
): Generator<void, readonly Item[]> {
  const compare = comparing(look.sort, look.tagOrder);
  const passes = isEmpty(look.filter) ? (): boolean => true : matcher(look.filter);
  const items: Item[] = [];
  for (const sheet of sheets) {
    for (const item of itemsIn(sheet, list, look.by, passes)) items.push(item);
    if (!compare && items.length >= limit) break;
    yield;
  }
  return compare ? firstOf(items, limit, (a, b) => compare(a.annotation, b.annotation)) : items.slice(0, limit);
}

/** The source of all annotations in a list; undefined where they may have several. */
export function sourceOf(list: List, by: Grouping): string | undefined {
  if ('source' in list) return list.source;
  return by === 'source' && 'value' in list ? list.value : undefined;
}

function itemsIn(sheet: Sheet, list: List, by: Grouping, passes: ReturnType<typeof matcher>): Item[] {
  if ((sourceOf(list, by) ?? sheet.source) !== sheet.source) return [];
  const order = 'source' in list ? urgentFirst(sheet) : inPlace(sheet);
  return order.flatMap((index) => {
    const annotation = sheet.records[index];
    if (!annotation || !isOn(sheet, index, annotation, list, by)) return [];
    return passes(annotation, standingAt(sheet, index)) ? [{ source: sheet.source, annotation }] : [];
  });
}

function standingAt(sheet: Sheet, index: number): Standing {
  const { source, records, doubts } = sheet;
  return { source, need: attentionAt(sheet, index), doubts: doubts?.get(records[index]?.id ?? '') };
}

function urgentFirst(sheet: Sheet): readonly number[] {
  const order = inPlace(sheet).map((index) => ({ index, need: attentionAt(sheet, index) }));
  const urgent = (['lost', 'contested', 'questioned'] as const).flatMap((need) =>
    order.filter((one) => one.need === need),
  );
  const rest = order.filter(({ need }) => need === 'none' || need === 'edited');
  return [...urgent, ...rest].map(({ index }) => index);
}

function isOn(sheet: Sheet, index: number, annotation: Annotation, list: List, by: Grouping): boolean {
  if ('source' in list) return true;
  if ('value' in list) return groupOf(by, sheet, annotation) === list.value;
  return list.need === 'discussed' ? isThreadOpen(annotation) : attentionAt(sheet, index) === list.need;
}

/** The group of an annotation; undefined where the filter hides it or the sheet lacks it. */
export function groupWith(sheet: Sheet, id: string, look: Layout): Group | undefined {
  const index = sheet.records.findIndex((record) => record.id === id);
  const annotation = sheet.records[index];
  if (!annotation || !matcher(look.filter)(annotation, standingAt(sheet, index))) return undefined;
  return { value: groupOf(look.by, sheet, annotation) };
}

/** The values of groups in order: tags in theirs, names sorted as people do, the empty value last. */
export function groupOrder(
  values: Iterable<string>,
  by: Grouping,
  tagOrder: readonly string[],
  nameOf: (value: string) => string,
): readonly string[] {
  const named = [...values].map((value) => ({ value, name: nameOf(value), rank: tagOrder.indexOf(value) }));
  const past = tagOrder.length;
  const rank = (group: { value: string; rank: number }): number => {
    if (group.value === '') return past + 1;
    return by === 'tag' && group.rank >= 0 ? group.rank : past;
  };
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  named.sort((a, b) => rank(a) - rank(b) || collator.compare(a.name, b.name));
  return named.map(({ value }) => value);
}
