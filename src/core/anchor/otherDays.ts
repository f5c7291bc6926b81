import type { Span } from '../text/change';
import { standsOnce } from '../text/words';
import type { Pattern } from './align';
import type { Diff } from './diff';
import { likenessOf } from './lexicon';
import { alike } from './pairUnits';
import { fewLetters, type Candidate } from './score';
import { firstFrom, sameNormalized } from './tokens';
import { isWhole, unitAt, unitsAt } from './units';

// Selectors of one file were written on different days, when a span was tagged or its words last changed. Their
// contexts overlap and differ, so the known text may contain a sentence twice. No context overrules the words of
// another selector.

/** A diff with its inverse: for each token of the new text, its token in the old text or -1. */
export interface DiffOfDays extends Diff {
  readonly origin: Int32Array;
  /** The line of an offset in the old text on the day of its selector; 0 if unknown. */
  readonly lineAt: (offset: number) => number;
  /** The old text, or the known part of it. */
  readonly oldText: string;
}

/** UTF-16 units of context that distinguish a place. */
const besideWords = 12;

/** A text with one blank for each run of blanks and line ends, since wrapping is no difference. */
const blanksAlike = (text: string): string => text.replace(/\s+/gu, ' ');

const follows = (words: string, text: string, at: number): boolean =>
  blanksAlike(text.slice(Math.max(0, at - 2 * words.length), at)).endsWith(blanksAlike(words));

const leads = (words: string, text: string, at: number): boolean =>
  blanksAlike(text.slice(at, at + 2 * words.length)).startsWith(blanksAlike(words));

/** Whether a selector's words and whole context are at a place, regardless of blanks. */
function standsWhole({ whole, from, to }: Pattern, place: Span, text: string): boolean {
  if (whole.length - (to - from) < 2 * besideWords) return false;
  if (!sameNormalized(text.slice(place.from, place.to), whole.slice(from, to))) return false;
  return follows(whole.slice(0, from), text, place.from) && leads(whole.slice(to), text, place.to);
}

/** Most lines by which the same place differs between days; a similar place in the next section is further off. */
const fewLines = 2;

/**
 * Whether a place is a span's although its words came from another selector's context. Either all that the span's
 * selector knows is there. Or its words occur once in the text, and wherever the old text has them they are beside the
 * same letters, regardless of blanks (on both sides, if they are only part of a sentence), on about the same line:
 * these are one place on different days.
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

/** Whether the words of a place were in units like one of the span's, so that both are one unit on different days. */
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
