import type { Span } from '../text/change';
import {
  datedMonths,
  nameAbbreviations,
  numberAbbreviations,
  runInHeads,
  sentenceStarters,
  titleAbbreviations,
} from './lexicon';
import { formOf } from './form';
import { layoutOf } from './layout';
import { isCapital, isSpace, paragraphsOf, type Layout } from './paragraphs';
import type { Section } from './sections';
import type { TokenRange } from './tokens';

/** A sentence without surrounding blanks, bullet or list number; it never crosses a paragraph. */
export interface Sentence extends Span {
  /** The number of its paragraph in the text, from 0. */
  readonly paragraph: number;
  readonly section?: Section | undefined;
  /** Whether it is a byline, menu, share line, caption, credit or heading: nothing in it is a claim. */
  readonly furniture: boolean;
  /** Whether all of it is within quotation marks, or within a quotation of several sentences. */
  readonly inQuote: boolean;
  readonly tokens: TokenRange;
  /** What its words and marks hint at: bits of `hint`. */
  readonly hints: number;
  /** Whether it is in a list item. */
  readonly bullet: boolean;
}

/** How far around an offset its sentence may reach, in UTF-16 units. */
const surroundings = 8000;

/**
 * The sentence at an offset, without blanks and bullets around it: the one that holds or touches it, else the nearest
 * of its paragraph; empty on a blank line. Labels of speakers and headings on the same line do not belong to it. In one
 * of two columns it ends with its line. Reads only the text nearby.
 */
export function sentenceAt(text: string, offset: number): Span {
  if (isBlankLine(text, offset)) return { from: offset, to: offset };
  const from = text.lastIndexOf('\n', Math.max(0, offset - surroundings)) + 1;
  const end = text.indexOf('\n', Math.min(text.length, offset + surroundings));
  const layout = layoutOf(text.slice(from, end < 0 ? text.length : end), formOf(text), from === 0);
  const at = layout.fromSource(offset - from);
  const isLabel = ({ from: begin }: Span): boolean =>
    layout.labels.some((label) => label.from === begin && label.to > begin);
  const paragraphs = paragraphsOf(layout.text).filter((paragraph) => !isLabel(paragraph));
  const near = paragraphs.find((paragraph) => paragraph.to >= at) ?? paragraphs[paragraphs.length - 1];
  if (!near) return { from: offset, to: offset };
  const sentences = splitSentences(layout.text, near);
  const nearest = sentences.find((sentence) => at <= sentence.to) ?? sentences[sentences.length - 1] ?? near;
  const whole = { from: afterRunIn(layout.text, nearest), to: nearest.to };
  const found = layout.toSource(onLine(layout, whole, offset - from));
  return { from: found.from + from, to: found.to + from };
}

/** The part of a sentence in one of two columns that is on the line of `offset`, because other lines lie between. */
function onLine(layout: Layout, { from, to }: Span, offset: number): Span {
  const part = layout.parts.find((one) => one.from <= offset && offset <= one.to);
  if (!part) return { from, to };
  // The start of a line maps to the words before it, so the second unit is asked for.
  const begin = Math.max(from, layout.fromSource(part.from + 1) - 1);
  const end = Math.min(to, layout.fromSource(part.to));
  return begin < end ? { from: begin, to: end } : { from, to };
}

/** The label of the speaker at an offset of a transcript; reads only the text shortly before it. */
export function turnAt(source: string, offset: number): Span | undefined {
  const form = formOf(source);
  if (form.dialogue.keys.size + form.dialogue.bare.size === 0) return undefined;
  const from = source.lastIndexOf('\n', Math.max(0, offset - longestTurn)) + 1;
  const end = source.indexOf('\n', offset);
  const layout = layoutOf(source.slice(from, end < 0 ? source.length : end), form, from === 0);
  const at = layout.fromSource(offset - from);
  const label = layout.labels.filter((one) => one.from <= at).pop();
  const span = label && label.to > label.from ? layout.toSource(label) : undefined;
  return span && { from: span.from + from, to: span.to + from };
}

/** How far back the label of a turn is looked for, in UTF-16 units. */
const longestTurn = 16_000;

const runIn = new RegExp(
  `^(?:\\*\\*)?(?:${runInHeads.replaceAll(' ', '|').replaceAll('_', ' ')}) ?(?::(?:\\*\\*)? +|—| [–—] )(?=\\S)|^(?:\\p{Extended_Pictographic}\\ufe0f? )?(?:\\*\\*[^*\\n]{1,36}(?::\\*\\*|\\*\\*:)|__[^_\\n]{1,36}(?::__|__:)) +(?=[^\\s"“„«‘'])`,
  'iu',
);

