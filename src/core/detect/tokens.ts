import type { Span } from '../text/change';
import {
  allHints,
  followers,
  hint,
  markClasses,
  nameClasses,
  numberClasses,
  shapeNumber,
  classIn,
  hintsIn,
  look,
  classNumber,
  fold,
  hashStart,
  hashUnit,
  hashWords,
} from './vocabulary';
import { referenceWords, shortReferenceWords } from './lexicon';
import { isDigit } from './paragraphs';
import { mayOpen } from './quoteMarks';

/** The half-open range of a stretch's tokens. */
export interface TokenRange {
  readonly first: number;
  readonly last: number;
}

/** How many tokens of a sentence are read: a table pasted on one line must not cost too much. */
export const longest = 400;

const { year, decimal, grouped, digits, digit } = numberClasses;
const { name, acronym } = nameClasses;
const calendar = classNumber('calendar');
const me = classNumber('me');
const share = classNumber('share');

const [blank, letter, figure, apostrophe, other] = [0, 1, 2, 3, 4] as const;
/** Units below this are looked up: their lower case, with their kind in the bits above. */
const common = 0x250;
const kindShift = 12;
const caseMask = (1 << kindShift) - 1;
const units = new Uint16Array(common).map((_, unit) => (kindOf(unit) << kindShift) | fold(unit));

interface Ending {
  readonly packed: number;
  readonly mask: number;
  readonly shape: number;
}

/** The endings that tell a class, longer ones first, by their last letter. */
const endings: readonly (readonly Ending[])[] = Array.from({ length: 256 }, (_, last) =>
  ['tion', 'ment', 'ness', 'able', 'ing', 'ity', 'ive', 'ous', 'est', 'ed', 'ly', 'al', 'er', 's']
    .filter((ending) => ending.charCodeAt(ending.length - 1) === last)
    .map((ending) => ({ packed: pack(ending), mask: -1 >>> (32 - 8 * ending.length), shape: shapeNumber(ending) })),
);

/** The tokens of sentences in arrays that grow. */
export class Tokens {
  count = 0;
  /** Hash of the lower-case word. */
  word: Int32Array;
  /** Hash of its first letters. */
  stem: Int32Array;
  from: Int32Array;
  to: Int32Array;
  class: Uint8Array;
  /** What the tokens of the last sentence hint at: bits of `hint`. */
  hints = 0;
  private noted: Uint8Array;
  private words = 0;
  private first = 0;
  /** Whether the last word makes a number after it that of a page, an article or a table. */
  private refers = false;
  /** Whether the last token is `May` with a capital. */
  private isMay = false;
  /** The word that must follow for the one before to attribute. */
  private awaited = 0;

  /** Has room for a text of this many units, and grows if needed. */
  constructor(units: number) {
    const size = longest + (units >> 2);
    [this.word, this.from, this.to, this.stem] = [0, 1, 2, 3].map(() => new Int32Array(size)) as Arrays;
    this.class = new Uint8Array(size);
    this.noted = new Uint8Array(size);
  }

  /** Adds the tokens of a sentence, at most `longest`. */
  read(text: string, { from, to }: Span): TokenRange {
    const first = this.count;
    const most = first + longest;
    if (most > this.word.length) this.grow();
    this.words = 0;
    this.first = first;
    this.refers = false;
    this.isMay = false;
    this.awaited = 0;
    this.hints = 0;
    let at = from;
    while (at < to && this.count < most) {
      const unit = text.charCodeAt(at);
      const kind = unit < common ? (units[unit] ?? 0) >> kindShift : kindOf(unit);
      if (kind === blank) at++;
      else if (kind === letter) at = this.letters(text, at, to);
      else if (kind === figure) at = this.figure(text, at, to);
      else at = this.mark(at, unit);
    }
    if (at < to) this.hints = allHints;
    return { first, last: this.count };
  }

  /** Removes all tokens. */
  clear(): void {
    this.count = 0;
  }

  /** Whether a token may be part of a hedge. */
  isDoubt(i: number): boolean {
    return ((this.noted[i] ?? 0) & hint.doubt) !== 0;
  }

  private letters(text: string, from: number, end: number): number {
    let hash = hashStart;
    let stem = 0;
    let last = 0;
    let capitals = 0;
    let at = from;
    for (; at < end; at++) {
      const unit = text.charCodeAt(at);
      const known = unit < common ? (units[unit] ?? 0) : kindOf(unit) << kindShift;
      const kind = known >> kindShift;
      const lower = unit < common ? known & caseMask : fold(unit);
      if (kind !== letter) {
        if (kind !== apostrophe || at + 1 === end || kindOf(text.charCodeAt(at + 1)) !== letter) break;
        this.hints |= hintsIn(look(hash));
      } else if (lower !== unit) capitals++;
      hash = hashUnit(hash, lower);
      if (at - from === stemLength - 1) stem = hash;
      last = (last << 8) | (lower & 0xff);
    }
    const entry = look(hash);
    const hints = hintsIn(entry);
    this.hints |= hash === this.awaited ? hints | hint.cue : hints;
    const isCapital = capitals > 0;
    this.refers = (isCapital && references.has(hash)) || (!isCapital && shortReferences.has(hash));
    this.isMay = isCapital && hash === may;
    this.awaited = (hints & hint.lead) === 0 ? 0 : (followers.get(hash) ?? 0);
    this.noted[this.count] = hints;
    const isDay = this.isMay && this.count > this.first && this.class[this.count - 1] !== name;
    this.push(hash, from, at, isDay ? calendar : this.classOf(classIn(entry), last, at - from, capitals));
    if (stem !== 0) this.stem[this.count - 1] = stem;
    this.words++;
    return at;
  }

