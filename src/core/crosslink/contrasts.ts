import type { Span } from '../text/change';
import type { Side } from './article';
import { daysIn, type DayMention } from './details';
import type { Figure } from './figures';
import { termOf } from './terms';
import { wordsOf } from './words';

/**
 * States of one thing that is counted more than once: figures of two of them are no disagreement, nor are those of one of
 * them and of a passage that says nothing of the kind.
 */
const states: readonly RegExp[] = [
  /\b(?:at first|initially|originally|first reported|(?:earlier|early|first|initial|provisional|preliminary|partial) (?:reports?|results?|figures?|count|tall(?:y|ies)|estimates?)|exit polls?|projections?)\b/iu,
  /\b(?:half-?time|at the (?:break|interval)|in the first half|first set|first leg)\b/iu,
  /\b(?:(?:early|morning|pre-?market|after-hours|midday) trading|at the open(?:ing)?|at one point|at (?:its|their|the) (?:peak|height)|peaked)\b/iu,
  /\b(?:year[- ]to[- ]date|so far this year|since (?:the start|the beginning) of the year|(?:first )?(?:six|nine|ten|eleven) months|half[- ]year|cumulative(?:ly)?|in total since)\b/iu,
  /\b(?:by|as of|until|till)\s(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\d{1,2}[:.]\d\d|\d{1,2} o.clock|noon|midday|midnight|(?:the |early |late |mid-)?(?:morning|afternoon|evening)|night(?:fall)?|dawn|dusk)\b/iu,
];

/** Periods that figures are of: `first quarter`. */
const period =
  /\b(first|second|third|fourth|last|final|q[1-4])[- ](quarter|half|month|week|season|year|decade)(?:ly)?\b/giu;

/** Whether the passages say of when their figures are, and that differs: `by Monday five, by Wednesday seven`; `at first 15, in the end two`. */
export function areOfOtherTimes(a: Side, b: Side): boolean {
  if (states.some((state) => state.test(a.words) !== state.test(b.words))) return true;
  const [left, right] = [a, b].map(({ text, span }) => daysIn(text, span).filter(({ isBound }) => isBound));
  return !!left && !!right && left.some((x) => right.some((y) => mayBeOtherDays(x, y)));
}

/** A day of the week and one of a month may be two days: then the figures beside them are not said to differ. */
const mayBeOtherDays = (x: DayMention, y: DayMention): boolean =>
  x.weekday !== y.weekday ||
  x.day !== y.day ||
  x.month !== y.month ||
  (x.year !== undefined && y.year !== undefined && x.year !== y.year);

/** Words that exclude each other: which of them stands next to a figure tells what it is of. */
const contrasts: readonly (readonly RegExp[])[] = [
  [
    /\bnet\b/giu,
    /\b(?:operating|operational)\b/giu,
    /\bgross\b/giu,
    /\b(?:before tax|pre-?tax)\b/giu,
    /\bafter tax\b/giu,
    /\b(?:adjusted|underlying|core)\b/giu,
  ],
  [
    /\b(?:profits?|earn(?:s|ed|ings)?|income)\b/giu,
    /\b(?:sales|revenues?|turnover|takings)\b/giu,
    /\b(?:costs?|spen(?:d|t|ding)|expenses?|loss|losses|lost|damages?)\b/giu,
    /\b(?:debts?|owes?|owed|loans?)\b/giu,
    /\b(?:fines?|fined|penalty|penalties)\b/giu,
    /\b(?:dividends?)\b/giu,
    /\b(?:orders?)\b/giu,
    /\b(?:invest\p{L}*)\b/giu,
  ],
  [
    /\b(?:ask(?:s|ed|ing)?|demand(?:s|ed|ing)?|sought|seek(?:s|ing)?|want(?:s|ed)?|call(?:s|ed|ing) for|request(?:s|ed)?|propos(?:e|es|ed|al))\b/giu,
    /\b(?:offer(?:s|ed|ing)?)\b/giu,
    /\b(?:fac(?:e|es|ed|ing)|maximum|up to|carr(?:y|ies)|punishable)\b/giu,
    /\b(?:sentenced|jailed|got|given|receiv(?:e|es|ed)|award(?:s|ed)?|agreed|settled|ordered|granted|accept(?:s|ed)?)\b/giu,
  ],
  [
    /\b(?:kill(?:s|ed|ing)?|d(?:ied|ead|eaths?|ying)|drown(?:ed|ing)?|los(?:t|e|ing) (?:his|her|their) (?:life|lives)|fatal(?:ities)?|bodies|death toll)\b/giu,
    /\b(?:injur(?:ed|ing|ies|y)|wound(?:ed|ing|s)|hurt(?:ing)?|hospital(?:s|ised|ized)?)\b/giu,
    /\b(?:missing|unaccounted)\b/giu,
    /\b(?:rescued|saved|evacuated|pulled from|survivors?|survived)\b/giu,
    /\b(?:arrest(?:ed|ing|s)|detained|charged)\b/giu,
    /\b(?:homeless|displaced)\b/giu,
  ],
  [/\bfirst\b/giu, /\bsecond\b/giu, /\bthird\b/giu, /\bfourth\b/giu, /\b(?:last|final)\b/giu],
  [/\b(?:men|males?)\b/giu, /\b(?:women|females?)\b/giu, /\b(?:children|child|boys|girls|minors|pupils)\b/giu],
  [
    /\b(?:lost|los(?:es|ing)|shed)\b/giu,
    /\b(?:left|remain(?:s|ing)?|keeps?|kept)\b/giu,
    /\b(?:gain(?:s|ed|ing)?|added|picked up)\b/giu,
  ],
  [/\b(?:open(?:s|ed|ing)?)\b/giu, /\b(?:clos(?:e|es|ed|ing))\b/giu],
  [
    /\b(?:town|city|capital|village|district)\b/giu,
    /\b(?:region(?:al)?|province|county|statewide|countywide)\b/giu,
    /\b(?:nationwide|national(?:ly)?|country|countrywide)\b/giu,
    /\b(?:worldwide|global(?:ly)?|world)\b/giu,
  ],
  [/\b(?:this year|year over year)\b/giu, /\b(?:last year|previous year|a year (?:ago|earlier|before))\b/giu],
];

