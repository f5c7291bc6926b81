import { dialogueOf, isDirection, labelAt, type Dialogue, type Label } from './labels';
import { lineAt, type Line } from './paragraphs';

/** How a text is set, as its first pages show: what is the form's and not the text's. */
export interface Form {
  readonly isSubtitles: boolean;
  /** The length that no line exceeds where lines were wrapped; 0 where they were not. */
  readonly width: number;
  /** Lines were wrapped by the width of their letters, so that they differ in length. */
  readonly isRagged: boolean;
  /** A blank line stands between all lines. */
  readonly isSpaced: boolean;
  /** Lines that stand on page after page, as `headKey` makes them. */
  readonly heads: ReadonlySet<string>;
  readonly dialogue: Dialogue;
  /** Tells this form from others. */
  readonly key: string;
}

/** So much of a text shows its form. */
const sample = 1 << 17;

export function formOf(text: string): Form {
  const lines: Line[] = [];
  const limit = Math.min(text.length, sample);
  for (let at = 0; at < limit;) {
    const line = lineAt(text, at, limit);
    lines.push(line);
    at = line.to;
  }
  const isSubtitles = lines.some((line) => isTiming(text, line));
  const texts = lines.filter((line) => line.begin < line.end && !(isSubtitles && isCueLine(text, line)));
  const labels = texts.flatMap((line): Label[] => {
    const label = labelAt(text, line.begin, line.end);
    return label ? [label] : [];
  });
  const dialogue = dialogueOf(labels, texts.length, isSubtitles);
  const heads = headsOf(text, texts, dialogue);
  const wrap = isSubtitles ? notWrapped : wrapOf(text, lines, heads);
  const key = [isSubtitles, wrap.width, wrap.isRagged, wrap.isSpaced, ...heads, '|', ...dialogue.keys].join();
  return { isSubtitles, ...wrap, heads, dialogue, key };
}

const timing = /^(?:\d{1,3}:)?\d\d:\d\d[.,]\d{3}[ \t]+-->/u;

/** `00:00:01.000 --> 00:00:04.000 align:start` */
export function isTiming(text: string, { begin, end }: Line): boolean {
  const unit = text.charCodeAt(begin);
  return unit > 47 && unit < 58 && end - begin > 15 && timing.test(text.slice(begin, Math.min(end, begin + 40)));
}

/** A time, a cue's number or the head of a file of subtitles. */
const isCueLine = (text: string, line: Line): boolean =>
  isTiming(text, line) || /^(?:\d{1,6}|WEBVTT.*)$/u.test(text.slice(line.begin, Math.min(line.end, line.begin + 40)));

/** By which lines of page after page are alike: without figures and capitals. */
export const headKey = (words: string): string => words.toLowerCase().replace(/\d+/gu, '#').replace(/\s+/gu, ' ');

const longestHead = 160;

