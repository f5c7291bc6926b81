import type { Span } from '../text/change';
import { addTo } from '../text/grouped';
import { isNameAt, type IndexedSource, type Numbers, type Postings } from './index';
import { looks } from './terms';
import { isName, type KinContext } from './kinContext';
import type { Profile } from './profiles';

/** The text to be compared with the sentences of the index. */
export interface KinQuery extends Partial<Span> {
  /** A source of the index, whose words at `from` and `to` are the query; its own sentences are skipped. */
  readonly source?: string;
  /** Words from elsewhere. */
  readonly text?: string;
}

/** The features of a pair, in the order of `kinWeights.json`. */
export const kinFeatureNames = [
  'covered of query',
  'covered of candidate',
  'cosine',
  'pairs of words',
  'longest run',
  'letters',
  'names covered of query',
  'names covered of candidate',
  'figures shared',
  'figures unlike',
  'articles alike',
  'articles alike, of the best',
  'names of articles shared',
  'query names unknown to article',
  'candidate names unknown to article',
  'neighbours alike',
  'shared weight',
  'shared words',
  'covered of candidate, smoothed',
  'leads of articles alike',
  'figures of articles shared',
  'weekdays of articles shared',
  'years of articles shared',
  'one story for certain',
  'articles name others',
] as const;

/** A query as its terms. */
export interface QueryTerms {
  readonly list: Int32Array;
  readonly looks: Uint8Array;
  readonly source: number;
  readonly words: string;
  readonly sentence: number;
}

/** The query's part in the features of all its pairs. */
export class KinJudge {
  private readonly weightOf: Float32Array;
  private readonly nameOf: Uint8Array;
  private readonly articleHas: Uint8Array;
  private readonly articleNames = new Set<number>();
  private readonly near: Uint8Array;
  private readonly pairs = new Set<number>();
  private readonly grams: Int32Array;
  private gramCount = 0;
  /** For each term the last turn in which it was counted, so that each counts once per turn. */
  private readonly done: Int32Array;
  private turn = 0;
  private total = 0;
  private squares = 0;
  private nameTotal = 0;
  private figures = 0;
  private readonly position = new Map<number, number[]>();

  constructor(
    private readonly context: KinContext,
    private readonly query: QueryTerms,
    private readonly alike: Float32Array,
    private readonly bestAlike: number,
  ) {
    const { weights, postings } = context;
    const size = weights.length;
    this.weightOf = new Float32Array(size);
    this.nameOf = new Uint8Array(size);
    this.articleHas = new Uint8Array(size);
    this.near = new Uint8Array(size);
    this.done = new Int32Array(size);
    this.grams = new Int32Array(gramSlots);
    query.list.forEach((term, i) => {
      const weight = weights[term] as number;
      if (this.weightOf[term] === 0 && weight > 0) {
        this.weightOf[term] = weight;
        this.total += weight;
        this.squares += weight * weight;
        if ((query.looks[i] as number) & looks.figure) this.figures += weight;
      }
      if ((query.looks[i] as number) & looks.name && !this.nameOf[term] && weight > 0) {
        this.nameOf[term] = 1;
        this.nameTotal += weight;
      }
      const next = query.list[i + 1];
      if (next !== undefined) this.pairs.add(pairOf(term, next));
      addTo(this.position, term, i);
    });
    this.gramCount = eachGram(query.words, (slot) => void (this.grams[slot] = 1));
    if (query.source >= 0) this.readArticle(this.profile(query.source));
    this.readNear(postings);
  }

  /** Reads the terms and names of the query's article. */
  private readArticle({ terms, marks }: Profile): void {
    terms.forEach((term, i) => {
      this.articleHas[term] = 1;
      if ((marks[i] as number) & isName) this.articleNames.add(term);
    });
  }

  /** Reads the terms of the sentences beside the query. */
  private readNear({ sources, first }: Postings): void {
    const source = sources[this.query.source];
    if (!source || this.query.sentence < 0) return;
    const at = this.query.sentence - (first[this.query.source] as number);
    const { bounds, terms } = source;
    for (const k of [at - 1, at + 1])
      for (let i = bounds[k] ?? 0; i < (bounds[k + 1] ?? 0); i++) this.near[terms[i] as number] = 1;
  }

