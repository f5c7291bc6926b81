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

/** Any object of a parsed JSON text. Its values are not to be trusted. */
export type Json = Readonly<Record<string, unknown>>;

/** The parsed text, or undefined where it isn't JSON. */
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

/** Numbers that Python's programs write and JSON does not have. */
const notANumber = /\b(?:NaN|Infinity)\b/;

/** JSON with `null` for these numbers, outside of its strings. */
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
  /** The line itself where it isn't JSON. */
  readonly value: unknown;
  readonly at: number;
}

/** The records of a file; `lines`: whether they are counted by lines; `remarks`: what is said of a table of them. */
export interface JsonRecords {
  readonly records: readonly JsonRecord[];
  readonly lines: boolean;
  readonly remarks?: readonly FileRemark[];
}

/** The values of a list, each with its place. */
export function recordsOf(list: readonly unknown[]): readonly JsonRecord[] {
  return list.map((value, i) => ({ value, at: i + 1 }));
}

/** What is known of a whole file while it is read. */
export interface Reading {
  readonly taken: Taken;
  readonly unplaced: Unplaced;
}

/** Parses a file each record of which is a text with what is said of it. */
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

/** The records of a file, some of which must be those of a format; why not, where it is of another. */
export function* recordsIn(
  content: string | Uint8Array,
  isOurs: (value: unknown) => boolean,
): Generator<undefined, JsonRecords | FileProblem> {
  const text = textOf(content);
  if (typeof text !== 'string') return text;
  const read = yield* jsonRecords(text);
  const isAny = (records: readonly JsonRecord[]): boolean => records.some(({ value }) => isOurs(value));
  if (read && isAny(read.records)) return read;
  // A server answers with its records in a list beside their number.
  const [only, ...more] = read?.records ?? [];
  const lists =
    only && more.length === 0 && isObject(only.value) ? Object.values(only.value).filter(Array.isArray) : [];
  const [records] = lists.map(recordsOf).filter(isAny);
  return records ? { records, lines: false } : { code: 'not-this-format' };
}

/**
 * The records of a text that is a list in JSON, a single record, or JSON Lines; undefined where no line of it is JSON.
 */
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

/** Whether the first line is an object and more follows: then the file can be no JSON as a whole. */
function* hasObjectLine(text: string): Generator<undefined, boolean> {
  const start = text.search(/\S/);
  const end = text.indexOf('\n', start);
  if (text.charAt(start) !== '{' || end < 0 || text.slice(end, end + 1000).trim() === '') return false;
  return isObject(yield* parsingInPieces(text.slice(start, end)));
}

/** What is left out since it is no record, such as a line that is no JSON, or lacks a field that no record can. */
export function malformed(value: unknown, at: number, detail: string): Draft {
  const name = excerptOf(JSON.stringify(value));
  return { at, name, left: isObject(value) ? { code: 'malformed', detail } : { code: 'malformed' } };
}

/** Who somebody is, in whatever form a file has it: a name, an address, a number. */
export function personIn(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (!isObject(value)) return undefined;
  const names = ['first_name', 'last_name'].flatMap((field) => ownString(value, field) || []).join(' ');
  const said = ['name', 'display_name', 'email', 'username', 'nickname'].map((field) => ownString(value, field));
  return said.find((one) => one) ?? (names || personIn(own(value, 'id') ?? own(value, '@id')));
}

/** A time as programs write it. Without a zone it is that of UTC, in which servers count; in another form it stays as it is. */
function timeIn(value: string | undefined): string | undefined {
  const [, day, time, seconds = ':00'] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?$/.exec(value ?? '') ?? [];
  return day === undefined || time === undefined ? value : `${day}T${time}${seconds}Z`;
}

/** When something was made, and when changed if at another time, by times as programs write them; an empty one is none. */
export function timesOf(
  created: string | undefined,
  updated: string | undefined,
): Pick<Annotation, 'created' | 'updated'> {
  const [first, last] = [created, updated].map(timeIn);
  return { ...(first && { created: first }), ...(last && last !== first && { updated: last }) };
}

/** A message of somebody, who must have a name; it may lack its time. */
export function messageFrom(note: string | undefined, by: string | undefined, created?: string): Message | undefined {
  return note === undefined || by === undefined ? undefined : { by, note, ...(created !== undefined && { created }) };
}

