import { furnitureOf, isInPlace, isNotice, markRows, markSignatures, type SortedLine } from './furniture';
import { putPage } from './page';
import { endsSentence, formOf, isBroken, isFull, linesAsRead, type Form } from './form';
import { labelAt, nameInCall, type Label } from './labels';
import { stageDirections, zones } from './lexicon';
import {
  RunningText,
  fenceAfter,
  isDigit,
  isSpace,
  isUnderline,
  linesIn,
  startsSmall,
  type Layout,
  type Line,
} from './paragraphs';

/** The running text of a source, or of a stretch of one that begins and ends with a line. */
export function layoutOf(source: string, form: Form = formOf(source), isBeginning = true): Layout {
  const flat = new RunningText(source, form.isPage || mayHoldInline(source, 0, source.length));
  if (form.isPage) {
    putPage(source, flat, (from, to) => putWords(source, from, to, flat));
    return flat;
  }
  flat.isDialogue = form.dialogue.isSure;
  const lines = linesOf(source, form, isBeginning);
  for (const { isPart, begin, end } of lines) if (isPart) flat.parts.push({ from: begin, to: end });
  for (let i = 0; i < lines.length;) {
    let last = i;
    if (lines[i]?.kind === 'text') {
      const wrap = wrapIn(source, lines, i, form);
      while (continues(source, lines, last, form, wrap)) last = nextText(lines, last);
    }
    if (form.dialogue.isScript && lines[i]?.from === lines[i]?.begin && lines[i]?.kind === 'text') flat.endTurn(0);
    putParagraph(source, lines.slice(i, last + 1), flat);
    i = last + 1;
  }
  return flat;
}

function linesOf(source: string, form: Form, isBeginning: boolean): readonly SortedLine[] {
  const lines: SortedLine[] = [];
  const notes = new Notes(source);
  let fence = '';
  let isNote = false;
  for (const line of linesAsRead(source, linesIn(source, source.length), form.hasMargin)) {
    const fenced = form.isSubtitles ? '' : fenceAfter(source, line, fence, isBeginning && line.from === 0);
    const isCode = fenced !== '' || fence !== '';
    fence = fenced;
    isNote =
      form.isSubtitles && line.begin < line.end && (isNote || noted.test(source.slice(line.begin, line.begin + 7)));
    const kind = isNote ? 'gone' : line.begin === line.end ? 'blank' : isCode || line.mark === 'code' ? 'code' : 'text';
    lines.push(kind === 'text' ? sorted(source, line, form, lines[lines.length - 1], notes) : sortedAs(line, kind));
  }
  if (form.isSubtitles) joinVoices(source, lines);
  markRows(source, lines);
  markSignatures(source, lines);
  closeGaps(source, lines, form);
  return lines;
}

/** A line of words with its label and without its time, or a line of another kind. */
function sorted(source: string, line: Line, form: Form, before: SortedLine | undefined, notes: Notes): SortedLine {
  const label = line.mark === 'heading' ? undefined : speakerIn(source, line, form);
  if (label) return isInPlace(source, label.body, line.end) ? sortedAs(line, 'row') : sortedAs(line, 'text', label);
  const isFolded = before?.kind === 'row' && line.from < line.begin && line.mark === 'none' && isHead(source, before);
  const kind = isFolded ? 'row' : furnitureOf(source, line, form);
  if (kind) return sortedAs(line, kind);
  if ((form.dialogue.isSure || form.dialogue.bare.size > 0) && isNotice(source, line)) return sortedAs(line, 'row');
  const time = form.isSubtitles ? 0 : timeOf(source, line, before) || notes.lengthAt(line);
  if (time > 0)
    return sortedAs({ ...line, from: line.begin + time, begin: line.begin + time }, 'text', undefined, true);
  return sortedAs(line, 'text', undefined, form.isSubtitles && line.mark === 'bullet');
}

/** All lines have the same fields in the same order, which engines read fastest. */
const sortedAs = (
  { from, to, begin, end, mark, isPart }: Line,
  kind: SortedLine['kind'],
  label: Label | undefined = undefined,
  isStart = false,
): SortedLine => ({ from, to, begin, end, mark, isPart, kind, label, isStart });

