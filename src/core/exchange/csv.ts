import { lineStarts, placeAt } from '../text/lines';
import { droppedFields, standsOf, ownString, parseJson, type Json } from './records';
import type { Exported, Format, Placed, Read, ReadContext, ReadProblem, Written } from './format';
import { unplaced } from './jsonl';
import { pathOf, groupIn, place, type Unplaced } from './place';
import { decodeUtf8 } from './bytes';

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
  'id',
] as const;
const lists: ReadonlySet<string> = new Set(['evidence', 'reviews', 'discussion', 'links']);
const offsets: ReadonlySet<string> = new Set(['from', 'to']);

/**
 * CSV for spreadsheets: one annotation a row; lists as JSON in their cell, offsets in UTF-16 units. What a
 * spreadsheet would take for a formula has an apostrophe before it, which reading takes off.
 */
export const csv: Format = { id: 'csv', extension: '.csv', lossless: true, write, read };

function write(sources: readonly Exported[]): Written {
  const rows = sources.flatMap(({ source, text, annotations }) => {
    const starts = lineStarts(text);
    return annotations.map((annotation) => row(source, text, annotation, starts));
  });
  const content = writeTable([[...columns], ...rows]);
  return { files: [{ name: 'annotations.csv', content }], dropped: droppedFields(sources, ['about']) };
}

function row(source: string, text: string, placed: Placed, starts: readonly number[]): string[] {
  const { span, ...annotation } = placed;
  const record: Json = {
    ...annotation,
    ...standsOf(text, placed),
    source,
    ...(span && { ...placeAt(starts, span.from), ...span }),
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

function read(content: string | Uint8Array, context: ReadContext): Read {
  const problems: ReadProblem[] = [];
  const [header = [], ...rows] = readTable(typeof content === 'string' ? content : decodeUtf8(content));
  const names = header.map((name) => name.trim().toLowerCase());
  if (!names.includes('tag') || !names.includes('text'))
    return { sources: [], problems: [{ code: 'not-this-format' }] };
  const groups = new Map<string, Unplaced[]>();
  const taken = new Set<string>();
  rows.forEach((cells, i) => {
    const record = recordOf(names, cells);
    const source = pathOf(ownString(record, 'source') ?? '', context);
    const entry = unplaced(record, i + 2, taken);
    if (source === undefined || !entry) return void problems.push({ code: 'bad-entry', at: i + 2 });
    groupIn(groups, source).push(entry);
  });
  const sources = [...groups].map(([source, entries]) => place({ source, entries }, context, 'utf-16', problems));
  return { sources, problems };
}

function recordOf(names: readonly string[], cells: readonly string[]): Json {
  const known: ReadonlySet<string> = new Set(columns);
  return Object.fromEntries(
    names.flatMap((name, i) => {
      const cell = cells[i] ?? '';
      if (cell === '' || !known.has(name)) return [];
      if (lists.has(name)) return [[name, parseJson(cell)]];
      if (offsets.has(name)) return [[name, /^\d+$/.test(cell) ? Number(cell) : undefined]];
      return [[name, /^""+$/.test(cell) ? cell.slice(1, -1) : cell]];
    }),
  );
}

/** What a spreadsheet would begin a formula with, and the apostrophe that keeps it from doing so. */
const formula = /^[=+\-@\t\r\n＝＋－＠'|%]/;

/** Rows as CSV after RFC 4180, with a byte-order mark by which spreadsheets know UTF-8. No cell is a formula. */
function writeTable(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')}`;
}

function writeCell(value: string): string {
  const inert = formula.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** The rows of a CSV file, separated by commas, semicolons or tabs; empty lines are left out. */
function readTable(content: string): string[][] {
  const text = content.replace(/^\ufeff/, '');
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
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
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

/** The separator that stands most often in the first line. */
function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const count = (separator: string): number => line.split(separator).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
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
