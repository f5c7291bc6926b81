import type { Change, Span } from '../text/change';
import { lineEnd, lineStart } from './yaml/splice';

/** One side of a file with conflict markers. */
interface Side {
  readonly text: string;
  /** Maps a span of this side to the whole file. */
  readonly toWhole: (span: Span) => Span;
}

export interface Conflicted {
  readonly ours: Side;
  readonly theirs: Side;
  /** The common ancestor, in the styles of git that include it. */
  readonly base: Side | undefined;
  /** The lines of the markers. */
  readonly markers: readonly Span[];
}

const marker = /^(?:(<{7,})(?: [^\n]*)?|(\|{7,})(?: [^\n]*)?|(={7,})|(>{7,})(?: [^\n]*)?)(?:\r?\n|$)/gm;

/**
 * The sides of a file with git's conflict markers (`merge`, `diff3` and `zdiff3` style); undefined where there are no
 * markers or they don't match. No other line of a sidecar looks like a marker, since all text is indented. The markers
 * of a conflict have the same length, set by `conflict-marker-size`; others between them belong to the merged text.
 */
export function conflictOf(text: string): Conflicted | undefined {
  const ours: Span[] = [];
  const theirs: Span[] = [];
  const base: Span[] = [];
  const markers: Span[] = [];
  let at = 0;
  let inside: 'all' | 'ours' | 'base' | 'theirs' = 'all';
  let hasBase = false;
  let size = 0;
  for (const match of text.matchAll(marker)) {
    const [line, start, ancestor, middle, end] = match;
    const { length } = start ?? ancestor ?? middle ?? end ?? '';
    if (inside === 'all') size = length;
    if (length !== size) continue;
    const piece = { from: at, to: match.index };
    if (start !== undefined && inside === 'all') for (const side of [ours, theirs, base]) side.push(piece);
    else if (ancestor !== undefined && inside === 'ours') ours.push(piece);
    else if (middle !== undefined && (inside === 'ours' || inside === 'base')) {
      (inside === 'ours' ? ours : base).push(piece);
    } else if (end !== undefined && inside === 'theirs') theirs.push(piece);
    else return undefined;
    if (ancestor !== undefined) hasBase = true;
    inside = start !== undefined ? 'ours' : ancestor !== undefined ? 'base' : middle !== undefined ? 'theirs' : 'all';
    markers.push(lineOf(match));
    at = match.index + line.length;
  }
  if (markers.length === 0 || inside !== 'all') return undefined;
  for (const side of [ours, theirs, base]) side.push({ from: at, to: text.length });
  return {
    ours: sideOf(text, ours),
    theirs: sideOf(text, theirs),
    base: hasBase ? sideOf(text, base) : undefined,
    markers,
  };
}

const lineOf = ({ 0: line, index }: RegExpExecArray): Span => ({ from: index, to: index + line.trimEnd().length });

/** The lines that look like markers, in a file without a whole conflict: somebody deleted the others. */
export const leftMarkers = (text: string): readonly Span[] => [...text.matchAll(marker)].map(lineOf);

function sideOf(text: string, pieces: readonly Span[]): Side {
  const toWhole = (offset: number): number => {
    let rest = offset;
    for (const { from, to } of pieces) {
      if (rest < to - from) return from + rest;
      rest -= to - from;
    }
    return text.length;
  };
  return {
    text: pieces.map(({ from, to }) => text.slice(from, to)).join(''),
    toWhole: ({ from, to }) => ({ from: toWhole(from), to: to > from ? toWhole(to - 1) + 1 : toWhole(from) }),
  };
}

/** The sides of a file with conflict markers, to be merged again; undefined where there are none. */
export function splitConflict(
  text: string,
): { readonly base?: string; readonly ours: string; readonly theirs: string } | undefined {
  const conflict = conflictOf(text);
  if (!conflict) return undefined;
  const { ours, theirs, base } = conflict;
  return { ...(base ? { base: base.text } : {}), ours: ours.text, theirs: theirs.text };
}

/** Two versions of some lines between git's conflict markers, which every merge tool knows. */
export function marked(ours: string, theirs: string, eol: string): string {
  const lines = [ours, theirs].map((side) => (side === '' ? '' : side + eol));
  return `<<<<<<< ours${eol}${lines[0] ?? ''}=======${eol}${lines[1] ?? ''}>>>>>>> theirs`;
}

/** Puts markers around the lines of a field and those of the other side; `theirs` begins with the key. */
export function markedLines(text: string, span: Span, theirs: string | undefined, eol: string): Change {
  const from = lineStart(text, span.from);
  const to = lineEnd(text, span.to);
  const lead = text.slice(from, span.from);
  const other = theirs === undefined ? (lead.trim() === '' ? '' : lead.trimEnd()) : lead + theirs;
  return { from, to, text: marked(text.slice(from, to), other, eol) };
}

/** Puts markers around a line that only the other side has. */
export function markedLine({ from, to, text }: Change, eol: string): Change {
  if (text.startsWith(eol)) return { from, to, text: eol + marked('', text.slice(eol.length), eol) };
  return { from, to, text: marked('', text.endsWith(eol) ? text.slice(0, -eol.length) : text, eol) + eol };
}
