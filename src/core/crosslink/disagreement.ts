import type { Span } from '../text/change';
import {
  areCompatible,
  daysIn,
  equal,
  figuresIn,
  headOf,
  namesIn,
  type DayMention,
  type Figure,
  type NameMention,
} from './details';
import type { SourceIndex } from './index';
import { attendanceUnlike } from './attendance';
import { isContent, isOneEvent, sharedNear, sideOf, type Side } from './oneEvent';
import { termOf } from './terms';
import { align } from './quoteAlign';
import { passageOf } from './passage';
import { patternOf } from './quotePattern';
import { scanWords, wordsOf } from './words';

export type Aspect = 'figure' | 'date' | 'name' | 'place' | 'attendance' | 'quote';

/** A passage of a source of the index. */
export interface PassageRef extends Span {
  readonly source: string;
}

/** Where two passages on one thing say another figure, date, name, place, attendance or other quoted words. */
export interface Disagreement {
  readonly aspect: Aspect;
  readonly a: Span;
  readonly b: Span;
}

/** Where two passages contradict each other in a way that can be pinned to words. Nothing where in doubt. */
export function disagreements(index: SourceIndex, a: PassageRef, b: PassageRef): readonly Disagreement[] {
  const [left, right] = [sideOf(index, a.source, a), sideOf(index, b.source, b)];
  if (!left || !right) return [];
  const quoted = quotesUnlike(left, right);
  if (quoted.length > 0) return quoted;
  const attended = attendanceUnlike(left, right);
  if (attended) return attended.map((pair) => ({ aspect: 'attendance', ...pair }));
  const isOne = isOneEvent(left, right);
  return [...(isOne ? [...figuresUnlike(left, right), ...daysUnlike(left, right)] : []), ...namesUnlike(left, right)];
}

function figuresUnlike(a: Side, b: Side): readonly Disagreement[] {
  const [left, right] = [figuresIn(a.text, a.span), figuresIn(b.text, b.span)];
  const [allA, allB] = [a, b].map(({ text }) => figuresIn(text, { from: 0, to: text.length }));
  const result: Disagreement[] = [];
  for (const x of left)
    for (const y of right) {
      const isElsewhere =
        allB?.some((z) => equal(z, x) && z.kind === 'age') || allA?.some((z) => equal(z, y) && z.kind === 'age');
      if (x.kind === 'age' && isElsewhere && !isSamePerson(a, b)) continue;
      if (x.value < 2 || y.value < 2 || !sameThing(a, x, b, y) || areCompatible(x, y)) continue;
      const rivals = [
        ...left.filter((z) => z !== x && sameThing(a, z, b, y)),
        ...right.filter((z) => z !== y && sameThing(a, x, b, z)),
      ];
      if (rivals.length > 0 || left.some((z) => equal(z, y)) || right.some((z) => equal(z, x))) continue;
      result.push({ aspect: 'figure', a: spanOf(x), b: spanOf(y) });
    }
  return result;
}

const spanOf = ({ from, to }: Span): Span => ({ from, to });

/** Figures further apart than so many times are of different things. Guessed. */
const farthest = { count: 4, money: 2, percent: 3, age: 4, magnitude: 2 } as const;

/** Nouns that many things are counted in: they need something else in common. */
const general = new Set(
  [
    'people',
    'person',
    'yard',
    'point',
    'year',
    'day',
    'hour',
    'minut',
    'week',
    'month',
    'time',
    'million',
    'mil',
    'feet',
    'met',
    'man',
    'women',
    'men',
  ].map(termOf),
);

function sameThing(a: Side, x: Figure, b: Side, y: Figure): boolean {
  if (x.kind !== y.kind) return false;
  if (Math.max(x.value, y.value) > farthest[x.kind] * Math.max(Math.min(x.value, y.value), 1e-9)) return false;
  if (x.kind === 'magnitude') return true;
  if (x.kind === 'age') return onePerson(a, x, b, y);
  const nouns = x.nouns.filter((noun) => y.nouns.includes(noun) && (noun === headOf(x) || noun === headOf(y)));
  if (x.kind !== 'money' && nouns.length === 0) return false;
  return nouns.some((noun) => !general.has(noun)) || sharedNear(a, x, b, y, 45, new Set(nouns)) > 1;
}

