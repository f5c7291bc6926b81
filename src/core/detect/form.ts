import {
  dialogueOf,
  fullName,
  labelAt,
  namesAboveOffices,
  namesInCall,
  namesAboveTimes,
  namesInScript,
  namesUnderTimes,
  type Dialogue,
  type Label,
} from './labels';
import { linesInColumns } from './columns';
import { stageDirections } from './lexicon';
import { isDigit, lineAt, linesIn, type Line } from './paragraphs';

/** The layout of a source as its first pages show it, by which layout is told from text. */
export interface Form {
  readonly isSubtitles: boolean;
  /** Whether it is a web page, whose paragraphs are divided by tags, not by line ends. */
  readonly isPage: boolean;
  /** Whether the lines are numbered in the margin, as in court records. */
  readonly hasMargin: boolean;
  /** The length at which lines were wrapped; 0 if they were not. */
  readonly width: number;
  /** Whether lines were wrapped by the width of their letters and so differ in length. */
  readonly isRagged: boolean;
  /** Whether a blank line follows each line. */
  readonly isSpaced: boolean;
  /** Lines that come again on each page, as `headKey` makes them. */
  readonly heads: ReadonlySet<string>;
  readonly dialogue: Dialogue & {
    /** Names on lines of their own before speech, in lower case. */
    readonly bare: ReadonlySet<string>;
    /** Whether it is a film script, in which words that are not indented have no speaker. */
    readonly isScript: boolean;
  };
  /** Differs between different forms. */
  readonly key: string;
}

/** How much of a text its form is read from, in UTF-16 units. */
const sample = 1 << 17;

export function formOf(text: string): Form {
  const all = linesIn(text, Math.min(text.length, sample));
  const isPage = isWebPage(text, all);
  const hasMargin = isNumbered(text, all);
  const lines = linesAsRead(text, all, hasMargin);
  const isSubtitles = lines.some((line) => isTiming(text, line));
  const texts = lines.filter((line) => line.begin < line.end && !(isSubtitles && isCueLine(text, line)));
  const labelled = texts.map((line) => labelAt(text, line.begin, line.end));
  const labels = labelled.filter((label) => label !== undefined);
  const script = namesInScript(text, texts);
  const { names, offices } = namesAboveOffices(text, texts);
  const bare = new Set([
    ...namesUnderTimes(text, texts),
    ...(isSubtitles ? namesInCues(text, lines) : []),
    ...namesAboveTimes(text, texts),
    ...namesInCall(text, texts),
    ...names,
    ...script,
  ]);
  const isInterview = texts.some(({ end }) => text.startsWith('?**', end - 3));
  const dialogue = {
    ...dialogueOf(labels, texts.length, { isSubtitles, isInterview, ...saidBehind(text, texts, labelled) }),
    bare,
    isScript: script.size > 0,
  };
  const heads = new Set([
    ...headsOf(text, texts, new Set([...dialogue.keys, ...bare])),
    ...offices.map((office) => headKey(office)),
  ]);
  const wrap = isSubtitles ? notWrapped : wrapOf(text, lines, heads);
  const form = { isSubtitles, isPage, hasMargin, ...wrap, heads, dialogue };
  return { ...form, key: keyOf(form) };
}

/** Names alone on the first line of a cue, in lower case, if most cues begin with one: `Ada Lind`. */
function namesInCues(text: string, lines: readonly Line[]): readonly string[] {
  const firsts = lines.filter((_, i) => i > 0 && isTiming(text, lines[i - 1] as Line));
  const names = firsts.filter(({ begin, end }) => fullName.test(text.slice(begin, Math.min(end, begin + longestHead))));
  return 2 * names.length > firsts.length ? names.map(({ begin, end }) => text.slice(begin, end).toLowerCase()) : [];
}

/** Counts labels before a sentence or on a line of their own, and labels below a question that has no label. */
function saidBehind(
  text: string,
  lines: readonly Line[],
  labelled: readonly (Label | undefined)[],
): { readonly said: number; readonly answers: number } {
  let said = 0;
  let answers = 0;
  labelled.forEach((label, i) => {
    if (!label) return;
    const [line, above] = [lines[i] as Line, lines[i - 1]];
    if (label.body >= line.end || endsSentence(text, line)) said++;
    if (above && !labelled[i - 1] && text.charCodeAt(above.end - 1) === 63) answers++;
  });
  return { said, answers };
}

function keyOf({
  isSubtitles,
  isPage,
  hasMargin,
  width,
  isRagged,
  isSpaced,
  heads,
  dialogue,
}: Omit<Form, 'key'>): string {
  const { keys, bare, isScript } = dialogue;
  return [
    isSubtitles,
    isPage,
    hasMargin,
    width,
    isRagged,
    isSpaced,
    isScript,
    ...heads,
    '|',
    ...keys,
    '|',
    ...bare,
  ].join();
}

