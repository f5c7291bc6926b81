import {
  cueNouns,
  cuesThatAreNouns,
  cueVerbs,
  irregularCues,
  phrasalCues,
  classWords,
  doubtDegrees,
  doubtWords,
  hintLists,
  type WordClass,
} from './lexicon';

/** How a word attributes: the complement it takes, and whether it reports words or thoughts. */
type CueKind =
  /** `said`: takes a clause or a quotation. */
  | 'say'
  /** `continued`: takes a quotation, or a clause after `that`. */
  | 'utter'
  /** `told`: the same after an addressee. */
  | 'tell'
  /** `believes`: takes a clause, seldom a quotation. */
  | 'think'
  /** `shows`: takes a clause; the source is a study as often as a person. */
  | 'show'
  /** `described`: takes an object and `as` or a predicate. */
  | 'call'
  /** `vowed`: takes an infinitive; `warned of`, `accused … of`: take a noun. */
  | 'vow'
  /** `claim that`, `the belief that`. */
  | 'noun'
  /** `according to`, `in the words of`. */
  | 'according';

export interface Cue {
  readonly kind: CueKind;
  readonly form: 'base' | 's' | 'past' | 'ing' | 'noun';
  /** Whether it is spelled like a noun: `claims`, `reports`. */
  readonly isNounToo: boolean;
  /** The word that must follow: `out` for `pointed`. */
  readonly particle?: string;
}

const nounsToo: ReadonlySet<string> = new Set(cuesThatAreNouns.split(' '));

function formsOf(verb: string): readonly (readonly [string, Cue['form']])[] {
  const stem = verb.replace(/e$/u, '');
  const ends = /[^aeiou]y$/u.test(verb) ? `${verb.slice(0, -1)}ie` : /(?:s|sh|ch|x)$/u.test(verb) ? `${verb}e` : verb;
  const past = /[^aeiou]y$/u.test(verb) ? `${verb.slice(0, -1)}ied` : `${doubled(stem)}ed`;
  return [
    [verb, 'base'],
    [`${ends}s`, 's'],
    [past, 'past'],
    [`${doubled(stem)}ing`, 'ing'],
  ];
}

function doubled(stem: string): string {
  return /^(?:admit|quip|brag|snap|slam)$/u.test(stem) ? stem + stem.slice(-1) : stem;
}

const irregularForms = Object.entries(irregularCues).flatMap(([kind, words]) =>
  words.split(' ').map((entry): readonly [string, Cue] => {
    const [word = '', form] = entry.split(':');
    return [word, { kind: kind as CueKind, form: form as Cue['form'], isNounToo: nounsToo.has(word) }];
  }),
);

const phrasalForms = phrasalCues.split(' ').map((entry): readonly [string, Cue] => {
  const [word = '', particle = '', form] = entry.split(':');
  return [word, { kind: 'utter', form: form as Cue['form'], isNounToo: false, particle }];
});

const regularForms = Object.entries(cueVerbs).flatMap(([kind, words]) =>
  words
    .split(' ')
    .flatMap(formsOf)
    .map(([word, form]): readonly [string, Cue] => [
      word,
      { kind: kind as CueKind, form, isNounToo: nounsToo.has(word) },
    ]),
);

/** The words that attribute. */
export const cues: ReadonlyMap<string, Cue> = new Map<string, Cue>(
  [
    ...irregularForms,
    ...phrasalForms,
    ...regularForms,
    ...cueNouns
      .split(' ')
      .map((word): readonly [string, Cue] => [word, { kind: 'noun', form: 'noun', isNounToo: true }]),
    ['according', { kind: 'according', form: 'ing', isNounToo: false, particle: 'to' }] as const,
    ...['laut', 'selon', 'según', 'secondo', 'segundo', 'volgens', 'enligt', 'według'].map(
      (word) => [word, { kind: 'according', form: 'noun', isNounToo: false }] as const,
    ),
    ['words', { kind: 'according', form: 'noun', isNounToo: true, particle: 'of' }] as const,
  ].reverse(),
);

/** Nouns that take `that`, even if they are spelled like a verb. */
export const nounCues: ReadonlySet<string> = new Set(cueNouns.split(' '));

const names = Object.keys(classWords) as WordClass[];

/** The number of a class, from 1; the shapes that `tokens` knows by themselves come after the classes. */
export function classNumber(name: WordClass): number {
  return names.indexOf(name) + 1;
}

/** One more than the highest number. */
const classCount = names.length + 1;

export const hashStart = 0x811c9dc5 | 0;

export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** FNV-1a over the lower-case UTF-16 units, with every apostrophe as `'`. */
function hashWord(word: string): number {
  let hash = hashStart;
  for (let i = 0; i < word.length; i++) hash = hashUnit(hash, fold(word.charCodeAt(i)));
  return hash;
}

/** The hashes of words separated by blanks. */
export function hashWords(words: string): readonly number[] {
  return words.split(' ').map(hashWord);
}

/** The hash of each word, under the word itself. */
export function hashEach<Word extends string>(...words: readonly Word[]): Readonly<Record<Word, number>> {
  return Object.fromEntries(words.map((word) => [word, hashWord(word)])) as Record<Word, number>;
}

/** The lower case of a unit, in Latin and wherever it lies at a fixed distance; `'` for the curly apostrophe. */
export function fold(unit: number): number {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
  if (unit === 0x2019) return 0x27;
  return unit >= 0xc0 && unit <= 0xde && unit !== 0xd7 ? unit + 0x20 : unit;
}

/** Finds numbers by the hash of a word, in open addressing: a `Map` would take half the time of a pass. */
class WordTable {
  private readonly keys: Int32Array;
  private readonly values: Uint16Array;
  private readonly mask: number;