/** Whether both passages name one person, and nobody else. */
function isSamePerson(a: Side, b: Side): boolean {
  const [left, right] = [a, b].map(
    ({ text, span }) =>
      new Set(
        namesIn(text, span)
          .filter(({ isPlace, words }) => !isPlace && words.length > 1)
          .map(({ words }) => words[words.length - 1]),
      ),
  );
  return left?.size === 1 && right?.size === 1 && [...left].every((name) => right.has(name));
}

/** Whether the names beside two ages may be of one person. */
function onePerson(a: Side, x: Span, b: Side, y: Span): boolean {
  const near = ({ text, span }: Side, { from, to }: Span): readonly string[] =>
    namesIn(text, { from: Math.max(span.from, from - 40), to: Math.min(span.to, to + 50) })
      .filter(({ isPlace }) => !isPlace)
      .flatMap(({ words }) => words);
  const [left, right] = [near(a, x), near(b, y)];
  return left.length === 0 || right.length === 0 || left.some((name) => right.includes(name));
}

function daysUnlike(a: Side, b: Side): readonly Disagreement[] {
  const [left, right] = [daysIn(a.text, a.span), daysIn(b.text, b.span)];
  const result: Disagreement[] = [];
  const only = (days: readonly DayMention[], has: (day: DayMention) => boolean): DayMention | undefined => {
    const found = days.filter(has);
    return found.length === 1 ? found[0] : undefined;
  };
  const [da, db] = [only(left, isDate), only(right, isDate)];
  if (da && db && da.month === db.month && da.day !== db.day && happensAlike(a, da, b, db))
    result.push({ aspect: 'date', a: spanOf(da), b: spanOf(db) });
  const [wa, wb] = [only(left, isWeekday), only(right, isWeekday)];
  if (wa && wb && wa.weekday !== wb.weekday && !(da && db) && happensAlike(a, wa, b, wb))
    result.push({ aspect: 'date', a: spanOf(wa), b: spanOf(wb) });
  return result;
}

const isDate = ({ day }: DayMention): boolean => day !== undefined;
const isWeekday = ({ weekday }: DayMention): boolean => weekday !== undefined;

const reporting =
  /\b(?:said|told|announced|reported|confirmed|statement|today|revealed|heard|scheduled|starts?|posted|wrote|according|ago)\b/iu;

/** Whether the words close to both days have something in common, and neither day is that of a report: one happening. */
function happensAlike(a: Side, x: Span, b: Side, y: Span): boolean {
  const isReport = ({ text, span }: Side, { from, to }: Span): boolean =>
    reporting.test(text.slice(Math.max(span.from, from - 24), Math.min(span.to, to + 16)));
  return !isReport(a, x) && !isReport(b, y) && sharedNear(a, x, b, y, 60, new Set()) > 1;
}

/** A place, or a person, on each side whom the other article does not name anywhere, in like surroundings. */
function namesUnlike(a: Side, b: Side): readonly Disagreement[] {
  const result: Disagreement[] = [];
  for (const aspect of ['place', 'name'] as const) {
    const own = aspect === 'place' ? placesOf : peopleOf;
    const left = own(a).filter(({ words }) => words.every((word) => !b.article.has(termOf(word))));
    const right = own(b).filter(({ words }) => words.every((word) => !a.article.has(termOf(word))));
    const [first, second] = [left[0], right[0]];
    if (!first || !second || (aspect === 'place' && (left.length > 1 || right.length > 1))) continue;
    const both = new Set([...first.words, ...second.words]);
    const near = sharedNear(a, first, b, second, 60, new Set());
    const slack = aspect === 'name' && near > 1 ? 0.75 : 0;
    if (isOneEvent(a, b, both, slack) && near >= leastNear[aspect])
      result.push({ aspect, a: spanOf(first), b: spanOf(second) });
  }
  return result;
}

