import { lineStarts, placeAt } from '../text/lines';
import { drain, eachInSteps } from '../text/steps';
import { textOf } from './bytes';
import type { Exported, Format, Parsing, Placed, WriteOptions, Written } from './format';
import type { Taken } from './ids';
import { bySource } from './jsonl';
import { droppedFields, everyField, parseJson, standsOf, statusesIn, type Json } from './records';

const columns = [
  'source',
  'line',
  'column',
  'tag',
  'text',
  'claim',
  'speaker',
  'note',
  'by',
  'created',
  'updated',
  'evidence',
  'reviews',
  'discussion',
  'links',
  'before',
  'after',
  'from',
  'to',
  'stands',
  'was',
  'adjudicated',
  'resolved',
  'notLinked',
  'lost',
  'status',
  'id',
] as const;
const lists: ReadonlySet<string> = new Set([
  'evidence',
  'reviews',
  'discussion',
  'links',
  'adjudicated',
  'resolved',
  'notLinked',
]);
const numbers: ReadonlySet<string> = new Set(['from', 'to', 'line', 'column']);

/**
 * CSV for spreadsheets: one annotation a row with its review status, as every view has it; lists as JSON in their cell, offsets in UTF-16 units. What a
 * spreadsheet would take for a formula has an apostrophe before it, which reading takes off.
 */
export const csv: Format = {
  id: 'csv',
  title: 'CSV',
  extension: '.csv',
  lossless: true,
  carries: { out: [...everyField, 'lost', 'status'], in: [...everyField, 'lost'] },
  write,
  parse,
};

function write(sources: readonly Exported[], options: WriteOptions = {}): Written {
  const statusOf = statusesIn(sources, options);
  const rows = sources.flatMap(({ source, text, annotations }) => {
    const starts = lineStarts(text);
    return annotations.map((annotation) => row(source, text, annotation, starts, statusOf(source, annotation)));
  });
  const content = writeTable([[...columns], ...rows]);
  return { files: [{ name: 'annotations.csv', content }], dropped: droppedFields(sources, ['about']) };
}

function row(source: string, text: string, placed: Placed, starts: readonly number[], status: string): string[] {
  const { span, ...annotation } = placed;
  const record: Json = {
    ...annotation,
    ...standsOf(text, placed),
    source,
    status,
    ...(span ? { ...placeAt(starts, span.from), ...span } : { lost: true }),
  };
  return columns.map((column) => {
    const value = record[column];
    if (value === undefined) return '';
    // A field that is there and empty isn't one that is missing.
    if (value === '') return '""';
    const cell = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return /^"*$/.test(cell) ? `"${cell}"` : cell;
  });
}

function* parse(content: string | Uint8Array): Parsing {
  const text = textOf(content);
  if (typeof text !== 'string') return text;
  const table = yield* readTable(text);
  const [header = { cells: [] }] = table;
  const names = header.cells.map(nameOf);
  if (!names.includes('tag') || !names.includes('text')) return { code: 'not-this-format' };
  const taken: Taken = new Map();
  const records = yield* eachInSteps(table.slice(1), ({ cells, line }) => ({
    record: recordOf(names, header.cells, cells),
    at: line,
  }));
  return { ...(yield* bySource(records, taken)), unit: 'utf-16', lines: true };
}

const nameOf = (cell: string): string => cell.trim().toLowerCase();

const known: ReadonlyMap<string, string> = new Map(columns.map((column) => [nameOf(column), column]));

/** A row by our names of its columns, and by their own where they are none of ours. */
function recordOf(names: readonly string[], titles: readonly string[], cells: readonly string[]): Json {
  return Object.fromEntries(
    cells.flatMap((cell, i) => {
      const column = known.get(names[i] ?? '') ?? (titles[i] || `column ${i + 1}`);
      // The first of two columns of one name is the one that is read.
      const isSecond = names.indexOf(names[i] ?? '') !== i && i < names.length;
      if (cell === '') return [];
      if (isSecond) return [[`${column} (${i + 1})`, cell]];
      if (column === 'evidence') return [[column, parseJson(cell) ?? addressesIn(cell)]];
      if (lists.has(column)) return [[column, parseJson(cell) ?? cell]];
      if (column === 'lost') return [[column, /^true$/i.test(cell)]];
      if (numbers.has(column)) return [[column, /^\d+$/.test(cell) ? Number(cell) : undefined]];
      return [[column, /^""+$/.test(cell) ? cell.slice(1, -1) : cell]];
    }),
  );
}

