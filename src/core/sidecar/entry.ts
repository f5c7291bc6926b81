import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import { decodeMap } from './decode';
import type { SidecarProblem } from './problem';
import type { Fields } from './schema';
import { readAnyYaml, type Reading } from './yaml/any';
import type { ListNode, MapNode, Node } from './yaml/node';
import { spanFrom } from './yaml/splice';
import { readUsualYaml } from './yaml/usual';

/** The spans of a key and its value. */
export interface FieldSpans {
  readonly key: Span;
  readonly value: Span;
}

/** A readable annotation in a sidecar. */
export interface Entry {
  /** Its id; a key derived from its words if it has none, or that of an earlier entry. */
  readonly key: string;
  /** The annotation, with `id` equal to `key`. */
  readonly annotation: Annotation;
  /** Whether the file has `key` as its id. */
  readonly hasId: boolean;
  /** From its dash or bracket to the end of its last value. */
  readonly span: Span;
  /** The spans of its fields, by path: `note`, `evidence.0.url`. Parses the entry again, so use it only when needed. */
  fieldSpans(): ReadonlyMap<string, FieldSpans>;
}

/** One parsed item of a list. All places are relative to `from`, so that it can move with the text. */
export interface Item {
  readonly from: number;
  readonly to: number;
  /** The span of what is readable, from the dash. */
  readonly span: Span;
  /** The decoded values; undefined where it can't be read. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  /** The keys unknown to the format, as plain data; undefined where there are none. */
  readonly unknown: unknown;
  readonly problems: readonly SidecarProblem[];
  /** Whether it is YAML without anything refused. */
  readonly sound: boolean;
  /** Its node, if it does not have lines of its own, as in `[{…}, {…}]`. */
  readonly node?: MapNode;
  /** Entries in a list in place of an entry, as below a dash of its own: they are read but never written. */
  readonly within?: readonly Item[];
}

/** Parses `[from, to)`, which begins at the start of a line, with the fast reader if possible, else with the full one. */
export function readNode(text: string, from: number, to: number): Reading {
  if (!isOdd(text.slice(from, to))) {
    const node = readUsualYaml(text, from, to);
    if (node) return { node, faults: none };
  }
  return readAnyYaml(text, from, to);
}

