import type { Span } from '../text/change';
import { eachInSteps } from '../text/steps';
import type { Draft, Exported, Format, ParsedDocument, Parsing, Written } from './format';
import { linkDraft } from './links';
import { idsIn } from './ids';
import { inUnit, wordsOf } from './offsets';
import {
  aboutOf,
  countUnplaced,
  detailsBut,
  droppedFields,
  droppedLost,
  excerptOf,
  isObject,
  own,
  ownSpan,
  ownString,
  parsingTexts,
  personIn,
  type Json,
  type Reading,
} from './records';

/**
 * doccano's JSONL for sequence labelling (https://doccano.github.io/doccano/tutorial/): one text per line with its
 * labels, `[start, end, label]`, in code points. Reads the forms of all versions, as JSON Lines or as a JSON list.
 */
export const doccano: Format = {
  id: 'doccano',
  title: 'doccano',
  extension: '.jsonl',
  reads: 'JSONL, JSON',
  lossless: false,
  carries: { out: ['about', 'texts'], in: ['by', 'links', 'about', 'texts'] },
  write,
  parse,
};

function write(sources: readonly Exported[]): Written {
  const lines = sources.map(({ source, text, about, annotations }) => {
    const counter = inUnit(text, 'code-points');
    const label = annotations.flatMap(({ span, tag }) =>
      span ? [[counter.count(span.from), counter.count(span.to), tag]] : [],
    );
    return `${JSON.stringify({ text, label, source, about })}\n`;
  });
  const fields = detailsBut('about');
  const dropped = [...droppedLost(sources), ...droppedFields(sources, fields)];
  return { files: [{ name: 'annotations.jsonl', content: lines.join('') }], dropped };
}

function* parse(content: string | Uint8Array): Parsing {
  return yield* parsingTexts(content, 'code-points', (value) => textIn(value) !== undefined, documentOf);
}

const textIn = (record: unknown): string | undefined => ownString(record, 'text') ?? ownString(record, 'data');

/** The fields of a text that are read, in all versions, and its number. */
const known: ReadonlySet<string> = new Set(
  (
    'id text data label labels entities annotations relations Comments comments cats source filename ' +
    'upload_name about meta'
  ).split(' '),
);
/** The fields of a label that are read, and those for doccano's own use. */
const knownOfLabel: ReadonlySet<string> = new Set(
  'id label type text start_offset end_offset start end user prob manual document example uuid'.split(' '),
);
const names = ['source', 'filename', 'upload_name'] as const;

function* documentOf(record: unknown, at: number, { unplaced }: Reading): Generator<undefined, ParsedDocument> {
  const text = textIn(record);
  if (!isObject(record) || text === undefined)
    return { names: [], drafts: [{ at, name: excerptOf(JSON.stringify(record)), left: { code: 'malformed' } }] };
  const named = [record, own(record, 'meta')].flatMap((one) => names.flatMap((field) => ownString(one, field) ?? []));
  const entities = new Map<unknown, Draft>();
  const listed = ['label', 'labels', 'entities', 'annotations'].flatMap((field) => [own(record, field) ?? []].flat());
  const drafts = [...(yield* labelsIn(listed, text, at, entities)), ...othersIn(record, at, entities)];
  countUnplaced(unplaced, record, known);
  for (const label of listed) if (!Array.isArray(label)) countUnplaced(unplaced, label, knownOfLabel, 'labels.');
  countUnplaced(unplaced, own(record, 'meta'), new Set(names), 'meta.');
  return { names: named, text, about: aboutOf(own(record, 'about')), drafts };
}

/** The labels of a text in the forms of all versions: lists `[start, end, label]`, or objects, in four fields. */
function* labelsIn(
  listed: readonly unknown[],
  text: string,
  at: number,
  entities: Map<unknown, Draft>,
): Generator<undefined, Draft[]> {
  const idOf = idsIn(text);
  const labels = listed.map(labelOf);
  const wordsAt = yield* wordsOf(
    text,
    labels.flatMap((label) => placeOf(label) ?? []),
    'code-points',
  );
  return yield* eachInSteps(listed, (item, i): Draft => {
    const label = labels[i];
    if (!label) return choice(item as string | number, at);
    const pointer = placeOf(label);
    const said = own(label, 'label') ?? own(label, 'type');
    const tag = typeof said === 'number' ? String(said) : typeof said === 'string' ? said : '';
    const isPlaced = ['start_offset', 'end_offset'].some((end) => own(label, end) !== undefined);
    if (!isPlaced && (tag !== '' || ownString(label, 'text') !== undefined))
      return choice(tag || (ownString(label, 'text') ?? ''), at);
    const words = excerptOf(wordsAt(pointer));
    if (!pointer || tag === '') return { at, name: excerptOf(JSON.stringify(item)), left: { code: 'malformed' } };
    const by = personIn(own(label, 'user'));
    const id = idOf(tag, pointer.from, pointer.to, by);
    const annotation = { id, tag, text: '', ...(by !== undefined && { by }) };
    const draft = { at, name: `${tag} “${words}”`, annotation, pointer };
    entities.set(own(label, 'id'), draft);
    return draft;
  });
}

/** A label in the form of an object; undefined for a class of the whole text. */
function labelOf(item: unknown): Json | undefined {
  if (typeof item === 'string' || typeof item === 'number') return undefined;
  if (isObject(item)) {
    // spaCy and others name the ends this way.
    const { start, end } = item;
    return { start_offset: start, end_offset: end, ...item };
  }
  if (!Array.isArray(item)) return {};
  return { start_offset: item[0] as unknown, end_offset: item[1] as unknown, label: item[2] as unknown };
}

const placeOf = (label: Json | undefined): Span | undefined => ownSpan(label, 'start_offset', 'end_offset');

function choice(label: string | number, at: number): Draft {
  return { at, name: excerptOf(label), left: { code: 'no-place', kind: 'answer' } };
}

function othersIn(record: Json, at: number, entities: ReadonlyMap<unknown, Draft>): Draft[] {
  const listed = (field: string): readonly unknown[] => [own(record, field) ?? []].flat();
  const relations = listed('relations').map((relation): Draft => {
    const [type, from, to] = ['type', 'from_id', 'to_id'].map((field) => own(relation, field));
    const ends = [from, to].map((id) => (id === undefined ? undefined : entities.get(id)));
    return linkDraft({ at, name: excerptOf(type, from, '→', to) }, type, ends);
  });
  const comments = [...listed('Comments'), ...listed('comments')].map((comment): Draft => {
    const words = typeof comment === 'string' ? comment : (ownString(comment, 'text') ?? ownString(comment, 'comment'));
    return { at, name: excerptOf(words ?? JSON.stringify(comment)), left: { code: 'no-place', kind: 'comment' } };
  });
  return [...relations, ...comments, ...listed('cats').map((label) => choice(excerptOf(label), at))];
}