/** Evidence as people write it into a cell: addresses, parted by blanks, semicolons or commas. Anything else is no evidence. */
function addressesIn(cell: string): unknown {
  const parts = cell.split(/(?:[\s;]|,(?=\s|$|https?:))+/).filter((part) => part !== '');
  return parts.every((part) => /^https?:\/\/\S+$/i.test(part)) ? parts.map((url) => ({ url })) : cell;
}

/**
 * What a spreadsheet would begin a formula with, also behind blanks, invisible and control characters, which it trims;
 * and the apostrophe that keeps it from doing so.
 */
const formula = /^[\s\p{Z}\p{Cf}\p{Cc}]*[=+\-@＝＋－＠|%]|^['\t\r\n\0]/u;

/** Rows as CSV after RFC 4180, with a byte-order mark by which spreadsheets know UTF-8. No cell is a formula. */
function writeTable(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')}`;
}

function writeCell(value: string): string {
  const inert = formula.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/**
 * The rows of a CSV file, separated by commas, semicolons or tabs; empty lines are left out. A first line `sep=;`, as
 * Excel writes and reads it, says which.
 */
function* readTable(text: string): Generator<undefined, Row[]> {
  const [head = '', said] = /^(?:[ \t]*[\r\n])*(?:"?sep=(.)"?[^\r\n]*(?:\r\n?|\n)(?:[ \t]*[\r\n])*)?/i.exec(text) ?? [];
  const rows = text.slice(head.length);
  const first = 1 + linesIn(head);
  if (said !== undefined) return yield* rowsOf(rows, said, first);
  const isOurs = (row: readonly string[] = []): boolean =>
    ['tag', 'text'].every((name) => row.map(nameOf).includes(name));
  const end = /\r?\n|\r|$/.exec(rows)?.index ?? rows.length;
  const separator = [',', ';', '\t', '|'].find((one) => isOurs(drain(rowsOf(rows.slice(0, end), one, 1))[0]?.cells));
  return separator === undefined ? [] : yield* rowsOf(rows, separator, first);
}

interface Row {
  readonly cells: readonly string[];
  /** The line on which it begins, from 1. */
  readonly line: number;
}

const linesIn = (text: string): number => (text.match(/\r\n?|\n/g) ?? []).length;

function* rowsOf(text: string, separator: string, first: number): Generator<undefined, Row[]> {
  const rows: Row[] = [];
  let row: string[] = [];
  let line = first;
  let start = 0;
  for (let at = 0; at < text.length;) {
    const { value, end } = readCell(text, at, separator);
    row.push(value);
    at = end;
    const unit = text.charAt(at);
    if (unit === separator) {
      at++;
      if (at < text.length) continue;
      row.push('');
    } else if (unit === '\r' && text.charAt(at + 1) === '\n') at += 2;
    else at++;
    if (row.some((cell) => cell !== '')) rows.push({ cells: row, line });
    line += linesIn(text.slice(start, at));
    start = at;
    row = [];
    yield;
  }
  return rows;
}

function readCell(text: string, from: number, separator: string): { value: string; end: number } {
  if (text.charAt(from) !== '"') {
    let end = from;
    while (end < text.length && !isEnd(text, end, separator)) end++;
    return { value: plain(text.slice(from, end)), end };
  }
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    parts.push(text.slice(at, quote < 0 ? text.length : quote));
    if (quote < 0) return { value: plain(parts.join('')), end: text.length };
    at = quote + 1;
    if (text.charAt(at) !== '"') break;
    parts.push('"');
    at++;
  }
  let end = at;
  while (end < text.length && !isEnd(text, end, separator)) end++;
  return { value: plain(parts.join('') + text.slice(at, end)), end };
}

function isEnd(text: string, at: number, separator: string): boolean {
  const unit = text.charAt(at);
  return unit === separator || unit === '\n' || unit === '\r';
}

function plain(value: string): string {
  return value.startsWith("'") && formula.test(value.slice(1)) ? value.slice(1) : value;
}
