import type { Span } from '../text/change';
import { isSpace } from './paragraphs';
import type { MarkedSpan } from './quoteMarks';
import { cues, hashStart, hashUnit, type Cue } from './vocabulary';
import { grammarWords, nounsEndingInLy } from './lexicon';

/** What the lists and endings tell of a word's grammar, as bits: a word may be several things. */
export const lexical = {
  /** `the`, `some`, `three`. */
  determiner: 1 << 0,
  preposition: 1 << 1,
  /** A pronoun that can be a subject. */
  pronoun: 1 << 2,
  /** Begins a clause or joins two. */
  clause: 1 << 3,
  /** A verb form that is no participle. */
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
  /** Somebody who is told: `reporters`, `them`. */
  addressee: 1 << 10,
  /** May precede a subject without being a part of it. */
  leading: 1 << 11,
  /** May stand within a name. */
  joiner: 1 << 12,
  /** `whether`, `why`. */
  question: 1 << 13,
  /** Ends in `ing`. */
  gerund: 1 << 14,
  /** A form of `be`. */
  be: 1 << 15,
  /** Looks like a plural, or means several people. */
  plural: 1 << 16,
  /** Ends in `'s` or `s'`. */
  possessive: 1 << 17,
  /** Begins with a digit. */
  number: 1 << 18,
} as const;

/** A word of the lists of grammar, of the words that attribute, or of both. */
interface Entry {
  readonly word: string;
  readonly bits: number;
  readonly cue: Cue | undefined;
}

const entries: ReadonlyMap<string, Entry> = (() => {
  const all = new Map<string, Entry>([...cues].map(([word, cue]) => [word, { word, bits: 0, cue }]));
  for (const [name, words] of Object.entries(grammarWords))
    for (const word of words.split(' ')) {
      const entry = all.get(word);
      const bits = (entry?.bits ?? 0) | lexical[name as keyof typeof lexical];
      all.set(word, { word, bits, cue: entry?.cue });
    }
  return all;
})();

const slotCount = 1 << 12;

/** The entries by the hashes of their words, in open addressing: it is quick for words in no list, as most are. */
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
function plain(unit: number): number {
  return unit > 64 && unit < 91 ? unit | 32 : unit === 0x2019 ? 39 : unit;
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (slotCount - 1);
}

