import type { Annotation, Message } from '../model/annotation';
import { pathTarget } from '../text/links';
import { textOf } from './bytes';
import type { Draft, Exported, FileProblem, Format, LeftOut, Parsed, ParsedDocument, Placed, Pointer, Written } from './format'; // prettier-ignore
import { idFor, type Taken } from './ids';
import { inUnit, type Counter } from './offsets';
import { aboutOf, circumstances, everyField, excerptOf, fieldsOf, highlight, isObject, jsonRecords, objectsIn, own, ownOffset, ownString, parseJson, personIn, pick, standsOf, type Json } from './records'; // prettier-ignore
import { percentDecoded } from './sources';

/**
 * W3C Web Annotation in JSON-LD (https://www.w3.org/TR/annotation-model/): a page of annotations, each with a
 * TextQuoteSelector and a TextPositionSelector, which counts code points. The tag, the note and the claim are bodies
 * of their own purposes; what the model has no word for stands under `claimmark`.
 */
export const w3c: Format = {
  id: 'w3c',
  title: 'W3C Web Annotation',
  extension: '.jsonld',
  lossless: true,
  carries: { out: [...everyField, 'about', 'lost'], in: [...everyField, 'about', 'lost'] },
  write,
  parse,
};

const ours = [
  'speaker',
  ...circumstances.filter((field) => field !== 'by' && field !== 'created' && field !== 'updated'),
] as const;
const purposes = { tag: 'tagging', note: 'commenting', claim: 'describing' } as const;
const context = [
  'http://www.w3.org/ns/anno.jsonld',
  { claimmark: { '@id': 'urn:claimmark:record', '@type': '@json' } },
] as const;

function write(sources: readonly Exported[]): Written {
  const items = sources.flatMap(({ source, text, annotations }) => {
    const counter = inUnit(text, 'code-points');
    return annotations.map((annotation) => itemOf(source, text, annotation, counter));
  });
  const about = Object.fromEntries(
    sources.flatMap(({ source, about }) => (Object.keys(about).length > 0 ? [[source, about] as const] : [])),
  );
  const page = {
    '@context': context,
    id: 'urn:claimmark:annotations',
    type: 'AnnotationPage',
    ...(Object.keys(about).length > 0 && { claimmark: { about } }),
    items,
  };
  return { files: [{ name: 'annotations.jsonld', content: `${JSON.stringify(page, null, 2)}\n` }], dropped: [] };
}

function itemOf(source: string, text: string, annotation: Placed, counter: Counter): Json {
  const { id, by, created, updated } = annotation;
  const extra = { ...pick(annotation, ours), ...standsOf(text, annotation), ...(!annotation.span && { lost: true }) };
  return {
    id: `urn:claimmark:${id}`,
    type: 'Annotation',
    motivation: 'tagging',
    ...(by !== undefined && { creator: { type: 'Person', name: by } }),
    ...(created !== undefined && { created }),
    ...(updated !== undefined && { modified: updated }),
    body: bodiesOf(annotation),
    target: {
      source: pathTarget(source),
      selector: selectorsOf(annotation, counter),
    },
    ...(Object.keys(extra).length > 0 && { claimmark: extra }),
  };
}

function bodiesOf({ tag, note, claim, evidence = [] }: Annotation): Json[] {
  const text = (value: string, purpose: string, format: string): Json => ({
    type: 'TextualBody',
    value,
    purpose,
    format,
  });
  return [
    text(tag, purposes.tag, 'text/plain'),
    ...(note === undefined ? [] : [text(note, purposes.note, 'text/markdown')]),
    ...(claim === undefined ? [] : [text(claim, purposes.claim, 'text/plain')]),
    ...evidence.flatMap(({ url }) =>
      url === undefined ? [] : [{ type: 'SpecificResource', source: url, purpose: 'linking' }],
    ),
  ];
}

function selectorsOf({ text, before, after, span }: Placed, counter: Counter): Json[] {
  const quote = {
    type: 'TextQuoteSelector',
    exact: text,
    ...(before !== undefined && { prefix: before }),
    ...(after !== undefined && { suffix: after }),
  };
  if (!span) return [quote];
  return [quote, { type: 'TextPositionSelector', start: counter.count(span.from), end: counter.count(span.to) }];
}