/** The opening of a letter to a paper: `Sir, – `, `Re “A bridge too far” (May 6): `. */
const salutation =
  /^(?:(?:SIR|Sir|Sirs|Madam|MADAM|Sir or Madam|Editor),? ?[–—:-] ?(?=\p{Lu})|(?:Re|RE|In re):? ["“][^"“”]{3,60}["”],?(?: ?\([^()]{3,30}\)| [^":]{3,24})?: )/u;

/** `PUBLIC COMMENT: `, `Recommendation 1: ` */
const capitals =
  /^(?:\p{Lu}[\p{Lu} /&'’-]{2,30}|(?:Recommendation|Finding|Key finding|Conclusion|Step|Option|Lesson|Myth|Fact|Claim|Question|Point|Item|Resolution|Objective|Goal|Target|Note|Example) (?:\d{1,3}|\p{Lu})|(?:Zu (?:den )?Fragen?|Zu Ziffer|Réponse|Respuesta) \d{1,3}(?: (?:und|bis|et|y) \d{1,3})?): +(?=[\p{L}\d£$€])/u;

/** Where a sentence begins after a heading on the same line: `Results: Pilots slept less.`, `Abstract—We asked.` */
export function afterRunIn(text: string, { from, to }: Span): number {
  const place = placeLength(text, from, to);
  if (place > 0) return from + place;
  if (isCapital(text.charCodeAt(from + 1))) {
    const ordinal = inOrder.exec(text.slice(from, Math.min(to, from + 70)))?.[0].length ?? 0;
    if (ordinal > 0 && from + ordinal < to) return from + ordinal;
  }
  let colon = 0;
  while (colon < longestRunIn && from + colon < to && !endsRunIn(text.charCodeAt(from + colon))) colon++;
  if (colon < 2 || colon === longestRunIn) return from;
  const head = text.slice(from, Math.min(to, from + colon + 6));
  return from + ((runIn.exec(head) ?? capitals.exec(head) ?? salutation.exec(head))?.[0].length ?? 0);
}

/** `SEGUNDO.- La demandada se opuso.`, `(a) IN GENERAL.—Each dam …` */
const inOrder = /^\p{Lu}{5,14}\.[-–—]{1,2} +|^\p{Lu}[\p{Lu} ,;’'-]{3,60}\.—/u;

const longestRunIn = 40;

/** A dateline with place, date and agency, before a dash and a capital: `LAGOS, 3 March (AP) — `. */
const place =
  /^\p{Lu}[\p{L}.'’-]+(?:[ ,]{1,2}(?:\p{Lu}[\p{L}.'’-]*|de|la|el|of|am|\d{1,2}(?:st|nd|rd|th)?\.?(?: (?:de )?\p{Ll}{3,10}\.?)?|\d{4}|\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?))*,?(?: ?(?:\(\p{L}[^()\n]{1,30}\)|\/[^/\n]{2,30}\/))? ?(?:—|–|--| - |\.-) ?(?=[\p{Lu}\d"“„«])/u;
const isPlace = /^\p{Lu}{3}|[)/] ?\.?[—–-]{1,2} ?$|\d.*[—–-] ?$/u;
const longestPlace = 80;
/** `【奥伦日报讯】` */
const report = /^【[^】\n]{2,40}[讯訊电電]】\s*/u;

function placeLength(text: string, from: number, to: number): number {
  const unit = text.charCodeAt(from);
  if (unit === 0x3010) return report.exec(text.slice(from, Math.min(to, from + longestPlace)))?.[0].length ?? 0;
  if (unit < 65 || (unit > 90 && unit < 192)) return 0;
  let at = from + 3;
  for (; at < to && at < from + longestPlace; at++) {
    const one = text.charCodeAt(at);
    if (
      one === 0x2014 ||
      one === 0x2013 ||
      (one === 45 && (text.charCodeAt(at - 1) === 32 || text.startsWith(').', at - 2)))
    )
      break;
  }
  if (at >= to || at === from + longestPlace) return 0;
  const head = place.exec(text.slice(from, at + 4))?.[0] ?? '';
  return isPlace.test(head) ? head.length : 0;
}

/** Whether a unit is a colon, or a dash longer than a hyphen. */
const endsRunIn = (unit: number): boolean => unit === 58 || unit === 0x2014 || unit === 0x2013;

function isBlankLine(text: string, offset: number): boolean {
  const from = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(from, end < 0 ? text.length : end).trim() === '';
}

/**
 * The sentences of a paragraph, in order, without blanks between them. Rules split the scripts with the marks listed
 * here, about ten times faster than `Intl.Segmenter`, which splits the others.
 */
export function splitSentences(text: string, paragraph: Span): readonly Span[] {
  const result: Span[] = [];
  const { to } = paragraph;
  let from = paragraph.from;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 63 && unit < 0x0530) continue;
    if (unit > 0x052f && isOtherScript(unit)) return splitOtherScript(text, paragraph);
    if (!isTerminator(unit)) continue;
    const after = afterClosers(text, at + 1, to);
    if (endsSentence(text, from, at, after, to)) {
      result.push({ from, to: after });
      from = skipSpace(text, after, to);
    }
    at = after - 1;
  }
  if (from < to) result.push({ from, to });
  return result;
}

