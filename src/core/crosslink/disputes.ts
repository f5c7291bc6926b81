import type { Span } from '../text/change';
import { before, isContent, type Side } from './article';
import {
  areContrasted,
  areOfOtherPeriods,
  areOfOtherSubjects,
  areOfOtherTimes,
  isNarrowed,
  isPlan,
  isProgress,
} from './contrasts';
import type { DayMention } from './details';
import { mentionsIn, type Entity, type EntityMention } from './entities';
import { areCompatible, equal, headOf, type Figure } from './figures';
import { areOtherTimes, isOneNight } from './moments';
import { ofDays, overlapOf, sharedBy, sharedNear, storyNames, storyNumbers, termsOfWords } from './oneEvent';
import { nearNames, nearNumbers, sharedMatter } from './oneThing';
import { termOf } from './terms';
import { conversion } from './units';

/** The aspects in which passages may disagree where no rule tells whether they are about one thing. */
export type DisputedAspect = 'figure' | 'date' | 'name' | 'place';

/** The features by which disputes of each aspect are judged, in the order of `numbers`; `storyNumbers` are added. */
export const disputeNames = {
  figure: [
    'passages alike',
    'names shared',
    'words shared near by',
    'counts the same',
    'one counts what the other mentions',
    'money',
    'age',
    'said by the other article',
    'says what the other article says',
    'the only one left of its kind',
    'others of its kind',
    ...nearNames,
  ],
  date: [
    'passages alike',
    'words shared near by',
    'day of a report',
    'said by the other article',
    'says what the other article says',
    'neighbours in the week',
    ...nearNames,
  ],
  name: [
    'passages alike',
    'names shared',
    'words shared near by',
    'both come back',
    'both named in full',
    'unlike often',
    'others of its kind',
    ...nearNames,
  ],
  place: ['passages alike', 'names shared', 'words shared near by', 'others of its kind', ...nearNames],
} as const satisfies Record<DisputedAspect, readonly string[]>;

/** Two details that can't both be true of one thing, with the features that tell whether they are about one thing. */
export interface Dispute {
  readonly aspect: DisputedAspect;
  readonly a: Span;
  readonly b: Span;
  /** The features that tell whether both articles are about one event, by `storyNames`. */
  readonly story: readonly number[];
  readonly numbers: readonly number[];
  /** Whether a rule says that they are about different things: never reported, only used for training. */
  readonly isOfTwo: boolean;
}

export const spanOf = ({ from, to }: Span): Span => ({ from, to });

/** All possible disagreements of two passages. */
export function disputesOf(a: Side, b: Side): readonly Dispute[] {
  return [...figures(a, b), ...days(a, b), ...entities(a, b, 'place'), ...entities(a, b, 'name')];
}

/** The features common to all disputes of two passages. */
interface Common {
  readonly story: readonly number[];
  readonly alike: number;
  readonly names: number;
}

function commonOf(a: Side, b: Side, besides: ReadonlySet<string>, isOfDays = false): Common {
  const strip = (side: Side): Side => ({
    ...side,
    terms: new Set([...side.terms].filter((term) => !besides.has(term))),
  });
  const [left, right] = besides.size > 0 ? [strip(a), strip(b)] : [a, b];
  const namesOf = ({ article, terms }: Side): ReadonlySet<string> =>
    new Set([...terms].filter((term) => article.names.has(term)));
  return {
    story: storyNumbers(a.article, b.article, besides).map((number, i) =>
      isOfDays && ofDays.has(storyNames[i] ?? '') ? 0 : number,
    ),
    alike: overlapOf(left, right),
    names: Math.min(4, sharedBy(namesOf(left), namesOf(right))) / 4,
  };
}

const nothing: ReadonlySet<string> = new Set();

/** Greatest ratio of figures about the same thing. Guessed. */
const farthest = 20;
/** Least whole figure that is compared; smaller ones, such as one, say too little. */
const leastFigure = 2;

function figures(a: Side, b: Side): readonly Dispute[] {
  const [left, right] = [a.figures, b.figures];
  if (left.length === 0 || right.length === 0) return [];
  const areApart = areOfOtherTimes(a, b) || areOfOtherPeriods(a, b);
  const common = commonOf(a, b, nothing);
  return left.flatMap((x) =>
    right
      .filter(
        (y) =>
          mayDiffer(x, y) &&
          (x.kind === 'age' || !areApart) &&
          !right.some((z) => equal(z, x)) &&
          !left.some((z) => equal(z, y)) &&
          isPossible(a, x) === isPossible(b, y) &&
          !isOfOther(a, x, b, y),
      )
      .map((y) => figureDispute(a, x, left, b, y, right, common)),
  );
}

