import type { Change, Span } from '../text/change';
import { linesBelow, withoutLinesBelow } from './below';
import { decodeMap, decodeValue } from './decode';
import { pairOf, type MapNode, type Node, type Pair } from './node';
import { printPair, printValue, type Style } from './print';
import type { Field, Fields } from './schema';
import { columnOf, commentAfter, lineAfter, lineEnd, spanFrom, withoutMembers } from './splice';
import { joined, mergeValue, same, type Merged } from './three';
import { editItems } from './item';
import { markedLine, markedLines } from './mark';

/** An edit under way: the text as it is, and what is to change in it. */
export interface Edit {
  readonly text: string;
  readonly eol: string;
  readonly changes: Change[];
  /** Called for each field that both sides changed. */
  readonly collide: (field: string, theirs: unknown, ours: unknown) => void;
  /** Leaves such a field to a person, both sides between conflict markers, instead of settling it. */
  readonly mark?: boolean;
}

type Values = Readonly<Record<string, unknown>>;

/** Brings what differs between `before` and `after` into a map of the file, field by field, three ways. */
export function editMap(edit: Edit, map: MapNode, fields: Fields, before: object, after: object): void {
  const wanted = new Map<string, unknown>();
  for (const [key, field] of fields) {
    const was = (before as Values)[key];
    const ours = (after as Values)[key];
    if (same(was, ours)) continue;
    const pair = pairOf(map, key);
    if (field.shape.kind === 'list' && pair?.value.kind === 'list') {
      if (editItems(edit, key, field.shape.of, pair, was, ours)) wanted.set(key, undefined);
      continue;
    }
    const merged = mergeField(edit, key, field, pair, was, ours);
    if (merged?.collides === true && edit.mark === true) markField(edit, map, fields, key, ours);
    else if (merged) wanted.set(key, merged.value);
  }
  setFields(edit, map, fields, wanted);
}

/** What a field is to hold; undefined where it stays as it is. */
function mergeField(
  edit: Edit,
  key: string,
  { shape }: Field,
  pair: Pair | undefined,
  was: unknown,
  ours: unknown,
): Merged | undefined {
  const theirs = pair && decodeValue(pair.value, key, shape, []);
  if (pair && theirs === undefined && !isNull(pair.value)) {
    const raw = edit.text.slice(pair.value.from, pair.value.to);
    if (shape.kind === 'place') return { value: ours, collides: false };
    edit.collide(key, raw, ours);
    const prose = shape.kind === 'text' && typeof ours === 'string';
    return prose || edit.mark === true ? { value: joined(raw, ours), collides: true } : undefined;
  }
  if (shape.kind === 'list') {
    // The list is gone from the file: what ours left alone stays gone.
    const old = Array.isArray(was) ? (was as readonly unknown[]) : [];
    const list = (Array.isArray(ours) ? (ours as readonly unknown[]) : []).filter(
      (item) => !old.some((o) => same(o, item)),
    );
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

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.type === 'null';
}

/** Sets fields of a map to values, and takes away those that are to be undefined. */
export function setFields(edit: Edit, map: MapNode, fields: Fields, wanted: ReadonlyMap<string, unknown>): void {
  const removed = new Set<Pair>();
  for (const [key, value] of wanted) {
    const pair = pairOf(map, key);
    const shape = fields.get(key)?.shape;
    if (!pair || !shape) continue;
    if (value === undefined) removed.add(pair);
    else if (shape.kind === 'map' && pair.value.kind === 'map') {
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

function styleIn(edit: Edit, map: MapNode): Style {
  const first = map.pairs[0]?.keySpan.from;
  const json = map.flow && first !== undefined && edit.text.charCodeAt(first) === 34;
  return { flow: map.flow, json, indent: map.flow ? 0 : columnOf(edit.text, map.from), eol: edit.eol };
}

function replaced(edit: Edit, map: MapNode, pair: Pair, print: (style: Style) => string): Change {
  const { text, eol } = edit;
  const { value, keySpan } = pair;
  const style = styleIn(edit, map);
  const block = print(style);
  if (isNull(value) && value.from === value.to) {
    const fits = block.startsWith(eol) || fitsAbove(text, colonEnd(text, keySpan), block, style);
    return filled(edit, keySpan, fits ? block : print({ ...style, flow: true }));
  }
  const old = text.slice(value.from, value.to);
  const end = value.from + old.trimEnd().length;
  const printed = fitsAbove(text, end, block, style) ? block : print({ ...style, flow: true });
  const to = withBlanks(text, end, style.indent);
  const header = /^[|>][^\n#]*?([ \t]#[^\r\n]*)/.exec(old)?.[1];
  if (header !== undefined) {
    const end = printed.indexOf(eol);
    const [head, body] = end < 0 ? [printed, ''] : [printed.slice(0, end), printed.slice(end)];
    return { from: value.from, to, text: head + header + body };
  }
  return { from: value.from, to, text: printed };
}

/** Whether a value can stand as it is printed: its lines have no room for a comment, after it or deeper below it. */
function fitsAbove(text: string, to: number, printed: string, { indent }: Style): boolean {
  if (!printed.includes('\n')) return true;
  const literal = /[:-] \|-?\r?\n|^\|/.test(printed);
  return commentAfter(text, to) < 0 && !(literal && linesBelow(text, to, indent).some(({ comment }) => comment));
}

/** The end of a value with the blanks after it and the lines of blanks below, which may be a literal block's words. */
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

/** Gives a value to a key that stands there without one. */
export function filled({ text, eol }: Edit, keySpan: Span, printed: string): Change {
  const at = colonEnd(text, keySpan);
  if (printed.startsWith(eol)) {
    const end = lineEnd(text, at);
    return { from: end, to: end, text: printed };
  }
  return { from: at, to: at, text: `${at > keySpan.to ? '' : ':'} ${printed}` };
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