function splitOtherScript(text: string, { from, to }: Span): readonly Span[] {
  const result: Span[] = [];
  let start = from;
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(
    text.slice(from, to),
  )) {
    const end = from + index + segment.length;
    let stop = end;
    while (stop > start && !isTerminator(text.charCodeAt(stop - 1))) stop--;
    if (end < to && stop > start && !endsSentence(text, start, stop - 1, afterClosers(text, stop, to), to)) continue;
    let last = end;
    while (last > start && isSpace(text.charCodeAt(last - 1))) last--;
    if (start < last) result.push({ from: start, to: last });
    start = skipSpace(text, end, to);
  }
  return result;
}

/** Beyond Latin, Greek, Cyrillic, Hebrew, Arabic, general punctuation and the scripts of China, Japan and Korea. */
function isOtherScript(unit: number): boolean {
  return (
    (unit < 0x0590 || unit > 0x06ff) &&
    (unit < 0x1e00 || (unit >= 0x2c00 && unit < 0x2e00) || (unit >= 0xa4d0 && unit < 0xac00))
  );
}

function isTerminator(unit: number): boolean {
  if (unit < 128) return unit === 46 || unit === 33 || unit === 63;
  return (
    unit === 0x2026 || unit === 0x061f || unit === 0x06d4 || isFullStop(unit) || unit === 0x203d || unit === 0x2047
  );
}

/** Marks that end a sentence without a blank after them. */
function isFullStop(unit: number): boolean {
  return unit === 0x3002 || unit === 0xff01 || unit === 0xff1f || unit === 0xff61;
}

const closers = new Set(Array.from('"”’\'»›״)]}」』）】〉》*_', (mark) => mark.charCodeAt(0)));

