import { cues, type Cue } from './cues';
import { hashStart, hashUnit } from './words';

/** What little grammar a word carries by itself: bits, since a word may be several things. */
export const lexical = {
  /** `the`, `some`, `three`. */
  determiner: 1 << 0,
  preposition: 1 << 1,
  /** A pronoun that is a subject. */
  pronoun: 1 << 2,
  /** Begins a clause or joins two. */
  clause: 1 << 3,
  /** A verb that is no participle. */
  finite: 1 << 4,
  /** Stands between a subject and its verb. */
  auxiliary: 1 << 5,
  /** A past tense or participle, or a common verb of the present. */
  past: 1 << 6,
  /** A weekday, a month, a year. */
  date: 1 << 7,
  /** `yesterday`, `later`. */
  time: 1 << 8,
  /** `carefully`. */
  adverb: 1 << 9,
  /** Whom one tells: `reporters`, `them`. */
  addressee: 1 << 10,
  /** May stand before a subject and is no part of it. */
  leading: 1 << 11,
  /** May stand within a name. */
  joiner: 1 << 12,
  /** `whether`, `why`. */
  question: 1 << 13,
  /** Ends in `ing`. */
  gerund: 1 << 14,
  /** A form of `be`. */
  be: 1 << 15,
  /** Looks like a plural, or stands for several. */
  plural: 1 << 16,
  /** Ends in `'s` or `s'`. */
  possessive: 1 << 17,
  /** Begins with a digit. */
  number: 1 << 18,
} as const;

const lists: Readonly<Partial<Record<keyof typeof lexical, string>>> = {
  determiner:
    'the a an this that these those his her their its our my some many several most two three four five one another other both no every each any such',
  preposition:
    'in on at during after before by from through via to with without about into over under against amid among despite since until within across near following around between per like as toward towards upon throughout',
  pronoun: "he she they it i we you who one he's she's",
  clause:
    'that which who whom whose while whilst as because when if although though after before since whereas until unless where why how what whether and but or nor so yet than then',
  finite:
    'is are was were has have had will would can could may might must should shall do does did said says told came went made took gave got began ran led held met left saw put set',
  auxiliary:
    "has have had having is are was were been be being will would can could may might must should shall do does did 's 'd 've also not never n't later then first " +
    'initially recently once again often only just still now even always long since both all each themselves himself herself itself today yesterday tonight further ' +
    'monday tuesday wednesday thursday friday saturday sunday said already earlier',
  past:
    'became began beat broke brought built came chose cut did drew drove fell felt fought found gave got grew had held hit kept knew laid led left lost made met paid put ran rose said saw sent set shot sold ' +
    'spent spoke stood took told went won wrote mean means need needs want wants remain remains include includes make makes take takes goes comes help helps show shows seem seems says',
  date: 'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan. feb. apr. aug. sept. sep. oct. nov. dec.',
  time: 'yesterday today tonight earlier later last this next also again out ago',
  addressee:
    'him her them me us you it reporter reporters journalist journalists lawmakers senators parliament congress police investigators officials supporters viewers listeners crowd crowds audience ' +
    'audiences delegates jurors prosecutors investors analysts members residents people colleagues everyone everybody someone mps',
  leading:
    'but and yet so however meanwhile still also later earlier today yesterday then now afterward afterwards instead nevertheless monday tuesday wednesday thursday friday saturday sunday',
  joiner: 'of for from to at in with on by and & against the',
  question: 'whether if why how what who where when',
  be: "is are was were be been being 's 're get gets got",
  plural: 'they who we i you many some both people police media few several',
};

/** A word of the lists, of those that attribute, or of both. */
export interface Entry {
  readonly word: string;
  readonly bits: number;
  readonly cue: Cue | undefined;
}

const entries: ReadonlyMap<string, Entry> = (() => {
  const all = new Map<string, Entry>([...cues].map(([word, cue]) => [word, { word, bits: 0, cue }]));
  for (const [name, words] of Object.entries(lists))
    for (const word of words.split(' ')) {
      const entry = all.get(word);
      const bits = (entry?.bits ?? 0) | lexical[name as keyof typeof lexical];
      all.set(word, { word, bits, cue: entry?.cue });
    }
  return all;
})();

const slotCount = 1 << 12;

/** The entries by the hash of their words, in open addressing: most words are in no list, and this says so quickest. */
const slots: readonly (Entry | undefined)[] = (() => {
  const table = new Array<Entry | undefined>(slotCount).fill(undefined);
  for (const entry of entries.values()) {
    let at = slotOf(hashOf(entry.word));
    while (table[at]) at = (at + 1) & (slotCount - 1);
    table[at] = entry;
  }
  return table;
})();

function hashOf(word: string): number {
  let hash = hashStart;
  for (let at = 0; at < word.length; at++) hash = hashUnit(hash, plain(word.charCodeAt(at)));
  return hash;
}

/** `A` to `Z` as small letters, every apostrophe straight. */
export function plain(unit: number): number {
  return unit > 64 && unit < 91 ? unit | 32 : unit === 0x2019 ? 39 : unit;
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (slotCount - 1);
}

/** What the lists know of the word that stands in a stretch of text, however capitalised; `hash` is that of its plain units. */
export function entryAt(text: string, from: number, to: number, hash: number): Entry | undefined {
  for (let at = slotOf(hash); ; at = (at + 1) & (slotCount - 1)) {
    const entry = slots[at];
    if (!entry || isWord(entry.word, text, from, to)) return entry;
  }
}

function isWord(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let at = from; at < to; at++) if (plain(text.charCodeAt(at)) !== word.charCodeAt(at - from)) return false;
  return true;
}

/** What the ending of the word in a stretch of text, or its first digit, tells. */
export function endingBits(text: string, from: number, to: number, isCapital: boolean): number {
  const length = to - from;
  const last = plain(text.charCodeAt(to - 1));
  const first = text.charCodeAt(from);
  if (first >= 48 && first <= 57) return lexical.number | (length === 4 && last >= 48 && last <= 57 ? lexical.date : 0);
  if (length < 3) return 0;
  const second = plain(text.charCodeAt(to - 2));
  if (last === 115) {
    if (second === 39) return lexical.possessive;
    return second === 115 || second === 117 ? 0 : lexical.plural;
  }
  if (last === 39) return second === 115 ? lexical.possessive | lexical.plural : 0;
  if (last === 116 && second === 39) return lexical.finite | lexical.auxiliary;
  if (isCapital || length < 4) return 0;
  if (last === 100 && second === 101) return lexical.past;
  if (last === 121 && second === 108 && length > 4) return lexical.adverb | lexical.auxiliary;
  return last === 103 && length > 5 && text.startsWith('in', to - 3) ? lexical.gerund : 0;
}
