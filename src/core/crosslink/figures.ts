import type { Span } from '../text/change';
import { isMonth } from './details';
import { termOf } from './terms';
import { conversion, measuredBy, unitAt, type Conversion, type WrittenUnit } from './units';
import { wordsOf, type Word } from './words';

/** A figure, with what it counts. */
export interface Figure extends Span {
  readonly value: number;
  /** What the text says it lies between: `between 30 and 40`; else the value itself. */
  readonly least: number;
  readonly most: number;
  readonly kind: 'count' | 'money' | 'percent' | 'age' | 'magnitude';
  /** The terms of the words that follow or lead: what is counted. */
  readonly nouns: readonly string[];
  /** What the text leaves open: `more than 30`, `at least 30`; `about 30`. */
  readonly room: 'none' | 'above' | 'below' | 'about';
  /** `$`, `€`, `£`, where it is money. */
  readonly currency?: string;
  /** What it is a share of: `season` of `per season`, `year` of `a year`. */
  readonly per?: string;
  /** All of which only a part is meant: `half of the 300 passengers`. */
  readonly isWhole: boolean;
  /** What was, where the text goes on to what is: `from 9 to 11 percent`, `against 214 million a year earlier`. */
  readonly isFormer: boolean;
  /** What it is measured in: `kilometer`, `crown`; as `unitAt` calls it. */
  readonly unit?: string;
  /** The term of what a percentage is a part of: `40 percent of the seats`. */
  readonly partOf?: string;
}

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const scales: Readonly<Record<string, number>> = {
  dozen: 12,
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  m: 1e6,
  bn: 1e9,
  mn: 1e6,
  k: 1e3,
};

/** The value of a word that is a number, by figures or letters. */
export function valueOf(key: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/u.test(key)) return Number(key);
  const joined = /^(\d+(?:\.\d+)?)(m|mn|bn|k|ft|km|cm|mm|ha|mph|kph|kg)$/u.exec(key);
  if (joined) return Number(joined[1]) * (scales[joined[2] ?? ''] ?? 1);
  const low = small.indexOf(key);
  if (low >= 0) return low;
  const high = tens.indexOf(key);
  return high < 0 ? undefined : (high + 2) * 10;
}

const above =
  /\b(?:more than|over|at least|exceeding|above|upwards? of|no fewer than|no less than|in excess of|topped|minimum of|excess of)\s*[$€£]?\s*$/iu;
const below =
  /\b(?:less than|fewer than|under|below|at most|almost|nearly|no more than|maximum of|as many as|up to)\s*[$€£]?\s*$/iu;
const about = /\b(?:about|around|roughly|some|approximately|estimated|or so|close to|an estimated)\s*[$€£]?\s*$/iu;

const skipped = new Set(
  'of the a an and or in on at to for from with by as is was were are be been who which that had has have his her their its said more other others than least about then when after before'.split(
    ' ',
  ),
);

/** The figures of a passage; dates, times, years and ordinals are none. */
export function figuresIn(text: string, { from, to }: Span): readonly Figure[] {
  const words = wordsOf(text, from, to);
  const result: Figure[] = [];
  for (let i = 0; i < words.length; i++) {
    const one = writtenAt(text, words, i);
    if (!one) continue;
    const number = rangeAt(text, words, i, one) ?? one;
    const figure = figureAt(text, words, i, number);
    if (figure) result.push(figure);
    i = number.last;
  }
  return result;
}

/** A number, the last word of it, and whether it is round by itself: `a dozen`, `half a million`; of a range both ends. */
interface WrittenNumber {
  readonly value: number;
  readonly last: number;
  readonly isRound: boolean;
  readonly least?: number;
  readonly most?: number;
}

const writtenAt = (text: string, words: readonly Word[], at: number): WrittenNumber | undefined =>
  roundAt(words, at) ?? numberAt(text, words, at);

