import type { Annotation } from '../model/annotation';
import { eachBySteps, eachInSteps } from '../text/steps';
import type { Draft, Format, LeftOut, ParsedDocument, Parsing } from './format';
import { idsIn } from './ids';
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
  timesOf,
} from './records';

/**
 * Records of Argilla (https://docs.argilla.io): those of its SDK, nested or flat, those of its server, and the token
 * classification of its first version. Answers to a question about spans are annotations; suggestions are predictions
 * of a program, and left out.
 */
export const argilla: Format = {
  id: 'argilla',
  title: 'Argilla',
  extension: '.jsonl',
  reads: 'JSON, JSONL',
  lossless: false,
  carries: { out: [], in: ['by', 'created', 'updated', 'texts'] },
  parse,
};

function* parse(content: string | Uint8Array): Parsing {
  const marks = ['fields', 'responses', 'suggestions', 'annotation_agent', 'prediction_agent', 'annotation'];
  const isOurs = (value: unknown): boolean =>
    isObject(value) && Object.keys(value).some((key) => marks.includes(key) || flatKey.test(key));
  return yield* parsingTexts(content, 'utf-16', isOurs, documentOf);
}

/** One answer to one question, from any of the forms. */
interface Answer {
  readonly question: string;
  readonly value: unknown;
  readonly said: Partial<Annotation>;
  readonly left?: LeftOut;
}

const inMetadata = ['source', 'filename', 'file_name'] as const;

function* documentOf(record: unknown, at: number, { taken, unplaced }: Reading): Generator<undefined, ParsedDocument> {
  const text = fieldOf(record);
  if (!isObject(record) || text === undefined) return { names: [], drafts: [malformed(record, at, 'text')] };
  const names = inMetadata.flatMap((field) => ownString(own(record, 'metadata'), field) ?? []);
  const id = idsIn(text, taken);
  const drafts = yield* eachBySteps(answersIn(record), (answer) => draftsOf(answer, text, at, id));
  countUnplaced(unplaced, own(record, 'metadata'), new Set(inMetadata), 'metadata.');
  return { names: names.filter((name) => /\.\w+$/.test(name)), text, drafts: drafts.flat() };
}

/** The field that people annotate: `text`, else the longest. */
function fieldOf(record: unknown): string | undefined {
  const fields = own(record, 'fields') ?? record;
  const named = ownString(fields, 'text');
  if (named !== undefined || !isObject(fields)) return named;
  const isText = fields === record ? /^(?!id$|status$|_).*$/ : /./;
  const texts = Object.entries(fields).filter(([key]) => isText.test(key) && !key.includes('.'));
  return texts
    .map(([, value]) => value)
    .filter((value) => typeof value === 'string')
    .sort((a, b) => b.length - a.length)[0];
}

function answersIn(record: Json): Answer[] {
  const responses = own(record, 'responses');
  const suggestions = own(record, 'suggestions');
  const discarded: { left?: LeftOut } = own(record, 'status') === 'Discarded' ? { left: { code: 'rejected' } } : {};
  return [
    ...(Array.isArray(responses)
      ? objectsIn(responses).flatMap(ofServer)
      : Object.entries(isObject(responses) ? responses : {}).flatMap(([question, list]) =>
          objectsIn(list).map((one) => answerOf(question, own(one, 'value'), one)),
        )),
    ...(Array.isArray(suggestions)
      ? objectsIn(suggestions).map((one) => predicted(ownString(one, 'question_name') ?? '', own(one, 'value')))
      : Object.entries(isObject(suggestions) ? suggestions : {}).map(([question, one]) =>
          predicted(question, own(one, 'value') ?? one),
        )),
    ...Object.entries(record).flatMap(([key, value]) => flat(record, key, value)),
    ...answersOfOld(record, 'annotation').map((answer) => ({ ...answer, ...discarded })),
    ...answersOfOld(record, 'prediction').map(({ question, value }) => predicted(question, value)),
  ];
}

/** A response in the server's form: all answers of one person. */
function ofServer(response: Json): Answer[] {
  const values = own(response, 'values');
  return Object.entries(isObject(values) ? values : {}).map(([question, answer]) =>
    answerOf(question, own(answer, 'value'), response),
  );
}

function answerOf(question: string, value: unknown, response: Json): Answer {
  const by = personIn(own(response, 'user_id') ?? own(response, 'user'));
  const said = {
    ...(by !== undefined && { by }),
    ...timesOf(ownString(response, 'inserted_at'), ownString(response, 'updated_at')),
  };
  const left = leftBy(ownString(response, 'status'));
  return { question, value, said, ...(left && { left }) };
}

function leftBy(status: string | undefined): LeftOut | undefined {
  if (status === 'discarded') return { code: 'rejected' };
  return status === 'draft' || status === 'pending' ? { code: 'draft' } : undefined;
}

const predicted = (question: string, value: unknown): Answer => ({
  question,
  value,
  said: {},
  left: { code: 'predicted' },
});

/** `question.responses`, `question.suggestion`, and `question-suggestion` of the first version. */
const flatKey = /^(.*)(\.responses|[.-]suggestion)$/s;

/** The answers in a field of a flat record: `question.responses` with users and states, or `question.suggestion`. */
function flat(record: Json, key: string, value: unknown): Answer[] {
  // Data sets of the first version have a list of answers beside the suggestion.
  if (own(record, `${key}-suggestion`) !== undefined)
    return objectsIn(value).map((one) => answerOf(key, own(one, 'value'), one));
  const [, question = '', kind] = flatKey.exec(key) ?? [];
  if (kind === undefined || value === null) return [];
  if (kind !== '.responses') return [predicted(question, value)];
  const [users, states] = ['users', 'status'].map(
    (field) => [own(record, `${key}.${field}`) ?? []].flat() as unknown[],
  );
  return (Array.isArray(value) ? (value as unknown[]) : []).map((one, i) =>
    answerOf(question, one, { user_id: users?.[i], status: states?.[i] }),
  );
}

/** `["label", start, end]`, the form of the first version. */
function answersOfOld(record: Json, field: 'annotation' | 'prediction'): Answer[] {
  const value = own(record, field);
  if (value === undefined || value === null) return [];
  const by = ownString(record, `${field}_agent`);
  const spans = Array.isArray(value)
    ? value.map((one: unknown) =>
        Array.isArray(one) ? { label: one[0] as unknown, start: one[1] as unknown, end: one[2] as unknown } : one,
      )
    : value;
  return [{ question: field, value: spans, said: by === undefined ? {} : { by } }];
}

function* draftsOf(
  { question, value, said, left }: Answer,
  text: string,
  at: number,
  idOf: ReturnType<typeof idsIn>,
): Generator<undefined, Draft[]> {
  const items = (
    Array.isArray(value) ? (value as unknown[]) : value === undefined || value === null ? [] : [value]
  ) as unknown[];
  return yield* eachInSteps(items, (item): Draft => {
    const span = ownSpan(item);
    const tag = ownString(item, 'label') ?? '';
    if (!span) {
      const words = isObject(item) ? JSON.stringify(item) : item;
      return { at, name: excerptOf(`${question}:`, words), left: left ?? { code: 'no-place', kind: 'answer' } };
    }
    const name = `${tag} “${excerptOf(text.slice(span.from, span.to))}”`;
    if (left || tag === '') return { at, name, left: left ?? { code: 'malformed', detail: 'label' } };
    const id = idOf(tag, span.from, span.to, said.by);
    return { at, name, annotation: { id, tag, text: '', ...said }, pointer: span };
  });
}
