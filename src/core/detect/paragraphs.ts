import type { Span } from '../text/change';

/** What a paragraph is by its own marks: Markdown and the like. Plain headings are told by their surroundings. */
export type Mark = 'none' | 'heading' | 'bullet' | 'code';

/** Lines that belong together, without blanks around them and without bullet, number or `#`. */
export interface Paragraph extends Span {
  readonly mark: Mark;
  /** The number of blank lines, or the edge of the text, before and after it say that it stands alone. */
  readonly alone: boolean;
}

interface Line extends Span {
  /** Where its words begin and end; equal where it is blank, also after `>`. */
  readonly begin: number;
  readonly end: number;
  readonly mark: Mark;
}

/** The paragraphs of a stretch of text that begins and ends at a line's edge; by default of all of it. */
export function paragraphsOf(text: string, from = 0, to = text.length): readonly Paragraph[] {
  const result: Paragraph[] = [];
  let block: Line[] = [];
  let fence = '';
  let at = from;
  while (at < to) {
    const line = lineAt(text, at, to);
    at = line.to;
    const fenced = fenceAfter(text, line, fence, line.from === 0);
    if (fenced !== '' || fence !== '') {
      block = closed(text, block, result);
      if (line.begin < line.end) result.push({ from: line.begin, to: line.end, mark: 'code', alone: false });
      fence = fenced;
    } else if (line.begin === line.end) block = closed(text, block, result);
    else block.push(line);
  }
  closed(text, block, result);
  return result;
}

/** The text of the paragraph as one stretch of lines around an offset: from the blank line before it to the one after. */
export function blockAround(text: string, offset: number): Span {
  let from = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  let to = endOfLine(text, offset);
  if (isBlank(text, from, to)) return { from: offset, to: offset };
  for (let budget = 400; from > 0 && budget > 0; budget--) {
    const before = text.lastIndexOf('\n', from - 2) + 1;
    if (isBlank(text, before, from)) break;
    from = before;
  }
  for (let budget = 400; to < text.length && budget > 0; budget--) {
    const after = endOfLine(text, to + 1);
    if (isBlank(text, to + 1, after)) break;
    to = after;
  }
  return { from, to };
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isSpace(text.charCodeAt(i))) return false;
  return true;
}

/** Blanks and what looks like nothing: no-break and ideographic spaces, zero-width marks, a byte-order mark. */
export function isSpace(unit: number): boolean {
  return (
    unit === 32 ||
    (unit >= 9 && unit <= 13) ||
    (unit > 127 &&
      (unit === 0xa0 ||
        (unit >= 0x2000 && unit <= 0x200f) ||
        unit === 0x2028 ||
        unit === 0x2029 ||
        unit === 0x202f ||
        unit === 0x3000 ||
        unit === 0xfeff))
  );
}

function lineAt(text: string, from: number, limit: number): Line {
  const newline = text.indexOf('\n', from);
  const to = newline < 0 || newline >= limit ? limit : newline + 1;
  let begin = from;
  let end = to;
  while (end > from && isSpace(text.charCodeAt(end - 1))) end--;
  while (begin < end && isSpace(text.charCodeAt(begin))) begin++;
  if (end - begin === 1 && text.charCodeAt(begin) === 62) begin = end;
  const marker = begin < end && mayBeMarker(text.charCodeAt(begin)) ? markerAt(text, begin, end) : 0;
  if (marker === 0) return { from, to, begin, end, mark: 'none' };
  const mark = text.charCodeAt(begin) === 35 ? 'heading' : text.charCodeAt(begin) === 124 ? 'code' : 'bullet';
  return { from, to, begin: begin + marker, end: mark === 'heading' ? beforeHashes(text, begin, end) : end, mark };
}

function mayBeMarker(unit: number): boolean {
  return unit < 0x41 || unit === 124 || unit === 0x2d || unit > 0xff || unit === 0xb7;
}

