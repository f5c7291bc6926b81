import { mergeBoth } from './both';
import { splitConflict } from './conflict';
import { marked } from './mark';
import { gapsMerged, joinedPieces, type MergedPiece } from './gap';
import { orderOf } from './order';
import {
  asWhole,
  atColumns,
  columnIn,
  isWhole,
  listOf,
  lists,
  piecesOf,
  type Columns,
  type Merge,
  type Piece,
  type Pieces,
} from './piece';
import { readSidecar } from './read';
import { open } from './opened';
import { signatureFields } from './schema';
import { readsAs } from './sound';
import { eolOf } from './splice';
import { sameWords } from './three';

export { splitConflict };

/** What a person has to choose: both changed the same field of the same entry, differently. */
export interface MergeConflict {
  /** The entry's id or key, else the key of the file. */
  readonly entry: string;
  /** `*` where the whole of it is in question, as when one changed what the other removed. */
  readonly field: string;
}

export interface MergedSidecars {
  /** With git's conflict markers around what is in `conflicts`, and nowhere else. */
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Merges two versions of a sidecar by what they say: entry by entry by id, field by field, against their common
 * ancestor; lists are merged as sets. Comments, unknown keys and the bytes of all that one side alone changed stay.
 * `base` is empty where the ancestor is not known; then what one side lacks is taken from the other.
 */
export function mergeSidecars(base: string, ours: string, theirs: string): MergedSidecars {
  const eol = eolOf(ours);
  const [b, t] = [base, theirs].map((text) => unmarked(text).replace(/\r?\n/g, eol)) as [string, string];
  const bom = ours.startsWith('\ufeff') ? '\ufeff' : '';
  const o = unmarked(ours);
  if (o === t || b === t) return { text: ours, conflicts: [] };
  if (b === o) return { text: bom + t, conflicts: [] };
  const [old, mine, other] = [b, o, t].map((text) => piecesOf(readSidecar(text)));
  if (!mine || !other) return { text: bom + wholly(o, t, eol), conflicts: wholeFile };
  const { text, conflicts } = mergePieces(oneForm(old ?? { pieces: [], tail: '' }, mine, other, eol));
  return { text: bom + (text ?? wholly(o, t, eol)), conflicts };
}

function unmarked(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function wholly(ours: string, theirs: string, eol: string): string {
  const lines = (text: string): string => text.replace(/\r?\n$/, '');
  return marked(lines(ours), lines(theirs), eol) + eol;
}

/** The versions with each list in one form: entry by entry in the same column, or whole where one has it so. */
function oneForm(base: Pieces, ours: Pieces, theirs: Pieces, eol: string): Merge {
  const all = [base, ours, theirs];
  const wholes = lists.filter((key) => all.some((side) => isWhole(side.pieces, key)));
  const columns = Object.fromEntries(
    lists.map((key) => [key, columnIn(ours, key) ?? columnIn(theirs, key) ?? 2]),
  ) as Columns;
  const formed = (side: Pieces): Pieces => atColumns(wholes.reduce(asWhole, side), columns);
  return { base: formed(base), ours: formed(ours), theirs: formed(theirs), eol };
}

function named({ pieces }: Pieces): ReadonlyMap<string, Piece> {
  return new Map(pieces.map((piece) => [piece.name, piece]));
}

interface MergedText {
  /** Undefined where no text can show what is merged. */
  readonly text: string | undefined;
  readonly conflicts: readonly MergeConflict[];
}

function mergePieces(merge: Merge): MergedText {
  const [base, ours, theirs] = [named(merge.base), named(merge.ours), named(merge.theirs)];
  const conflicts: MergeConflict[] = [];
  const pieces = orderOf(merge).map((name) => {
    const [b, o, t] = [base.get(name), ours.get(name), theirs.get(name)];
    const { body, conflicts: fields } = mergeBody(b, o, t, merge.eol);
    for (const field of fields) conflicts.push({ entry: entryOf(name), field });
    return { name, kind: (o ?? t)?.kind ?? 'section', body, ...gapsMerged(b, o, t) };
  });
  const merged = pieces.map((piece) => keyFitted(piece, pieces, ours.get(piece.name) ?? theirs.get(piece.name)));
  const text = joinedPieces(merge, merged);
  return readsAs(text, merged, merge.eol) ? { text, conflicts } : { text: undefined, conflicts: wholeFile };
}

const wholeFile: readonly MergeConflict[] = [{ entry: '', field: '*' }];

/** What a person knows a piece by. */
function entryOf(name: string): string {
  return name.startsWith('dismissed ') ? 'dismissed' : name.replace(/^\w+ /, '');
}

/**
 * The key of a list with `[]` where the list is empty now, and without it where it no longer is. It stays as long as
 * there are entries, whoever took it away; one for dismissed entries goes with the last of them.
 */
function keyFitted(piece: MergedPiece, all: readonly MergedPiece[], there: Piece | undefined): MergedPiece {
  const key = there && listOf(there);
  if (!key || (piece.body !== undefined && listOf(piece) === undefined)) return piece;
  const entries = all.filter(({ kind }) => kind === key);
  if (entries.some(({ body }) => body !== undefined)) {
    return { ...piece, body: (piece.body ?? there.body).replace(/^(\w+:)[ \t]*(?:\[\s*\]|null|~)/, '$1') };
  }
  const { body } = piece;
  if (entries.length === 0 || body === undefined || !/^\w+:\s*(?:#|$)/.test(body)) return piece;
  const goes = key === 'dismissed' && piece.comments.length === 0;
  return { ...piece, body: goes ? undefined : body.replace(/^\w+:/, '$& []') };
}

interface Body {
  readonly body: string | undefined;
  readonly conflicts: readonly string[];
}

/** What becomes of a piece; no body where it goes. */
function mergeBody(base: Piece | undefined, ours: Piece | undefined, theirs: Piece | undefined, eol: string): Body {
  const only = ours ?? theirs;
  if (!ours || !theirs) {
    if (!only || !base) return { body: only?.body, conflicts: [] };
    if (only.kind === 'section' && !isWholeList(only)) {
      return { body: only.body === base.body ? undefined : only.body, conflicts: [] };
    }
    if (saysTheSame(base, only)) return { body: undefined, conflicts: [] };
    return { body: marked(ours?.body ?? '', theirs?.body ?? '', eol), conflicts: ['*'] };
  }
  if (ours.body === theirs.body || base?.body === theirs.body) return { body: ours.body, conflicts: [] };
  if (base?.body === ours.body) return { body: theirs.body, conflicts: [] };
  if (listOf(ours) && listOf(theirs)) return { body: ours.body, conflicts: [] };
  const signed = ours.name === 'section finished' ? laterFinished(ours, theirs, eol) : undefined;
  if (signed !== undefined) return { body: signed, conflicts: [] };
  return mergeBoth(base, ours, theirs, eol);
}

/** Of two who said that the source is done the later; undefined where one can't be read. */
function laterFinished(ours: Piece, theirs: Piece, eol: string): string | undefined {
  const [o, t] = [ours, theirs].map((piece) => open(piece, signatureFields, eol)?.values.created);
  return o === undefined || t === undefined ? undefined : o < t ? theirs.body : ours.body;
}

function isWholeList(piece: Piece): boolean {
  return lists.some((key) => isWhole([piece], key));
}

/** Whether a piece changed in nothing but what the program keeps up by itself. */
function saysTheSame(base: Piece, piece: Piece): boolean {
  if (base.body === piece.body) return true;
  const words = (body: string): string => body.replace(/^\s*(?:- +)?(?:line|column|before|after|updated):.*$/gm, '');
  return (
    base.values !== undefined &&
    piece.values !== undefined &&
    sameWords(base.values, piece.values) &&
    words(base.body) === words(piece.body)
  );
}