const possible =
  /\b(?:may|can|could|might|capacity|hold(?:s|ing)?|seats|accommodates?|sleeps|(?:licensed|built|designed|room) for)\b[^.;,]{0,40}$/iu;

/** Whether a figure is about a possibility, such as a capacity, rather than a fact: `may carry 400`. */
const isPossible = (side: Side, figure: Span): boolean => possible.test(before(side, figure, 60));

function mayDiffer(x: Figure, y: Figure): boolean {
  if (x.kind !== y.kind || x.per !== y.per || x.isFormer !== y.isFormer) return false;
  // A part is less than its whole, so `half of the 300 passengers` does not contradict `140 passengers`.
  if ((x.isWhole && !y.isWhole && x.value > y.value) || (y.isWhole && !x.isWhole && y.value > x.value)) return false;
  if (x.partOf !== undefined && y.partOf !== undefined && x.partOf !== y.partOf) return false;
  if (x.currency !== undefined && y.currency !== undefined && x.currency !== y.currency) return false;
  const into = conversion(y.unit, x.unit);
  if (!into || areCompatible(x, y)) return false;
  if (into.isAbsolute) return true;
  const other = y.value * into.factor;
  const [least, most] = [Math.min(x.value, other), Math.max(x.value, other)];
  const isEnough = x.unit === y.unit && Number.isInteger(x.value) ? least >= leastFigure : most > 0;
  return isEnough && most <= farthest * least;
}

/** Whether the words around two figures tell that they are about two things, subjects or hours. */
const isOfOther = (a: Side, x: Figure, b: Side, y: Figure): boolean =>
  areContrasted(a, x, b, y) || isNarrowed(a, x, b, y) || isProgress(a, x, b, y) || areOfOtherSubjects(a, x, b, y);

/** Whether one figure counts what the other counts, or mentions beside it. */
const countSame = (x: Figure, y: Figure): boolean =>
  x.nouns.some((noun) => y.nouns.includes(noun) && (noun === headOf(x) || noun === headOf(y)));

const wordsOfUnit = ({ kind, unit = '' }: Figure): readonly string[] =>
  kind === 'money' ? wordsOfMoney : unit.split(' ');

const wordsOfMoney = 'euro euros dollar dollars pound pounds million billion thousand'.split(' ');

/** Whether a figure counts the same as one of two compared figures. */
const isAlike = (z: Figure, x: Figure, y: Figure, nouns: readonly string[]): boolean =>
  z.kind === x.kind &&
  (x.kind !== 'count' || z.nouns.some((noun) => nouns.includes(noun))) &&
  (x.unit !== y.unit || z.unit === x.unit);

/** Counts other figures of the passages with which either could be compared as well. */
function rivalsOf(x: Figure, left: readonly Figure[], y: Figure, right: readonly Figure[]): number {
  const count = (own: Figure, among: readonly Figure[], other: Figure, others: readonly Figure[]): number =>
    among.filter(
      (z) =>
        z !== own && isAlike(z, x, y, other.nouns) && z.isWhole === own.isWhole && !others.some((one) => equal(z, one)),
    ).length;
  return count(x, left, y, right) + count(y, right, x, left);
}

function figureDispute(
  a: Side,
  x: Figure,
  left: readonly Figure[],
  b: Side,
  y: Figure,
  right: readonly Figure[],
  common: Common,
): Dispute {
  const nouns = x.nouns.filter((noun) => y.nouns.includes(noun));
  const valuesOf = ({ article }: Side): ReadonlySet<number> =>
    new Set(article.figures.filter((z) => isAlike(z, x, y, nouns)).map(({ value }) => value));
  const [inA, inB] = [valuesOf(a), valuesOf(b)];
  const shared = sharedBy(inA, inB);
  const says = ({ article }: Side, figure: Figure): boolean =>
    article.figures.some((z) => z.kind === figure.kind && equal(z, figure));
  const numbers = [
    common.alike,
    common.names,
    Math.min(4, sharedNear(a, x, b, y, 45, new Set(nouns))),
    Number(headOf(x) !== undefined && headOf(x) === headOf(y)),
    Number(countSame(x, y)),
    Number(x.kind === 'money'),
    Number(x.kind === 'age'),
    Number(says(b, x)),
    Number(says(a, y)),
    Number(inA.size - shared === 1 && inB.size - shared === 1),
    Math.min(3, rivalsOf(x, left, y, right)),
    ...nearNumbers(a, x, b, y, new Set([...x.nouns, ...y.nouns])),
  ];
  // Amounts of money and measures are about one thing if the passages share a word besides names and units.
  const isMeasured = x.unit !== undefined || x.kind === 'money';
  const isOfTwo =
    (x.kind === 'count' && !countSame(x, y)) ||
    (isMeasured && sharedMatter(a, b, termsOfWords([...wordsOfUnit(x), ...wordsOfUnit(y)])) === 0);
  return { aspect: 'figure', a: spanOf(x), b: spanOf(y), story: common.story, numbers, isOfTwo };
}

