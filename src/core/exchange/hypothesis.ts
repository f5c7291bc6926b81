import type { Annotation, Message } from '../model/annotation';
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
import { decodeUtf8 } from './bytes';

/**
 * The JSON of the Hypothesis API (https://h.readthedocs.io/en/latest/api-reference/), as its search gives it: rows of
 * annotations with TextPositionSelector (UTF-16 units) and TextQuoteSelector; the discussion as replies. What it
 * has no place for stands under `claimmark`.
 */
export const hypothesis: Format = { id: 'hypothesis', extension: '.json', lossless: true, write, read };

const ours = ['claim', 'speaker', 'evidence', 'reviews', 'links', 'by', 'created', 'updated'] as const;

function write(sources: readonly Exported[]): Written {
  const rows = sources.flatMap((source) =>
    source.annotations.flatMap((annotation) => [rowOf(source, annotation), ...repliesOf(source, annotation)]),
  );
  const content = `${JSON.stringify({ total: rows.length, rows }, null, 2)}\n`;
  return { files: [{ name: 'annotations.json', content }], dropped: [] };
}

function rowOf(exported: Exported, annotation: Placed): Json {
  const { source, about } = exported;
  const { id, tag, note, text, before, after, span, by, created, updated } = annotation;
  const uri = about.url ?? source;
  const quote = {
    type: 'TextQuoteSelector',
    exact: text,
    ...(before !== undefined && { prefix: before }),
    ...(after !== undefined && { suffix: after }),
  };
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
      ...standsOf(exported.text, annotation),
      ...(note === '' && { note }),
      ...pick(annotation, ours),
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

function read(content: string | Uint8Array, context: ReadContext): Read {
  const document = parseJson(typeof content === 'string' ? content : decodeUtf8(content));
  const listed = own(document, 'rows') ?? (isObject(document) && 'target' in document ? [document] : document);
  if (!Array.isArray(listed)) return { sources: [], problems: [{ code: 'not-this-format' }] };
  const problems: ReadProblem[] = [];
  const groups = new Map<string, Unplaced[]>();
  const abouts = new Map<string, unknown>();
  const taken = new Set<string>();
  const rows = objectsIn(listed);
  const replies = repliesIn(rows);
  rows.forEach((row, i) => {
    if (Array.isArray(own(row, 'references'))) return;
    const record = own(row, 'claimmark');
    const source = pathOf(ownString(record, 'source') ?? ownString(row, 'uri') ?? '', context);
    const entry = entryOf(row, i + 1, replies, taken);
    if (source === undefined || !entry) return void problems.push({ code: 'bad-entry', at: i + 1 });
    groupIn(groups, source).push(entry);
    abouts.set(source, own(record, 'about') ?? foreignAbout(row));
  });
  const sources = [...groups].map(([source, entries]) =>
    place({ source, about: aboutOf(abouts.get(source)), entries }, context, 'utf-16', problems),
  );
  return { sources, problems };
}

/** A page note, which has no words, is left out as a bad entry. */
function entryOf(
  row: Json,
  at: number,
  replies: ReadonlyMap<string, Message[]>,
  taken: Set<string>,
): Unplaced | undefined {
  const selectors = objectsIn(own(row, 'target')).flatMap((target) => objectsIn(own(target, 'selector')));
  const quote = selectors.find(({ type }) => type === 'TextQuoteSelector');
  const position = selectors.find(({ type }) => type === 'TextPositionSelector');
  const text = ownString(quote, 'exact');
  const given = ownString(row, 'id');
  if (text === undefined) return undefined;
  const [from, to] = [ownOffset(position, 'start'), ownOffset(position, 'end')];
  const [before, after] = [ownString(quote, 'prefix'), ownString(quote, 'suffix')];
  const discussion = given === undefined ? undefined : replies.get(given);
  const annotation: Annotation = {
    id: idFor(given, JSON.stringify([text, from]), taken),
    tag: 'unconfirmed',
    text,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...saidIn(row),
    ...(discussion && { discussion }),
  };
  const stands = ownString(own(row, 'claimmark'), 'stands');
  const offsets = from !== undefined && to !== undefined ? { from, to } : {};
  return { annotation, at, ...offsets, ...(stands !== undefined && { stands }) };
}

/** The first tag is the tag; further ones go into the note. */
function saidIn(row: Json): Partial<Annotation> {
  const tags = [own(row, 'tags')].flat().filter((tag) => typeof tag === 'string' && tag !== '') as string[];
  const record = own(row, 'claimmark');
  const notes = [ownString(row, 'text') || undefined, tags.slice(1).join(', ') || undefined].filter(
    (note) => note !== undefined,
  );
  const said = {
    ...(tags[0] !== undefined && { tag: tags[0] }),
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
  const by = ownString(own(row, 'user_info'), 'display_name') ?? ownString(row, 'user')?.replace(/^acct:|@.*$/g, '');
  return by ? { by } : {};
}

function times(row: Json): { created?: string; updated?: string } {
  const [created, updated] = [ownString(row, 'created'), ownString(row, 'updated')];
  return {
    ...(created !== undefined && { created }),
    ...(updated !== undefined && updated !== created && { updated }),
  };
}

/** Replies by the annotation that they answer, in their order. */
function repliesIn(rows: readonly Json[]): ReadonlyMap<string, Message[]> {
  const replies = new Map<string, Message[]>();
  for (const row of rows) {
    const [root] = [own(row, 'references')].flat();
    const note = ownString(row, 'text');
    const record = own(row, 'claimmark');
    const by = ownString(record, 'by') ?? author(row).by;
    const created = ownString(record, 'created') ?? ownString(row, 'created');
    if (typeof root !== 'string' || note === undefined || by === undefined || created === undefined) continue;
    const known = replies.get(root) ?? [];
    known.push({ by, note, created });
    replies.set(root, known);
  }
  return replies;
}

function foreignAbout(row: Json): Json {
  const [title] = [own(own(row, 'document'), 'title')].flat();
  const url = ownString(row, 'uri');
  return { ...(typeof title === 'string' && { title }), ...(url !== undefined && /^https?:/.test(url) && { url }) };
}
