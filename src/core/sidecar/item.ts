import type { Change, Span } from '../text/change';
import { readableItems } from './decode';
import { editMap, type Edit } from './edit';
import type { ListNode, MapNode, Node, Pair } from './node';
import { printMap, type Style } from './print';
import type { Fields } from './schema';
import { beginsLine, columnOf, lineAfter, lineEnd, lineStart, spanFrom, withoutLines, withoutMembers } from './splice';
import { namedItems, same } from './three';

/** What is to be done to a list of the file, whose items have numbers. */
export interface ListEdit {
  readonly removed: ReadonlySet<number>;
  /** In the order in which they shall stand; each after the item of an index, or in front where it is -1. */
  readonly added: readonly Added[];
}

export interface Added {
  readonly after: number;
  readonly item: object;
  /** Its lines as they once stood in a file, where they are known. */
  readonly lines?: string;
}

/**
 * Merges a list as a set: what ours added is added, what ours took away goes unless somebody changed it, what both
 * have is merged field by field. Gives true where nothing would be left, so that the whole field can go.
 */
export function editItems(edit: Edit, field: string, of: Fields, pair: Pair, was: unknown, ours: unknown): boolean {
  const list = pair.value as ListNode;
  const before = namedItems(field, asItems(was));
  const after = namedItems(field, asItems(ours));
  const theirs = readItems(field, list, of);
  const removed = new Set<number>();
  for (const [name, item] of before) {
    const there = theirs.get(name);
    if (after.has(name) || !there) continue;
    if (same(there.value, item)) removed.add(there.index);
    else edit.collide(field, there.value, undefined);
  }
  const added: { readonly after: number; readonly item: object }[] = [];
  // What stands last in ours comes last, also after what others added.
  const end = [...after.keys()].map((name) => theirs.has(name)).lastIndexOf(true);
  let last = -1;
  [...after].forEach(([name, item], i) => {
    const there = theirs.get(name);
    const old = before.get(name);
    if (there) editMap(edit, there.node, of, old ?? {}, item);
    else if (!old || !same(old, item)) added.push({ after: i > end ? list.items.length - 1 : last, item });
    if (there) last = there.index;
  });
  if (removed.size === list.items.length && added.length === 0) return removed.size > 0;
  editMembers(edit, pair.keySpan, membersOf(edit.text, list), list.flow, of, { removed, added });
  return false;
}

interface There {
  readonly index: number;
  readonly node: MapNode;
  readonly value: object;
}

/** The readable items of a list by their names. */
function readItems(field: string, list: ListNode, of: Fields): ReadonlyMap<string, There> {
  const readable = readableItems(list, of, []);
  const found = new Map<object, There>(
    readable.map(({ node, value }) => [value, { index: list.items.indexOf(node as Node), node, value }]),
  );
  const named = namedItems(
    field,
    readable.map(({ value }) => value),
  );
  return new Map([...named].flatMap(([name, value]) => (found.get(value) ? [[name, found.get(value) as There]] : [])));
}

function asItems(value: unknown): readonly object[] {
  return Array.isArray(value) ? (value as readonly object[]) : [];
}

/** The items of a list with their dashes. */
export function membersOf(text: string, list: ListNode): readonly Span[] {
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

/** Takes items out of a list and puts new ones in, in the style of the list. `key` is the span of its key. */
export function editMembers(
  edit: Edit,
  key: Span,
  spans: readonly Span[],
  flow: boolean,
  of: Fields,
  { removed, added }: ListEdit,
): void {
  const { text, changes, eol } = edit;
  const isRemoved = (index: number): boolean => removed.has(index);
  if (flow) changes.push(...withoutMembers(text, spans, isRemoved));
  else spans.forEach((span, i) => isRemoved(i) && changes.push(withoutLines(text, span)));
  const first = spans[0];
  if (!first) return;
  const column = columnOf(text, first.from);
  const json = flow && /^\{\s*"/.test(text.slice(first.from, first.from + 99));
  const style: Style = flow ? { flow, json, indent: 0, eol } : { flow, indent: column + 2, eol };
  added.forEach(({ after, item }, i) => {
    const before = lastKept(spans, after, isRemoved);
    const printed = printMap(item, of, style);
    const line = `${' '.repeat(column)}- ${printed}`;
    const more = removed.size < spans.length || i < added.length - 1;
    if (flow) changes.push(memberAfter(before, first, printed, more));
    else changes.push(before ? lineAfter(text, before.to, line, eol) : atFront(text, key, first, line, eol));
  });
}

/** The last of the spans up to an index that is not removed. */
export function lastKept(spans: readonly Span[], upTo: number, isRemoved: (i: number) => boolean): Span | undefined {
  let index = upTo;
  while (index >= 0 && isRemoved(index)) index--;
  return spans[index];
}

function memberAfter(before: Span | undefined, first: Span, printed: string, more: boolean): Change {
  if (before) return { from: before.to, to: before.to, text: `, ${printed}` };
  return { from: first.from, to: first.from, text: more ? `${printed}, ` : printed };
}

function atFront(text: string, key: Span, first: Span, line: string, eol: string): Change {
  if (beginsLine(text, first.from)) {
    const at = lineEnd(text, key.to);
    return { from: at, to: at, text: eol + line };
  }
  return { from: first.from, to: first.from, text: line.trimStart() + eol + ' '.repeat(columnOf(text, first.from)) };
}