  features(sentence: number): Float64Array {
    const { postings } = this.context;
    const number = postings.sourceOf[sentence] as number;
    const source = postings.sources[number];
    if (!source) return new Float64Array(kinFeatureNames.length);
    const k = sentence - (postings.first[number] as number);
    const { bounds, places, terms, names } = source;
    const shared = this.shared({ terms, names }, bounds[k] as number, bounds[k + 1] as number);
    const letters = this.letters(source.text.slice(places[k * 2], places[k * 2 + 1]));
    const hasArticle = this.query.source >= 0;
    return Float64Array.of(
      ratio(shared.weight, this.total),
      ratio(shared.weight, shared.total),
      ratio(shared.squares, Math.sqrt(this.squares * shared.otherSquares)),
      shared.pairs,
      Math.min(1, shared.run / 8),
      letters,
      ratio(shared.names, this.nameTotal),
      ratio(shared.names, shared.nameTotal),
      Math.min(1, shared.figures / 8),
      shared.figuresUnlike,
      hasArticle ? (this.alike[number] as number) : 0,
      hasArticle ? ratio(this.alike[number] as number, this.bestAlike) : 0,
      hasArticle ? this.namesOfArticles(number).share : 0,
      this.unknownNames(number),
      hasArticle ? ratio(shared.foreignNames, shared.nameTotal) : 0,
      this.neighbours(terms, bounds, k),
      Math.min(1, shared.weight / 60),
      Math.min(1, shared.count / 12),
      shared.weight / (shared.total + 20),
      ...(hasArticle ? this.story(number) : nothingOfStory),
      hasArticle ? certainty(this.namesOfArticles(number), this.alike[number] as number) : 0,
      Number(hasArticle && this.isOnOthers(number, shared.run)),
    );
  }

  private shared(source: Pick<IndexedSource, 'terms' | 'names'>, from: number, to: number): Shared {
    const { terms } = source;
    const found = nothingShared();
    const { done } = this;
    const turn = ++this.turn;
    let pairs = 0;
    for (let i = from; i < to; i++) {
      const term = terms[i] as number;
      if (i + 1 < to && this.pairs.has(pairOf(term, terms[i + 1] as number))) pairs++;
      if (done[term] === turn) continue;
      done[term] = turn;
      this.count(found, term, isNameAt(source, i));
    }
    found.nameTotal = Math.max(found.nameTotal, found.names);
    found.pairs = ratio(pairs, Math.sqrt(Math.max(1, to - from) * Math.max(1, this.query.list.length)));
    found.run = this.longestRun(terms, from, to);
    found.figuresUnlike = this.figures > 0 && found.otherFigures > 0 ? (found.figures > 0 ? 0.5 : 1) : 0;
    return found;
  }

  private count(found: Shared, term: number, isNamed: boolean): void {
    const weight = this.context.weights[term] as number;
    if (weight === 0) return;
    const isShared = (this.weightOf[term] as number) > 0;
    found.total += weight;
    found.otherSquares += weight * weight;
    if (isShared) {
      found.weight += weight;
      found.count++;
      found.squares += weight * weight;
    }
    if (this.context.isFigure[term]) found[isShared ? 'figures' : 'otherFigures'] += weight;
    if (isNamed) {
      found.nameTotal += weight;
      if (!this.articleHas[term]) found.foreignNames += weight;
    }
    if (isShared && (isNamed || this.nameOf[term])) found.names += weight;
  }

