import type { Span } from '../text/change';
import { contentNear, type Article, type Side } from './article';
import fitted from './disagreementWeights.json';
import { termOf } from './terms';

/** The share of its content that the shorter passage has in common with the other. */
export function overlapOf(a: Side, b: Side): number {
  return sharedBy(a.terms, b.terms) / Math.max(1, Math.min(a.terms.size, b.terms.size));
}

/** How many members two sets have in common. */
export function sharedBy<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  if (a.size > b.size) return sharedBy(b, a);
  let shared = 0;
  for (const one of a) if (b.has(one)) shared++;
  return shared;
}

/** The numbers by which two articles are told to be on one event or on similar ones. */
export const storyNames = [
  'words alike',
  'names that the other lacks',
  'leads alike',
  'numbers shared',
  'weekdays shared',
  'days shared',
  'years shared',
] as const;

/** Those numbers, by the order of `storyNames`; names among `besides` are what the passages disagree on, and say nothing. */
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

/** More equal numbers say no more. Guessed. */
const enoughNumbers = 3;

/** Besides few words: the articles' sets are large, and no copies are made of them. */
const sizeBut = (terms: ReadonlySet<string>, besides: ReadonlySet<string>): number =>
  terms.size - sharedBy(terms, besides);

const sharedBut = (a: ReadonlySet<string>, b: ReadonlySet<string>, besides: ReadonlySet<string>): number =>
  sharedBy(a, b) - [...besides].filter((term) => a.has(term) && b.has(term)).length;

/** The share of an article's names that the other does not have; half of them where it has none. */
function lackOf({ names }: Article, { terms }: Article, besides: ReadonlySet<string>): number {
  const size = sizeBut(names, besides);
  return size === 0 ? 0.5 : 1 - sharedBut(names, terms, besides) / size;
}

/** 1 where both have one in common, -1 where they have none, 0 where one of them has none at all. */
const agreement = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number =>
  a.size === 0 || b.size === 0 ? 0 : sharedBy(a, b) > 0 ? 1 : -1;

/** How sure these numbers are of one event, up to `surest`: the logarithm of the odds. */
export const storyOf = (numbers: readonly number[], weights: StoryWeights = fitted): number =>
  Math.min(
    surest,
    storyNames.reduce((sum, name, i) => sum + (weights.story[name] ?? 0) * (numbers[i] ?? 0), weights.storyBias),
  );

/** More says no more: articles on one event for certain do not make two details those of one thing. Chosen on what `train:disagreement` prints. */
const surest = 3;

/** What was fitted, as `disagreementWeights.json` holds it, by `storyNames`. */
export interface StoryWeights {
  readonly story: Readonly<Record<string, number>>;
  readonly storyBias: number;
}

/** Numbers of a story that say nothing where two passages disagree on a day. */
export const ofDays: ReadonlySet<string> = new Set(['weekdays shared', 'days shared']);

/** Whether the articles of two passages are on one event, whatever the passages say. */
export const isOneStory = (a: Side, b: Side): boolean =>
  storyOf(storyNumbers(a.article, b.article, new Set())) >= leastOdds;

/** Articles that name so many people and places each, and so small a share of the fewer in common (a street, a mount), are on two events. See `kinFeatures`. */
const [enoughNames, fewestInCommon] = [3, 0.21] as const;

/** Whether both articles name people and places, and next to none in common: then they are on two events, however alike. */
export function areOnOthers({ article: a }: Side, { article: b }: Side): boolean {
  const fewest = Math.min(a.names.size, b.names.size);
  if (fewest < enoughNames) return false;
  return Math.max(sharedBy(a.names, b.terms), sharedBy(b.names, a.terms)) < fewestInCommon * fewest;
}

/** Chosen on ECB+, so that of ten pairs of similar events nine are told from one event. */
const leastOdds = 0.8;

/** How many content words stand near both places. */
export const sharedNear = (a: Side, x: Span, b: Side, y: Span, reach: number, besides: ReadonlySet<string>): number =>
  sharedBut(contentNear(a, x, reach), contentNear(b, y, reach), besides);

/** The terms of these words, and the words. */
export const termsOfWords = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => [word, termOf(word)]));