/** The entry of a word in the text, in any case; `hash` is the hash of its lower-case units. */
function entryAt(text: string, from: number, to: number, hash: number): Entry | undefined {
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

const nounsInLy: ReadonlySet<string> = new Set(nounsEndingInLy.split(' '));

/** The bits that the ending of a word, or its first digit, tells. */
function endingBits(text: string, from: number, to: number, isCapital: boolean): number {
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
  if (last === 121 && second === 108 && length > 4)
    return nounsInLy.has(text.slice(from, to).toLowerCase()) ? 0 : lexical.adverb | lexical.auxiliary;
  return last === 103 && length > 5 && text.startsWith('in', to - 3) ? lexical.gerund : 0;
}

/** A word, a mark, or a quotation as a whole. */
export class Token implements Span {
  readonly cue: Cue | undefined;
  private lower: string | undefined;

  constructor(
    private readonly text: string,
    readonly from: number,
    readonly to: number,
    readonly isWord: boolean,
    readonly isCapital = false,
    /** Bits of `lexical`. */
    readonly bits = 0,
    entry: Entry | undefined = undefined,
    readonly marked: MarkedSpan | undefined = undefined,
  ) {
    this.cue = entry?.cue;
    this.lower = entry?.word;
  }

  /** In lower case with straight apostrophes; empty for a quotation. Made when first read: bits often suffice. */
  get word(): string {
    return (this.lower ??= this.marked ? '' : lowerCase(this.text.slice(this.from, this.to), this.isCapital));
  }
}

/** Whether a token has any of the bits. */
export function is(token: Token | undefined, bits: number): boolean {
  return token !== undefined && (token.bits & bits) !== 0;
}

/** Whether a token is one of the marks. */
export function isMark(token: Token | undefined, marks: string): boolean {
  return token !== undefined && !token.isWord && token.word !== '' && marks.includes(token.word);
}

/** Whether a token is a past form or a common verb of the present; names are not. */
export function isPast(token: Token | undefined): boolean {
  return token !== undefined && !token.isCapital && (token.bits & lexical.past) !== 0;
}

/** The tokens of a stretch of text; each quotation is one token. */
export function tokensOf(text: string, { from, to }: Span, marked: readonly MarkedSpan[]): readonly Token[] {
  const tokens: Token[] = [];
  let next = 0;
  while (next < marked.length && (marked[next]?.from ?? 0) < from) next++;
  for (let at = from; at < to;) {
    const quote = marked[next];
    if (quote?.from === at) {
      tokens.push(new Token(text, at, quote.to, false, false, 0, undefined, quote));
      at = quote.to;
      next++;
    } else if (isSpace(text.charCodeAt(at)) || isEmphasis(text.charCodeAt(at))) at++;
    else {
      const token = tokenAt(text, at, quote && quote.from < to ? quote.from : to);
      tokens.push(token);
      at = token.to;
    }
  }
  return tokens;
}

/** `*` and `_` of Markdown. */
const isEmphasis = (unit: number): boolean => unit === 42 || unit === 95;

function tokenAt(text: string, from: number, limit: number): Token {
  let hash = hashStart;
  let at = from;
  for (; at < limit; at++) {
    const unit = text.charCodeAt(at);
    if (
      !isInWord(unit) &&
      !(at === from ? isSign(unit) : joins(unit) && at + 1 < limit && isInWord(text.charCodeAt(at + 1)))
    )
      break;
    hash = hashUnit(hash, plain(unit));
  }
  if (at === from) return new Token(text, from, from + 1, false);
  const mark = at < limit ? text.charCodeAt(at) : 0;
  if (mark === 46 ? isAbbreviation(text, from, at) : isPluralPossessive(text, from, at, limit)) {
    hash = hashUnit(hash, plain(mark));
    at++;
  }
  const first = text.charCodeAt(from);
  const isCapital = first < 128 ? first > 64 && first < 91 : isUpper(text.charAt(from));
  const entry = entryAt(text, from, at, hash);
  const bits = (entry?.bits ?? 0) | endingBits(text, from, at, isCapital);
  return new Token(text, from, at, true, isCapital, bits, entry);
}

const isUpper = (letter: string): boolean => letter !== letter.toLowerCase();

function lowerCase(word: string, isCapital: boolean): string {
  const lower = isCapital ? word.toLowerCase() : word;
  return lower.includes('’') ? lower.replaceAll('’', "'") : lower;
}

/** `#`, `@` and signs of money, which begin words. */
function isSign(unit: number): boolean {
  return unit === 0x23 || unit === 0x40 || unit === 0x24 || unit === 0x20ac || unit === 0xa3;
}

/** Whether an apostrophe marks a plural: after an `s`, before a blank and a letter, `the owners’ lawyer`. */
function isPluralPossessive(text: string, from: number, at: number, limit: number): boolean {
  const unit = text.charCodeAt(at);
  if ((unit !== 39 && unit !== 0x2019) || at + 2 >= limit || at - from < 3) return false;
  return text.charCodeAt(at - 1) === 115 && text.charCodeAt(at + 1) === 32 && isInWord(text.charCodeAt(at + 2));
}

function isInWord(unit: number): boolean {
  if (unit < 128)
    return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57) || unit === 37;
  return (
    unit >= 0xaa &&
    unit !== 0xab &&
    unit !== 0xbb &&
    unit !== 0xbf &&
    unit !== 0xd7 &&
    unit !== 0xf7 &&
    !(unit >= 0x2000 && unit <= 0x206f) &&
    !(unit >= 0x3000 && unit <= 0x303f) &&
    unit !== 0xb7
  );
}

/** Apostrophe, full stop, comma, slash or hyphen within a word. */
function joins(unit: number): boolean {
  return (
    unit === 39 ||
    unit === 46 ||
    unit === 44 ||
    unit === 47 ||
    unit === 45 ||
    unit === 0x2019 ||
    unit === 0x2010 ||
    unit === 0x2011
  );
}

const abbreviations = new Set(
  'mr mrs ms dr prof gen sen rep gov lt col sgt capt st rev jr sr jan feb apr aug sep sept oct nov dec no inc corp co ltd'.split(
    ' ',
  ),
);

function isAbbreviation(text: string, from: number, to: number): boolean {
  if (to - from > 8) return false;
  const word = text.slice(from, to);
  if (to - from === 1) return word !== word.toLowerCase();
  return word.charAt(1) === '.' || abbreviations.has(word.toLowerCase());
}
