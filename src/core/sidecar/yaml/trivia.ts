import type { Change, Span } from '../../text/change';
import { indentOf, lineBreakBefore, lineEnd, nextLine, withoutLines } from './splice';

/** A line below a value, with its blanks: a comment, or a blank line. */
interface LineBelow extends Span {
  readonly comment: boolean;
}

/**
 * The lines below `to` that are deeper than a column, up to the first that is not. To people they belong to what is
 * above; a literal block directly above would include them.
 */
export function linesBelow(text: string, to: number, column: number): readonly LineBelow[] {
  const lines: LineBelow[] = [];
  for (let at = startsLine(text, to) ? to : nextLine(text, to); at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    const comment = /^ *#/.test(line);
    if (!comment && line.trim() !== '') break;
    if (indentOf(line) > column) lines.push({ from: at, to: at + line.length, comment });
    else if (comment) break;
  }
  return lines;
}

/** The end of the last of these lines; `to` where there are none. */
export function endBelow(text: string, to: number, column: number): number {
  return linesBelow(text, to, column).at(-1)?.to ?? to;
}

/**
 * Changes the changes so that no comment becomes part of a literal block: inserted lines go below the deeper comments
 * of what is above, and comments of removed lines are moved out to where these began.
 */
export function clearOfComments(text: string, changes: readonly Change[]): readonly Change[] {
  return changes.flatMap((change) =>
    change.from < change.to ? [change, ...movedOut(text, change)] : lower(text, change),
  );
}

function lower(text: string, change: Change): Change {
  const { from, text: lines } = change;
  const above = startsLine(text, from) && lines.endsWith('\n');
  if (!above && !(/^\r?\n/.test(lines) && from === lineEnd(text, from))) return change;
  const at = endBelow(text, from, indentOf(lines.replace(/^[\r\n]+/, '')));
  if (at === from) return change;
  const eol = above ? (/\r?\n$/.exec(lines)?.[0] ?? '') : '';
  return { from: at, to: at, text: eol + lines.slice(0, lines.length - eol.length) };
}

function movedOut(text: string, { from, to, text: lines }: Change): Change[] {
  if (lines !== '' || !/[\r\n]/.test(text.charAt(from)) || to !== lineEnd(text, to)) return [];
  const column = indentOf(text.slice(from, to).replace(/^[\r\n]+/, ''));
  return linesBelow(text, to, column).map((line) => {
    const end = line.comment ? line.from + indentOf(text.slice(line.from, line.to)) : line.to;
    return { from: line.from, to: end, text: line.comment ? ' '.repeat(column) : '' };
  });
}

/** Removes lines; with the blank lines below, if a block with `+` above, which ends at `floor`, would include them. */
export function withoutLinesBelow(text: string, span: Span, floor: number): Change {
  const change = withoutLines(text, span);
  if (!startsLine(text, floor) || change.to !== lineEnd(text, change.to)) return change;
  let at = nextLine(text, change.to);
  while (at < text.length && text.slice(at, lineEnd(text, at)).trim() === '') at = nextLine(text, at);
  return { ...change, to: startsLine(text, at) ? lineBreakBefore(text, at) : at };
}

function startsLine(text: string, at: number): boolean {
  return at > 0 && text.charCodeAt(at - 1) === 10;
}
