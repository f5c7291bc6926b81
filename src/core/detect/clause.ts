import type { Span } from '../change';
import { cueOf, type Cue } from './cues';
import type { MarkedSpan } from './marks';
import { isSpace } from './paragraphs';

/** A word, a mark, or a quotation as a whole. */
export interface Token extends Span {
  /** Lower case, with straight apostrophes; a mark itself; empty for a quotation. */
  readonly word: string;
  readonly isWord: boolean;
  readonly isCapital: boolean;
  readonly cue?: Cue;
  readonly marked?: MarkedSpan;
}

const wordAt = /[\p{L}\p{N}#@$€£][\p{L}\p{M}\p{N}#@%]*(?:['’.,/\u2010\u2011-](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+)*\.?/uy;
const abbreviation =
  /^(?:\p{Lu}|[\p{L}](?:\.\p{L})+|mr|mrs|ms|dr|prof|gen|sen|rep|gov|lt|col|sgt|capt|st|rev|jr|sr|jan|feb|aug|sept?|oct|nov|dec|no|inc|corp|co)\.$/iu;

/** The tokens of a stretch of text, in which quotations count as one token each. */
export function tokensOf(text: string, { from, to }: Span, marked: readonly MarkedSpan[]): readonly Token[] {
  const tokens: Token[] = [];
  let next = marked.findIndex((one) => one.from >= from);
  for (let at = from; at < to;) {
    const quote = next < 0 ? undefined : marked[next];
    if (quote && quote.from === at) {
      tokens.push({ from: at, to: quote.to, word: '', isWord: false, isCapital: false, marked: quote });
      at = quote.to;
      next++;
    } else if (isSpace(text.charCodeAt(at))) at++;
    else {
      const token = tokenAt(text, at, Math.min(to, quote?.from ?? to));
      tokens.push(token);
      at = token.to;
    }
  }
  return tokens;
}

function tokenAt(text: string, from: number, limit: number): Token {
  wordAt.lastIndex = from;
  let to = wordAt.test(text) ? Math.min(limit, wordAt.lastIndex) : from;
  if (to === from) return { from, to: from + 1, word: text.charAt(from), isWord: false, isCapital: false };
  let words = text.slice(from, to);
  if (words.endsWith('.') && !abbreviation.test(words)) {
    to--;
    words = words.slice(0, -1);
  }
  const word = words.toLowerCase().replace(/’/gu, "'");
  const isCapital = words.charAt(0) !== word.charAt(0);
  const cue = cueOf(word);
  return { from, to, word, isWord: true, isCapital, ...(cue ? { cue } : {}) };
}
