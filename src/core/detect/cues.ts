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

const regular: Readonly<Record<Exclude<CueKind, 'noun' | 'according'>, string>> = {
  say:
    'announce assert explain insist admit argue maintain contend remark state declare acknowledge observe disclose concede stress ' +
    'emphasize emphasise recall confirm recount proclaim lament opine conclude clarify testify allege caution predict confess complain ' +
    'agree claim report note warn boast brag deny reveal affirm theorize theorise hypothesize speculate counsel reiterate',
  utter:
    'add tweet post muse quip joke respond reply retort counter exclaim whisper shout continue comment answer ask quote repeat elaborate interject ' +
    'snap cry mention reason start laugh chant sigh yell scream plead mutter murmur blog rule decide determine order ' +
    'fume rage grumble implore beg interrupt thunder bellow charge',
  tell: 'assure inform remind notify advise',
  think: 'believe hope fear suspect doubt assume suppose reckon wonder guess worry learn realize realise imagine',
  show: 'suggest indicate estimate show demonstrate imply forecast signal',
  call:
    'describe characterize characterise label brand dub denounce condemn criticize criticise praise hail slam blast accuse blame portray regard decry dismiss ' +
    'term deem deride mock ridicule tout lambaste rebuke',
  vow: 'vow promise pledge threaten urge demand request propose recommend refuse defend promote reject welcome',
};

const irregular: Readonly<Partial<Record<CueKind, string>>> = {
  say: 'said:past says:s say:base saying:ing wrote:past writes:s write:base writing:ing swore:past',
  utter:
    'read:past reads:s began:past went:past sagte:past erklärte:past betonte:past schrieb:past dijo:past afirmó:past explicó:past declaró:past ' +
    'déclaré:past affirmé:past expliqué:past disse:past afirmou:past zei:past sade:past powiedział:past powiedziała:past dodał:past dodała:past mówi:s ' +
    'sagt:s erklärt:s meint:s meinte:past schreibt:s ergänzte:past dit:past explique:s ajoute:s ajouté:past estime:s dice:s señaló:past añadió:past ' +
    'aseguró:past detto:past dichiarato:past spiega:s disseram:past diz:s zegt:s aldus:past säger:s',
  tell: 'told:past tells:s tell:base telling:ing',
  think:
    'thought:past thinks:s think:base thinking:ing felt:past feels:s feel:base knew:past knows:s know:base heard:past',
  show: 'found:past finds:s find:base shown:past saw:past',
  call: 'called:past calls:s call:base calling:ing referred:past refers:s refer:base referring:ing',
};

const phrasal =
  'pointed:out:past points:out:s point:out:base pointing:out:ing put:it:past puts:it:s putting:it:ing shot:back:past shoots:back:s ' +
  'fired:back:past fires:back:s firing:back:ing hit:back:past hits:back:s hitting:back:ing pushed:back:past pushes:back:s chimed:in:past ' +
  'chimes:in:s goes:on:s going:on:ing sees:it:s';

const nouns =
  'claim claims statement statements report reports belief beliefs allegation allegations assertion assertions suggestion suggestions ' +
  'warning warnings fear fears hope hopes announcement argument accusation accusations speculation conclusion concern concerns ' +
  'rumors rumours evidence indication indications doubt doubts prediction predictions admission assurances assurance';

/** Letters that a noun shares with the verb, so that more must speak for the verb. */
const nounsToo = new Set(
  (
    'claim claims report reports note notes comment comments answer answers post posts state states reply replies estimate estimates ' +
    'hope hopes fear fears doubt doubts suspect suspects show shows signal signals forecast forecasts remark remarks ' +
    'guess boast boasts request requests demand demands promise promises call calls brand brands label labels blame tweet tweets joke jokes ' +
    'find finds worry worries writing warning counter cry thought quote quotes finding read reads pledge pledges caution praise recall ' +
    'stress whisper shout reason reasons start starts welcome vow vows rule rules order orders charge charges rage term terms rebuke'
  ).split(' '),
);

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

const irregularForms = Object.entries(irregular).flatMap(([kind, words]) =>
  words.split(' ').map((entry): readonly [string, Cue] => {
    const [word = '', form] = entry.split(':');
    return [word, { kind: kind as CueKind, form: form as Cue['form'], isNounToo: nounsToo.has(word) }];
  }),
);

const phrasalForms = phrasal.split(' ').map((entry): readonly [string, Cue] => {
  const [word = '', particle = '', form] = entry.split(':');
  return [word, { kind: 'utter', form: form as Cue['form'], isNounToo: false, particle }];
});

const regularForms = Object.entries(regular).flatMap(([kind, words]) =>
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
    ...nouns.split(' ').map((word): readonly [string, Cue] => [word, { kind: 'noun', form: 'noun', isNounToo: true }]),
    ['according', { kind: 'according', form: 'ing', isNounToo: false, particle: 'to' }] as const,
    ...['laut', 'selon', 'según', 'secondo', 'segundo', 'volgens', 'enligt', 'według'].map(
      (word) => [word, { kind: 'according', form: 'noun', isNounToo: false }] as const,
    ),
    ['words', { kind: 'according', form: 'noun', isNounToo: true, particle: 'of' }] as const,
  ].reverse(),
);

/** Nouns that take `that`, also where the letters are a verb's. */
export const nounCues: ReadonlySet<string> = new Set(nouns.split(' '));
