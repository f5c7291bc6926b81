import { defined, type About, type Annotation } from '../model/annotation';
import { reviewStatuses } from '../review/status';
import { lineStarts, placeAt } from '../text/lines';
import type { Draft, Exported, Format, Parsed, Parsing, Placed, WriteOptions, Written } from './format';
import { idFor, type Taken } from './ids';
import {
  aboutOf,
  everyField,
  excerptOf,
  fieldsOf,
  isObject,
  type Json,
  malformed,
  own,
  ownOffset,
  ownSpan,
  ownString,
  recordsIn,
  remarksOn,
  standsOf,
  statusesIn,
  type Unplaced,
  unreadFields,
} from './records';

/**
 * JSON Lines: one annotation per line with all its fields, its source and the origin of that, and its place, `from` and
 * `to` in UTF-16 units; `status` is its review status, worded as in every view. A line is a row of a table for DuckDB
 * and others: `select tag, count(*) from 'annotations.jsonl' group by tag`.
 */
export const jsonl: Format = {
  id: 'jsonl',
  title: 'JSON Lines',
  extension: '.jsonl',
  reads: 'JSONL, JSON',
  lossless: true,
  carries: { out: [...everyField, 'about', 'lost', 'status'], in: [...everyField, 'about', 'lost'] },
  write,
  parse,
};

function write(sources: readonly Exported[], options: WriteOptions = {}): Written {
  const statusOf = statusesIn(sources, options);
  const lines = sources.flatMap(({ source, text, about, annotations }): readonly Json[] => {
    const starts = lineStarts(text);
    const from = Object.keys(about).length > 0 ? { about } : {};
    // A source without annotations has a line of its own, so that its origin is not lost.
    if (annotations.length === 0) return 'about' in from ? [{ source, ...from }] : [];
    return annotations.map((annotation) => ({
      ...recordOf(source, text, annotation, starts),
      status: statusOf(source, annotation),
      ...from,
    }));
  });
  const content = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return { files: [{ name: 'annotations.jsonl', content }], dropped: [] };
}

function recordOf(source: string, whole: string, placed: Placed, starts: readonly number[]): Json {
  const { span, ...annotation } = placed;
  // The file from which it was imported here does not concern recipients.
  const { id, tag, text, line, column, imported: _, ...rest } = annotation;
  const at = span
    ? { ...placeAt(starts, span.from), ...span }
    : { ...(line && { line }), ...(column && { column }), lost: true };
  return { source, id, tag, text, ...standsOf(whole, placed), ...at, ...rest };
}

function* parse(content: string | Uint8Array): Parsing {
  const isOurs = (value: unknown): boolean =>
    ownString(value, 'text') !== undefined || own(value, 'about') !== undefined;
  const read = yield* recordsIn(content, isOurs);
  if ('code' in read) return read;
  const taken: Taken = new Map();
  const records = read.records.map(({ value, at }) => ({ record: isObject(value) ? value : { '': value }, at }));
  return { ...(yield* bySource(records, taken)), unit: 'utf-16', lines: read.lines };
}

/** The fields of a record beside those of an annotation, each with its reader. */
const others: ReadonlyMap<string, (record: Json, field: string) => unknown> = new Map([
  ...['source', 'tag', 'text', 'id', 'stands'].map((field) => [field, ownString] as const),
  ...['line', 'column', 'from', 'to'].map((field) => [field, ownOffset] as const),
  ...['lost', 'about'].map((field) => [field, own] as const),
]);

/** The fields of a record that are not read: they have no place here, or another form. */
const unreadIn = (record: Json): string[] =>
  unreadFields(record).filter((field) => !isTold(field, record) && others.get(field)?.(record, field) === undefined);

const statuses: ReadonlySet<unknown> = new Set(reviewStatuses);

/** Whether a field is a review status as exported, which follows from the reviews. Any other status would be lost. */
const isTold = (field: string, record: Json): boolean => field === 'status' && statuses.has(record[field]);

/** Groups records with the fields of an annotation by the sources that they name. */
export function* bySource(
  records: readonly { readonly record: Json; readonly at: number }[],
  taken: Taken,
): Generator<undefined, Pick<Parsed, 'documents' | 'remarks'>> {
  const documents = new Map<string, { names: string[]; about: About; drafts: Draft[] }>();
  const unread: Unplaced = new Map();
  for (const { record, at } of records) {
    yield;
    const source = ownString(record, 'source') ?? '';
    const known = documents.get(source) ?? { names: source === '' ? [] : [source], about: {}, drafts: [] };
    documents.set(source, known);
    if ('about' in record) known.about = aboutOf(record['about']);
    if ('about' in record && !('tag' in record)) continue;
    const draft = draftOf(record, at, taken);
    known.drafts.push(draft);
    if (draft.annotation) for (const field of unreadIn(record)) unread.set(field, (unread.get(field) ?? 0) + 1);
  }
  return { documents: [...documents.values()], remarks: remarksOn(unread) };
}

/** Whether a record stands in for a value that is no object. In a table, a column may have no name either. */
const isBare = (record: Json): boolean => '' in record && Object.keys(record).length === 1;

function draftOf(record: Json, at: number, taken: Taken): Draft {
  const [tag, words, given] = ['tag', 'text', 'id'].map((field) => ownString(record, field));
  const name = excerptOf(given, words);
  if (!tag || words === undefined)
    return {
      ...malformed(isBare(record) ? record[''] : record, at, tag ? 'text' : 'tag'),
      ...(name !== '' && { name }),
    };
  const span = ownSpan(record, 'from', 'to');
  const id = idFor(given, `${tag}\n${words}\n${span?.from ?? ''}`, taken);
  const { before, after, ...fields } = fieldsOf(record);
  const stands = ownString(record, 'stands');
  const [line, column] = ['line', 'column'].map((field) => ownOffset(record, field));
  const annotation: Annotation = { id, tag, text: '', ...fields };
  const pointer = {
    words,
    ...span,
    ...defined({ before, after, line, column, stands }),
  };
  return { at, name, annotation, pointer, hasId: given !== undefined, lost: record['lost'] === true };
}
