import type { Span } from '../text/change';
import { zones } from './lexicon';

/**
 * The words of a source as running text: a line for each paragraph, however its lines were wrapped, and labels of
 * speakers on lines of their own; without page heads, times of subtitles, markup and invisible characters. Everything
 * is found in this text, and `toSource` maps it back.
 */
export interface Layout {
  readonly text: string;
  /** The names of speakers, each a paragraph before what they say; an empty one where nobody is known to speak on. */
  readonly labels: readonly Span[];
  readonly isDialogue: boolean;
  /** The lines of columns side by side, as spans of the source. */
  readonly parts: readonly Span[];
  /** The span of the source for a span of the running text, which must not be empty. */
  toSource(span: Span): Span;
  /** The offset in the running text for one of the source; what is left out maps to the next words. */
  fromSource(offset: number): number;
}

/** The running text as it is built, with the origin of each piece. */
export class RunningText implements Layout {
  readonly labels: Span[] = [];
  isDialogue = false;
  readonly parts: Span[] = [];
  /** The text of each piece; undefined if it is that of the source. */
  private readonly pieces: (string | undefined)[] = [];
  /** The start of each piece here and in the source, and its length in the source. */
  private readonly begins: number[] = [];
  private readonly origins: number[] = [];
  private readonly sizes: number[] = [];
  private length = 0;
  private whole: string | undefined;

  constructor(
    private readonly source: string,
    /** Whether any line may hold marks that are no words. */
    readonly isMarkedUp: boolean,
  ) {}

  get text(): string {
    return (this.whole ??= this.joined());
  }

  addLabel({ from, to }: Span): void {
    this.labels.push({ from: this.length, to: this.length + to - from });
    this.copy(from, to);
  }

  /** Ends a speaker's turn; the words of the paragraph begin `ahead` units further on. */
  endTurn(ahead: number): void {
    this.labels.push({ from: this.length + ahead, to: this.length + ahead });
  }

  copy(from: number, to: number): void {
    if (to <= from) return;
    const last = this.pieces.length - 1;
    const size = to - from;
    if (last >= 0 && this.pieces[last] === undefined && (this.origins[last] ?? 0) + (this.sizes[last] ?? 0) === from)
      this.sizes[last] = (this.sizes[last] ?? 0) + size;
    else this.push(undefined, from, size);
    this.length += size;
  }

  put(words: string, from: number, size: number): void {
    this.push(words, from, size);
    this.length += words.length;
  }

  /** Puts the end of the line that ends at `to`. */
  endLine(to: number): void {
    if (this.source.charCodeAt(to - 1) === 10) this.copy(to - 1, to);
    else this.put('\n', to - 1, 1);
  }

  private push(words: string | undefined, from: number, size: number): void {
    this.pieces.push(words);
    this.begins.push(this.length);
    this.origins.push(from);
    this.sizes.push(size);
  }

  private joined(): string {
    if (this.pieces.length === 1 && this.sizes[0] === this.source.length) return this.source;
    return this.pieces.map((words, i) => words ?? this.sliceOf(i)).join('');
  }

  private sliceOf(piece: number): string {
    const from = this.origins[piece] ?? 0;
    return this.source.slice(from, from + (this.sizes[piece] ?? 0));
  }

  toSource({ from, to }: Span): Span {
    const first = this.pieceAt(from);
    const last = this.pieceAt(to - 1);
    const origin = (piece: number): number => this.origins[piece] ?? 0;
    return {
      from: origin(first) + (this.isSame(first) ? from - (this.begins[first] ?? 0) : 0),
      to: origin(last) + (this.isSame(last) ? to - (this.begins[last] ?? 0) : (this.sizes[last] ?? 0)),
    };
  }

  fromSource(offset: number): number {
    const low = this.parts.length > 0 ? this.nextPiece(offset) : this.pieceUpTo(offset);
    if (low === this.origins.length) return this.length;
    const begin = this.begins[low] ?? 0;
    return this.isSame(low) ? begin + Math.max(0, offset - (this.origins[low] ?? 0)) : begin;
  }

  /** The first piece that ends at or after an offset of the source. */
  private pieceUpTo(offset: number): number {
    let low = 0;
    let high = this.origins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.origins[middle] ?? 0) + (this.sizes[middle] ?? 0) >= offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The same if the pieces are not in the order of the source: the nearest end counts. */
  private nextPiece(offset: number): number {
    let best = this.origins.length;
    let nearest = Infinity;
    this.origins.forEach((origin, i) => {
      const end = origin + (this.sizes[i] ?? 0);
      if (end < offset || end >= nearest) return;
      nearest = end;
      best = i;
    });
    return best;
  }

  private isSame(piece: number): boolean {
    return this.pieces[piece] === undefined || this.pieces[piece]?.length === this.sizes[piece];
  }

