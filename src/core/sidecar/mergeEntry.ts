import type { Annotation } from '../model/annotation';
import { applyChanges, type Change, type Span } from '../text/change';
import { conflictOf, marked, markedLines } from './conflict';
import { decodeMap, decodeValue, readableItems } from './decode';
import { editMap, type Edit } from './edit';
import { readNode } from './entry';
import type { Unit } from './mergeUnit';
import { aboutFields, itemFields, type Fields } from './schema';
import { selectorsApart } from './threeWay';
import { fieldsHold } from './verify';
import { pairOf, type MapNode, type Node, type Pair } from './yaml/node';
import { beginsLine, coalesced, columnOf, lineAfter, lineEnd, spanFrom, withoutLines } from './yaml/splice';
import { clearOfComments } from './yaml/trivia';

interface MergedBody {
  readonly body: string;
  /** The fields that both sides changed differently; `*` for the whole unit. */
  readonly conflicts: readonly string[];
}

/** Merges a unit that both sides changed, field by field, with conflict markers where a person has to choose. */
export function mergeEntry(base: Unit | undefined, ours: Unit, theirs: Unit, eol: string): MergedBody {
  const whole = { body: marked(ours.body, theirs.body, eol), conflicts: ['*'] };
  const fields = fieldsOf(ours);
  if (!fields) return whole;
  const [o, t, b] = [open(ours, fields, eol), open(theirs, fields, eol), base && open(base, fields, eol)];
  if (!o || !t || (base && !b)) return whole;
  if (o.values.text !== t.values.text && [o, t].every(({ values }) => values.text !== b?.values.text)) {
    return { ...whole, conflicts: ['text'] };
  }
  const merged = mergeFields(fields, b, o, t, eol);
  if (merged) return merged;
  // Content of theirs beside the format keeps its place if ours, which has none, is merged into theirs.
  const turned = mergeFields(fields, b, t, o, eol);
  return turned && turned.conflicts.length === 0 ? turned : whole;
}

function fieldsOf({ kind, name }: Unit): Fields | undefined {
  if (kind !== 'section') return itemFields[kind];
  return name === 'section about' ? aboutFields : undefined;
}

/** Applies the changes of theirs to ours; undefined where that can't be shown field by field. */
function mergeFields(
  fields: Fields,
  base: Opened | undefined,
  ours: Opened,
  theirs: Opened,
  eol: string,
): MergedBody | undefined {
  if (cannotMergeUnknown(fields, base, theirs)) return undefined;
  const foreign = [base, ours, theirs].map((side) => (side ? foreignIn(side.text, side.map, fields) : []));
  const conflicts: string[] = [];
  const changes: Change[] = [];
  const edit: Edit = { text: ours.text, eol, changes, collide: (field) => conflicts.push(field), mark: true };
  const [from, to] = selectorsApart(base?.values ?? {}, theirs.values, ours.values);
  editMap(edit, ours.map, fields, from, to);
  mergeUnknown(edit, fields, base, ours, theirs);
  addedComments(edit, base, ours, theirs);
  if (base) removedComments(edit, base, ours, theirs);
  const text = applyChanges(ours.text, coalesced(clearOfComments(ours.text, changes)));
  // A conflict within a list has no lines of ours that markers could surround.
  if (conflicts.length > 0 && !conflictOf(text)) {
    return { body: marked(ours.text.slice(0, -eol.length), theirs.text.slice(0, -eol.length), eol), conflicts };
  }
  return isSound(text, fields, eol) &&
    saysBoth(text, fields, eol, [from, to], ours, conflicts) &&
    keepsForeign(text, fields, eol, foreign, conflicts)
    ? { body: text.slice(0, -eol.length), conflicts }
    : undefined;
}

/** Whether a merged text holds ours with the changes of theirs, apart from conflicts. */
function saysBoth(
  text: string,
  fields: Fields,
  eol: string,
  [from, to]: readonly [object, object],
  ours: Opened,
  conflicts: readonly string[],
): boolean {
  const side = conflictOf(text)?.ours.text ?? text;
  const now = open({ body: side.slice(0, -eol.length) }, fields, eol);
  return now !== undefined && fieldsHold(fields, from, to, ours.values, now.values, new Set(conflicts));
}