  private longestRun(terms: Numbers, from: number, to: number): number {
    let longest = 0;
    // Runs of common words that end at the previous word: their ends in the query, and their lengths.
    let [ends, lengths]: [number[], number[]] = [[], []];
    for (let i = from; i < to; i++) {
      const [nextEnds, nextLengths]: [number[], number[]] = [[], []];
      for (const at of this.position.get(terms[i] as number)?.slice(0, 4) ?? []) {
        const length = (lengths[ends.indexOf(at - 1)] ?? 0) + 1;
        nextEnds.push(at);
        nextLengths.push(length);
        if (length > longest) longest = length;
      }
      [ends, lengths] = [nextEnds, nextLengths];
    }
    return longest;
  }

  private letters(words: string): number {
    let shared = 0;
    const count = eachGram(words, (slot) => void (shared += this.grams[slot] as number));
    return ratio(shared, Math.sqrt(count * this.gramCount));
  }

  private readonly names = new Map<number, NamesShared>();

  private namesOfArticles(number: number): NamesShared {
    const known = this.names.get(number);
    if (known) return known;
    const profile = this.profile(number);
    const own = this.profile(this.query.source);
    let [weight, count, terms] = [0, 0, 0];
    profile.terms.forEach((term, i) => {
      if (!this.articleHas[term]) return;
      terms++;
      if (!((profile.marks[i] as number) & isName)) return;
      weight += this.context.weights[term] as number;
      if (this.articleNames.has(term)) count++;
    });
    const names = { share: ratio(weight, Math.min(profile.nameWeight, own.nameWeight)), count, terms };
    this.names.set(number, names);
    return names;
  }

  /** Whether both articles name people and places, hardly any of them in common; weekdays are no such names. */
  private isOnOthers(number: number, run: number): boolean {
    const [own, other] = [this.profile(this.query.source), this.profile(number)];
    const fewest = Math.min(other.nameWeight, own.nameWeight);
    const days = common(own.weekdays, other.weekdays).reduce(
      (sum, day) => sum + (this.context.weights[day] as number),
      0,
    );
    return areOnOthers(fewest, this.namesOfArticles(number).share - ratio(days, fewest), run);
  }

  private readonly stories = new Map<number, readonly number[]>();

  /**
   * Whether the articles of query and candidate begin with the same subject, and name the same figures, days and years.
   */
  private story(number: number): readonly number[] {
    const known = this.stories.get(number);
    if (known) return known;
    const [own, other] = [this.profile(this.query.source), this.profile(number)];
    const weightOf = (terms: Iterable<number>): number => {
      let sum = 0;
      for (const term of terms) sum += this.context.weights[term] as number;
      return sum;
    };
    const lead = common(own.lead, other.lead);
    const story = [
      ratio(weightOf(lead), Math.min(weightOf(own.lead), weightOf(other.lead))),
      Math.min(enoughFigures, common(own.figures, other.figures).length) / enoughFigures,
      agreement(own.weekdays, other.weekdays),
      agreement(own.years, other.years),
    ];
    this.stories.set(number, story);
    return story;
  }

  private readonly profiles = new Map<number, Profile>();

  /** The profile of a source, viewed once for all its candidates. */
  private profile(number: number): Profile {
    const profile = this.profiles.get(number) ?? this.context.profile(number);
    this.profiles.set(number, profile);
    return profile;
  }

  private readonly unknown = new Map<number, number>();

  /** The share of the query's names that are missing in the candidate's article. */
  private unknownNames(number: number): number {
    if (this.nameTotal === 0) return 0;
    const known = this.unknown.get(number);
    if (known !== undefined) return known;
    let having = 0;
    for (const term of this.profile(number).terms)
      if (this.nameOf[term]) having += this.context.weights[term] as number;
    const value = 1 - having / this.nameTotal;
    this.unknown.set(number, value);
    return value;
  }

  /** How much of the query is in the candidate's neighbours, and of the candidate in the query's neighbours. */
  private neighbours(terms: Numbers, bounds: Int32Array, k: number): number {
    let value = 0;
    const { done } = this;
    const turn = ++this.turn;
    for (const n of [k - 1, k + 1])
      for (let i = bounds[n] ?? 0; i < (bounds[n + 1] ?? 0); i++) {
        const term = terms[i] as number;
        if (done[term] === turn) continue;
        done[term] = turn;
        value += this.weightOf[term] as number;
      }
    let other = 0;
    let total = 0;
    for (let i = bounds[k] as number; i < (bounds[k + 1] as number); i++) {
      const weight = this.context.weights[terms[i] as number] as number;
      total += weight;
      if (this.near[terms[i] as number]) other += weight;
    }
    return (ratio(value, this.total) + ratio(other, total)) / 2;
  }
}