/** The footnotes of a text: `1 In June the lock was closed.`, if a sentence elsewhere ends with `1`. */
class Notes {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly source: string) {}

  /** The length of the number that a footnote begins with; 0 if the line is none. */
  lengthAt({ begin, end }: Line): number {
    const unit = this.source.charCodeAt(begin);
    if (unit === 0xb9 || unit === 0xb2 || unit === 0xb3 || (unit > 0x201f && unit < 0x207a))
      return raised.exec(this.source.slice(begin, Math.min(end, begin + 6)))?.[0].length ?? 0;
    if (unit < 49 || unit > 57) return 0;
    const number = /^(\d{1,2}) +(?=["“]?\p{Lu})/u.exec(this.source.slice(begin, Math.min(end, begin + 6)));
    const digits = number?.[1];
    if (!number || digits === undefined) return 0;
    let isMarked = this.known.get(digits);
    if (isMarked === undefined) {
      isMarked = new RegExp(`[\\p{Ll})%][.,;!?]["”’)]?${digits}(?=\\s)`, 'u').test(this.source);
      this.known.set(digits, isMarked);
    }
    return isMarked ? number[0].length : 0;
  }
}

const raised = /^[¹²³⁴⁵⁶⁷⁸⁹⁰†‡]{1,3} ?(?=["“]?\p{Lu})/u;

/** Whether a row is a field of a mail's head, which may go on in indented lines below. */
const isHead = (source: string, { from }: Line): boolean =>
  /^(?:\p{L}[\p{L}-]*: |[ \t])/u.test(source.slice(from, from + 30));

/** The length of the time before the words of a line; 0 within a sentence. */
function timeOf(source: string, { begin, end, mark }: Line, before: SortedLine | undefined): number {
  const unit = source.charCodeAt(begin);
  if (unit !== 91 && !isDigit(unit)) return 0;
  const time = stamp.exec(source.slice(begin, Math.min(end, begin + longestStamp)))?.[0] ?? '';
  const isAmid = mark === 'none' && before?.kind === 'text' && !before.isStart && !endsSentence(source, before);
  return isAmid && !/^\[|\d[./-]\d| ago\b/u.test(time) ? 0 : time.length;
}

const longestStamp = 40;

/** The date and time of a message, the time of an entry or the minute of a match, before the words. */
const stamp = new RegExp(
  String.raw`^(?:\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \u202f]+\d{1,2}:\d\d(?::\d\d)?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?\]?|\d{1,2}[:.]\d\d[ \u202f]?[AaPp]\.?[Mm]\.?|[012]?\d:[0-5]\d(?::[0-5]\d)?|\d{1,3}\.?(?:\+\d{1,2})?['’′](?= \p{Lu})|\d{1,2} ?(?:h|hrs?|hours?|m|mins?|minutes?|d|days?) ago(?= [-–—|:]))(?: ${zones})?(?: ?[-–—|:])? (?=\S)`,
  'u',
);

/** Drops voice tags of subtitles within a sentence: each cue repeats the tag. */
function joinVoices(source: string, lines: SortedLine[]): void {
  let last: SortedLine | undefined;
  let key: string | undefined;
  for (const line of lines) {
    if (line.kind !== 'text') continue;
    if (line.label && line.label.key === key && last && !endsSentence(source, last)) {
      const { body } = line.label;
      Object.assign(line, { from: body, begin: body, label: undefined });
    } else if (line.label) key = line.label.key;
    else if (line.isStart) key = undefined;
    last = line;
  }
}

const noted = /^(?:NOTE|STYLE|REGION)\b/u;

/** The label of a line, if it names a speaker of this text. */
function speakerIn(source: string, line: Line, form: Form): Label | undefined {
  const { keys, bare } = form.dialogue;
  if (bare.size > 0 && line.end - line.begin < longestName) {
    const words = source.slice(line.begin, line.end);
    const key = words.toLowerCase();
    if (bare.has(key)) {
      const to = line.begin + nameInCall(words);
      return { from: line.begin, to, body: line.end, worth: 'plain', key, sign: undefined };
    }
  }
  if (keys.size === 0) return undefined;
  let begin = line.from;
  while (begin < line.end && isSpace(source.charCodeAt(begin))) begin++;
  const label =
    labelAt(source, begin, line.end) ?? (line.begin > begin ? labelAt(source, line.begin, line.end) : undefined);
  return label && keys.has(label.key) ? label : undefined;
}

const longestName = 80;

/** Removes gaps within sentences: page heads and numbers with the blank lines around them. */
function closeGaps(source: string, lines: SortedLine[], form: Form): void {
  for (let i = 0; i < lines.length; i++) {
    if (lines[i]?.kind === 'text') continue;
    let end = i;
    let pages = 0;
    let cues = 0;
    while (end < lines.length && /^(?:blank|page|gone)$/u.test(lines[end]?.kind ?? '')) {
      if (lines[end]?.kind === 'page') pages++;
      if (lines[end]?.kind === 'gone') cues++;
      end++;
    }
    const before = lines[i - 1];
    const after = lines[end];
    const isGap = before?.kind === 'text' && after?.kind === 'text' && !after.label && !after.isStart;
    const isCue = form.isSubtitles && cues > 0;
    const isAmid =
      isGap &&
      !endsSentence(source, before) &&
      (startsSmall(source, after) || (form.width > 0 && after.mark === 'none' && isNearlyFull(before, form)));
    const isOpen = isGap && ((pages > 0 && isAmid) || isCue || (form.isSpaced && end - i < 2));
    for (let at = i; isOpen && at < end; at++) (lines[at] as SortedLine).kind = 'gone';
    i = Math.max(i, end - 1);
  }
}

const isNearlyFull = ({ from, end }: Line, { width }: Form): boolean => end - from > 0.75 * width;

/** How a block of lines is wrapped: its longest line, and whether most lines are surely full. */
interface Wrap {
  readonly width: number;
  readonly isSure: boolean;
}

function wrapIn(source: string, lines: readonly SortedLine[], from: number, form: Form): Wrap {
  if (form.width > 0) return { width: form.width, isSure: true };
  let to = from;
  let width = 0;
  for (; to < lines.length && to < from + longestBlock && lines[to]?.kind === 'text'; to++)
    width = Math.max(width, (lines[to]?.end ?? 0) - (lines[to]?.from ?? 0));
  if (to - from < 2 || width < 60 || width > 120) return { width: 0, isSure: false };
  let pairs = 0;
  let full = 0;
  for (let i = from + 1; i < to; i++) {
    if (lines[i]?.mark !== 'none') continue;
    pairs++;
    if (isFull(source, lines[i - 1] as Line, lines[i] as Line, width)) full++;
  }
  return { width, isSure: pairs > 2 && full > 0.8 * pairs };
}

const longestBlock = 60;

const nextText = (lines: readonly SortedLine[], at: number): number => {
  let next = at + 1;
  while (lines[next]?.kind === 'gone') next++;
  return next;
};

/** Whether a paragraph goes on after a line: with a small letter, or because the line was wrapped. */
function continues(source: string, lines: readonly SortedLine[], at: number, form: Form, wrap: Wrap): boolean {
  const line = lines[at] as SortedLine;
  const next = lines[nextText(lines, at)];
  if (next?.kind !== 'text' || next.label || next.isStart || line.mark === 'heading') return false;
  const isQuoted = isQuoteMark(source, line) && isQuoteMark(source, next);
  if ((next.mark !== 'none' && !isQuoted) || isUnderline(source, next) || isUnderline(source, line)) return false;
  if (form.isSubtitles) return !/^[-–—] ?\p{L}/u.test(source.slice(next.begin, next.begin + 3));
  const ends = endsSentence(source, line);
  if (line.isPart && next.isPart) return !ends || (next.from > line.from && next.begin < next.from + narrowestIndent);
  if (!ends && (form.hasMargin || startsSmall(source, next))) return true;
  if (wrap.width === 0 || (ends && !wrap.isSure)) return false;
  if (form.isRagged ? !isNearlyFull(line, form) : !isFull(source, line, next, wrap.width)) return false;
  return !ends || !isHeading(source, lines, nextText(lines, at), wrap);
}

/** How far a line of a column must be indented to begin a paragraph. */
const narrowestIndent = 2;

/** Whether a line neither fills its width nor ends like a sentence: a paragraph of its own. */
function isHeading(source: string, lines: readonly SortedLine[], at: number, wrap: Wrap): boolean {
  const line = lines[at] as SortedLine;
  const next = lines[nextText(lines, at)];
  if (endsSentence(source, line)) return false;
  return next?.kind !== 'text' || (!startsSmall(source, next) && !isFull(source, line, next, wrap.width));
}

/** Whether the mark before a line is the `>` of Markdown and mails. */
const isQuoteMark = (source: string, { from, begin }: Line): boolean => /^\s*>\s?$/u.test(source.slice(from, begin));

/** Puts the lines of a paragraph on one line, joining words that were hyphenated at a line's end. */
function putParagraph(source: string, lines: readonly SortedLine[], flat: RunningText): void {
  const first = lines[0] as SortedLine;
  if (first.kind === 'gone') return;
  if (first.kind !== 'text' && first.kind !== 'code') return flat.endLine(first.to);
  const { label } = first;
  if (label) {
    flat.addLabel(label);
    flat.put('\n', label.to, 1);
  }
  if (first.isStart && first.mark === 'bullet') flat.endTurn(first.begin - first.from);
  let from = label ? label.body : first.from;
  let end = first.end;
  const texts = lines.filter(({ kind }) => kind !== 'gone');
  texts.forEach((line, i) => {
    const next = texts[i + 1];
    const isHyphen = next !== undefined && isHyphenated(source, line, next);
    end = isHyphen ? line.end - 1 : line.end;
    if (first.kind === 'code') flat.copy(from, end);
    else putWords(source, from, end, flat);
    if (next && !isHyphen && !isBroken(source, line, next))
      flat.put(' ', line.end, line.isPart ? 1 : next.begin - line.end);
    from = next?.begin ?? end;
  });
  const { to, isPart } = texts[texts.length - 1] as SortedLine;
  if (to > end && (isPart || source.charCodeAt(to - 1) === 10)) flat.endLine(to);
  else if (isPart) flat.put('\n', to, 0);
}

const isHyphenated = (source: string, line: Line, next: Line): boolean =>
  isBroken(source, line, next) && /\p{Ll}/u.test(source.charAt(next.begin));

/** Copies a stretch of a line without the matches of `inline`. */
function putWords(source: string, from: number, to: number, flat: RunningText): void {
  if (!flat.isMarkedUp || !mayHoldInline(source, from, to)) return flat.copy(from, to);
  const words = source.slice(from, to);
  let at = from;
  for (const match of words.matchAll(inline)) {
    const start = from + match.index;
    flat.copy(at, start);
    const plain = plainOf(match[0]);
    if (plain !== '') flat.put(plain, start, match[0].length);
    at = start + match[0].length;
  }
  flat.copy(at, to);
}

/** Marks, blanks and characters within a line that do not belong to the running text. */
const inline = new RegExp(
  [
    // Footnotes, and the times of recordings.
    '\\[\\^[\\w-]{1,30}\\]|[ \\t]?\\[edit\\]|[ \\t]?\\[\\d{5,7}\\]$|(?<=[\\p{Ll})%][.!?]["”’]?)\\d{1,3}(?:[,–-]\\d{1,3})*(?=[ \\t]+["“‘]?\\p{Lu}|$)|[ \\t]?\\[(?:\\d{1,3}(?:[,–-] ?\\d{1,3})*|citation needed)\\](?:: ?\\d{1,4}(?:[–-]\\d{1,4})?)?(?=[\\s.,;:!?)”"’\'[<]|$)',
    '[[(](?:\\d{1,2}:)?\\d{1,2}:\\d\\d(?:[.,]\\d{1,3})?[\\])][ \\t]*',
    `[ \\t]?[[(](?:[^\\][()\\n]{0,30} )?(?:${stageDirections.replaceAll(' ', '|')})(?:[ .,][^\\][()\\n]{0,30})?(?:(?<=[.!?…] ?[[(][^\\][()\\n]{0,70})[\\])]\\.|[\\])])`,
    '<\\d{1,2}:[\\d:.]{4,10}>|(?<=[\\p{Ll})%][.,;!?]["”’]?)\\^\\d{1,3}(?=[\\s"”]|$)',
    // Markup.
    '<ref\\b[^<>\\n]{0,80}(?:\\/>|>[^\\n]{0,600}?<\\/ref>)|\\{\\{[^{}\\n]{1,300}\\}\\}',
    '[ \\t]?(?:--|—|–)? ?\\[\\[User(?: talk)?:[^\\]\\n]{1,60}\\]\\][^\\n]{0,80}?\\d{4} \\(UTC\\)',
    '\\{\\\\[^{}\\n]{1,40}\\}',
    '<(style|script|title)\\b[^<>\\n]{0,200}>[^\\n]{0,2000}?<\\/\\1>|<!--[^\\n]{0,500}?-->|<\\/?[a-z!][^<>\\n]{0,300}>',
    '&(?:amp|nbsp|quot|lt|gt|apos|#39|#160|rsquo|lsquo|ldquo|rdquo|ndash|mdash|hellip);',
    '(?<=\\p{L}{3}|[.,;:!?)”"’])[¹²³⁰-⁹]{1,3}(?=[\\s.,;:!?)”"’—–]|$)',
    // Invisible characters, ligatures, blanks that do not break.
    '[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]|[\\ufb00-\\ufb06]|[\\u00a0\\u2007\\u202f]',
  ].join('|'),
  'giu',
);

/** How a match of `inline` may begin: with a sign that is always checked, a bracket, or a digit. */
const [always, bracket, number] = [1, 2, 3] as const;
const signs = Uint8Array.from({ length: 128 }, (_, unit) =>
  unit === 40 ? bracket : isDigit(unit) ? number : '<[{&^'.includes(String.fromCharCode(unit)) ? always : 0,
);

/** Whether a stretch may hold a match of `inline`; most do not, and this is quick. */
function mayHoldInline(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 127) {
      if (isOdd(unit)) return true;
      continue;
    }
    const sign = signs[unit];
    if (sign === 0) continue;
    if (sign === always) return true;
    if (sign === bracket ? inBrackets.test(text.slice(at, at + 60)) : isRaised(text, from, at)) return true;
  }
  return false;
}

/** Blanks that do not break, invisible characters, ligatures, raised digits. */
const isOdd = (unit: number): boolean =>
  unit < 0x2000
    ? unit === 0xa0 || unit === 0xad || unit === 0xb9 || unit === 0xb2 || unit === 0xb3
    : unit < 0x2080
      ? unit === 0x2007 || (unit > 0x200a && unit < 0x2010) || unit === 0x202f || unit === 0x2060 || unit > 0x206f
      : (unit > 0xfaff && unit < 0xfb07) || unit === 0xfeff;

const inBrackets = new RegExp(`^\\((?:\\d|[^()\\n]{0,30}(?:${stageDirections.replaceAll(' ', '|')}))`, 'iu');

/** Whether a digit follows the end of a sentence without a blank: `left.12`. */
function isRaised(text: string, from: number, at: number): boolean {
  const before = at > from ? text.charCodeAt(at - 1) : 32;
  if (before !== 46 && before !== 33 && before !== 63 && before !== 34 && before !== 0x201d && before !== 0x2019)
    return false;
  return /[a-z)%][.!?]["”’]?$/u.test(text.slice(Math.max(from, at - 3), at));
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  nbsp: ' ',
  quot: '"',
  lt: '<',
  gt: '>',
  apos: "'",
  '#39': "'",
  '#160': ' ',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};
const ligatures = ['ff', 'fi', 'fl', 'ffi', 'ffl', 'st', 'st'];

/** What a match of `inline` becomes in the running text. */
function plainOf(match: string): string {
  if (match.startsWith('&')) return entities[match.slice(1, -1).toLowerCase()] ?? '';
  const unit = match.charCodeAt(0);
  if (match.length > 1) return '';
  if (unit >= 0xfb00 && unit <= 0xfb06) return ligatures[unit - 0xfb00] ?? '';
  return unit === 0xa0 || unit === 0x2007 || unit === 0x202f ? ' ' : '';
}
