import type { Phrase } from './align';
import { distancesOf } from './distance';
import type { Match } from './match';

/** What speaks for and against a place. Shares are 0 to 1, by letters; what is near the span counts for more. */
export interface Evidence {
  /** The share of the span's letters that stand there. */
  readonly text: number;
  /** The shares of the surroundings; -1 where there are none. */
  readonly before: number;
  readonly after: number;
  /** The same, less where other words have come between. */
  readonly nearBefore: number;
  readonly nearAfter: number;
  /** `text`, and all three together, where words that stand in several of the places count for less. */
  readonly rareText: number;
  readonly rare: number;
  /** Letters added inside the span, as a share of the span's. */
  readonly added: number;
  /** How well the place suits the span by where it begins and ends: 0, 0.5 or 1. */
  readonly fit: number;
  /** Letters of the span. */
  readonly letters: number;
  /** Letters of the longest stretch without a change that has words of the span. */
  readonly run: number;
  /** Of each token, the letters found. */
  readonly found: Float64Array;
  /** The text is identical. */
  readonly same: boolean;
  /** The text and all of its surroundings are. */
  readonly whole: boolean;
}

/** Surroundings at this distance, in letters, count for 1/e. */
const reach = 24;

/** Surroundings that this many letters have come between count for 1/e. */
const gapReach = 25;

/** The evidence for each of a pattern's matches. */
export function evidenceOf(phrase: Phrase, matches: readonly Match[]): readonly Evidence[] {
  const near = nearness(phrase);
  const rarity = rarityOf(phrase, matches);
  return matches.map((match) => {
    const { first, end, tokens } = phrase;
    const share = (from: number, to: number, factor?: Float64Array) => shareOf(phrase, match, near, from, to, factor);
    const [nearBefore, nearAfter] = [Math.exp(-match.gapBefore / gapReach), Math.exp(-match.gapAfter / gapReach)];
    let letters = 0;
    for (let i = first; i < end; i++) letters += tokens.weight[i] ?? 0;
    const text = Math.max(0, share(first, end));
    return {
      text: letters === 0 && match.same ? 1 : text,
      before: share(0, first),
      after: share(end, tokens.count),
      rareText: letters === 0 && match.same ? 1 : Math.max(0, share(first, end, rarity)),
      rare: Math.max(0, share(0, tokens.count, rarity)),
      nearBefore: share(0, first) * nearBefore,
      nearAfter: share(end, tokens.count) * nearAfter,
      added: letters === 0 ? 0 : Math.max(0, match.inside - text * letters) / letters,
      letters,
      run: runOf(phrase, match),
      found: near.map((worth, i) => (tokens.weight[i] ?? 0) * worth * (match.alignment.like[i] ?? 0)),
      fit: match.fit,
      same: match.same,
      whole: false,
    };
  });
}

/** How near each token is to the span: 1 inside. */
function nearness({ text, tokens, first, end }: Phrase): Float64Array {
  return distancesOf(tokens, first, end, text).map((distance) => Math.exp(-distance / reach));
}

function runOf({ tokens, first, end }: Phrase, { alignment: { to, like } }: Match): number {
  let [longest, run, own] = [0, 0, false];
  for (let i = 0; i < tokens.count; i++) {
    if (like[i] !== 1 || (i > 0 && to[i] !== (to[i - 1] ?? 0) + 1)) [run, own] = [0, false];
    if (like[i] !== 1) continue;
    run += tokens.weight[i] ?? 0;
    own ||= i >= first && i < end && tokens.word[i] === 1;
    if (own && run > longest) longest = run;
  }
  return longest;
}

/** One over the number of different places in the text that each token was paired with. */
function rarityOf(phrase: Phrase, matches: readonly Match[]): Float64Array {
  const rarity = new Float64Array(phrase.tokens.count).fill(1);
  for (let i = 0; i < rarity.length; i++) {
    let places = 0;
    for (const [nth, match] of matches.entries()) {
      const place = placeOf(match, i);
      if (place >= 0 && !matches.slice(0, nth).some((earlier) => placeOf(earlier, i) === place)) places++;
    }
    rarity[i] = 1 / Math.max(1, places);
  }
  return rarity;
}

/** Where a token was found; -1 where it was not. */
function placeOf({ alignment, window }: Match, token: number): number {
  return (alignment.like[token] ?? 0) > 0 ? (window.from[alignment.to[token] ?? 0] ?? -1) : -1;
}

function shareOf(
  phrase: Phrase,
  match: Match,
  near: Float64Array,
  from: number,
  to: number,
  factor?: Float64Array,
): number {
  let whole = 0;
  let found = 0;
  for (let i = from; i < to; i++) {
    const worth = (phrase.tokens.weight[i] ?? 0) * (near[i] ?? 0) * (factor?.[i] ?? 1);
    whole += worth;
    found += worth * (match.alignment.like[i] ?? 0);
  }
  return whole === 0 ? -1 : found / whole;
}

/** The least of the shares found of span and surroundings. */
export function shareFound(phrase: Phrase, match: Match): number {
  const near = new Float64Array(phrase.tokens.count).fill(1);
  const share = (from: number, to: number) => {
    const found = shareOf(phrase, match, near, from, to);
    return found < 0 ? 1 : found;
  };
  return Math.min(share(0, phrase.first), share(phrase.first, phrase.end), share(phrase.end, phrase.tokens.count));
}

/** What speaks for a place where everything is as it was. */
export const unchanged: Evidence = {
  text: 1,
  before: 1,
  after: 1,
  nearBefore: 1,
  nearAfter: 1,
  rareText: 1,
  rare: 1,
  added: 0,
  fit: 1,
  letters: 99,
  run: 99,
  found: new Float64Array(0),
  same: true,
  whole: true,
};
