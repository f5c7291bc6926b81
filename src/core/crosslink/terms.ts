import { scanWords } from './words';

/** The form of a term in its sentence. */
export const looks = { name: 1, figure: 2 } as const;

/** The terms of a stretch of text, in order, with their looks. */
export function scanTerms(
  text: string,
  from: number,
  to: number,
  found: (key: string, look: number, from: number, to: number) => void,
): void {
  let isFirst = true;
  scanInitials(text, from, to, (start, end, initials) => {
    const { key, isCapital, isFigure } = formOf(initials ?? text.slice(start, end));
    found(key, isFigure ? looks.figure : isCapital && !isFirst ? looks.name : 0, start, end);
    isFirst = false;
  });
}

/** A word as a term: without case, endings and typography, and replaced by the first word of its family. */
interface TermForm {
  readonly key: string;
  readonly isCapital: boolean;
  readonly isFigure: boolean;
}

/** The term of a word as written. */
export function formOf(word: string): TermForm {
  const unit = word.charCodeAt(0);
  const isCapital = unit < 128 ? unit > 64 && unit < 91 : /^\p{Lu}/u.test(word);
  const key = termOf(word);
  const number = numbers.get(key);
  return { key: number ?? key, isCapital, isFigure: (unit > 47 && unit < 58) || number !== undefined };
}

/** Calls `found` with the place of each word; `U.S.` is one, with the `initials` `US`. */
export function scanInitials(
  text: string,
  from: number,
  to: number,
  found: (from: number, to: number, initials?: string) => void,
): void {
  let initials = '';
  let first = 0;
  let last = -1;
  const flush = (): void => {
    if (initials !== '') found(first, last, initials);
    initials = '';
  };
  scanWords(text, from, to, (start, end) => {
    const unit = text.charCodeAt(start);
    const isInitial = end === start + 1 && unit > 64 && unit < 91 && text.charCodeAt(end) === 46;
    if (isInitial && initials !== '' && last === start - 1) initials += text.charAt(start);
    else {
      flush();
      if (!isInitial) return found(start, end);
      initials = text.charAt(start);
      first = start;
    }
    last = end;
  });
  flush();
}

const plain = /^[A-Za-z]+$/u;
const inside = /[\u00ad\u200b-\u200f\u2060\ufeff*_~]/gu;

