import type { Change, Span } from '../change';
import type { Edit } from './edit';
import { moved, nodeOf, readNode, type Item } from './entry';
import { insertItems, members } from './item';
import { pairOf, type MapNode, type Pair } from './node';
import { printMap, printPair, type Style } from './print';
import type { Sidecar } from './read';
import { annotationFields, sections, selectorFields, version, type Fields, type Shape } from './schema';
import {
  columnOf,
  eolOf,
  lineAfter,
  lineBreakBefore,
  lineEnd,
  lineStart,
  spanFrom,
  withoutLines,
  withoutMembers,
} from './splice';
import { readYaml } from './yaml';

export type ListKey = 'annotations' | 'dismissed';

/** The key of the file with its value, and the map that it is in: of a file of the usual form, of that section alone. */
export function sectionPair(sidecar: Sidecar, key: string): { readonly map: MapNode; readonly pair: Pair } | undefined {
  const { text, parts } = sidecar;
  const section = parts.outline?.sections.find((other) => other.key === key);
  if (parts.outline && !section) return undefined;
  const { node } = section ? readNode(text, section.from, section.to) : readYaml(text, 0, text.length);
  const pair = node?.kind === 'map' ? pairOf(node, key) : undefined;
  return node?.kind === 'map' && pair ? { map: node, pair } : undefined;
}

/** Where a list of the file stands. */
export interface ListPlace {
  readonly keySpan: Span;
  /** The items with their dashes, as many as `items`. */
  readonly spans: readonly Span[];
  readonly flow: boolean;
  /** Whether each item has lines of its own, with a blank line between. */
  readonly lines: boolean;
  readonly items: readonly Item[];
  /** What stands for an empty list, `[]` or nothing. */
  readonly empty: Span | undefined;
}

export function listPlace(sidecar: Sidecar, key: ListKey): ListPlace | undefined {
  const { text, parts } = sidecar;
  const items = parts[key];
  const section = parts.outline?.sections.find((other) => other.key === key);
  if (section?.chunks && section.chunks.length > 0) {
    const keySpan = { from: section.from, to: section.valueFrom - 1 };
    const spans = items.map((item) => moved(item.span, item.from));
    return { keySpan, spans, flow: false, lines: true, items, empty: undefined };
  }
  const found = sectionPair(sidecar, key);
  if (!found) return undefined;
  const { keySpan, value } = found.pair;
  if (value.kind === 'list' && value.items.length > 0) {
    return { keySpan, spans: members(text, value), flow: value.flow, lines: false, items, empty: undefined };
  }
  const empty =
    value.from < value.to ? { from: value.from, to: value.to } : { from: keySpan.to + 1, to: keySpan.to + 1 };
  return { keySpan, spans: [], flow: found.map.flow, lines: !found.map.flow, items: [], empty };
}

/** What is to be done to a list of the file. */
export interface ListEdit {
  readonly removed: ReadonlySet<number>;
  /** In the order in which they shall stand; each after the item of an index, or in front where it is -1. */
  readonly added: readonly { readonly after: number; readonly item: object }[];
}

export function editList(edit: Edit, sidecar: Sidecar, key: ListKey, { removed, added }: ListEdit): void {
  if (removed.size === 0 && added.length === 0) return;
  const place = listPlace(sidecar, key);
  if (!place) {
    edit.changes.push(
      newSection(
        sidecar,
        key,
        added.map(({ item }) => item),
      ),
    );
    return;
  }
  if (place.empty) {
    edit.changes.push(
      ...filledList(
        edit,
        place,
        place.empty,
        key,
        added.map(({ item }) => item),
      ),
    );
    return;
  }
  const isRemoved = (index: number): boolean => removed.has(index);
  const rest = place.spans.length - removed.size;
  if (rest === 0 && added.length === 0) edit.changes.push(...emptied(edit, place, key));
  else if (!place.lines) editTight(edit, place, fieldsOf(key), isRemoved, added);
  else editLines(edit, place, fieldsOf(key), isRemoved, added);
}

export function fieldsOf(key: ListKey): Fields {
  return key === 'annotations' ? annotationFields : selectorFields;
}

