import type { About, Annotation } from '../model/annotation';
import { pathTarget } from '../text/links';
import {
  aboutOf,
  fieldsOf,
  pick,
  standsOf,
  isObject,
  objectsIn,
  own,
  ownOffset,
  ownString,
  parseJson,
  type Json,
} from './records';
import type { Exported, Format, Placed, Read, ReadContext, ReadProblem, Written } from './format';
import { idFor } from './ids';
import { pathOf, groupIn, place, type Unplaced } from './place';
import { inUnit, type Counter } from './offsets';
import { decodeUtf8 } from './bytes';

/**
 * W3C Web Annotation in JSON-LD (https://www.w3.org/TR/annotation-model/): a page of annotations, each with a
 * TextQuoteSelector and a TextPositionSelector, which counts code points. The tag, the note and the claim are bodies
 * of their own purposes; what the model has no word for stands under `claimmark`.
 */
export const w3c: Format = { id: 'w3c', extension: '.jsonld', lossless: true, write, read };

const ours = ['speaker', 'evidence', 'reviews', 'discussion', 'links'] as const;
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
  const extra = { ...pick(annotation, ours), ...standsOf(text, annotation) };
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

function read(content: string | Uint8Array, reading: ReadContext): Read {
  const document = parseJson(typeof content === 'string' ? content : decodeUtf8(content));
  const items = itemsOf(document);
  if (!items) return { sources: [], problems: [{ code: 'not-this-format' }] };
  const problems: ReadProblem[] = [];
  const groups = new Map<string, Unplaced[]>();
  const taken = new Set<string>();
  items.forEach((item, i) => {
    const target = objectsIn(own(item, 'target')).find((target) => selectorsIn(target).length > 0);
    const source = pathOf(iri(own(target, 'source')) ?? '', reading);
    const entry = target && entryOf(item, target, i + 1, taken);
    if (source === undefined || !entry) return void problems.push({ code: 'bad-entry', at: i + 1 });
    groupIn(groups, source).push(entry);
  });
  const about = own(own(document, 'claimmark'), 'about');
  const sources = [...groups].map(([source, entries]) =>
    place({ source, about: aboutIn(about, source), entries }, reading, 'code-points', problems),
  );
  return { sources, problems };
}

/** One annotation, a list, a page, or a collection with its first page in it. */
function itemsOf(document: unknown): Json[] | undefined {
  if (Array.isArray(document)) return objectsIn(document);
  if (!isObject(document)) return undefined;
  const types = [own(document, 'type') ?? own(document, '@type')].flat();
  if (types.includes('AnnotationCollection')) return itemsOf(own(document, 'first'));
  if (types.includes('AnnotationPage')) return objectsIn(own(document, 'items'));
  return types.includes('Annotation') ? [document] : undefined;
}

function entryOf(item: Json, target: Json, at: number, taken: Set<string>): Unplaced | undefined {
  const selectors = selectorsIn(target);
  const quote = selectors.find(({ type }) => type === 'TextQuoteSelector');
  const position = selectors.find(({ type }) => type === 'TextPositionSelector');
  const [from, to] = [ownOffset(position, 'start'), ownOffset(position, 'end')];
  const text = ownString(quote, 'exact');
  const offsets = from !== undefined && to !== undefined ? { from, to } : undefined;
  if (text === undefined && !offsets) return undefined;
  const given = ownString(item, 'id')?.replace(/^urn:claimmark:/, '');
  const id = idFor(given, JSON.stringify([text, offsets]), taken);
  const annotation = {
    id,
    tag: 'unconfirmed',
    text: text ?? '',
    ...contextOf(quote),
    ...saidBy(item),
    ...bodiesIn(item),
  };
  const stands = ownString(own(item, 'claimmark'), 'stands');
  return {
    annotation,
    at,
    ...offsets,
    ...(stands !== undefined && { stands }),
    ...(text === undefined && { wordless: true }),
  };
}

function contextOf(quote: Json | undefined): Partial<Annotation> {
  const [before, after] = [ownString(quote, 'prefix'), ownString(quote, 'suffix')];
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function saidBy(item: Json): Partial<Annotation> {
  const [creator] = [own(item, 'creator')].flat();
  const by = ownString(creator, 'name') ?? ownString(creator, 'nickname') ?? iri(creator);
  const [created, updated] = [ownString(item, 'created'), ownString(item, 'modified')];
  return { ...(by && { by }), ...(created !== undefined && { created }), ...(updated !== undefined && { updated }) };
}

/** Tag, note, claim and evidence: ours as we wrote them; of others, what their purposes come closest to. */
function bodiesIn(item: Json): Partial<Annotation> {
  const bodies = [own(item, 'body'), own(item, 'bodyValue')].flat().filter((body) => body !== undefined);
  const textsOf = (purpose: string): string[] =>
    bodies.flatMap((body) => (own(body, 'purpose') === purpose ? (ownString(body, 'value') ?? []) : []));
  const plain = bodies.flatMap((body) =>
    own(body, 'purpose') === undefined ? (ownString(body, 'value') ?? iri(body) ?? []) : [],
  );
  const [tag, ...tags] = textsOf(purposes.tag);
  const notes = [...textsOf(purposes.note), ...plain, ...tags];
  const [claim] = textsOf(purposes.claim);
  const links = bodies
    .filter((body) => own(body, 'purpose') === 'linking')
    .flatMap((body) => iri(own(body, 'source') ?? body) ?? []);
  const { evidence = links.map((url) => ({ url })), ...rest } = extraIn(item);
  return {
    ...(tag && { tag }),
    ...(notes.length > 0 && { note: notes.join('\n\n') }),
    ...(claim !== undefined && { claim }),
    ...rest,
    ...(evidence.length > 0 && { evidence }),
  };
}

function extraIn(item: Json): Partial<Annotation> {
  const record = own(item, 'claimmark');
  return isObject(record) ? (pick({ id: '', tag: '', text: '', ...fieldsOf(record) }, ours) ?? {}) : {};
}

function selectorsIn(target: Json): Json[] {
  return objectsIn(own(target, 'selector')).flatMap((selector) => [selector, ...objectsIn(own(selector, 'refinedBy'))]);
}

function iri(value: unknown): string | undefined {
  return typeof value === 'string' ? value : (ownString(value, 'id') ?? ownString(value, '@id'));
}

function aboutIn(about: unknown, source: string): About {
  return aboutOf(own(about, source));
}
