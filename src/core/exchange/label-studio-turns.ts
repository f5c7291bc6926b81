import type { Pointer } from './format';
import { isObject, objectsIn, ownOffset, ownString } from './records';

/** Names that dialogues have for what is said in a turn. */
const turnFields = ['text', 'content', 'body', 'utterance', 'message'];

/** What is said in the turns of a dialogue, where a task is one. */
export function turnsIn(data: unknown): readonly string[] {
  const lists = Object.values(isObject(data) ? data : {}).map((value) =>
    Array.isArray(value) ? objectsIn(value) : [],
  );
  const [turns = []] = lists.filter((list) => list.length > 0);
  const field = turnFields.find((name) => turns.every((turn) => ownString(turn, name) !== undefined));
  return field === undefined ? [] : turns.map((turn) => ownString(turn, field) ?? '');
}

/**
 * Where a region of a dialogue stands: in one turn with what else is said in it, or from one turn to another, between
 * which a source may have names.
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
