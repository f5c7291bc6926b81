import { listOf, type Merge, type Piece, type Pieces } from './piece';

/** The lines of a gap that are comments. */
export function commentsOf(gap: string): readonly string[] {
  return gap.split(/\r?\n/).filter((line) => line.trimStart().startsWith('#'));
}

/** Comments that stand around a piece: above it, and on the line of a list's key. */
export function commentsAt(piece: Pick<Piece, 'name' | 'gap' | 'body'>): readonly string[] {
  const beside = listOf(piece) && /#.*$/.exec(piece.body)?.[0];
  return [...commentsOf(piece.gap), ...(beside === undefined ? [] : [beside])];
}

/** Comments by how often they occur. */
export type Counts = Map<string, number>;

/**
 * How often each comment between the pieces is to stand in what is merged, wherever it is: those that one side added
 * and those that neither took away.
 */
export function commentsWanted({ base, ours, theirs }: Merge): Counts {
  const [b, o, t] = [base, ours, theirs].map((side) => counted(allComments(side))) as [Counts, Counts, Counts];
  const wanted: Counts = new Map();
  for (const comment of new Set([...o.keys(), ...t.keys()])) {
    const was = b.get(comment) ?? 0;
    const changes = [o, t].map((side) => (side.get(comment) ?? 0) - was);
    wanted.set(comment, was + Math.max(0, ...changes) + Math.min(0, ...changes));
  }
  return wanted;
}

function allComments({ pieces, tail }: Pieces): readonly string[] {
  return [...pieces.flatMap(commentsAt), ...commentsOf(tail)];
}

function counted(comments: readonly string[]): Counts {
  const counts: Counts = new Map();
  for (const comment of comments) counts.set(comment.trim(), (counts.get(comment.trim()) ?? 0) + 1);
  return counts;
}

/** Takes from `missing` those of some comments that it holds. */
export function takeMissing(missing: Counts, comments: readonly string[]): readonly string[] {
  return comments.filter((comment) => {
    const count = missing.get(comment.trim()) ?? 0;
    if (count > 0) missing.set(comment.trim(), count - 1);
    return count > 0;
  });
}
