import type { Change, Span } from '../change';
import { readableItems } from './decode';
import { editMap, type Edit } from './edit';
import type { ListNode, MapNode, Pair } from './node';
import { printMap } from './print';
import type { Fields } from './schema';
import { beginsLine, columnOf, lineAfter, lineEnd, lineStart, spanFrom, withoutLines, withoutMembers } from './splice';
import { namedItems, same } from './three';

interface Readable {
  readonly node: MapNode;
  readonly value: object;
}

/**
 * Merges a list as a set: what ours added is added, what ours took away goes unless somebody changed it, what both
 * have is merged field by field. Gives true where nothing would be left, so that the whole field can go.
 */
export function editItems(edit: Edit, field: string, of: Fields, pair: Pair, was: unknown, ours: unknown): boolean {
  const list = pair.value as ListNode;
  const before = namedItems(field, asItems(was));
  const after = namedItems(field, asItems(ours));
  const readable = readableItems(list, of, []);
  const nodes = new Map<object, MapNode>(readable.map(({ node, value }) => [value, node]));
  const theirs = namedItems(
    field,
    readable.map(({ value }) => value),
  );
  const found = (name: string): Readable | undefined => {
    const value = theirs.get(name);
    const node = value && nodes.get(value);
    return value && node ? { node, value } : undefined;
  };
  const removed = new Set<unknown>();
  for (const [name, item] of before) {
    const there = found(name);
    if (after.has(name) || !there) continue;
    if (same(there.value, item)) removed.add(there.node);
    else edit.collide(field, there.value, undefined);
  }
  const added: { readonly after: number; readonly item: object }[] = [];
  let last = -1;
  for (const [name, item] of after) {
    const there = found(name);
    const old = before.get(name);
    if (there) {
      last = list.items.indexOf(there.node);
      if (!removed.has(there.node)) editMap(edit, there.node, of, old ?? {}, item);
    } else if (!old || !same(old, item)) added.push({ after: last, item });
  }
  if (removed.size === list.items.length && added.length === 0) return removed.size > 0;
  removeItems(edit, list, (i) => removed.has(list.items[i]));
  insertItems(
    edit,
    pair.keySpan,
    members(edit.text, list),
    list.flow,
    (i) => removed.has(list.items[i]),
    added,
    (item, indent, json) => printMap(item, of, { flow: list.flow, json, indent, eol: edit.eol }),
  );
  return false;
}

function asItems(value: unknown): readonly object[] {
  return Array.isArray(value) ? (value as readonly object[]) : [];
}

/** The items of a list with their dashes. */
export function members(text: string, list: ListNode): readonly Span[] {
  const column = columnOf(text, list.from);
  return list.items.map((item) => {
    if (list.flow) return item;
    let dash = lineStart(text, item.from) + column;
    while (dash > list.from && (text.charCodeAt(dash) !== 45 || dash > item.from)) {
      dash = lineStart(text, lineStart(text, dash) - 1) + column;
    }
    return spanFrom(text, dash, item);
  });
}

export function removeItems(edit: Edit, list: ListNode, isRemoved: (index: number) => boolean): void {
  const spans = members(edit.text, list);
  if (list.flow) {
    const cut = withoutMembers(edit.text, spans, isRemoved);
    if (cut) edit.changes.push(...cut);
    return;
  }
  spans.forEach((span, i) => {
    if (isRemoved(i)) edit.changes.push(withoutLines(edit.text, span));
  });
}

/** Puts new items each after the member of an index, or at the front where it is -1, in the style of the list. */
export function insertItems<T>(
  edit: Edit,
  key: Span,
  spans: readonly Span[],
  flow: boolean,
  isRemoved: (index: number) => boolean,
  added: readonly { readonly after: number; readonly item: T }[],
  print: (item: T, indent: number, json: boolean) => string,
): void {
  const { text, eol } = edit;
  const first = spans[0];
  if (!first) return;
  const column = columnOf(text, first.from);
  for (const { after, item } of added) {
    let index = after;
    while (index >= 0 && isRemoved(index)) index--;
    const before = spans[index];
    if (flow) {
      const printed = print(item, 0, /^[{[]?\s*"/.test(text.slice(first.from)));
      const at = before ? before.to : first.from;
      edit.changes.push({ from: at, to: at, text: before ? `, ${printed}` : `${printed}, ` });
      continue;
    }
    const line = `${' '.repeat(column)}- ${print(item, column + 2, false)}`;
    if (before) edit.changes.push(lineAfter(text, before.to, line, eol));
    else edit.changes.push(atFront(text, key, first, line, eol));
  }
}

function atFront(text: string, key: Span, first: Span, line: string, eol: string): Change {
  if (beginsLine(text, first.from)) {
    const at = lineEnd(text, key.to);
    return { from: at, to: at, text: eol + line };
  }
  return { from: first.from, to: first.from, text: line.trimStart() + eol + ' '.repeat(columnOf(text, first.from)) };
}
