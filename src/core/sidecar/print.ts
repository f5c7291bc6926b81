import type { Fields, Shape } from './schema';

/** How a string is written. */
export interface Style {
  /** Inside `{…}` or `[…]`, where commas and brackets are special. */
  readonly flow: boolean;
  /** False where lines must not be a literal block, because odd blanks below would become part of it. */
  readonly literal?: boolean | undefined;
  /** The spaces before the key; a literal block is two deeper. */
  readonly indent: number;
  readonly eol: string;
}

/**
 * Prints a string as a YAML scalar that YAML 1.1 and 1.2 read the same: plain where that is safe, a literal block for
 * several lines, else double-quoted with escapes that JSON has, too. Never folded.
 */
export function printString(value: string, style: Style): string {
  if (style.flow) return word.test(value) && !isSpecial(value) ? value : quoted(value);
  if (isPlain(value)) return value;
  return style.literal !== false && isLiteral(value) ? literal(value, style) : quoted(value);
}

const word = /^[A-Za-z][A-Za-z0-9_]*$/;

// A letter, a figure or a mark that may begin prose; then no tabs, controls, unprintable characters or lone surrogates.
const plain =
  /^[\p{L}\p{N}“”‘’«»„¿¡(€£$…–—](?:[^\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]*[^\p{Cc}\p{Cs}\s\ufeff\ufffe\uffff:])?$/u;
const figures = /^[-+.0-9][-+.:_0-9a-fA-FxXoObBeEtTzZ ]*$/;
const specials = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', '~', '=', '<<']);

/** Whether YAML 1.1 or 1.2 reads a plain scalar as a boolean, a number, a time or null. */
function isSpecial(value: string): boolean {
  return figures.test(value) || (value.length <= 5 && specials.has(value.toLowerCase()));
}

function isPlain(value: string): boolean {
  return plain.test(value) && !value.includes(': ') && !value.includes(' #') && !isSpecial(value);
}

// Lines of which the first does not begin with a blank, and none ends with one.
const lines = /^[^\s\p{Cc}\p{Cs}\ufeff\ufffe\uffff](?:[^\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]|\n)*$/u;

function isLiteral(value: string): boolean {
  if (!value.includes('\n') || !lines.test(value) || value.endsWith('\n\n')) return false;
  return !/[\s]\n|[^\S\n]$/.test(value.replace(/\n+/g, '\n'));
}

function literal(value: string, { indent, eol }: Style): string {
  const margin = ' '.repeat(indent + 2);
  const clip = value.endsWith('\n');
  const body = (clip ? value.slice(0, -1) : value).split('\n').map((line) => (line === '' ? '' : margin + line));
  return [clip ? '|' : '|-', ...body].join(eol);
}

const unprintable = /["\\\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/gu;
const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
};

export function quoted(value: string): string {
  return `"${value.replace(unprintable, (unit) => named[unit] ?? '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'))}"`;
}

/** Prints the fields of a map as `key: value` texts, in the order of the format. Fields that the format lacks are left out. */
export function printPairs(values: object, fields: Fields, style: Style): readonly string[] {
  const record = values as Readonly<Record<string, unknown>>;
  const pairs: string[] = [];
  for (const [key, { shape }] of fields) {
    const value = record[key];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) {
      pairs.push(printPair(key, value, shape, style));
    }
  }
  return pairs;
}

export function printPair(key: string, value: unknown, shape: Shape, style: Style): string {
  const printed = printValue(value, shape, style);
  return `${key}:${printed.startsWith(style.eol) ? '' : ' '}${printed}`;
}

/** Prints a value for the place after its key; a block list or map begins with a line break. */
export function printValue(value: unknown, shape: Shape, style: Style): string {
  if (shape.kind === 'list') return printList(value as readonly object[], shape.of, style);
  if (shape.kind === 'map') return printInnerMap(value as object, shape.of, style);
  if (shape.kind === 'place') return String(value);
  return printString(String(value), style);
}

function printList(items: readonly object[], of: Fields, style: Style): string {
  if (style.flow) return `[${items.map((item) => printMap(item, of, style)).join(', ')}]`;
  const dash = style.eol + ' '.repeat(style.indent + 2) + '- ';
  return items.map((item) => dash + printMap(item, of, { ...style, indent: style.indent + 4 })).join('');
}

/** Prints a map as the value of a key: its lines are below the key, two deeper. */
function printInnerMap(values: object, of: Fields, style: Style): string {
  if (style.flow) return printMap(values, of, style);
  const deeper = { ...style, indent: style.indent + 2 };
  return style.eol + ' '.repeat(deeper.indent) + printMap(values, of, deeper);
}

/** Prints a map from its first key on; further lines have the indent of the style. */
export function printMap(values: object, fields: Fields, style: Style): string {
  const pairs = printPairs(values, fields, style);
  return style.flow ? `{${pairs.join(', ')}}` : pairs.join(style.eol + ' '.repeat(style.indent));
}
