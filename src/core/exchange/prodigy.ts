import type { Annotation } from '../model/annotation';
import { textOf } from './bytes';
import type { Draft, FileProblem, Format, LeftOut, Parsed, ParsedDocument } from './format';
import { wordsBetween } from './offsets';
import { idsIn, type Taken } from './ids';
import { excerptOf, isObject, jsonRecords, objectsIn, own, ownOffset, ownString, personIn, type Json } from './records';

/**
 * The JSON Lines of Prodigy (https://prodi.gy/docs/api-interfaces): a task a line with its text, its spans in code
 * points, and the answer of the annotator, without which the spans are what a program proposed.
 */
export const prodigy: Format = {
  id: 'prodigy',
  title: 'Prodigy',
  extension: '.jsonl',
  lossless: false,
  carries: { out: [], in: ['note', 'by', 'created', 'texts'] },
  parse,
};

function parse(content: string | Uint8Array): Parsed | FileProblem {
  const text = textOf(content);
  const read = typeof text === 'string' ? jsonRecords(text) : text;
  if (!read || 'code' in read) return read ?? { code: 'not-this-format' };
  const isOurs = (value: unknown): boolean => ['spans', 'answer', '_input_hash', '_task_hash'].some((field) => own(value, field) !== undefined); // prettier-ignore
  if (!read.records.some(({ value }) => isOurs(value))) return { code: 'not-this-format' };
  const taken: Taken = new Map();
  const documents = read.records.map(({ value, at }) => documentOf(value, at, taken));
  return { documents, unit: 'code-points', lines: read.lines };
}

function documentOf(task: unknown, at: number, taken: Taken): ParsedDocument {
  const text = ownString(task, 'text');
  if (!isObject(task) || text === undefined)
    return { names: [], drafts: [{ at, name: excerptOf(JSON.stringify(task)), left: { code: 'malformed', detail: 'text' } }] }; // prettier-ignore
  const meta = own(task, 'meta');
  const names = [meta, task].flatMap((one) =>
    ['source', 'file', 'filename'].flatMap((field) => ownString(one, field) ?? []),
  );
  const left = leftBy(ownString(task, 'answer'));
  const [wordsAt, idOf] = [wordsBetween(text), idsIn(text, taken)];
  const drafts = objectsIn(own(task, 'spans') ?? []).map((span) => draftOf(task, span, { idOf, wordsAt, at, left }));
  return { names: names.filter((name) => /\.\w+$/.test(name)), text, drafts: [...drafts, ...othersIn(task, at)] };
}

/** Who rejected or skipped a task did not say what it proposes. */
function leftBy(answer: string | undefined): LeftOut | undefined {
  if (answer === 'reject') return { code: 'rejected' };
  return answer === 'ignore' ? { code: 'cancelled' } : undefined;
}

interface Told {
  readonly idOf: ReturnType<typeof idsIn>;
  readonly wordsAt: (from: number | undefined, to: number | undefined) => string;
  readonly at: number;
  readonly left: LeftOut | undefined;
}

function draftOf(task: Json, span: Json, { idOf, wordsAt, at, left }: Told): Draft {
  const [from, to] = [ownOffset(span, 'start'), ownOffset(span, 'end')];
  const tag = ownString(span, 'label') ?? '';
  const words = ownString(span, 'text');
  const name = `${tag} “${excerptOf(words ?? wordsAt(from, to))}”`;
  if (left) return { at, name, left };
  if (from === undefined || to === undefined || tag === '') return { at, name, left: { code: 'malformed' } };
  const time = own(task, '_timestamp');
  // Without an annotator of its own a session is named after the data set and the person.
  const by = personIn(own(task, '_annotator_id') ?? own(task, '_session_id'));
  const note = [own(task, 'user_input')].flat().filter((one): one is string => typeof one === 'string' && one !== '');
  const annotation: Annotation = {
    id: idOf(tag, from, to, by),
    tag,
    text: '',
    ...(note.length > 0 && { note: note.join('\n') }),
    ...(by !== undefined && { by }),
    ...(typeof time === 'number' && time > 0 && time < 1e10 && { created: new Date(time * 1000).toISOString() }),
  };
  return { at, name, annotation, pointer: { from, to, ...(words !== undefined && { words }) } };
}

/** Relations, and classes of the whole text. */
function othersIn(task: Json, at: number): Draft[] {
  const relations = objectsIn(own(task, 'relations') ?? []).map((relation): Draft => {
    const ends = [own(relation, 'head'), '→', own(relation, 'child')];
    return { at, name: excerptOf(ownString(relation, 'label'), ...ends), left: { code: 'no-place', kind: 'relation' } };
  });
  const chosen = Array.isArray(own(task, 'accept')) ? (own(task, 'accept') as unknown[]) : [];
  const classes = [...chosen, ownString(task, 'label') ?? []].flat();
  return [...relations, ...classes.map((one): Draft => ({ at, name: excerptOf(one), left: { code: 'no-place', kind: 'choice' } }))]; // prettier-ignore
}