function days(a: Side, b: Side): readonly Dispute[] {
  const [left, right] = [a.days, b.days];
  if (left.length === 0 || right.length === 0) return [];
  const common = commonOf(a, b, nothing, true);
  const isSaid = (day: DayMention, among: readonly DayMention[]): boolean =>
    day.weekday !== undefined && among.some(({ weekday }) => weekday === day.weekday);
  return left.flatMap((x) =>
    right
      .filter((y) => areOther(x, y, a, b) && !isSaid(x, right) && !isSaid(y, left) && !areOfOtherSubjects(a, x, b, y))
      .map((y) => dayDispute(a, x, b, y, common)),
  );
}

/** Two weekdays, or two days of a month, of which neither is also in the other article. */
function areOther(x: DayMention, y: DayMention, a: Side, b: Side): boolean {
  if (x.isBound || y.isBound || x.isSince !== y.isSince || isOneNight(a, x, b, y)) return false;
  if (x.weekday !== undefined && y.weekday !== undefined) return x.weekday !== y.weekday;
  if (x.time !== undefined && y.time !== undefined) {
    if (!areOtherTimes(a, x, b, y)) return false;
  } else if (x.day === undefined || y.day === undefined) {
    if (x.year === undefined || y.year === undefined || x.day !== y.day) return false;
    if ((x.month === undefined) !== (y.month === undefined)) return false;
  }
  const isSame = (z: DayMention, day: DayMention): boolean =>
    z.month === day.month && z.day === day.day && z.time === day.time && (z.day !== undefined || z.year === day.year);
  return !isSame(x, y) && !b.article.days.some((z) => isSame(z, x)) && !a.article.days.some((z) => isSame(z, y));
}

const begins = /\b(?:open|start|begin|began|left|leave|depart|launch|sail)(?:s|ed|ing)?\b/iu;
const ends = /\b(?:end|close|finish|conclude|arrive|expire)(?:s|d|ed|ing)?\b/iu;

/** Whether one passage tells the beginning of something, and the other its end. */
const areBothEnds = ({ words: a }: Side, { words: b }: Side): boolean =>
  (begins.test(a) && ends.test(b) && !ends.test(a) && !begins.test(b)) ||
  (ends.test(a) && begins.test(b) && !begins.test(a) && !ends.test(b));

const reporting =
  /\b(?:said|told|announced|reported|confirmed|statement|today|revealed|heard|scheduled|starts?|posted|wrote|according|ago)\b/iu;

/** Whether both passages have figures, and none in common: with two years, these are two statements. */
function haveOtherFigures(a: Side, b: Side): boolean {
  const [left, right] = [a.figures, b.figures];
  return left.length > 0 && right.length > 0 && !left.some((x) => right.some((y) => areCompatible(x, y)));
}

function dayDispute(a: Side, x: DayMention, b: Side, y: DayMention, common: Common): Dispute {
  const isReport = ({ text, span }: Side, { from, to }: Span): boolean =>
    reporting.test(text.slice(Math.max(span.from, from - 24), Math.min(span.to, to + 16)));
  const has = ({ article }: Side, { weekday }: DayMention): boolean =>
    weekday !== undefined && article.weekdays.has(weekday);
  const gap = x.weekday === undefined || y.weekday === undefined ? 0 : Math.abs(x.weekday - y.weekday);
  const numbers = [
    common.alike,
    Math.min(5, sharedNear(a, x, b, y, 60, nothing)),
    Number(isReport(a, x)) + Number(isReport(b, y)),
    Number(has(b, x)),
    Number(has(a, y)),
    Number(gap === 1 || gap === 6),
    ...nearNumbers(a, x, b, y, nothing),
  ];
  const isOfTwo =
    sharedMatter(a, b, nothing) === 0 ||
    areBothEnds(a, b) ||
    isPlan(a, b) ||
    areContrasted(a, x, b, y) ||
    (x.day === undefined && x.year !== undefined && haveOtherFigures(a, b));
  return { aspect: 'date', a: spanOf(x), b: spanOf(y), story: common.story, numbers, isOfTwo };
}

