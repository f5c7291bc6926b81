import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import { eachBySteps, eachInSteps } from '../text/steps';
import { textOf } from './bytes';
import type { Draft, Foreign, Format, ParsedDocument, Parsing } from './format';
import { linkDraft } from './links';
import { idsIn, type Taken } from './ids';
import { wordsOf, type Claim } from './offsets';
import { excerptOf, highlight, isObject, objectsIn, own, ownSpan, ownString, parsingJson, type Json } from './records';

/**
 * UIMA CAS in JSON, version 0.4, as INCEpTION exports it (https://github.com/apache/uima-uimaj-io-jsoncas): feature
 * structures with their offsets in UTF-16. The feature of a span that reads like a verdict becomes the tag, the others
 * its note. Results of tokenizers, taggers and parsers are not imported.
 */
export const uimaCasJson: Format = {
  id: 'uima-cas-json',
  title: 'UIMA CAS JSON (INCEpTION)',
  extension: '.json',
  reads: 'UIMA CAS JSON 0.4',
  lossless: false,
  carries: { out: [], in: ['note', 'by', 'links', 'texts'] },
  parse,
};

function* parse(content: string | Uint8Array): Parsing {
  const text = textOf(content);
  if (typeof text !== 'string') return text;
  const document = yield* parsingJson(text);
  const structures = structuresIn(document);
  const sofas = structures.filter((one) => ownString(one, '%TYPE') === 'uima.cas.Sofa');
  if (sofas.length === 0) return { code: 'not-this-format' };
  const { names, by } = metaOf(structures);
  const taken: Taken = new Map();
  yield;
  const documents = yield* eachBySteps(sofas, function* (sofa): Generator<undefined, ParsedDocument> {
    const whole = ownString(sofa, 'sofaString') ?? '';
    const mine = structures.flatMap((one, i) => (own(one, '@sofa') === own(sofa, '%ID') ? [{ one, at: i + 1 }] : []));
    const idOf = idsIn(whole, taken);
    const claims = mine.flatMap(({ one }) => (isStructure(one) ? [] : (placeOf(one) ?? [])));
    const wordsAt = yield* wordsOf(whole, claims, 'utf-16');
    const spans = new Map<unknown, Draft>();
    const drafts = yield* eachInSteps(mine, ({ one, at }): readonly Draft[] => {
      if (isRelation(one)) return [];
      const made = draftsOf(one, { at, by, idOf, wordsAt });
      if (made[0]?.annotation) spans.set(own(one, '%ID'), made[0]);
      return made;
    });
    const relations = yield* eachInSteps(mine, ({ one, at }) => (isRelation(one) ? [relationOf(one, at, spans)] : []));
    return {
      names,
      text: whole,
      drafts: [...drafts, ...relations, ...(sofa === sofas[0] ? unplaced(structures) : [])].flat(),
    };
  });
  return { documents, unit: 'utf-16' };
}

/** The names of the source, and its annotator. */
function metaOf(structures: readonly Json[]): { readonly names: readonly string[]; readonly by: string | undefined } {
  const meta = structures.filter((one) => /meta-?data$/i.test(ownString(one, '%TYPE') ?? ''));
  const told = (...fields: readonly string[]): readonly string[] =>
    meta.flatMap((one) => fields.flatMap((field) => ownString(one, field) ?? [])).filter((name) => name !== '');
  const names = told('sourceDocumentName', 'documentId', 'documentTitle');
  // INCEpTION's names for its own two users, which are no people.
  const by = told('username').find((name) => !/^(?:INITIAL_CAS|CURATION_USER)$/.test(name));
  return { names: [...new Set(names)], by };
}

/** Feature structures, from a list or a map by id. */
function structuresIn(document: unknown): Json[] {
  const structures = own(document, '%FEATURE_STRUCTURES');
  if (Array.isArray(structures)) return objectsIn(structures);
  const ids = isObject(structures) ? Object.entries(structures) : [];
  return ids.flatMap(([id, one]) => (isObject(one) ? [{ '%ID': Number(id), ...one }] : []));
}

/** Feature structures without a text that no other refers to, such as annotations of a whole document. */
function unplaced(structures: readonly Json[]): Draft[] {
  const referred = new Set(
    structures.flatMap((one) =>
      Object.entries(one).flatMap(([key, value]) => (/^[@^]|^%ELEMENTS$/.test(key) ? [value].flat() : [])),
    ),
  );
  return structures.flatMap((one, i): Draft[] => {
    const type = ownString(one, '%TYPE') ?? '';
    if (own(one, '@sofa') !== undefined || structure.test(type) || referred.has(own(one, '%ID'))) return [];
    const said = Object.entries(one).flatMap(([key, value]) => (/^[%@^]/.test(key) ? [] : String(value)));
    const name = excerptOf(type.replace(/^.*\./, ''), ...said);
    return [{ at: i + 1, name, left: isChain(one) ? { code: 'no-place', kind: 'chain' } : { code: 'page-note' } }];
  });
}

