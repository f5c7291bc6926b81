import { lineEnd, type Cursor } from './plain';
import { typeOf, type Scalar } from './node';

/** `"…"` on one line. */
export function readDouble(cursor: Cursor): Scalar | undefined {
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
export function readSingle(cursor: Cursor): Scalar | undefined {
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

/** After a quoted scalar nothing may follow on its line but a comment. */
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
export function readPlain(cursor: Cursor): Scalar | undefined {
  const { text, at: from } = cursor;
  const next = lineEnd(text, from, cursor.to);
  let to = next;
  while (to > from && isSpaceOrBreak(text.charCodeAt(to - 1))) to--;
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

function isSpaceOrBreak(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13;
}

/** Whether it begins as a plain scalar may and holds no `: `. */
function isPlain(value: string): boolean {
  if (value === '' || indicators.includes(value.charAt(0))) return false;
  const colon = value.indexOf(':');
  return colon < 0 || (!value.endsWith(':') && !value.includes(': ', colon));
}

/** What a plain scalar can't begin with; `-`, `?` and `:` sometimes can, which is left to the full parser. */
const indicators = '-?:,[]{}#&*!|>\'"%@`';

/** `|` and `|-`, without an indicator of the indentation and without a comment in the header. */
export function readLiteral(cursor: Cursor, parent: number): Scalar | undefined {
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

/** The lines of a literal block; undefined where none has content, or where blanks make it hard to tell. */
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

/** The escapes of YAML 1.2 (section 5.7); undefined where one is not known. */
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
