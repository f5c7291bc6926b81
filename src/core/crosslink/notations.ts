import { termOf } from './terms';

// The notations of numbers and days in languages: English, German, French, Spanish, Ukrainian. Data, in one place.

/** How a text writes numbers and days. */
export interface Notation {
  /** The value of a word in small letters: `twenty`. */
  readonly number: (key: string) => number | undefined;
  /** The factor of a word for the number before it: `million`. */
  readonly scale: (key: string) => number | undefined;
  /** Those of these words that may end with a point. */
  readonly abbreviations: ReadonlySet<string>;
  /** Beginnings of round numbers, with their share of the scale that follows: `half a`; longer ones first. */
  readonly shares: readonly (readonly [words: readonly string[], share: number])[];
  /** Words between the words of one number. */
  readonly joint: RegExp;
  /** Whether it writes `1.200,5` where English has `1,200.5`. */
  readonly hasDecimalComma: boolean;
  /** By name, in small letters; from 0 on. */
  readonly months: ReadonlyMap<string, number>;
  /** From Sunday, which is 0. */
  readonly weekdays: ReadonlyMap<string, number>;
  /** Whether names of days have capitals. */
  readonly hasCapitalDays: boolean;
  /** Whether nouns have capitals, so that one capitalized word is no name. */
  readonly hasCapitalNouns: boolean;
  /** Words before a figure that make it a bound, or rounded. */
  readonly above: RegExp;
  readonly below: RegExp;
  readonly about: RegExp;
  /** Words between the two numbers of a range, and the word then before them: `between 30 and 40`. */
  readonly to: string;
  readonly and: ReadonlySet<string>;
  readonly between: RegExp;
  /** Function words that are never counted. */
  readonly skipped: ReadonlySet<string>;
}

/** A notation in the form of this file; `-` stands for no word, `/` separates words of one value. */
interface Spelling extends Partial<
  Pick<Notation, 'hasDecimalComma' | 'hasCapitalDays' | 'hasCapitalNouns' | 'joint' | 'shares' | 'to'>
> {
  /** From 0 in ones while each has a word of its own, from 20 in tens, from 100 in hundreds. */
  readonly small: string;
  readonly tens: string;
  readonly hundreds?: string;
  /** Between ones and tens written as one word, the ones first. */
  readonly compound?: string;
  readonly scales: Readonly<Record<number, string>>;
  readonly abbreviations?: string;
  readonly months: string;
  readonly weekdays: string;
  readonly above: string;
  readonly below: string;
  readonly about: string;
  readonly and: string;
  readonly between: string;
  readonly skipped: string;
}

type Entries = readonly (readonly [word: string, value: number])[];

/** The words of a list, with the value of each place in it. */
const listed = (words: string, worth: (place: number) => number): Entries =>
  words.split(' ').flatMap((names, i) => names.split('/').map((name) => [name, worth(i)] as const));

function numbersOf({ small, tens, hundreds = '', compound }: Spelling): Entries {
  const [ones, high] = [listed(small, (i) => i), listed(tens, (i) => 20 + i * 10)];
  const joined = compound === undefined ? [] : ones.filter(([, value]) => value > 0 && value < 10);
  return [
    ...ones,
    ...high,
    ...listed(hundreds, (i) => 100 + i * 100),
    ...joined.flatMap(([one, value]) =>
      high.map(([ten, more]) => [`${one}${compound ?? ''}${ten}`, value + more] as const),
    ),
  ];
}

/** A lookup of values by words, for Ukrainian in all cases. */
function lookup(entries: Entries): (key: string) => number | undefined {
  const bare = (key: string): string => (/[\u0400-\u04ff]/u.test(key) ? termOf(key) : key);
  const values = new Map(entries.map(([word, value]) => [bare(word), value]));
  return (key) => values.get(bare(key));
}

