import type { WordClass } from './lexicon';
import { longest, type Tokens, type TokenRange } from './tokens';
import { isMark, isNumber, tokenClasses, classNumber, nameClasses, numberClasses, shapeNumber } from './vocabulary';

/**
 * How a text speaks. In speech, as in debates and interviews, most sentences are about the speakers and few are worth
 * a check; in a report most state who did what.
 */
export type Genre = 'speech' | 'report';

const set = (...names: readonly WordClass[]): ReadonlySet<number> => new Set(names.map(classNumber));
const persons = set('me', 'us', 'you');
/** Words of grammar that nearly every English sentence has. */
const grammar = set(
  ...([
    'article',
    'preposition',
    'is',
    'was',
    'has',
    'had',
    'be',
    'does',
    'did',
    'modal',
    'future',
    'negation',
  ] as const),
  ...(['it', 'pointing', 'there', 'other', 'others', 'me', 'us', 'you', 'question', 'talk'] as const),
);

/** The number of tokens of each class; made once, because making it takes as long as counting a line. */
const tally = new Uint32Array(tokenClasses);

/** How a text speaks, and whether it is long enough to be sure that it is English. */
export interface Language {
  /** Undefined for a text that is not English. */
  readonly genre: Genre | undefined;
  readonly isSure: boolean;
}

/** The number of words that tell a language: at least, and surely. */
const [fewWords, enoughWords] = [12, 40];

/**
 * Debates have 6 to 7 first and second persons in 100 words, news and findings at most 1 or 2. Words of grammar are 30
 * to 50 in 100 in English, up to 17 by chance in related languages. A text with too few words counts as English, unless
 * nearly none of them is a word of grammar.
 */
export function languageOf(
  tokens: Tokens,
  ranges: readonly TokenRange[] = [{ first: 0, last: tokens.count }],
): Language {
  tally.fill(0);
  for (const { first, last } of ranges) for (let at = first; at < last; at++) tally[tokens.class[at] ?? 0]!++;
  let words = 0;
  let grammatical = 0;
  let spoken = 0;
  tally.forEach((count, number) => {
    if (isMark(number) || isNumber(number)) return;
    words += count;
    if (grammar.has(number)) grammatical += count;
    if (persons.has(number)) spoken += count;
  });
  const isOther =
    (words >= enoughWords && grammatical < 0.23 * words) || (words >= fewWords && grammatical < 0.08 * words);
  const genre = spoken > 0.035 * words ? 'speech' : 'report';
  return { genre: isOther ? undefined : genre, isSure: !isOther && words >= enoughWords };
}

const bits = 16;
/** The number of features: hashes are folded into this many places (the hashing trick, Weinberger et al. 2009). */
export const width = 1 << bits;

/** Kinds of features; the numbers are part of the trained model. */
const about = {
  word: 1,
  class: 2,
  apart: 4,
  words: 5,
  classes: 6,
  firstWord: 7,
  firstWords: 8,
  firstClasses: 9,
  length: 10,
  count: 11,
  figures: 12,
  names: 13,
  subjectVerb: 14,
  placedVerb: 15,
  verbNext: 16,
  pair: 17,
  register: 18,
  stem: 19,
};
const ofReports = 32;

const numbers = (...names: readonly WordClass[]): readonly number[] => names.map(classNumber);
const names = Object.values(nameClasses);
const figures = [...Object.values(numberClasses), classNumber('magnitude')];
const counted = [
  ...numbers('number', 'magnitude', 'me', 'us', 'you', 'other', 'others', 'modal', 'opinion'),
  ...Object.values(numberClasses),
  ...names,
];
const subjects = numbers('me', 'us', 'you', 'other', 'others', 'it', 'there', 'pointing');
const auxiliaries = numbers('is', 'was', 'has');
const verbs = [
  ...numbers('future', 'modal', 'is', 'was', 'has', 'had', 'does', 'did', 'be', 'opinion', 'saying', 'rise', 'fall'),
  ...numbers('vote', 'enact', 'spend', 'force', 'past', 'deed'),
  shapeNumber('ed'),
];
const actors = [...numbers('me', 'us', 'you', 'other', 'others', 'it'), ...names];
const themes = [
  ...verbs,
  ...numbers('number', 'magnitude', 'share', 'comparison', 'time', 'money', 'state', 'people', 'value', 'ideal'),
  ...numbers('question', 'talking'),
  ...Object.values(numberClasses),
];
const lengths = [3, 5, 8, 12, 18, 25, 40];

const flags = (classes: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: tokenClasses }, (_, number) => (classes.includes(number) ? 1 : 0));
const isActor = flags(actors);
const isTheme = flags(themes);

const [subjectRole, nameRole, verbRole] = [1, 2, 3] as const;
const roles: Readonly<Uint8Array> = (() => {
  const made = new Uint8Array(tokenClasses);
  for (const number of subjects) made[number] = subjectRole;
  for (const number of names) made[number] = nameRole;
  for (const number of verbs) made[number] = verbRole;
  return made;
})();

