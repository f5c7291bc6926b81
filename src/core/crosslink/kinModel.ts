import { kinFeatureNames } from './kinFeatures';

type Weights = Readonly<Record<string, number>>;

/** The fitted weights, as in `kinWeights.json`. Features have the names of `kinFeatureNames`. */
export interface KinWeights {
  /** For the order of hits. */
  readonly rank: Weights;
  readonly rankBias: number;
  /** For the likeness of two sentences, whatever their articles. */
  readonly sentence: Weights;
  readonly sentenceBias: number;
  /** The greatest value of a feature that counts. */
  readonly limits: Weights;
  /** Features that distinguish similar events, if the query is in an article; and the weights of `shownTerms`. */
  readonly story: readonly string[];
  readonly shown: readonly number[];
  readonly shownBias: number;
  /** Added if both articles are certainly on one event, since less caution is needed then. */
  readonly shownCertain: number;
  /** The same for words from elsewhere. */
  readonly text: readonly string[];
  readonly shownText: readonly number[];
  readonly shownTextBias: number;
}

/**
 * The terms that decide whether a hit is sure: the likeness of the sentences, the evidence of one event, and their
 * products, since likeness counts more if the events are alike.
 */
export function shownTerms(sentence: number, story: readonly number[], hasArticle: boolean): readonly number[] {
  const strong = Math.max(0, sentence) ** 2;
  if (!hasArticle) return [sentence, strong, ...story];
  return [sentence, strong, ...story, ...story.map((one) => one * sentence), (story[0] ?? 0) * (story[2] ?? 0)];
}

/** What a hit of another event loses in the order, so that it follows those that are as alike. Guessed. */
const otherEvent = 3;

type Place = readonly [at: number, weight: number];

/** Two linear models: one orders hits, one tells which of them are sure enough to be shown unasked. */
export class KinModel {
  private readonly rankBy: readonly Place[];
  private readonly sentenceBy: readonly Place[];
  private readonly limits: readonly Place[];
  private readonly storyAt: readonly number[];
  private readonly textAt: readonly number[];
  private readonly certainAt: number;
  private readonly othersAt: number;

  constructor(private readonly fitted: KinWeights) {
    const numberOf = new Map<string, number>(kinFeatureNames.map((name, i) => [name, i]));
    const at = (name: string): number => numberOf.get(name) ?? 0;
    const placed = (weights: Weights): readonly Place[] =>
      Object.entries(weights).map(([name, weight]) => [at(name), weight]);
    this.rankBy = placed(fitted.rank);
    this.sentenceBy = placed(fitted.sentence);
    this.limits = placed(fitted.limits);
    this.storyAt = fitted.story.map(at);
    this.textAt = fitted.text.map(at);
    this.certainAt = at('one story for certain');
    this.othersAt = at('articles name others');
  }

  /** The order of a hit, and whether it may be shown unasked: from 0 on. `hasArticle`: the query is in a source. */
  judge(all: Float64Array, hasArticle: boolean): { readonly rank: number; readonly shown: number } {
    const features = this.limited(all);
    const { fitted } = this;
    const sentence = sum(this.sentenceBy, features) + fitted.sentenceBias;
    const story = (hasArticle ? this.storyAt : this.textAt).map((at) => features[at] as number);
    const weights = hasArticle ? fitted.shown : fitted.shownText;
    const bias = hasArticle
      ? fitted.shownBias + fitted.shownCertain * (features[this.certainAt] as number)
      : fitted.shownTextBias;
    const terms = shownTerms(sentence, story, hasArticle);
    const isOther = features[this.othersAt] === 1;
    return {
      rank: sum(this.rankBy, features) + fitted.rankBias - (isOther ? otherEvent : 0),
      shown: isOther ? -Infinity : terms.reduce((total, term, i) => total + term * (weights[i] ?? 0), bias),
    };
  }

  /** Features capped at the values up to which they count. */
  limited(all: Float64Array): Float64Array {
    const features = all.slice();
    for (const [at, most] of this.limits) features[at] = Math.min(most, features[at] as number);
    return features;
  }
}

const sum = (weights: readonly Place[], features: Float64Array): number =>
  weights.reduce((total, [at, weight]) => total + weight * (features[at] as number), 0);
