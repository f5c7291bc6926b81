import { inOrder, type Change, type Span } from '../../text/change';

/** The first line break of a text; LF where it has none. */
export function eolOf(text: string): string {
  const end = text.indexOf('\n');
  return end > 0 && text.charCodeAt(end - 1) === 13 ? '\r\n' : '\n';
}

export function lineStart(text: string, at: number): number {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return start === 0 && text.charCodeAt(0) === 0xfeff ? Math.min(1, at) : start;
}

/** The start of the next line. */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** The end of a line, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/** Whether only blanks are before a place on its line. */
export function beginsLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '';
}

/** The offset of the `#` of a comment after a value on its line, else -1. */
export function commentAfter(text: string, to: number): number {
  const rest = /^[ \t]+#/.exec(text.slice(to, lineEnd(text, to)));
  return rest ? to + rest[0].length - 1 : -1;
}

/**
 * Removes a span on lines of its own, with those lines. A comment after its end stays, on the line where the span
 * began. A span that begins within a line is removed alone.
 */
export function withoutLines(text: string, { from, to }: Span): Change {
  const comment = commentAfter(text, to);
  if (comment >= 0) return { from, to: comment, text: '' };
  if (!beginsLine(text, from)) return { from, to, text: '' };
  const end = lineEnd(text, to);
  const rest = text.slice(to, end).trim() === '' ? end : to;
  const start = lineStart(text, from);
  if (start === 0 || text.charCodeAt(start - 1) !== 10) return { from, to: rest, text: '' };
  return { from: lineBreakBefore(text, start), to: rest, text: '' };
}

/** The start of the line break before a line. */
export function lineBreakBefore(text: string, start: number): number {
  if (start === 0) return 0;
  return start > 1 && text.charCodeAt(start - 2) === 13 ? start - 2 : start - 1;
}

/** Inserts a line below what ends at `to`. */
export function lineAfter(text: string, to: number, line: string, eol: string): Change {
  // A literal block that keeps its empty lines ends at the start of a line.
  if (to > 0 && text.charCodeAt(to - 1) === 10) return { from: to, to, text: line + eol };
  const at = lineEnd(text, to);
  return { from: at, to: at, text: eol + line };
}

/** The changes in order, with those that touch or overlap joined. Of overlapping ones at most one adds text. */
export function coalesced(changes: readonly Change[]): readonly Change[] {
  const result: Change[] = [];
  for (const change of inOrder(changes)) {
    const last = result.at(-1);
    if (!last || change.from > last.to) result.push(change);
    else {
      result[result.length - 1] = {
        from: last.from,
        to: Math.max(last.to, change.to),
        text: last.text + change.text,
      };
    }
  }
  return result.filter(({ from, to, text }) => from < to || text !== '');
}

/** Removes members of a flow collection with their commas. Comments between members stay. */
export function withoutMembers(
  text: string,
  members: readonly Span[],
  isRemoved: (index: number) => boolean,
): readonly Change[] {
  const gaps = members.slice(1).map(({ from }, i) => text.slice(members[i]?.to, from));
  if (gaps.some((gap) => gap.includes('#'))) return withoutMembersAlone(text, members, isRemoved);
  const first = members.findIndex((_, i) => !isRemoved(i));
  const changes: Change[] = [];
  members.forEach((member, i) => {
    if (!isRemoved(i)) return;
    const [before, next] = [members[i - 1], members[i + 1]];
    const leads = first < 0 || i < first;
    const from = leads ? member.from : (before?.to ?? member.from);
    changes.push({ from, to: leads && next ? next.from : member.to, text: '' });
  });
  return changes;
}

/** Removes each member with the comma after it. A comma left at the end is allowed. */
function withoutMembersAlone(
  text: string,
  members: readonly Span[],
  isRemoved: (index: number) => boolean,
): readonly Change[] {
  return members.flatMap((member, i) => {
    if (!isRemoved(i)) return [];
    const comma = /^(?:\s|#[^\n]*\n)*,/.exec(text.slice(member.to));
    const at = member.to + (comma?.[0].length ?? 0);
    const own = { from: member.from, to: member.to, text: '' };
    return comma ? [own, { from: at - 1, to: at, text: '' }] : [own];
  });
}

/** The span from a place to the end of a value's content, without the line break that some block values end with. */
export function spanFrom(text: string, from: number, { to }: Span): Span {
  return { from, to: from + text.slice(from, to).trimEnd().length };
}

export function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

/** Indents lines together, so that the first begins at a column. */
export function atIndent(lines: string, column: number): string {
  const by = column - indentOf(lines);
  if (by === 0) return lines;
  const moved = lines.split('\n').map((line) => {
    if (line.trim() === '') return line;
    return by > 0 ? ' '.repeat(by) + line : line.slice(Math.min(-by, indentOf(line)));
  });
  return moved.join('\n');
}
