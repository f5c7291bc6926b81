import type { Change, Span } from '../text/change';
import { decodeMap, decodeValue, readableItems } from './decode';
import { markedLine, markedLines } from './conflict';
import { printPair, printValue, printMap, type Style } from './print';
import type { Field, Fields } from './schema';
import { itemsOf, joined, mergeValue, namingOf, same, type Merged } from './threeWay';
import { pairOf, type MapNode, type Node, type Pair, type ListNode } from './yaml/node';
import {
  columnOf,
  commentAfter,
  lineAfter,
  lineEnd,
  spanFrom,
  withoutMembers,
  beginsLine,
  withoutLines,
} from './yaml/splice';
import { linesBelow, withoutLinesBelow } from './yaml/trivia';

/** An edit under way: the text, and the changes collected so far. */
export interface Edit {
  readonly text: string;
  readonly eol: string;
  readonly changes: Change[];
  /** Called for each field that both sides changed. */
  readonly collide: (field: string, theirs: unknown, ours: unknown) => void;
  /** Whether such a field is left to a person, with both sides between conflict markers, instead of being settled. */
  readonly mark?: boolean;
  /** False where lines must not be written as literal blocks. */
  readonly literal?: boolean | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/** Applies the difference of `before` and `after` to a map of the file, as a three-way merge field by field. */
export function editMap(edit: Edit, map: MapNode, fields: Fields, before: object, after: object): void {
  const wanted = new Map<string, unknown>();
  for (const [key, field] of fields) {
    const was = (before as Values)[key];
    const ours = (after as Values)[key];
    if (same(was, ours)) continue;
    const pair = pairOf(map, key);
    if (field.shape.kind === 'list' && pair?.value.kind === 'list' && pair.value.items.length > 0) {
      if (editItems(edit, key, field.shape.of, pair, was, ours)) wanted.set(key, undefined);
      continue;
    }
    const merged = mergeField(edit, key, field, pair, was, ours);
    if (merged?.collides === true && edit.mark === true) markField(edit, map, fields, key, ours);
    else if (merged) wanted.set(key, merged.value);
  }
  setFields(edit, map, fields, wanted);
}

/** Merges a field; undefined where the file keeps its value. */
function mergeField(
  edit: Edit,
  key: string,
  { shape }: Field,
  pair: Pair | undefined,
  was: unknown,
  ours: unknown,
): Merged | undefined {
  const theirs = pair && decodeValue(pair.value, key, shape, []);
  if (pair && theirs === undefined && !isNothing(pair.value)) {
    const raw = edit.text.slice(pair.value.from, pair.value.to);
    if (shape.kind === 'place') return { value: ours, collides: false };
    edit.collide(key, raw, ours);
    const prose = shape.kind === 'text' && typeof ours === 'string';
    return prose || edit.mark === true ? { value: joined(raw, ours), collides: true } : undefined;
  }
  if (shape.kind === 'list') {
    // The list is gone from the file: what ours did not change stays gone.
    const old = itemsOf(was);
    const list = itemsOf(ours).filter((item) => !old.some((o) => same(o, item)));
    return list.length > 0 ? { value: list, collides: false } : undefined;
  }
  const { value, collides } = mergeValue(key, was, ours, theirs);
  if (collides) edit.collide(key, theirs, ours);
  return same(value, theirs) && !(collides && edit.mark === true) ? undefined : { value, collides };
}

/** Puts both versions of a field between conflict markers. */
function markField(edit: Edit, map: MapNode, fields: Fields, key: string, ours: unknown): void {
  const { text, eol, changes } = edit;
  const pair = pairOf(map, key);
  const shape = fields.get(key)?.shape;
  if (!shape) return;
  const printed = ours === undefined ? undefined : printPair(key, ours, shape, styleIn(edit, map));
  if (pair) changes.push(markedLines(text, spanFrom(text, pair.keySpan.from, pair.value), printed, eol));
  else if (printed !== undefined)
    changes.push(
      markedLine(
        added(edit, map, fields, key, new Set(), () => printed),
        eol,
      ),
    );
}

/** Whether a value is empty: `~`, `[]`, `{}`, or none at all. */
function isNothing(node: Node): boolean {
  if (node.kind === 'scalar') return node.type === 'null';
  return (node.kind === 'list' ? node.items : node.pairs).length === 0;
}

/** Sets fields of a map to values, and removes those whose value is undefined. */
export function setFields(edit: Edit, map: MapNode, fields: Fields, wanted: ReadonlyMap<string, unknown>): void {
  const removed = new Set<Pair>();
  for (const [key, value] of wanted) {
    const pair = pairOf(map, key);
    const shape = fields.get(key)?.shape;
    if (!pair || !shape) continue;
    if (value === undefined) removed.add(pair);
    else if (shape.kind === 'map' && pair.value.kind === 'map' && pair.value.pairs.length > 0) {
      editMap(
        { ...edit, mark: false },
        pair.value,
        shape.of,
        decodeMap(pair.value, shape.of, []) ?? {},
        value as object,
      );
    } else edit.changes.push(replaced(edit, map, pair, (style) => printValue(value, shape, style)));
  }
  removePairs(edit, map, removed);
  for (const [key, { shape }] of fields) {
    const value = wanted.get(key);
    if (value === undefined || pairOf(map, key)) continue;
    edit.changes.push(added(edit, map, fields, key, removed, (style) => printPair(key, value, shape, style)));
  }
}

function styleIn({ text, eol, literal }: Edit, map: MapNode): Style {
  return { flow: map.flow, literal, indent: map.flow ? 0 : columnOf(text, map.from), eol };
}

function replaced(edit: Edit, map: MapNode, pair: Pair, print: (style: Style) => string): Change {
  const { text, eol } = edit;
  const { value, keySpan } = pair;
  const style = styleIn(edit, map);
  if (isNothing(value)) return filled(edit, keySpan, value, style, print);
  const old = text.slice(value.from, value.to);
  const end = value.from + old.trimEnd().length;
  const block = print(style);
  const printed = fitsAbove(text, end, block, style) ? block : print({ ...style, literal: false });
  const to = withBlanks(text, end, style.indent);
  const header = /^[|>][^\n#]*?([ \t]#[^\r\n]*)/.exec(old)?.[1];
  if (header !== undefined) {
    const end = printed.indexOf(eol);
    const [head, body] = end < 0 ? [printed, ''] : [printed.slice(0, end), printed.slice(end)];
    return { from: value.from, to, text: head + header + body };
  }
  return { from: value.from, to, text: printed };
}

/** Whether a value can be written as printed: a block has no room for a comment after it, or deeper below it. */
function fitsAbove(text: string, to: number, printed: string, { indent }: Style): boolean {
  if (!printed.includes('\n')) return true;
  const literal = /[:-] \|-?\r?\n|^\|/.test(printed);
  return commentAfter(text, to) < 0 && !(literal && linesBelow(text, to, indent).some(({ comment }) => comment));
}

/** The end of a value with the blanks and blank lines after it, which may be part of a literal block. */
function withBlanks(text: string, to: number, column: number): number {
  const end = lineEnd(text, to);
  if (text.slice(to, end).trim() !== '') return to;
  const lines = linesBelow(text, to, column);
  const comment = lines.findIndex((line) => line.comment);
  return (comment < 0 ? lines : lines.slice(0, comment)).at(-1)?.to ?? end;
}

function colonEnd(text: string, { to }: Span): number {
  return text.charCodeAt(to) === 58 ? to + 1 : to;
}

/**
 * Gives a value to a key without one, or with an empty one (`~`, `[]`, even over several lines). Comments stay: one on
 * the key's line stays there, those below it go above a list or map, and below anything else.
 */
export function filled(
  { text, eol }: Edit,
  keySpan: Span,
  value: Node,
  style: Style,
  print: (style: Style) => string,
): Change {
  const at = colonEnd(text, keySpan);
  const colon = at > keySpan.to ? '' : ':';
  if (style.flow) return { from: at, to: Math.max(at, value.to), text: `${colon} ${print(style)}` };
  const end = lineEnd(text, Math.max(at, value.to));
  const comments = [...text.slice(at, end).matchAll(/#[^\r\n]*/g)];
  const beside = comments[0] && lineEnd(text, at) > at + comments[0].index ? ` ${comments.shift()?.[0] ?? ''}` : '';
  const below = comments.map(([comment]) => eol + ' '.repeat(style.indent + 2) + comment).join('');
  const printed = print(beside + below === '' ? style : { ...style, literal: false });
  const isBlock = printed.startsWith(eol);
  return { from: at, to: end, text: colon + (isBlock ? beside + below + printed : ` ${printed}${beside}${below}`) };
}

function added(
  edit: Edit,
  map: MapNode,
  fields: Fields,
  key: string,
  removed: ReadonlySet<Pair>,
  print: (style: Style) => string,
): Change {
  const order = [...fields.keys()];
  const rank = order.indexOf(key);
  const before = map.pairs.filter((pair) => !removed.has(pair) && isBefore(order, pair.key, rank)).at(-1);
  const style = styleIn(edit, map);
  const printed = print(style);
  if (!before) {
    const first = map.pairs[0];
    const at = first?.keySpan.from ?? map.from + 1;
    const after = first ? (map.flow ? ', ' : edit.eol + ' '.repeat(style.indent)) : '';
    return { from: at, to: at, text: printed + after };
  }
  const { to } = before.value;
  if (map.flow) return { from: to, to, text: `, ${printed}` };
  return lineAfter(edit.text, to, ' '.repeat(style.indent) + printed, edit.eol);
}

function isBefore(order: readonly string[], key: string, rank: number): boolean {
  const other = order.indexOf(key);
  return other >= 0 && other < rank;
}

function removePairs(edit: Edit, map: MapNode, removed: ReadonlySet<Pair>): void {
  if (removed.size === 0) return;
  const { text, changes } = edit;
  const spans = map.pairs.map(({ keySpan, value }) => spanFrom(text, keySpan.from, value));
  const isRemoved = (i: number): boolean => removed.has(map.pairs[i] as Pair);
  if (map.flow) {
    changes.push(...withoutMembers(text, spans, isRemoved));
    return;
  }
  const first = spans.findIndex((_, i) => !isRemoved(i));
  const keep = spans[first];
  const head = spans[0];
  if (head && keep && first > 0 && !text.slice(head.from, keep.from).includes('#')) {
    changes.push({ from: head.from, to: keep.from, text: '' });
  } else if (first !== 0) {
    spans.slice(0, first < 0 ? spans.length : first).forEach((span) => changes.push({ ...span, text: '' }));
  }
  let above: Pair | undefined;
  map.pairs.forEach((pair, i) => {
    const span = spans[i];
    if (!isRemoved(i)) above = pair;
    else if (above && span) changes.push(withoutLinesBelow(text, span, above.value.to));
  });
}

/** The items to remove from and to add to a list of the file, by index. */
export interface ListEdit {
  readonly removed: ReadonlySet<number>;
  /** In order; each goes after the item with an index, or to the front where it is -1. */
  readonly added: readonly Added[];
}

export interface Added {
  readonly after: number;
  readonly item: object;
  /** Its lines from a file it was in before, if known. */
  readonly lines?: string;
}

/**
 * Merges a list as a set: items that ours added are added, items that ours removed are removed unless somebody changed
 * them, items of both are merged field by field. Returns whether nothing is left, so that the whole field can go.
 */
function editItems(edit: Edit, field: string, of: Fields, pair: Pair, was: unknown, ours: unknown): boolean {
  const list = pair.value as ListNode;
  const there = readItems(list, of);
  const values = there.map(({ value }) => value);
  const named = namingOf(field, was, ours, values);
  const [before, after] = [named(itemsOf(was)), named(itemsOf(ours))];
  const theirs = new Map([...named(values).keys()].map((name, i) => [name, there[i]]));
  const removed = new Set<number>();
  for (const [name, item] of before) {
    const current = theirs.get(name);
    if (after.has(name) || !current) continue;
    if (same(current.value, item)) removed.add(current.index);
    else edit.collide(field, current.value, undefined);
  }
  const added: { readonly after: number; readonly item: object }[] = [];
  // The last items of ours come last, even after items that others added.
  const end = [...after.keys()].map((name) => theirs.has(name)).lastIndexOf(true);
  let last = -1;
  [...after].forEach(([name, item], i) => {
    const current = theirs.get(name);
    const old = before.get(name);
    if (current) editMap(edit, current.node, of, old ?? {}, item);
    else if (!old || !same(old, item)) added.push({ after: i > end ? list.items.length - 1 : last, item });
    if (current) last = current.index;
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

/** The readable items of a list, in order. */
function readItems(list: ListNode, of: Fields): readonly There[] {
  const places = new Map(list.items.map((item, index) => [item, index]));
  return readableItems(list, of, []).map(({ node, value }) => ({ index: places.get(node) ?? 0, node, value }));
}

/** The spans of a list's items, dashes included. Between one item and the next dash are only blanks and comments. */
function membersOf(text: string, list: ListNode): readonly Span[] {
  if (list.flow) return list.items;
  let floor = list.from;
  return list.items.map((item) => {
    between.lastIndex = floor;
    const dash = floor + (between.exec(text)?.[0].length ?? 0);
    floor = Math.max(item.to, dash + 1);
    return spanFrom(text, dash, { from: dash, to: floor });
  });
}

const between = /(?:\s|#[^\n]*(?=\n))*/y;

/** Removes items from a list and adds new ones, in the style of the list. `key` is the span of its key. */
function editMembers(
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
  const style: Style = { flow, literal: edit.literal, indent: flow ? 0 : column + 2, eol };
  added.forEach(({ after, item }, i) => {
    const before = lastKept(spans, after, isRemoved);
    const printed = printMap(item, of, style);
    const line = `${' '.repeat(column)}- ${printed}`;
    const more = removed.size < spans.length || i < added.length - 1;
    if (flow) changes.push(memberAfter(before, first, printed, more));
    else changes.push(before ? lineAfter(text, before.to, line, eol) : atFront(text, key, first, line, eol));
  });
}

/** The last span up to an index that is not removed. */
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
