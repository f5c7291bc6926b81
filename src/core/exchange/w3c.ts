import type { Annotation, Message } from '../model/annotation';
import type { ReviewStatus } from '../review/status';
import { pathTarget } from '../text/links';
import { addTo } from '../text/grouped';
import { textOf } from './bytes';
import type {
  Draft,
  Exported,
  FileRemark,
  Format,
  ParsedDocument,
  Parsing,
  Placed,
  Pointer,
  WriteOptions,
  Written,
} from './format';
import { idFor, type Taken } from './ids';
import { type Counter, inUnit } from './offsets';
import {
  aboutOf,
  countUnplaced,
  everyField,
  excerptOf,
  highlight,
  isObject,
  type Json,
  jsonRecords,
  messageFrom,
  objectsIn,
  own,
  ownString,
  parsingJson,
  pick,
  remarksOn,
  standsOf,
  statusesIn,
  type Unplaced,
} from './records';
import { compacted } from './json-ld';
import { exportedLinks, isPlain, linkDraft, type ExportedLink } from './links';
import { percentDecoded } from './paths';
import { bodiesIn, bodiesOfItem, isOf, ours, purposes, saidBy, silentIn, textsIn } from './w3c-bodies';
import { iri, pointed, targetsIn } from './w3c-selectors';

/**
 * W3C Web Annotation in JSON-LD (https://www.w3.org/TR/annotation-model/): a page of annotations, each with a
 * TextQuoteSelector and a TextPositionSelector, which counts code points. The tag, the note and the claim are bodies
 * with purposes of their own; fields that the model lacks are under `claimmark`.
 */
export const w3c: Format = {
  id: 'w3c',
  title: 'W3C Web Annotation',
  extension: '.jsonld',
  reads: 'JSON-LD',
  lossless: true,
  carries: { out: [...everyField, 'about', 'lost', 'status'], in: [...everyField, 'about', 'lost'] },
  write,
  parse,
};

const context = [
  'http://www.w3.org/ns/anno.jsonld',
  { claimmark: { '@id': 'urn:claimmark:record', '@type': '@json' } },
] as const;

function write(sources: readonly Exported[], options: WriteOptions = {}): Written {
  const statusOf = statusesIn(sources, options);
  const links = exportedLinks(sources);
  const items = sources.flatMap(({ source, text, annotations }) => {
    const counter = inUnit(text, 'code-points');
    return annotations.map((annotation) => {
      const isLinkedWhole = (links.get(annotation) ?? []).filter(isPlain).length === annotation.links?.length;
      const { links: _, ...rest } = annotation;
      const status = statusOf(source, annotation);
      return itemOf({ source, text, status }, isLinkedWhole ? rest : annotation, counter);
    });
  });
  const linking = [...links.values()].flatMap((of) => of.map(linkingOf));
  const about = Object.fromEntries(
    sources.flatMap(({ source, about }) => (Object.keys(about).length > 0 ? [[source, about] as const] : [])),
  );
  const page = {
    '@context': context,
    id: 'urn:claimmark:annotations',
    type: 'AnnotationPage',
    ...(Object.keys(about).length > 0 && { claimmark: { about } }),
    items: [...items, ...linking],
  };
  return { files: [{ name: 'annotations.jsonld', content: `${JSON.stringify(page, null, 2)}\n` }], dropped: [] };
}

interface Stated {
  readonly source: string;
  readonly text: string;
  readonly status: ReviewStatus;
}

function itemOf({ source, text, status }: Stated, annotation: Placed, counter: Counter): Json {
  const { id, by, created, updated } = annotation;
  const extra = {
    status,
    ...pick(annotation, ours),
    ...standsOf(text, annotation),
    ...(!annotation.span && { lost: true }),
  };
  return {
    id: `urn:claimmark:${id}`,
    type: 'Annotation',
    motivation: 'tagging',
    ...(by !== undefined && { creator: { type: 'Person', name: by } }),
    created,
    modified: updated,
    body: bodiesOf(annotation),
    target: {
      source: pathTarget(source),
      selector: selectorsOf(annotation, counter),
    },
    claimmark: extra,
  };
}

