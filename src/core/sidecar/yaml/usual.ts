import { deepest } from './any';
import { typeOf, type ListNode, type MapNode, type Node, type Pair, type Scalar } from './node';

/** A place in a text, and the end of what may be read. */
interface Cursor {
  readonly text: string;
  at: number;
  readonly to: number;
  /** The number of lists and maps around it. */
  depth: number;
}

/**
 * Parses the part of YAML that sidecars are written in: block maps and lists, strings on one line, literal blocks,
 * comments. Its result is that of YAML 1.2; for anything else, even text that is no YAML, it is undefined, and the full
 * parser decides. `from` is the start of a line with a key or a dash.
 */
export function readUsualYaml(text: string, from: number, to: number): Node | undefined {
  const cursor: Cursor = { text, at: from, to, depth: 0 };
  const indent = nextLine(cursor);
  if (indent < 0) return undefined;
  cursor.at += indent;
  const node = isDash(cursor) ? readList(cursor, indent) : readMap(cursor, indent);
  return node && cursor.at >= to ? node : undefined;
}

/** Moves to the start of the next line with content. Returns its indentation, or -1 at the end. */
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
function lineEnd(text: string, at: number, to: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 || end >= to ? to : end + 1;
}

function isDash({ text, at, to }: Cursor): boolean {
  return text.charCodeAt(at) === 45 && (at + 1 >= to || isBlank(text.charCodeAt(at + 1)));
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13;
}

/** Reads a list from its first dash. Its items are maps, or strings on one line. */
function readList(cursor: Cursor, indent: number): ListNode | undefined {
  const items: Node[] = [];
  const from = cursor.at;
  if (++cursor.depth > deepest) return undefined;
  for (;;) {
    const dash = cursor.at++;
    while (cursor.text.charCodeAt(cursor.at) === 32 && cursor.at < cursor.to) cursor.at++;
    const inner = indent + cursor.at - dash;
    const item = isEmptyRest(cursor)
      ? readBelow(cursor, dash + 1, indent)
      : isKey(cursor)
        ? readMap(cursor, inner)
        : readScalar(cursor, indent);
    if (!item) return undefined;
    items.push(item);
    const next = nextLine(cursor);
    if (next > indent) return undefined;
    if (next < indent) break;
    cursor.at += indent;
    if (!isDash(cursor)) {
      // A list at the column of its own key has ended, and the next key follows.
      cursor.at -= indent;
      break;
    }
  }
  cursor.depth--;
  return { kind: 'list', flow: false, items, from, to: items.at(-1)?.to ?? from };
}

/** Whether the rest of the line is at most a comment. */
function isEmptyRest({ text, at, to }: Cursor): boolean {
  const unit = at < to ? text.charCodeAt(at) : 10;
  return unit === 10 || unit === 13 || unit === 35;
}

/** Reads what is below a dash alone on its line: a deeper map or list, or nothing. */
function readBelow(cursor: Cursor, after: number, indent: number): Node | undefined {
  cursor.at = lineEnd(cursor.text, cursor.at, cursor.to);
  const next = nextLine(cursor);
  if (next <= indent) return { kind: 'scalar', type: 'null', value: '', from: after, to: after };
  cursor.at += next;
  return isDash(cursor) ? readList(cursor, next) : readMap(cursor, next);
}

/** Reads a map from its first key. */
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

