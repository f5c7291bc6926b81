import type { Span } from '../text/change';
import { isCalendarWord, type Notation } from './notations';
import { wordsOf, type Word } from './words';

export interface DayMention extends Span {
  /** Whether something is said up to then: `by Monday`, `as of March 4`. */
  readonly isBound: boolean;
  /** Whether something is true from then on: `since 2006`. */
  readonly isSince?: true;
  readonly weekday?: number;
  readonly month?: number;
  readonly day?: number;
  readonly year?: number;
  /** A time of day, in minutes. */
  readonly time?: number;
  /** Whether the time may be in the morning or the evening: `at 6.40`. */
  readonly isEither?: boolean;
}

export interface NameMention extends Span {
  readonly words: readonly string[];
  readonly isPlace: boolean;
}

const bound =
  /(?<!\p{L})(?:by|as of|until|till|bis|jusqu.(?:à|au)|hasta|до|станом на)\s(?:late\s|early\s|the\s|zum\s|el\s)?$/iu;

/** The days of the week and of the month, months, years and times of day, each reading of an unclear date among them. */
export const daysIn = (text: string, span: Span, notation: Notation): readonly DayMention[] => [
  ...calendarDaysIn(text, span, notation),
  ...writtenDatesIn(text, span, notation).flatMap(({ readings, ...at }) =>
    readings.map((date) => ({ ...date, ...at })),
  ),
  ...yearsIn(text, span, notation),
  ...timesIn(text, span),
];

const isBoundAt = (text: string, from: number, start: number): boolean =>
  bound.test(text.slice(Math.max(from, start - 20), start));

/** A date in figures. In English `03/04/2026` has two readings; `3.4.` has none, since it may end a sentence. */
interface WrittenDate extends Span {
  readonly readings: readonly Pick<DayMention, 'day' | 'month' | 'year' | 'isBound'>[];
}

const writtenDate =
  /(?<![\d.,:/-])(?:(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)|(?<first>\d{1,2})(?<sign>[./-])(?<second>\d{1,2})(?:\k<sign>(?<last>\d{4})|(?<=\.\d{1,2})\.))(?![\d/-]|[.,]\d)/gu;

/** `2026-03-03`, `03.03.2026`, `03/03/2026`, and `3.3.` in languages with a decimal comma. */
export function writtenDatesIn(text: string, { from, to }: Span, notation: Notation): readonly WrittenDate[] {
  return [...text.slice(from, to).matchAll(writtenDate)].flatMap(({ index, 0: all, groups = {} }) => {
    const [day, month, year] = [
      groups['day'] ?? groups['first'],
      groups['month'] ?? groups['second'],
      groups['year'] ?? groups['last'],
    ].map((figures) => (figures === undefined ? undefined : Number(figures)));
    const isMonthFirst = groups['sign'] !== '.' && groups['first'] !== undefined && Number(month) > 12;
    const start = from + index;
    const written = { from: start, to: start + all.length };
    const [own, other] = isMonthFirst ? [month, day] : [day, month];
    if (own === undefined || other === undefined || own < 1 || own > 31 || other < 1 || other > 12) return [];
    if (year === undefined && !notation.hasDecimalComma) return [];
    // `am 12.5.` is German; elsewhere a sentence ends with `3.5.`
    if (year === undefined && !notation.hasCapitalNouns) return [{ ...written, readings: [] }];
    const isEither = /[/-]/u.test(groups['sign'] ?? '') && !notation.hasDecimalComma && own <= 12 && own !== other;
    const date = { isBound: isBoundAt(text, from, start), ...(year !== undefined && { year }) };
    const reading = { ...date, day: own, month: other - 1 };
    return [{ ...written, readings: isEither ? [reading, { ...date, day: other, month: own - 1 }] : [reading] }];
  });
}