function parse(content: string | Uint8Array): Parsed | FileProblem {
  const text = textOf(content);
  if (typeof text !== 'string') return text;
  const whole = parseJson(text);
  const lines = whole === undefined ? jsonRecords(text)?.records.map(({ value }) => value) : undefined;
  const document = whole ?? lines;
  const items = itemsOf(document);
  if (!items) return { code: 'not-this-format' };
  const taken: Taken = new Map();
  const about = own(own(document, 'claimmark'), 'about');
  const documents = new Map<string, ParsedDocument & { drafts: Draft[] }>();
  const annotations = new Map<string, Draft>();
  const repliesTo = repliesIn(items);
  for (const [i, item] of items.entries()) {
    for (const { source, draft } of draftsOf(item, i + 1, { annotations, repliesTo, taken })) {
      const known = documents.get(source) ?? { names: source === '' ? [] : [source], about: aboutOf(own(about, source) ?? own(about, percentDecoded(source))), drafts: [] }; // prettier-ignore
      documents.set(source, known);
      known.drafts.push(draft);
    }
  }
  const total = own(document, 'total') ?? own(own(document, 'partOf'), 'total');
  const isPart = typeof total === 'number' && total > items.length;
  const remarks = isPart ? [{ code: 'more-pages' as const, detail: `${items.length} / ${total}` }] : [];
  return { documents: [...documents.values()], unit: 'code-points', remarks, lines: lines !== undefined };
}

/** One annotation, a list, a page, or a collection with its pages or its first one in it. */
function itemsOf(document: unknown): Json[] | undefined {
  if (Array.isArray(document)) return document.flatMap((one: unknown) => itemsOf(one) ?? (isObject(one) ? [one] : []));
  if (!isObject(document)) return undefined;
  const types = [own(document, 'type') ?? own(document, '@type')].flat();
  if (types.includes('AnnotationPage')) return objectsIn(own(document, 'items') ?? own(document, 'as:items') ?? []);
  if (types.includes('AnnotationCollection')) return pagesOf(document);
  return types.some((type) => type === 'Annotation' || type === 'oa:Annotation') ? [document] : undefined;
}

/** The pages that a collection holds itself: the first, those that follow within it, the last. */
function pagesOf(collection: Json): Json[] {
  const items = objectsIn(own(collection, 'items') ?? []);
  const pages: Json[] = [];
  let page = own(collection, 'first');
  while (isObject(page) && pages.length < 10_000) {
    pages.push(page);
    page = own(page, 'next');
  }
  const last = own(collection, 'last');
  if (isObject(last) && !pages.some((one) => one === last || iri(one) === iri(last))) pages.push(last);
  return [...items, ...pages.flatMap((one) => objectsIn(own(one, 'items') ?? []))];
}

interface Collected {
  /** The first draft of each annotation, by its address: what replies answer. */
  readonly annotations: Map<string, Draft>;
  readonly repliesTo: ReadonlyMap<string, readonly Message[]>;
  readonly taken: Taken;
}

/** An annotation with several targets annotates each of them. */
function draftsOf(item: Json, at: number, collected: Collected): { source: string; draft: Draft }[] {
  const targets = targetsIn(own(item, 'target'));
  const address = iri(item) ?? '';
  const name = excerptOf(address, ...textsIn(item));
  if (isReply(item))
    return [{ source: '', draft: replyOf(item, { at, name, address: iri(targets[0]) ?? '' }, collected) }];
  if (targets.length === 0) return [{ source: '', draft: { at, name, left: { code: 'malformed', detail: 'target' } } }];
  return targets.map((target, n) => {
    const { source, pointer } = pointed(target);
    const label = excerptOf(address, 'words' in pointer ? pointer.words : undefined, ...textsIn(item));
    if ('code' in pointer) return { source, draft: { at, name: label, left: pointer } };
    const draft = entryOf(item, pointer, { at, name: label, n }, collected);
    if (n === 0) collected.annotations.set(address, draft);
    return { source, draft };
  });
}

/** Targets one by one; of a choice the first, since one of them is meant. */
function targetsIn(target: unknown): unknown[] {
  const listed = Array.isArray(target) ? (target as unknown[]) : target === undefined ? [] : [target];
  return listed.flatMap((one) => {
    const items = own(one, 'items');
    if (!Array.isArray(items)) return [one];
    return targetsIn([own(one, 'type')].flat().includes('Choice') ? items.slice(0, 1) : items);
  });
}