/** So many content words must stand near both names. Guessed. */
const leastNear = { place: 1, name: 1 } as const;

const placesOf = ({ text, span }: Side): readonly NameMention[] => namesIn(text, span).filter(({ isPlace }) => isPlace);

/**
 * The people of a passage by their last names: a name of two words that the article comes back to by its last word. So the
 * capitals of a headline are told from names. The one that it comes back to most often comes first.
 */
function peopleOf({ text, span }: Side): readonly NameMention[] {
  const all = namesIn(text, { from: 0, to: text.length }).filter(
    ({ words, isPlace }) => !isPlace && words.length > 1 && words.length < 4,
  );
  const lasts = new Set(all.map(({ words }) => words[words.length - 1] ?? '').filter((word) => isOnlyName(text, word)));
  const counts = new Map<string, number>();
  const mentions = new Map<string, NameMention>();
  scanWords(text, 0, text.length, (from, to) => {
    const word = text.slice(from, to).replace(/['’]s$/u, '');
    const key = word.toLowerCase();
    if (!lasts.has(key) || !/^\p{Lu}/u.test(word)) return;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (from >= span.from && to <= span.to && !mentions.has(key))
      mentions.set(key, { from, to, words: [key], isPlace: false });
  });
  return [...mentions].filter(([key]) => (counts.get(key) ?? 0) > 1).map(([, mention]) => mention);
}

/** Whether a word, given in small letters, is never written so in a text: `glacier` of a name may be. */
function isOnlyName(text: string, word: string): boolean {
  const isLetter = (at: number): boolean => /\p{L}/u.test(text.charAt(at));
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
    if (!isLetter(at - 1) && !isLetter(at + word.length)) return false;
  return word.length > 2;
}

/** Quotations of fewer words say too little of which utterance they are. */
const fewestQuoted = 5;
/** From this share of common words on two quotations are of one utterance. Guessed. */
const oneUtterance = 0.6;

/** The same where both begin with the same words. Guessed. */
const begunAlike = 0.25;

/** Whether two quotations begin with the same four words, two of which say something: `Europe is stepping up`. */
function beginAlike(a: string, b: string): boolean {
  const [left, right] = [a, b].map((quote) => wordsOf(quote.slice(0, 200)).slice(0, 4));
  if (!left || !right || left.length < 4 || left.some(({ key }, i) => key !== right[i]?.key)) return false;
  return left.filter(({ form }) => isContent(form)).length > 1;
}

function quotesUnlike(a: Side, b: Side): readonly Disagreement[] {
  const [left, right] = [quotedIn(a), quotedIn(b)];
  const result: Disagreement[] = [];
  for (const x of left)
    for (const y of right) {
      if (areUnlike(a, x, b, y)) result.push({ aspect: 'quote', a: spanOf(x), b: spanOf(y) });
    }
  return result;
}

/** Whether two quotations are of one utterance, and neither is an honest excerpt of the other. */
function areUnlike(a: Side, x: Span, b: Side, y: Span): boolean {
  const isShort = x.to - x.from <= y.to - y.from;
  const [quote, text, span] = isShort
    ? [a.text.slice(x.from, x.to), b.text, y]
    : [b.text.slice(y.from, y.to), a.text, x];
  const items = patternOf(quote);
  const count = items.filter(({ kind }) => kind === 'word').length;
  if (count < fewestQuoted) return false;
  const found = align(items, passageOf(text, span));
  return (
    found.edits > 0 &&
    found.same >= (beginAlike(quote, text.slice(span.from, span.to)) ? begunAlike : oneUtterance) * count
  );
}

function quotedIn({ span, words }: Side): readonly Span[] {
  return [...words.matchAll(/["“„«]([^"“”„«»]{12,})["”“»]/gu)].map(({ index, 0: found }) => ({
    from: span.from + index,
    to: span.from + index + found.length,
  }));
}
