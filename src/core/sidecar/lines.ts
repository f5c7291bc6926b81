import type { Change, Span } from '../text/change';
import { endBelow, withoutLinesBelow } from './below';
import type { Edit } from './edit';
import type { ListPlace } from './place';
import { lastKept, type ListEdit } from './item';
import { printMap } from './print';
import type { Fields } from './schema';
import { atIndent, columnOf, lineAfter, lineBreakBefore, lineEnd, lineStart, spanFrom } from './splice';

/** Entries on lines of their own. One that is added takes a blank line before it, which goes when it goes. */
export function editLines(edit: Edit, place: ListPlace, fields: Fields, { removed, added }: ListEdit): void {
  const { text, eol } = edit;
  const { spans, keySpan } = place;
  const isRemoved = (index: number): boolean => removed.has(index);
  const column = columnOf(text, spans[0]?.from ?? 0);
  edit.changes.push(...withoutEntries(text, place, isRemoved));
  for (const { after, item, lines } of added) {
    const printed = `${' '.repeat(column)}- ${printMap(item, fields, { flow: false, indent: column + 2, eol })}`;
    const line = lines === undefined ? printed : atIndent(lines, column).replace(/\r?\n/g, eol);
    const before = lastKept(spans, after, isRemoved);
    if (before) edit.changes.push(entryAfter(edit, before, line));
    else {
      const at = lineEnd(text, keySpan.to);
      edit.changes.push({ from: at, to: at, text: eol + line + (removed.size < spans.length ? eol : '') });
    }
  }
}

function entryAfter({ text, eol }: Edit, { to }: Span, line: string): Change {
  if (text.charCodeAt(to - 1) === 10) return lineAfter(text, to, line, eol);
  const at = lineEnd(text, to);
  return { from: at, to: at, text: eol + eol + line };
}

/** Takes entries away, each with the blank line above it; those in front with the blank line below. */
export function withoutEntries(
  text: string,
  { spans, keySpan }: ListPlace,
  isRemoved: (index: number) => boolean,
): readonly Change[] {
  const kept = spans.findIndex((_, i) => !isRemoved(i));
  const run = kept < 0 ? spans.length : kept;
  const top = lineEnd(text, keySpan.to);
  const last = spans[run - 1];
  const gaps = spans.slice(0, run).map(({ from }, i) => text.slice(spans[i - 1]?.to ?? top, from));
  const whole = last !== undefined && gaps.every((gap) => gap.trim() === '');
  const changes: Change[] = [];
  if (whole) {
    const { to } = ownLines(text, last);
    changes.push({ from: top, to: kept < 0 ? to : afterBlank(text, to), text: '' });
  }
  spans.forEach((span, i) => {
    if (isRemoved(i) && !(whole && i < run))
      changes.push(withoutEntry(text, span, lastKept(spans, i - 1, isRemoved)?.to ?? top));
  });
  return changes;
}

/** From the dash to the end of the last line; a comment there or deeper below goes with the entry, as those within do. */
export function ownLines(text: string, span: Span): Span {
  const { from, to } = spanFrom(text, span.from, span);
  return { from, to: endBelow(text, lineEnd(text, to), columnOf(text, from)) };
}

/** Past the line break at a place, if the line after it is blank. */
function afterBlank(text: string, at: number): number {
  const next = breakAfter(text, at);
  return next < text.length && text.slice(next, lineEnd(text, next)).trim() === '' ? next : at;
}

/** `floor` is where what stands above and stays ends; a literal block that keeps its empty lines ends at the start of a line. */
export function withoutEntry(text: string, span: Span, floor: number): Change {
  const own = ownLines(text, span);
  const change = withoutLinesBelow(text, own, floor);
  const start = lineStart(text, own.from);
  if (change.from === own.from) return change;
  if (text.charCodeAt(floor - 1) === 10) return { from: start, to: breakAfter(text, change.to), text: '' };
  const above = lineStart(text, change.from);
  const blank = above > floor && text.slice(above, change.from).trim() === '';
  return { from: blank ? lineBreakBefore(text, above) : change.from, to: change.to, text: '' };
}

function breakAfter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit === 13 ? at + 2 : unit === 10 ? at + 1 : at;
}
