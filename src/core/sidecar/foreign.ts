import type { Edit } from './edit';
import { markedLines } from './mark';
import { pairOf, type MapNode, type Node, type Pair } from './node';
import type { Opened } from './opened';
import type { Fields } from './schema';
import { columnOf, lineAfter, lineEnd, spanFrom, withoutLines } from './splice';

/** What stands for a value in the file. */
function rawOf({ text }: Opened, { value }: Pair): string {
  return text.slice(value.from, value.to).trimEnd();
}

/** The keys of a map that the format lacks. */
function foreign(map: MapNode, fields: Fields): readonly Pair[] {
  return map.pairs.filter(({ key }) => !fields.has(key));
}

/** Whether theirs changed foreign keys where they can't be merged: within lists, or in a map in braces. */
export function hasForeign(fields: Fields, base: Opened | undefined, theirs: Opened): boolean {
  const inside = (opened: Opened | undefined): string => JSON.stringify(opened ? foreignInside(opened, fields) : []);
  if (inside(base) !== inside(theirs)) return true;
  if (!theirs.map.flow) return false;
  const keys = (opened: Opened | undefined): string =>
    JSON.stringify(opened ? foreign(opened.map, fields).map((pair) => [pair.key, rawOf(opened, pair)]) : []);
  return keys(base) !== keys(theirs);
}

function foreignInside(opened: Opened, fields: Fields): readonly string[] {
  return opened.map.pairs.flatMap(({ key, value }) => {
    const shape = fields.get(key)?.shape;
    if (shape?.kind !== 'list' || value.kind !== 'list') return [];
    return value.items.flatMap((item) =>
      item.kind === 'map' ? foreign(item, shape.of).map((pair) => `${pair.key} ${rawOf(opened, pair)}`) : [],
    );
  });
}

/** Brings theirs' changes of the keys that the format lacks into ours, byte by byte. */
export function mergeForeign(edit: Edit, fields: Fields, base: Opened | undefined, ours: Opened, theirs: Opened): void {
  const rawIn = (opened: Opened | undefined, key: string): string | undefined => {
    const pair = opened && pairOf(opened.map, key);
    return opened && pair && rawOf(opened, pair);
  };
  const keys = new Set([base, theirs].flatMap((side) => (side ? foreign(side.map, fields) : [])).map(({ key }) => key));
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

/** Puts comments that theirs alone has at the end of ours. */
export function addedComments(edit: Edit, base: Opened | undefined, ours: Opened, theirs: Opened): void {
  const known = [...(base ? commentsIn(base) : []), ...commentsIn(ours)];
  const fresh = commentsIn(theirs).filter((comment) => !known.includes(comment));
  const at = lineEnd(ours.text, spanFrom(ours.text, ours.map.from, ours.map).to);
  const margin = ' '.repeat(ours.map.flow ? 2 : columnOf(ours.text, ours.map.from));
  for (const comment of fresh) edit.changes.push({ from: at, to: at, text: edit.eol + margin + comment });
}

/** The comments of a piece: what stands after a `#` between its values. */
function commentsIn({ text, map }: Opened): readonly string[] {
  const comments: string[] = [];
  let at = 0;
  for (const { from, to } of [...leaves(map), { from: text.length, to: text.length }]) {
    for (const [comment] of text.slice(at, from).matchAll(/#[^\r\n]*/g)) comments.push(comment.trimEnd());
    const header = /^[|>][^\r\n#]*?(#[^\r\n]*)/.exec(text.slice(from, to))?.[1];
    if (header !== undefined) comments.push(header.trimEnd());
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
