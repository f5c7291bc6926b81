import { defined, type About, type Annotation, type Message } from '../model/annotation';
import type { ReviewStatus } from '../review/status';
import { textOf } from './bytes';
import type { Draft, Exported, Format, Parsing, Placed, WriteOptions, Written } from './format';
import { idFor, type Taken } from './ids';
import {
  aboutOf,
  circumstances,
  everyField,
  excerptOf,
  fieldsOf,
  highlight,
  isObject,
  type Json,
  type JsonRecords,
  jsonRecords,
  messageFrom,
  objectsIn,
  own,
  ownSpan,
  ownString,
  parsingJson,
  pick,
  recordsOf,
  standsOf,
  statusesIn,
} from './records';
import { eachInSteps } from '../text/steps';
import { nameOf, tableIn } from './table';

/**
 * The JSON of the Hypothesis API (https://h.readthedocs.io/en/latest/api-reference/), as its search returns it: rows of
 * annotations with TextPositionSelector (UTF-16 units) and TextQuoteSelector; the discussion as replies. Fields that it
 * has no place for are under `claimmark`.
 */
export const hypothesis: Format = {
  id: 'hypothesis',
  title: 'Hypothesis',
  extension: '.json',
  reads: 'JSON, CSV',
  lossless: true,
  carries: { out: [...everyField, 'about', 'lost', 'status'], in: [...everyField, 'about', 'lost'] },
  write,
  parse,
};

const ours = ['claim', 'speaker', ...circumstances.filter((field) => field !== 'discussion')] as const;

function write(sources: readonly Exported[], options: WriteOptions = {}): Written {
  const statusOf = statusesIn(sources, options);
  const rows = sources.flatMap((source) =>
    source.annotations.flatMap((annotation) => [
      rowOf(source, annotation, statusOf(source.source, annotation)),
      ...repliesOf(source, annotation),
    ]),
  );
  const content = `${JSON.stringify({ total: rows.length, rows }, null, 2)}\n`;
  return { files: [{ name: 'annotations.json', content }], dropped: [] };
}

function rowOf(exported: Exported, annotation: Placed, status: ReviewStatus): Json {
  const { source, about } = exported;
  const { id, tag, note, text, before, after, span, by, created, updated } = annotation;
  const uri = about.url ?? source;
  const quote = { type: 'TextQuoteSelector', exact: text, prefix: before, suffix: after };
  const position = span ? [{ type: 'TextPositionSelector', start: span.from, end: span.to }] : [];
  return {
    id,
    ...saidBy(by, created, updated),
    uri,
    text: note ?? '',
    tags: [tag],
    target: [{ source: uri, selector: [...position, quote] }],
    document: { title: [about.title ?? source] },
    claimmark: {
      source,
      about,
      status,
      ...standsOf(exported.text, annotation),
      ...(note === '' && { note }),
      ...pick(annotation, ours),
      ...(!span && { lost: true }),
    },
  };
}

function repliesOf({ source, about }: Exported, { id, discussion = [] }: Placed): Json[] {
  const uri = about.url ?? source;
  return discussion.map(({ by, note, created }, i) => ({
    id: `${id}-${i + 1}`,
    ...saidBy(by, created, created),
    uri,
    text: note,
    tags: [],
    references: [id],
    target: [{ source: uri }],
    claimmark: { source, by, created },
  }));
}

function saidBy(by: string | undefined, created: string | undefined, updated: string | undefined): Json {
  return {
    ...(by !== undefined && {
      user: `acct:${by.replace(/[^\p{L}\p{N}._-]+/gu, '_')}@claimmark`,
      user_info: { display_name: by },
    }),
    ...(created !== undefined && { created, updated: updated ?? created }),
  };
}

