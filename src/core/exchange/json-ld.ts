import { eachInSteps } from '../text/steps';
import { isObject, objectsIn, type Json } from './records';

/** Known prefixes and namespaces; without them, the names are still unambiguous. */
const namespace =
  /^(?:oa|cnt|content|rdf|dc|dcterms|dctypes|foaf|as|schema):(?!\/\/)|^https?:\/\/(?:www\.w3\.org\/ns\/(?:oa|activitystreams)#|www\.w3\.org\/2011\/content#|www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#|purl\.org\/dc\/(?:terms|elements\/1\.1|dcmitype)\/|xmlns\.com\/foaf\/0\.1\/)/;

/** Names of Open Annotation, the predecessor of the Web Annotation, and of JSON-LD itself. */
const names: ReadonlyMap<string, string> = new Map([
  ['@id', 'id'],
  ['@type', 'type'],
  ['hasBody', 'body'],
  ['hasTarget', 'target'],
  ['hasSource', 'source'],
  ['hasSelector', 'selector'],
  ['hasPurpose', 'purpose'],
  ['motivatedBy', 'motivation'],
  ['annotatedBy', 'creator'],
  ['annotatedAt', 'created'],
  ['chars', 'value'],
]);

const local = (name: string): string => name.replace(namespace, '');
const nameIn = (key: string): string => names.get(local(key)) ?? local(key);

/** Fields whose values are names, with or without a prefix. */
const ofNames: ReadonlySet<string> = new Set(['type', 'motivation', 'purpose']);

/** Fields whose value may name another node of the graph. */
const referring: ReadonlySet<string> = new Set(
  'body target source selector refinedBy startSelector endSelector creator'.split(' '),
);

/** Guessed: how many nodes at the start of a list show the form of all. */
const looked = 100;

/** Guessed: nodes are copied to where they are named until the result is this many times the file. */
const mostCopied = 20;

/**
 * Brings annotations in another form of JSON-LD into the published form: a `@graph` of nodes that name each other, the
 * names of Open Annotation, names with prefixes or namespaces. Any other document is returned unchanged.
 */
export function* compacted(document: unknown): Generator<undefined, unknown> {
  const graph = isObject(document) ? document['@graph'] : undefined;
  const nodes = objectsIn(graph ?? document);
  // A page with the usual names may contain annotations with others.
  const shown = nodes.slice(0, looked).flatMap((node) => [node, ...objectsIn(node['items'] ?? []).slice(0, looked)]);
  const isOther = (key: string): boolean => local(key) !== key || key === 'hasTarget';
  if (graph === undefined && !shown.some((node) => Object.keys(node).some(isOther))) return document;
  const byId = new Map<string, Json>();
  for (const node of nodes) {
    const id = node['@id'] ?? node['id'];
    if (typeof id === 'string' && !byId.has(id)) byId.set(id, node);
  }
  const read: Reading = { byId, path: new Set(), left: 0 };
  for (const node of nodes) read.left += mostCopied * Object.keys(node).length;
  // A single annotation, or a page or collection with its annotations.
  if (graph === undefined && isObject(document)) {
    const { items = [], ...rest } = document;
    for (const item of objectsIn(items)) read.left += mostCopied * Object.keys(item).length;
    const all = yield* eachInSteps([items].flat(), (item) => (isObject(item) ? nodeIn(item, read) : item));
    return { ...nodeIn(rest, read), ...(all.length > 0 && { items: all }) };
  }
  const all = yield* eachInSteps(nodes, (node) => nodeIn(node, read));
  const annotations = all.filter((node) => [node['type']].flat().includes('Annotation'));
  return annotations.length > 0 ? annotations : all;
}

interface Reading {
  readonly byId: ReadonlyMap<string, Json>;
  /** The nodes being copied, from the outermost inwards. */
  readonly path: Set<Json>;
  /** How many fields may still be copied. */
  left: number;
}

function nodeIn(node: Json, read: Reading): Json {
  read.path.add(node);
  const fields = Object.entries(node).map(([key, value]) => {
    const name = nameIn(key);
    return [name, valueIn(name, value, read)] as const;
  });
  read.path.delete(node);
  const result: Json = Object.fromEntries(fields);
  const isTag = [result['type']].flat().some((type) => type === 'Tag' || type === 'SemanticTag');
  return isTag && result['purpose'] === undefined ? { ...result, purpose: 'tagging' } : result;
}

function valueIn(name: string, value: unknown, read: Reading): unknown {
  if (Array.isArray(value)) {
    const list = (value as unknown[]).map((one) => valueIn(name, one, read));
    return list.length === 1 ? list[0] : list;
  }
  if (typeof value === 'string') {
    if (ofNames.has(name)) return local(value);
    return referring.has(name) ? nodeNamed(value, read) : value;
  }
  if (!isObject(value)) return value;
  if (Object.hasOwn(value, '@value')) return value['@value'];
  const id = value['@id'] ?? value['id'];
  if (typeof id === 'string' && Object.keys(value).length === 1) return valueIn(name, id, read);
  return read.path.size > deepest ? value : nodeIn(value, read);
}

/** Guessed: nothing that people write is nested more deeply. */
const deepest = 50;

/** The node with an address; the address itself if there is no such node, or if the node contains this place. */
function nodeNamed(address: string, read: Reading): unknown {
  const node = read.byId.get(address);
  if (!node || read.path.has(node) || read.path.size > deepest) return address;
  // An annotation is referred to by its address, never copied into another.
  if ([node['@type'] ?? node['type']].flat().some((type) => typeof type === 'string' && local(type) === 'Annotation'))
    return address;
  read.left -= Object.keys(node).length;
  return read.left < 0 ? address : nodeIn(node, read);
}