function afterClosers(text: string, from: number, to: number): number {
  let at = from;
  for (;;) {
    while (at < to && (isTerminator(text.charCodeAt(at)) || closers.has(text.charCodeAt(at)))) at++;
    // French puts a blank before the mark.
    if (text.charCodeAt(at + 1) !== 0xbb || at + 1 >= to || !isSpace(text.charCodeAt(at))) return at;
    if (at + 2 < to && /[\p{L}\p{N}]/u.test(text.charAt(at + 2))) return at;
    at += 2;
  }
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Whether the terminator at `stop`, with closing marks up to `after`, ends the sentence that began at `from`. */
function endsSentence(text: string, from: number, stop: number, after: number, to: number): boolean {
  if (after >= to) return true;
  if (isFullStop(text.charCodeAt(stop))) return true;
  if (!isSpace(text.charCodeAt(after))) return false;
  if (after === stop + 1 && isPlainEnd(text, from, stop, after)) return true;
  const next = nextWord(text, after, to);
  if (next === '' || isLower(next)) return false;
  if (text.charCodeAt(stop) !== 46) return !isFollowedBySpeaker(text, stop, after, to);
  // `They called it “a monument.” Supporters said`: the marks begin later, and a comma would precede `said`.
  if (after > stop + 1)
    return after > stop + 2 ? stop > from : !isFollowedBySpeaker(text, stop, after, to, opensQuoted(text, from));
  return endsAfter(text, from, stop, next);
}

const opensQuoted = (text: string, from: number): boolean => /["“„«‘'([*_—–-]/u.test(text.charAt(from));

/** The common case: a long word of small letters, a full stop, one blank, a capital. */
function isPlainEnd(text: string, from: number, stop: number, after: number): boolean {
  if (text.charCodeAt(stop) !== 46 || stop - from < 7) return false;
  const next = text.charCodeAt(after + 1);
  if (next < 65 || next > 90) return false;
  for (let at = stop - 1; at > stop - 7; at--) {
    const unit = text.charCodeAt(at);
    if (unit < 97 || unit > 122) return false;
  }
  return true;
}

/** Whether a single full stop after a word ends the sentence, given the word that follows. */
function endsAfter(text: string, from: number, stop: number, next: string): boolean {
  const word = wordBefore(text, from, stop);
  if (word === '') return stop > from;
  if (/^\d+[.,]\d+$/u.test(word)) return true;
  if (/^\d/u.test(next) && isInBracket(text, stop)) return false;
  if (/^\d+$/u.test(word)) return word.length > 2 || stop - word.length > from ? !months.has(next) : false;
  const key = word.toLowerCase();
  if (titles.has(key)) return false;
  if (beforeNumbers.has(key) && !(/^\p{Lu}$/u.test(word) && !/^\p{N}/u.test(next)))
    return !/^\p{N}/u.test(next) && !(key === 'no' && reference.test(text.slice(stop + 1, stop + 9)));
  if ((key === 'a.m' || key === 'p.m') && /^\. ?[—–-] /u.test(text.slice(stop, stop + 4))) return false;
  if (key === 'a.m' || key === 'p.m')
    return !/^(?:[A-Z]{2,4}|\p{Lu}\p{Ll}+day|Eastern|Pacific|Central|Mountain|local)$/u.test(next);
  // `3.3 m. Plants`, `30 km/h. Trucks`
  if (/[\d/] ?\p{Ll}$/u.test(text.slice(Math.max(from, stop - 3), stop))) return true;
  // `Tully v. Marsh, 88 Mer. 2d 114`
  if (/^\d[a-z]{1,2}$/u.test(next) && /\d \p{Lu}\p{L}*$/u.test(text.slice(from, stop))) return false;
  const isShort = /^\p{L}$/u.test(word) || word.includes('.') || inNames.has(key);
  return !isShort || starters.has(next);
}

/** Whether the full stop is within a bracket: `(Velm. 2029)`. */
const isInBracket = (text: string, stop: number): boolean =>
  /\([^()]*$/u.test(text.slice(Math.max(0, stop - 30), stop));

/** ` HF-2027`, after `no.` */
const reference = /^ \p{Lu}{1,5}[-/]?\d/u;

function wordBefore(text: string, from: number, stop: number): string {
  let at = stop;
  while (at > from && stop - at < 24 && /[\p{L}\p{N}.&]/u.test(text.charAt(at - 1))) at--;
  return text.slice(at, stop);
}

/** The next word after opening marks; empty at the end. Any other sign counts as a word. */
function nextWord(text: string, after: number, to: number): string {
  let at = skipSpace(text, after, to);
  while (at < to && /[\s"“„‟«‹‘'([{「『*_¿¡—–-]/u.test(text.charAt(at))) at++;
  let end = at;
  while (end < to && end - at < 24 && /[\p{L}\p{N}]/u.test(text.charAt(end))) end++;
  return end > at ? text.slice(at, end) : text.slice(at, Math.min(to, at + 1));
}

function isLower(word: string): boolean {
  const first = word.charAt(0);
  return first !== first.toUpperCase() && first === first.toLowerCase();
}

/** Whether the marks end but the sentence goes on: `“Why?” Ms. Diaz asked.`, `“It is late.” — Jo Diaz`. */
function isFollowedBySpeaker(text: string, stop: number, after: number, to: number, mayFollow = true): boolean {
  if (after < stop + 2) return false;
  if (to - after < 90 && /^ ?[—–―-]{1,2} ?\p{Lu}[^.!?]*$/u.test(text.slice(after, to))) return true;
  if (!mayFollow) return false;
  const tail = text.slice(after, Math.min(to, after + 60));
  return /^ (?!The |A |An |In |On |He |She |They |It |But )(?:\p{Lu}[\p{L}.’'-]* ){1,4}(?:said|asked|says|asks|told|added|wrote|shouted|replied|cried|wondered|tweeted|posted)\b/u.test(
    tail,
  );
}

const listed = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const titles = listed(titleAbbreviations);
const beforeNumbers = listed(numberAbbreviations);
const inNames = listed(nameAbbreviations);
const starters = listed(sentenceStarters);
const months = listed(datedMonths);