function* parse(content: string | Uint8Array): Parsing {
  const text = textOf(content);
  if (typeof text !== 'string') return text;
  const document = yield* parsingJson(text);
  const read = listedIn(document) ?? (yield* rowsOfTable(text)) ?? (yield* jsonRecords(text));
  if (!read?.records.every(({ value }) => isRow(value))) return { code: 'not-this-format' };
  const rows = read.records.map(({ value, at }) => ({ row: value as Json, at }));
  const replies = repliesIn(rows.map(({ row }) => row));
  const taken: Taken = new Map();
  const roots = new Map<string, Draft>();
  yield;
  const drafts = yield* eachInSteps(rows, ({ row, at }): Draft | undefined => {
    if (rootOf(row) !== undefined) return undefined;
    const id = ownString(row, 'id');
    // Replies to an id shared by two rows belong to the first; a row without an id has none.
    const isFirst = id !== undefined && !roots.has(id);
    const draft = draftOf(row, at, isFirst ? (replies.get(id) ?? []) : [], taken);
    if (isFirst) roots.set(id, draft);
    return draft;
  });
  const documents = new Map<string, { names: string[]; about: About; drafts: Draft[] }>();
  for (const [i, { row, at }] of rows.entries()) {
    yield;
    const draft = drafts[i];
    const record = own(row, 'claimmark');
    const address = ownString(record, 'source') ?? ownString(row, 'uri') ?? '';
    const known = documents.get(address) ?? { names: address === '' ? [] : [address], about: {}, drafts: [] };
    documents.set(address, known);
    known.about = { ...aboutOf(own(record, 'about') ?? foreignAbout(row)), ...known.about };
    known.drafts.push(...(draft ? [draft, ...furtherTargets(row, at, taken)] : [replyOf(row, at, roots)]));
  }
  return { documents: [...documents.values()], unit: 'utf-16', lines: read.lines, remarks: read.remarks ?? [] };
}

/** The rows of a document: a search of the API returns `rows`, an export of the client `annotations`. */
function listedIn(document: unknown): JsonRecords | undefined {
  const single = isObject(document) && 'target' in document ? [document] : document;
  const listed = own(document, 'rows') ?? own(document, 'annotations') ?? single;
  return Array.isArray(listed) ? { records: recordsOf(listed), lines: false } : undefined;
}

/** Each target of a row after the first becomes an annotation of its own. */
function furtherTargets(row: Json, at: number, taken: Taken): readonly Draft[] {
  const further = objectsIn(own(row, 'target')).slice(1);
  return further.map((target) => draftOf({ ...row, id: undefined, target: [target] }, at, [], taken));
}

/**
 * Rows from the table that the client exports, whose columns have had other names since 2024. It lacks the context of
 * the words, and the annotation that a reply answers.
 */
function* rowsOfTable(text: string): Generator<undefined, JsonRecords | undefined> {
  const table = yield* tableIn(text, (names) => ['quote', 'tags', 'url'].every((name) => names.has(name)));
  if (!table) return undefined;
  const names = table.header.map(nameOf);
  const records = yield* eachInSteps(table.rows, ({ cells, line }) => {
    const cell = (...choice: readonly string[]): string =>
      choice.flatMap((name) => cells[names.indexOf(name)] ?? []).find((one) => one !== '') ?? '';
    const [words, uri, created] = [cell('quote'), cell('url'), cell('created at', 'creation date')];
    const value = {
      uri,
      user: cell('author', 'user'),
      text: cell('comment', 'body'),
      tags: cell('tags').split(','),
      ...(/^\d{4}-\d\d-\d\dT/.test(created) && { created }),
      ...(/^reply$/i.test(cell('type', 'annotation/reply type')) && { references: [''] }),
      target: [{ source: uri, ...(words !== '' && { selector: [{ type: 'TextQuoteSelector', exact: words }] }) }],
    };
    return { value, at: line };
  });
  return { records, lines: true, remarks: table.remarks };
}

const isRow = (value: unknown): boolean => own(value, 'target') !== undefined || own(value, 'uri') !== undefined;

