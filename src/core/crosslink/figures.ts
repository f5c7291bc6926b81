import type { Span } from '../text/change';
import { writtenDatesIn } from './details';
import { english, type Notation } from './notations';
import { termOf } from './terms';
import { conversion, measuredBy, unitAt, type Conversion, type WrittenUnit } from './units';
import { wordsOf, type Word } from './words';

/** A figure, with the nouns that it counts. */
export interface Figure extends Span {
  readonly value: number;
  /** The ends of a range: `between 30 and 40`; otherwise the value itself. */
  readonly least: number;
  readonly most: number;
  readonly kind: 'count' | 'money' | 'percent' | 'age' | 'magnitude';
  /** The terms of the words before or after it that name what is counted. */
  readonly nouns: readonly string[];
  /** What the text leaves open: `more than 30`, `at least 30`; `about 30`. */
  readonly room: 'none' | 'above' | 'below' | 'about';
  /** `$`, `€` or `£`, for money. */
  readonly currency?: string;
  /** The unit it is divided by: `season` of `per season`, `year` of `a year`. */
  readonly per?: string;
  /** Whether only a part of it is meant: `half of the 300 passengers`. */
  readonly isWhole: boolean;
  /** Whether it is a former value, before the present one: `from 9 to 11 percent`, `against 214 a year earlier`. */
  readonly isFormer: boolean;
  /** Its unit, as named by `unitAt`: `kilometer`, `crown`. */
  readonly unit?: string;
  /** The term of the whole of a percentage: `40 percent of the seats`. */
  readonly partOf?: string;
}

