import type { Annotation } from '../model/annotation';
import type { ReviewStatus } from '../review/status';
import { withLf } from '../text/lines';
import { eachBySteps, eachInSteps } from '../text/steps';
import type {
  Draft,
  Exported,
  Format,
  LeftOut,
  ParsedDocument,
  Parsing,
  Placed,
  WriteOptions,
  Written,
} from './format';
import { textOf } from './bytes';
import { linkDraft } from './links';
import { idFor, type Taken } from './ids';
import {
  circumstances,
  droppedLost,
  everyField,
  excerptOf,
  fieldsOf,
  highlight,
  isObject,
  type Json,
  type JsonRecords,
  objectsIn,
  own,
  ownSpan,
  ownString,
  parseJson,
  personIn,
  pick,
  type Reading,
  recordsIn,
  remarksOn,
  statusesIn,
  timesOf,
  type Unplaced,
} from './records';
import { countData, documentOf, filesOf, inData, inTurns, turnsIn, wordsIn } from './label-studio-data';
import { tableIn } from './table';

/**
 * Label Studio's JSON tasks (https://labelstud.io/guide/tasks): a task for each source with its text and one annotation
 * whose regions are the spans, in UTF-16 units. The note is the region's note; all fields that a region lacks are in
 * its `meta`, which Label Studio keeps. For a labelling setup with `<Labels name="label" toName="text">`.
 */
export const labelStudio: Format = {
  id: 'label-studio',
  title: 'Label Studio',
  extension: '.json',
  reads: 'JSON, JSON-MIN, CSV, TSV',
  lossless: false,
  carries: { out: [...everyField, 'about', 'texts', 'status'], in: [...everyField, 'about', 'texts'] },
  write,
  parse,
};

const kept = ['claim', 'speaker', ...circumstances, 'before', 'after'] as const;

function write(sources: readonly Exported[], options: WriteOptions = {}): Written {
  const statusOf = statusesIn(sources, options);
  const tasks = sources.map(({ source, text, about, annotations }) => ({
    data: { text, source, ...(Object.keys(about).length > 0 && { about }) },
    annotations: [
      { result: annotations.flatMap((annotation) => regionOf(text, annotation, statusOf(source, annotation))) },
    ],
  }));
  const content = `${JSON.stringify(tasks, null, 2)}\n`;
  return { files: [{ name: 'tasks.json', content }], dropped: droppedLost(sources) };
}

function regionOf(text: string, annotation: Placed, status: ReviewStatus): Json[] {
  const { span, id, tag, note } = annotation;
  if (!span) return [];
  const words = text.slice(span.from, span.to);
  const claimmark = {
    status,
    ...(annotation.text !== withLf(words) && { text: annotation.text }),
    ...pick(annotation, kept),
  };
  const meta = {
    ...(note !== undefined && { text: [note] }),
    claimmark,
  };
  return [
    {
      id,
      from_name: 'label',
      to_name: 'text',
      type: 'labels',
      value: { start: span.from, end: span.to, text: words, labels: [tag] },
      meta,
    },
  ];
}

function* parse(content: string | Uint8Array): Parsing {
  const isOurs = (value: unknown): boolean => isObject(own(value, 'data')) || isShort(value);
  const json = yield* recordsIn(content, isOurs);
  const read = 'code' in json ? ((yield* tableOf(content)) ?? json) : json;
  if ('code' in read) return read;
  const taken: Taken = new Map();
  // In the short JSON, a task that nobody labelled has no list of spans; its other answers are listed nevertheless.
  const areShort = read.records.some(({ value }) => isShort(value));
  const unplaced: Unplaced = new Map();
  const documents = yield* eachBySteps(read.records, function* ({ value, at }): Generator<
    undefined,
    readonly ParsedDocument[]
  > {
    if (isObject(own(value, 'data'))) return yield* tasksOf(value as Json, at, { taken, unplaced });
    if (areShort && isObject(value)) return [yield* shortTaskOf(value, at, taken)];
    return [{ names: [], drafts: [{ at, name: excerptOf(JSON.stringify(value)), left: { code: 'malformed' } }] }];
  });
  const remarks = [...(read.remarks ?? []), ...remarksOn(unplaced)];
  return { documents: documents.flat(), unit: 'utf-16', lines: read.lines, remarks };
}