/** People, or places, of each passage that the other article does not name at all. */
function entities(a: Side, b: Side, kind: Entity['kind']): readonly Dispute[] {
  const [left, right] = [unknownTo(b, a, kind), unknownTo(a, b, kind)];
  return left.flatMap((x) =>
    right
      .filter((y) =>
        kind === 'name' ? arePossiblyOne(a, x, b, y) : !areOfTwo(a, x, b, y) && !areTwoPlaces(a, x, b, y),
      )
      .filter((y) => !areContrasted(a, x, b, y))
      .map((y) => entityDispute(a, x, b, y, kind, left.length + right.length - 2)),
  );
}

const unknownTo = ({ article: { terms } }: Side, { text, span, article }: Side, kind: Entity['kind']) =>
  mentionsIn(text, span, article.entities, kind).filter(({ key, words }) =>
    kind === 'name' ? !terms.has(termOf(key)) : words.every((word) => !terms.has(termOf(word))),
  );

/** Whether somebody is an example of many unnamed: `passengers such as Ana Lima`. */
const isExample = (side: Side, name: Span): boolean =>
  /\b(?:such as|including|among (?:them|the|those|its|his|her|their)|one of (?:them|the|those))\b[^.;]{0,40}$/iu.test(
    before(side, name, 50),
  );

const another = /\b(?:another|an additional|a (?:second|third|further))\b/iu;
/** `The brewery in Holm`: the place tells which one is meant. */
const telling = /(?:^|[.!?]["”’]?\s)The \p{Ll}+ (?:in|at|near) $/u;

/** Whether one of the passages speaks of another such thing, or both distinguish theirs by the place. */
function areTwoPlaces(a: Side, x: Span, b: Side, y: Span): boolean {
  const tells = (side: Side, place: Span): boolean => telling.test(before(side, place, 40));
  return another.test(a.words) !== another.test(b.words) || (tells(a, x) && tells(b, y));
}

const arePossiblyOne = (a: Side, x: Span, b: Side, y: Span): boolean =>
  !isExample(a, x) && !isExample(b, y) && !haveOtherRoles(a, x, b, y);

/** Whether both people have roles, and these differ: `his lawyer, Ana Lima`, `a neighbour, Bo Chen`. */
function haveOtherRoles(a: Side, x: Span, b: Side, y: Span): boolean {
  const role = (side: Side, name: Span): string | undefined => {
    const word = /(\p{Ll}[\p{L}-]+)(?:,|\s(?:is|was|are|were)(?:\s\p{L}+)?\sby)\s(?:\p{Lu}[\p{L}.’'-]*\s){0,3}$/u.exec(
      before(side, name, 60),
    )?.[1];
    return word !== undefined && isContent(word) ? termOf(word) : undefined;
  };
  const [first, second] = [role(a, x), role(b, y)];
  return first !== undefined && second !== undefined && first !== second && !a.terms.has(second) && !b.terms.has(first);
}

/** Whether the places are the origins of two different people: `Ana Lima, 36, of Holm`. */
function areOfTwo(a: Side, x: Span, b: Side, y: Span): boolean {
  const whose = ({ text }: Side, { from }: Span): string | undefined =>
    /(\p{Lu}[\p{L}'’-]+)(?:, \d+)?, of $/u.exec(text.slice(Math.max(0, from - 40), from))?.[1];
  const [first, second] = [whose(a, x), whose(b, y)];
  if (first !== undefined && second !== undefined) return first !== second;
  return (first !== undefined && !b.words.includes(first)) || (second !== undefined && !a.words.includes(second));
}

function entityDispute(
  a: Side,
  x: EntityMention,
  b: Side,
  y: EntityMention,
  kind: Entity['kind'],
  others: number,
): Dispute {
  const besides = termsOfWords([...x.words, ...y.words]);
  const common = commonOf(a, b, besides);
  const near = Math.min(5, sharedNear(a, x, b, y, 60, besides));
  const numbers =
    kind === 'name'
      ? [
          common.alike,
          common.names,
          near,
          Number(x.count > 1 && y.count > 1),
          Number(x.words.length > 1 && y.words.length > 1),
          Math.abs(Math.log(1 + x.count) - Math.log(1 + y.count)),
          Math.min(4, others),
          ...nearNumbers(a, x, b, y, besides),
        ]
      : [common.alike, common.names, near, Math.min(4, others), ...nearNumbers(a, x, b, y, besides)];
  const isOfTwo = kind === 'place' && sharedMatter(a, b, besides) === 0;
  return { aspect: kind, a: spanOf(x), b: spanOf(y), story: common.story, numbers, isOfTwo };
}
