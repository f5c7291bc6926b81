import type { About, Annotation, Evidence, Link, Message, Review } from '../model/annotation';
import { withLf } from '../text/lines';
import type { Dropped, Exported, Placed } from './format';

/** Any object of a parsed JSON text. Its values are not to be trusted. */
export type Json = Readonly<Record<string, unknown>>;

/** The parsed text, or undefined where it isn't JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

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

const texts = ['before', 'after', 'note', 'claim', 'speaker', 'by', 'created', 'updated'] as const;
const evidenceTexts = ['url', 'source', 'id', 'quote', 'archived', 'retrieved', 'note'] as const;
const aboutTexts = ['title', 'author', 'publisher', 'published', 'retrieved', 'url', 'archived'] as const;

/** The fields of a record that are what an annotation's should be; the rest is left aside. */
export function fieldsOf(record: Json): Omit<Annotation, 'id' | 'tag' | 'text'> {
  return {
    ...strings(record, texts),
    ...lists(record, 'evidence', evidenceOf),
    ...lists(record, 'reviews', reviewOf),
    ...lists(record, 'discussion', messageOf),
    ...lists(record, 'links', linkOf),
  };
}

export function aboutOf(record: unknown): About {
  return isObject(record) ? strings(record, aboutTexts) : {};
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
export const circumstances = ['evidence', 'reviews', 'discussion', 'links', 'by', 'created', 'updated'] as const;

const details = ['note', 'speaker', 'claim', ...circumstances, 'about', 'id'] as const;

/** What annotations and sources may have beyond place, words and tag, most important first, but for what a format keeps. */
export function detailsBut(...kept: readonly (typeof details)[number][]): readonly (typeof details)[number][] {
  return details.filter((field) => !kept.includes(field));
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

function strings<K extends string>(record: Json, keys: readonly K[]): Partial<Record<K, string>> {
  return Object.fromEntries(keys.flatMap((key) => pair(key, ownString(record, key)))) as Partial<Record<K, string>>;
}

function pair<T>(key: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[key, value]];
}

function lists<T>(record: Json, key: string, read: (item: Json) => T | undefined): Record<string, T[]> {
  const value = record[key];
  const items = Array.isArray(value) ? value.filter(isObject).flatMap((item) => read(item) ?? []) : [];
  return items.length > 0 ? { [key]: items } : {};
}

function evidenceOf(item: Json): Evidence | undefined {
  const says = oneOf(ownString(item, 'says'), ['supports', 'contradicts', 'context'] as const);
  const evidence = { ...strings(item, evidenceTexts), ...(says && { says }) };
  return Object.keys(evidence).length > 0 ? evidence : undefined;
}

function reviewOf(item: Json): Review | undefined {
  const verdict = oneOf(ownString(item, 'verdict'), ['agree', 'disagree', 'unsure'] as const);
  const { by, created, note } = strings(item, ['by', 'created', 'note']);
  if (!verdict || by === undefined || created === undefined) return undefined;
  return { by, verdict, created, ...(note !== undefined && { note }) };
}

function messageOf(item: Json): Message | undefined {
  const { by, note, created } = strings(item, ['by', 'note', 'created']);
  return by === undefined || note === undefined || created === undefined ? undefined : { by, note, created };
}

function linkOf(item: Json): Link | undefined {
  const relation = oneOf(ownString(item, 'relation'), ['same', 'supports', 'contradicts'] as const);
  const { to, ...rest } = strings(item, ['to', 'by', 'note']);
  return relation && to !== undefined ? { to, relation, ...rest } : undefined;
}

function oneOf<T extends string>(value: string | undefined, known: readonly T[]): T | undefined {
  return known.find((one) => one === value);
}