const marker =
  /(?:>[ \t]?)*(?:#{1,6}[ \t]+|\|(?=.*\|)|(?:[-*+•‣▪◦·●○■–—➤→✓✔⁃]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t\u00a0]+(?:\[[ xX]\][ \t]+)?|>[ \t]?)?/uy;

/** The length of the bullet, number, `#` or `>` at the beginning of a line; 0 where there is none. */
function markerAt(text: string, begin: number, end: number): number {
  marker.lastIndex = begin;
  const length = marker.exec(text)?.[0].length ?? 0;
  return begin + length < end ? length : 0;
}

function beforeHashes(text: string, begin: number, end: number): number {
  let at = end;
  while (at > begin && text.charCodeAt(at - 1) === 35) at--;
  return at < end && isSpace(text.charCodeAt(at - 1)) ? at - 1 : end;
}

/** The code fence or front matter that is open after a line; empty where none is. */
function fenceAfter(text: string, line: Line, fence: string, isFirst: boolean): string {
  const unit = text.charCodeAt(line.begin);
  if (unit !== 96 && unit !== 126 && unit !== 45) return fence;
  const three = text.slice(line.begin, line.begin + 3);
  if (fence !== '') return three === fence ? (line.end - line.begin === 3 ? '' : fence) : fence;
  if (three === '```' || three === '~~~') return three;
  return isFirst && three === '---' && line.end - line.begin === 3 ? three : '';
}

/** Ends a block of lines: joins those that are wrapped, and gives an empty block. */
function closed(text: string, block: readonly Line[], result: Paragraph[]): Line[] {
  if (block.length === 0) return [];
  const wrap = wrapOf(text, block);
  for (let i = 0; i < block.length; i++) {
    const first = block[i] as Line;
    let last = first;
    for (let next = block[i + 1]; next && continues(text, last, next, wrap); next = block[i + 1]) {
      last = next;
      i++;
    }
    const under = block[i + 1];
    const isUnderlined = under !== undefined && last === first && isUnderline(text, under);
    if (isUnderlined) i++;
    if (isUnderline(text, first)) continue;
    const mark = isUnderlined ? 'heading' : first.mark;
    result.push({
      from: first.begin,
      to: last.end,
      mark,
      alone: block.length === 1 || (block.length === 2 && isUnderlined),
    });
  }
  return [];
}

/** How a block is wrapped: the length of its longest line, and whether nearly all its lines are as long as that allows. */
interface Wrap {
  readonly width: number;
  readonly isSure: boolean;
}

function wrapOf(text: string, block: readonly Line[]): Wrap {
  let width = 0;
  for (const line of block) width = Math.max(width, line.end - line.from);
  if (block.length < 2 || width < 60 || width > 120) return { width: 0, isSure: false };
  let pairs = 0;
  let full = 0;
  for (let i = 1; i < block.length; i++) {
    if (block[i]?.mark !== 'none') continue;
    pairs++;
    if (isFull(text, block[i - 1] as Line, block[i] as Line, width)) full++;
  }
  return { width, isSure: pairs > 2 && full > 0.8 * pairs };
}

/** The first word of the next line would not have fitted on the line. */
function isFull(text: string, line: Line, next: Line, width: number): boolean {
  const blank = text.indexOf(' ', next.begin);
  const word = (blank < 0 || blank > next.end ? next.end : blank) - next.begin;
  return line.end - line.from + 1 + word > width;
}

/** A line goes on on the next in a small letter, or where it was wrapped; after the end of a sentence that must be sure. */
function continues(text: string, line: Line, next: Line, wrap: Wrap): boolean {
  if (next.mark !== 'none' || line.mark === 'heading' || line.mark === 'code') return false;
  if (isUnderline(text, next) || isUnderline(text, line)) return false;
  const ends = /[.!?:;…"”»]/u.test(text.charAt(line.end - 1));
  if (!ends && startsSmall(text, next)) return true;
  return wrap.width > 0 && (wrap.isSure || !ends) && isFull(text, line, next, wrap.width);
}

function startsSmall(text: string, { begin, end }: Line): boolean {
  return /^\p{Ll}[^\s.]*(?:[\s,;:!?]|\.(?!\S)|$)/u.test(text.slice(begin, Math.min(end, begin + 30)));
}

function isUnderline(text: string, line: Line): boolean {
  const unit = text.charCodeAt(line.begin);
  if (unit !== 45 && unit !== 61 && unit !== 42 && unit !== 95) return false;
  return line.end - line.begin >= 3 && /^(?:-+|=+|\*+|_+)$/u.test(text.slice(line.begin, line.end));
}
