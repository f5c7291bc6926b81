import type { Span } from '../text/change';
import { contentNear, type Article, type Side } from './article';
import fitted from './disagreementWeights.json';
import { termOf } from './terms';

/** The share of the shorter passage's content terms that the other has, too. */
export function overlapOf(a: Side, b: Side): number {
  return sharedBy(a.terms, b.terms) / Math.max(1, Math.min(a.terms.size, b.terms.size));
}

/** The number of common members of two sets. */
export function sharedBy<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  if (a.size > b.size) return sharedBy(b, a);
  let shared = 0;
  for (const one of a) if (b.has(one)) shared++;
  return shared;
}

/** The features that tell whether two articles are on one event or on similar ones. */
export const storyNames = [
  'words alike',
  'names that the other lacks',
  'leads alike',
  'numbers shared',
  'weekdays shared',
  'days shared',
  'years shared',
] as const;

/** Those features, in the order of `storyNames`; names in `besides` are disputed by the passages, and ignored. */
export function storyNumbers(a: Article, b: Article, besides: ReadonlySet<string>): readonly number[] {
  const shared = sharedBut(a.terms, b.terms, besides);
  const leads = Math.min(sizeBut(a.lead, besides), sizeBut(b.lead, besides));
  return [
    shared / Math.max(1, sizeBut(a.terms, besides) + sizeBut(b.terms, besides) - shared),
    (lackOf(a, b, besides) + lackOf(b, a, besides)) / 2,
    sharedBut(a.lead, b.lead, besides) / Math.max(1, leads),
    Math.min(enoughNumbers, sharedBy(a.numbers, b.numbers)) / enoughNumbers,
    agreement(a.weekdays, b.weekdays),
    agreement(a.monthDays, b.monthDays),
    agreement(a.years, b.years),
  ];
}

/** Most equal numbers that count. Guessed. */
const enoughNumbers = 3;

/** For a small `besides`: the sets of articles are large, so they are not copied. */
const sizeBut = (terms: ReadonlySet<string>, besides: ReadonlySet<string>): number =>
  terms.size - sharedBy(terms, besides);

const sharedBut = (a: ReadonlySet<string>, b: ReadonlySet<string>, besides: ReadonlySet<string>): number =>
  sharedBy(a, b) - [...besides].filter((term) => a.has(term) && b.has(term)).length;

/** The share of an article's names that the other lacks; one half if it has no names. */
function lackOf({ names }: Article, { terms }: Article, besides: ReadonlySet<string>): number {
  const size = sizeBut(names, besides);
  return size === 0 ? 0.5 : 1 - sharedBut(names, terms, besides) / size;
}

/** 1 if both have one in common, -1 if they have none in common, 0 if one of them is empty. */
const agreement = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number =>
  a.size === 0 || b.size === 0 ? 0 : sharedBy(a, b) > 0 ? 1 : -1;

/** How sure one event is by these features, up to `surest`: the logarithm of the odds. */
export const storyOf = (numbers: readonly number[], weights: StoryWeights = fitted): number =>
  Math.min(
    surest,
    storyNames.reduce((sum, name, i) => sum + (weights.story[name] ?? 0) * (numbers[i] ?? 0), weights.storyBias),
  );

/** Greatest sureness that counts; one event does not make two details one. Chosen by `train:disagreement`. */
const surest = 3;

/** The fitted weights, as in `disagreementWeights.json`, by `storyNames`. */
export interface StoryWeights {
  readonly story: Readonly<Record<string, number>>;
  readonly storyBias: number;
}

/** Features of a story that are ignored if two passages disagree on a day. */
export const ofDays: ReadonlySet<string> = new Set(['weekdays shared', 'days shared']);

/** Whether the articles of two passages are on one event, whatever the passages state. */
export const isOneStory = (a: Side, b: Side): boolean =>
  storyOf(storyNumbers(a.article, b.article, new Set())) >= leastOdds;

/** Fewest names of people and places per article, and least share in common, for one event. See `kinFeatures`. */
const [enoughNames, fewestInCommon] = [2, 0.21] as const;

/** Whether both articles name people and places, hardly any in common: then they are on two events, however alike. */
export function areOnOthers({ article: a }: Side, { article: b }: Side): boolean {
  const fewest = Math.min(a.names.size, b.names.size);
  if (fewest < enoughNames) return false;
  return Math.max(sharedBy(a.names, b.terms), sharedBy(b.names, a.terms)) < fewestInCommon * fewest;
}

/** Chosen on ECB+, so that nine of ten pairs of similar events are recognized as different. */
const leastOdds = 0.8;

/** The number of content words near both places. */
export const sharedNear = (a: Side, x: Span, b: Side, y: Span, reach: number, besides: ReadonlySet<string>): number =>
  sharedBut(contentNear(a, x, reach), contentNear(b, y, reach), besides);

/** The words, and their terms. */
export const termsOfWords = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => [word, termOf(word)]));
