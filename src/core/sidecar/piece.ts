import type { Selector } from '../model/annotation';
import { readNode, type Item } from './entry';
import type { Section } from './outline';
import type { Sidecar } from './read';
import type { ListKey } from './schema';
import { atIndent, indentOf, lineEnd, spanFrom } from './splice';

/** The lists of a file whose entries are merged one by one. */
export const lists: readonly ListKey[] = ['annotations', 'dismissed'];

type Values = Readonly<Record<string, unknown>>;

/** A part of a file that is merged as one: a key of the file with its value, or an entry of its lists. */
export interface Piece {
  /** The same in all versions of the file. */
  readonly name: string;
  readonly kind: 'section' | 'annotations' | 'dismissed';
  /** The lines between it and the piece before: line breaks and comments. */
  readonly gap: string;
  /** Whole lines, without the last line break. */
  readonly body: string;
  /** What an entry says; undefined where it can't be read. */
  readonly values: Values | undefined;
}

/** A file as pieces, which are all of it: gap, body, gap, body, and the tail. */
export interface Pieces {
  readonly pieces: readonly Piece[];
  readonly tail: string;
}

/** The three versions of a file, in one form of line ends and indentation. */
export interface Merge {
  readonly base: Pieces;
  readonly ours: Pieces;
  readonly theirs: Pieces;
  readonly eol: string;
}

interface Place {
  readonly kind: Piece['kind'];
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly values: Values | undefined;
}

/** The pieces of a file of the usual form; undefined of any other, and of one that can't be written. */
export function piecesOf(sidecar: Sidecar): Pieces | undefined {
  const { text, parts, state } = sidecar;
  if (text.trim() === '') return { pieces: [], tail: text };
  if (!parts.outline || state !== 'writable') return undefined;
  const places = parts.outline.sections.flatMap((section) => [
    sectionPlace(text, section),
    ...(section.chunks ? entryPlaces(sidecar, section.key === 'dismissed' ? 'dismissed' : 'annotations') : []),
  ]);
  const turns = new Map<string, number>();
  const pieces: Piece[] = [];
  let at = 0;
  for (const { kind, name, from, to, values } of places) {
    const turn = (turns.get(name) ?? 0) + 1;
    turns.set(name, turn);
    pieces.push({
      kind,
      name: turn === 1 ? name : `${name} ${String(turn)}`,
      values,
      gap: text.slice(at, from),
      body: text.slice(from, to),
    });
    at = to;
  }
  return { pieces, tail: text.slice(at) };
}

function sectionPlace(text: string, section: Section): Place {
  const place = { kind: 'section' as const, name: `section ${section.key}`, from: section.from, values: undefined };
  if (section.chunks) return { ...place, to: lineEnd(text, section.valueFrom) };
  const { node } = readNode(text, section.from, section.to);
  const own = spanFrom(text, section.from, { from: section.from, to: node?.to ?? section.to });
  return { ...place, to: lineEnd(text, Math.max(own.to, section.valueFrom)) };
}

function entryPlaces(sidecar: Sidecar, kind: ListKey): readonly Place[] {
  const { text, parts, entries } = sidecar;
  let next = 0;
  return parts[kind].map((item) => {
    const entry = kind === 'annotations' && item.values ? entries[next++] : undefined;
    const { from } = item;
    const own = spanFrom(text, from, { from, to: from + item.span.to });
    const to = lineEnd(text, own.to);
    const name = entry ? `entry ${entry.key}` : nameOf(item, kind, text.slice(from, to));
    return { kind, name, from, to, values: entry ? { ...entry.annotation } : item.values };
  });
}

function nameOf({ values }: Item, kind: ListKey, body: string): string {
  if (!values) return `raw ${kind} ${atIndent(body, 0)}`;
  const { text, before = '', after = '' } = values as unknown as Selector;
  return `dismissed ${JSON.stringify([text, before, after])}`;
}

/** The columns of the dashes of the lists. */
export type Columns = Readonly<Record<ListKey, number>>;

/** Pieces with the entries of their lists moved to columns, so that those of two files go into one list. */
export function atColumns(all: Pieces, columns: Columns): Pieces {
  const pieces = all.pieces.map((piece) => {
    return piece.kind === 'section' ? piece : { ...piece, body: atIndent(piece.body, columns[piece.kind]) };
  });
  return { ...all, pieces };
}

/** The column of the dashes of a list; undefined where it has none. */
export function columnIn({ pieces }: Pieces, key: ListKey): number | undefined {
  const first = pieces.find(({ kind }) => kind === key);
  return first && indentOf(first.body);
}

/** The key of a list by itself, as above entries on lines of their own or where the list is empty. */
const bareKey = /^(?:annotations|dismissed):[ \t]*(?:\[\s*\]|null|~)?[ \t]*(?:#[^\n]*)?\r?$/;

interface Named {
  readonly name: string;
  readonly body: string | undefined;
}

/** The list that a piece is the key of; undefined where it holds the entries too, as a list in brackets does. */
export function listOf({ name, body = '' }: Named): ListKey | undefined {
  return lists.find((key) => name === `section ${key}` && bareKey.test(body));
}

/** Whether a list is written so that its entries can't be told apart by their lines, as in brackets. */
export function isWhole(pieces: readonly Named[], key: ListKey): boolean {
  return pieces.some((piece) => piece.name === `section ${key}` && piece.body !== undefined && !listOf(piece));
}

/** Pieces with a list as one piece, entries and all. */
export function asWhole({ pieces, tail }: Pieces, key: ListKey): Pieces {
  const entries = pieces.filter(({ kind }) => kind === key);
  const rest = entries.map(({ gap, body }) => gap + body).join('');
  const whole = pieces
    .filter(({ kind }) => kind !== key)
    .map((piece) => (piece.name === `section ${key}` ? { ...piece, body: piece.body + rest } : piece));
  return { pieces: whole, tail };
}