/** All content of a map, at any depth, that does not fit the format: unknown keys, values of the wrong kind, unreadable items. */
function foreignIn(text: string, map: MapNode, fields: Fields): readonly string[] {
  const raw = (node: Node): string => text.slice(node.from, node.to).trimEnd();
  return map.pairs.flatMap(({ key, value }): readonly string[] => {
    const shape = fields.get(key)?.shape;
    if (!shape || (value.kind !== 'scalar' && decodeValue(value, key, shape, []) === undefined))
      return [`${key}: ${raw(value)}`];
    if (shape.kind === 'map' && value.kind === 'map') return foreignIn(text, value, shape.of);
    if (shape.kind !== 'list' || value.kind !== 'list') return [];
    const readable = new Set<Node>(readableItems(value, shape.of, []).map(({ node }) => node));
    return value.items.flatMap((item) =>
      item.kind === 'map' && readable.has(item) ? foreignIn(text, item, shape.of) : [`- ${raw(item)}`],
    );
  });
}

/** Whether a unit has comments or content beside the format that no other unit has. */
export function saysMore(unit: Unit, others: readonly Unit[], fields: Fields, eol: string): boolean {
  const extrasOf = (one: Unit): readonly string[] => {
    const opened = open(one, fields, eol);
    return opened ? [...foreignIn(opened.text, opened.map, fields), ...commentsIn(opened)] : [];
  };
  const known = new Set(others.flatMap(extrasOf));
  return extrasOf(unit).some((one) => !known.has(one));
}

/** Whether foreign content added by a side is there and content removed is not; with conflicts, whether theirs left it alone. */
function keepsForeign(
  text: string,
  fields: Fields,
  eol: string,
  [base = [], ours = [], theirs = []]: readonly (readonly string[])[],
  conflicts: readonly string[],
): boolean {
  const all = new Set([...base, ...ours, ...theirs]);
  if (all.size === 0 || conflicts.length > 0) return conflicts.length === 0 || String(theirs) === String(base);
  const now = open({ body: text.slice(0, -eol.length) }, fields, eol);
  const found = now ? foreignIn(now.text, now.map, fields) : [];
  const count = (list: readonly string[], one: string): number => list.filter((other) => other === one).length;
  return [...all].every((one) => {
    const was = count(base, one);
    const [mine, other] = [count(ours, one) - was, count(theirs, one) - was];
    return count(found, one) >= was + Math.max(0, mine, other) + Math.min(0, mine, other);
  });
}

/** Whether each side of a merged text can be parsed. */
function isSound(text: string, fields: Fields, eol: string): boolean {
  const conflict = conflictOf(text);
  const sides = conflict ? [conflict.ours.text, conflict.theirs.text] : [text];
  return sides.every((side) => open({ body: side.slice(0, -eol.length) }, fields, eol) !== undefined);
}

/** A unit as a text of its own, with its map. */
interface Opened {
  readonly text: string;
  readonly map: MapNode;
  readonly values: Partial<Annotation>;
}

/** Parses a unit; undefined where it has no readable map. */
export function open({ body }: Pick<Unit, 'body'>, fields: Fields, eol: string): Opened | undefined {
  const text = body + eol;
  const { node, faults } = readNode(text, 0, text.length);
  if (faults.length > 0 || !node) return undefined;
  const map = node.kind === 'list' ? node.items[0] : node.kind === 'map' ? node.pairs[0]?.value : undefined;
  const values = map?.kind === 'map' ? decodeMap(map, fields, []) : undefined;
  return map?.kind === 'map' && values ? { text, map, values } : undefined;
}

/** The bytes of a value in the file. */
function rawOf({ text }: Opened, { value }: Pair): string {
  return text.slice(value.from, value.to).trimEnd();
}

/** The pairs of a map with unknown keys. */
function unknownPairs(map: MapNode, fields: Fields): readonly Pair[] {
  return map.pairs.filter(({ key }) => !fields.has(key));
}

/** Whether theirs changed unknown keys that can't be merged: within lists, or in a map in braces. */
function cannotMergeUnknown(fields: Fields, base: Opened | undefined, theirs: Opened): boolean {
  const inside = (opened: Opened | undefined): string => JSON.stringify(opened ? unknownInside(opened, fields) : []);
  if (inside(base) !== inside(theirs)) return true;
  if (!theirs.map.flow) return false;
  const keys = (opened: Opened | undefined): string =>
    JSON.stringify(opened ? unknownPairs(opened.map, fields).map((pair) => [pair.key, rawOf(opened, pair)]) : []);
  return keys(base) !== keys(theirs);
}