/** The short JSON as a table, with lists as JSON in their cells. */
function* tableOf(content: string | Uint8Array): Generator<undefined, JsonRecords | undefined> {
  const text = textOf(content);
  const isOurs = (names: ReadonlySet<string>): boolean => added.every((name) => names.has(name));
  const table = typeof text === 'string' ? yield* tableIn(text, isOurs) : undefined;
  if (!table) return undefined;
  const valueOf = (cell: string): unknown => (/^[[{]/.test(cell) ? parseJson(cell) : undefined) ?? cell;
  const records = yield* eachInSteps(table.rows, ({ cells, line }) => ({
    value: Object.fromEntries(
      cells.flatMap((cell, i) => (cell === '' ? [] : [[table.header[i] ?? '', valueOf(cell)]])),
    ),
    at: line,
  }));
  return { records, lines: true, remarks: table.remarks };
}

/** A task, as one document for each data field to which regions belong. */
function* tasksOf(task: Json, at: number, { taken, unplaced }: Reading): Generator<undefined, ParsedDocument[]> {
  const data = own(task, 'data');
  const turns = turnsIn(data);
  const objects = new Map<Draft, string>();
  const said = [...objectsIn(own(task, 'annotations') ?? []), ...objectsIn(own(task, 'completions') ?? [])];
  const results = yield* eachBySteps(said, function* (annotation): Generator<undefined, Draft[]> {
    if (isCancelled(annotation)) return unsaid(annotation, { code: 'cancelled' }, at);
    if (isRejected(annotation)) return unsaid(annotation, { code: 'rejected' }, at);
    const regions = objectsIn(own(annotation, 'result') ?? []);
    return yield* resultsIn(regions, { said: saidIn(annotation), at, turns, objects }, taken);
  });
  const drafts = [
    ...results.flat(),
    ...objectsIn(own(task, 'predictions') ?? []).flatMap((one) => unsaid(one, { code: 'predicted' }, at)),
    ...objectsIn(own(task, 'drafts') ?? []).flatMap((one) => unsaid(one, { code: 'draft' }, at)),
    ...[task, ...said]
      .flatMap((one) => objectsIn(own(one, 'comments') ?? []))
      .map((one): Draft => ({
        at,
        name: excerptOf(own(one, 'text')),
        left: { code: 'no-place', kind: 'comment' },
      })),
  ];
  const files = filesOf(task);
  const spans = new Map<string, Draft[]>();
  for (const [draft, object] of objects) {
    const group = spans.get(object) ?? [];
    group.push(draft);
    spans.set(object, group);
  }
  const [first, ...others] = [...spans.values()].sort((a, b) => b.length - a.length);
  const main = yield* wordsIn(data, first ?? drafts);
  const fields = yield* eachBySteps(others, (group) => wordsIn(data, group));
  const apart = others.filter((_, i) => fields[i] !== main);
  const elsewhere = new Set(apart.flat());
  const rest = drafts.filter((draft) => !elsewhere.has(draft));
  const made = yield* eachBySteps([rest, ...apart], (group) => documentOf(data, files, group));
  countData(unplaced, task, made);
  return made;
}

/** Whether the annotator cancelled or skipped it, as versions before 1.0 call that. */
const isCancelled = (annotation: Json): boolean =>
  ['was_cancelled', 'skipped'].some((field) => own(annotation, field) === true);

/** Whether the last reviewer did not accept an annotation. */
function isRejected(annotation: Json): boolean {
  return own(objectsIn(own(annotation, 'reviews') ?? []).at(-1), 'accepted') === false;
}

/** Lists each region of an annotation that is left out because of its state. */
function unsaid(annotation: Json, left: LeftOut, at: number): Draft[] {
  const regions = objectsIn(own(annotation, 'result') ?? []);
  if (regions.length === 0) return [{ at, name: excerptOf(own(annotation, 'id')), left }];
  return regions.map((region) => ({ at, name: nameOf(region), left }));
}

function nameOf(region: Json): string {
  const value = own(region, 'value');
  const said = ['text', 'choices', 'rating', 'number', 'datetime', 'taxonomy'].map((field) => own(value, field));
  const labels = [own(region, 'labels'), ...said].flat(3) as unknown[];
  const ends = [own(region, 'from_id'), own(region, 'to_id')].filter((id) => id !== undefined).join(' → ');
  return excerptOf(own(region, 'id'), ends, ...labels);
}

function saidIn(annotation: Json): Partial<Annotation> {
  const by = personIn(own(annotation, 'completed_by') ?? own(annotation, 'annotator'));
  const person = isObject(own(annotation, 'completed_by')) ? own(annotation, 'completed_by') : undefined;
  const name = ownString(person, 'email') ?? ownString(person, 'username') ?? by;
  const times = timesOf(ownString(annotation, 'created_at'), ownString(annotation, 'updated_at'));
  return { ...(name && { by: name }), ...times };
}

/** The results of one annotator for a task: spans with labels, notes and relations, and what is left out. */
function* resultsIn(
  regions: readonly Json[],
  told: Omit<Told, 'notes'> & { readonly objects: Map<Draft, string> },
  taken: Taken,
): Generator<undefined, Draft[]> {
  const { said, at } = told;
  const notes = new Map<string, string[]>();
  for (const region of regions) {
    const [id, words] = [ownString(region, 'id'), own(own(region, 'value'), 'text')];
    if (ownString(region, 'type') === 'textarea' && id !== undefined)
      notes.set(id, [...(notes.get(id) ?? []), ...[words].flat().filter((one) => typeof one === 'string')]);
  }
  const spans = new Map<string, Draft>();
  const drafts = yield* eachInSteps(regions, (region): readonly Draft[] => {
    const tags = labelsOf(region);
    const id = ownString(region, 'id') ?? '';
    const made = tags.map((tag) => spanOf(region, tag, { ...told, notes: notes.get(id) ?? [] }, taken));
    for (const draft of made) told.objects.set(draft, ownString(region, 'to_name') ?? '');
    if (made[0] && !spans.has(id)) spans.set(id, made[0]);
    return made;
  });
  return regions.flatMap((region, i): readonly Draft[] => {
    const made = drafts[i] ?? [];
    if (made.length > 0) return made;
    if (ownString(region, 'type') === 'relation') return [relationOf(region, at, spans, said)];
    const subject = ownString(region, 'type') === 'textarea' ? spans.get(ownString(region, 'id') ?? '') : undefined;
    return [
      subject ? { at, name: nameOf(region), partOf: subject } : { at, name: nameOf(region), left: leftOf(region) },
    ];
  });
}

function relationOf(region: Json, at: number, spans: ReadonlyMap<string, Draft>, said: Partial<Annotation>): Draft {
  const ends = ['from_id', 'to_id'].map((field) => spans.get(ownString(region, field) ?? ''));
  const [label] = [own(region, 'labels')].flat();
  // The arrow of a relation may be reversed: `from_id` is still the region clicked first.
  const linked = own(region, 'direction') === 'left' ? ends.reverse() : ends;
  return linkDraft({ at, name: nameOf(region) }, label, linked, said);
}

function leftOf(region: Json): LeftOut {
  const value = own(region, 'value');
  const type = ownString(region, 'type') ?? '';
  if (
    /textarea|choices|rating|number|taxonomy|datetime|pairwise|ranker/.test(type) ||
    own(value, 'choices') !== undefined
  )
    return { code: 'no-place', kind: 'answer' };
  const isOfPicture =
    /^(?:rectangle|ellipse|polygon|brush|keypoint|video|timeseries|timeline)/.test(type) ||
    own(value, 'x') !== undefined;
  if (isOfPicture || isOfSound(region)) return { code: 'no-place', kind: 'region' };
  return isObject(value) ? { code: 'no-place', kind: 'unknown' } : { code: 'malformed' };
}

/** Whether a region belongs to a sound: its ends are seconds. */
function isOfSound(region: Json): boolean {
  const value = own(region, 'value');
  const isPart = ['start', 'end'].some(
    (end) => typeof own(value, end) === 'number' && !Number.isInteger(own(value, end)),
  );
  return isPart || own(value, 'channel') !== undefined || own(region, 'original_length') !== undefined;
}

/** The labels of a region of a text, a page or a dialogue. */
function labelsOf(region: Json): readonly string[] {
  const value = own(region, 'value');
  if (
    isOfSound(region) ||
    own(value, 'start') === undefined ||
    /choices|textarea|rating|taxonomy/.test(ownString(region, 'type') ?? '')
  )
    return [];
  const labels = ['labels', 'hypertextlabels', 'paragraphlabels'].flatMap((field) => own(value, field) ?? []);
  const tags = labels.filter((tag): tag is string => typeof tag === 'string' && tag !== '');
  const isUnlabelled = tags.length === 0 && /^(?:hypertext|paragraph)?labels$/.test(ownString(region, 'type') ?? '');
  return isUnlabelled ? [highlight] : tags;
}

interface Told {
  readonly said: Partial<Annotation>;
  readonly at: number;
  readonly notes: readonly string[];
  /** The words of a dialogue, turn by turn. */
  readonly turns: readonly string[];
}

function spanOf(region: Json, tag: string, { said, at, notes, turns }: Told, taken: Taken): Draft {
  const value = own(region, 'value');
  const meta = own(region, 'meta');
  const record = own(meta, 'claimmark');
  const global = own(value, 'globalOffsets');
  // If `start` is a path into a page or a paragraph number, the offsets in the whole text are in `global`.
  const places = typeof own(value, 'start') === 'number' ? value : global;
  const span = ownSpan(places);
  const stands = ownString(value, 'text');
  const words = ownString(record, 'text') ?? stands;
  const given = ownString(region, 'id');
  const id = idFor(given, JSON.stringify([tag, span?.from, span?.to, said.by]), taken);
  const all = [...[own(meta, 'text')].flat().filter((note): note is string => typeof note === 'string'), ...notes];
  const annotation = {
    id,
    tag,
    text: '',
    ...said,
    ...(all.length > 0 && { note: all.join('\n') }),
    ...(isObject(record) && fieldsOf(record)),
  };
  const pointer = {
    ...span,
    ...(words !== undefined && { words }),
    ...(stands !== undefined && stands !== words && { stands }),
    ...inTurns(value, turns),
  };
  return { at, name: excerptOf(given, words), annotation, pointer, hasId: given !== undefined };
}

/** Whether a value is a task in the short JSON: data and answers side by side, spans in lists. */
function isShort(task: unknown): boolean {
  return (
    isObject(task) &&
    (added.every((field) => own(task, field) !== undefined) ||
      Object.values(task).some((value) => objectsIn(Array.isArray(value) ? value : []).some(isSpan)))
  );
}

/** Fields of each task in the short JSON, whatever is labelled. */
const added = ['annotation_id', 'annotator'];

function isSpan(value: unknown): boolean {
  return own(value, 'start') !== undefined && own(value, 'end') !== undefined && labelsOf({ value }).length > 0;
}

/** Fields of the short JSON that the program adds itself. */
const ours = new Set([
  'id',
  'annotator',
  'annotation_id',
  'created_at',
  'updated_at',
  'lead_time',
  'agreement',
  ...inData,
]);

function* shortTaskOf(task: Json, at: number, taken: Taken): Generator<undefined, ParsedDocument> {
  const said = saidIn(task);
  const fields = Object.entries(task).filter(([field]) => !ours.has(field));
  const spans = fields.flatMap(([, value]) => (Array.isArray(value) ? objectsIn(value).filter(isSpan) : []));
  const drafts = spans.flatMap((value) =>
    labelsOf({ value }).map((tag) => spanOf({ value }, tag, { said, at, notes: [], turns: [] }, taken)),
  );
  const document = yield* documentOf(task, [], drafts);
  const others = fields.flatMap(([field, value]): Draft[] => {
    if (value === document.text || (Array.isArray(value) && objectsIn(value).some(isSpan))) return [];
    const words = typeof value === 'object' ? JSON.stringify(value) : value;
    return value === null
      ? []
      : [{ at, name: excerptOf(`${field}:`, words), left: { code: 'no-place', kind: 'answer' } }];
  });
  return { ...document, drafts: [...drafts, ...others] };
}
