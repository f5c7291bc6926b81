import type { Change, Span } from '../text/change';
import { filled, lastKept, type Edit, type Added, type ListEdit } from './edit';
import { moved, readNode } from './entry';
import type { Section } from './outline';
import type { Parsed } from './parse';
import { printMap, type Style } from './print';
import type { Sidecar } from './read';
import { itemFields, sections, type ListKey, type Fields } from './schema';
import { readAnyYaml } from './yaml/any';
import { pairOf, type MapNode, type Node, type Pair } from './yaml/node';
import { columnOf, lineEnd, spanFrom, atIndent, lineAfter, lineBreakBefore, lineStart, indentOf } from './yaml/splice';
import { endBelow, withoutLinesBelow } from './yaml/trivia';

/** Changes a list of a file in the usual form; creates it where there is none. */
export function editList(edit: Edit, sidecar: Sidecar, key: ListKey, { removed, added }: ListEdit): void {
  if (removed.size === 0 && added.length === 0) return;
  const place = listPlace(sidecar, key);
  if (!place) edit.changes.push(newSection(edit, sidecar, key, added));
  else if (place.spans.length === 0) edit.changes.push(firstEntries(edit, place, key, added));
  else if (place.spans.length === removed.size && added.length === 0)
    edit.changes.push(...emptiedList(edit, sidecar, place, key));
  else editLines(edit, place, itemFields[key], { removed, added });
}

/** Empties a list: the key stays, since the format requires it; `dismissed` goes. */
function emptiedList(edit: Edit, { parts }: Sidecar, place: ListPlace, key: ListKey): readonly Change[] {
  const { text } = edit;
  const { spans, keySpan } = place;
  const last = spans.at(-1) ?? keySpan;
  const section = spanFrom(text, keySpan.from, { from: keySpan.from, to: last.to });
  if (key === 'dismissed' && !/(?:^|[\s])#/m.test(text.slice(keySpan.to, ownLines(text, section).to))) {
    const above = parts.outline?.sections.filter(({ from }) => from < section.from).at(-1);
    return [withoutEntry(text, section, above ? sectionEnd(text, parts, above) : 0)];
  }
  const cut = withoutEntries(text, place, () => true);
  return [{ from: keySpan.to + 1, to: keySpan.to + 1, text: ' []' }, ...cut];
}

/** Adds the first entries to an empty list. */
function firstEntries(edit: Edit, { keySpan, value }: ListPlace, key: ListKey, added: readonly Added[]): Change {
  const style = { flow: false, literal: edit.literal, indent: 0, eol: edit.eol };
  return filled(edit, keySpan, value, style, (print) => edit.eol + printEntries(added, itemFields[key], print));
}

/** Changes entries on lines of their own. An added entry brings a blank line above it, which goes with it later. */
function editLines(edit: Edit, place: ListPlace, fields: Fields, { removed, added }: ListEdit): void {
  const { text, eol } = edit;
  const { spans, keySpan } = place;
  const isRemoved = (index: number): boolean => removed.has(index);
  const column = columnOf(text, spans[0]?.from ?? 0);
  edit.changes.push(...withoutEntries(text, place, isRemoved));
  for (const { after, item, lines } of added) {
    const style = { flow: false, literal: edit.literal, indent: column + 2, eol };
    const printed = `${' '.repeat(column)}- ${printMap(item, fields, style)}`;
    const line = lines === undefined ? printed : atIndent(lines, column).replace(/\r?\n/g, eol);
    const before = lastKept(spans, after, isRemoved);
    if (before) edit.changes.push(entryAfter(edit, before, line));
    else {
      const at = lineEnd(text, keySpan.to);
      edit.changes.push({ from: at, to: at, text: eol + line + (removed.size < spans.length ? eol : '') });
    }
  }
}

function entryAfter({ text, eol }: Edit, { to }: Span, line: string): Change {
  if (text.charCodeAt(to - 1) === 10) return lineAfter(text, to, line, eol);
  const at = lineEnd(text, to);
  return { from: at, to: at, text: eol + eol + line };
}

/** Removes entries, each with the blank line above it; the first ones with the blank line below. */
function withoutEntries(
  text: string,
  { spans, keySpan }: ListPlace,
  isRemoved: (index: number) => boolean,
): readonly Change[] {
  const kept = spans.findIndex((_, i) => !isRemoved(i));
  const run = kept < 0 ? spans.length : kept;
  const top = lineEnd(text, keySpan.to);
  const last = spans[run - 1];
  const gaps = spans.slice(0, run).map(({ from }, i) => text.slice(spans[i - 1]?.to ?? top, from));
  const whole = last !== undefined && gaps.every((gap) => gap.trim() === '');
  const changes: Change[] = [];
  if (whole) {
    const { to } = ownLines(text, last);
    changes.push({ from: top, to: kept < 0 ? to : afterBlank(text, to), text: '' });
  }
  spans.forEach((span, i) => {
    if (isRemoved(i) && !(whole && i < run))
      changes.push(withoutEntry(text, span, lastKept(spans, i - 1, isRemoved)?.to ?? top));
  });
  return changes;
}

/** From the dash to the end of the last line, with comments there or deeper below, which go with the entry. */
export function ownLines(text: string, span: Span): Span {
  const { from, to } = spanFrom(text, span.from, span);
  return { from, to: endBelow(text, lineEnd(text, to), columnOf(text, from)) };
}