const ending = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})\\s*[$€£]?\\s*$`, 'iu');

const notation = (spelling: Spelling): Notation => ({
  number: lookup(numbersOf(spelling)),
  scale: lookup(Object.entries(spelling.scales).flatMap(([value, words]) => listed(words, () => Number(value)))),
  abbreviations: new Set(spelling.abbreviations?.split(' ')),
  shares: spelling.shares ?? [],
  joint: spelling.joint ?? /^ $/u,
  hasDecimalComma: spelling.hasDecimalComma ?? true,
  months: new Map(listed(spelling.months, (i) => i)),
  weekdays: new Map(listed(spelling.weekdays, (i) => i)),
  hasCapitalDays: spelling.hasCapitalDays ?? false,
  hasCapitalNouns: spelling.hasCapitalNouns ?? false,
  above: ending(spelling.above),
  below: ending(spelling.below),
  about: ending(spelling.about),
  to: spelling.to ?? '',
  and: new Set(spelling.and.split('/')),
  between: ending(spelling.between),
  skipped: new Set(spelling.skipped.split(' ')),
});

export const english = notation({
  small:
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  tens: 'twenty thirty forty fifty sixty seventy eighty ninety',
  joint: /^-$/u,
  scales: { 12: 'dozen', 100: 'hundred', 1e3: 'thousand/k', 1e6: 'million/m/mn', 1e9: 'billion/bn' },
  shares: [
    [['three', 'quarters', 'of', 'a'], 0.75],
    [['a', 'quarter', 'of', 'a'], 0.25],
    [['half', 'a'], 0.5],
    [['a'], 1],
  ],
  hasDecimalComma: false,
  months:
    'january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec',
  weekdays: 'sunday monday tuesday wednesday thursday friday saturday',
  hasCapitalDays: true,
  above:
    'more than|over|at least|exceeding|above|upwards? of|no fewer than|no less than|in excess of|topped|minimum of|excess of',
  below: 'less than|fewer than|under|below|at most|almost|nearly|no more than|maximum of|as many as|up to',
  about: 'about|around|roughly|some|approximately|estimated|or so|close to|an estimated',
  to: 'to',
  and: 'and',
  between: 'between|from|anywhere from|somewhere between',
  skipped:
    'of the a an and or in on at to for from with by as is was were are be been who which that had has have his her their its said more other others than least about then when after before',
});

const german = notation({
  small:
    'null ein/eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
  tens: 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig',
  hundreds:
    'hundert/einhundert zweihundert dreihundert vierhundert fünfhundert sechshundert siebenhundert achthundert neunhundert tausend/eintausend zweitausend dreitausend viertausend fünftausend',
  compound: 'und',
  abbreviations: 'mio mrd tsd',
  scales: {
    12: 'dutzend',
    1e3: 'tausend/tsd',
    1e6: 'million/millionen/mio',
    1e9: 'milliarde/milliarden/mrd',
    1e12: 'billion/billionen',
  },
  shares: [
    [['eine', 'viertel'], 0.25],
    [['eine', 'halbe'], 0.5],
    [['ein'], 1],
    [['eine'], 1],
  ],
  months:
    'januar/jan/jänner februar/feb märz april/apr mai juni juli august/aug september/sept oktober/okt november/nov dezember/dez',
  weekdays: 'sonntag montag dienstag mittwoch donnerstag freitag samstag/sonnabend',
  hasCapitalDays: true,
  hasCapitalNouns: true,
  above: 'mehr als|über|mindestens|wenigstens|gut',
  below: 'weniger als|unter|höchstens|maximal|knapp|fast|beinahe|nahezu|bis zu',
  about: 'rund|etwa|ungefähr|circa|ca\\.|gegen|an die|schätzungsweise',
  to: 'bis',
  and: 'und',
  between: 'zwischen',
  skipped:
    'der die das den dem des ein eine einen einem einer eines ihre ihren ihr sein seine seinen und oder in im an am auf zu zum zur von vom für mit aus bei beim als ist war wird werden wurde wurden waren sind haben hat hatte hatten muss mussten müssen konnten können nach vor über unter um sich nicht mehr',
});

const french = notation({
  small:
    'zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
  tens: 'vingt trente quarante cinquante soixante septante huitante/octante nonante',
  hundreds: 'cent - - - - - - - - mille',
  joint: /^(?:[ -]| et )$/u,
  scales: {
    12: 'douzaine/douzaines',
    15: 'quinzaine',
    20: 'vingt/vingts/vingtaine',
    30: 'trentaine',
    40: 'quarantaine',
    50: 'cinquantaine',
    100: 'cent/cents/centaine/centaines',
    1e3: 'mille/millier/milliers',
    1e6: 'million/millions',
    1e9: 'milliard/milliards',
  },
  shares: [
    [['un', 'demi'], 0.5],
    [['un'], 1],
    [['une'], 1],
  ],
  months:
    'janvier/janv février/févr mars avril mai juin juillet/juil août septembre/sept octobre/oct novembre/nov décembre/déc',
  weekdays: 'dimanche lundi mardi mercredi jeudi vendredi samedi',
  above: "plus de|plus d’|plus d'|au moins|au minimum",
  below: "moins de|moins d’|moins d'|au plus|au maximum|près de|presque|jusqu.à|jusqu.en",
  about: 'environ|quelque|autour de|à peu près',
  and: 'et',
  between: 'entre',
  skipped:
    "de des du la le les un une et ou en dans sur à au aux pour avec par est sont a ont été était étaient qui que se s'est son sa ses leur leurs ce cette ces plus selon",
});

const spanish = notation({
  small:
    'cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiún/veintiuno/veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
  tens: 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  hundreds:
    'cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas mil',
  joint: /^(?: | y )$/u,
  scales: {
    10: 'decena/decenas',
    12: 'docena/docenas',
    20: 'veintena',
    100: 'centenar/centenares',
    1e3: 'mil/millar/millares',
    1e6: 'millón/millones',
    1e12: 'billón/billones',
  },
  shares: [
    [['medio'], 0.5],
    [['media'], 0.5],
    [['un'], 1],
    [['una'], 1],
  ],
  months: 'enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre',
  weekdays: 'domingo lunes martes miércoles jueves viernes sábado',
  above: 'más de|al menos|por lo menos|como mínimo',
  below: 'menos de|casi|hasta|como máximo',
  about: 'unos|unas|cerca de|alrededor de|aproximadamente|en torno a',
  and: 'y',
  between: 'entre',
  skipped:
    'de del la el los las un una y o en por para con sobre a al es son fue fueron era eran ha han había habían que se su sus lo más según',
});

const ukrainian = notation({
  small:
    "нуль один/одна два/дві/двох три/трьох чотири/чотирьох п'ять шість/шести сім/семи вісім/восьми дев'ять десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять",
  tens: "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
  hundreds: "сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот тисяча",
  scales: { 10: 'десяток', 100: 'сотня', 1e3: 'тис/тисяча', 1e6: 'млн/мільйон', 1e9: 'млрд/мільярд' },
  abbreviations: 'тис млн млрд',
  shares: [[['пів'], 0.5]],
  months:
    'січня/січні лютого/лютому березня/березні квітня/квітні травня/травні червня/червні липня/липні серпня/серпні вересня/вересні жовтня/жовтні листопада/листопаді грудня/грудні',
  weekdays:
    "неділя/неділю/неділі понеділок/понеділка вівторок/вівторка середа/середу/середи четвер/четверга п'ятниця/п'ятницю/п'ятниці субота/суботу/суботи",
  above: 'понад|більш\\p{L}* ніж|щонайменше|не менше(?: ніж)?',
  below: 'мен(?:ше|ш) ніж|майже|до|щонайбільше|не більше(?: ніж)?',
  about: 'близько|приблизно|орієнтовно|біля',
  and: 'та/і/й',
  between: 'між|від',
  skipped: 'і та й в у на з із до від за про для по що як є був була було були не його її їх цей ця ці',
});

/** Function words by which a language is recognized, in text in small letters. */
const languages: readonly (readonly [grammar: RegExp, Notation])[] = [
  [/(?<!\p{L})(?:the|of|and|was|to)(?!\p{L})/gu, english],
  [/(?<!\p{L})(?:der|die|und|das|von|ist|den)(?!\p{L})/gu, german],
  [/(?<!\p{L})(?:le|les|des|du|et|est|d['’]\p{L}+)(?!\p{L})/gu, french],
  [/(?<!\p{L})(?:el|los|las|del|y|que|una)(?!\p{L})/gu, spanish],
  [/[іїєґ]/gu, ukrainian],
];

/** UTF-16 units at the start of a text by which its language is recognized. Guessed. */
const beginning = 4000;

/** The notation of a text, by the language of its beginning; that of English if it is none of these. */
export function notationOf(text: string): Notation {
  const words = text.slice(0, beginning).toLowerCase();
  const counts = languages.map(([grammar]) => words.match(grammar)?.length ?? 0);
  return languages[counts.indexOf(Math.max(...counts))]?.[1] ?? english;
}

/** The names of months in all of these languages, in small letters. */
export const monthNames: readonly string[] = languages.flatMap(([, { months }]) => [...months.keys()]);

/** The names of months and of days of the week in all of them. */
export const calendarWords: readonly string[] = [
  ...monthNames,
  ...languages.flatMap(([, { weekdays }]) => [...weekdays.keys()]),
];

/** Whether a word, in small letters, is one of them in the language of its text. */
export const isCalendarWord = (key: string, { months, weekdays }: Notation): boolean =>
  months.has(key) || weekdays.has(key);