const between = /\b(?:between|from|anywhere from|somewhere between)\s*[$€£]?\s*$/iu;
/** Before these two numbers are what was and what is, or the two sides of a score. */
const change =
  /\b(?:ris(?:e|es|en|ing)|rose|fall(?:s|en|ing)?|fell|gr(?:e|o)w(?:n|s|th|ing)?|climb\p{L}*|dr[oi]p\p{L}*|in?creas\p{L}*|decreas\p{L}*|cut|cuts|cutting|rais\p{L}*|lower\p{L}*|reduc\p{L}*|went|gone|go|goes|up|down|chang\p{L}*|expand\p{L}*|shr[aiu]nk\p{L}*|widen\p{L}*|improv\p{L}*|mov\p{L}*|slip\p{L}*|jump\p{L}*|shortened|extended|won|win|wins|beat\p{L}*|lost|lose|drew|vot\p{L}*|score|defeat\p{L}*)\b[^.;]{0,50}$/iu;

/** A range that begins at a number: `between 30 and 40`, `30 to 40`, `40–70 million`. What rose from 9 to 11 is none. */
function rangeAt(
  text: string,
  words: readonly Word[],
  first: number,
  { last, value, isRound }: WrittenNumber,
): WrittenNumber | undefined {
  const before = text.slice(Math.max(0, (words[first]?.from ?? 0) - 60), words[first]?.from);
  let next = last + 1;
  const gap = text.slice(words[last]?.to, words[next]?.from);
  const isDash = /^\s?[-–—]\s?[$€£]?$/u.test(gap) && !isSign(words[next]);
  const joint = words[next]?.key;
  if (!isDash) {
    if (!/^\s$/u.test(gap) || (joint !== 'to' && !(joint === 'and' && between.test(before)))) return undefined;
    next++;
  }
  if (isSign(words[next])) next++;
  const end = writtenAt(text, words, next);
  if (!end || change.test(before)) return undefined;
  const own = valueOf(words[next]?.key ?? '');
  // `40 to 70 million`: both are millions.
  const least =
    last === first && own !== undefined && own !== end.value && value <= own ? (value * end.value) / own : value;
  if (least >= end.value || (isYear(value) && isYear(end.value))) return undefined;
  return { value: (least + end.value) / 2, last: end.last, isRound: isRound || end.isRound, least, most: end.value };
}

const isSign = (word: Word | undefined): boolean => word !== undefined && /^[$€£]$/u.test(word.form);
const isYear = (value: number): boolean => value >= 1900 && value <= 2100;

/** A number that begins at a word: `14`, `twenty-six`, `two dozen`, `one and a half million`. */
function numberAt(text: string, words: readonly Word[], first: number): WrittenNumber | undefined {
  let value = valueOf(words[first]?.key ?? '');
  if (value === undefined) return undefined;
  let last = first;
  for (let next = words[last + 1]; next; next = words[last + 1]) {
    const scale = scales[next.key];
    const more = valueOf(next.key);
    const gap = text.slice(words[last]?.to, next.from);
    if (scale !== undefined && scale > 1 && /^[\s-]$/u.test(gap)) value *= scale;
    else if (gap === '-' && more !== undefined && more < 10 && value >= 20 && value % 10 === 0) value += more;
    else if (isRun(words, last + 1, ['and', 'a', 'half'])) {
      value += 0.5;
      last += 2;
    } else break;
    last++;
  }
  return { value, last, isRound: false };
}

const isRun = (words: readonly Word[], at: number, keys: readonly string[]): boolean =>
  keys.every((key, i) => words[at + i]?.key === key);

/** How numbers without a figure begin, and how much they are of the word that follows; longer ones first. */
const shares: readonly (readonly [words: readonly string[], share: number])[] = [
  [['three', 'quarters', 'of', 'a'], 0.75],
  [['a', 'quarter', 'of', 'a'], 0.25],
  [['half', 'a'], 0.5],
  [['a'], 1],
];

/** A round number in words: `a dozen`, `half a million`, `three quarters of a million`, which does not begin with 3. */
function roundAt(words: readonly Word[], first: number): WrittenNumber | undefined {
  const begun = shares.find(([keys]) => isRun(words, first, keys));
  const last = first + (begun?.[0].length ?? 0);
  const { key = '' } = words[last] ?? {};
  const scale = key.length > 2 ? scales[key] : undefined;
  return begun && scale !== undefined ? { value: begun[1] * scale, last, isRound: true } : undefined;
}