/** A link between two annotations in the form of the model: its source is the target, its own target the body. */
function linkingOf({ link, annotation, target }: ExportedLink, n: number): Json {
  const { relation, note, by, created } = link;
  return {
    id: `urn:claimmark:${annotation.id}:link:${n + 1}`,
    type: 'Annotation',
    motivation: 'linking',
    ...(by !== undefined && { creator: { type: 'Person', name: by } }),
    created,
    body: [
      { type: 'SpecificResource', source: `urn:claimmark:${target.annotation.id}`, purpose: 'linking' },
      textBody(relation, purposes.tag, 'text/plain'),
      ...(note === undefined ? [] : [textBody(note, purposes.note, 'text/markdown')]),
    ],
    target: `urn:claimmark:${annotation.id}`,
  };
}

const textBody = (value: string, purpose: string, format: string): Json => ({
  type: 'TextualBody',
  value,
  purpose,
  format,
});

function bodiesOf({ tag, note, claim, evidence = [] }: Annotation): Json[] {
  return [
    textBody(tag, purposes.tag, 'text/plain'),
    ...(note === undefined ? [] : [textBody(note, purposes.note, 'text/markdown')]),
    ...(claim === undefined ? [] : [textBody(claim, purposes.claim, 'text/plain')]),
    ...evidence.flatMap(({ url }) =>
      url === undefined ? [] : [{ type: 'SpecificResource', source: url, purpose: 'linking' }],
    ),
  ];
}

function selectorsOf({ text, before, after, span }: Placed, counter: Counter): Json[] {
  const quote = { type: 'TextQuoteSelector', exact: text, prefix: before, suffix: after };
  if (!span) return [quote];
  return [quote, { type: 'TextPositionSelector', start: counter.count(span.from), end: counter.count(span.to) }];
}

function* parse(content: string | Uint8Array): Parsing {
  const text = textOf(content);
  if (typeof text !== 'string') return text;
  const whole = yield* parsingJson(text);
  const lines = whole === undefined ? (yield* jsonRecords(text))?.records.map(({ value }) => value) : undefined;
  const document = yield* compacted(whole ?? lines);
  const items = itemsOf(document);
  if (!items) return { code: 'not-this-format' };
  const taken: Taken = new Map();
  const about = own(own(document, 'claimmark'), 'about');
  const documents = new Map<string, ParsedDocument & { drafts: Draft[] }>();
  const addresses = new Set(items.flatMap((item) => iri(item) ?? []));
  yield;
  const rootOf = rootsIn(items, addresses);
  yield;
  const repliesTo = repliesIn(items, addresses, rootOf);
  const collected: Collected = { annotations: new Map(), addresses, repliesTo, rootOf, taken };
  yield;
  // Replies and links come after the annotations that they refer to.
  const ordered = [...items.entries()].sort(
    ([, a], [, b]) => Number(isAbout(a, addresses)) - Number(isAbout(b, addresses)),
  );
  for (const [i, item] of ordered) {
    yield;
    for (const { source, draft } of draftsOf(item, i + 1, collected)) {
      const known = documents.get(source) ?? {
        names: source === '' ? [] : [source],
        about: aboutOf(own(about, source) ?? own(about, percentDecoded(source))),
        drafts: [],
      };
      documents.set(source, known);
      known.drafts.push(draft);
    }
  }
  const total = own(document, 'total') ?? own(own(document, 'partOf'), 'total');
  const isPart = typeof total === 'number' && total > items.length;
  const remarks: FileRemark[] = isPart ? [{ code: 'more-pages', detail: `${items.length} / ${total}` }] : [];
  remarks.push(...unplacedIn(items));
  return { documents: [...documents.values()], unit: 'code-points', remarks, lines: lines !== undefined };
}

/** Remarks on bodies and fields of annotations that have no place here. */
function unplacedIn(items: readonly Json[]): FileRemark[] {
  const silent = items.reduce((sum, item) => sum + silentIn(item), 0);
  const unplaced: Unplaced = new Map(silent > 0 ? [['body', silent]] : []);
  for (const item of items) countUnplaced(unplaced, item, knownOfItem);
  return remarksOn(unplaced);
}