/** The value of a number word, in figures or letters. */
export function valueOf({ key, form }: Word, { number, hasDecimalComma }: Notation): number | undefined {
  const written = hasDecimalComma ? form.replace(/(?<=\d)[.'](?=\d{3}(?!\d))/gu, '').replace(',', '.') : key;
  if (/^\d+(?:\.\d+)?$/u.test(written)) return Number(written);
  const joined = /^(\d+(?:\.\d+)?)(m|mn|bn|k|ft|km|cm|mm|ha|mph|kph|kg)$/u.exec(written);
  return joined ? Number(joined[1]) * (english.scale(joined[2] ?? '') ?? 1) : number(key);
}

/** A passage with its words, for reading figures. */
interface Passage {
  readonly text: string;
  readonly words: readonly Word[];
  readonly notation: Notation;
}

/** The figures of a passage, without dates, times, years and ordinals. */
export function figuresIn(text: string, { from, to }: Span, notation: Notation): readonly Figure[] {
  const passage = { text, words: wordsOf(text, from, to), notation };
  const dates = writtenDatesIn(text, { from, to }, notation);
  const result: Figure[] = [];
  for (let i = 0; i < passage.words.length; i++) {
    const place = passage.words[i] as Word;
    const one = dates.some((date) => date.from < place.to && place.from < date.to) ? undefined : writtenAt(passage, i);
    if (!one) continue;
    const number = rangeAt(passage, i, one) ?? one;
    const figure = figureAt(passage, i, number);
    if (figure) result.push(figure);
    i = number.last;
  }
  return result;
}

/** A number, its last word, and whether its wording is rounded: `a dozen`, `half a million`; for a range both ends. */
interface WrittenNumber {
  readonly value: number;
  readonly last: number;
  readonly isRound: boolean;
  readonly least?: number;
  readonly most?: number;
}

const writtenAt = (passage: Passage, at: number): WrittenNumber | undefined =>
  roundAt(passage, at) ?? numberAt(passage, at);

/** The end of a word, including the point of an abbreviation: `3,5 Mio. Euro`. */
const endOf = ({ text, notation }: Passage, { key, to }: Word): number =>
  to + Number(notation.abbreviations.has(key) && text.charAt(to) === '.');

/** Words before two numbers that are a change, or the score of a game. */
const change =
  /\b(?:ris(?:e|es|en|ing)|rose|fall(?:s|en|ing)?|fell|gr(?:e|o)w(?:n|s|th|ing)?|climb\p{L}*|dr[oi]p\p{L}*|in?creas\p{L}*|decreas\p{L}*|cut|cuts|cutting|rais\p{L}*|lower\p{L}*|reduc\p{L}*|went|gone|go|goes|up|down|chang\p{L}*|expand\p{L}*|shr[aiu]nk\p{L}*|widen\p{L}*|improv\p{L}*|mov\p{L}*|slip\p{L}*|jump\p{L}*|shortened|extended|won|win|wins|beat\p{L}*|lost|lose|drew|vot\p{L}*|score|defeat\p{L}*)\b[^.;]{0,50}$/iu;

/** A range that begins at a number: `between 30 and 40`, `30 to 40`, `40–70 million`. A rise from 9 to 11 is none. */
function rangeAt(passage: Passage, first: number, { last, value, isRound }: WrittenNumber): WrittenNumber | undefined {
  const { text, words, notation } = passage;
  const before = text.slice(Math.max(0, (words[first]?.from ?? 0) - 60), words[first]?.from);
  let next = last + 1;
  const gap = text.slice(words[last]?.to, words[next]?.from);
  const isDash = /^\s?[-–—]\s?[$€£]?$/u.test(gap) && !isSign(words[next]);
  const { key: joint = '' } = words[next] ?? {};
  if (!isDash) {
    const isJoined = joint === notation.to || (notation.and.has(joint) && notation.between.test(before));
    if (!isJoined || !/^\s$/u.test(gap)) return undefined;
    next++;
  }
  if (isSign(words[next])) next++;
  const end = writtenAt(passage, next);
  if (!end || change.test(before)) return undefined;
  const begun = words[next];
  const own = begun && valueOf(begun, notation);
  // `40 to 70 million`: both ends are millions.
  const least =
    last === first && own !== undefined && own !== end.value && value <= own ? (value * end.value) / own : value;
  if (least >= end.value || (isYear(value) && isYear(end.value))) return undefined;
  return { value: (least + end.value) / 2, last: end.last, isRound: isRound || end.isRound, least, most: end.value };
}

const isSign = (word: Word | undefined): boolean => word !== undefined && /^[$€£]$/u.test(word.form);
const isYear = (value: number): boolean => value >= 1900 && value <= 2100;

/** A number that begins at a word: `14`, `twenty-six`, `two dozen`, `one and a half million`, `deux mille trois`. */
function numberAt(passage: Passage, first: number): WrittenNumber | undefined {
  const { text, words, notation } = passage;
  const begun = groupsAt(passage, first);
  if (!begun) return undefined;
  const isOfWords = !/\d/u.test(words[first]?.key ?? '');
  // The part completed by a scale, such as the thousands, and the rest.
  let [total, rest] = [0, begun.value];
  let { last } = begun;
  for (let next = words[last + 1]; next; next = words[last + 1]) {
    const scale = notation.scale(next.key);
    const gap = text.slice(words[last]?.to, next.from);
    const tail = wordAfterJoint(passage, last);
    if (tail && isOfWords && canFollow(total + rest, tail.value)) {
      rest += tail.value;
      last = tail.last - 1;
    } else if (scale !== undefined && /^[\s-]$/u.test(gap)) {
      // In `mille deux cents` and `cent quatre-vingts` a small scale multiplies the last word only.
      if (scale < 1000) rest += ((isOfWords && rest % 100) || rest) * (scale - 1);
      else [total, rest] = total > 0 && total < scale ? [(total + rest) * scale, 0] : [total + rest * scale, 0];
    } else if (isRun(words, last + 1, ['and', 'a', 'half'])) {
      rest += 0.5;
      last += 2;
    } else break;
    last++;
  }
  return { value: total + rest, last, isRound: false };
}

/** A number in figures, with separated groups of three: `1 200 000`; or the word of a number. */
function groupsAt({ text, words, notation }: Passage, first: number): { value: number; last: number } | undefined {
  const begun = words[first];
  let value = begun && valueOf(begun, notation);
  if (value === undefined || isNoNumber(words[first - 1]?.key, begun?.key ?? '', value, notation)) return undefined;
  let last = first;
  for (let next = words[last + 1]; next; next = words[last + 1]) {
    const isGroup = notation.hasDecimalComma && words[last]?.broken === true && /^\d{3}(?:,\d+)?$/u.test(next.form);
    if (!isGroup || next.from !== (words[last]?.to ?? 0) + 1 || text.charAt(next.from - 1) === '-') break;
    value = value * 1000 + (valueOf(next, notation) ?? 0);
    last++;
  }
  return { value, last };
}

/** Whether a word is no number here: `cent` of `pour cent`, or an article that also means *one*. */
const isNoNumber = (before: string | undefined, key: string, value: number, { hasDecimalComma }: Notation): boolean =>
  hasDecimalComma && ((value === 1 && key !== '1') || before === 'por' || before === 'pour');

/** A number word that may continue the one before: `six` of `twenty-six`, `dos` of `treinta y dos`. */
function wordAfterJoint({ text, words, notation }: Passage, last: number): { value: number; last: number } | undefined {
  for (const next of [last + 1, last + 2]) {
    const word = words[next];
    const value = word && notation.number(word.key);
    if (value !== undefined && notation.joint.test(text.slice(words[last]?.to, word?.from)))
      return { value, last: next };
  }
  return undefined;
}

/** Whether a number may continue another: 5 after 20, 20 after 100, and in French 12 after 60. */
const canFollow = (value: number, next: number): boolean =>
  value >= 10 && (value % 10 ** String(next).length === 0 || (next < 20 && (value % 100 === 60 || value % 100 === 80)));

const isRun = (words: readonly Word[], at: number, keys: readonly string[]): boolean =>
  keys.every((key, i) => words[at + i]?.key === key);

/** A round number in words: `a dozen`, `half a million`, `three quarters of a million`, which does not begin with 3. */
function roundAt({ words, notation }: Passage, first: number): WrittenNumber | undefined {
  const begun = notation.shares.find(([keys]) => isRun(words, first, keys));
  const last = first + (begun?.[0].length ?? 0);
  const { key = '' } = words[last] ?? {};
  const scale = key.length > 2 ? notation.scale(key) : undefined;
  return begun && scale !== undefined ? { value: begun[1] * scale, last, isRound: true } : undefined;
}

/** Text before the smaller part of a measure: `two hours and eight minutes`, `6 feet 2 inches`. */
const smallerPart = /\b(?:(?:hours?|minutes?|degrees|years?)(?:,| and|, and)|(?:feet|foot|pounds)(?: and)?)\s$/iu;

function figureAt(
  passage: Passage,
  first: number,
  { value, last, isRound, least = value, most = value }: WrittenNumber,
): Figure | undefined {
  const { text, words, notation } = passage;
  const [word, end] = [words[first] as Word, words[last] as Word];
  const before = text.slice(Math.max(0, word.from - 30), word.from);
  const ended = endOf(passage, end);
  const after = text.slice(ended, ended + 24);
  const span = { from: word.from, to: end.to };
  if (isDateOrTime(passage, first, last, value, before, after) || smallerPart.test(before)) return undefined;
  const currency = currencyOf(before, after);
  const kind = isAge(value, before, after) ? 'age' : currency !== undefined ? 'money' : kindOf(before, after);
  const unit = currency === undefined ? unitOf(end.key, after) : undefined;
  const per = perOf(text.slice(ended, ended + 40));
  const partOf = kind === 'percent' ? partIn(passage, last) : undefined;
  return {
    ...span,
    value,
    least,
    most,
    kind,
    nouns: unit ? measured(passage, last, unit) : nounsAfter(passage, last),
    room: roomOf(notation, before, after, isRound),
    ...(currency !== undefined && { currency }),
    ...(per !== undefined && { per }),
    isWhole: whole.test(text.slice(Math.max(0, word.from - 50), word.from)),
    isFormer: former.test(before),
    ...(unit && { unit: unit.unit }),
    ...(partOf !== undefined && { partOf }),
  };
}

const isAge = (value: number, before: string, after: string): boolean =>
  /^(?:[-\s]years?[-\s]olds?|-jährig|\sJahre alt|\saños de edad|-річн)/iu.test(after) ||
  /(?<!\p{L})(?:aged?|at age|age of|âgée?s? de)\s$/iu.test(before) ||
  (/^, /u.test(after) && /\p{Lu}[\p{L}’'-]+, $/u.test(before) && value > 9 && value < 110);

const kindOf = (before: string, after: string): 'percent' | 'magnitude' | 'count' =>
  /^(?:\s?%|\s(?:percent|per cent|Prozent(?!punkt)|pour cent|por ciento|відсотк|процент))(?! points?)/u.test(after)
    ? 'percent'
    : /^[-\s](?:magnitude|on the richter)/iu.test(after) || /magnitude[-\s](?:of\s)?$/iu.test(before)
      ? 'magnitude'
      : 'count';

const whole =
  /(?:\b(?:half|most|majority|thirds?|quarters?|percent|per cent|many|some|few|one|none|number|\p{L}+teen|t(?:wo|hree|en|welve)|four|five|six|seven|eight|nine|eleven)|%|\d)\sof\s(?:the\s|its\s|their\s|his\s|her\s)?(?:about\s|some\s|nearly\s|more than\s)?[$€£]?$/iu;
const former = /\b(?:from|against|compared (?:with|to)|(?:up|down) on|gegenüber|contre|frente a)\s[$€£]?$/iu;

/** The term of the whole of a percentage: `40 percent of the seats`. */
function partIn(passage: Passage, last: number): string | undefined {
  const { words } = passage;
  const of = words.findIndex(({ key }, i) => i > last && i <= last + 3 && key === 'of');
  return of < 0 ? undefined : nounsAfter(passage, of)[0];
}

/** Whether a figure is part of a date, a year or a time of day. */
function isDateOrTime(
  { words, notation: { months } }: Passage,
  first: number,
  last: number,
  value: number,
  before: string,
  after: string,
): boolean {
  return (
    [words[first - 1], words[last + 1]].some((word) => word && months.has(word.key)) ||
    (words[last + 1]?.key === 'de' && months.has(words[last + 2]?.key ?? '')) ||
    /^(?:st|nd|rd|th)\b/u.test(after) ||
    (first === last && isYear(value) && /^\d{4}$/u.test(words[first]?.form ?? '') && !/[$€£]\s?$/u.test(before)) ||
    /^\s?(?:[ap]\.?m\b|:\d|o.clock|GMT|UTC|Uhr\b|h\s?\d\d\b)/iu.test(after) ||
    /(?<!\p{L})(?:a las?|о|об)\s$/iu.test(before) ||
    /\d[:/.-]$/u.test(before) ||
    /^[:/]\d/u.test(after)
  );
}

/** The unit of a figure. The `m` of `5m` is a million. */
function unitOf(key: string, after: string): WrittenUnit | undefined {
  const glued = /^\d[\d.,]*(\p{L}+[²³]?)$/u.exec(key)?.[1];
  if (glued === undefined || english.scale(glued) !== undefined) return unitAt(after);
  const found = unitAt(glued + after);
  return found && { ...found, length: Math.max(0, found.length - glued.length) };
}

const rate =
  /^[^.;]{0,24}\b(?:per|a|an|each|(?:for )?every|in)[\s-](season|year|month|week|day|hour|person|share|barrel|head|capita|household|inhabitant|\d+,\d{3}|1000|thousand|million)\b|^[^.;]{0,24}(?<!\p{L})(?:par|pro|por|al|за|на)\s(jour|mois|an|semaine|heure|personne|habitant|Tag|Monat|Jahr|Woche|Stunde|Kopf|Person|día|mes|año|semana|hora|persona|habitante|день|місяць|рік|тиждень|годину|особу)(?!\p{L})/iu;

const currencies: ReadonlyMap<string, string> = new Map(
  Object.entries({ euro: '€', євро: '€', dollar: '$', dólar: '$', долар: '$', pound: '£' }),
);

const perOf = (after: string): string | undefined => rate.exec(after)?.slice(1).join('').toLowerCase();

/** The currency of a figure: `$5`, `5 €`, `5 euros`, `two million-euro`, `5 millions d’euros`. */
function currencyOf(before: string, after: string): string | undefined {
  const sign = /([$€£])\s?$/u.exec(before)?.[1];
  const name = /^(?:[\s-]|\s(?:de\s|d['’]))(euro|євро|dollar|dólar|долар|pound)(?:s|es|и|а|ів)?(?!\p{L})/iu.exec(
    after,
  )?.[1];
  return sign ?? /^\s?([$€£])/u.exec(after)?.[1] ?? currencies.get(name?.toLowerCase() ?? '');
}

function roomOf({ above, below, about }: Notation, before: string, after: string, isRound: boolean): Figure['room'] {
  if (above.test(before) || /^\s(?:or more|plus)\b|^\+/u.test(after)) return 'above';
  if (below.test(before)) return 'below';
  return isRound || about.test(before) ? 'about' : 'none';
}

const pointsOfTime = new Set(['ago', 'later', 'earlier', 'old']);

/** The terms of a measured figure: the quantity of its unit, and the words after it. */
function measured(passage: Passage, last: number, { unit, length }: WrittenUnit): readonly string[] {
  const { text, words, notation } = passage;
  const end = (words[last]?.to ?? 0) + length;
  let at = last;
  while (words[at + 1] !== undefined && (words[at + 1]?.from ?? 0) < end) at++;
  const rest = /^\s[^\s\d]/u.test(text.slice(end, end + 2)) ? nounsAfter(passage, at) : [];
  return pointsOfTime.has(words[at + 1]?.key ?? '')
    ? []
    : [...(notation.skipped.has(words[at + 1]?.key ?? '') ? [] : rest.slice(0, 2)), measuredBy(unit)];
}

/** The first content words after a figure, up to a mark; of `21 of the 51 seats` those after the second figure. */
function nounsAfter(passage: Passage, last: number): readonly string[] {
  const { text, words, notation } = passage;
  const nouns: string[] = [];
  for (let i = last + 1; i < words.length && nouns.length < 3; i++) {
    const word = words[i] as Word;
    const gap = text.slice(endOf(passage, words[i - 1] as Word), word.from);
    if (/[,.;:()?!"”]/u.test(gap)) break;
    if (valueOf(word, notation) !== undefined) {
      if (nouns.length > 0 || words[last + 1]?.key !== 'of' || i > last + 3) break;
      continue;
    }
    // `eight days ago` is a point in time, not a number of days.
    if (pointsOfTime.has(word.key)) return [];
    if (notation.skipped.has(word.key)) {
      if (nouns.length > 0) break;
      continue;
    }
    nouns.push(termOf(word.form));
  }
  return nouns;
}

/** The head noun of what is counted: of `three former co-workers` not `former`. */
export const headOf = ({ nouns }: Figure): string | undefined => nouns[nouns.length - 1];

/** Whether two figures have the same value. */
export const equal = (x: Figure, y: Figure): boolean =>
  Math.abs(x.value - y.value) < 1e-9 &&
  x.most === y.most &&
  (x.unit === y.unit || x.unit === undefined || y.unit === undefined);

/** Most difference of a figure called round, or one that looks it, from another, as a share of the larger. Guessed. */
const [nearBySaying, nearByLook] = [0.1, 0.05];

/** Whether both figures may be true: equal, also in other units, rounded, in a range, or with a bound between. */
export function areCompatible(x: Figure, y: Figure): boolean {
  if (equal(x, y)) return true;
  const into = conversion(y.unit, x.unit);
  if (!into) return false;
  const z = converted(y, into);
  const apart = Math.max(x.least - z.most, z.least - x.most);
  const larger = Math.max(Math.abs(x.value), Math.abs(z.value));
  const share = apart / larger;
  if (apart <= 1e-9 * larger || (into.isAbsolute ? apart : share) < into.near) return true;
  if ((x.room !== 'none' || z.room !== 'none') && share <= nearBySaying) return true;
  if (share <= nearByLook && (isRounded(x, z) || isRounded(z, x))) return true;
  return leaves(x, z) || leaves(z, x);
}

const converted = (figure: Figure, { factor, shift }: Conversion): Figure => ({
  ...figure,
  value: figure.value * factor + shift,
  least: figure.least * factor + shift,
  most: figure.most * factor + shift,
});

/** Whether one value is the other rounded: 17 million of 17.2 million, 24,000 of 24,318, 35 of 34.6. */
function isRounded({ value }: Figure, { value: exact }: Figure): boolean {
  if (value === 0) return false;
  let step = 1;
  while (value % (step * 10) === 0) step *= 10;
  if (step === 1 && Number.isInteger(exact)) return false;
  return step !== 10 && Math.abs(value - exact) <= step;
}

function leaves(bound: Figure, figure: Figure): boolean {
  if (bound.room === 'above') return figure.value >= bound.value || figure.room === 'above';
  if (bound.room === 'below') return figure.value <= bound.value || figure.room === 'below';
  return false;
}
