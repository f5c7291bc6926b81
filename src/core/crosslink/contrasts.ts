import type { Span } from '../text/change';
import type { Side } from './article';
import { contrasts, narrowings, periods, planned, states } from './contrastWords';
import type { DayMention } from './details';
import type { Figure } from './figures';
import { termOf } from './terms';
import { wordsOf } from './words';

/** Whether the passages tell different times of their figures: `by Monday five`, `by Wednesday seven`. */
export function areOfOtherTimes(a: Side, b: Side): boolean {
  const [inA, inB] = [a.words.toLowerCase(), b.words.toLowerCase()];
  if (states.some((state) => state.test(inA) !== state.test(inB))) return true;
  return a.days.some((x) => b.days.some((y) => (x.isBound || y.isBound) && mayBeOtherDays(x, y)));
}

/** A day of the week and a day of the month may be two days, so that the figures beside them can't be compared. */
const mayBeOtherDays = (x: DayMention, y: DayMention): boolean =>
  x.weekday !== y.weekday ||
  x.day !== y.day ||
  x.month !== y.month ||
  (x.year !== undefined && y.year !== undefined && x.year !== y.year);

/** Most UTF-16 units between such a word and the figure. Guessed. */
const nearest = 45;

/** Whether words next to one figure narrow it, and the other passage has none of that kind; ages are never narrowed. */
export function isNarrowed(a: Side, x: Figure, b: Side, y: Figure): boolean {
  if (x.kind === 'age') return false;
  const [left, right] = [clauseOf(a, x), clauseOf(b, y)];
  const [inA, inB] = [a.words.toLowerCase(), b.words.toLowerCase()];
  return narrowings.some(({ by, otherwise }) => {
    const isIn = (words: string): boolean => by.test(words) || otherwise?.test(words) === true;
    return (left.has(by) && !isIn(inB)) || (right.has(by) && !isIn(inA));
  });
}

/** Whether words next to two figures tell that these differ in kind: `net profit`, `operating profit`. */
export function areContrasted(a: Side, x: Span, b: Side, y: Span): boolean {
  const [left, right] = [clauseOf(a, x), clauseOf(b, y)];
  return contrasts.some(({ any, kinds }) => {
    if (!left.has(any) || !right.has(any)) return false;
    const [one, other] = [nearestOf(kinds, left), nearestOf(kinds, right)];
    return (
      one !== undefined && other !== undefined && one !== other && !left.has(kinds[other]) && !right.has(kinds[one])
    );
  });
}

/** The text around a figure within its sentence, in small letters. */
class Clause {
  constructor(
    readonly words: string,
    readonly figure: Span,
  ) {}

  /** Whether it contains a word of this kind. */
  has(kind: RegExp | undefined): boolean {
    return kind !== undefined && this.words.search(kind) >= 0;
  }

  /** The distance of the nearest word of this kind from the figure. */
  distance(kind: RegExp): number {
    const all = [...this.words.matchAll(kind)];
    return Math.min(
      ...all.map(({ index, 0: found }) => Math.max(this.figure.from - index - found.length, index - this.figure.to)),
    );
  }
}

function clauseOf({ text, span }: Side, { from, to }: Span): Clause {
  const start = Math.max(span.from, from - nearest - 20);
  const end = Math.min(span.to, to + nearest + 20);
  return new Clause(text.slice(start, end).toLowerCase(), { from: from - start, to: to - start });
}

/** The kind of the word nearest to the figure; undefined if there is none. */
function nearestOf(kinds: readonly RegExp[], clause: Clause): number | undefined {
  const distances = kinds.map((kind) => clause.distance(kind));
  const least = Math.min(...distances);
  return least <= nearest ? distances.indexOf(least) : undefined;
}

/** Whether the passages name different periods: the first quarter and the second, or this year and the next. */
export function areOfOtherPeriods({ words: a }: Side, { words: b }: Side): boolean {
  return periods.some((kind) => {
    const [left, right] = [a, b].map((words) => [...words.toLowerCase().matchAll(kind)].map(([found]) => found));
    return !!left?.length && !!right?.length && !left.some((name) => right.includes(name));
  });
}

const done =
  /^[^.;]{0,40}\b(?:counted|tallied|reporting|reported|contained|completed?|finished)\b|^[^.;]{0,12}\bof (?:the )?(?:votes|ballots) (?:in|counted)\b/iu;
const clock = /\bat\s(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\d{1,2}[:.]\d\d|noon|midday|midnight)/iu;

/** Whether a percentage is one that grows by the hour, and the passages do not tell the same hour. */
export function isProgress(a: Side, x: Figure, b: Side, y: Figure): boolean {
  if (x.kind !== 'percent') return false;
  const after = ({ text, span }: Side, { to }: Figure): string => text.slice(to, Math.min(span.to, to + 60));
  return done.test(after(a, x)) || done.test(after(b, y)) || clock.test(a.words) !== clock.test(b.words);
}

/** Whether two details are about two subjects that both articles mention: `shares of Lumen`, `shares of Helio`. */
export function areOfOtherSubjects(a: Side, x: Span, b: Side, y: Span): boolean {
  const [left, right] = [namesBefore(a, x, b), namesBefore(b, y, a)];
  if (left.size === 0 || right.size === 0) return false;
  const areKnown = (names: ReadonlySet<string>, { article }: Side): boolean =>
    [...names].some((name) => article.terms.has(name));
  const isIn = (names: ReadonlySet<string>, { terms }: Side): boolean => [...names].some((name) => terms.has(name));
  return areKnown(left, b) && areKnown(right, a) && !isIn(left, b) && !isIn(right, a);
}

/** Whether one passage is about the planned time of something, and the other about the actual one. */
export const isPlan = ({ words: a }: Side, { words: b }: Side): boolean =>
  planned.test(a.toLowerCase()) !== planned.test(b.toLowerCase());

/** The terms of capitalized words before a place of a passage that are names in either article. */
function namesBefore({ text, span, article }: Side, { from }: Span, other: Side): ReadonlySet<string> {
  return new Set(
    wordsOf(text, span.from, from)
      .filter(({ form }) => /^\p{Lu}/u.test(form))
      .map(({ form }) => termOf(form.replace(/['’]s$/u, '')))
      .filter((term) => article.names.has(term) || other.article.names.has(term)),
  );
}