/** The colon after a key of letters, digits, `_` and `-`; -1 where there is none. */
function keyEnd({ text, at, to }: Cursor): number {
  let i = at;
  for (; i < to; i++) {
    const unit = text.charCodeAt(i);
    const letter = (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95;
    const figure = unit >= 48 && unit <= 57;
    if (!letter && !figure && (i === at || unit !== 45)) break;
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

/** Reads a scalar from its first unit, and moves to the next line. `indent` is that of the parent. */
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

/** `"…"` on one line. */
function readDouble(cursor: Cursor): Scalar | undefined {
  const { text, at: from, to } = cursor;
  let end = from + 1;
  let escaped = false;
  for (; ; end++) {
    const unit = end < to ? text.charCodeAt(end) : 10;
    if (unit === 34) break;
    if (unit === 10) return undefined;
    if (unit === 92) {
      escaped = true;
      end++;
    }
  }
  const raw = text.slice(from + 1, end);
  const value = escaped ? unescaped(raw) : raw;
  return value === undefined ? undefined : finish(cursor, from, end + 1, value);
}

/** `'…'` on one line. */
function readSingle(cursor: Cursor): Scalar | undefined {
  const { text, at: from, to } = cursor;
  let end = from + 1;
  for (; ; end++) {
    const unit = end < to ? text.charCodeAt(end) : 10;
    if (unit === 10) return undefined;
    if (unit !== 39) continue;
    if (text.charCodeAt(end + 1) !== 39 || end + 1 >= to) break;
    end++;
  }
  const raw = text.slice(from + 1, end);
  return finish(cursor, from, end + 1, raw.includes("'") ? raw.replaceAll("''", "'") : raw);
}

/** Ends a quoted scalar: only a comment may follow on its line. */
function finish(cursor: Cursor, from: number, to: number, value: string): Scalar | undefined {
  const { text } = cursor;
  let i = to;
  while (i < cursor.to && text.charCodeAt(i) === 32) i++;
  const unit = i < cursor.to ? text.charCodeAt(i) : 10;
  if (unit !== 10 && unit !== 13 && (unit !== 35 || i === to)) return undefined;
  cursor.at = lineEnd(text, i, cursor.to);
  return { kind: 'scalar', type: 'string', value, from, to };
}

/** A string without quotes, on one line. */
function readPlain(cursor: Cursor): Scalar | undefined {
  const { text, at: from } = cursor;
  const next = lineEnd(text, from, cursor.to);
  let to = next;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  let value = text.slice(from, to);
  const comment = value.indexOf(' #');
  if (comment >= 0) {
    value = value.slice(0, comment).replace(/ +$/, '');
    to = from + value.length;
  }
  if (!isPlain(value)) return undefined;
  cursor.at = next;
  return { kind: 'scalar', type: typeOf(value), value, from, to };
}

/** Whether a value begins as a plain scalar may, and has no `: `. */
function isPlain(value: string): boolean {
  if (value === '' || indicators.includes(value.charAt(0))) return false;
  const colon = value.indexOf(':');
  return colon < 0 || (!value.endsWith(':') && !value.includes(': ', colon));
}

/** What a plain scalar can't begin with; `-`, `?` and `:` sometimes can, but that is left to the full parser. */
const indicators = '-?:,[]{}#&*!|>\'"%@`';

/** Reads `|` and `|-` blocks without an indentation indicator or a comment in the header. */
function readLiteral(cursor: Cursor, parent: number): Scalar | undefined {
  const { text, at: from, to } = cursor;
  const strip = text.charCodeAt(from + 1) === 45;
  let at = from + (strip ? 2 : 1);
  while (at < to && text.charCodeAt(at) === 32) at++;
  if (at < to && text.charCodeAt(at) === 13) at++;
  if (at >= to || text.charCodeAt(at) !== 10) return undefined;
  const body = readLines(text, at + 1, to, parent);
  if (!body) return undefined;
  cursor.at = body.next;
  return { kind: 'scalar', type: 'string', value: strip ? body.value : body.value + '\n', from, to: body.to };
}

interface Body {
  readonly value: string;
  /** The end of the last line with content, without its line break. */
  readonly to: number;
  readonly next: number;
}

/** The lines of a literal block; undefined where none has content, or blanks make the indentation unclear. */
function readLines(text: string, from: number, to: number, parent: number): Body | undefined {
  let indent = -1;
  let value = '';
  let blanks = '';
  let end = from;
  let at = from;
  while (at < to) {
    let i = at;
    while (i < to && text.charCodeAt(i) === 32) i++;
    const next = lineEnd(text, i, to);
    const stop = contentEnd(text, i, next);
    if (stop === i) {
      if (i - at > Math.max(indent, parent + 1)) return undefined;
      blanks += '\n';
    } else {
      if (i - at <= parent) break;
      if (indent < 0) indent = i - at;
      if (i - at < indent) return undefined;
      value += blanks + text.slice(at + indent, stop);
      blanks = '\n';
      end = stop;
    }
    at = next;
  }
  return indent < 0 ? undefined : { value, to: end, next: at };
}

/** The end of a line without its line break. */
function contentEnd(text: string, from: number, next: number): number {
  let end = next;
  if (end > from && text.charCodeAt(end - 1) === 10) end--;
  if (end > from && text.charCodeAt(end - 1) === 13) end--;
  return end;
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** Resolves the escapes of YAML 1.2 (section 5.7); undefined where one is unknown. */
function unescaped(raw: string): string | undefined {
  let bad = false;
  const value = raw.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^]?))/g,
    (_, two?: string, four?: string, one?: string) => {
      const hex = two ?? four;
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      const known = escapes[one ?? ''];
      if (known === undefined) bad = true;
      return known ?? '';
    },
  );
  return bad ? undefined : value;
}
