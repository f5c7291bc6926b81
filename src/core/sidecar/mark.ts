import type { Change, Span } from '../text/change';
import { lineEnd, lineStart } from './splice';

/** Both versions of some lines between git's conflict markers, which every merge tool knows. */
export function marked(ours: string, theirs: string, eol: string): string {
  const lines = [ours, theirs].map((side) => (side === '' ? '' : side + eol));
  return `<<<<<<< ours${eol}${lines[0] ?? ''}=======${eol}${lines[1] ?? ''}>>>>>>> theirs`;
}

/** Puts markers around the lines of a field, beside them what the other side has; `theirs` begins with the key. */
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
