import type { Span } from '../text/change';
import type { SidecarProblem, Wanted } from './problem';
import { pairOf, type ListNode, type MapNode, type Node, type Pair, type Scalar } from './yaml/node';
import type { Fields, Shape } from './schema';

type Values = Record<string, unknown>;

/**
 * Decodes the fields of a map that the format knows, and adds what is wrong with the rest to `problems`. Undefined
 * where a needed field is missing, which makes the map meaningless. Unknown keys are ignored.
 */
export function decodeMap(map: MapNode, fields: Fields, problems: SidecarProblem[]): Values | undefined {
  const values: Values = {};
  let whole = true;
  const { pairs } = map;
  const seen = pairs.length > 32 ? new Set<string>() : undefined;
  for (let i = 0; i < pairs.length; i++) {
    const { key, keySpan, value } = pairs[i] as Pair;
    if (seen ? seen.has(key) : standsBefore(pairs, i)) {
      problems.push({ code: 'duplicate-key', key, span: keySpan });
      whole = false;
    }
    seen?.add(key);
    const field = fields.get(key);
    if (!field) {
      noteUnknown(key, keySpan, fields.keys(), problems);
      continue;
    }
    const decoded = decodeValue(value, key, field.shape, problems);
    if (decoded !== undefined) values[key] = decoded;
  }
  for (const [name, { needed }] of fields) {
    if (!needed || values[name] !== undefined) continue;
    whole = false;
    const pair = pairOf(map, name);
    if (pair && !(pair.value.kind === 'scalar' && pair.value.type === 'null')) continue;
    problems.push({ code: 'missing', field: name, span: pair?.keySpan ?? pairs[0]?.keySpan ?? spanOf(map) });
  }
  return whole ? values : undefined;
}

function standsBefore(pairs: readonly Pair[], index: number): boolean {
  const key = pairs[index]?.key;
  for (let i = 0; i < index; i++) if (pairs[i]?.key === key) return true;
  return false;
}

/** Decodes a value of the format; undefined where it is null or can't be read. */
export function decodeValue(node: Node, field: string, shape: Shape, problems: SidecarProblem[]): unknown {
  if (node.kind === 'scalar' && node.type === 'null') return undefined;
  if (shape.kind === 'list') return decodeList(node, field, shape.of, problems);
  if (shape.kind === 'map') {
    return node.kind === 'map' ? decodeMap(node, shape.of, problems) : wrongType(node, field, 'map', problems);
  }
  if (node.kind !== 'scalar') return wrongType(node, field, shape.kind === 'place' ? 'integer' : 'text', problems);
  switch (shape.kind) {
    case 'place':
      return decodePlace(node, field, problems);
    case 'text':
      break;
    case 'url':
      if (!isUrl(node.value)) problems.push({ code: 'url', value: node.value, span: spanOf(node) });
      break;
    case 'time':
      if (!isTime(node.value)) problems.push({ code: 'time', field, value: node.value, span: spanOf(node) });
      break;
    case 'choice':
      if (shape.choices.includes(node.value)) break;
      problems.push({ code: 'choice', field, value: node.value, choices: shape.choices, span: spanOf(node) });
      return undefined;
  }
  if (node.type !== 'string') problems.push({ code: 'unquoted', field, value: node.value, span: spanOf(node) });
  return node.value;
}

function decodePlace(node: Scalar, field: string, problems: SidecarProblem[]): number | undefined {
  const place = node.type === 'number' ? Number(node.value) : NaN;
  if (Number.isSafeInteger(place) && place >= 1) return place;
  return wrongType(node, field, 'integer', problems);
}

function decodeList(node: Node, field: string, of: Fields, problems: SidecarProblem[]): readonly Values[] | undefined {
  if (node.kind !== 'list') return wrongType(node, field, 'list', problems);
  return readableItems(node, of, problems).map(({ value }) => value);
}

/** The readable items of a list, each with its node. */
export function readableItems(
  list: ListNode,
  of: Fields,
  problems: SidecarProblem[],
): readonly { readonly node: MapNode; readonly value: Values }[] {
  return list.items.flatMap((item) => {
    if (item.kind !== 'map') return wrongType(item, 'item', 'map', problems) ?? [];
    const value = decodeMap(item, of, problems);
    return value ? [{ node: item, value }] : [];
  });
}

function wrongType(node: Node, field: string, wanted: Wanted, problems: SidecarProblem[]): undefined {
  problems.push({ code: 'type', field, wanted, span: spanOf(node) });
}

function spanOf({ from, to }: Span): Span {
  return { from, to };
}

/** Reports an unknown key that looks like an attack or a slip; all others are welcome. */
export function noteUnknown(key: string, span: Span, known: Iterable<string>, problems: SidecarProblem[]): void {
  if (key === '<<') problems.push({ code: 'refused', what: 'merge', span });
  else if (key === '__proto__') problems.push({ code: 'refused', what: 'prototype', span });
  else {
    const like = key.length < 3 ? undefined : [...known].find((name) => isSlip(key, name));
    if (like !== undefined) problems.push({ code: 'misspelt', key, like, span });
  }
}

/** Whether two words differ in case only, or in one letter added, left out or replaced. */
function isSlip(word: string, name: string): boolean {
  if (word.toLowerCase() === name.toLowerCase()) return true;
  if (name.length < 3 || Math.abs(word.length - name.length) > 1) return false;
  let from = 0;
  while (from < name.length && word[from] === name[from]) from++;
  const rest = Math.max(word.length, name.length) - from - 1;
  return word.slice(word.length - rest) === name.slice(name.length - rest) && rest >= 0;
}

/** The form of a URL that can be opened or resolved. */
export const urlForm = /^(?:https?|ftp|file|doi|urn|mailto|hdl|ipfs|ar|s3):\S+$/i;
/** RFC 3339, section 5.6. */
export const timeForm =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Whether a value has the form of a URL that can be opened or resolved. Nothing is fetched. */
function isUrl(value: string): boolean {
  return urlForm.test(value) && !/^https?:(?!\/\/[^/?#\s])/i.test(value);
}

/** Whether a value is a time as in RFC 3339, section 5.6. */
function isTime(value: string): boolean {
  return timeForm.test(value);
}
