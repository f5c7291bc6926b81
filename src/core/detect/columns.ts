import { isSpace, lineAt, type Line } from './paragraphs';

/** A column is proved by so many lines that have words in both. Guessed, as the other numbers here are. */
const fewestPairs = 4;

/** In each column so many lines at least go on in a small letter, and so many words at least stand on a line. */
const [fewestGoingOn, fewestWords] = [2, 3];

/** The blanks between two columns: where they are first seen, and on the lines below. */
const [widestGap, narrowestGap] = [3, 2];
const gap = ' '.repeat(widestGap);

/**
 * The lines of a text, those of two columns side by side one column after the other: where the gap between them is at the
 * same place over several lines and both columns go on from line to line, as no table's do.
 */
export function linesInColumns(text: string, lines: readonly Line[]): readonly Line[] {
  if (!text.includes(gap)) return lines;
  const result: Line[] = [];
  let done = 0;
  for (let i = 0; i < lines.length;) {
    const column = columnOf(text, lines[i] as Line);
    const last = column > 0 ? lastInColumns(text, lines, i, column) : i;
    let first = i;
    if (last > i) while (first > done && isRightAlone(lines[first - 1], column)) first--;
    const block = lines.slice(first, Math.max(last, i + 1));
    const parts = partsOf(text, block, column);
    if (parts) result.length -= i - first;
    for (const line of parts ?? lines.slice(i, first + block.length)) result.push(line);
    i = first + block.length;
    if (parts) done = i;
  }
  return result;
}

/** Where the right one of two columns begins on a line, from the line’s beginning; 0 where there is one column or more than two. */
function columnOf(text: string, { from, begin, end }: Line): number {
  let found = 0;
  for (let at = begin; at < end; at++) {
    if (text.charCodeAt(at) !== 32) continue;
    const start = at;
    while (at < end && text.charCodeAt(at) === 32) at++;
    if (at - start < widestGap) continue;
    if (found > 0) return 0;
    found = at - from;
  }
  return found;
}

/** The line after the last one that keeps the gap before `column`. */
function lastInColumns(text: string, lines: readonly Line[], first: number, column: number): number {
  let last = first + 1;
  for (let at = first; at < lines.length && keepsGap(text, lines[at] as Line, column); at++)
    if (isFilled(lines[at])) last = at + 1;
  return last;
}

/** A line with words in the right column alone, above the first one that shows where that is. */
const isRightAlone = (line: Line | undefined, column: number): boolean =>
  isFilled(line) && line.begin - line.from === column;

function keepsGap(text: string, { from, begin, end }: Line, column: number): boolean {
  if (begin === end || end <= from + column - narrowestGap) return true;
  for (let at = from + column - narrowestGap; at < from + column; at++) if (text.charCodeAt(at) !== 32) return false;
  return end > from + column && text.charCodeAt(from + column) !== 32;
}

/** The lines of the left column and then those of the right one; none where they are not proved to be columns of prose. */
function partsOf(text: string, lines: readonly Line[], column: number): readonly Line[] | undefined {
  const left = lines.map(({ from, to }) => asPart(text, from, Math.min(to, from + column)));
  const right = lines.map(({ from, to }) => asPart(text, Math.min(to, from + column), to));
  const pairs = lines.filter((_, i) => isFilled(left[i]) && isFilled(right[i])).length;
  return pairs >= fewestPairs && isProse(text, left) && isProse(text, right) ? [...left, ...right] : undefined;
}

const isFilled = (line: Line | undefined): line is Line => line !== undefined && line.begin < line.end;

const asPart = (text: string, from: number, to: number): Line => ({ ...lineAt(text, from, to), isPart: true });

function isProse(text: string, lines: readonly Line[]): boolean {
  const filled = lines.filter(isFilled);
  let goingOn = 0;
  let words = 0;
  filled.forEach(({ begin, end }, i) => {
    if (i > 0 && /\p{Ll}/u.test(text.charAt(begin))) goingOn++;
    for (let at = begin; at < end; at++) if (isSpace(text.charCodeAt(at)) && !isSpace(text.charCodeAt(at - 1))) words++;
  });
  return goingOn >= fewestGoingOn && words + filled.length >= fewestWords * filled.length;
}