const pageStart = /^\s*<(?:!doctype html|html|head|body|article|section|main|div|p|h[1-6])\b/iu;

/** Whether a text begins with a tag of a web page, most lines do, and no line is a heading of Markdown. */
function isWebPage(text: string, lines: readonly Line[]): boolean {
  const head = text.slice(0, 200);
  if (!pageStart.test(head)) return false;
  if (/^\s*<(?:!doctype|html)/iu.test(head)) return true;
  const tagged = lines.filter(({ begin }) => text.charCodeAt(begin) === 60).length;
  return (
    !lines.some(({ mark }) => mark === 'heading') && tagged > 0.4 * lines.filter(({ begin, end }) => begin < end).length
  );
}

const margin = /^[ \t]{0,8}(\d{1,2})(?=[ \t]{2,}\S|[ \t]*$)/u;
const marginOf = (text: string, { from, to }: Line): RegExpExecArray | null =>
  margin.exec(text.slice(from, Math.min(to, from + 40)).replace(/[\r\n]+$/u, ''));

/** Whether most lines have a number before them, each one more than the last. */
function isNumbered(text: string, lines: readonly Line[]): boolean {
  let filled = 0;
  let numbered = 0;
  let inOrder = 0;
  let last = 0;
  for (const line of lines) {
    if (line.begin === line.end) continue;
    filled++;
    const number = Number(marginOf(text, line)?.[1] ?? 0);
    if (number === 0) continue;
    numbered++;
    if (number === last + 1 || number === 1) inOrder++;
    last = number;
  }
  return numbered > 4 && numbered > 0.6 * filled && inOrder > 0.9 * numbered;
}

/** Lines without the numbers in their margin; two columns side by side become one after the other. */
export const linesAsRead = (text: string, lines: readonly Line[], hasMargin: boolean): readonly Line[] =>
  linesInColumns(text, hasMargin ? lines.map((line) => withoutMargin(text, line)) : lines);

/** A line without the number in its margin. */
function withoutMargin(text: string, line: Line): Line {
  const number = marginOf(text, line)?.[0].length ?? 0;
  if (number === 0) return line;
  let from = line.from + number;
  while (from < line.end && (text.charCodeAt(from) === 32 || text.charCodeAt(from) === 9)) from++;
  return lineAt(text, from, line.to);
}

const timing =
  /^(?:(?:\d{1,3}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}[ \t]+-->|\d{1,2}:\d\d:\d\d\.\d{3},\d{1,2}:\d\d:\d\d\.\d{3}$)/u;

/** `00:00:01.000 --> 00:00:04.000 align:start`, `0:0:1.0 --> 0:0:4.12`, `0:00:01.000,0:00:04.000` */
export function isTiming(text: string, { begin, end }: Line): boolean {
  const unit = text.charCodeAt(begin);
  return isDigit(unit) && end - begin > 15 && timing.test(text.slice(begin, Math.min(end, begin + 40)));
}

/** Whether a line is a time, the number of a cue or the head of a file of subtitles. */
export const isCueLine = (text: string, line: Line): boolean =>
  isTiming(text, line) || /^(?:\d{1,6}|WEBVTT.*)$/u.test(text.slice(line.begin, Math.min(line.end, line.begin + 40)));

/** Lines of different pages with the same key are alike: digits and capitals do not count. */
export const headKey = (words: string): string => words.toLowerCase().replace(/\d+/gu, '#').replace(/\s+/gu, ' ');

export const longestHead = 160;

/** Short lines that come three times, or twice with different numbers. */
function headsOf(text: string, lines: readonly Line[], keys: ReadonlySet<string>): ReadonlySet<string> {
  const seen = new Map<string, { count: number; words: Set<string> }>();
  for (const { begin, end, mark } of lines) {
    if (end - begin > longestHead || mark !== 'none' || '.!?:;,"”»…'.includes(text.charAt(end - 1))) continue;
    const words = text.slice(begin, end);
    const key = headKey(words);
    const entry = seen.get(key) ?? { count: 0, words: new Set() };
    entry.count++;
    entry.words.add(words);
    seen.set(key, entry);
  }
  const heads = [...seen].filter(
    ([key, { count, words }]) =>
      !keys.has(key) &&
      key.length > 2 &&
      /\p{L}/u.test(key) &&
      (words.size > 1 ? key.includes('#') && count > 1 : count > 2),
  );
  return new Set(heads.map(([key]) => key));
}