/** The start of the next line if that is blank, else the same place. */
function afterBlank(text: string, at: number): number {
  const next = breakAfter(text, at);
  return next < text.length && text.slice(next, lineEnd(text, next)).trim() === '' ? next : at;
}

/** Removes an entry. `floor` is the end of what stays above; a block with `+` ends at the start of a line. */
function withoutEntry(text: string, span: Span, floor: number): Change {
  const own = ownLines(text, span);
  const change = withoutLinesBelow(text, own, floor);
  const start = lineStart(text, own.from);
  if (change.from === own.from) return change;
  if (text.charCodeAt(floor - 1) === 10) return { from: start, to: breakAfter(text, change.to), text: '' };
  const above = lineStart(text, change.from);
  const blank = above > floor && text.slice(above, change.from).trim() === '';
  return { from: blank ? lineBreakBefore(text, above) : change.from, to: change.to, text: '' };
}

function breakAfter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit === 13 ? at + 2 : unit === 10 ? at + 1 : at;
}

/** A key of the file with its value, and its map; in a file of the usual form, only that section is parsed. */
export function sectionPair(sidecar: Sidecar, key: string): { readonly map: MapNode; readonly pair: Pair } | undefined {
  const { text, parts } = sidecar;
  const section = parts.outline?.sections.find((other) => other.key === key);
  if (parts.outline && !section) return undefined;
  const { node } = section ? readNode(text, section.from, section.to) : readAnyYaml(text, 0, text.length);
  const pair = node?.kind === 'map' ? pairOf(node, key) : undefined;
  return node?.kind === 'map' && pair ? { map: node, pair } : undefined;
}

/** The place of a list in a file of the usual form. */
interface ListPlace {
  readonly keySpan: Span;
  /** The items with their dashes, each on lines of its own. */
  readonly spans: readonly Span[];
  /** The value of an empty list: `[]`, `~` or nothing. */
  readonly value: Node;
}

function listPlace(sidecar: Sidecar, key: ListKey): ListPlace | undefined {
  const { parts } = sidecar;
  const section = parts.outline?.sections.find((other) => other.key === key);
  const spans = parts[key].map((item) => moved(item.span, item.from));
  const nothing: Node = { kind: 'scalar', type: 'null', value: '', from: 0, to: 0 };
  if (section?.chunks && spans.length > 0)
    return { keySpan: { from: section.from, to: section.valueFrom - 1 }, spans, value: nothing };
  const found = section && sectionPair(sidecar, key);
  return found && { keySpan: found.pair.keySpan, spans, value: found.pair.value };
}

/**
 * Prints the entries of a new block list, each from the start of its dash's line, with blank lines between. If the
 * earlier lines of one are known, all are indented like it.
 */
function printEntries(added: readonly Added[], fields: Fields, style: Style): string {
  const { eol } = style;
  const known = added.find(({ lines }) => lines !== undefined)?.lines;
  const indent = known === undefined ? style.indent + 2 : Math.max(style.indent, indentOf(known));
  const entries = added.map(({ item, lines }) =>
    lines === undefined
      ? ' '.repeat(indent) + '- ' + printMap(item, fields, { ...style, indent: indent + 2 })
      : atIndent(lines, indent).replace(/\r?\n/g, eol),
  );
  return entries.join(eol + eol);
}

/** Inserts a new key of the file at its place in the order of the format. */
export function insertSection(
  { eol, literal }: Edit,
  { text, parts }: Sidecar,
  key: (typeof sections)[number],
  print: (style: Style) => string,
): Change {
  const style = { flow: false, literal, indent: 0, eol };
  const before = sections.slice(0, sections.indexOf(key));
  const all = parts.outline?.sections ?? [];
  const found = all.filter((section) => (before as readonly string[]).includes(section.key)).at(-1);
  const next = found && all[all.indexOf(found) + 1];
  const gap = key === 'dismissed' ? eol : '';
  if (found) {
    const end = sectionEnd(text, parts, found);
    // A block with `+` would include the blank line.
    const keeps = text.charCodeAt(end - 1) === 10;
    if (next) return lineAfter(text, end, (keeps ? '' : gap) + print(style), eol);
    const open = text.endsWith('\n');
    const printed = (keeps && end === text.length ? '' : gap) + print(style);
    return { from: text.length, to: text.length, text: open ? printed + eol : eol + printed };
  }
  const at = all[0]?.from ?? 0;
  return { from: at, to: at, text: print(style) + eol };
}

/** The end of a section's value, without the comments below it. */
function sectionEnd(text: string, parts: Parsed, { key, from, to, chunks }: Section): number {
  const item = chunks && (key === 'annotations' || key === 'dismissed') ? parts[key].at(-1) : undefined;
  if (item) return item.from + item.span.to;
  const { node } = readNode(text, from, to);
  const end = node?.kind === 'map' ? node.pairs.at(-1)?.value.to : undefined;
  return end ?? from + text.slice(from, to).trimEnd().length;
}

function newSection(edit: Edit, sidecar: Sidecar, key: ListKey, items: readonly Added[]): Change {
  return insertSection(
    edit,
    sidecar,
    key,
    (style) => `${key}:${style.eol}${printEntries(items, itemFields[key], style)}`,
  );
}