/** The features of one sentence at a time: places below `width`, each at most once. */
export class Features {
  count = 0;
  readonly places: Int32Array;
  /** The number of tokens of each class in the sentence. */
  readonly tally = new Uint16Array(tokenClasses);
  /** The classes that occur; `kinds` is their number. */
  private readonly distinct = new Uint8Array(tokenClasses);
  private kinds = 0;
  /** A bit for each place: few enough to stay in the processor's cache. */
  private readonly seen = new Int32Array(width >> 5);
  private report = false;

  /** Makes room for a sentence of at most `most` tokens. */
  constructor(most = longest) {
    this.places = new Int32Array(most * 10 + 1024);
  }

  /** In reports, features of classes count on their own, beside those that all texts share (Daumé 2007). */
  read(tokens: Tokens, range: TokenRange, register: Genre): this {
    this.report = register === 'report';
    for (let i = 0; i < this.count; i++) this.seen[(this.places[i] ?? 0) >> 5] = 0;
    this.count = 0;
    this.kinds = 0;
    this.tally.fill(0);
    this.each(tokens, range);
    this.edges(tokens, range);
    this.verbs(tokens, range);
    this.counts(range.last - range.first);
    this.pairs();
    return this;
  }

  private each({ word, stem, class: classes }: Tokens, { first, last }: TokenRange): void {
    let word1 = 0;
    let class1 = 0;
    let class2 = 0;
    for (let i = first; i < last; i++) {
      const class0 = classes[i] ?? 0;
      const word0 = isNumber(class0) ? class0 : (word[i] ?? 0);
      const times = this.tally[class0] ?? 0;
      if (times === 0) this.distinct[this.kinds++] = class0;
      this.tally[class0] = times + 1;
      this.add(about.word, word0);
      this.add(about.stem, isNumber(class0) ? class0 : (stem[i] ?? 0));
      this.shared(about.class, class0);
      if (i > first) {
        this.add(about.words, mix(word1, word0));
        this.shared(about.classes, mix(class1, class0));
      }
      if (i > first + 1) this.shared(about.apart, mix(class2, class0));
      word1 = word0;
      class2 = class1;
      class1 = class0;
    }
  }

  private edges({ word, class: classes }: Tokens, { first, last }: TokenRange): void {
    if (last - first < 2) return;
    this.add(about.firstWord, word[first] ?? 0);
    this.add(about.firstWords, mix(word[first] ?? 0, word[first + 1] ?? 0));
    this.shared(about.firstClasses, mix(classes[first] ?? 0, classes[first + 1] ?? 0));
  }

  /** The first three verbs, each with the nearest person, name or pronoun before it as its subject. */
  private verbs({ class: classes }: Tokens, { first, last }: TokenRange): void {
    let subject = 0;
    let seen = 0;
    for (let i = first; i < last && seen < 3; i++) {
      const number = classes[i] ?? 0;
      const role = roles[number];
      if (role === subjectRole) subject = number;
      else if (role === nameRole) subject = nameClasses.name;
      else if (role === verbRole) {
        const verb = mix(subject, number);
        this.shared(about.subjectVerb, verb);
        this.add(about.placedVerb, mix(verb, seen));
        if (auxiliaries.includes(number)) this.add(about.verbNext, mix(verb, i + 1 < last ? (classes[i + 1] ?? 0) : 0));
        subject = 0;
        seen++;
      }
    }
  }

  private counts(tokens: number): void {
    let length = 0;
    while (tokens > (lengths[length] ?? longest)) length++;
    this.shared(about.length, length);
    for (const number of counted) {
      const times = this.tally[number] ?? 0;
      if (times > 0) this.shared(about.count, mix(number, Math.min(3, times)));
    }
    this.shared(about.figures, Math.min(4, this.sum(figures)));
    this.shared(about.names, Math.min(4, this.sum(names)));
    this.add(about.register, this.report ? 1 : 0);
  }

  /** Pairs of a person spoken of and a kind of statement. */
  private pairs(): void {
    for (let i = 0; i < this.kinds; i++) {
      const actor = this.distinct[i] ?? 0;
      if (isActor[actor] === 0) continue;
      for (let j = 0; j < this.kinds; j++) {
        const theme = this.distinct[j] ?? 0;
        if (isTheme[theme] === 1) this.add(about.pair, mix(actor, theme));
      }
    }
  }

  /** Whether a word of the sentence is known to be a verb. */
  get hasVerb(): boolean {
    return verbs.some((number) => (this.tally[number] ?? 0) > 0);
  }

  private sum(classes: readonly number[]): number {
    let sum = 0;
    for (const number of classes) sum += this.tally[number] ?? 0;
    return sum;
  }

  private shared(kind: number, value: number): void {
    this.add(kind, value);
    if (this.report) this.add(kind + ofReports, value);
  }

  private add(kind: number, value: number): void {
    const place = Math.imul(value + Math.imul(kind, 0x9e3779b1), 0x85ebca6b) >>> (32 - bits);
    const bit = 1 << place;
    const seen = this.seen[place >> 5] ?? 0;
    if ((seen & bit) !== 0) return;
    this.seen[place >> 5] = seen | bit;
    this.places[this.count++] = place;
  }
}

/** Combines two hashes; the order matters. */
function mix(left: number, right: number): number {
  const hash = Math.imul(left ^ 0x27d4eb2f, 0xc2b2ae35) ^ right;
  return hash ^ (hash >>> 15);
}
