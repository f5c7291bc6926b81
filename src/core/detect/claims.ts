import type { Span } from '../text/change';
import data from './claims.model.json';
import { width, Features, languageOf, type Genre } from './features';
import { figureWords, mayBeNouns, noActors, noActs, referenceWords, type WordClass } from './lexicon';
import type { Sentence } from './sentences';
import {
  nameClasses,
  numberClasses,
  classNumber,
  hashStart,
  hashUnit,
  hashWords,
  isNumber,
  shapeNumber,
  tokenClasses,
} from './vocabulary';
import type { Reason, Suggestion } from './suggestion';
import { Tokens, type TokenRange } from './tokens';

/** A trained linear model as it is stored. */
export interface ModelData {
  /** The value of a weight of 1. */
  readonly unit: number;
  /** For each genre, the lowest value of a claim: the one with the best F1 in cross-validation. */
  readonly thresholds: Readonly<Record<Genre, number>>;
  /** A letter for each feature, `A` to `Y` for -12 to 12. Most letters are `M`, so they compress well. */
  readonly weights: string;
}

export const steps = 12;
const letterOfNone = 0x4d;

/** The letter for a weight. */
export function letterOf(weight: number): string {
  return String.fromCharCode(letterOfNone + Math.max(-steps, Math.min(steps, Math.round(weight))));
}

/**
 * A linear model over hashed features. Its scores lie between 0 and 1, claims have 0.5 or more. They are the same on
 * every engine: sums of small integers, a square root and divisions.
 */
export class Model {
  private readonly weights = new Int8Array(width);

  constructor(private readonly data: ModelData) {
    for (let i = 0; i < width; i++) this.weights[i] = data.weights.charCodeAt(i) - letterOfNone;
  }

  score(features: Features, register: Genre): number {
    let sum = 0;
    for (let i = 0; i < features.count; i++) sum += this.weights[features.places[i] ?? 0] ?? 0;
    const value = (sum * this.data.unit) / Math.sqrt(Math.max(1, features.count)) - this.data.thresholds[register];
    return 0.5 + value / (2 * (1 + Math.abs(value)));
  }
}

const model = new Model(data);

/** The sentence as a claim with its score, or undefined if it is not worth a check. */
export function claimOf(
  features: Features,
  tokens: Tokens,
  sentence: Sentence,
  register: Genre,
): Suggestion | undefined {
  const learnt = model.score(features, register);
  const isPlan = plans.some((number) => (features.tally[number] ?? 0) > 0);
  if (learnt < 0.5 && (register !== 'report' || isPlan || !statesFigure(features, tokens, sentence.tokens)))
    return undefined;
  const whole = Math.max(0.5, learnt);
  const score = isPlan ? 0.5 + weakness * (whole - 0.5) : whole;
  return { from: sentence.from, to: sentence.to, kind: 'claim', score, why: reasonsOf(tokens, sentence.tokens) };
}

/** A sentence with a figure, however short, of which the model has seen too few: `She is 61, not 71.` */
const statesFigure = ({ tally, hasVerb }: Features, { word }: Tokens, { last }: TokenRange): boolean =>
  hasVerb && word[last - 1] === stop && figures.some((number) => (tally[number] ?? 0) > 0);

/** The share of its score above the threshold that a claim about plans or duties keeps. Guessed. */
const weakness = 0.6;
const plans = numbers('future', 'modal');

function figureScore({ tally }: Features): number {
  const count = Object.values(numberClasses).reduce((sum, number) => sum + (tally[number] ?? 0), 0);
  return count / (count + 1);
}

/** Rates how much each span is worth a check, from 0 to 1, in the order given. */
export function rankSpans(text: string, spans: readonly Span[]): readonly number[] {
  const features = new Features();
  const tokens = new Tokens(0);
  const register = languageOf(readWindows(text, tokens)).genre;
  return spans.map((span) => {
    tokens.clear();
    features.read(tokens, tokens.read(text, span), register ?? 'report');
    return register ? model.score(features, register) : figureScore(features);
  });
}

const windows = 6;
const windowLength = 400;

/** The tokens of windows spread over a text. */
function readWindows(text: string, tokens: Tokens): Tokens {
  const step = Math.max(windowLength, (text.length - windowLength) / (windows - 1));
  for (let i = 0; i < windows && i * step < text.length; i++) {
    const from = Math.floor(i * step);
    tokens.read(text, { from, to: Math.min(text.length, from + windowLength) });
  }
  return tokens;
}

const { year, ...otherFigures } = numberClasses;
const figures = Object.values(otherFigures);
const spelled: ReadonlySet<number> = new Set(hashWords(figureWords));
const colon = shapeNumber(':');

/** The reasons that a token can give, each with its classes; `1 << i` is the bit of the reason at `i`. */
const meanings = [
  ['figure', figures],
  ['date', [year, ...numbers('calendar')]],
  ['name', Object.values(nameClasses)],
  ['act', numbers('vote', 'enact', 'spend', 'force', 'past', 'saying')],
  ['outcome', numbers('rise', 'fall')],
  ['comparison', numbers('comparison')],
] as const;
const bitsOf: Readonly<Uint8Array> = (() => {
  const made = new Uint8Array(tokenClasses);
  meanings.forEach(([, classes], i) => classes.forEach((number) => (made[number] = 1 << i)));
  return made;
})();

