import { readDouble, readLiteral, readPlain, readSingle } from './scalar';
import { deepest } from './depth';
import type { ListNode, MapNode, Node, Pair, Scalar } from './node';

/** Where a reader stands in a text, and the end of what it may read. */
export interface Cursor {
  readonly text: string;
  at: number;
  readonly to: number;
  /** How many lists and maps it stands in. */
  depth: number;
}

/**
 * Reads the part of YAML that sidecars are written in: block maps and lists, strings on one line, literal blocks,
 * comments. What it reads it reads as YAML 1.2 does; for anything else, also for what is no YAML at all, it gives
 * `undefined`, and the full parser decides. `from` is the start of a line, at a key or a dash.
 */
export function readPlainYaml(text: string, from: number, to: number): Node | undefined {
  const cursor: Cursor = { text, at: from, to, depth: 0 };
  const indent = nextLine(cursor);
  if (indent < 0) return undefined;
  cursor.at += indent;
  const node = isDash(cursor) ? readList(cursor, indent) : readMap(cursor, indent);
  return node && cursor.at >= to ? node : undefined;
}

/** Moves to the start of the next line with content; gives its indentation, or -1 at the end. */
function nextLine(cursor: Cursor): number {
  const { text, to } = cursor;
  while (cursor.at < to) {
    let i = cursor.at;
    while (i < to && text.charCodeAt(i) === 32) i++;
    const unit = i < to ? text.charCodeAt(i) : 10;
    if (unit !== 35 && unit !== 10 && unit !== 13) return i - cursor.at;
    cursor.at = lineEnd(text, i, to);
  }
  return -1;
}

/** The start of the next line. */
export function lineEnd(text: string, at: number, to: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 || end >= to ? to : end + 1;
}

function isDash({ text, at, to }: Cursor): boolean {
  return text.charCodeAt(at) === 45 && (at + 1 >= to || isBlank(text.charCodeAt(at + 1)));
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13;
}

/** From a dash. The items are maps, or strings on one line. */
function readList(cursor: Cursor, indent: number): ListNode | undefined {
  const items: Node[] = [];
  const from = cursor.at;
  if (++cursor.depth > deepest) return undefined;
  for (;;) {
    const dash = cursor.at++;
    while (cursor.text.charCodeAt(cursor.at) === 32 && cursor.at < cursor.to) cursor.at++;
    const inner = indent + cursor.at - dash;
    const item = isKey(cursor) ? readMap(cursor, inner) : readScalar(cursor, indent);
    if (!item) return undefined;
    items.push(item);
    const next = nextLine(cursor);
    if (next > indent) return undefined;
    if (next < indent) break;
    cursor.at += indent;
    if (!isDash(cursor)) {
      // The key after a list that stands as deep as its own key.
      cursor.at -= indent;
      break;
    }
  }
  cursor.depth--;
  return { kind: 'list', flow: false, items, from, to: items.at(-1)?.to ?? from };
}

/** From a key. */
function readMap(cursor: Cursor, indent: number): MapNode | undefined {
  const pairs: Pair[] = [];
  const from = cursor.at;
  if (++cursor.depth > deepest) return undefined;
  for (;;) {
    const start = cursor.at;
    const end = keyEnd(cursor);
    if (end < 0) return undefined;
    cursor.at = end + 1;
    const value = readValue(cursor, indent);
    if (!value) return undefined;
    pairs.push({ key: cursor.text.slice(start, end), keySpan: { from: start, to: end }, value });
    const next = nextLine(cursor);
    if (next > indent) return undefined;
    if (next < indent) break;
    cursor.at += indent;
    if (isDash(cursor)) return undefined;
  }
  cursor.depth--;
  return { kind: 'map', flow: false, pairs, from, to: pairs.at(-1)?.value.to ?? from };
}

function isKey(cursor: Cursor): boolean {
  return keyEnd(cursor) >= 0;
}

/** The colon of a key of letters, digits, `_` and `-`; -1 where there is none. */
function keyEnd({ text, at, to }: Cursor): number {
  let i = at;
  for (; i < to; i++) {
    const unit = text.charCodeAt(i);
    const letter = (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95;
    if (!letter && (i === at || !((unit >= 48 && unit <= 57) || unit === 45))) break;
  }
  if (i === at || i >= to || text.charCodeAt(i) !== 58) return -1;
  return i + 1 >= to || isBlank(text.charCodeAt(i + 1)) ? i : -1;
}

function readValue(cursor: Cursor, indent: number): Node | undefined {
  const { text, to } = cursor;
  const after = cursor.at;
  while (cursor.at < to && text.charCodeAt(cursor.at) === 32) cursor.at++;
  const unit = cursor.at < to ? text.charCodeAt(cursor.at) : 10;
  if (unit !== 10 && unit !== 13 && unit !== 35) return readScalar(cursor, indent);
  cursor.at = lineEnd(text, cursor.at, to);
  const next = nextLine(cursor);
  if (next >= indent) {
    cursor.at += next;
    if (isDash(cursor)) return readList(cursor, next);
    if (next > indent) return readMap(cursor, next);
    cursor.at -= next;
  }
  return { kind: 'scalar', type: 'null', value: '', from: after, to: after };
}

/** From the first unit of a scalar; leaves the cursor on the next line. `indent` is that of the parent. */
function readScalar(cursor: Cursor, indent: number): Scalar | undefined {
  switch (cursor.text.charCodeAt(cursor.at)) {
    case 34:
      return readDouble(cursor);
    case 39:
      return readSingle(cursor);
    case 124:
      return readLiteral(cursor, indent);
    default:
      return readPlain(cursor);
  }
}
