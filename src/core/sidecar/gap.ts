import { commentsAt, commentsOf, commentsWanted, takeMissing } from './comment';
import type { Merge, Piece } from './piece';

/** A piece after the merge; without a body where it goes. */
export interface MergedPiece {
  readonly name: string;
  readonly kind: Piece['kind'];
  readonly gap: string;
  readonly body: string | undefined;
  /** The comments that ours and theirs have around it. */
  readonly comments: readonly string[];
}

/** The lines above a piece, as the side has them that changed them; where both did, as ours has them. */
export function gapsMerged(
  base: Piece | undefined,
  ours: Piece | undefined,
  theirs: Piece | undefined,
): Pick<MergedPiece, 'gap' | 'comments'> {
  const comments = [...new Set([ours, theirs].flatMap((piece) => (piece ? commentsAt(piece) : [])))];
  if (!ours || !theirs) return { gap: (ours ?? theirs)?.gap ?? '', comments };
  return { gap: base?.gap === ours.gap ? theirs.gap : ours.gap, comments };
}

/**
 * The pieces as a file again. Entries that were not neighbours before have a blank line between. A comment that neither
 * side took away, but whose place is lost, stands above what comes next.
 */
export function joinedPieces(merge: Merge, merged: readonly MergedPiece[]): string {
  const { base, ours, theirs, eol } = merge;
  const missing = commentsWanted(merge);
  const wanted = new Set([...missing].flatMap(([comment, count]) => (count > 0 ? [comment] : [])));
  takeMissing(missing, merged.flatMap(shownAt));
  const tail = withoutMoved(base.tail === ours.tail ? theirs.tail : ours.tail, (comment) => {
    return wanted.has(comment) && missing.get(comment) === 0;
  });
  takeMissing(missing, commentsOf(tail));
  const sides = [ours, theirs].map(
    ({ pieces }) => new Map(pieces.map(({ name, gap }, i) => [pair(pieces[i - 1]?.name, name), gap])),
  );
  let text = '';
  let carried: readonly string[] = [];
  let before: MergedPiece | undefined;
  for (const piece of merged) {
    carried = [...carried, ...takeMissing(missing, lostFrom(piece))];
    if (piece.body === undefined) continue;
    const gaps = sides.map((side) => side.get(pair(before?.name, piece.name)));
    const gap = gaps.includes(undefined) ? gapBetween(gaps, before, piece, eol) : piece.gap;
    text += gap + carried.map((line) => line + eol).join('') + piece.body;
    carried = [];
    before = piece;
  }
  const rest = [...carried, ...takeMissing(missing, [ours.tail, theirs.tail].flatMap(commentsOf))];
  return text + tailWith(tail, rest, eol);
}

function shownAt({ body, ...piece }: MergedPiece): readonly string[] {
  return body === undefined ? [] : commentsAt({ ...piece, body });
}

function lostFrom(piece: MergedPiece): readonly string[] {
  const there = new Set(shownAt(piece).map((comment) => comment.trim()));
  return piece.comments.filter((comment) => !there.has(comment.trim()));
}

/** The lines at the end without comments that came to stand above an entry meanwhile. */
function withoutMoved(tail: string, isMoved: (comment: string) => boolean): string {
  const lines = tail.split(/(?<=\n)/);
  return lines.filter((line) => commentsOf(line).length === 0 || !isMoved(line.trim())).join('');
}

function tailWith(tail: string, comments: readonly string[], eol: string): string {
  const lines = comments.map((line) => line + eol).join('');
  return lines === '' || tail.endsWith('\n') ? tail + lines : tail + eol + lines;
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