/** A list in brackets, or a block list in a file of another form than the usual one. */
function editTight(
  edit: Edit,
  place: ListPlace,
  fields: Fields,
  isRemoved: (i: number) => boolean,
  added: ListEdit['added'],
): void {
  const { spans, flow, keySpan } = place;
  if (flow) edit.changes.push(...(withoutMembers(edit.text, spans, isRemoved) ?? []));
  else spans.forEach((span, i) => isRemoved(i) && edit.changes.push(withoutLines(edit.text, span)));
  insertItems(edit, keySpan, spans, flow, isRemoved, added, (item, indent, json) =>
    printMap(item, fields, { flow, json, indent, eol: edit.eol }),
  );
}

/** Entries on lines of their own. One that is added takes a blank line before it, which goes when it goes. */
function editLines(
  edit: Edit,
  place: ListPlace,
  fields: Fields,
  isRemoved: (i: number) => boolean,
  added: ListEdit['added'],
): void {
  const { text, eol } = edit;
  const { spans, keySpan } = place;
  const column = columnOf(text, spans[0]?.from ?? 0);
  let front = true;
  spans.forEach((span, i) => {
    if (isRemoved(i)) edit.changes.push(withoutEntry(edit, span, front, spans[i - 1]?.to ?? lineEnd(text, keySpan.to)));
    else front = false;
  });
  for (const { after, item } of added) {
    const line = `${' '.repeat(column)}- ${printMap(item, fields, { flow: false, indent: column + 2, eol })}`;
    let index = after;
    while (index >= 0 && isRemoved(index)) index--;
    const before = spans[index];
    if (before) edit.changes.push(entryAfter(edit, before, column, line));
    else {
      const at = lineEnd(text, keySpan.to);
      edit.changes.push({ from: at, to: at, text: eol + line + (spans.some((_, i) => !isRemoved(i)) ? eol : '') });
    }
  }
}

function entryAfter({ text, eol }: Edit, { to }: Span, column: number, line: string): Change {
  if (text.charCodeAt(to - 1) === 10) return lineAfter(text, to, line, eol);
  let at = lineEnd(text, to);
  for (;;) {
    // Comments that stand deeper than the dash belong to the entry above.
    const comment = /^\r?\n( *)#/.exec(text.slice(at, at + 200));
    if (!comment || (comment[1] ?? '').length <= column) break;
    at = lineEnd(text, at + comment[0].length);
  }
  return { from: at, to: at, text: eol + eol + line };
}

function withoutEntry({ text }: Edit, span: Span, front: boolean, floor: number): Change {
  const own = spanFrom(text, span.from, span);
  const change = withoutLines(text, own);
  const start = lineStart(text, own.from);
  if (change.from === own.from) return change;
  if (floor >= start) return { from: start, to: breakAfter(text, change.to), text: '' };
  if (front) {
    const next = breakAfter(text, change.to);
    const blank = next > change.to && text.slice(next, lineEnd(text, next)).trim() === '' && next < text.length;
    const top = change.from === floor;
    return { from: change.from, to: blank && top ? next : change.to, text: '' };
  }
  const above = lineStart(text, change.from);
  const blank = above > floor && text.slice(above, change.from).trim() === '';
  return { from: blank ? lineBreakBefore(text, above) : change.from, to: change.to, text: '' };
}

function breakAfter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit === 13 ? at + 2 : unit === 10 ? at + 1 : at;
}

/** The list with nothing left in it: the key stays, since the format wants it; `dismissed` goes. */
function emptied(edit: Edit, place: ListPlace, key: ListKey): readonly Change[] {
  const { text } = edit;
  const { spans, keySpan, flow } = place;
  const last = spans.at(-1) ?? keySpan;
  if (flow) return withoutMembers(text, spans, () => true) ?? [];
  const section = spanFrom(text, keySpan.from, { from: keySpan.from, to: last.to });
  if (key === 'dismissed' && !/(?:^|[\s])#/m.test(text.slice(keySpan.to, section.to))) {
    return [withoutEntry(edit, section, false, 0)];
  }
  const cut = spans.map((span, i) => withoutEntry(edit, span, true, spans[i - 1]?.to ?? lineEnd(text, keySpan.to)));
  return [{ from: keySpan.to + 1, to: keySpan.to + 1, text: ' []' }, ...cut];
}

