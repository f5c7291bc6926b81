import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import type { SidecarProblem } from './problem';
import { decodeMap } from './decode';
import type { MapNode, Node } from './node';
import { readPlainYaml } from './plain';
import type { Fields } from './schema';
import { readYaml, type Reading } from './yaml';

/** Where a value and its key stand. */
export interface FieldSpans {
  readonly key: Span;
  readonly value: Span;
}

/** A record of a sidecar that could be read. */
export interface Entry {
  /** Its id; for one without, or with an id that an earlier entry has, a key that its words make up. */
  readonly key: string;
  /** With `id` equal to `key`. */
  readonly annotation: Annotation;
  /** Whether `key` stands in the file as its id. */
  readonly hasId: boolean;
  /** From its dash (or its bracket) to the end of its last value. */
  readonly span: Span;
  /** Where its fields stand, by path: `note`, `evidence.0.url`. Reads the entry again, so ask when needed. */
  fieldSpans(): ReadonlyMap<string, FieldSpans>;
}

/** One item of a list of the file as it was read. All places count from `from`, so it can move with the text. */
export interface Item {
  readonly from: number;
  readonly to: number;
  /** The span of what is readable, from the dash. */
  readonly span: Span;
  /** What it says; undefined where it can't be read. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly problems: readonly SidecarProblem[];
  /** Whether it is YAML that holds nothing refused. */
  readonly sound: boolean;
  /** Its node where it does not stand on lines of its own, as in `[{…}, {…}]`. */
  readonly node?: MapNode;
}

/** Reads `[from, to)`, which begins at the start of a line, by the fast reader if it can and else by the full one. */
export function readNode(text: string, from: number, to: number): Reading {
  if (!odd.test(text.slice(from, to))) {
    const node = readPlainYaml(text, from, to);
    if (node) return { node, faults: none };
  }
  return readYaml(text, from, to);
}

const none: readonly SidecarProblem[] = [];
// What YAML readers disagree on: tabs, controls, marks of other ages of Unicode, line breaks that are none.
const odd = /[\0-\t\v\f\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/;

/** Reads a chunk of the outline: one dash and what belongs to it. */
export function readChunk(text: string, chunk: Span, fields: Fields): Item {
  const { node, faults } = readNode(text, chunk.from, chunk.to);
  let dash = chunk.from;
  while (text.charCodeAt(dash) === 32) dash++;
  const item = node?.kind === 'list' ? node.items[0] : undefined;
  // What can't be read is kept whole: nobody knows where it ends.
  const end = chunk.from + text.slice(chunk.from, chunk.to).trimEnd().length;
  const span = { from: dash, to: item && faults.length === 0 ? item.to : end };
  return itemOf(chunk, span, item, fields, faults);
}

/** An item of a list that does not stand on lines of its own. */
export function readInner(node: Node, fields: Fields): Item {
  const item = itemOf(node, node, node, fields, none);
  return node.kind === 'map' ? { ...item, node } : item;
}

/** More problems of one entry than these nobody reads. */
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
  return {
    from: extent.from,
    to: extent.to,
    span: moved(span, -extent.from),
    values,
    problems: problems.slice(0, most).map((problem) => ({ ...problem, span: moved(problem.span, -extent.from) })),
    sound,
  };
}

export function moved({ from, to }: Span, by: number): Span {
  return { from: from + by, to: to + by };
}

/** The node of an item, read anew. */
export function nodeOf(text: string, item: Item): MapNode | undefined {
  if (item.node) return item.node;
  const { node } = readNode(text, item.from, item.to);
  const inner = node?.kind === 'list' && !node.flow ? node.items[0] : node;
  return inner?.kind === 'map' ? inner : undefined;
}

export function fieldSpans(map: MapNode | undefined, by = 0): ReadonlyMap<string, FieldSpans> {
  const spans = new Map<string, FieldSpans>();
  if (map) collect(map, '', by, spans);
  return spans;
}

function collect(node: Node, path: string, by: number, spans: Map<string, FieldSpans>): void {
  if (node.kind === 'list') node.items.forEach((item, i) => collect(item, `${path}${String(i)}.`, by, spans));
  if (node.kind !== 'map') return;
  for (const { key, keySpan, value } of node.pairs) {
    spans.set(path + key, { key: moved(keySpan, by), value: moved(value, by) });
    collect(value, `${path}${key}.`, by, spans);
  }
}
