import { mergeBoth } from './both';
import { splitConflict } from './conflict';
import { marked } from './mark';
import { gapsMerged, joinedPieces } from './gap';
import { atColumn, columnIn, piecesOf, type Merge, type Piece, type Pieces } from './piece';
import { readSidecar } from './read';
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
  if (!mine || !other) return { text: bom + wholly(o, t, eol), conflicts: [{ entry: '', field: '*' }] };
  const column = columnIn(mine) ?? columnIn(other) ?? 2;
  const merge = {
    base: atColumn(old ?? { pieces: [], tail: '' }, column),
    ours: mine,
    theirs: atColumn(other, column),
    eol,
  };
  const { text, conflicts } = mergePieces(merge);
  return { text: bom + text, conflicts };
}

function unmarked(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function wholly(ours: string, theirs: string, eol: string): string {
  const lines = (text: string): string => text.replace(/\r?\n$/, '');
  return marked(lines(ours), lines(theirs), eol) + eol;
}

function named({ pieces }: Pieces): ReadonlyMap<string, Piece> {
  return new Map(pieces.map((piece) => [piece.name, piece]));
}

function mergePieces(merge: Merge): MergedSidecars {
  const [base, ours, theirs] = [named(merge.base), named(merge.ours), named(merge.theirs)];
  const conflicts: MergeConflict[] = [];
  const merged = orderOf(merge).map((name) => {
    const [b, o, t] = [base.get(name), ours.get(name), theirs.get(name)];
    const body = mergeBody(b, o, t, merge.eol);
    const entry = name.replace(/^\w+ /, '');
    for (const field of body?.conflicts ?? []) conflicts.push({ entry, field });
    return { name, body: body?.body, kind: (o ?? t)?.kind ?? 'section', ...gapsMerged(b, o, t, merge.eol) };
  });
  return { text: joinedPieces(merge, merged), conflicts };
}

/** The names of all pieces that ours and theirs have: in the order of ours, what theirs added at its place. */
function orderOf({ ours, theirs }: Merge): readonly string[] {
  const order = [...ours.pieces];
  const known = new Set(order.map(({ name }) => name));
  const both = new Set(theirs.pieces.map(({ name }) => name));
  let at = 0;
  for (const piece of theirs.pieces) {
    if (known.has(piece.name)) {
      at = order.findIndex(({ name }) => name === piece.name) + 1;
      continue;
    }
    for (let next = order[at]; next && !both.has(next.name) && next.kind === piece.kind; next = order[at]) {
      if (isBefore(piece, next)) break;
      at++;
    }
    order.splice(at++, 0, piece);
  }
  return order.map(({ name }) => name);
}

function isBefore({ values: a }: Piece, { values: b }: Piece): boolean {
  const [line, other] = [Number(a?.['line'] ?? 0), Number(b?.['line'] ?? 0)];
  return line < other || (line === other && Number(a?.['column'] ?? 0) < Number(b?.['column'] ?? 0));
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
    if (only.kind === 'section') return { body: only.body === base.body ? undefined : only.body, conflicts: [] };
    if (only.kind === 'dismissed' || saysTheSame(base, only)) return { body: undefined, conflicts: [] };
    return { body: marked(ours?.body ?? '', theirs?.body ?? '', eol), conflicts: ['*'] };
  }
  if (ours.body === theirs.body || base?.body === theirs.body) return { body: ours.body, conflicts: [] };
  if (base?.body === ours.body) return { body: theirs.body, conflicts: [] };
  if (ours.kind === 'dismissed' || /^section (?:annotations|dismissed)$/.test(ours.name))
    return { body: ours.body, conflicts: [] };
  return mergeBoth(base, ours, theirs, eol);
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