/** An empty list with its first items. */
function filledList(
  edit: Edit,
  place: ListPlace,
  empty: Span,
  key: ListKey,
  items: readonly object[],
): readonly Change[] {
  const { text, eol } = edit;
  if (place.flow)
    return [
      {
        ...empty,
        text: ` [${items.map((item) => printMap(item, fieldsOf(key), { flow: true, json: true, indent: 0, eol })).join(', ')}]`,
      },
    ];
  const from = place.keySpan.to + 1;
  const at = lineEnd(text, empty.to);
  return [
    { from, to: empty.to, text: '' },
    { from: at, to: at, text: eol + printEntries(items, fieldsOf(key), eol, columnOf(text, place.keySpan.from)) },
  ];
}

function printEntries(items: readonly object[], fields: Fields, eol: string, column = 0): string {
  const dash = ' '.repeat(column + 2) + '- ';
  return items.map((item) => dash + printMap(item, fields, { flow: false, indent: column + 4, eol })).join(eol + eol);
}

/** A new key of the file, at its place in the order of the format. */
export function insertSection(
  sidecar: Sidecar,
  key: (typeof sections)[number],
  print: (style: Style) => string,
): Change {
  const { text, parts } = sidecar;
  const eol = eolOf(text);
  if (!parts.outline) return inWhole(sidecar, print);
  const style = { flow: false, indent: 0, eol };
  const before = sections.slice(0, sections.indexOf(key));
  const found = parts.outline.sections.filter((section) => (before as readonly string[]).includes(section.key)).at(-1);
  const next = found && parts.outline.sections[parts.outline.sections.indexOf(found) + 1];
  const gap = key === 'dismissed' ? eol : '';
  if (found && next) {
    const held = text.slice(found.from, found.to);
    const at = found.from + (/(?:\r?\n[ \t]*(?:#[^\n]*)?)*$/.exec(held)?.index ?? held.length);
    return { from: at, to: at, text: eol + gap + print(style) };
  }
  if (found || parts.outline.sections.length === 0) {
    const open = text === '' || text.endsWith('\n');
    return { from: text.length, to: text.length, text: open ? gap + print(style) + eol : eol + gap + print(style) };
  }
  const at = parts.outline.sections[0]?.from ?? 0;
  return { from: at, to: at, text: print(style) + eol };
}

function newSection(sidecar: Sidecar, key: ListKey, items: readonly object[]): Change {
  const of = fieldsOf(key);
  const shape: Shape = { kind: 'list', of };
  return insertSection(sidecar, key, (style) =>
    style.flow
      ? printPair(key, items, shape, style)
      : `${key}:${style.eol}${printEntries(items, of, style.eol, style.indent)}`,
  );
}

/** In a file of another form than the usual one: after everything else. */
function inWhole({ text }: Sidecar, print: (style: Style) => string): Change {
  const eol = eolOf(text);
  const { node } = readYaml(text, 0, text.length);
  if (node?.kind !== 'map') {
    const start = text === '' || text.endsWith('\n') || text === '\ufeff' ? '' : eol;
    return {
      from: text.length,
      to: text.length,
      text: `${start}claimmark: ${String(version)}${eol}${print({ flow: false, indent: 0, eol })}${eol}`,
    };
  }
  const last = node.pairs.at(-1);
  const json = node.flow && text.charCodeAt(last?.keySpan.from ?? 0) === 34;
  const indent = node.flow ? 0 : columnOf(text, node.from);
  const printed = print({ flow: node.flow, json, indent, eol });
  if (!last) return { from: node.from + 1, to: node.from + 1, text: printed };
  if (node.flow) return { from: last.value.to, to: last.value.to, text: `, ${printed}` };
  return lineAfter(text, last.value.to, ' '.repeat(indent) + printed, eol);
}

export { nodeOf };