/** The common terms of a candidate and the query, by weight. */
interface Shared {
  weight: number;
  count: number;
  total: number;
  squares: number;
  otherSquares: number;
  names: number;
  nameTotal: number;
  foreignNames: number;
  figures: number;
  otherFigures: number;
  figuresUnlike: number;
  pairs: number;
  run: number;
}

const nothingShared = (): Shared => ({
  weight: 0,
  count: 0,
  total: 0,
  squares: 0,
  otherSquares: 0,
  names: 0,
  nameTotal: 0,
  foreignNames: 0,
  figures: 0,
  otherFigures: 0,
  figuresUnlike: 0,
  pairs: 0,
  run: 0,
});

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
const pairOf = (a: number, b: number): number => (Math.imul(a, 0x9e3779b1) ^ b) | 0;

const gramSlots = 1 << 12;

/** Calls `found` with a slot for each run of four letters. Returns how many there are. */
function eachGram(words: string, found: (slot: number) => void): number {
  let hash = 0;
  let length = 0;
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    let unit = words.charCodeAt(i);
    if (unit > 64 && unit < 91) unit += 32;
    if (unit < 48 || (unit > 57 && unit < 97) || (unit > 122 && unit < 192)) unit = 32;
    if (unit === 32 && (hash & 0xff) === 32) continue;
    hash = ((hash << 8) | (unit & 0xff)) >>> 0;
    if (++length < 4) continue;
    count++;
    found((Math.imul(hash, 0x9e3779b1) >>> 20) & (gramSlots - 1));
  }
  return count;
}

/** Names and terms common to the query's article and a candidate's. */
interface NamesShared {
  /** Share of the names of the article with fewer names. */
  readonly share: number;
  /** Names of both, and terms of both. */
  readonly count: number;
  readonly terms: number;
}

/**
 * Fewest names and terms in common, and least likeness, of articles on one event: from the first number on it is
 * likely, from the second on certain. Chosen so that hardly any pair of news on two similar events is beyond the first
 * numbers (one in a hundred has 88 terms in common), while long articles on one event are.
 */
const certain = { names: [10, 20], terms: [75, 100], alike: [0.2, 0.3] } as const;

/**
 * Articles with names of this weight (some two of them), of which less than this share is in the other, are on two
 * events, no matter how alike their sentences. Of the pairs of articles on ECB+ that names of weight 6 to 10 decide so,
 * 114 are on two events and 10 on one. A run of this many words is a copy, whatever the articles name.
 */
const [enoughNames, fewestInCommon, copied] = [6, 0.15, 12] as const;

/**
 * Whether articles are on two events: `fewest` is the weight of the fewer names, `run` the longest common run of words.
 */
const areOnOthers = (fewest: number, share: number, run: number): boolean =>
  fewest >= enoughNames && share < fewestInCommon && run < copied;

const certainty = ({ count, terms }: NamesShared, alike: number): number =>
  between(count, certain.names) * between(terms, certain.terms) * between(alike, certain.alike);

/** 0 up to the first number, 1 from the second on. */
const between = (value: number, [from, to]: readonly [number, number]): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)));

const nothingOfStory = [0, 0, 0, 0] as const;
/** Most equal figures that count. Guessed. */
const enoughFigures = 3;

const common = (a: Numbers, b: Numbers): readonly number[] => Array.from(a).filter((term) => b.includes(term));

/** 1 if both have one in common, -1 if they have none in common, 0 if one of them is empty. */
const agreement = (a: Numbers, b: Numbers): number =>
  a.length === 0 || b.length === 0 ? 0 : common(a, b).length > 0 ? 1 : -1;
