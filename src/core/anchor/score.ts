import type { Phrase } from './align';
import type { Match } from './boundaries';
import { distancesOf } from './tokens';
import data from './weights.json';
import type { Span } from '../text/change';

/** A possible place of a pattern, with its evidence. */
export interface Candidate {
  /** Null if the context is there without the span. */
  readonly span: Span | null;
  readonly evidence: Evidence;
}

/** How a place fits to the sure places of the file's other annotations. */
export interface OrderFit {
  /** 1 between those before and those after it in the old text, -1 on the wrong side of one, 0 if there are none. */
  readonly order: number;
  /** How many lines further it moved than the nearest of them; if there are none, than its hint. */
  readonly drift: number;
}

/** The weight of each feature, in log-odds against the span being lost. Made by `npm run train:anchoring`. */
export type Weights = Readonly<Record<string, number>>;

export const fitted: Weights = data;

/** The fit of candidates to their neighbours; those missing have no neighbours. */
export type OrderFits = ReadonlyMap<Candidate, OrderFit>;

/** Least probability of a place; below it a span counts as lost. */
export const leastProbability = 0.6;

/** Letters of words that may occur in two sentences by chance. */
export const fewLetters = 12;

/** Least share of near context for spans of few letters: texts have too few such spans to learn from. */
export const leastNear = 0.35;

/** The probability of each candidate; the rest to 1 is that of the span being lost. */
export function probabilitiesOf(
  candidates: readonly Candidate[],
  orderFits: OrderFits,
  weights: Weights,
): readonly number[] {
  const odds = candidates.map((candidate) => {
    if (candidate.span === null || isChance(candidate.evidence)) return 0;
    return Math.exp(weigh(featuresOf(candidate, candidates, orderFits.get(candidate) ?? alone), weights));
  });
  const sum = odds.reduce((total, each) => total + each, 1);
  return odds.map((each) => each / sum);
}

function isChance({ letters, before, after, nearBefore, nearAfter }: Evidence): boolean {
  const hasSurroundings = Math.max(before, after) >= 0;
  return letters < fewLetters && hasSurroundings && Math.max(nearBefore, nearAfter) < leastNear;
}

/** The fit of a place without known neighbours. */
export const alone: OrderFit = { order: 0, drift: 0 };

function weigh(features: Features, weights: Weights): number {
  let sum = 0;
  for (const feature in features) sum += (weights[feature] ?? 0) * (features[feature] ?? 0);
  return sum;
}

/** The features of a candidate, by name; most are about 0 to 1, and those that are 0 may be missing. */
type Features = Readonly<Record<string, number>>;

/** The share of the span's letters found, and that of the context on the better side. */
const bySurroundings = binsOf('text and surroundings', [0.4, 0.7, 1], [0, 1]);

/** The share of span and context found, with less weight for words that fit in many places. */
const byRarity = binsOf('rarity', [0.1, 0.4, 0.7, 1], [0]);

export function featuresOf(candidate: Candidate, others: readonly Candidate[], orderFit: OrderFit): Features {
  const { evidence } = candidate;
  const { text, rare, rareText } = evidence;
  const nearMore = sidesOf(evidence.nearBefore, evidence.nearAfter)[0];
  const { hole, rival, ahead, contrast } = rivalry(candidate, others);
  return {
    /** The constant term. */
    always: 1,
    /** The share of the span's letters found, with less weight for words that fit in many places. */
    rareText,
    /** The same, including the context. */
    rare,
    rareAndText: rare * rareText,
    /** The share of the context found on the worse side. */
    less: sidesOf(evidence.before, evidence.after)[1],
    /** That on the better side, less if other words are in between now. */
    nearMore,
    /** How well its boundaries fit those of the span. */
    fit: evidence.fit,
    /** The length of the longest unchanged stretch with words of the span. */
    run: sizeOf(evidence.run),
    /** Identical, without its context; more for longer spans, since fewer than 15 letters may be chance. */
    moved: evidence.same ? (1 - nearMore) * Math.max(0, Math.min(2, Math.log2(evidence.letters / 15))) : 0,
    /** The context occurs elsewhere without the span, and not here. */
    hole: hole * (1 - nearMore),
    /** The quality of the best other place, and how much better this one is. */
    rival,
    lead: likenessOf(evidence) - rival,
    /** How many letters better it is than each other place, and whether all differences favour it. */
    ahead,
    contrast,
    /** Whether the distance from its neighbours is unchanged. */
    steady: orderFit.order === 0 ? 0 : 1 / (1 + orderFit.drift / 3),
    ...sharesOf(bySurroundings, text, nearMore),
    ...sharesOf(byRarity, rare, 0),
  };
}

const sizeOf = (letters: number): number => Math.min(1.6, Math.log2(1 + letters) / 5);

/** Least share of the span's letters at a place. */
const leastText = 0.35;

