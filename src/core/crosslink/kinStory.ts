import type { Numbers } from './index';

/** What the query's article and a candidate's have in common. */
export interface NamesShared {
  /** Of the names of the one that has fewer. */
  readonly share: number;
  /** Names of both, and terms of both. */
  readonly count: number;
  readonly terms: number;
}

/**
 * Two articles that have so many names and terms in common, and are so alike, are on one event: from the first numbers on it is
 * likely, from the second on certain. Chosen so that of the pairs of news on two similar events next to none gets beyond the
 * first ones (one in a hundred has 88 terms in common), while long articles on one event do.
 */
const certain = { names: [10, 20], terms: [75, 100], alike: [0.2, 0.3] } as const;

/**
 * Articles whose names weigh so much (some three of them), and of which so small a share is in the other, are on two events,
 * however alike their sentences. Of 7,000 right hits on ECB+ this turns down nine. A run of so many words is a copy, whatever
 * the articles name.
 */
const [enoughNames, fewestInCommon, copied] = [10, 0.15, 12] as const;

/** Whether articles, the names of the one with fewer of which weigh `fewest`, are on two events. `run`: the longest that the sentences share. */
export const areOnOthers = (fewest: number, share: number, run: number): boolean =>
  fewest >= enoughNames && share < fewestInCommon && run < copied;

export const certainty = ({ count, terms }: NamesShared, alike: number): number =>
  between(count, certain.names) * between(terms, certain.terms) * between(alike, certain.alike);

/** 0 up to the first number, 1 from the second on. */
const between = (value: number, [from, to]: readonly [number, number]): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)));

export const nothingOfStory = [0, 0, 0, 0] as const;
/** More equal figures say no more. Guessed. */
export const enoughFigures = 3;

export const common = (a: Numbers, b: Numbers): readonly number[] => Array.from(a).filter((term) => b.includes(term));

/** 1 where both have one in common, -1 where they have none, 0 where one of them has none at all. */
export const agreement = (a: Numbers, b: Numbers): number =>
  a.length === 0 || b.length === 0 ? 0 : common(a, b).length > 0 ? 1 : -1;