/** The fields of an annotation that are read, and those that only say how it came to be served. */
const knownOfItem: ReadonlySet<string> = new Set(
  (
    '@context @id id @type type motivation body bodyValue bodies target creator created modified claimmark ' +
    'generator generated canonical via'
  ).split(' '),
);

/** The items of a document: one annotation, a list, a page, or a collection with pages inside it. */
function itemsOf(document: unknown): Json[] | undefined {
  if (Array.isArray(document)) {
    const isAny = document.some((one) => own(one, 'target') !== undefined || itemsOf(one) !== undefined);
    return isAny ? document.flatMap((one: unknown) => itemsOf(one) ?? listed([one])) : undefined;
  }
  if (!isObject(document)) return undefined;
  const types = [own(document, 'type') ?? own(document, '@type')].flat();
  if (types.includes('AnnotationPage')) return listed(own(document, 'items') ?? own(document, 'as:items'));
  if (types.includes('AnnotationCollection')) return pagesOf(document);
  return types.some((type) => type === 'Annotation' || type === 'oa:Annotation') ? [document] : undefined;
}

/** The annotations of a list, or a single one; one given by its address alone has no target. */
function listed(value: unknown = []): Json[] {
  return ([value].flat() as unknown[]).map((one) => (isObject(one) ? one : typeof one === 'string' ? { id: one } : {}));
}

/** The items of the pages inside a collection: the first, those nested after it, the last. */
function pagesOf(collection: Json): Json[] {
  const items = listed(own(collection, 'items'));
  const pages: Json[] = [];
  let page = own(collection, 'first');
  while (isObject(page) && pages.length < 10_000) {
    pages.push(page);
    page = own(page, 'next');
  }
  const last = own(collection, 'last');
  if (isObject(last) && !pages.some((one) => one === last || iri(one) === iri(last))) pages.push(last);
  return [...items, ...pages.flatMap((one) => listed(own(one, 'items')))];
}

interface Collected {
  /** The first draft of each annotation, by its address: replies belong to it. */
  readonly annotations: Map<string, Draft>;
  /** The addresses of all annotations of the file. */
  readonly addresses: ReadonlySet<string>;
  readonly repliesTo: Map<string, readonly Message[]>;
  /** The annotation at the root of a chain of replies. */
  readonly rootOf: (address: string | undefined) => string | undefined;
  readonly taken: Taken;
}

/** The drafts of an annotation, one for each of its targets. */
function draftsOf(item: Json, at: number, collected: Collected): { source: string; draft: Draft }[] {
  const targets = targetsIn(own(item, 'target'));
  const address = iri(item) ?? '';
  const name = excerptOf(address, ...textsIn(item));
  if (isAbout(item, collected.addresses))
    return [{ source: '', draft: (isOf(item, 'linking') ? linkOf : replyOf)(item, { at, name }, collected) }];
  if (targets.length === 0) return [{ source: '', draft: { at, name, left: { code: 'malformed', detail: 'target' } } }];
  return targets.map((target, n) => {
    const { source, pointer } = pointed(target);
    const label = excerptOf(address, 'words' in pointer ? pointer.words : undefined, ...textsIn(item));
    if ('code' in pointer) return { source, draft: { at, name: label, left: pointer } };
    const draft = entryOf(item, pointer, { at, name: label, n }, collected);
    if (n === 0 && !collected.annotations.has(address)) collected.annotations.set(address, draft);
    return { source, draft };
  });
}

function entryOf(
  item: Json,
  pointer: Pointer,
  { at, name, n }: { readonly at: number; readonly name: string; readonly n: number },
  { repliesTo, taken }: Collected,
): Draft {
  const given = iri(item)?.replace(/^urn:claimmark:/, '');
  const id = idFor(n === 0 ? given : undefined, JSON.stringify([given, n, pointer]), taken);
  const record = own(item, 'claimmark');
  const stands = ownString(record, 'stands');
  const said = bodiesIn(item);
  const answers = [...(said.discussion ?? []), ...(n === 0 ? (repliesTo.get(iri(item) ?? '') ?? []) : [])];
  if (n === 0) repliesTo.delete(iri(item) ?? '');
  const marked = said.note === undefined && said.claim === undefined;
  const annotation: Annotation = {
    id,
    tag: marked && isOf(item, 'highlighting') ? highlight : 'unconfirmed',
    text: '',
    ...saidBy(item),
    ...said,
    ...(answers.length > 0 && { discussion: answers }),
  };
  const lost = own(record, 'lost') === true;
  return {
    at,
    name,
    annotation,
    pointer: { ...pointer, ...(stands !== undefined && { stands }) },
    hasId: given !== undefined,
    lost,
  };
}

