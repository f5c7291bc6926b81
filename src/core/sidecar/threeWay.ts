import type { Revision } from '../model/action';
import type { Annotation, Selector } from '../model/annotation';

/** The result of a three-way merge of one value. */
export interface Merged {
  /** The merged value; the same as theirs where the file stays as it is. */
  readonly value: unknown;
  /** Whether both sides changed it differently. */
  readonly collides: boolean;
}

/** Fields of a person's own words: if two people changed one, both texts stay. */
const prose: ReadonlySet<string> = new Set(['note', 'claim']);

/** Fields that say only that somebody did something, and when. */
const signatures: ReadonlySet<string> = new Set(['resolved', 'finished', 'imported']);

/** Fields that the program updates by itself. */
const upkeep: ReadonlySet<string> = new Set(['line', 'column', 'before', 'after', 'updated']);

/** Merges a field that is not a list: `before` is what ours started from. Ours wins; prose is joined. */
export function mergeValue(field: string, before: unknown, ours: unknown, theirs: unknown): Merged {
  if (same(before, ours) || same(ours, theirs)) return { value: theirs, collides: false };
  if (same(before, theirs)) return { value: ours, collides: false };
  if (field === 'updated') return { value: later(ours, theirs), collides: false };
  if (signatures.has(field))
    return { value: laterSigned(ours, theirs), collides: ours === undefined || theirs === undefined };
  if (upkeep.has(field)) return { value: ours ?? theirs, collides: false };
  if (!prose.has(field)) return { value: ours ?? theirs, collides: true };
  return { value: joined(theirs, ours), collides: true };
}

/** The later of two signatures; if one side removed it, the one that is left. */
function laterSigned(a: unknown, b: unknown): unknown {
  if (!isRecord(a) || !isRecord(b)) return a ?? b;
  return later(a['created'], b['created']) === a['created'] ? a : b;
}

function later(a: unknown, b: unknown): unknown {
  return String(a ?? '') > String(b ?? '') ? a : b;
}

/** Both texts with a blank line between them, or the one that contains the other. */
export function joined(theirs: unknown, ours: unknown): unknown {
  if (typeof theirs !== 'string' || typeof ours !== 'string') return ours ?? theirs;
  if (theirs.includes(ours)) return theirs;
  return ours.includes(theirs) ? ours : `${theirs.trimEnd()}\n\n${ours}`;
}

/** Whether two values of plain data are equal; the order of keys does not matter, and empty lists equal none. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (isEmpty(a) && isEmpty(b)) return true;
  if (!isRecord(a) || !isRecord(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
}

/**
 * Whether two records are equal apart from what the program updates by itself. That includes the present words, if the
 * tagged words are kept beside them.
 */
export function saysSame(a: object, b: object): boolean {
  const words = (record: Partial<Annotation>): object => ({
    ...Object.fromEntries(Object.entries(record).filter(([key]) => !upkeep.has(key))),
    text: record.was ?? record.text,
    was: undefined,
  });
  return same(words(a), words(b));
}

/** Identifies a selector by its words and context. */
export const nameOfSelector = ({ text, before = '', after = '' }: Selector): string =>
  JSON.stringify([text, before, after]);

/** Whether two selectors identify the same span. */
export const sameSelector = (a: Selector, b: Selector): boolean =>
  a.text === b.text && (a.before ?? '') === (b.before ?? '') && (a.after ?? '') === (b.after ?? '');

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of a list by name; two people's copies of one item have the same name. */
export type Named<T extends object = object> = ReadonlyMap<string, T>;

/**
 * A function that names the items of any version of a list that is merged. An item keeps its name where one side alone
 * changed its quotation or relation.
 */
export function namingOf(
  field: string,
  before: unknown,
  ours: unknown,
  theirs: unknown,
): <T extends object>(items: readonly T[]) => Named<T> {
  const [was, one, other] = [before, ours, theirs].map((list) => namedItems(field, itemsOf(list))) as [
    Named,
    Named,
    Named,
  ];
  const old = new Map([...renamed(field, was, one, other), ...renamed(field, was, other, one)]);
  return (items) => new Map([...namedItems(field, items)].map(([name, item]) => [old.get(name) ?? name, item]));
}

/** The names of items whose quotation or relation one side changed, each with the name before. */
function renamed(field: string, was: Named, now: Named, other: Named): readonly (readonly [string, string])[] {
  const about = (item: object): string =>
    JSON.stringify(identity[field]?.slice(0, -1).map((key) => [key, (item as Values)[key]]));
  const gone = [...was].filter(([name]) => mayChange.has(field) && other.has(name) && !now.has(name));
  const fresh = [...now].filter(([name]) => !was.has(name) && !other.has(name));
  return fresh.flatMap(([name, item]) => {
    const at = gone.findIndex(([, old]) => about(old) === about(item));
    return gone.splice(at, at < 0 ? 0 : 1).map(([old]) => [name, old] as const);
  });
}

/** The items of a value that should be a list. */
export const itemsOf = (value: unknown): readonly object[] =>
  Array.isArray(value) ? (value as readonly object[]) : [];

function namedItems<T extends object>(field: string, items: readonly T[]): Named<T> {
  const named = new Map<string, T>();
  const turns = new Map<string, number>();
  for (const item of items) {
    const name = nameOf(field, item as Values);
    const turn = turns.get(name) ?? 0;
    turns.set(name, turn + 1);
    named.set(`${name}\n${String(turn)}`, item);
  }
  return named;
}

