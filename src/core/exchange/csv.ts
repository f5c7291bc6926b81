import { csvRow } from '../text/cells';
import { lineStarts, placeAt } from '../text/lines';
import { eachInSteps } from '../text/steps';
import { textOf } from './bytes';
import type { Exported, Format, Parsing, Placed, WriteOptions, Written } from './format';
import type { Taken } from './ids';
import { bySource } from './jsonl';
import { droppedFields, everyField, highlight, ownString, parseJson, standsOf, statusesIn, type Json } from './records';
import { nameOf, tableIn } from './table';

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
 * CSV for spreadsheets: one annotation per row with its review status, worded as in every view; lists as JSON in their
 * cells; offsets in UTF-16 units. A cell that a spreadsheet would take for a formula starts with an apostrophe, which
 * is removed when reading.
 */
export const csv: Format = {
  id: 'csv',
  title: 'CSV',
  extension: '.csv',
  reads: 'CSV, CSV of Recogito',
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
  // Spreadsheets recognize UTF-8 by its byte-order mark.
  const content = `\ufeff${[[...columns], ...rows].map(csvRow).join('')}`;
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
    // An empty field differs from a missing one.
    if (value === '') return '""';
    const cell = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return /^"*$/.test(cell) ? `"${cell}"` : cell;
  });
}

function* parse(content: string | Uint8Array): Parsing {
  const text = textOf(content);
  if (typeof text !== 'string') return text;
  const table = yield* tableIn(text, (names) => isOurs(names) || isOfRecogito(names));
  if (!table) return { code: 'no-columns', detail: 'tag, text' };
  const { header, rows } = table;
  const names = header.map(nameOf);
  const isOthers = !isOurs(new Set(names));
  const taken: Taken = new Map();
  const records = yield* eachInSteps(rows, ({ cells, line }) => {
    const record = recordOf(names, isOthers ? names.map((name) => name.toUpperCase()) : header, cells);
    return { record: isOthers ? ofRecogito(record) : record, at: line };
  });
  const { documents, remarks = [] } = yield* bySource(records, taken);
  return { documents, remarks: [...table.remarks, ...remarks], unit: 'utf-16', lines: true };
}

const isOurs = (names: ReadonlySet<string>): boolean => names.has('tag') && names.has('text');

/** Our names for the columns of Recogito's tables; its other columns are left out. */
const columnsOfRecogito: ReadonlyMap<string, string> = new Map([
  ['uuid', 'id'],
  ['file', 'source'],
  ['quote_transcription', 'text'],
]);

const isOfRecogito = (names: ReadonlySet<string>): boolean => names.has('quote_transcription') && names.has('anchor');

/** Converts a row of Recogito: its first tag, else its kind of thing, is the tag; further tags go into the note. */
function ofRecogito(row: Json): Json {
  const [, at] = /^char-offset:(\d+)$/.exec(ownString(row, 'ANCHOR') ?? '') ?? [];
  const text = ownString(row, 'QUOTE_TRANSCRIPTION') ?? '';
  const { TAGS, TYPE, ANCHOR, COMMENTS, ...others } = row;
  const [tag = TYPE ?? highlight, ...tags] = typeof TAGS === 'string' ? TAGS.split('|') : [];
  const note = [COMMENTS, tags.join(', ')].filter((part) => part !== undefined && part !== '');
  const renamed = Object.entries(others).map(([column, value]) => [
    columnsOfRecogito.get(nameOf(column)) ?? column,
    value,
  ]);
  return {
    ...Object.fromEntries(renamed),
    tag,
    ...(tag !== TYPE && TYPE !== undefined && { TYPE }),
    ...(note.length > 0 && { note: note.join('\n\n') }),
    ...(at === undefined ? ANCHOR !== undefined && { ANCHOR } : { from: Number(at), to: Number(at) + text.length }),
  };
}

const known: ReadonlyMap<string, string> = new Map(columns.map((column) => [nameOf(column), column]));

/** A row as a record, by our column names, or by a column's own title if it is not one of ours. */
function recordOf(names: readonly string[], titles: readonly string[], cells: readonly string[]): Json {
  return Object.fromEntries(
    cells.flatMap((cell, i) => {
      const column = known.get(names[i] ?? '') ?? (titles[i] || `column ${i + 1}`);
      // Of two columns with the same name, the first is read.
      const isSecond = names.indexOf(names[i] ?? '') !== i && i < names.length;
      if (cell === '') return [];
      if (isSecond) return [[`${column} (${i + 1})`, cell]];
      if (column === 'evidence') return [[column, parseJson(cell) ?? addressesIn(cell)]];
      if (lists.has(column)) return [[column, parseJson(cell) ?? cell]];
      // Spreadsheets write `true` in the language of their user: WAHR, VRAI, VERDADERO.
      if (column === 'lost') return [[column, !/^(?:false|falsch|faux|falso|хибність|no|nein|non|ні|0)$/iu.test(cell)]];
      // Spreadsheets may show a column of numbers with two decimals.
      if (numbers.has(column)) return [[column, /^\d+(?:[.,]0{1,2})?$/.test(cell) ? Number.parseInt(cell, 10) : cell]];
      return [[column, /^""+$/.test(cell) ? cell.slice(1, -1) : cell]];
    }),
  );
}

/** The addresses in a cell of evidence, separated by blanks, semicolons or commas. Anything else is no evidence. */
function addressesIn(cell: string): unknown {
  const parts = cell.split(/(?:[\s;]|,(?=\s|$|https?:))+/).filter((part) => part !== '');
  return parts.every((part) => /^https?:\/\/\S+$/i.test(part)) ? parts.map((url) => ({ url })) : cell;
}
