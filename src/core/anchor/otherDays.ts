import type { Span } from '../text/change';
import { standsOnce } from '../text/words';
import type { Pattern } from './align';
import type { Diff } from './diff';
import { likenessOf } from './lexicon';
import { alike } from './pairUnits';
import { fewLetters, type Candidate } from './score';
import { firstFrom, sameNormalized } from './tokens';
import { isWhole, unitAt, unitsAt } from './units';

// Selectors of one file are of several days: each was written when its span was tagged or its words last changed. What one knows
// and what another knows overlap and differ, and one sentence is told twice. Nobody's words are outvoted by that.

/** A difference with the way back: for each token of the new text the token of the old one that it was, or -1. */
export interface DiffOfDays extends Diff {
  readonly origin: Int32Array;
  /** The line on which an offset of the old text stood on the day of its selector; 0 where that is not known. */
  readonly lineAt: (offset: number) => number;
  /** The old text, or what is known of it. */
  readonly oldText: string;
}

/** So many UTF-16 units beside words tell one place from another. */
const besideWords = 12;

/** A text with one blank for each run of blanks and line ends: how it was wrapped is no difference. */
const blanksAlike = (text: string): string => text.replace(/\s+/gu, ' ');

const follows = (words: string, text: string, at: number): boolean =>
  blanksAlike(text.slice(Math.max(0, at - 2 * words.length), at)).endsWith(blanksAlike(words));

const leads = (words: string, text: string, at: number): boolean =>
  blanksAlike(text.slice(at, at + 2 * words.length)).startsWith(blanksAlike(words));

/** Whether all that a selector keeps of a span and its surroundings stands at a place, in whatever blanks. */
function standsWhole({ whole, from, to }: Pattern, place: Span, text: string): boolean {
  if (whole.length - (to - from) < 2 * besideWords) return false;
  if (!sameNormalized(text.slice(place.from, place.to), whole.slice(from, to))) return false;
  return follows(whole.slice(0, from), text, place.from) && leads(whole.slice(to), text, place.to);
}

/** By so few lines does one place shift from day to day; what has its like in the next section stands further off. */
const fewLines = 2;

/**
 * Whether a place is a span's although its words came from what another selector knows: all that its own selector knows stands
 * there; or they stand once in the text, and here and wherever the old text is known to have had them they stand beside the same
 * letters, in whatever blanks (on both sides, if they are only a part of a sentence), on about the same line. These are one place
 * on several days.
 */
export function isKeptOnOtherDay(
  diff: DiffOfDays,
  was: Span,
  pattern: Pattern,
  { span, evidence }: Candidate,
  text: string,
): boolean {
  if (!span) return false;
  if (standsWhole(pattern, span, text)) return true;
  const { oldText, lineAt } = diff;
  const { whole, from, to, line } = pattern;
  const words = whole.slice(from, to);
  if (!evidence.same || evidence.letters < fewLetters || !text.startsWith(words, span.from)) return false;
  const before = whole.slice(Math.max(0, from - besideWords), from);
  const after = whole.slice(to, to + besideWords);
  const isWholeUnits = isWhole(diff.old, was);
  const isBetween = (where: string, at: number): boolean => {
    const [isBehind, isBefore] = [follows(before, where, at), leads(after, where, at + words.length)];
    return isWholeUnits ? (isBehind && before !== '') || (isBefore && after !== '') : isBehind && isBefore;
  };
  if (!isBetween(text, span.from) || !standsOnce(words, text)) return false;
  for (let at = oldText.indexOf(words); at >= 0; at = oldText.indexOf(words, at + 1))
    if (!isBetween(oldText, at) || Math.abs(lineAt(at) - line) > fewLines) return false;
  return true;
}

/** Whether the words of a place stood in units as good as one of the span's: the two are one, kept on different days. */
export function isOfOtherDay({ old, now, origin, lexicon, lineAt }: DiffOfDays, span: Span, place: Span): boolean {
  const [u, last] = unitsAt(old, span);
  const others = new Set<number>();
  for (let j = firstFrom(now.tokens, place.from); j < now.tokens.count && (now.tokens.from[j] ?? 0) < place.to; j++) {
    const token = origin[j] ?? -1;
    if (token >= 0) others.add(unitAt(old.units, token));
  }
  const lineOf = (unit: number): number => lineAt(old.tokens.from[old.units.first[unit] ?? 0] ?? 0);
  for (const other of others) {
    for (let own = u; own <= last; own++) {
      if (own === other) continue;
      const isSameLine = lineOf(own) > 0 && lineOf(own) === lineOf(other);
      const least = isSameLine ? alike.onOneLine : old.units.isTelling[other] === 1 ? alike.anywhere : Infinity;
      if (least < Infinity && likenessOf(own, other, lexicon) >= least) return true;
    }
  }
  return false;
}