/** How far such a word may stand from the figure, in UTF-16 units. Guessed. */
const nearest = 45;

/** Whether words next to two figures tell that they are of two things: `net profit`, `operating profit`; `hurt`, `killed`. */
export function areContrasted(a: Side, x: Span, b: Side, y: Span): boolean {
  const [left, right] = [clauseOf(a, x), clauseOf(b, y)];
  return contrasts.some((kinds) => {
    const [one, other] = [nearestOf(kinds, left), nearestOf(kinds, right)];
    return (
      one !== undefined && other !== undefined && one !== other && !left.has(kinds[other]) && !right.has(kinds[one])
    );
  });
}

/** A figure's surroundings within its sentence. */
class Clause {
  constructor(
    readonly words: string,
    readonly figure: Span,
  ) {}

  /** Whether a word of this kind stands in it at all. */
  has(kind: RegExp | undefined): boolean {
    return kind !== undefined && this.words.search(kind) >= 0;
  }

  /** How far the next word of this kind stands from the figure. */
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
  return new Clause(text.slice(start, end), { from: from - start, to: to - start });
}

/** The kind whose word stands nearest to the figure; undefined where none does. */
function nearestOf(kinds: readonly RegExp[], clause: Clause): number | undefined {
  const distances = kinds.map((kind) => clause.distance(kind));
  const least = Math.min(...distances);
  return least <= nearest ? distances.indexOf(least) : undefined;
}

/** Which quarter, half or other part of time a passage's figures are of. */
const periodsOf = ({ words }: Side): readonly string[] =>
  [...words.matchAll(period)].map(([, which = '', unit = '']) => `${which} ${unit}`.toLowerCase());

/** Whether one names the first quarter, and the other the second. */
export function areOfOtherPeriods(a: Side, b: Side): boolean {
  const [left, right] = [periodsOf(a), periodsOf(b)];
  return left.length > 0 && right.length > 0 && !left.some((name) => right.includes(name));
}

const done =
  /^[^.;]{0,40}\b(?:counted|tallied|reporting|reported|contained|completed?|finished)\b|^[^.;]{0,12}\bof (?:the )?(?:votes|ballots) (?:in|counted)\b/iu;
const clock = /\bat\s(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\d{1,2}[:.]\d\d|noon|midday|midnight)/iu;

/** Whether a percentage is one that grows by the hour, and nobody says that both are of one hour. */
export function isProgress(a: Side, x: Figure, b: Side, y: Figure): boolean {
  if (x.kind !== 'percent') return false;
  const after = ({ text, span }: Side, { to }: Figure): string => text.slice(to, Math.min(span.to, to + 60));
  return done.test(after(a, x)) || done.test(after(b, y)) || clock.test(a.words) !== clock.test(b.words);
}

/** Whether two figures are said of two subjects, both of which both articles know: `shares of Lumen`, `shares of Helio`. */
export function areOfOtherSubjects(a: Side, x: Span, b: Side, y: Span): boolean {
  const before = (side: Side, { from }: Span): ReadonlySet<string> => namesOf(side, from);
  const [left, right] = [before(a, x), before(b, y)];
  if (left.size === 0 || right.size === 0) return false;
  const areKnown = (names: ReadonlySet<string>, { article }: Side): boolean =>
    [...names].some((name) => article.terms.has(name));
  const isIn = (names: ReadonlySet<string>, { terms }: Side): boolean => [...names].some((name) => terms.has(name));
  return areKnown(left, b) && areKnown(right, a) && !isIn(left, b) && !isIn(right, a);
}

/** The terms of words with a capital, names of the article, that stand before a place of a passage. */
function namesOf({ text, span, article }: Side, to: number): ReadonlySet<string> {
  return new Set(
    wordsOf(text, span.from, to)
      .filter(({ form }) => /^\p{Lu}/u.test(form))
      .map(({ form }) => termOf(form.replace(/['’]s$/u, '')))
      .filter((term) => article.names.has(term)),
  );
}