  /** A capital within the sentence tells a name, except for days, months and *I*. */
  private classOf(known: number, last: number, length: number, capitals: number): number {
    if (capitals > 0 && this.words > 0 && known !== calendar && !(known === me && capitals === 1))
      return length > 1 && capitals === length ? acronym : name;
    if (known > 0) return known;
    if (length < 4) return 0;
    const alike = endings[last & 0xff] as readonly Ending[];
    for (let i = 0; i < alike.length; i++) {
      const { packed, mask, shape } = alike[i] as Ending;
      if (((last ^ packed) & mask) === 0) return shape;
    }
    return 0;
  }

  private figure(text: string, from: number, end: number): number {
    let at = from;
    let hash = hashStart;
    let point = 0;
    for (; at < end; at++) {
      const unit = text.charCodeAt(at);
      const separator = unit === 0x2e || unit === 0x2c;
      if (!isDigit(unit) && !(separator && at + 1 < end && isDigit(text.charCodeAt(at + 1)))) break;
      if (separator) point = unit;
      hash = hashUnit(hash, unit);
    }
    if (this.isMay) this.class[this.count - 1] = calendar;
    this.isMay = false;
    // `H1`, `B12`
    const isReference = this.refers || this.to[this.count - 1] === from;
    this.refers = false;
    const kind = isReference ? 0 : point === 0x2e ? decimal : point === 0x2c ? grouped : wholeClass(text, from, at);
    this.noted[this.count] = 0;
    this.push(hash, from, at, kind);
    return at;
  }

  private mark(at: number, unit: number): number {
    const plain = unit < 0x80 ? unit : plainMark(unit);
    this.isMay = false;
    if (unit !== 0x2e && unit !== 0x28) this.refers = false;
    if (mayOpen(unit)) this.hints |= hint.mark;
    this.noted[this.count] = 0;
    this.push(hashUnit(hashStart, plain), at, at + 1, unit === 0x25 ? share : (markClasses[plain] ?? 0));
    return at + 1;
  }

  private push(word: number, from: number, to: number, kind: number): void {
    const at = this.count++;
    this.word[at] = word;
    this.stem[at] = word;
    this.from[at] = from;
    this.to[at] = to;
    this.class[at] = kind;
  }

  private grow(): void {
    const size = 2 * this.word.length + longest;
    const grown = [this.word, this.from, this.to, this.stem].map((old) => {
      const array = new Int32Array(size);
      array.set(old);
      return array;
    });
    [this.word, this.from, this.to, this.stem] = grown as Arrays;
    const [kinds, noted] = [this.class, this.noted];
    this.class = new Uint8Array(size);
    this.class.set(kinds);
    this.noted = new Uint8Array(size);
    this.noted.set(noted);
  }
}

type Arrays = [Int32Array, Int32Array, Int32Array, Int32Array];

const may = hashWords('may')[0] ?? 0;
const [references, shortReferences] = [referenceWords, shortReferenceWords].map(
  (words): ReadonlySet<number> => new Set(hashWords(words)),
) as [ReadonlySet<number>, ReadonlySet<number>];

/** How many letters of a word are its stem. */
const stemLength = 5;

function wholeClass(text: string, from: number, to: number): number {
  const first = text.charCodeAt(from);
  if (to - from === 4 && (first === 0x31 || (first === 0x32 && text.charCodeAt(from + 1) === 0x30))) return year;
  return to - from > 2 ? digits : digit;
}

/** The ASCII mark that stands for a typographic one. */
function plainMark(unit: number): number {
  if (unit === 0x2018) return 0x27;
  if (unit === 0x201c || unit === 0x201d || unit === 0xab || unit === 0xbb) return 0x22;
  if (unit >= 0x2010 && unit <= 0x2015) return 0x2d;
  return unit === 0x20ac || unit === 0xa3 ? 0x24 : 0x23;
}

function kindOf(unit: number): number {
  if (unit === 0x20 || unit === 0xa0 || (unit >= 9 && unit <= 13) || (unit >= 0x2000 && unit <= 0x200b)) return blank;
  if (isDigit(unit)) return figure;
  if (unit === 0x27 || unit === 0x2019) return apostrophe;
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) ? letter : other;
  return unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7 && unit !== 0x5f4 && !(unit >= 0x2000 && unit <= 0x303f)
    ? letter
    : other;
}

function pack(letters: string): number {
  let packed = 0;
  for (let i = 0; i < letters.length; i++) packed = (packed << 8) | letters.charCodeAt(i);
  return packed;
}
