import { cueNouns, cuesThatAreNouns, cueVerbs, irregularCues, phrasalCues } from './lexicon';

/** How a word attributes what is said: which complement it takes, and whether it reports words or thoughts. */
export type CueKind =
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
  /** The same letters are a noun too: `claims`, `reports`. */
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

/** Nouns that take `that`, also where the letters are a verb's. */
export const nounCues: ReadonlySet<string> = new Set(cueNouns.split(' '));