type Values = Readonly<Record<string, unknown>>;

/** Lists in whose items the last of the fields that identify them may change: the item is still the same one. */
const mayChange: ReadonlySet<string> = new Set(['evidence', 'links']);

const identity: Readonly<Record<string, readonly string[]>> = {
  evidence: ['url', 'source', 'id', 'quote'],
  reviews: ['by', 'created'],
  discussion: ['by', 'created'],
  links: ['to', 'relation'],
  notLinked: ['to', 'text'],
};

/** An item written by hand without a time is identified by all of its content. */
function nameOf(field: string, item: Values): string {
  const known = identity[field];
  const isDated = !known?.includes('created') || item['created'] !== undefined;
  return JSON.stringify(known && isDated ? known.map((key) => item[key] ?? null) : Object.entries(item).sort());
}

export type AnnotationRevision = Revision & { readonly of: 'annotation' };

/** Consecutive revisions of one annotation, composed: from the state before the first to that after the last. */
export type ComposedRevision = AnnotationRevision & {
  /** All states on the way, so that none of them is taken for somebody else's change. */
  readonly states: readonly Annotation[];
  /** Whether it was removed and added again, so that it must exist, whatever the file says now. */
  readonly isAddedAgain: boolean;
};

/** Composes revisions to one for each annotation. If it was added and removed, it is removed, as it may be in the file by now. */
export function composed(revisions: readonly Revision[]): readonly ComposedRevision[] {
  const byId = new Map<string, ComposedRevision>();
  for (const revision of revisions) {
    if (revision.of !== 'annotation') continue;
    const { id, before, after } = revision;
    const earlier = byId.get(id);
    const states = [...(earlier?.states ?? []), ...(before ? [before] : []), ...(after ? [after] : [])];
    const isAddedAgain = earlier !== undefined && after !== undefined && (!before || earlier.isAddedAgain);
    byId.set(id, { ...(earlier ? composedPair(earlier, revision) : revision), states, isAddedAgain });
  }
  return [...byId.values()].flatMap((revision) => {
    if (revision.before ?? revision.after) return revision;
    const before = revision.states.at(-1);
    return before ? { ...revision, before } : [];
  });
}

/** Whether an annotation missing in the file stays missing: a revision that says nothing new does not restore it. */
export function staysAway({ before, after, isAddedAgain }: ComposedRevision): boolean {
  return !after || (before !== undefined && !isAddedAgain && saysSame(before, after));
}

function composedPair(first: AnnotationRevision, second: AnnotationRevision): AnnotationRevision {
  const { of, id } = first;
  if (!first.after || !second.before || !second.after) {
    return revisionOf(of, id, first.before, second.after);
  }
  // What changed between the two, as by a merge of the file, is no part of either revision.
  const between = fieldsThatDiffer(first.after, second.before);
  const before = first.before && withFields(first.before, second.before, between);
  return revisionOf(of, id, before, second.after);
}

function revisionOf(
  of: 'annotation',
  id: string,
  before: Annotation | undefined,
  after: Annotation | undefined,
): AnnotationRevision {
  return { of, id, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

function fieldsThatDiffer(a: Annotation, b: Annotation): readonly (keyof Annotation)[] {
  const fields = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof Annotation)[]);
  return [...fields].filter((field) => !same(a[field], b[field]));
}

/** A record with some fields taken from another. */
export function withFields<T extends Partial<Annotation>>(
  record: T,
  other: T,
  fields: readonly (keyof Annotation)[],
): T {
  const result: Record<string, unknown> = { ...record };
  for (const field of fields) {
    if (other[field] === undefined) delete result[field];
    else result[field] = other[field];
  }
  return result as unknown as T;
}

const hints = ['line', 'column', 'before', 'after'] as const;

/**
 * Keeps the parts of a selector together: whoever last changed the span also tells its place. Returns `before` and
 * `after` for merging into the file.
 */
export function selectorsApart<T extends Partial<Annotation>>(before: T, after: T, theirs: T): readonly [T, T] {
  if (theirs.text === before.text) return [before, after];
  if (after.text === before.text) return [before, withFields(after, before, hints)];
  return [withFields(before, theirs, hints), after];
}

/** The state that a revision started from; fields for which the file has one of the states on the way are taken from the file. */
function startOf({ before, after, states }: ComposedRevision, theirs: Annotation): Partial<Annotation> {
  if (states.length < 3) return before ?? {};
  const fields = new Set([...states, theirs].flatMap(Object.keys)) as ReadonlySet<keyof Annotation>;
  const known = [...fields].filter(
    (field) => !same(theirs[field], after?.[field]) && states.some((state) => same(theirs[field], state[field])),
  );
  return withFields<Partial<Annotation>>(before ?? {}, theirs, known);
}

/**
 * What a revision changes in an entry of the file, as before and after: a change of a span's words also tells whether
 * others had been tagged. What was done and taken back is taken back in the file, too, if a write has reached it
 * meanwhile. The id is left out.
 */
export function meant(
  revision: ComposedRevision & { readonly after: Annotation },
  theirs: Annotation,
): readonly [Partial<Annotation>, Partial<Annotation>] {
  const { after } = revision;
  const before = startOf(revision, theirs);
  const [known, to] = selectorsApart<Partial<Annotation>>(before, after, theirs);
  const from = before.text === after.text ? known : withFields(known, theirs, ['was']);
  return [
    { ...from, id: '' },
    { ...to, id: '' },
  ];
}