/** How well the context occurs elsewhere without the span, and how a candidate compares with the other places. */
function rivalry(candidate: Candidate, others: readonly Candidate[]) {
  let [hole, rival, ahead, contrast] = [0, 0, Infinity, Infinity];
  for (const other of others) {
    if (other === candidate) continue;
    if (other.evidence.text < leastText) {
      hole = Math.max(hole, contextOf(other.evidence));
      continue;
    }
    rival = Math.max(rival, likenessOf(other.evidence));
    const { more, less } = differences(candidate.evidence.found, other.evidence.found);
    ahead = Math.min(ahead, (more - less) / 8);
    contrast = Math.min(contrast, (more - less) / (more + less + 2));
  }
  if (ahead === Infinity) return { hole, rival, ahead: 0, contrast: 0 };
  return { hole, rival, ahead: Math.max(-1.5, Math.min(1.5, ahead)), contrast };
}

/** The letters found better in one place, and those found better in the other. */
function differences(here: Float64Array, there: Float64Array): { more: number; less: number } {
  let [more, less] = [0, 0];
  for (let i = 0; i < here.length; i++) {
    const difference = (here[i] ?? 0) - (there[i] ?? 0);
    if (difference > 0) more += difference;
    else less -= difference;
  }
  return { more, less };
}

/** The shares of the better and of the worse side; a missing side is taken to be like the other. */
function sidesOf(before: number, after: number): readonly [number, number] {
  const left = before < 0 ? (after < 0 ? 0.5 : after) : before;
  const right = after < 0 ? (before < 0 ? 0.5 : before) : after;
  return [Math.max(left, right), Math.min(left, right)];
}

function contextOf(evidence: Evidence): number {
  const [more, less] = sidesOf(evidence.before, evidence.after);
  return (more + less) / 2;
}

function likenessOf(evidence: Evidence): number {
  return (evidence.text + contextOf(evidence)) / 2;
}

/** A weight that depends on two quantities, fitted at some values of each (rows and columns), a cell for each pair. */
interface Bins {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The feature name of each cell, by row and column. */
  readonly names: readonly (readonly string[])[];
}

export function binsOf(name: string, rows: readonly number[], columns: readonly number[]): Bins {
  return { rows, columns, names: rows.map((row) => columns.map((column) => `${name} ${row} ${column}`)) };
}

/**
 * The names of the cells around a row's and a column's value with their shares, by bilinear interpolation; values
 * beyond an end count as that end.
 */
export function sharesOf({ rows, columns, names }: Bins, row: number, column: number): Record<string, number> {
  const down = placeIn(rows, row);
  const across = placeIn(columns, column);
  const shares: Record<string, number> = {};
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      const share = (i === 0 ? 1 - down.beyond : down.beyond) * (j === 0 ? 1 - across.beyond : across.beyond);
      const name = names[down.index + i]?.[across.index + j];
      if (share > 0 && name !== undefined) shares[name] = share;
    }
  }
  return shares;
}

/** The last value that is not greater, and how far `value` is beyond it towards the next, 0 to 1. */
function placeIn(values: readonly number[], value: number): { index: number; beyond: number } {
  let index = 0;
  while (index < values.length - 1 && value >= (values[index + 1] ?? 0)) index++;
  const low = values[index] ?? 0;
  const high = values[index + 1] ?? Infinity;
  return { index, beyond: high === Infinity ? 0 : Math.max(0, (value - low) / (high - low)) };
}

/** The evidence for and against a place. Shares are 0 to 1, by letters; near letters weigh more. */
export interface Evidence {
  /** The share of the span's letters that are there. */
  readonly text: number;
  /** The shares of the context; -1 if there is none. */
  readonly before: number;
  readonly after: number;
  /** The same, less if other words are in between now. */
  readonly nearBefore: number;
  readonly nearAfter: number;
  /** `text`, and all three together, with less weight for words that are in several of the places. */
  readonly rareText: number;
  readonly rare: number;
  /** Letters added inside the span, as a share of the span's. */
  readonly added: number;
  /** How well its boundaries fit those of the span: 0, 0.5 or 1. */
  readonly fit: number;
  /** Letters of the span. */
  readonly letters: number;
  /** Letters of the longest unchanged stretch with words of the span. */
  readonly run: number;
  /** For each token, the letters found. */
  readonly found: Float64Array;
  /** Whether the text is identical. */
  readonly same: boolean;
  /** Whether the text and its whole context are. */
  readonly whole: boolean;
}

/** Distance in letters at which context weighs 1/e. */
const reach = 24;

/** Letters inserted before context that reduce its weight to 1/e. */
const gapReach = 25;

/** The evidence for each match of a pattern. */
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

/** The nearness of each token to the span: 1 inside. */
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

/** One over the number of different places in the text with which each token was paired. */
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

/** The place of a token; -1 if it was not found. */
function placeOf({ alignment, places }: Match, token: number): number {
  return (alignment.like[token] ?? 0) > 0 ? (places[token] ?? -1) : -1;
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

/** The evidence for a place with everything unchanged. */
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