/** Types of a text's structure, as opposed to statements about it. */
const structure =
  /^uima\.|\.segmentation\.type\.|\.metadata\.type\.|Meta[Dd]ata$|\.TagsetDescription$|LayerDefinition$|FeatureDefinition$/;
const grammar = /\.(?:lexmorph|syntax|morph)\.|\.(?:Lemma|Stem|POS|Dependency|MorphologicalFeatures)$/;

const isRelation = (one: Json): boolean => ['@Governor', '@Dependent'].some((end) => own(one, end) !== undefined);

/** Makes a relation a link from its governor to its dependent, if one of its features names a relation of ours. */
function relationOf(one: Json, at: number, spans: ReadonlyMap<unknown, Draft>): Draft {
  const ends = ['@Governor', '@Dependent'].map((end) => spans.get(own(one, end)));
  const features = Object.entries(one).filter(([key]) => !/^[%@^]|^(?:begin|end)$/.test(key));
  const type = (ownString(one, '%TYPE') ?? '').replace(/^.*\./, '');
  const { tag } = tagAmong(features, type);
  const name = excerptOf(type, own(one, '%ID'), tag, ...ends.flatMap((end) => end?.name ?? []));
  return linkDraft({ at, name }, tag, ends);
}

interface Told {
  readonly at: number;
  readonly by: string | undefined;
  readonly idOf: ReturnType<typeof idsIn>;
  readonly wordsAt: (claim: Claim | undefined) => string;
}

const placeOf = (one: Json): Span | undefined => ownSpan(one, 'begin');

/** Whether a feature structure is a chain of spans about the same thing, or a link of one. */
const isChain = (one: Json): boolean =>
  /Chain$/.test(ownString(one, '%TYPE') ?? '') || ['@next', '@first'].some((end) => (own(one, end) ?? null) !== null);

/** Whether it is part of the text's structure, a parser's result, or a relation, which has an end's offsets. */
function isStructure(one: Json): boolean {
  const type = ownString(one, '%TYPE') ?? '';
  return structure.test(type) || grammar.test(type) || isRelation(one);
}

function draftsOf(one: Json, { at, by, idOf, wordsAt }: Told): Draft[] {
  const type = ownString(one, '%TYPE') ?? '';
  const pointer = placeOf(one);
  if (structure.test(type)) return [];
  const features = Object.entries(one).filter(([key]) => !/^%|^[@^]sofa$|^(?:begin|end)$/.test(key));
  const references = features.filter(([key, value]) => key.startsWith('@') && value !== null);
  const short = type.replace(/^.*\./, '');
  const name = excerptOf(short, own(one, '%ID'), `“${excerptOf(wordsAt(pointer))}”`);
  const left = (kind: Foreign): Draft => ({ at, name, left: { code: 'no-place', kind } });
  if (isChain(one)) return [left('chain')];
  if (!pointer || grammar.test(type)) return [left('unknown')];
  const told = features.filter(([key]) => !key.startsWith('@'));
  const { tag, note } = tagAmong(told, short);
  const id = idOf(type, tag, pointer.from, pointer.to, by);
  const annotation: Annotation = { id, tag, text: '', ...(note !== '' && { note }), ...(by !== undefined && { by }) };
  const links = references.map(([key]) => ({ ...left('link'), name: `${name} ${key.slice(1)}` }));
  return [{ at, name, annotation, pointer }, ...links];
}

/** Features that read like an annotator's decision, the clearest first. */
const verdicts = ['verdict', 'label', 'value', 'tag', 'category', 'class', 'type', 'identifier'];
const notes = /^(?:note|comment|remark)s?$/i;

/** The tag among a layer's features (by default the layer's name), and the others as lines of a note. */
export function tagAmong(
  features: readonly (readonly [string, unknown])[],
  layer: string,
): { readonly tag: string; readonly note: string } {
  const listed = features.map(
    ([key, value]) => [key, Array.isArray(value) ? excerptOf(value.join(', ')) : value] as const,
  );
  const said = listed.filter(
    (pair): pair is readonly [string, string | number | boolean] =>
      (typeof pair[1] === 'string' && pair[1] !== '') || typeof pair[1] === 'number' || typeof pair[1] === 'boolean',
  );
  const texts = said.filter(([key, value]) => typeof value === 'string' && !notes.test(key));
  const rank = (key: string): number =>
    (verdicts.indexOf(key.toLowerCase()) + verdicts.length + 1) % (verdicts.length + 1);
  const [chosen] = [...texts].sort(([a], [b]) => rank(a) - rank(b));
  const rest = said.filter((pair) => pair !== chosen);
  const note = rest.map(([key, value]) => (notes.test(key) ? String(value) : `${key}: ${String(value)}`)).join('\n');
  return { tag: chosen ? String(chosen[1]) : layer || highlight, note };
}
