import type { Span } from '../text/change';
import {
  aboutFields,
  annotationFields,
  finishedFields,
  finishedShape,
  sections,
  selectorFields,
  type Field,
  type Fields,
} from './schema';

/** The key or value that is being written in a sidecar, found by its lines since the text may not be YAML yet. */
export interface Cursor {
  /** The keys that lead to the map, from the top; items of lists have no key. */
  readonly path: readonly string[];
  /** The key whose value is being written; undefined while a key is. */
  readonly key: string | undefined;
  /** The part of the key or value before the cursor. */
  readonly typed: Span;
  /** The column, from 0, at which the keys of the map begin. */
  readonly column: number;
  /** The other keys of the map, with the rest of their lines. */
  readonly siblings: ReadonlyMap<string, string>;
  /** Whether an item of a list may begin here, which needs a dash. */
  readonly wantsDash: boolean;
}

interface Frame {
  readonly kind: 'map' | 'list';
  readonly column: number;
  keys: Map<string, string>;
  last: string;
}

const pair = /^([\w-]+|"[^"]*"|'[^']*')\s*:(?:\s+(.*))?$/;

/** The key or value at an offset; undefined within text, comments and flow collections. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const frames: Frame[] = [];
  let textUnder: number | undefined;
  for (const line of text.slice(0, start).split('\n')) {
    if (textUnder !== undefined && (line.trim() === '' || indentOf(line) > textUnder)) continue;
    textUnder = readLine(frames, line);
  }
  const prefix = text.slice(start, offset);
  if (textUnder !== undefined && (prefix.trim() === '' ? prefix.length : indentOf(prefix)) > textUnder)
    return undefined;
  return written(frames, prefix, text.slice(offset), offset);
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Adds a line to the frames. Returns the column under which a literal or folded block begins, if one does. */
function readLine(frames: Frame[], raw: string): number | undefined {
  const line = raw.replace(/\r$/, '').replace(/(^|\s)#.*$/, '$1');
  if (line.trim() === '') return undefined;
  const column = enter(frames, line);
  const [, key, value = ''] = pair.exec(line.slice(column).trimEnd()) ?? [];
  if (key === undefined) return undefined;
  const map = mapAt(frames, column);
  map.last = unquoted(key);
  map.keys.set(map.last, unquoted(value));
  return /^[|>][-+0-9]*$/.test(value) ? column : undefined;
}

/** Opens the items of the line's dashes and closes frames that it ends. Returns the column of what follows. */
function enter(frames: Frame[], line: string): number {
  let column = indentOf(line);
  let dash = /^-(?:\s+|$)/.exec(line.slice(column));
  close(frames, column, dash !== null);
  while (dash) {
    const top = frames.at(-1);
    if (top?.kind !== 'list' || top.column !== column) frames.push({ kind: 'list', column, keys: new Map(), last: '' });
    column += dash[0].length;
    dash = /^-(?:\s+|$)/.exec(line.slice(column));
  }
  return column;
}

/** Closes the frames further to the right; a list may have the same column as its key. */
function close(frames: Frame[], column: number, isItem: boolean): void {
  for (let top = frames.at(-1); top; top = frames.at(-1)) {
    const ends = top.column > column || (top.column === column && top.kind === 'list' && !isItem);
    if (!ends) return;
    frames.pop();
  }
}

function mapAt(frames: Frame[], column: number): Frame {
  const top = frames.at(-1);
  if (top?.kind === 'map' && top.column === column) return top;
  const map: Frame = { kind: 'map', column, keys: new Map(), last: '' };
  frames.push(map);
  return map;
}

function written(frames: Frame[], prefix: string, rest: string, offset: number): Cursor | undefined {
  if (/(^|\s)#/.test(prefix)) return undefined;
  const isDash = prefix.trimStart().startsWith('-');
  const column = prefix.trim() === '' ? prefix.length : enter(frames, prefix);
  if (prefix.trim() === '')
    close(
      frames,
      column,
      frames.some((frame) => frame.kind === 'list' && frame.column === column),
    );
  const content = prefix.slice(column);
  const [, key, value = ''] = /^([\w-]+)\s*:(?:\s+(.*))?$/.exec(content) ?? [];
  if ((key === undefined && !/^[\w-]*$/.test(content)) || /^[[{|>]/.test(value)) return undefined;
  const top = frames.at(-1);
  const wantsDash = !isDash && top?.kind === 'list' && top.column === column;
  const isSame = top?.kind === 'map' && top.column === column;
  const path = frames
    .filter((frame) => frame.kind === 'map' && frame !== (isSame ? top : undefined))
    .map(({ last }) => last);
  const siblings = new Map(isSame ? top.keys : []);
  for (const [name, its] of followers(rest, column)) siblings.set(name, its);
  const typed = { from: offset - (key === undefined ? content : value).length, to: offset };
  return { path, key, typed, column, siblings, wantsDash };
}

/** The keys of the same map in the lines below the cursor. */
function* followers(rest: string, column: number): Generator<readonly [string, string]> {
  for (const line of rest.split('\n').slice(1)) {
    if (line.trim() === '') continue;
    if (indentOf(line) < column) return;
    const [, key, value = ''] = indentOf(line) === column ? (pair.exec(line.trim()) ?? []) : [];
    if (key !== undefined) yield [unquoted(key), unquoted(value)];
  }
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}

const optional: ReadonlySet<string> = new Set(['about', 'finished', 'dismissed']);
const sectionField = (name: string): Field => ({
  shape: name === 'finished' ? finishedShape : { kind: 'text' },
  needed: !optional.has(name),
});
const fileFields: Fields = new Map(sections.map((name) => [name, sectionField(name)]));

const startFields: ReadonlyMap<string, Fields> = new Map([
  ['about', aboutFields],
  ['finished', finishedFields],
  ['annotations', annotationFields],
  ['dismissed', selectorFields],
]);

/** The fields of the map at a path; undefined where the format has none. */
export function fieldsAt([section, ...inner]: readonly string[]): Fields | undefined {
  if (section === undefined) return fileFields;
  let fields = startFields.get(section);
  for (const key of inner) {
    const shape = fields?.get(key)?.shape;
    fields = shape?.kind === 'list' || shape?.kind === 'map' ? shape.of : undefined;
  }
  return fields;
}
