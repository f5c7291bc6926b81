import type { About, Annotation, Message } from '../model/annotation';
import { assessTexts, keyOf } from '../review/grounds';
import type { ReviewStatus } from '../review/status';
import { aboutFields, annotationFields, type Fields, type Shape } from '../sidecar/schema';
import type { Span } from '../text/change';
import { withLf } from '../text/lines';
import { drain, eachBySteps, eachInSteps } from '../text/steps';
import { textOf } from './bytes';
import { parsingInPieces } from './json';
import type {
  CarriedField,
  Draft,
  Dropped,
  Exported,
  FileProblem,
  FileRemark,
  ParsedDocument,
  Parsing,
  Placed,
  Unit,
  WriteOptions,
} from './format';
import type { Taken } from './ids';

/** Any object of a parsed JSON text. Its values are untrusted. */
export type Json = Readonly<Record<string, unknown>>;

/** The value of a JSON text, or undefined if it is no JSON. */
export function parseJson(text: string): unknown {
  return drain(parsingJson(text));
}

/** The same in steps. */
export function* parsingJson(text: string): Generator<undefined, unknown> {
  const json = text.replace(/^\ufeff/, '');
  const value = yield* parsingInPieces(json);
  if (value !== undefined || !notANumber.test(json)) return value;
  yield;
  return yield* parsingInPieces(yield* withNulls(json));
}

/** Numbers that Python writes and JSON lacks. */
const notANumber = /\b(?:NaN|Infinity)\b/;

/** JSON with `null` for these numbers outside of strings. */
function* withNulls(json: string): Generator<undefined, string> {
  const parts: string[] = [];
  let end = 0;
  let count = 0;
  for (const { 0: part, index } of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*(?:"|$)|-?\b(?:NaN|Infinity)\b/gs)) {
    if (++count % 4096 === 0) yield;
    if (part.startsWith('"')) continue;
    parts.push(json.slice(end, index), 'null');
    end = index + part.length;
  }
  return parts.join('') + json.slice(end);
}

/** A record of a file and its place in it, from 1. */
interface JsonRecord {
  /** The line itself if it is no JSON. */
  readonly value: unknown;
  readonly at: number;
}

/** The records of a file; `lines`: whether their places are lines; `remarks`: those on a table. */
export interface JsonRecords {
  readonly records: readonly JsonRecord[];
  readonly lines: boolean;
  readonly remarks?: readonly FileRemark[];
}

/** The values of a list, each with its place. */
export function recordsOf(list: readonly unknown[]): readonly JsonRecord[] {
  return list.map((value, i) => ({ value, at: i + 1 }));
}

/** Collected over a whole file while it is read. */
export interface Reading {
  readonly taken: Taken;
  readonly unplaced: Unplaced;
}

/** Parses a file whose records are texts, each with its annotations. */
export function* parsingTexts(
  content: string | Uint8Array,
  unit: Unit,
  isOurs: (value: unknown) => boolean,
  documentOf: (value: unknown, at: number, reading: Reading) => Generator<undefined, ParsedDocument>,
): Parsing {
  const read = yield* recordsIn(content, isOurs);
  if ('code' in read) return read;
  const reading: Reading = { taken: new Map(), unplaced: new Map() };
  const documents = yield* eachBySteps(read.records, ({ value, at }) => documentOf(value, at, reading));
  return { documents, unit, lines: read.lines, remarks: remarksOn(reading.unplaced) };
}

/** The records of a file, at least one of which has the format; else why not. */
export function* recordsIn(
  content: string | Uint8Array,
  isOurs: (value: unknown) => boolean,
): Generator<undefined, JsonRecords | FileProblem> {
  const text = textOf(content);
  if (typeof text !== 'string') return text;
  const read = yield* jsonRecords(text);
  const isAny = (records: readonly JsonRecord[]): boolean => records.some(({ value }) => isOurs(value));
  if (read && isAny(read.records)) return read;
  // A server responds with its records in a list beside their count.
  const [only, ...more] = read?.records ?? [];
  const lists =
    only && more.length === 0 && isObject(only.value) ? Object.values(only.value).filter(Array.isArray) : [];
  const [records] = lists.map(recordsOf).filter(isAny);
  return records ? { records, lines: false } : { code: 'not-this-format' };
}

/** The records of a text: a JSON list, a single record, or JSON Lines; undefined if no line is JSON. */
export function* jsonRecords(text: string): Generator<undefined, JsonRecords | undefined> {
  const whole = (yield* hasObjectLine(text)) ? undefined : yield* parsingJson(text);
  yield;
  if (Array.isArray(whole)) return { records: recordsOf(whole), lines: false };
  if (isObject(whole)) return { records: [{ value: whole, at: 1 }], lines: false };
  const lines = yield* eachInSteps(text.split('\n'), (line, i): JsonRecord[] =>
    line.trim() === '' ? [] : [{ value: parseJson(line) ?? line.trim(), at: i + 1 }],
  );
  const records = lines.flat();
  return records.some(({ value }) => isObject(value)) ? { records, lines: true } : undefined;
}

/** Whether the first line is an object and more follows, so that the file is not one JSON value. */
function* hasObjectLine(text: string): Generator<undefined, boolean> {
  const start = text.search(/\S/);
  const end = text.indexOf('\n', start);
  if (text.charAt(start) !== '{' || end < 0 || text.slice(end, end + 1000).trim() === '') return false;
  return isObject(yield* parsingInPieces(text.slice(start, end)));
}

/** A left-out draft for something that is no record: a line that is no JSON or lacks a required field. */
export function malformed(value: unknown, at: number, detail: string): Draft {
  const name = excerptOf(JSON.stringify(value));
  return { at, name, left: isObject(value) ? { code: 'malformed', detail } : { code: 'malformed' } };
}

/** The name of a person, from any form in which a file has it: a name, an address, a number. */
export function personIn(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (!isObject(value)) return undefined;
  const names = ['first_name', 'last_name'].flatMap((field) => ownString(value, field) || []).join(' ');
  const said = ['name', 'display_name', 'email', 'username', 'nickname'].map((field) => ownString(value, field));
  return said.find((one) => one) ?? (names || personIn(own(value, 'id') ?? own(value, '@id')));
}

/** A time of a program in our form. Without a zone it is in UTC, as on servers; other forms stay unchanged. */
function timeIn(value: string | undefined): string | undefined {
  const [, day, time, seconds = ':00'] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?$/.exec(value ?? '') ?? [];
  return day === undefined || time === undefined ? value : `${day}T${time}${seconds}Z`;
}

/** The times of creation and, if different, of change, from times in a program's form; an empty one is ignored. */
export function timesOf(
  created: string | undefined,
  updated: string | undefined,
): Pick<Annotation, 'created' | 'updated'> {
  const [first, last] = [created, updated].map(timeIn);
  return { ...(first && { created: first }), ...(last && last !== first && { updated: last }) };
}

/** A message with its author, who must have a name; the time may be missing. */
export function messageFrom(note: string | undefined, by: string | undefined, created?: string): Message | undefined {
  return note === undefined || by === undefined ? undefined : { by, note, ...(created !== undefined && { created }) };
}

/** The words of a record, shortened for a list. */
export function excerptOf(...parts: readonly unknown[]): string {
  const words = parts
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words.length > 100 ? `${words.slice(0, 100).replace(/[\ud800-\udbff]$/, '')}…` : words;
}

/** The tag of a span that somebody marked without a statement. */
export const highlight = 'highlight';

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in a list, or the value itself if it is one: JSON-LD and others omit the brackets of a single item. */
export function objectsIn(value: unknown): Json[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isObject);
}