const none: readonly SidecarProblem[] = [];
// What YAML readers disagree on: tabs, controls, separators and byte-order marks of Unicode, lone carriage returns.
const odd = /[\0-\t\v\f\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/;

/** Whether a text has units that YAML readers disagree on. */
export function isOdd(text: string): boolean {
  return odd.test(text);
}

/** Parses a chunk of the outline: a dash and what belongs to it. */
export function readChunk(text: string, chunk: Span, fields: Fields): Item {
  const { node, faults } = readNode(text, chunk.from, chunk.to);
  let dash = chunk.from;
  while (text.charCodeAt(dash) === 32) dash++;
  const item = node?.kind === 'list' ? node.items[0] : undefined;
  // What can't be read is kept whole, since its end is unknown.
  const end = chunk.from + text.slice(chunk.from, chunk.to).trimEnd().length;
  const span = { from: dash, to: item && faults.length === 0 ? item.to : end };
  return itemOf(chunk, span, item, fields, faults);
}

/** Parses an item of a list that has no lines of its own. */
export function readInner(node: Node, fields: Fields): Item {
  const item = itemOf(node, node, node, fields, none);
  return node.kind === 'map' ? { ...item, node } : item;
}

/** Most problems reported of one entry. */
const most = 20;

function itemOf(
  extent: Span,
  span: Span,
  node: Node | undefined,
  fields: Fields,
  faults: readonly SidecarProblem[],
): Item {
  const problems = [...faults];
  const sound = faults.length === 0;
  if (sound && node?.kind !== 'map') problems.push({ code: 'type', field: 'item', wanted: 'map', span });
  const values = sound && node?.kind === 'map' ? decodeMap(node, fields, problems) : undefined;
  const within = sound && node?.kind === 'list' ? entriesIn(node, fields) : [];
  return {
    from: extent.from,
    to: extent.to,
    span: moved(span, -extent.from),
    values,
    unknown: node?.kind === 'map' ? unknownIn(node, fields) : undefined,
    problems: problems.slice(0, most).map((problem) => ({ ...problem, span: moved(problem.span, -extent.from) })),
    sound,
    ...(within.length > 0 && { within }),
  };
}

function unknownIn({ pairs }: MapNode, fields: Fields): unknown {
  if (pairs.every(({ key }) => fields.has(key))) return undefined;
  const unknown = pairs.filter(({ key }) => !fields.has(key));
  return Object.fromEntries(unknown.map(({ key, value }) => [key, plainData(value)]));
}

function plainData(node: Node): unknown {
  if (node.kind === 'scalar') return `${node.type} ${node.value}`;
  if (node.kind === 'list') return node.items.map(plainData);
  return node.pairs.map(({ key, value }) => [key, plainData(value)]);
}

/** The entries in a list of lists. */
function entriesIn(list: ListNode, fields: Fields): Item[] {
  return list.items.flatMap((node) => {
    const item = readInner(node, fields);
    return item.values ? [item] : (item.within ?? []);
  });
}

export function moved({ from, to }: Span, by: number): Span {
  return { from: from + by, to: to + by };
}

/** Parses the node of an item again. */
export function nodeOf(text: string, item: Item): MapNode | undefined {
  if (item.node) return item.node;
  const { node } = readNode(text, item.from, item.to);
  const inner = node?.kind === 'list' && !node.flow ? node.items[0] : node;
  return inner?.kind === 'map' ? inner : undefined;
}

function fieldSpans(map: MapNode | undefined): ReadonlyMap<string, FieldSpans> {
  const spans = new Map<string, FieldSpans>();
  if (map) collect(map, '', spans);
  return spans;
}

function collect(node: Node, path: string, spans: Map<string, FieldSpans>): void {
  if (node.kind === 'list') node.items.forEach((item, i) => collect(item, `${path}${String(i)}.`, spans));
  if (node.kind !== 'map') return;
  for (const { key, keySpan, value } of node.pairs) {
    spans.set(path + key, { key: keySpan, value: { from: value.from, to: value.to } });
    collect(value, `${path}${key}.`, spans);
  }
}

/** Makes entries of items, each with a unique key. Annotations that equal those in `old` stay the same object. */
export function namedEntries(
  text: string,
  items: readonly Item[],
  old: readonly Entry[],
): { readonly entries: readonly Entry[]; readonly problems: readonly SidecarProblem[] } {
  const keys = new Set<string>();
  const problems: SidecarProblem[] = [];
  const owned = items.map(({ values }) => {
    const id = values?.['id'];
    if (typeof id !== 'string' || id === '' || keys.has(id)) return false;
    keys.add(id);
    return true;
  });
  const known = new Map(old.filter(({ hasId }) => !hasId).map(({ key, annotation }) => [key, annotation]));
  const derivedKey = keysFrom(keys);
  const entries: Entry[] = [];
  items.forEach((item, i) => {
    if (!item.values) return;
    const values = item.values as unknown as Annotation;
    const hasId = owned[i] === true;
    const key = hasId ? values.id : derivedKey(values);
    if (!hasId && values.id) problems.push(duplicate(text, item, values.id));
    entries.push(new ReadEntry(text, item, hasId ? values : withId(values, key, known.get(key)), hasId));
  });
  return { entries, problems };
}

function withId(values: Annotation, id: string, old: Annotation | undefined): Annotation {
  const annotation = { ...values, id };
  return old && JSON.stringify(old) === JSON.stringify(annotation) ? old : annotation;
}

function duplicate(text: string, item: Item, id: string): SidecarProblem {
  const span = fieldSpans(nodeOf(text, item)).get('id')?.value ?? moved(item.span, item.from);
  return { code: 'duplicate-id', id, span };
}

class ReadEntry implements Entry {
  constructor(
    private readonly text: string,
    private readonly item: Item,
    readonly annotation: Annotation,
    readonly hasId: boolean,
  ) {}

  get key(): string {
    return this.annotation.id;
  }

  get span(): Span {
    const { from, to } = moved(this.item.span, this.item.from);
    return this.text.charCodeAt(to - 1) === 10 ? spanFrom(this.text, from, { from, to }) : { from, to };
  }

  fieldSpans(): ReadonlyMap<string, FieldSpans> {
    return fieldSpans(nodeOf(this.text, this.item));
  }
}

/**
 * Derives keys for entries without a usable id, from their tags and words, so that all readers of the file derive the
 * same. A key looks like an id, and becomes one when the entry is next written. Derived keys are added to `taken`.
 */
function keysFrom(taken: Set<string>): (annotation: Pick<Annotation, 'text' | 'tag'>) => string {
  const turns = new Map<string, number>();
  return ({ tag, text }) => {
    const words = `${tag}\n${text}`;
    for (let turn = turns.get(words) ?? 0; ; turn++) {
      const key = eight(hash(words, 2 * turn), hash(words, 2 * turn + 1));
      if (taken.has(key)) continue;
      taken.add(key);
      turns.set(words, turn + 1);
      return key;
    }
  };
}

function eight(high: number, low: number): string {
  const digits = (n: number): string => n.toString(36).padStart(7, '0').slice(-4);
  return digits(high) + digits(low);
}

/** FNV-1a over UTF-16 units, 32 bits, with the finalizer of MurmurHash3. */
function hash(words: string, seed: number): number {
  let h = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1);
  for (let i = 0; i < words.length; i++) h = Math.imul(h ^ words.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