  /** `size` is a power of two and at least twice the number of entries. The first entry of a word counts. */
  constructor(entries: Iterable<readonly [hash: number, value: number]>, size: number) {
    this.keys = new Int32Array(size);
    this.values = new Uint16Array(size);
    this.mask = size - 1;
    for (const [hash, value] of entries) {
      const at = this.find(hash);
      if (this.keys[at] === hash) continue;
      this.keys[at] = hash;
      this.values[at] = value;
    }
  }

  /** The word's number, or 0. */
  get(hash: number): number {
    return this.values[this.find(hash)] ?? 0;
  }

  private find(hash: number): number {
    let at = (hash ^ (hash >>> 15)) & this.mask;
    for (let key = this.keys[at]; key !== 0 && key !== hash; key = this.keys[at]) at = (at + 1) & this.mask;
    return at;
  }
}

/** The class of each word of the lexicon, by hash. */
const wordClasses: ReadonlyMap<number, number> = new Map(
  names.flatMap((name) => hashWords(classWords[name]).map((hash) => [hash, classNumber(name)] as const)).reverse(),
);

/** The form of a token that is in no list: its digits, capitals or ending, or the mark that it is. */
const shapes =
  'year decimal grouped digits digit name acronym ing ed ly tion ity ment ness ive ous able al er est s , ; : . ? ! " ( ) - $ mark'.split(
    ' ',
  );

export function shapeNumber(shape: string): number {
  const index = shapes.indexOf(shape);
  return classCount + (index < 0 ? shapes.length - 1 : index);
}

/** One more than the highest class number. */
export const tokenClasses = classCount + shapes.length;

export const numberClasses = {
  year: shapeNumber('year'),
  decimal: shapeNumber('decimal'),
  grouped: shapeNumber('grouped'),
  digits: shapeNumber('digits'),
  digit: shapeNumber('digit'),
};
export const nameClasses = { name: shapeNumber('name'), acronym: shapeNumber('acronym') };

const firstMark = shapeNumber(',');

export function isNumber(kind: number): boolean {
  return kind >= numberClasses.year && kind <= numberClasses.digit;
}

/** Whether a class is that of a mark: of neither a word nor a number. */
export function isMark(kind: number): boolean {
  return kind >= firstMark;
}

/** The class of each ASCII mark. */
export const markClasses: Readonly<Uint8Array> = (() => {
  const made = new Uint8Array(128).fill(shapeNumber('mark'));
  for (const mark of ',;:.?!"()-$') made[mark.charCodeAt(0)] = shapeNumber(mark);
  return made;
})();

/** Bits for what words and marks hint at. */
export const hint = {
  /** A word that attributes. */
  cue: 1 << 0,
  /** A word of captions and credits. */
  credit: 1 << 1,
  /** A word of notes on the author and the date. */
  note: 1 << 2,
  /** A word of newsletters and buttons. */
  invitation: 1 << 3,
  /** A word of doubt or denial. */
  doubt: 1 << 4,
  /** A mark that may open a quotation, or code. */
  mark: 1 << 5,
  /** A word that attributes only before a certain other one. */
  lead: 1 << 6,
} as const;

/** For stretches that are not read to their end. */
export const allHints = (1 << 7) - 1;

/** The word that must follow for a cue to attribute: the `out` of `pointed out`, the `that` of `claims that`. */
const followerOf = ({ particle, form }: Cue): string | undefined => particle ?? (form === 'noun' ? 'that' : undefined);

/** For each such word, the one that must follow; by hash. */
export const followers: ReadonlyMap<number, number> = new Map(
  [...cues].flatMap(([word, cue]) => {
    const follower = followerOf(cue);
    return follower === undefined ? [] : [[hashWord(word), hashWord(follower)] as const];
  }),
);

/** The hints of each word that hints by itself, in lower case. */
const hintWords: ReadonlyMap<string, number> = (() => {
  const bits = new Map<string, number>();
  for (const [word, cue] of cues) bits.set(word, followerOf(cue) === undefined ? hint.cue : hint.lead);
  for (const [name, list] of Object.entries(hintLists))
    for (const word of list.split(' ')) bits.set(word, (bits.get(word) ?? 0) | hint[name as keyof typeof hint]);
  return bits;
})();

const classBits = 8;

/** The class of each word with its hints in the bits above, so that one look-up tells both. */
function entriesOf(): ReadonlyMap<number, number> {
  const entries = new Map<number, number>(wordClasses);
  const note = (word: number, hints: number): void =>
    void entries.set(word, (entries.get(word) ?? 0) | (hints << classBits));
  for (const [word, bits] of hintWords) note(hashWord(word), bits);
  const { hearsay, pending, inquiry, trials, believing, denials, conditions, conditionals, naming } = doubtWords;
  const { showing, knowing, waiting, due } = doubtWords;
  const degrees = doubtDegrees.map(([, list]) => list);
  for (const list of [
    ...degrees,
    hearsay,
    pending,
    inquiry,
    trials,
    believing,
    denials,
    conditions,
    conditionals,
    naming,
    showing,
    knowing,
    waiting,
    due,
  ])
    for (const word of hashWords(list))
      if ((((entries.get(word) ?? 0) >> classBits) & hint.doubt) === 0) note(word, hint.doubt);
  return entries;
}

const vocabulary = new WordTable(entriesOf(), 1 << 13);

/** The entry of the word with a hash; `classIn` and `hintsIn` read it. */
export function look(word: number): number {
  return vocabulary.get(word);
}

/** The number of the class, or 0. */
export function classIn(entry: number): number {
  return entry & ((1 << classBits) - 1);
}

/** Bits of `hint`. */
export function hintsIn(entry: number): number {
  return entry >>> classBits;
}
