import { conflictOf } from './conflict';
import type { MergedPiece } from './gap';
import { asWhole, isWhole, lists, piecesOf } from './piece';
import { readSidecar } from './read';

/**
 * Whether a merged file reads as the pieces that it was put together from, none lost, none in another list: with
 * conflict markers, whether each of its sides does.
 */
export function readsAs(text: string, merged: readonly MergedPiece[], eol: string): boolean {
  const wholes = lists.filter((key) => isWhole(merged, key));
  return (['ours', 'theirs'] as const).every((side) => {
    const read = piecesOf(readSidecar(conflictOf(text)?.[side].text ?? text));
    const pieces = read && wholes.reduce(asWhole, read).pieces;
    const wanted = merged.flatMap(({ kind, body }) => {
      const own = body && (conflictOf(body + eol)?.[side].text.slice(0, -eol.length) ?? body);
      return own ? [{ kind, body: own }] : [];
    });
    return (
      pieces?.length === wanted.length &&
      wanted.every(({ kind, body }, i) => kind === pieces[i]?.kind && isAll(pieces[i].body, body))
    );
  });
}

/** Whether a piece is all of what was written but for comments below it, which belong to what comes next. */
function isAll(piece: string, written: string): boolean {
  const rest = written.startsWith(piece) ? written.slice(piece.length) : 'more';
  return rest.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line));
}