function calendarDaysIn(text: string, { from, to }: Span, notation: Notation): readonly DayMention[] {
  const words = wordsOf(text, from, to);
  const result: DayMention[] = [];
  const isBound = (start: number): boolean => isBoundAt(text, from, start);
  for (let i = 0; i < words.length; i++) {
    const { key, form, from: start, to: end } = words[i] as Word;
    if (notation.hasCapitalDays && !/^\p{Lu}/u.test(form)) continue;
    const weekday = notation.weekdays.get(key);
    if (weekday !== undefined) result.push({ from: start, to: end, weekday, isBound: isBound(start) });
    const month = notation.months.get(key);
    if (month === undefined) continue;
    const day = (at: number): number | undefined => {
      const found = /^(\d{1,2})(?:st|nd|rd|th|er)?$/u.exec(words[at]?.key ?? '');
      return found && Number(found[1]) >= 1 && Number(found[1]) <= 31 ? Number(found[1]) : undefined;
    };
    const before = /^(?:of|de)$/u.test(words[i - 1]?.key ?? '') ? i - 2 : i - 1;
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

const monthOrYear =
  /(?<!\p{L})(?:(?<before>in|since|of|until|by|during|im|seit|bis|en|depuis|desde|hasta|у|в|з)\s(?:(?:early|late|mid)[- ]|Jahre?\s|(?:el\s)?año\s)?|(?=\d{4}\sро(?:ку|ці)(?!\p{L})))(?:(?<month>\p{L}{3,})\s(?:of\s|de\s)?)?(?<year>(?:1[5-9]|20)\d\d)(?![\d,.%]*\d|\s?%|\s\p{Ll}+(?:s|ren|men|people)\b)/gu;

/** `in March 2022`, `in 1934`: a year without a day. */
function yearsIn(text: string, { from, to }: Span, notation: Notation): readonly DayMention[] {
  return [...text.slice(from, to).matchAll(monthOrYear)].flatMap(({ index, 0: all, groups }) => {
    const month = notation.months.get((groups?.['month'] ?? '').toLowerCase());
    if (groups?.['month'] !== undefined && month === undefined) return [];
    const written = `${groups?.['month'] ?? ''}${groups?.['year'] ?? ''}`;
    const end = from + index + all.length;
    const start = groups?.['month'] === undefined ? end - written.length : text.indexOf(groups['month'], from + index);
    const isBound = /^(?:by|until|bis|hasta)$/u.test(groups?.['before'] ?? '');
    const isSince = /^(?:since|seit|depuis|desde)$/u.test(groups?.['before'] ?? '');
    const year = Number(groups?.['year']);
    return [
      { from: start, to: end, isBound, ...(isSince && { isSince }), year, ...(month !== undefined && { month }) },
    ];
  });
}

const timeOfDay =
  /\b(?:(?<hour>\d{1,2})(?:[:.](?<minute>[0-5]\d))?\s?(?<half>[ap])\.?m\b|(?<hours>[01]?\d|2[0-3])(?:(?::|\s?h\s?)(?<minutes>[0-5]\d)(?![:\d])|(?:\.(?<past>[0-5]\d))?\sUhr\b|\.(?<exact>[0-5]\d)\shoras\b)|(?<word>noon|midday|midnight)\b)/giu;

function timesIn(text: string, { from, to }: Span): readonly DayMention[] {
  return [...text.slice(from, to).matchAll(timeOfDay)].flatMap(({ index, 0: all, groups }) => {
    const { hour, minute, half, hours, minutes, past, exact, word } = groups as Readonly<
      Record<string, string | undefined>
    >;
    const start = from + index;
    const found = {
      from: start,
      to: start + all.length,
      isBound: isBoundAt(text, from, start),
    };
    if (word !== undefined) return [{ ...found, time: word.toLowerCase() === 'midnight' ? 0 : 720 }];
    if (hours !== undefined)
      return [
        {
          ...found,
          time: Number(hours) * 60 + Number(minutes ?? past ?? exact ?? 0),
          isEither: Number(hours) <= 12 && !hours.startsWith('0'),
        },
      ];
    if (Number(hour) > 12) return [];
    return [
      { ...found, time: ((Number(hour) % 12) + (half?.toLowerCase() === 'p' ? 12 : 0)) * 60 + Number(minute ?? 0) },
    ];
  });
}

const titles = new Set(
  'mr mrs ms dr prof sir president minister mayor senator governor chancellor commissioner inspector sergeant secretary councillor councilor ambassador capt captain gen general col lt sgt judge justice coach officer chief director king queen prince pope st the a an in on at but and of for'.split(
    ' ',
  ),
);
const placeBefore =
  /\b(?:in|at|near|from|to|off|across|around|outside|through|into|of)\s(?:the\s|northern\s|southern\s|eastern\s|western\s|central\s|downtown\s|suburban\s)?$/u;

/** Runs of capitalized words, without titles; at the start of a sentence only runs of two and more. */
export function namesIn(text: string, { from, to }: Span, notation: Notation): readonly NameMention[] {
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
    const isStart = first === 0 || /(?:[.!?:]["”’]?\s+|\n\s*)["“‘]?$/u.test(text.slice(from, head?.from).slice(-6));
    i = last;
    if (!head || !tail || titles.has(head.key) || isCalendarWord(head.key, notation)) continue;
    if (run.length === 1 && (isStart || notation.hasCapitalNouns)) continue;
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

/** Whether a word continues the name with the word before: `J. Brandt`, `Tarn-Holm`; not `in Tarn. The`. */
function isWithinName(text: string, word: Word | undefined, next: Word | undefined): boolean {
  const gap = text.slice(word?.to, next?.from);
  return (
    /^[\s-]$/u.test(gap) || (/^\.\s$/u.test(gap) && word !== undefined && (word.key.length < 3 || titles.has(word.key)))
  );
}

const isCapital = (word: Word | undefined): boolean =>
  word !== undefined && /^\p{Lu}[\p{L}\p{M}'.-]*$/u.test(word.form) && !/^\p{Lu}+$/u.test(word.form.slice(1) || 'a');
