import type { Draft, ParsedDocument, Pointer } from './format';
import { claimedSpan, guessing } from './offsets';
import { percentDecoded } from './paths';
import {
  aboutOf,
  countUnplaced,
  isObject,
  objectsIn,
  own,
  ownOffset,
  ownString,
  type Json,
  type Unplaced,
} from './records';

/** A task with the text to which its regions belong; an HTML page is not read as text. */
export function* documentOf(
  data: unknown,
  files: readonly string[],
  drafts: readonly Draft[],
): Generator<undefined, ParsedDocument> {
  const names = inData.flatMap((field) => ownString(data, field) ?? []);
  const text = yield* wordsIn(data, drafts);
  return {
    names: [...names, ...files],
    about: aboutOf(own(data, 'about')),
    drafts,
    ...(text !== undefined && { text }),
  };
}

/** The text of a task, whose field can have any name: the one with the regions' words at their offsets. */
export function* wordsIn(data: unknown, drafts: readonly Draft[]): Generator<undefined, string | undefined> {
  if (!isObject(data)) return undefined;
  const fields = [own(data, 'text'), ...Object.values(data)].filter(
    (value): value is string => typeof value === 'string',
  );
  const plain = fields.filter((field) => !isMarkup(field) && !isAddress(field));
  const placed = drafts.flatMap(({ pointer }) => (pointer?.words ? [pointer] : [])).slice(0, 50);
  const said = placed.map(({ words }) => words ?? '');
  const claims = placed.flatMap(({ from, to, words = '' }) =>
    from === undefined || to === undefined ? [] : [{ from, to, words }],
  );
  for (const field of claims.length > 0 ? plain : []) {
    const { counter } = yield* guessing(field, claims, 'utf-16');
    if (claims.every((claim) => claimedSpan(field, claim, counter))) return field;
  }
  return (
    plain.find((field) => said.length > 0 && said.every((words) => field.includes(words))) ??
    plain.find((field) => said.some((words) => field.includes(words))) ??
    (said.length === 0
      ? plain.reduce<string | undefined>((a, b) => (a !== undefined && a.length >= b.length ? a : b), undefined)
      : undefined)
  );
}

/** The names of the files from which a task's text was imported. */
export function filesOf(task: Json): string[] {
  const file = ownString(task, 'file_upload') ?? ownString(task, 'storage_filename') ?? '';
  return [file, ...addressesIn(own(task, 'data'))].flatMap((name) => fileIn(name) ?? []);
}

/** The addresses in a task's data that lead to its text instead of holding it: `s3://…`, `/data/upload/7/…`. */
function addressesIn(data: unknown): string[] {
  const values = Object.values(isObject(data) ? data : {});
  return values.flatMap((value) => (typeof value === 'string' && isAddress(value) ? value.trim() : []));
}

const isAddress = (value: string): boolean => /^\w+:\/\/\S+$|^\/\S+$/.test(value.trim());

const isMarkup = (value: string): boolean => /<\/?[a-z][^<>]*>/i.test(value);

/** Fields that name the text of a task. */
export const inData = ['source', 'filename', 'file_name'] as const;

/** The file name in an address, without what Label Studio adds on upload. */
function fileIn(address: string): string | undefined {
  const name = percentDecoded(address)
    .replace(/^.*[/=]/s, '')
    .replace(/^[0-9a-f]{8}-/, '');
  return /\.(?:txt|md)$/i.test(name) ? name : undefined;
}

/** Counts the fields of a task that are not read: data that are neither text nor address, and remarks. */
export function countData(unplaced: Unplaced, task: Json, made: readonly ParsedDocument[]): void {
  const data = own(task, 'data');
  const isText = (value: unknown): boolean =>
    made.some(({ text }) => text === value) ||
    typeof value === 'object' ||
    (typeof value === 'string' && (isAddress(value) || isMarkup(value)));
  const read = Object.entries(isObject(data) ? data : {}).flatMap(([field, value]) => (isText(value) ? [field] : []));
  countUnplaced(unplaced, data, new Set(['text', 'about', ...inData, ...read]), 'data.');
  countUnplaced(unplaced, own(task, 'meta'), new Set(), 'meta.');
}

/** Names of the field with the words of a turn in dialogues. */
const turnFields = ['text', 'content', 'body', 'utterance', 'message'];

/** The words of each turn of a dialogue, if a task is one. */
export function turnsIn(data: unknown): readonly string[] {
  const lists = Object.values(isObject(data) ? data : {}).map((value) =>
    Array.isArray(value) ? objectsIn(value) : [],
  );
  const [turns = []] = lists.filter((list) => list.length > 0);
  const field = turnFields.find((name) => turns.every((turn) => ownString(turn, name) !== undefined));
  return field === undefined ? [] : turns.map((turn) => ownString(turn, field) ?? '');
}

/**
 * The place of a region of a dialogue: within one turn, or from one turn to another, with possible names of speakers
 * between turns in the source.
 */
export function inTurns(value: unknown, turns: readonly string[]): Pointer {
  const [first, last] = ['start', 'end'].map((field) => turns[Number(ownString(value, field) ?? NaN)]);
  const [from, to] = [ownOffset(value, 'startOffset'), ownOffset(value, 'endOffset')];
  if (first === undefined || last === undefined || from === undefined || to === undefined) return {};
  const before = first.slice(Math.max(0, from - 64), from);
  const after = last.slice(to, to + 64);
  const sides = { ...(before !== '' && { before }), ...(after !== '' && { after }) };
  if (ownString(value, 'start') === ownString(value, 'end')) {
    const words = ownString(value, 'text') ?? first.slice(from, to);
    return words === first.slice(from, to) ? { words, ...sides } : {};
  }
  const [start, end] = [
    { words: first.slice(from), before },
    { words: last.slice(0, to), after },
  ];
  return start.words.trim() === '' || end.words.trim() === '' ? {} : { range: { start, end, through: true } };
}