/** Short lines that come again: three times, or twice with another number. */
function headsOf(text: string, lines: readonly Line[], { keys }: Dialogue): ReadonlySet<string> {
  const seen = new Map<string, { count: number; words: Set<string> }>();
  for (const { begin, end, mark } of lines) {
    if (end - begin > longestHead || mark !== 'none') continue;
    const words = text.slice(begin, end);
    if (/[.!?:;,"”»…]$/u.test(words)) continue;
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

/** Lines are wrapped at no less and no more than this, in UTF-16 units. */
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

/** How many pairs of lines must be full: nearly all of few, most of many. */
const fullEnough = (pairs: number): number => (pairs < 5 ? pairs : 0.55 * pairs);

/** Each line with the one that follows without a blank one between, where that has no mark of its own. */
function pairsOf(lines: readonly Line[]): readonly (readonly [Line, Line])[] {
  const pairs: (readonly [Line, Line])[] = [];
  for (let i = 1; i < lines.length; i++) {
    const [line, next] = [lines[i - 1] as Line, lines[i] as Line];
    if (line.begin < line.end && next.begin < next.end && next.mark === 'none') pairs.push([line, next]);
  }
  return pairs;
}

/** The first word of the next line would not have fitted on the line. */
export function isFull(text: string, line: Line, next: Line, width: number): boolean {
  const blank = text.indexOf(' ', next.begin);
  const word = (blank < 0 || blank > next.end ? next.end : blank) - next.begin;
  return line.end - line.from + 1 + word > width;
}

/** Whether a line ends like a sentence. */
export const endsSentence = (text: string, { end }: Line): boolean => /[.!?:;…"”»]/u.test(text.charAt(end - 1));

/** Heads of mails, numbers to call and to order by; dots before the page in a table of contents. */
const record =
  /^(?:(?:From|To|Cc|CC|Bcc|Subject|Date|Sent|Reply-To|Message-I[Dd]|In-Reply-To|References|Received|Return-Path|Delivered-To|MIME-Version|Content-[\w-]+|X-[\w-]+|Importance|Attachments?|Von|An|Betreff|Gesendet|De|À|Objet|Envoyé|Para|Asunto|Enviado): |(?:ISBN|ISSN|DOI|doi|Doi)\b[:. ]|(?:Case|Docket|Cause|Appeal|Application|File|Ref|Reference)\.? (?:No|Nr|Number)s?\b[^a-z]{0,40}$|(?:Tel|Telephone|Phone|Fax|Mobile|Cell|Tél|Telefon|Teléfono)\b\.? ?:? ?[+(\d]|(?:On|Am|Le|El) .{6,60}(?:wrote|schrieb|a écrit|escribió) ?:$|-{2,} ?(?:Original|Forwarded|Ursprüngliche))/u;
const contents = /(?:\.[ .]{3,}|…{2,}|_{4,}) ?\d{1,4}$/u;

function isRecord(text: string, { from, begin, end }: Line): boolean {
  const unit = text.charCodeAt(begin);
  if (mayBeRecord(text, begin, end) && ((unit > 64 && unit < 91) || unit === 45 || unit === 0xc0 || unit === 100))
    if (record.test(text.slice(begin, Math.min(end, begin + 120)))) return true;
  const last = text.charCodeAt(end - 1);
  return last > 47 && last < 58 && end - from < 200 && contents.test(text.slice(begin, end));
}

/** A colon or a figure near the beginning, or a colon at the end. */
function mayBeRecord(text: string, begin: number, end: number): boolean {
  if (text.charCodeAt(end - 1) === 58 || text.charCodeAt(begin) === 45) return true;
  for (let at = begin; at < Math.min(end, begin + 22); at++) {
    const unit = text.charCodeAt(at);
    if (unit === 58 || (unit > 47 && unit < 58)) return true;
  }
  return false;
}

const page =
  /^(?:[-–—|[( ]*(?:page|seite|página|pág|p)?\.? ?\d{1,4}(?: ?(?:of|von|de|sur|\/) ?\d{1,4})?[-–—|\]) ]*)$/iu;
const roman = /^[ivx]{1,5}$/u;

/** What a line is where it is none of the text: a page's head or number, furniture of subtitles, a stage direction. */
export function furnitureOf(text: string, line: Line, form: Form): 'page' | 'gone' | 'row' | undefined {
  const { begin, end } = line;
  if (isRecord(text, line)) return 'row';
  if (end - begin > longestHead) return form.isSubtitles && isTiming(text, line) ? 'gone' : undefined;
  if (form.isSubtitles && isCueLine(text, line)) return 'gone';
  const last = text.charCodeAt(end - 1);
  // Most lines end in a letter or a full stop, as no page's number does and no stage direction.
  if (form.heads.size === 0 && last > 64 && last !== 93 && last !== 124 && last < 128 && end - begin > 5)
    return undefined;
  if (form.heads.size === 0 && last === 46 && text.charCodeAt(begin) > 64) return undefined;
  const words = text.slice(begin, end);
  if (isDirection(words, form.dialogue.isSure || form.isSubtitles)) return 'gone';
  if (page.test(words) || roman.test(words) || (form.heads.size > 0 && form.heads.has(headKey(words)))) return 'page';
  return undefined;
}

/** What separates the cells of a line, and how often, where it looks like the row of a table. */
export function rowOf(words: string): string | undefined {
  if (!/[\t|]|[;,](?! )| {3}/u.test(words)) return undefined;
  for (const [separator, pattern] of separators) {
    const count = words.match(pattern)?.length ?? 0;
    if (count > 1 || (count > 0 && separator !== ',')) return `${separator}${String(count)}`;
  }
  return undefined;
}

const separators: readonly (readonly [string, RegExp])[] = [
  ['\t', /\t+/gu],
  ['|', / ?\| ?/gu],
  [';', /;(?! )/gu],
  [',', /,(?! )/gu],
  ['  ', /(?<=\S) {3,}(?=\S)/gu],
];
