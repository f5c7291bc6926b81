/** How a word attributes what is said: which complement it takes, and whether it reports words or thoughts. */
export type CueKind =
  /** `said`: takes a clause or a quotation. */
  | 'say'
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
  /** `according to`. */
  | 'according';

export interface Cue {
  readonly kind: CueKind;
  readonly form: 'base' | 's' | 'past' | 'ing' | 'noun';
  /** The same letters are a noun too: `claims`, `reports`. */
  readonly isNounToo: boolean;
}

const regular: Readonly<Record<'say' | 'tell' | 'think' | 'show' | 'call' | 'vow', string>> = {
  say:
    'add announce assert explain insist admit argue maintain contend remark state declare acknowledge observe disclose concede stress ' +
    'emphasize emphasise reiterate recall confirm recount proclaim lament tweet post muse opine quip joke respond reply retort ' +
    'counter exclaim whisper shout continue conclude clarify testify allege caution predict confess mention complain agree ' +
    'claim report note comment answer warn ask quote boast brag deny reveal repeat elaborate interject snap cry affirm theorize theorise ' +
    'hypothesize speculate pledge_ rule_ counsel underscore_ highlight_',
  tell: 'assure inform remind notify persuade convince advise',
  think:
    'believe hope fear expect_ suspect doubt assume suppose figure_ reckon wonder consider_ guess worry learn realize realise conclude_ imagine',
  show: 'suggest indicate estimate show demonstrate reveal_ imply conclude_ project_ forecast prove_ signal',
  call: 'describe characterize characterise label brand dub denounce condemn criticize criticise praise hail slam blast accuse blame portray regard decry dismiss reject_',
  vow: 'vow promise pledge threaten urge warn_ demand request propose recommend refuse offer_ call_',
};

const irregular: Readonly<Record<'say' | 'tell' | 'think' | 'show' | 'call', string>> = {
  say: 'said:past says:s say:base saying:ing wrote:past writes:s write:base writing:ing written:past read:past reads:s swore:past',
  tell: 'told:past tells:s tell:base telling:ing',
  think:
    'thought:past thinks:s think:base thinking:ing felt:past feels:s feel:base knew:past knows:s know:base heard:past',
  show: 'found:past finds:s find:base shown:past saw:past',
  call: 'called:past calls:s call:base calling:ing',
};

const nouns =
  'claim claims statement statements report reports belief beliefs allegation allegations assertion assertions suggestion suggestions ' +
  'warning warnings fear fears hope hopes announcement argument accusation accusations speculation conclusion concern concerns ' +
  'rumors rumours evidence indication indications doubt doubts prediction predictions admission assurances assurance';

/** Letters that a noun shares with the verb, so that more must speak for the verb. */
const nounsToo = new Set(
  (
    'claim claims report reports note notes comment comments answer answers post posts state states reply replies estimate estimates ' +
    'hope hopes fear fears doubt doubts suspect suspects project projects show shows signal signals forecast forecasts question questions ' +
    'charge charges guess boast request requests demand demands promise promises threat offer offers call calls brand label labels blame ' +
    'tweet tweets joke jokes find finds worry worries figure figures post posts saying writing warning counter cry thought quote quotes ' +
    'feeling finding read reads respond pledge pledges caution praise offer recall stress whisper shout'
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

const table = new Map<string, Cue>();
function put(word: string, kind: CueKind, form: Cue['form']): void {
  if (!table.has(word)) table.set(word, { kind, form, isNounToo: nounsToo.has(word) });
}
for (const [kind, words] of Object.entries(irregular) as [CueKind, string][])
  for (const entry of words.split(' ')) {
    const [word = '', form] = entry.split(':');
    put(word, kind, form as Cue['form']);
  }
for (const [kind, words] of Object.entries(regular) as [CueKind, string][])
  for (const verb of words.split(' '))
    if (!verb.endsWith('_')) for (const [word, form] of formsOf(verb)) put(word, kind, form);
for (const word of nouns.split(' ')) put(word, 'noun', 'noun');
put('according', 'according', 'ing');

/** Nouns that take `that`, also where the letters are a verb's. */
export const nounCues: ReadonlySet<string> = new Set(nouns.split(' '));

/** A word's first and last letter and its length leave few candidates: nearly all others are passed over without a look-up. */
const likely = new Uint8Array(1 << 14);
const cell = (first: number, last: number, length: number): number =>
  ((first & 31) << 9) | ((last & 31) << 4) | (length & 15);
for (const word of table.keys()) likely[cell(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length)] = 1;

export function cueOf(word: string): Cue | undefined {
  return table.get(word);
}

/** Whether any word that attributes stands in a stretch of text. */
export function hasCue(text: string, from: number, to: number): boolean {
  for (let at = from; at < to;) {
    const start = at;
    let unit = text.charCodeAt(at);
    while (unit > 64 && at < to) unit = text.charCodeAt(++at);
    const length = at - start;
    if (
      length > 2 &&
      length < 16 &&
      likely[cell(text.charCodeAt(start), text.charCodeAt(at - 1), length)] === 1 &&
      table.has(text.slice(start, at).toLowerCase())
    )
      return true;
    at++;
  }
  return false;
}