const [figureBit, nameBit, actBit, outcomeBit, comparisonBit] = [1 << 0, 1 << 2, 1 << 3, 1 << 4, 1 << 5];
const setOf = (words: string): ReadonlySet<number> => new Set(hashWords(words));
const nobodies = setOf(`${noActors} ${referenceWords}`);
const nouns = setOf(noActs);
const nounsToo = setOf(mayBeNouns);
const beforeNouns: ReadonlySet<number> = new Set(
  numbers(
    'article',
    'preposition',
    'pointing',
    'quantity',
    'every',
    'order',
    'comparison',
    'size',
    'negation',
    'value',
  ),
);
const weekdays = setOf('monday tuesday wednesday thursday friday saturday sunday');
const [of, to] = hashWords('of to');
const past = classNumber('past');
const [stop, money] = [0x2e, 0x24].map((unit) => hashUnit(hashStart, unit));
const ofCourts = setOf('court courts house chamber');
/** `fell ill` */
const fallen = setOf('ill seriously asleep silent apart');
const [calendar, mayBeSpelled] = [classNumber('calendar'), numbers('number', 'magnitude', 'share')];
const claimed = setOf('claim claims');

/** The reasons in a stretch that a reader can point at; `model` if only the words as a whole are a reason. */
function reasonsOf(tokens: Tokens, { first, last }: TokenRange): readonly Reason[] {
  let bits = 0;
  for (let i = first; i < last; i++) {
    const number = tokens.class[i] ?? 0;
    const own = bitsOf[number] ?? 0;
    if (own === 0) {
      const isSpelled = mayBeSpelled.includes(number) && spelled.has(tokens.word[i] ?? 0);
      if (isSpelled || isMoney(tokens, i, last)) bits |= figureBit;
    } else if ((bits & own) === 0 && isMeant(tokens, first, i, last, own)) bits |= own;
  }
  const why: Reason[] = [];
  for (let i = 0; i < meanings.length; i++) if ((bits & (1 << i)) !== 0) why.push({ code: meanings[i]![0] });
  return why.length > 0 ? why : [{ code: 'model' }];
}

/** `$40`: the model knows such a figure only as part of a name, such as `H1`. */
const isMoney = ({ word, from, to: ends }: Tokens, i: number, last: number): boolean =>
  word[i] === money && i + 1 < last && from[i + 1] === ends[i];

/** Whether the token at `i` has the meaning of its class in this place. */
function isMeant(tokens: Tokens, first: number, i: number, last: number, bit: number): boolean {
  const word = tokens.word[i] ?? 0;
  const before = i > first ? (tokens.word[i - 1] ?? 0) : 0;
  const after = i + 1 < last ? (tokens.word[i + 1] ?? 0) : 0;
  switch (bit) {
    case figureBit:
      return !isDay(tokens, first, i, last) && !claimed.has(before);
    case nameBit:
      return !nobodies.has(word) && isNamed(tokens, first, i, last);
    case actBit:
      if (nouns.has(word) || (after === of && tokens.class[i] === past)) return false;
      return !nounsToo.has(word) || (i > first && before !== to && !beforeNouns.has(tokens.class[i - 1] ?? 0));
    case outcomeBit:
      return !fallen.has(after);
    case comparisonBit:
      return before !== to && !ofCourts.has(after);
    default:
      return true;
  }
}

/** Whether a name counts: no label before a colon, no first word after one, not `P`, `HR 1.31` or `39F`. */
function isNamed({ word, class: classes, from, to: ends }: Tokens, first: number, i: number, last: number): boolean {
  const isInitial = word[i + 1] === stop && from[i + 1] === ends[i];
  if ((ends[i] ?? 0) - (from[i] ?? 0) < 2 && !isInitial) return false;
  if (i + 1 < last && classes[i + 1] === colon) return false;
  if (i > first && (classes[i - 1] === colon || ends[i - 1] === from[i])) return false;
  return classes[i] !== nameClasses.acronym || i + 1 === last || !isNumber(classes[i + 1] ?? 0);
}

/** The `3` of `3 May` and `May 3`: a date, not a figure. */
function isDay(tokens: Tokens, first: number, i: number, last: number): boolean {
  if (tokens.class[i] !== numberClasses.digit) return false;
  const isMonth = (at: number): boolean => tokens.class[at] === calendar && !weekdays.has(tokens.word[at] ?? 0);
  return (i > first && isMonth(i - 1)) || (i + 1 < last && isMonth(i + 1));
}

/** The tokens of one stretch; made once and reused. */
const scratch = new Tokens(0);

/** The same for a part of a sentence. */
export function reasonsIn(text: string, span: Span): readonly Reason[] {
  scratch.clear();
  return reasonsOf(scratch, scratch.read(text, span));
}

function numbers(...names: readonly WordClass[]): readonly number[] {
  return names.map(classNumber);
}