/** Before the smaller part of a length: `two hours and eight minutes`, `6 feet 2 inches`. */
const rest = /\b(?:(?:hours?|minutes?|degrees|years?)(?:,| and|, and)|(?:feet|foot|pounds)(?: and)?)\s$/iu;

function figureAt(
  text: string,
  words: readonly Word[],
  first: number,
  { value, last, isRound, least = value, most = value }: WrittenNumber,
): Figure | undefined {
  const [word, end] = [words[first] as Word, words[last] as Word];
  const before = text.slice(Math.max(0, word.from - 30), word.from);
  const after = text.slice(end.to, end.to + 24);
  const span = { from: word.from, to: end.to };
  if (isDateOrTime(words, first, last, value, before, after) || rest.test(before)) return undefined;
  const isAge =
    /^[-\s]years?[-\s]olds?/iu.test(after) ||
    /\b(?:aged?|at age|age of)\s$/iu.test(before) ||
    (/^, /u.test(after) && /\p{Lu}[\p{L}’'-]+, $/u.test(before) && value > 9 && value < 110);
  const currency = currencyOf(before, after);
  const kind = isAge ? 'age' : currency !== undefined ? 'money' : kindOf(before, after);
  const unit = currency === undefined ? unitOf(end.key, after) : undefined;
  const per = rate.exec(text.slice(end.to, end.to + 40))?.[1]?.toLowerCase();
  const partOf = kind === 'percent' ? partIn(text, words, last) : undefined;
  return {
    ...span,
    value,
    least,
    most,
    kind,
    nouns: unit ? measured(text, words, last, unit) : nounsAfter(text, words, last),
    room: roomOf(before, after, isRound),
    ...(currency !== undefined && { currency }),
    ...(per !== undefined && { per }),
    isWhole: whole.test(text.slice(Math.max(0, word.from - 50), word.from)),
    isFormer: former.test(before),
    ...(unit && { unit: unit.unit }),
    ...(partOf !== undefined && { partOf }),
  };
}

const kindOf = (before: string, after: string): 'percent' | 'magnitude' | 'count' =>
  /^(?:\s?%|\spercent|\sper cent)(?! points?)/u.test(after)
    ? 'percent'
    : /^[-\s](?:magnitude|on the richter)/iu.test(after) || /magnitude[-\s](?:of\s)?$/iu.test(before)
      ? 'magnitude'
      : 'count';

const whole =
  /(?:\b(?:half|most|majority|thirds?|quarters?|percent|per cent|many|some|few|one|none|number|\p{L}+teen|t(?:wo|hree|en|welve)|four|five|six|seven|eight|nine|eleven)|%|\d)\sof\s(?:the\s|its\s|their\s|his\s|her\s)?(?:about\s|some\s|nearly\s|more than\s)?[$€£]?$/iu;
const former = /\b(?:from|against|compared (?:with|to)|(?:up|down) on)\s[$€£]?$/iu;

/** The term of what a percentage is a part of: `40 percent of the seats`. */
function partIn(text: string, words: readonly Word[], last: number): string | undefined {
  const of = words.findIndex(({ key }, i) => i > last && i <= last + 3 && key === 'of');
  return of < 0 ? undefined : nounsAfter(text, words, of)[0];
}

/** Whether a figure is part of a date, a year or a time of day. */
function isDateOrTime(
  words: readonly Word[],
  first: number,
  last: number,
  value: number,
  before: string,
  after: string,
): boolean {
  return (
    isMonth(words[first - 1]?.key ?? '') ||
    isMonth(words[last + 1]?.key ?? '') ||
    /^(?:st|nd|rd|th)\b/u.test(after) ||
    (first === last && isYear(value) && !/[$€£]\s?$/u.test(before)) ||
    /^\s?(?:[ap]\.?m\b|:\d|o.clock|GMT|UTC)/iu.test(after) ||
    /\d[:/.-]$/u.test(before) ||
    /^[:/]\d/u.test(after)
  );
}

/** What a figure is measured in. The `m` of `5m` is a million. */
function unitOf(key: string, after: string): WrittenUnit | undefined {
  const glued = /^\d[\d.,]*(\p{L}+[²³]?)$/u.exec(key)?.[1];
  if (glued === undefined || glued in scales) return unitAt(after);
  const found = unitAt(glued + after);
  return found && { ...found, length: Math.max(0, found.length - glued.length) };
}

const rate =
  /^[^.;]{0,24}\b(?:per|a|an|each|(?:for )?every|in)[\s-](season|year|month|week|day|hour|person|share|barrel|head|capita|household|inhabitant|\d+,\d{3}|1000|thousand|million)\b/iu;

const currencies: Readonly<Record<string, string>> = { euro: '€', dollar: '$', pound: '£' };

/** The currency of a figure: `$5`, `5 euros`, `two million-euro`. */
function currencyOf(before: string, after: string): string | undefined {
  const sign = /([$€£])\s?$/u.exec(before)?.[1];
  return sign ?? currencies[/^[\s-](euro|dollar|pound)s?\b/iu.exec(after)?.[1]?.toLowerCase() ?? ''];
}

function roomOf(before: string, after: string, isRound: boolean): Figure['room'] {
  if (above.test(before) || /^\s(?:or more|plus)\b|^\+/u.test(after)) return 'above';
  if (below.test(before)) return 'below';
  return isRound || about.test(before) ? 'about' : 'none';
}

const pointsOfTime = new Set(['ago', 'later', 'earlier', 'old']);

/** What is counted in units: what they measure, and the words after them. */
function measured(
  text: string,
  words: readonly Word[],
  last: number,
  { unit, length }: WrittenUnit,
): readonly string[] {
  const end = (words[last]?.to ?? 0) + length;
  let at = last;
  while (words[at + 1] !== undefined && (words[at + 1]?.from ?? 0) < end) at++;
  const rest = /^\s[^\s\d]/u.test(text.slice(end, end + 2)) ? nounsAfter(text, words, at) : [];
  return pointsOfTime.has(words[at + 1]?.key ?? '')
    ? []
    : [...(isSkipped(words[at + 1]) ? [] : rest.slice(0, 2)), measuredBy(unit)];
}

const isSkipped = (word: Word | undefined): boolean => word !== undefined && skipped.has(word.key);

/** The first content words after a figure, up to a mark of punctuation; of `21 of the 51 seats` those after the other figure. */
function nounsAfter(text: string, words: readonly Word[], last: number): readonly string[] {
  const nouns: string[] = [];
  for (let i = last + 1; i < words.length && nouns.length < 3; i++) {
    const word = words[i] as Word;
    const gap = text.slice(words[i - 1]?.to, word.from);
    if (/[,.;:()?!"”]/u.test(gap)) break;
    if (valueOf(word.key) !== undefined) {
      if (nouns.length > 0 || words[last + 1]?.key !== 'of' || i > last + 3) break;
      continue;
    }
    // `eight days ago` is a point of time, not a number of days.
    if (pointsOfTime.has(word.key)) return [];
    if (skipped.has(word.key)) {
      if (nouns.length > 0) break;
      continue;
    }
    nouns.push(termOf(word.form));
  }
  return nouns;
}

/** The last word of what is counted: of `three former co-workers` not `former`. */
export const headOf = ({ nouns }: Figure): string | undefined => nouns[nouns.length - 1];

/** Whether two figures are of one value. */
export const equal = (x: Figure, y: Figure): boolean =>
  Math.abs(x.value - y.value) < 1e-9 &&
  x.most === y.most &&
  (x.unit === y.unit || x.unit === undefined || y.unit === undefined);

/** How far a figure that is said to be rounded, or looks it, may be from the other, as a share of the larger. Guessed. */
const [nearBySaying, nearByLook] = [0.1, 0.05];

/** Whether both may be true: equal, also in other units, rounded, within a range, or a bound that leaves room. */
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

/** Whether one value is the other with fewer figures: 17 million of 17.2 million, 24,000 of 24,318, 35 of 34.6. */
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