/** The form for comparing terms: in small letters without endings, and the first of words with nearly one meaning. */
export function termOf(word: string): string {
  if (plain.test(word)) return acronyms.get(word) ?? familyOf(stem(word.toLowerCase()));
  const form = word.replace(inside, '').normalize('NFKC').toLowerCase().replace(/[’‘ʼ]/gu, "'");
  if (cyrillic.test(form)) return familyOf(form.replace(cyrillicEnding, ''));
  return /^\d/u.test(form) ? figureOf(form) : familyOf(stem(form.replace(/'s$/u, '')));
}

/** Words of Ukrainian, Russian and Bulgarian, and their endings of case, number and person; three letters remain. */
const cyrillic = /^[\u0400-\u04ff']+$/u;
const cyrillicEnding =
  /(?<=...)(?:ами|ями|ого|ому|ими|ові|еві|их|ых|ів|їв|ов|ев|ам|ям|ах|ях|ом|ем|ою|ею|ої|ий|ый|ій|ая|а|я|у|ю|о|е|є|и|ы|і|ї|й|ь)$/u;

/** `1,200.5`, and `1.200,5` of other languages, as `1200.5`: before three digits the sign separates groups. */
const figureOf = (form: string): string =>
  form
    .replace(/[.,'](?=\d{3}(?!\d))/gu, '')
    .replace(',', '.')
    .replace(/s$/u, '');

const familyOf = (term: string): string => families.get(term) ?? term;

/** Fewest letters that remain of a word when an ending is removed that makes it another kind of word. */
const shortestStem = 5;

/** Endings that make a noun, an adjective or an adverb of a word, longest first, with their replacements. */
const endings: readonly (readonly [ending: string, instead: string])[] = [
  ['ization', 'iz'],
  ['isation', 'iz'],
  ['fulness', ''],
  ['ability', ''],
  ['ibility', ''],
  ['ation', ''],
  ['ition', ''],
  ['ment', ''],
  ['ness', ''],
  ['ance', ''],
  ['ence', ''],
  ['able', ''],
  ['ible', ''],
  ['ship', ''],
  ['sion', 's'],
  ['ise', 'iz'],
  ['ize', 'iz'],
  ['ion', ''],
  ['ity', ''],
  ['ive', ''],
  ['ful', ''],
  ['ant', ''],
  ['ent', ''],
  ['al', ''],
  ['er', ''],
  ['or', ''],
];

function stem(word: string): string {
  const bare = withoutInflection(word);
  if (bare.length < shortestStem + 2) return bare;
  for (const [ending, instead] of endings)
    if (bare.endsWith(ending) && bare.length - ending.length + instead.length >= shortestStem)
      return single(withoutE(bare.slice(0, -ending.length) + instead));
  return bare;
}

/** The word without endings of plural, tense and adverb. */
function withoutInflection(word: string): string {
  const { length } = word;
  if (length < 5) return length === 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
  if (word.endsWith('ies') || word.endsWith('ied')) return `${word.slice(0, -3)}y`;
  if (word.endsWith('ing') && length > 5) return single(withoutE(word.slice(0, -3)));
  if (word.endsWith('ed')) return single(withoutE(word.slice(0, -2)));
  if (word.endsWith('ly') && length > 5) return withoutE(word.slice(0, -2));
  if (word.endsWith('es')) return withoutE(word.slice(0, -2));
  if (word.endsWith('s') && !word.endsWith('ss')) return withoutE(word.slice(0, -1));
  return single(withoutE(word));
}

const withoutE = (word: string): string => (word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word);

/** `stopp` as `stop`: one of two equal consonants at the end. */
function single(word: string): string {
  const last = word.charAt(word.length - 1);
  return word.length > 3 && last === word.charAt(word.length - 2) && !'aeiou'.includes(last) ? word.slice(0, -1) : word;
}

const acronyms: ReadonlyMap<string, string> = new Map([
  ['US', 'america'],
  ['USA', 'america'],
  ['UK', 'britain'],
]);

/** Words of news with nearly one meaning, the first for all; guessed, kept if results on other topics improved. */
const alike = `
america american americans
britain british briton britons
france french
germany german germans
italy italian italians
spain spanish spaniard spaniards
poland polish pole poles
russia russian russians
ukraine ukrainian ukrainians
europe european europeans
china chinese
japan japanese
india indian indians
pakistan pakistani pakistanis
iran iranian iranians
iraq iraqi iraqis
israel israeli israelis
palestine palestinian palestinians
egypt egyptian egyptians
syria syrian syrians
turkey turkish turk turks
greece greek greeks
estonia estonian
latvia latvian
lithuania lithuanian
finland finnish finn finns
sweden swedish swede swedes
norway norwegian norwegians
denmark danish dane danes
netherlands dutch
belgium belgian belgians
austria austrian austrians
switzerland swiss
portugal portuguese
ireland irish
scotland scottish
romania romanian
hungary hungarian
canada canadian canadians
mexico mexican mexicans
brazil brazilian
argentina argentine argentinian
australia australian australians
indonesia indonesian indonesians
philippines filipino philippine
korea korean koreans
vietnam vietnamese
afghanistan afghan afghans
saudi saudis
kenya kenyan kenyans
nigeria nigerian
somalia somali
africa african
asia asian
troop soldier soldiers
summit talks
quake earthquake tremor temblor
killed dead died death deaths slain fatal fatally
injured hurt wounded
arrest arrested detained nabbed apprehended
jail prison jailed imprisoned
fired sacked dismissed axed
buy acquire purchase bought acquired purchased acquisition takeover
police cop officer policeman
shooting shot gunman shooter gunned
blaze fire
crash collision
film movie
doctor physician
attorney lawyer
begin start begun began started
win won victory beat defeat defeated
lose lost defeats loss
build built
say said
murder homicide
probe investigation inquiry
storm hurricane typhoon cyclone
missing vanished disappeared
aim goal
help assist aid
ship vessel boat
plane aircraft jet airplane
suspect suspected accused
guilty convicted
charge charged indicted
steal stole stolen theft robbery robbed heist
sentence sentenced
escape escaped fled flee
flood flooding inundated
rescue rescued saved
vote election ballot poll
truce ceasefire armistice
pact deal agreement accord treaty
approve approved approval endorsed
reject rejected refused
company firm
chief head leader boss
announce unveil announced unveiled
million millions millionen mio millón millones мільйон млн миллион
billion billions milliarde milliarden mrd milliard milliards мільярд млрд миллиард
`;

const families: ReadonlyMap<string, string> = new Map(
  alike
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [first = '', ...others] = line.split(' ').map(stem);
      return others.map((other) => [other, first] as const);
    }),
);

const numbers: ReadonlyMap<string, string> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, i) => [stem(word), String(i)]),
);