/** An object's own property, never an inherited one. */
export function own(object: unknown, name: string): unknown {
  return isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}

export function ownString(object: unknown, name: string): string | undefined {
  const value = own(object, name);
  return typeof value === 'string' ? value : undefined;
}

/** A whole number from 0, up to the largest that is exact. */
export function ownOffset(object: unknown, name: string): number | undefined {
  const value = own(object, name);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** The span in an object, by the names of its ends; undefined if one of them is no offset. */
export function ownSpan(object: unknown, start = 'start', end = 'end'): Span | undefined {
  const [from, to] = [ownOffset(object, start), ownOffset(object, end)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

export const relations = ['same', 'supports', 'contradicts', 'differs', 'quotes'] as const;

/** The fields of an annotation that a record may hold, without its identity and the hints of its sidecar. */
const readFields: Fields = new Map(
  [...annotationFields].filter(([name]) => !['id', 'tag', 'text', 'line', 'column', 'imported'].includes(name)),
);

/** The valid fields of an annotation in a record; all others are ignored. */
export function fieldsOf(record: Json): Omit<Annotation, 'id' | 'tag' | 'text'> {
  return mapOf(record, readFields) ?? {};
}

/** Fields of records that have no place here, with the number of records that have them. */
export type Unplaced = Map<string, number>;

/** Counts the fields of a record that are not empty and not read. */
export function countUnplaced(counts: Unplaced, record: unknown, read: ReadonlySet<string>, prefix = ''): void {
  for (const [field, value] of Object.entries(isObject(record) ? record : {})) {
    const says = typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : (value ?? '') !== '';
    if (says && !read.has(field)) counts.set(prefix + field, (counts.get(prefix + field) ?? 0) + 1);
  }
}

/** Most fields without a place that are named. */
const mostNamed = 20;

/** The remark on a file whose records have such fields. */
export function remarksOn(counts: Unplaced): FileRemark[] {
  const named = [...counts].slice(0, mostNamed).map(([field, count]) => `${excerptOf(field)} (${count})`);
  if (named.length === 0) return [];
  return [{ code: 'fields', detail: [...named, ...(counts.size > mostNamed ? ['…'] : [])].join(', ') }];
}

/** The fields of a record that are not empty, and are not valid fields of an annotation. */
export function unreadFields(record: Json): string[] {
  const read: Readonly<Record<string, unknown>> = { ...fieldsOf(record) };
  return Object.entries(record).flatMap(([key, value]) => {
    if (value === undefined || value === null || value === '') return [];
    const [there, taken] = [value, read[key]].map((one) =>
      Array.isArray(one) ? one.length : one === undefined ? 0 : 1,
    );
    return (there ?? 0) > (taken ?? 0) ? [key] : [];
  });
}

export function aboutOf(record: unknown): About {
  return mapOf(record, aboutFields) ?? {};
}

/** Picks fields of an annotation, for a format's own place for them. */
export function pick<K extends keyof Annotation>(
  annotation: Annotation,
  keys: readonly K[],
): Pick<Annotation, K> | undefined {
  const known = keys.filter((key) => annotation[key] !== undefined);
  return known.length === 0
    ? undefined
    : (Object.fromEntries(known.map((key) => [key, annotation[key]])) as Pick<Annotation, K>);
}

/** The present words at a span, if they differ from those tagged. */
export function standsOf(text: string, { text: tagged, span }: Placed): { stands?: string } {
  const words = span && withLf(text.slice(span.from, span.to));
  return words === undefined || words === tagged ? {} : { stands: words };
}

/** The fields of an annotation other than its statement: evidence, people, times. */
export const circumstances = [
  'evidence',
  'reviews',
  'adjudicated',
  'discussion',
  'resolved',
  'links',
  'notLinked',
  'was',
  'by',
  'created',
  'updated',
] as const;

const details = ['note', 'speaker', 'claim', ...circumstances, 'about', 'id'] as const;

/** The fields of an annotation beside words, place and tag, for the table of formats. */
export const everyField: readonly CarriedField[] = details.filter((field) => field !== 'was' && field !== 'about');

/** The fields beside words, place and tag that a format loses, given those it keeps, most important first. */
export function detailsBut(...kept: readonly (typeof details)[number][]): readonly (typeof details)[number][] {
  return details.filter((field) => !kept.includes(field));
}

/** The review status of each exported annotation, worded as in every view. */
export function statusesIn(
  sources: readonly Exported[],
  { settledBy = 1, context }: WriteOptions = {},
): (source: string, annotation: Annotation) => ReviewStatus {
  const assessments = assessTexts(sources, settledBy, context);
  return (source, { id }) => assessments.get(keyOf(source, id))?.status ?? 'unreviewed';
}

/** Counts, for each field that a format loses, the annotations that have it, most important first. */
export function droppedFields(
  sources: readonly Exported[],
  fields: readonly Exclude<Dropped['field'], 'lost' | 'doubtful' | 'untagged' | 'characters'>[],
  written: (annotation: Placed) => boolean = () => true,
): Dropped[] {
  const annotations = sources.flatMap((source) => source.annotations).filter(written);
  const counts = fields.map((field) => ({
    field,
    count:
      field === 'about'
        ? sources.filter(({ about }) => Object.keys(about).length > 0).length
        : annotations.filter((annotation) => annotation[field] !== undefined).length,
  }));
  return counts.filter(({ count }) => count > 0);
}

/** Counts the annotations without a place, for formats that hold nothing else. */
export function droppedLost(sources: readonly Exported[]): Dropped[] {
  const count = sources.flatMap((source) => source.annotations).filter(({ span }) => !span).length;
  return count > 0 ? [{ field: 'lost', count }] : [];
}

/** The fields of a value that are valid in a sidecar; undefined if there are none, or if a required one is missing. */
function mapOf(value: unknown, fields: Fields): Json | undefined {
  const read: Record<string, unknown> = {};
  for (const [name, { shape, needed }] of fields) {
    const field = valueOf(own(value, name), shape);
    if (field !== undefined) read[name] = field;
    else if (needed) return undefined;
  }
  return Object.keys(read).length > 0 ? read : undefined;
}

function valueOf(value: unknown, shape: Shape): unknown {
  if (shape.kind === 'map') return mapOf(value, shape.of);
  if (shape.kind === 'list') {
    const items = Array.isArray(value) ? value.flatMap((item: unknown) => mapOf(item, shape.of) ?? []) : [];
    return items.length > 0 ? items : undefined;
  }
  const isRead = typeof value === 'string' && (shape.kind !== 'choice' || shape.choices.includes(value));
  return isRead ? value : undefined;
}
