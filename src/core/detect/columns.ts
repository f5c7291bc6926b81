import { isSpace, lineAt, type Line } from './paragraphs';

/** The fewest lines with words in both columns that prove columns. Guessed, as the other numbers here. */
const fewestPairs = 4;

/** In each column, the fewest lines that begin with a small letter, and the fewest words on an average line. */
const [fewestGoingOn, fewestWords] = [2, 3];

/** The fewest blanks between two columns on the first line that shows them, and on the lines below. */
const [widestGap, narrowestGap] = [3, 2];
const gap = ' '.repeat(widestGap);

/**
 * The lines of a text in reading order: two columns side by side become one after the other. Columns have a gap at the
 * same place over several lines, and sentences that go on from line to line, unlike tables.
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

/** Where the right column begins on a line; 0 if the line has one column, or more than two. */
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

/** The index after the last line that keeps the gap before `column`. */
function lastInColumns(text: string, lines: readonly Line[], first: number, column: number): number {
  let last = first + 1;
  for (let at = first; at < lines.length && keepsGap(text, lines[at] as Line, column); at++)
    if (isFilled(lines[at])) last = at + 1;
  return last;
}

/** Whether a line above the first one with a gap has words in the right column only. */
const isRightAlone = (line: Line | undefined, column: number): boolean =>
  isFilled(line) && line.begin - line.from === column;

function keepsGap(text: string, { from, begin, end }: Line, column: number): boolean {
  if (begin === end || end <= from + column - narrowestGap) return true;
  for (let at = from + column - narrowestGap; at < from + column; at++) if (text.charCodeAt(at) !== 32) return false;
  return end > from + column && text.charCodeAt(from + column) !== 32;
}

/** The lines of the left column, then those of the right one; undefined if they are not columns of prose. */
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