function unknownInside(opened: Opened, fields: Fields): readonly string[] {
  return opened.map.pairs.flatMap(({ key, value }) => {
    const shape = fields.get(key)?.shape;
    if (shape?.kind !== 'list' || value.kind !== 'list') return [];
    return value.items.flatMap((item) =>
      item.kind === 'map' ? unknownPairs(item, shape.of).map((pair) => `${pair.key} ${rawOf(opened, pair)}`) : [],
    );
  });
}

/** Applies the changes of theirs to unknown keys, byte by byte. */
function mergeUnknown(edit: Edit, fields: Fields, base: Opened | undefined, ours: Opened, theirs: Opened): void {
  const rawIn = (opened: Opened | undefined, key: string): string | undefined => {
    const pair = opened && pairOf(opened.map, key);
    return opened && pair && rawOf(opened, pair);
  };
  const keys = new Set(
    [base, theirs].flatMap((side) => (side ? unknownPairs(side.map, fields) : [])).map(({ key }) => key),
  );
  for (const key of keys) {
    const [b, o, t] = [rawIn(base, key), rawIn(ours, key), rawIn(theirs, key)];
    if (t === b || t === o) continue;
    const pair = pairOf(ours.map, key);
    const there = pairOf(theirs.map, key);
    const own =
      there && theirs.text.slice(there.keySpan.from, spanFrom(theirs.text, there.keySpan.from, there.value).to);
    if (!pair) {
      const last = ours.map.pairs.at(-1);
      const line = ' '.repeat(columnOf(ours.text, ours.map.from)) + (own ?? '');
      if (own !== undefined && last) edit.changes.push(lineAfter(ours.text, last.value.to, line, edit.eol));
      continue;
    }
    const span = spanFrom(ours.text, pair.keySpan.from, pair.value);
    if (o !== b) {
      edit.collide(key, o, t);
      edit.changes.push(markedLines(ours.text, span, own, edit.eol));
    } else if (own !== undefined) edit.changes.push({ ...span, text: own });
    else edit.changes.push(withoutLines(ours.text, span));
  }
}

/** Adds comments that only theirs has at the end of ours. */
function addedComments(edit: Edit, base: Opened | undefined, ours: Opened, theirs: Opened): void {
  const known = [...(base ? commentsIn(base) : []), ...commentsIn(ours)];
  const fresh = commentsIn(theirs).filter((comment) => !known.includes(comment));
  const at = lineEnd(ours.text, spanFrom(ours.text, ours.map.from, ours.map).to);
  const margin = ' '.repeat(ours.map.flow ? 2 : columnOf(ours.text, ours.map.from));
  for (const comment of fresh) edit.changes.push({ from: at, to: at, text: edit.eol + margin + comment });
}

/** Removes from ours the comments that theirs removed. */
function removedComments(edit: Edit, base: Opened, ours: Opened, theirs: Opened): void {
  const remaining = [...commentsIn(theirs)];
  const removed = commentsIn(base).filter((comment) => {
    const at = remaining.indexOf(comment);
    if (at >= 0) remaining.splice(at, 1);
    return at < 0;
  });
  for (const { from, to } of commentSpans(ours)) {
    const at = removed.indexOf(ours.text.slice(from, to));
    if (at < 0) continue;
    removed.splice(at, 1);
    const blanks = /[ \t]*$/.exec(ours.text.slice(0, from))?.[0].length ?? 0;
    edit.changes.push(
      beginsLine(ours.text, from) ? withoutLines(ours.text, { from, to }) : { from: from - blanks, to, text: '' },
    );
  }
}

/** The comments of a unit: the text from a `#` between its values. */
function commentsIn(opened: Opened): readonly string[] {
  return commentSpans(opened).map(({ from, to }) => opened.text.slice(from, to));
}

function commentSpans({ text, map }: Opened): readonly Span[] {
  const comments: Span[] = [];
  const add = (from: number, comment: string): void =>
    void comments.push({ from, to: from + comment.trimEnd().length });
  let at = 0;
  for (const { from, to } of [...leaves(map), { from: text.length, to: text.length }]) {
    for (const { 0: comment, index } of text.slice(at, from).matchAll(/#[^\r\n]*/g)) add(at + index, comment);
    const header = /^[|>][^\r\n#]*?(#[^\r\n]*)/.exec(text.slice(from, to));
    if (header?.[1] !== undefined) add(from + header[0].length - header[1].length, header[1]);
    at = to;
  }
  return comments;
}

/** The keys and scalars of a node, in order. */
function leaves(node: Node): readonly { readonly from: number; readonly to: number }[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'list') return node.items.flatMap(leaves);
  return node.pairs.flatMap(({ keySpan, value }) => [keySpan, ...leaves(value)]);
}