/** The source of a target and how it points into it, also by the fragment of its address. */
function pointed(target: unknown): { source: string; pointer: Pointer | LeftOut } {
  const address = typeof target === 'string' ? target : (iri(own(target, 'source')) ?? iri(target) ?? '');
  const [source = '', fragment] = /^([^#]*)#(.*)$/s.exec(address)?.slice(1) ?? [address];
  const selectors = objectsIn(own(target, 'selector') ?? []);
  const named = [own(target, 'selector') ?? []].flat().filter((one) => typeof one === 'string');
  const pointers = selectors.map(pointerOf);
  const read = pointers.filter((pointer): pointer is Pointer => !('code' in pointer));
  // Several selectors are several ways to say the same.
  if (read.length > 0) return { source: address.includes('#') && selectors.length > 0 ? source : address, pointer: Object.assign({}, ...read.reverse()) as Pointer }; // prettier-ignore
  const [left] = pointers.filter((pointer): pointer is LeftOut => 'code' in pointer);
  if (left) return { source, pointer: left };
  if (named[0] !== undefined) return { source, pointer: { code: 'selector', detail: named[0] } };
  if (fragment !== undefined) return { source, pointer: fragmentOf(fragment) };
  return { source: address, pointer: { code: 'page-note' } };
}

function pointerOf(selector: Json): Pointer | LeftOut {
  const outer = simplePointer(selector);
  const [refined] = objectsIn(own(selector, 'refinedBy') ?? []);
  if (!refined) return outer;
  const inner = pointerOf(refined);
  if ('code' in inner) return inner;
  if (!('code' in outer)) return { ...inner, within: inner.within ? { ...inner.within, within: outer } : outer };
  // What it is refined from can't be read: its words may stand alone, its offsets may not.
  const { from: _, to: __, ...words } = inner;
  return words.words === undefined ? outer : words;
}

function simplePointer(selector: Json): Pointer | LeftOut {
  const type = String([own(selector, 'type') ?? own(selector, '@type')].flat()[0]).replace(/^oa:/, '');
  switch (type) {
    case 'TextQuoteSelector': {
      const [words, before, after] = ['exact', 'prefix', 'suffix'].map((field) => ownString(selector, field));
      if (words === undefined) return { code: 'no-words' };
      return { words, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
    }
    case 'TextPositionSelector': {
      const [from, to] = [ownOffset(selector, 'start'), ownOffset(selector, 'end')];
      return from === undefined || to === undefined ? { code: 'no-words' } : { from, to };
    }
    case 'RangeSelector': {
      const [start, end] = ['startSelector', 'endSelector'].map((field) => {
        const part = own(selector, field);
        return isObject(part) ? pointerOf(part) : undefined;
      });
      if (!start || !end) return { code: 'malformed' };
      if ('code' in start) return start;
      return 'code' in end ? end : { range: { start, end, through: false } };
    }
    case 'FragmentSelector':
      return fragmentOf(ownString(selector, 'value') ?? '', ownString(selector, 'conformsTo'));
    default:
      return { code: 'selector', detail: type };
  }
}

/** What a fragment points to: `char=3,17` and `line=1,2` of RFC 5147, and text fragments, `:~:text=prefix-,start,end,-suffix`. */
function fragmentOf(fragment: string, standard = ''): Pointer | LeftOut {
  const [, unit, from = '', comma, to = ''] = /^#?(char|line)=(\d*)(,?)(\d*)(?:;.*)?$/.exec(fragment) ?? [];
  const counts = unit === 'line' ? 'lines' : 'rfc-5147';
  if (unit !== undefined && comma !== '' && `${from}${to}` !== '')
    return { ...(from !== '' && { from: Number(from) }), ...(to !== '' && { to: Number(to) }), counts };
  if (unit !== undefined) return { code: 'no-words' };
  const [, directive] = /:~:(?:.*&)?text=([^&]*)/.exec(fragment) ?? [];
  if (directive === undefined) return { code: 'selector', detail: `${standard} ${fragment}`.trim() };
  const parts = directive.split(',');
  const before = parts[0]?.endsWith('-') ? parts.shift()?.slice(0, -1) : undefined;
  const after = parts.at(-1)?.startsWith('-') ? parts.pop()?.slice(1) : undefined;
  const [start, end] = parts.map(percentDecoded);
  if (!start) return { code: 'no-words' };
  const sides = {
    ...(before !== undefined && { before: percentDecoded(before) }),
    ...(after !== undefined && { after: percentDecoded(after) }),
  };
  if (end === undefined) return { words: start, ...sides };
  const { after: last, ...first } = sides;
  return { range: { start: { words: start, ...first }, end: { words: end, ...(last !== undefined && { after: last }) }, through: true } }; // prettier-ignore
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
  const answers = [...(said.discussion ?? []), ...(repliesTo.get(iri(item) ?? '') ?? [])];
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
  return { at, name, annotation, pointer: { ...pointer, ...(stands !== undefined && { stands }) }, hasId: given !== undefined, lost }; // prettier-ignore
}

function isOf(item: Json, motivation: string): boolean {
  return [own(item, 'motivation')]
    .flat()
    .some((one) => typeof one === 'string' && one.replace(/^oa:/, '') === motivation);
}

const isReply = (item: Json): boolean => isOf(item, 'replying');

function messageOf(item: Json): Message | undefined {
  const [note] = textsIn(item);
  const { by, created } = saidBy(item);
  return note === undefined || by === undefined || created === undefined ? undefined : { by, note, created };
}

/** Annotations that answer others, by the address of what they answer. */
function repliesIn(items: readonly Json[]): ReadonlyMap<string, readonly Message[]> {
  const replies = new Map<string, Message[]>();
  for (const item of items.filter(isReply)) {
    const [target] = targetsIn(own(item, 'target'));
    const message = messageOf(item);
    const address = iri(own(target, 'source')) ?? iri(target) ?? '';
    if (message) replies.set(address, [...(replies.get(address) ?? []), message]);
  }
  return replies;
}

function replyOf(
  item: Json,
  { at, name, address }: { readonly at: number; readonly name: string; readonly address: string },
  { annotations }: Collected,
): Draft {
  const [target] = targetsIn(own(item, 'target'));
  const partOf = annotations.get(iri(own(target, 'source')) ?? address);
  const reply = messageOf(item);
  if (!reply) return { at, name, left: { code: 'malformed' } };
  return partOf ? { at, name, partOf, reply } : { at, name, left: { code: 'answers-nothing' } };
}

function saidBy(item: Json): Partial<Annotation> {
  const by = personIn([own(item, 'creator')].flat()[0]);
  const [created, updated] = [ownString(item, 'created'), ownString(item, 'modified')];
  return { ...(by && { by }), ...(created !== undefined && { created }), ...(updated !== undefined && { updated }) };
}

/** The bodies one by one; of a choice the first. */
function bodiesOfItem(item: Json): unknown[] {
  const listed = [own(item, 'body') ?? [], own(item, 'bodyValue') ?? []].flat() as unknown[];
  return listed.flatMap((body) => {
    const items = own(body, 'items');
    if (!Array.isArray(items)) return [body];
    return [own(body, 'type')].flat().includes('Choice') ? items.slice(0, 1) : items;
  }) as unknown[];
}

function textsIn(item: Json): string[] {
  return bodiesOfItem(item).flatMap((body) => (typeof body === 'string' ? body : (ownString(body, 'value') ?? [])));
}

/** Tag, note, claim and evidence: ours as we wrote them; of others, what their purposes come closest to. */
function bodiesIn(item: Json): Partial<Annotation> {
  const bodies = bodiesOfItem(item);
  const purposeOf = (body: unknown): string | undefined => ownString(body, 'purpose')?.replace(/^oa:/, '');
  const wordsOf = (body: unknown): string | undefined => ownString(body, 'value') ?? iri(own(body, 'source') ?? body);
  const textsOf = (...wanted: readonly (string | undefined)[]): string[] =>
    bodies.flatMap((body) => (wanted.includes(purposeOf(body)) ? (wordsOf(body) ?? []) : []));
  const [tag, ...tags] = textsOf(purposes.tag, 'classifying');
  const answers = bodies.filter((body) => purposeOf(body) === 'replying');
  const { by, created } = saidBy(item);
  const discussion = answers.flatMap((body): Message[] => {
    const [note, from] = [ownString(body, 'value'), own(body, 'creator')];
    const [who, when] = [personIn(from) ?? by, ownString(body, 'created') ?? created];
    return note === undefined || who === undefined || when === undefined ? [] : [{ by: who, note, created: when }];
  });
  const known = [purposes.tag, 'classifying', purposes.claim, 'linking', 'replying'];
  const notes = bodies.flatMap((body) => (known.includes(purposeOf(body) ?? '') ? [] : (wordsOf(body) ?? [])));
  const [claim] = textsOf(purposes.claim);
  const { evidence = textsOf('linking').map((url) => ({ url })), ...rest } = extraIn(item);
  const note = [...notes, ...tags].join('\n\n');
  return {
    ...(tag && { tag }),
    ...((note !== '' || notes.length > 0) && { note }),
    ...(claim !== undefined && { claim }),
    ...(discussion.length > 0 && { discussion }),
    ...rest,
    ...(evidence.length > 0 && { evidence }),
  };
}

function extraIn(item: Json): Partial<Annotation> {
  const record = own(item, 'claimmark');
  return isObject(record) ? (pick({ id: '', tag: '', text: '', ...fieldsOf(record) }, ours) ?? {}) : {};
}

function iri(value: unknown): string | undefined {
  return typeof value === 'string' ? value : (ownString(value, 'id') ?? ownString(value, '@id'));
}
