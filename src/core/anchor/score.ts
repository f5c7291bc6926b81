import type { Phrase } from './align';
import type { Match } from './boundaries';
import { distancesOf } from './tokens';
import data from './weights.json';
import type { Span } from '../text/change';

/** A place where a pattern may stand, with what speaks for it. */
export interface Candidate {
  /** Null where the surroundings stand without the span. */
  readonly span: Span | null;
  readonly evidence: Evidence;
}

/** Where a place stands among the sure places of the file's other annotations. */
export interface OrderFit {
  /** 1 between those before and those after it in the old text, -1 past one of them, 0 where there are none. */
  readonly order: number;
  /** How many lines further than the nearest of them it has moved; with none, than its hint. */
  readonly drift: number;
}

/** How much each feature weighs, in log-odds against the span being lost. Made by `npm run train:anchoring`. */
export type Weights = Readonly<Record<string, number>>;

export const fitted: Weights = data;

/** How candidates stand to the neighbours; those that are not there stand alone. */
export type OrderFits = ReadonlyMap<Candidate, OrderFit>;

/** Below this probability a span counts as lost. */
export const leastProbability = 0.6;

/** So few letters may stand in two sentences by chance. */
export const fewLetters = 12;

/** Of few letters at least this share of the surroundings must be near: texts have too few such spans to learn from. */
export const leastNear = 0.35;

/** The probability of each candidate; what is missing to 1 is that the span is lost. */
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

/** The orderFit of a place of which no neighbours are known. */
export const alone: OrderFit = { order: 0, drift: 0 };

function weigh(features: Features, weights: Weights): number {
  let sum = 0;
  for (const feature in features) sum += (weights[feature] ?? 0) * (features[feature] ?? 0);
  return sum;
}

/** What the decision about a candidate rests on, by name; most are about 0 to 1, and those that are 0 may be absent. */
type Features = Readonly<Record<string, number>>;

/** The share of the span's letters found, and that of the surroundings on the better side. */
const bySurroundings = binsOf('text and surroundings', [0.4, 0.7, 1], [0, 1]);

/** The share of span and surroundings found, where words that fit in many places count for less. */
const byRarity = binsOf('rarity', [0.1, 0.4, 0.7, 1], [0]);

export function featuresOf(candidate: Candidate, others: readonly Candidate[], orderFit: OrderFit): Features {
  const { evidence } = candidate;
  const { text, rare, rareText } = evidence;
  const nearMore = sidesOf(evidence.nearBefore, evidence.nearAfter)[0];
  const { hole, rival, ahead, contrast } = rivalry(candidate, others);
  return {
    /** Before anything is known. */
    always: 1,
    /** The share of the span's letters found, where words that fit in many places count for less. */
    rareText,
    /** The same, with the surroundings. */
    rare,
    rareAndText: rare * rareText,
    /** The share of the surroundings found on the worse side. */
    less: sidesOf(evidence.before, evidence.after)[1],
    /** That on the better side, less where other words have come between. */
    nearMore,
    /** It begins and ends as the span did. */
    fit: evidence.fit,
    /** How long a stretch with words of the span is unbroken. */
    run: sizeOf(evidence.run),
    /** Away from them, but identical, and the surer the longer: fewer than 15 letters may be chance. */
    moved: evidence.same ? (1 - nearMore) * Math.max(0, Math.min(2, Math.log2(evidence.letters / 15))) : 0,
    /** The surroundings stand elsewhere without the span, and not here. */
    hole: hole * (1 - nearMore),
    /** How good the best other place is, and by how much this one is better. */
    rival,
    lead: likenessOf(evidence) - rival,
    /** By how many letters it is better than each other place, and whether all that tells them apart speaks for it. */
    ahead,
    contrast,
    /** As far from its neighbours as it was. */
    steady: orderFit.order === 0 ? 0 : 1 / (1 + orderFit.drift / 3),
    ...sharesOf(bySurroundings, text, nearMore),
    ...sharesOf(byRarity, rare, 0),
  };
}

const sizeOf = (letters: number): number => Math.min(1.6, Math.log2(1 + letters) / 5);

/** A place with less of the span's letters is none for the span. */
const leastText = 0.35;

/** How well the surroundings stand elsewhere without the span, and how a candidate compares with the other places. */
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

/** The letters that were found better in the one place, and those that were in the other. */
function differences(here: Float64Array, there: Float64Array): { more: number; less: number } {
  let [more, less] = [0, 0];
  for (let i = 0; i < here.length; i++) {
    const difference = (here[i] ?? 0) - (there[i] ?? 0);
    if (difference > 0) more += difference;
    else less -= difference;
  }
  return { more, less };
}

/** Surroundings that are not there speak neither for nor against: the other side counts for both. */
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

/** A weight that depends on two quantities is fitted at some values of each (rows and columns), a cell for each pair. */
interface Bins {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** What the cell of a row and a column is called. */
  readonly names: readonly (readonly string[])[];
}

export function binsOf(name: string, rows: readonly number[], columns: readonly number[]): Bins {
  return { rows, columns, names: rows.map((row) => columns.map((column) => `${name} ${row} ${column}`)) };
}

/**
 * The cells around a row's and a column's value by name, each with its share, by bilinear interpolation; beyond the ends,
 * that of the end.
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

/** The last of some values that is not greater, and how far beyond it towards the next, 0 to 1. */
function placeIn(values: readonly number[], value: number): { index: number; beyond: number } {
  let index = 0;
  while (index < values.length - 1 && value >= (values[index + 1] ?? 0)) index++;
  const low = values[index] ?? 0;
  const high = values[index + 1] ?? Infinity;
  return { index, beyond: high === Infinity ? 0 : Math.max(0, (value - low) / (high - low)) };
}

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
