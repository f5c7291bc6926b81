import type { Span } from '../text/change';
import type { Cue } from './cues';
import { endingBits, entryAt, lexical, plain, type Entry } from './grammar';
import type { MarkedSpan } from './marks';
import { isSpace } from './paragraphs';
import { hashStart, hashUnit } from './words';

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

  /**
   * Lower case, with straight apostrophes; a mark itself; empty for a quotation. Made when it is first asked for: most
   * words are looked at by their bits alone.
   */
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

/** Whether a token is a verb form of the past or of those that stand for any verb; names are none. */
export function isPast(token: Token | undefined): boolean {
  return token !== undefined && !token.isCapital && (token.bits & lexical.past) !== 0;
}

/** The tokens of a stretch of text, in which quotations count as one token each. */
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

/** `the owners’ lawyer`: an apostrophe after an `s`, before a blank and a letter. */
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