/** Whether an annotation is about other annotations of the file, or replies to one elsewhere. */
function isAbout(item: Json, addresses: ReadonlySet<string>): boolean {
  const [end] = targetsIn(own(item, 'target'));
  return isOf(item, 'replying') || addressIn(end, addresses) !== undefined;
}

/** The address of an annotation of the file to which a target or a body refers; Recogito puts `#` before it. */
function addressIn(end: unknown, addresses: ReadonlySet<string>): string | undefined {
  if (objectsIn(own(end, 'selector') ?? []).length > 0) return undefined;
  const address = iri(own(end, 'source')) ?? iri(end) ?? '';
  return [address, address.replace(/^#/, ''), `#${address}`].find((one) => addresses.has(one));
}

/** A link: both its ends are targets, or one is a target and the other a body. */
function linkOf(item: Json, { at, name }: Pick<Draft, 'at' | 'name'>, { annotations, addresses }: Collected): Draft {
  const bodies = bodiesOfItem(item);
  const isText = (body: unknown): boolean => ownString(body, 'value') !== undefined;
  const said = bodiesIn({ ...item, body: bodies.filter(isText) });
  const ends = [...targetsIn(own(item, 'target')), ...bodies.filter((body) => !isText(body))];
  if (ends.length !== 2) return { at, name, left: { code: 'no-place', kind: 'relation' } };
  const linked = ends.map((end) => annotations.get(addressIn(end, addresses) ?? ''));
  return linkDraft({ at, name }, said.tag, linked, {
    ...saidBy(item),
    ...(said.note !== undefined && { note: said.note }),
  });
}

function messageOf(item: Json): Message | undefined {
  const { by, created } = saidBy(item);
  return messageFrom(textsIn(item)[0], by, created);
}

/** The replies of a file, by the address of the annotation at their root. */
function repliesIn(
  items: readonly Json[],
  addresses: ReadonlySet<string>,
  rootOf: Collected['rootOf'],
): Map<string, Message[]> {
  const replies = new Map<string, Message[]>();
  for (const item of items.filter((one) => isAbout(one, addresses) && !isOf(one, 'linking'))) {
    const [target] = targetsIn(own(item, 'target'));
    const message = messageOf(item);
    const address = rootOf(addressIn(target, addresses));
    if (message && address !== undefined) addTo(replies, address, message);
  }
  return replies;
}

/** Finds the annotation at the root of replies to replies. */
function rootsIn(
  items: readonly Json[],
  addresses: ReadonlySet<string>,
): (address: string | undefined) => string | undefined {
  const answered = new Map(
    items.flatMap((item): readonly (readonly [string, string])[] => {
      const [own_, target] = [iri(item), addressIn(targetsIn(own(item, 'target'))[0], addresses)];
      return own_ !== undefined && target !== undefined && !isOf(item, 'linking') ? [[own_, target]] : [];
    }),
  );
  return (address) => {
    const seen = new Set<string>();
    let root = address;
    for (let next = root; next !== undefined && !seen.has(next); next = answered.get(next)) {
      seen.add(next);
      root = next;
    }
    // Remember the root for every address on the way, since chains may be long.
    if (root !== undefined) for (const one of seen) if (one !== root) answered.set(one, root);
    return root;
  };
}

function replyOf(
  item: Json,
  { at, name }: Pick<Draft, 'at' | 'name'>,
  { annotations, addresses, rootOf }: Collected,
): Draft {
  const [target] = targetsIn(own(item, 'target'));
  const partOf = annotations.get(rootOf(addressIn(target, addresses)) ?? '');
  const reply = messageOf(item);
  if (!reply) return { at, name, left: { code: 'malformed' } };
  return partOf ? { at, name, partOf, reply } : { at, name, left: { code: 'answers-nothing' } };
}
