import type { Span } from '../text/change';
import { termOf } from './terms';
import { wordsOf, type Word } from './words';

/** A figure, with what it counts. */
export interface Figure extends Span {
  readonly value: number;
  readonly kind: 'count' | 'money' | 'percent' | 'age' | 'magnitude';
  /** The terms of the words that follow or lead: what is counted. */
  readonly nouns: readonly string[];
  /** What the text leaves open: `more than 30`, `at least 30`; `about 30`. */
  readonly room: 'none' | 'above' | 'below' | 'about';
  /** `$`, `€`, `£`, where it is money. */
  readonly currency?: string;
  /** A share of the whole: `per season`, `a year`. */
  readonly isRate: boolean;
  /** What it is measured in: `kilometer`, `crown`; as `unitOf` calls it. */
  readonly unit?: string;
}

export interface DayMention extends Span {
  /** Up to when something is said: `by Monday`, `as of March 4`. */
  readonly isBound: boolean;
  readonly weekday?: number;
  readonly month?: number;
  readonly day?: number;
  readonly year?: number;
}

export interface NameMention extends Span {
  readonly words: readonly string[];
  readonly isPlace: boolean;
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
  const joined = /^(\d+(?:\.\d+)?)(m|mn|bn|k|ft|km|mph|kg)$/u.exec(key);
  if (joined) return Number(joined[1]) * (scales[joined[2] ?? ''] ?? 1);
  const low = small.indexOf(key);
  if (low >= 0) return low;
  const high = tens.indexOf(key);
  return high < 0 ? undefined : (high + 2) * 10;
}

const months =
  'january february march april may june july august september october november december jan feb mar apr may jun jul aug sep oct nov dec'.split(
    ' ',
  );
const weekdays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

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

/** Whether a word, in small letters, is the name of a month or of a day of the week. */
export const isCalendarWord = (key: string): boolean => months.includes(key) || weekdays.includes(key);

/** The figures of a passage; dates, times, years and ordinals are none. */
export function figuresIn(text: string, { from, to }: Span): readonly Figure[] {
  const words = wordsOf(text, from, to);
  const result: Figure[] = [];
  for (let i = 0; i < words.length; i++) {
    const number = roundAt(words, i) ?? numberAt(text, words, i);
    if (!number) continue;
    const figure = figureAt(text, words, i, number);
    if (figure) result.push(figure);
    i = number.last;
  }
  return result;
}

/** A number, the last word of it, and whether it is round by itself: `a dozen`, `half a million`. */
interface WrittenNumber {
  readonly value: number;
  readonly last: number;
  readonly isRound: boolean;
}

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