type Wrap = Pick<Form, 'width' | 'isRagged' | 'isSpaced'>;
const notWrapped: Wrap = { width: 0, isRagged: false, isSpaced: false };

/** The narrowest and the widest length at which lines are wrapped, in UTF-16 units. */
const [narrowest, widest] = [25, 130];

function wrapOf(text: string, lines: readonly Line[], heads: ReadonlySet<string>): Wrap {
  const kept = lines.filter(
    (line) =>
      line.begin === line.end ||
      (line.mark !== 'code' &&
        !(heads.size > 0 && heads.has(headKey(text.slice(line.begin, Math.min(line.end, line.begin + longestHead)))))),
  );
  const texts = kept.filter(({ begin, end }) => begin < end);
  const long = texts.filter(({ begin, end }) => end - begin > widest).length;
  if (texts.length < 2 || long > 0.1 * texts.length) return notWrapped;
  const blanks = kept.filter(
    (line, i) => line.begin === line.end && (kept[i + 1]?.begin ?? 0) < (kept[i + 1]?.end ?? 0),
  ).length;
  const isSpaced = texts.length > 5 && blanks >= 0.9 * (texts.length - 1);
  const pairs = pairsOf(isSpaced ? texts : kept);
  if (pairs.length === 0) return notWrapped;
  const lengths = texts
    .filter(({ begin, end }) => end - begin <= widest && text.slice(begin, end).includes(' '))
    .map(({ from, end }) => end - from)
    .sort((a, b) => b - a);
  for (const share of [0, 0.02, 0.05]) {
    const width = lengths[Math.floor(share * lengths.length)] ?? 0;
    if (width < narrowest) break;
    const isSure = (line: Line): boolean => pairs.length > 2 || !endsSentence(text, line);
    const full = pairs.filter(([line, next]) => isFull(text, line, next, width) && isSure(line)).length;
    if (full >= fullEnough(pairs.length)) return { width, isRagged: false, isSpaced };
  }
  const width = lengths[Math.floor(lengths.length / 10)] ?? 0;
  const nearly = pairs.filter(([line]) => line.end - line.from >= 0.8 * width && !endsSentence(text, line)).length;
  const isRagged = width >= narrowest && pairs.length > 4 && nearly > 0.6 * pairs.length;
  return isRagged ? { width, isRagged, isSpaced } : notWrapped;
}

/** How many pairs of lines must be full: all of a few, most of many. */
const fullEnough = (pairs: number): number => (pairs < 5 ? pairs : 0.55 * pairs);

/** Each line with the next one, if no blank line is between them and the next has no bullet or other mark. */
function pairsOf(lines: readonly Line[]): readonly (readonly [Line, Line])[] {
  const pairs: (readonly [Line, Line])[] = [];
  for (let i = 1; i < lines.length; i++) {
    const [line, next] = [lines[i - 1] as Line, lines[i] as Line];
    if (line.begin < line.end && next.begin < next.end && next.mark === 'none') pairs.push([line, next]);
  }
  return pairs;
}

/** Whether the first word of the next line would not have fitted on the line. */
export function isFull(text: string, line: Line, next: Line, width: number): boolean {
  if (isBroken(text, line, next)) return true;
  const blank = text.indexOf(' ', next.begin);
  const word = (blank < 0 || blank > next.end ? next.end : blank) - next.begin;
  return line.end - line.from + 1 + word > width;
}

/** Whether a word is split at the end of a line: `commis-` and `sion`, `Montes-` and `Ruiz`. */
export const isBroken = (text: string, { end }: Line, { begin }: Line): boolean =>
  /[-\u00ad\u2010]/u.test(text.charAt(end - 1)) &&
  /\p{L}/u.test(text.charAt(end - 2)) &&
  /\p{L}/u.test(text.charAt(begin));

/** Whether a line ends like a sentence. */
export const endsSentence = (text: string, { end }: Line): boolean => /[.!?:;…"”»]/u.test(text.charAt(end - 1));

const directions = new RegExp(
  `^[\\[(*♪](?:[^\\]()*♪\\n]{0,40} )?(?:${stageDirections.replaceAll(' ', '|')})\\b[^\\]()*♪\\n]{0,40}[\\])*♪]\\.?$`,
  'iu',
);

/** Whether words are only a stage direction: `[Applause]`, `(laughs)`, `♪ … ♪`. */
export function isDirection(words: string, isDialogue: boolean): boolean {
  if (words.length > 90) return false;
  return (
    directions.test(words) ||
    (isDialogue &&
      /^(?:(?:Several |Some |An )?[Hh]on\. Members?\b.*|\[[^\][\n]+\]|\([^()\n]+\)|♪.*♪?)\.?$/u.test(words))
  );
}
