import type { Annotation } from '../model/annotation';
import { eachInSteps } from '../text/steps';
import type { Draft, Format, LeftOut, ParsedDocument, Parsing } from './format';
import { wordsOf, type Claim } from './offsets';
import { idsIn } from './ids';
import { linkDraft } from './links';
import {
  countUnplaced,
  excerptOf,
  isObject,
  type Json,
  malformed,
  objectsIn,
  own,
  ownSpan,
  ownString,
  parsingTexts,
  personIn,
  type Reading,
} from './records';

/**
 * The JSON Lines of Prodigy (https://prodi.gy/docs/api-interfaces): one task per line with its text, its spans in code
 * points, and the annotator's answer; in a task of Prodigy's without an answer, they are proposals of a program.
 */
export const prodigy: Format = {
  id: 'prodigy',
  title: 'Prodigy',
  extension: '.jsonl',
  reads: 'JSONL',
  lossless: false,
  carries: { out: [], in: ['note', 'by', 'created', 'links', 'texts'] },
  parse,
};

function* parse(content: string | Uint8Array): Parsing {
  const isOurs = (value: unknown): boolean =>
    ['spans', 'answer', '_input_hash', '_task_hash'].some((field) => own(value, field) !== undefined);
  return yield* parsingTexts(content, 'code-points', isOurs, documentOf);
}

/** The fields of a task that are read, and those for Prodigy's display and identification. */
const known: ReadonlySet<string> = new Set(
  (
    'text spans answer meta source file filename relations accept label flagged user_input _timestamp ' +
    '_annotator_id _session_id _input_hash _task_hash _view_id _is_binary view_id tokens options config'
  ).split(' '),
);
/** The fields of a span that are read, and those for its own use. */
const knownOfSpan: ReadonlySet<string> = new Set(
  'start end label text token_start token_end score rank source pattern id type color input_hash'.split(' '),
);
const inMeta = ['source', 'file', 'filename'] as const;

function* documentOf(task: unknown, at: number, { taken, unplaced }: Reading): Generator<undefined, ParsedDocument> {
  const text = ownString(task, 'text');
  if (!isObject(task) || text === undefined) return { names: [], drafts: [malformed(task, at, 'text')] };
  const meta = own(task, 'meta');
  const names = [meta, task].flatMap((one) => inMeta.flatMap((field) => ownString(one, field) ?? []));
  const left = leftBy(ownString(task, 'answer'), own(task, '_task_hash') ?? own(task, '_input_hash'));
  const spans = objectsIn(own(task, 'spans') ?? []);
  const wordsAt = yield* wordsOf(
    text,
    spans.flatMap((span) => ownSpan(span) ?? []),
    'code-points',
  );
  const told = { idOf: idsIn(text, taken), wordsAt, at, left };
  const drafts = yield* eachInSteps(spans, (span) => draftOf(task, span, told));
  countUnplaced(unplaced, task, known);
  for (const span of spans) countUnplaced(unplaced, span, knownOfSpan, 'spans.');
  countUnplaced(unplaced, meta, new Set(inMeta), 'meta.');
  const bySpan = new Map(spans.map((span, i) => [keyOf(span), drafts[i]]));
  return {
    names: names.filter((name) => /\.\w+$/.test(name)),
    text,
    drafts: [...drafts, ...othersIn(task, at, bySpan)],
  };
}

/**
 * Leaves out the spans of a task that was rejected, skipped or not answered yet: nobody stated them. `hash` is what
 * Prodigy gives to each of its tasks; a file without it was made by other means, and what it says is taken as said.
 */
function leftBy(answer: string | undefined, hash: unknown): LeftOut | undefined {
  if (answer === 'reject') return { code: 'rejected' };
  if (answer === 'ignore') return { code: 'cancelled' };
  return answer === undefined && hash !== undefined ? { code: 'predicted' } : undefined;
}

interface Told {
  readonly idOf: ReturnType<typeof idsIn>;
  readonly wordsAt: (claim: Claim | undefined) => string;
  readonly at: number;
  readonly left: LeftOut | undefined;
}

function draftOf(task: Json, span: Json, { idOf, wordsAt, at, left }: Told): Draft {
  const pointer = ownSpan(span);
  const tag = ownString(span, 'label') ?? '';
  const words = ownString(span, 'text');
  const name = `${tag} “${excerptOf(words ?? wordsAt(pointer))}”`;
  if (left) return { at, name, left };
  if (!pointer || tag === '') return { at, name, left: { code: 'malformed' } };
  const time = own(task, '_timestamp');
  // Without an annotator, the session's name is that of the data set and the person.
  const by = personIn(own(task, '_annotator_id') ?? own(task, '_session_id'));
  const note = inputOf(task);
  const annotation: Annotation = {
    id: idOf(tag, pointer.from, pointer.to, by),
    tag,
    text: '',
    ...(note.length > 0 && { note: note.join('\n') }),
    ...(by !== undefined && { by }),
    ...(typeof time === 'number' && time > 0 && time < 1e10 && { created: new Date(time * 1000).toISOString() }),
  };
  return { at, name, annotation, pointer: { ...pointer, ...(words !== undefined && { words }) } };
}

const keyOf = (span: unknown): string =>
  JSON.stringify(['start', 'end', 'label'].map((field) => own(span, field) ?? null));

/** The texts that the annotator typed. */
function inputOf(task: Json): string[] {
  return [own(task, 'user_input')].flat().filter((one): one is string => typeof one === 'string' && one !== '');
}

/** Relations, classes of the whole text, and texts typed for a task without spans. */
function othersIn(task: Json, at: number, bySpan: ReadonlyMap<string, Draft | undefined>): Draft[] {
  const relations = objectsIn(own(task, 'relations') ?? []).map((relation): Draft => {
    const ends = ['head_span', 'child_span'].map((end) => bySpan.get(keyOf(own(relation, end))));
    const label = ownString(relation, 'label');
    return linkDraft({ at, name: excerptOf(label, own(relation, 'head'), '→', own(relation, 'child')) }, label, ends);
  });
  const chosen = Array.isArray(own(task, 'accept')) ? (own(task, 'accept') as unknown[]) : [];
  const classes = [...chosen, ownString(task, 'label') ?? []].flat();
  if (own(task, 'flagged') === true) classes.push('flagged');
  const inputs = bySpan.size > 0 ? [] : inputOf(task);
  return [
    ...relations,
    ...classes.map((one): Draft => ({ at, name: excerptOf(one), left: { code: 'no-place', kind: 'answer' } })),
    ...inputs.map((one): Draft => ({ at, name: excerptOf(one), left: { code: 'no-place', kind: 'answer' } })),
  ];
}
