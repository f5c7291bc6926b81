import type { Span } from '../text/change';
import { countWhere } from '../text/sorted';
import type { Pattern } from './align';
import { Kind, kindOf } from './tokens';
import type { Cuts } from './units';

/**
 * The known part of the old text: words and context of a file's selectors, merged where they overlap, in the order of
 * their lines. Pieces that do not touch are separated by a blank line.
 */
interface KnownText {
  readonly text: string;
  /** The span of each pattern in it. */
  readonly spans: readonly Span[];
  /** The ends of pieces within a line whose rest is unknown. */
  readonly cuts: Cuts;
  /** The line of an offset on the day of its selector; 0 if unknown. */
  readonly lineAt: (offset: number) => number;
}

/** A growing piece of the old text. Line and column are known for one of its offsets. */
interface Piece {
  text: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly isCut: boolean;
  /** The length of the context after the last span: shorter than that of others only at the end of a file. */
  behind: number;
  readonly spans: { readonly index: number; readonly from: number; readonly to: number }[];
}

const between = '\n\n';

/** Patterns between two pauses. */
const pace = 512;

/** The known old text according to a file's selectors, in steps of some milliseconds. */
export function* knowing(patterns: readonly Pattern[]): Generator<undefined, KnownText> {
  const inOrder = [...patterns].sort((a, b) => a.line - b.line || a.column - b.column);
  yield;
  const pieces: Piece[] = [];
  let most = 0;
  for (const [order, pattern] of inOrder.entries()) {
    const last = pieces.at(-1);
    if (!last || !isAdded(last, pattern)) pieces.push(pieceOf(pattern));
    most = Math.max(most, pattern.whole.length - pattern.to);
    if (order % pace === pace - 1) yield;
  }
  return yield* joining(pieces, patterns.length, most);
}

function pieceOf({ index, whole, from, to, line, column }: Pattern): Piece {
  // A selector contains the text before it up to the start of its line, or of the file, only if that is near.
  const head = whole.slice(0, from);
  const breaks = head.split('\n').length - 1;
  const isFromStart = line > 0 && (breaks === 0 ? column - 1 === from : breaks === line - 1);
  const spans = [{ index, from, to }];
  return { text: whole, line, column, offset: from, isCut: !isFromStart, behind: whole.length - to, spans };
}

/** Merges a pattern into the piece before it, if by line and column it begins inside and its text agrees. */
function isAdded(piece: Piece, { index, whole, from, to, line, column }: Pattern): boolean {
  if (line === 0 || piece.line === 0) return false;
  let start = piece.offset - (piece.column - 1);
  for (let n = piece.line; n < line; n++) {
    const end = piece.text.indexOf('\n', Math.max(start, 0));
    if (end < 0) return false;
    start = end + 1;
  }
  const at = start + column - 1;
  const base = at - from;
  const overlap = piece.text.slice(Math.max(base, 0));
  if (base >= piece.text.length || base < -from || overlap === '') return false;
  const own = base < 0 ? whole.slice(-base) : whole;
  const shared = Math.min(overlap.length, own.length);
  if (overlap.slice(0, shared) !== own.slice(0, shared)) return false;
  if (own.length > shared) {
    piece.text += own.slice(shared);
    piece.behind = whole.length - to;
  }
  piece.spans.push({ index, from: at, to: at + to - from });
  return true;
}

function* joining(pieces: readonly Piece[], count: number, most: number): Generator<undefined, KnownText> {
  const spans: Span[] = Array.from({ length: count }, () => ({ from: 0, to: 0 }));
  const cuts = { pieces: [] as number[], before: [] as number[], behind: [] as number[] };
  const lines: { readonly from: number; readonly line: number }[] = [];
  let text = '';
  for (const [order, piece] of pieces.entries()) {
    if (order % pace === pace - 1) yield;
    const last = piece.spans.reduce((end, { to }) => Math.max(end, to), 0);
    const head = piece.isCut ? Math.min(partAt(piece.text), piece.spans[0]?.from ?? 0) : 0;
    const isCutBehind = piece.behind >= most && !/[\n.!?]$/.test(piece.text);
    const tail = isCutBehind ? Math.max(last, piece.text.length - partBehind(piece.text)) : piece.text.length;
    if (text !== '') text += between;
    const base = text.length - head;
    for (const { index, from, to } of piece.spans) spans[index] = { from: base + from, to: base + to };
    if (piece.isCut && !piece.text.startsWith('\n')) cuts.before.push(text.length);
    const breaks = piece.text.slice(head, piece.offset).split('\n').length - 1;
    lines.push({ from: text.length, line: piece.line === 0 ? 0 : piece.line - breaks });
    if (piece.isCut || piece.line - breaks !== 1) cuts.pieces.push(text.length);
    text += piece.text.slice(head, tail);
    if (isCutBehind) cuts.behind.push(text.length);
  }
  const lineAt = (offset: number): number => {
    const piece = lines[countWhere(lines, ({ from }) => from <= offset) - 1];
    return piece && piece.line > 0 ? piece.line + text.slice(piece.from, offset).split('\n').length - 1 : 0;
  };
  return { text, spans, cuts, lineAt };
}

/** How much of a text's beginning may be the end of a word, and of its end the beginning of one. */
const partAt = (text: string): number => /^[\p{L}\p{N}\p{M}]*/u.exec(text)?.[0].length ?? 0;

function partBehind(text: string): number {
  let at = text.length;
  while (at > 0 && isOfWord(text, at)) at--;
  return text.length - at;
}

/** Whether the UTF-16 unit before an offset belongs to a word, alone or as half of a pair. */
function isOfWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 1);
  const kind = kindOf(unit);
  if (kind === Kind.Letter || kind === Kind.Sign) return true;
  if (kind !== Kind.Surrogate && kind !== Kind.Silent) return false;
  const start = (unit & 0xfc00) === 0xdc00 ? at - 2 : at - 1;
  return /^[\p{L}\p{N}\p{M}]/u.test(text.slice(Math.max(0, start), start + 2));
}