  /** The piece at an offset of the running text. */
  private pieceAt(offset: number): number {
    let low = 0;
    let high = this.begins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.begins[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The mark of a paragraph, as of Markdown. Headings without a mark are told by the lines around them. */
type Mark = 'none' | 'heading' | 'bullet' | 'code';

/** A line of running text, without blanks around it and without bullet, number or `#`. */
export interface Paragraph extends Span {
  readonly mark: Mark;
  /** Whether blank lines, or an edge of the text, before and after it set it apart. */
  readonly alone: boolean;
  /** Whether a rule such as `---` precedes it. */
  readonly isAfterRule?: boolean;
}

export interface Line extends Span {
  /** Where its words begin and end; equal if it is blank, also after `>`. */
  readonly begin: number;
  readonly end: number;
  readonly mark: Mark;
  /** Whether it is a line of one of two columns side by side. */
  readonly isPart?: boolean | undefined;
}

/** The paragraphs of running text from `layoutOf`. */
export function paragraphsOf(text: string): readonly Paragraph[] {
  const result: Paragraph[] = [];
  let block: Line[] = [];
  let fence = '';
  let hasRule = false;
  let at = 0;
  while (at < text.length) {
    const line = lineAt(text, at, text.length);
    at = line.to;
    const fenced = fenceAfter(text, line, fence, line.from === 0);
    if (fenced !== '' || fence !== '') {
      block = closed(text, block, result);
      if (line.begin < line.end) result.push({ from: line.begin, to: line.end, mark: 'code', alone: false });
      fence = fenced;
    } else if (line.begin === line.end) {
      const [only] = block;
      if (only && block.length === 1 && isUnderline(text, only)) hasRule = result.length > 0;
      const first = result.length;
      block = closed(text, block, result);
      if (hasRule && result.length > first) {
        result[first] = { ...(result[first] as Paragraph), isAfterRule: true };
        hasRule = false;
      }
    } else block.push(line);
  }
  closed(text, block, result);
  return result;
}

/**
 * Blanks and characters that look like nothing: no-break and ideographic spaces, zero-width marks, a byte-order mark.
 */
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

/** Whether a unit is an ASCII capital. */
export const isCapital = (unit: number): boolean => unit > 64 && unit < 91;

/** Whether a unit is one of `0` to `9`. */
export const isDigit = (unit: number): boolean => unit > 47 && unit < 58;

/** The lines of a text up to `limit`. */
export function linesIn(text: string, limit: number): readonly Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < limit;) {
    const line = lineAt(text, at, limit);
    lines.push(line);
    at = line.to;
  }
  return lines;
}

/** The line that begins at an offset, up to `limit`. */
export function lineAt(text: string, from: number, limit: number): Line {
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
  return (
    unit < 0x41 ||
    unit === 0x41 ||
    unit === 0x53 ||
    unit === 0x52 ||
    unit === 0x43 ||
    unit === 0x5b ||
    unit === 0xa7 ||
    unit === 0xb6 ||
    unit === 124 ||
    unit === 0x2d ||
    unit > 0xff ||
    unit === 0xb7
  );
}

const marker = new RegExp(
  String.raw`(?:>[ \t]?)*(?:#{1,6}[ \t]+|\|(?=.*\|)|(?:\d{1,3}\.[ \t]+(?=(?:Article|Art\.|Section|Rule|Clause|Artikel) \d))?(?:[-*+•‣▪◦·●○■–—➤→✓✔⁃☐☑☒]|\(?\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,2}\/(?:\d{1,2})?(?=[ \t]+[\p{Lu}"“])|\d{1,2}(?:\.\d{1,2})+(?=[ \t]+(?!${zones}\b)\p{Lu})|\d{1,3}(?=(?: {2}|\t)[ \t]*[\p{Lu}"“„«(])|\(?[a-z]\)|\[(?:\d{1,3}|0\d{3,4})\]|[¶§]+ ?\d+[.)]?|(?:Article|Art\.|Section|Rule|Clause|Artikel) \d{1,3}[a-z]?[.:])[ \t\u00a0]+(?:\[[ xX]\][ \t]+)?|:{1,8}(?=[\p{Lu}"“])|>[ \t]?)?`,
  'uy',
);

/** The length of the bullet, number, `#` or `>` at the beginning of a line; 0 if there is none. */
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

/** The code fence or front matter that is open after a line; empty if none is. */
export function fenceAfter(text: string, line: Line, fence: string, isFirst: boolean): string {
  const unit = text.charCodeAt(line.begin);
  if (unit !== 96 && unit !== 126 && unit !== 45) return fence;
  const three = text.slice(line.begin, line.begin + 3);
  if (fence !== '') return three === fence ? (line.end - line.begin === 3 ? '' : fence) : fence;
  if (three === '```' || three === '~~~') return three;
  return isFirst && three === '---' && line.end - line.begin === 3 ? three : '';
}

/** Adds a block of lines as paragraphs, and returns an empty block. */
function closed(text: string, block: readonly Line[], result: Paragraph[]): Line[] {
  if (block.length === 0) return [];
  for (let i = 0; i < block.length; i++) {
    const { begin, end, mark } = block[i] as Line;
    if (isUnderline(text, block[i] as Line)) continue;
    const under = block[i + 1];
    const isUnderlined = under !== undefined && isUnderline(text, under);
    const alone = block.length === 1 || (block.length === 2 && isUnderlined);
    result.push({ from: begin, to: end, mark: isUnderlined ? 'heading' : mark, alone });
  }
  return [];
}

/** Whether a line begins with a small letter. */
export function startsSmall(text: string, { begin, end }: Line): boolean {
  return /^\p{Ll}[^\s.]*(?:[\s,;:!?]|\.(?!\S)|$)/u.test(text.slice(begin, Math.min(end, begin + 30)));
}

/** Whether a line is only dashes, equals signs or the like. */
export function isUnderline(text: string, line: Line): boolean {
  const unit = text.charCodeAt(line.begin);
  if (unit !== 45 && unit !== 61 && unit !== 42 && unit !== 95) return false;
  return line.end - line.begin >= 3 && /^(?:-+|=+|\*+|_+)$/u.test(text.slice(line.begin, line.end));
}
