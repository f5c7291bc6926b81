import type { Span } from '../text/change';
import { before, contentNear, type Side } from './article';
import { calendarWords } from './notations';
import { termOf } from './terms';

/** Features of the words next to both details, for each aspect. */
export const nearNames = [
  'near words shared by both',
  'near words that each lacks',
  'near words new to the other article',
  'the same word before',
] as const;

const calendarTerms: ReadonlySet<string> = new Set(calendarWords.map(termOf));

/** The number of common words of two passages, except names, figures, days and those in `besides`. */
export function sharedMatter(a: Side, b: Side, besides: ReadonlySet<string>): number {
  const isMatter = (term: string): boolean =>
    !besides.has(term) &&
    !/^\d/u.test(term) &&
    !calendarTerms.has(term) &&
    !a.article.names.has(term) &&
    !b.article.names.has(term);
  return [...a.terms].filter((term) => b.terms.has(term) && isMatter(term)).length;
}

/** Distance from a detail of words that tell what it is about, in UTF-16 units. Guessed. */
const nearReach = 60;

/** The features in the order of `nearNames`; words in `besides` are being compared, and ignored. */
export function nearNumbers(a: Side, x: Span, b: Side, y: Span, besides: ReadonlySet<string>): readonly number[] {
  const near = (side: Side, place: Span): readonly string[] =>
    [...contentNear(side, place, nearReach)].filter(
      (term) => !besides.has(term) && !/^\d/u.test(term) && !calendarTerms.has(term),
    );
  const [left, right] = [near(a, x), near(b, y)];
  const lacks = (terms: readonly string[], has: ReadonlySet<string>): number =>
    terms.filter((term) => !has.has(term)).length;
  const [lackB, lackA] = [lacks(left, b.terms), lacks(right, a.terms)];
  return [
    Math.min(1 - lackB / Math.max(1, left.length), 1 - lackA / Math.max(1, right.length)),
    Math.min(3, Math.min(lackB, lackA)),
    Math.min(4, lacks(left, b.article.terms) + lacks(right, a.article.terms)),
    Number(isSameBefore(a, x, b, y)),
  ];
}

function isSameBefore(a: Side, x: Span, b: Side, y: Span): boolean {
  const wordBefore = (side: Side, place: Span): string =>
    /([\p{L}.]+)[\s,]+$/u.exec(before(side, place, 25))?.[1]?.replaceAll('.', '') ?? '';
  const [first, second] = [wordBefore(a, x), wordBefore(b, y)];
  return first !== '' && termOf(first) === termOf(second);
}