function figureAt(
  text: string,
  words: readonly Word[],
  first: number,
  { value, last, isRound }: WrittenNumber,
): Figure | undefined {
  const [word, end] = [words[first] as Word, words[last] as Word];
  const before = text.slice(Math.max(0, word.from - 30), word.from);
  const after = text.slice(end.to, end.to + 24);
  const span = { from: word.from, to: end.to };
  if (isDateOrTime(words, first, last, value, before, after)) return undefined;
  const isAge =
    /^[-\s]years?[-\s]olds?/iu.test(after) ||
    /\b(?:aged?|at age|age of)\s$/iu.test(before) ||
    (/^, /u.test(after) && /\p{Lu}[\p{L}’'-]+, $/u.test(before) && value > 9 && value < 110);
  const currency = currencyOf(before, after);
  const kind = isAge
    ? 'age'
    : currency !== undefined
      ? 'money'
      : /^(?:\s?%|\spercent|\sper cent)/u.test(after)
        ? 'percent'
        : /^[-\s](?:magnitude|on the richter)/iu.test(after) || /magnitude[-\s](?:of\s)?$/iu.test(before)
          ? 'magnitude'
          : 'count';
  return {
    ...span,
    value,
    kind,
    nouns: nounsAfter(text, words, last),
    room: roomOf(before, after, isRound),
    ...(currency !== undefined && { currency }),
    isRate: rate.test(text.slice(end.to, end.to + 40)),
    ...(currency === undefined && unitOf(end.key, after)),
  };
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
    months.includes(words[first - 1]?.key ?? '') ||
    months.includes(words[last + 1]?.key ?? '') ||
    /^(?:st|nd|rd|th)\b/u.test(after) ||
    (first === last && value >= 1900 && value <= 2100 && !/[$€£]\s?$/u.test(before)) ||
    /^\s?(?:[ap]\.?m\b|:\d|o.clock|GMT|UTC)/iu.test(after) ||
    /\d[:/.-]$/u.test(before) ||
    /^[:/]\d/u.test(after)
  );
}

const sameUnit: Readonly<Record<string, string>> = {
  m: 'meter',
  km: 'kilometer',
  cm: 'centimeter',
  ft: 'foot',
  feet: 'foot',
  mi: 'mile',
  kg: 'kilogram',
  kilo: 'kilogram',
  kph: 'kilometer an hour',
  mph: 'mile an hour',
  inche: 'inch',
  krona: 'crown',
  kronor: 'crown',
  rouble: 'ruble',
};
const unitAfter =
  /^[\s-]?((?:square|cubic|nautical|metric)[\s-])?(m|km|cm|ft|mi|kg|kph|mph|(?:kilo|centi|milli)?met(?:re|er)s?|feet|foot|miles?|yards?|inch(?:es)?|(?:kilo)?grams?|kilos?|tons?|tonnes?|ounces?|lit(?:re|er)s?|gallons?|barrels?|hectares?|acres?|knots?|degrees?(?:\s(?:celsius|fahrenheit))?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|crowns?|kron(?:a|or)|francs?|yen|yuan|rupees?|pesos?|r[ou]+bles?)(?![\p{L}\p{N}])/iu;

/** What a figure is measured in: `5 miles`, `120km`, `4 degrees Fahrenheit`, `20 crowns`. The `m` of `5m` is a million. */
function unitOf(key: string, after: string): { readonly unit?: string } {
  const glued = /^\d[\d.,]*(\p{L}+)$/u.exec(key)?.[1];
  const [, kind = '', word] = unitAfter.exec(glued === undefined || glued in scales ? after : glued) ?? [];
  if (word === undefined) return {};
  const one = word
    .toLowerCase()
    .replace(/^(\p{L}{2,})s(?=\s|$)/u, '$1')
    .replace(/tre$/u, 'ter');
  return { unit: kind.toLowerCase().replace('-', ' ') + (sameUnit[one] ?? one) };
}

const rate = /^[^.;]{0,24}\b(?:per|a|an|each|every)[\s-](?:season|year|month|week|day|hour|person|share|barrel)\b/iu;

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

/** The first content words after a figure, up to a mark of punctuation. */
function nounsAfter(text: string, words: readonly Word[], last: number): readonly string[] {
  const nouns: string[] = [];
  for (let i = last + 1; i < words.length && nouns.length < 3; i++) {
    const word = words[i] as Word;
    const between = text.slice(words[i - 1]?.to, word.from);
    if (/[,.;:()?!"”]/u.test(between) || valueOf(word.key) !== undefined) break;
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

const bound = /\b(?:by|as of|until|till)\s(?:late\s|early\s|the\s)?$/iu;

/** Days of the week and of the month. */
export function daysIn(text: string, { from, to }: Span): readonly DayMention[] {
  const words = wordsOf(text, from, to);
  const result: DayMention[] = [];
  const isBound = (start: number): boolean => bound.test(text.slice(Math.max(from, start - 20), start));
  for (let i = 0; i < words.length; i++) {
    const { key, form, from: start, to: end } = words[i] as Word;
    const weekday = weekdays.indexOf(key);
    if (weekday >= 0 && /^\p{Lu}/u.test(form)) result.push({ from: start, to: end, weekday, isBound: isBound(start) });
    const month = months.indexOf(key.replace(/^sept$/u, 'sep')) % 12;
    if (month < 0 || !/^\p{Lu}/u.test(form)) continue;
    const day = (at: number): number | undefined => {
      const found = /^(\d{1,2})(?:st|nd|rd|th)?$/u.exec(words[at]?.key ?? '');
      return found && Number(found[1]) >= 1 && Number(found[1]) <= 31 ? Number(found[1]) : undefined;
    };
    const before = words[i - 1]?.key === 'of' ? i - 2 : i - 1;
    const at = day(i + 1) !== undefined ? i + 1 : day(before) !== undefined ? before : undefined;
    if (at === undefined) continue;
    const edge = words[at] as Word;
    const year = [i + 1, i + 2].map((k) => Number(words[k]?.key)).find((value) => value >= 1900 && value <= 2100);
    result.push({
      from: Math.min(start, edge.from),
      to: Math.max(end, edge.to),
      isBound: isBound(Math.min(start, edge.from)),
      month,
      day: day(at) as number,
      ...(year !== undefined && { year }),
    });
  }
  return result;
}

const titles = new Set(
  'mr mrs ms dr prof sir president minister mayor senator capt captain gen general col lt sgt judge justice coach officer chief director king queen prince pope st the a an in on at but and of for'.split(
    ' ',
  ),
);
const placeBefore =
  /\b(?:in|at|near|from|to|off|across|around|outside|through|into|of)\s(?:the\s|northern\s|southern\s|eastern\s|western\s|central\s|downtown\s|suburban\s)?$/u;

/** Runs of words with capitals, without titles; at the start of a sentence only runs of two and more. */
export function namesIn(text: string, { from, to }: Span): readonly NameMention[] {
  const words = wordsOf(text, from, to);
  const result: NameMention[] = [];
  for (let i = 0; i < words.length; i++) {
    let last = i - 1;
    while (isCapital(words[last + 1]) && (last < i || isWithinName(text, words[last], words[last + 1]))) last++;
    if (last < i) continue;
    let first = i;
    while (first < last && titles.has(words[first]?.key ?? '')) first++;
    const run = words.slice(first, last + 1);
    const [head, tail] = [run[0], run[run.length - 1]];
    const isStart = first === 0 || /[.!?:]["”’]?\s+["“‘]?$/u.test(text.slice(from, head?.from).slice(-6));
    i = last;
    if (!head || !tail || titles.has(head.key) || weekdays.includes(head.key) || months.includes(head.key)) continue;
    if (run.length === 1 && isStart) continue;
    const before = text.slice(Math.max(from, head.from - 24), head.from);
    result.push({
      from: head.from,
      to: tail.to,
      words: run.map(({ key }) => key.replace(/'s$/u, '')),
      isPlace: placeBefore.test(before) && !/['’]s$/u.test(text.slice(head.from, tail.to)),
    });
  }
  return result;
}

/** Whether a word goes on the name that the one before is in: `J. Brandt`, `Tarn-Holm`; not `in Tarn. The`. */
function isWithinName(text: string, word: Word | undefined, next: Word | undefined): boolean {
  const gap = text.slice(word?.to, next?.from);
  return (
    /^[\s-]$/u.test(gap) || (/^\.\s$/u.test(gap) && word !== undefined && (word.key.length < 3 || titles.has(word.key)))
  );
}

const isCapital = (word: Word | undefined): boolean =>
  word !== undefined && /^\p{Lu}[\p{L}\p{M}'.-]*$/u.test(word.form) && !/^\p{Lu}+$/u.test(word.form.slice(1) || 'a');

/** The last word of what is counted: of `three former co-workers` not `former`. */
export const headOf = ({ nouns }: Figure): string | undefined => nouns[nouns.length - 1];

/** Whether two figures are of one value. */
export const equal = (x: Figure, y: Figure): boolean => Math.abs(x.value - y.value) < 1e-9;

/** Whether both may be true: equal, rounded and said to be, or a bound that leaves room. */
export function areCompatible(x: Figure, y: Figure): boolean {
  if (equal(x, y)) return true;
  const ratio = Math.abs(x.value - y.value) / Math.max(x.value, y.value);
  if ((x.room !== 'none' || y.room !== 'none') && ratio <= 0.1) return true;
  return leaves(x, y) || leaves(y, x);
}

function leaves(bound: Figure, figure: Figure): boolean {
  if (bound.room === 'above') return figure.value >= bound.value || figure.room === 'above';
  if (bound.room === 'below') return figure.value <= bound.value || figure.room === 'below';
  return false;
}
