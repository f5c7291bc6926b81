import type { Merge, Piece } from './piece';

/** A piece after the merge; without a body where it goes. */
export interface MergedPiece {
  readonly name: string;
  readonly kind: Piece['kind'];
  readonly gap: string;
  readonly body: string | undefined;
  /** Comments above a piece, new on the side that did not take it away. */
  readonly comments: readonly string[];
}

/** The lines above a piece: as the side has them that changed them; where both did, ours and theirs' new comments. */
export function gapsMerged(
  base: Piece | undefined,
  ours: Piece | undefined,
  theirs: Piece | undefined,
  eol: string,
): { readonly gap: string; readonly comments: readonly string[] } {
  const only = ours ?? theirs;
  const known = base ? commentsOf(base.gap) : [];
  if (!ours || !theirs) {
    const comments = base && only ? commentsOf(only.gap).filter((line) => !known.includes(line)) : [];
    return { gap: only?.gap ?? '', comments };
  }
  if (base?.gap === ours.gap) return { gap: theirs.gap, comments: [] };
  const lost = commentsOf(theirs.gap).filter((line) => ![...known, ...commentsOf(ours.gap)].includes(line));
  return { gap: lost.length === 0 ? ours.gap : ours.gap + lost.map((line) => line + eol).join(''), comments: [] };
}

function commentsOf(gap: string): readonly string[] {
  return gap.split(/\r?\n/).filter((line) => line.trimStart().startsWith('#'));
}

/** The pieces as a file again. Entries that were not neighbours before have a blank line between. */
export function joinedPieces({ base, ours, theirs, eol }: Merge, merged: readonly MergedPiece[]): string {
  const kept = merged.filter(({ body }) => body !== undefined);
  const sides = [ours, theirs].map(
    ({ pieces }) => new Map(pieces.map(({ name, gap }, i) => [pair(pieces[i - 1]?.name, name), gap])),
  );
  let text = '';
  let carried: readonly string[] = [];
  let before: MergedPiece | undefined;
  for (const piece of merged) {
    if (piece.body === undefined) {
      carried = [...carried, ...piece.comments];
      continue;
    }
    const gaps = sides.map((side) => side.get(pair(before?.name, piece.name)));
    const gap = gaps.includes(undefined) ? gapBetween(gaps, before, piece, eol) : piece.gap;
    text += gap + carried.map((line) => line + eol).join('') + keyFitted(piece, kept);
    carried = [];
    before = piece;
  }
  const tail = base.tail === ours.tail ? theirs.tail : ours.tail;
  const rest = carried.length > 0 ? eol + carried.join(eol) : '';
  return text + rest + (text !== '' && before && tail === '' && rest === '' ? tail : tail || eol);
}

function pair(before: string | undefined, after: string): string {
  return JSON.stringify([before ?? '', after]);
}

/** The lines between two pieces that were not neighbours on both sides: as on the side where they were. */
function gapBetween(
  gaps: readonly (string | undefined)[],
  before: MergedPiece | undefined,
  piece: MergedPiece,
  eol: string,
): string {
  const own = gaps.find((gap) => gap !== undefined);
  const same = own !== undefined && commentsOf(own).join('\n') === commentsOf(piece.gap).join('\n');
  return same ? own : fitted(piece.gap, before, piece, eol);
}

function fitted(gap: string, before: MergedPiece | undefined, piece: MergedPiece, eol: string): string {
  if (!before) return gap.replace(/^(?:\r?\n)+/, '');
  const some = gap.startsWith('\n') || gap.startsWith('\r\n') ? gap : eol + gap;
  const entries = before.kind !== 'section' && before.kind === piece.kind;
  if (entries) return some.startsWith(eol + eol) ? some : eol + some;
  return before.kind === 'section' && piece.kind !== 'section' && some.trim() === '' ? eol : some;
}

/** A key of a list with `[]` where the list is empty now, and without it where it no longer is. */
function keyFitted({ name, body = '' }: MergedPiece, kept: readonly MergedPiece[]): string {
  if (name !== 'section annotations') return body;
  const filled = kept.some(({ kind }) => kind === 'annotations');
  if (filled) return body.replace(/^(annotations:)\s*\[\s*\]/, '$1');
  return /^annotations:(?=\s*$|\s*#)/.test(body) ? body.replace(/^annotations:/, 'annotations: []') : body;
}