/** The words of a record that are short enough to be read in a list. */
export function excerptOf(...parts: readonly unknown[]): string {
  const words = parts
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words.length > 100 ? `${words.slice(0, 100).replace(/[\ud800-\udbff]$/, '')}…` : words;
}

/** The tag of a span that somebody marked without saying what it is. */
export const highlight = 'highlight';

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in a list, or the value itself if it is one: JSON-LD and others write one thing without brackets. */
export function objectsIn(value: unknown): Json[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isObject);
}

/** Its own property of that name, never one that it inherits. */
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

/** An object without its fields that are undefined. */
export function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Its span, by the names of its ends; undefined where one of them is no offset. */
export function ownSpan(object: unknown, start = 'start', end = 'end'): Span | undefined {
  const [from, to] = [ownOffset(object, start), ownOffset(object, end)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

export const relations = ['same', 'supports', 'contradicts', 'differs', 'quotes'] as const;

/** What a record may say of an annotation: neither what it is known by, nor the hints of its sidecar. */
const readFields: Fields = new Map(
  [...annotationFields].filter(([name]) => !['id', 'tag', 'text', 'line', 'column', 'imported'].includes(name)),
);

/** The fields of a record that are what an annotation's should be; the rest is left aside. */
export function fieldsOf(record: Json): Omit<Annotation, 'id' | 'tag' | 'text'> {
  return mapOf(record, readFields) ?? {};
}

/** Fields of records that have no place here, with how many records say something in them. */
export type Unplaced = Map<string, number>;

/** Counts the fields of a record that say something and are not among those that are read. */
export function countUnplaced(counts: Unplaced, record: unknown, read: ReadonlySet<string>, prefix = ''): void {
  for (const [field, value] of Object.entries(isObject(record) ? record : {})) {
    const says = typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : (value ?? '') !== '';
    if (says && !read.has(field)) counts.set(prefix + field, (counts.get(prefix + field) ?? 0) + 1);
  }
}

/** So many fields without a place are named. */
const mostNamed = 20;

/** What is said of a file whose records have such fields. */
export function remarksOn(counts: Unplaced): FileRemark[] {
  const named = [...counts].slice(0, mostNamed).map(([field, count]) => `${excerptOf(field)} (${count})`);
  if (named.length === 0) return [];
  return [{ code: 'fields', detail: [...named, ...(counts.size > mostNamed ? ['…'] : [])].join(', ') }];
}

/** The fields of a record that say something and are none of an annotation's, or not what those should be. */
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

/** Some fields of an annotation, for a format's own place for them. */
export function pick<K extends keyof Annotation>(
  annotation: Annotation,
  keys: readonly K[],
): Pick<Annotation, K> | undefined {
  const known = keys.filter((key) => annotation[key] !== undefined);
  return known.length === 0
    ? undefined
    : (Object.fromEntries(known.map((key) => [key, annotation[key]])) as Pick<Annotation, K>);
}

/** The words that stand at a span, where they have changed since they were tagged. */
export function standsOf(text: string, { text: tagged, span }: Placed): { stands?: string } {
  const words = span && withLf(text.slice(span.from, span.to));
  return words === undefined || words === tagged ? {} : { stands: words };
}

/** What is known of an annotation besides what it says: on what evidence, by whom, and when. */
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

/** What an annotation may have beside its words, place and tag, as the table of the formats lists it. */
export const everyField: readonly CarriedField[] = details.filter((field) => field !== 'was' && field !== 'about');

/** What annotations and sources may have beyond place, words and tag, most important first, but for what a format keeps. */
export function detailsBut(...kept: readonly (typeof details)[number][]): readonly (typeof details)[number][] {
  return details.filter((field) => !kept.includes(field));
}

/** The review status of what is exported, in the word that every view has for it. */
export function statusesIn(
  sources: readonly Exported[],
  { settledBy = 1, context }: WriteOptions = {},
): (source: string, annotation: Annotation) => ReviewStatus {
  const assessments = assessTexts(sources, settledBy, context);
  return (source, { id }) => assessments.get(keyOf(source, id))?.status ?? 'unreviewed';
}

/** How many annotations have a field that a format can't carry, most important first. */
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

/** How many annotations have no place, for formats that hold nothing else. */
export function droppedLost(sources: readonly Exported[]): Dropped[] {
  const count = sources.flatMap((source) => source.annotations).filter(({ span }) => !span).length;
  return count > 0 ? [{ field: 'lost', count }] : [];
}

/** What of a value is as the sidecar has it; undefined where nothing is, or where something lacks that must be there. */
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
