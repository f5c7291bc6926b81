import { lists, type Merge, type Piece } from './piece';

/**
 * The names of all pieces that ours and theirs have: in the order of ours, what theirs added at its place. Sections are
 * put in order among themselves and the entries of each list within it, so that no entry gets into another section.
 */
export function orderOf({ ours, theirs }: Merge): readonly string[] {
  const ordered = (kind: Piece['kind']): readonly string[] => {
    const [mine, other] = [ours, theirs].map(({ pieces }) => pieces.filter((piece) => piece.kind === kind));
    return interleaved(mine ?? [], other ?? []).map(({ name }) => name);
  };
  const entries = new Map(lists.map((key) => [`section ${key}`, ordered(key)]));
  return ordered('section').flatMap((name) => [name, ...(entries.get(name) ?? [])]);
}

function interleaved(ours: readonly Piece[], theirs: readonly Piece[]): readonly Piece[] {
  const order = [...ours];
  const places = new Set(ours.map(({ name }) => name));
  const both = new Set(theirs.map(({ name }) => name));
  let at = 0;
  for (const piece of theirs) {
    if (places.has(piece.name)) {
      at = order.findIndex(({ name }) => name === piece.name) + 1;
      continue;
    }
    for (let next = order[at]; next && !both.has(next.name); next = order[at]) {
      if (isBefore(piece, next)) break;
      at++;
    }
    order.splice(at++, 0, piece);
  }
  return order;
}

function isBefore({ values: a }: Piece, { values: b }: Piece): boolean {
  const [line, other] = [Number(a?.['line'] ?? 0), Number(b?.['line'] ?? 0)];
  return line < other || (line === other && Number(a?.['column'] ?? 0) < Number(b?.['column'] ?? 0));
}
