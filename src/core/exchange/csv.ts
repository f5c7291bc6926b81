import { lineStarts, placeAt } from '../text/lines';
import { droppedFields, standsOf } from './fields';
import type { Exported, Format, Placed, Read, ReadContext, ReadProblem, Written } from './format';
import { ownString, parseJson, type Json } from './json';
import { unplaced } from './jsonl';
import { pathOf } from './path';
import { groupIn, place, type Unplaced } from './place';
import { readTable, writeTable } from './table';
import { decodeUtf8 } from './utf8';

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