function draftOf(row: Json, at: number, discussion: readonly Message[], taken: Taken): Draft {
  const selectors = objectsIn(own(row, 'target'))
    .slice(0, 1)
    .flatMap((target) => objectsIn(own(target, 'selector')));
  const quote = selectors.find(({ type }) => type === 'TextQuoteSelector');
  const position = selectors.find(({ type }) => type === 'TextPositionSelector');
  const words = ownString(quote, 'exact');
  const given = ownString(row, 'id');
  const name = excerptOf(given, words ?? own(row, 'text'));
  if (own(row, 'hidden') === true || /^(?:denied|spam)$/i.test(ownString(row, 'moderation_status') ?? ''))
    return { at, name, left: { code: 'hidden' } };
  const [other] = selectors;
  if (words === undefined)
    return { at, name, left: other ? { code: 'selector', detail: String(own(other, 'type')) } : { code: 'page-note' } };
  const span = ownSpan(position);
  const [before, after] = [ownString(quote, 'prefix'), ownString(quote, 'suffix')];
  const id = idFor(given, JSON.stringify([words, span?.from]), taken);
  const annotation: Annotation = {
    id,
    tag: 'unconfirmed',
    text: '',
    ...saidIn(row),
    ...(discussion.length > 0 && { discussion }),
  };
  const record = own(row, 'claimmark');
  const stands = ownString(record, 'stands');
  const pointer = {
    words,
    ...span,
    ...defined({ before, after, stands }),
  };
  return { at, name, annotation, pointer, hasId: given !== undefined, lost: own(record, 'lost') === true };
}

/** The id of the annotation that a row answers: the first of its references. */
function rootOf(row: Json): string | undefined {
  const [root] = [own(row, 'references')].flat();
  return typeof root === 'string' ? root : undefined;
}

function replyOf(row: Json, at: number, roots: ReadonlyMap<string, Draft>): Draft {
  const partOf = roots.get(rootOf(row) ?? '');
  const reply = messageIn(row);
  const name = excerptOf(ownString(row, 'id'), own(row, 'text'));
  if (!partOf) return { at, name, left: { code: 'answers-nothing' } };
  return reply ? { at, name, partOf, reply } : { at, name, left: { code: 'malformed' } };
}

/** The tag and note of a row: further tags go into the note. A row of words alone is a highlight. */
function saidIn(row: Json): Partial<Annotation> {
  const tags = [own(row, 'tags')].flat().filter((tag): tag is string => typeof tag === 'string' && tag !== '');
  const record = own(row, 'claimmark');
  const notes = [ownString(row, 'text') || undefined, tags.slice(1).join(', ') || undefined].filter(
    (note) => note !== undefined,
  );
  const said = {
    ...(tags[0] !== undefined ? { tag: tags[0] } : notes.length === 0 && { tag: highlight }),
    ...(notes.length > 0 && { note: notes.join('\n\n') }),
  };
  if (!isObject(record)) return { ...said, ...author(row), ...times(row) };
  return {
    ...said,
    ...(ownString(record, 'note') === '' && { note: '' }),
    ...pick({ id: '', tag: '', text: '', ...fieldsOf(record) }, ours),
  };
}

function author(row: Json): { by?: string } {
  const by = ownString(own(row, 'user_info'), 'display_name') || ownString(row, 'user')?.replace(/^acct:|@.*$/g, '');
  return by ? { by } : {};
}

function times(row: Json): { created?: string; updated?: string } {
  const [created, updated] = [ownString(row, 'created'), ownString(row, 'updated')];
  return {
    ...(created !== undefined && { created }),
    ...(updated !== undefined && updated !== created && { updated }),
  };
}

function messageIn(row: Json): Message | undefined {
  const note = ownString(row, 'text');
  const record = own(row, 'claimmark');
  const by = ownString(record, 'by') ?? author(row).by;
  const created = ownString(record, 'created') ?? ownString(row, 'created');
  return messageFrom(note, by, created);
}

/** Replies by the id of the annotation that they answer, by time if all have one. */
function repliesIn(rows: readonly Json[]): ReadonlyMap<string, Message[]> {
  const replies = new Map<string, Message[]>();
  for (const row of rows) {
    const root = rootOf(row);
    const message = messageIn(row);
    if (root === undefined || !message) continue;
    const known = replies.get(root) ?? [];
    known.push(message);
    replies.set(root, known);
  }
  for (const messages of replies.values())
    if (messages.every(({ created }) => created !== undefined))
      messages.sort((a, b) => (a.created ?? '').localeCompare(b.created ?? ''));
  return replies;
}

function foreignAbout(row: Json): Json {
  const [title] = [own(own(row, 'document'), 'title')].flat();
  const url = ownString(row, 'uri');
  return { ...(typeof title === 'string' && { title }), ...(url !== undefined && /^https?:/.test(url) && { url }) };
}
