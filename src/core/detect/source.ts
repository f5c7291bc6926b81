import type { Span } from '../text/change';
import { is, isMark, isPast, type Token } from './clause';
import { lexical } from './grammar';

/** Whom words are laid to: the tokens `[first, last)`. */
export interface Source {
  readonly first: number;
  readonly last: number;
  /** Where the noun phrase begins that the name is an insert of: `a port spokesman, Ira Holt, said`. */
  readonly outer?: number;
}

/** Two to four capitals: `Bo Chen`. */
export function isName(tokens: readonly Token[], first: number, last: number): boolean {
  return last - first > 1 && last - first < 5 && isOnlyName(tokens, first, last);
}

/** The noun phrase that ends before `end`. */
export function nounPhraseTo(tokens: readonly Token[], end: number, from: number): Source | undefined {
  let first = end;
  while (first > from) {
    const token = tokens[first - 1] as Token;
    if (!token.isWord && !isMark(token, '&/')) {
      if (token.marked && first < end && isNameInMarks(tokens, first - 1)) first--;
      else break;
      continue;
    }
    if (is(token, lexical.pronoun) && first === end) return trimmed(tokens, { first: first - 1, last: end });
    if (is(token, lexical.pronoun) && token.word !== 'one') break;
    if (is(token, lexical.clause) && !joinsNames(tokens, first - 1, end)) break;
    if (is(token, lexical.finite) && !token.isCapital) break;
    if (token.cue && token.cue.form !== 'noun' && !token.isCapital && !token.cue.isNounToo && token.cue.form !== 'past')
      break;
    if (token.cue?.kind === 'say' && token.cue.form === 'past' && !token.isCapital && first < end && isReport(token))
      break;
    first--;
  }
  return first < end ? trimmed(tokens, { first, last: end }) : undefined;
}

/** `the “Long Road” report`: marks within a noun phrase rather than a quotation beside one. */
function isNameInMarks(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token;
  return token.to - token.from < 40 && token.marked?.pauses === false && is(tokens[at - 1], lexical.determiner);
}

const isReport = (token: Token): boolean =>
  !/^(?:leaked|confirmed|mentioned|quoted|noted|read|alleged|reported|stated|posted)$/u.test(token.word);

/** `Bo Chen and Ana Lima said`: an `and` between names or nouns that share the verb, near to it. */
function joinsNames(tokens: readonly Token[], at: number, end: number): boolean {
  const word = tokens[at]?.word;
  if ((word !== 'and' && word !== 'or') || at + 1 >= end) return false;
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (!before?.isWord || !after?.isWord || end - at > 8) return false;
  return before.isCapital === after.isCapital && !is(after, lexical.determiner) && !is(after, lexical.pronoun);
}

/** Without what is no part of the name in front: `but`, `on Friday`, `after the vote`. */
function trimmed(tokens: readonly Token[], { first, last }: Source): Source | undefined {
  let start = first;
  while (start < last && is(tokens[start], lexical.leading)) start++;
  const leads =
    is(tokens[start], lexical.preposition) ||
    subordinators.test(tokens[start]?.word ?? '') ||
    (start === 0 && tokens[0]?.cue?.form === 'ing') ||
    tokens[start]?.word === 'citing';
  if (start < last - 1 && leads) {
    const noun = afterAdverbial(tokens, start, last);
    if (noun === start + 1 && tokens[start]?.word === 'in') return undefined;
    start = noun;
  }
  return start < last ? { first: start, last } : undefined;
}

/** `In Lisbon the minister`, `After the vote Ana Lima`: the noun phrase nearest to the verb. */
function afterAdverbial(tokens: readonly Token[], first: number, last: number): number {
  if (tokens[first]?.word === 'with') return first + 1;
  for (let at = last - 1; at > first; at--) {
    const token = tokens[at] as Token;
    if (is(token, lexical.determiner)) return at;
    if (token.isCapital && !tokens[at - 1]?.isCapital) return at;
  }
  return last - 1;
}

/** The noun phrase that begins at `at`, as after `said` or `according to`; its inserts and addresses are left out. */
export function nounPhraseFrom(tokens: readonly Token[], at: number, limit = tokens.length): Source | undefined {
  let last = at;
  while (last < Math.min(limit, tokens.length)) {
    const token = tokens[last] as Token;
    if (!token.isWord) {
      if (!isMark(token, '&')) break;
    } else if (last > at) {
      if (is(token, lexical.finite) || is(token, lexical.clause)) {
        if (token.word !== 'and' || !tokens[last + 1]?.isCapital || !tokens[last - 1]?.isCapital) break;
      }
      if (is(token, lexical.preposition) && !/^(?:from|by|at|to)$/u.test(token.word)) break;
      if ((token.word === 'at' || token.word === 'by') && isOnlyName(tokens, at, last)) break;
      if (token.word === 'to' && !tokens[last + 1]?.isCapital && !is(tokens[last + 1], lexical.determiner)) break;
      if (is(token, lexical.date) && token.isCapital) break;
      if (is(token, lexical.time) || token.word === 'adding') break;
      if (is(token, lexical.pronoun)) break;
    } else if (is(token, lexical.pronoun) && !isOneOf(tokens, at)) return { first: at, last: at + 1 };
    last++;
  }
  return last > at ? named(tokens, { first: at, last }) : undefined;
}

function isOnlyName(tokens: readonly Token[], first: number, last: number): boolean {
  for (let at = first; at < last; at++) if (!tokens[at]?.isCapital) return false;
  return true;
}

/** `one person`, `one of them`: no pronoun. */
const isOneOf = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.word === 'one' && tokens[at + 1]?.isWord === true && !is(tokens[at + 1], lexical.finite);

/** `the mayor, Ana Lima`: the name, where one follows an office. */
function named(tokens: readonly Token[], source: Source): Source {
  if (!isMark(tokens[source.last], ',') || tokens[source.last - 1]?.isCapital) return source;
  let last = source.last + 1;
  while (tokens[last]?.isCapital) last++;
  const ends = last >= tokens.length || isMark(tokens[last], ',.');
  return ends && isName(tokens, source.last + 1, last) ? { first: source.last + 1, last } : source;
}

/** The first noun phrase of a sentence, past a dateline and `In Lisbon,`; it ends before `limit`. */
export function mainSubject(tokens: readonly Token[], limit: number): Source | undefined {
  const start = afterDateline(tokens);
  const comma = tokens.findIndex((token, at) => at > start && isMark(token, ','));
  const leads =
    is(tokens[start], lexical.preposition) ||
    subordinators.test(tokens[start]?.word ?? '') ||
    (start === 0 && tokens[0]?.cue?.form === 'ing') ||
    (is(tokens[start], lexical.date | lexical.time) && comma < start + 5);
  return subjectFrom(tokens, leads && comma > 0 && comma < limit ? comma + 1 : start, limit);
}

/** `Calling it “…,” the mayor left`: the subject after the participle at the front of a sentence, and its pause. */
export function subjectAfterPause(tokens: readonly Token[]): Source | undefined {
  const pause = tokens.findIndex((token) => isMark(token, ',') || token.marked?.pauses === true);
  return pause < 0 ? undefined : subjectFrom(tokens, pause + 1, tokens.length);
}

/** The subject that begins at `first`. */
function subjectFrom(tokens: readonly Token[], first: number, limit: number): Source | undefined {
  const whole = nounPhraseFrom(tokens, first, Math.min(limit, first + 9));
  if (!whole) return undefined;
  let last = whole.first + 1;
  while (last < whole.last && !endsSubject(tokens, whole.first, last)) last++;
  if (last === whole.first + 1 && isNoNoun(tokens[whole.first])) return undefined;
  return trimmed(tokens, { first: whole.first, last });
}

const isNoNoun = (token: Token | undefined): boolean =>
  is(token, lexical.preposition | lexical.adverb | lexical.clause | lexical.question) ||
  /^(?:the|an?|for|to|of|this|there|all|ever|perhaps|maybe)$/u.test(token?.word ?? '');

/** What begins a clause that comes before the main one. */
const subordinators = /^(?:when|while|because|if|although|though|as|until|unless|where|whereas|once)$/u;

/** How many tokens a dateline has at most. */
const longestDateline = 9;

/** Past `ORLEN, Md. (AP) —`: names, marks and a date before a dash. */
export function afterDateline(tokens: readonly Token[]): number {
  if (!tokens[0]?.isCapital) return 0;
  for (let at = 1; at < longestDateline; at++) {
    const token = tokens[at];
    if (isMark(token, '—–-')) return isMark(tokens[at + 1], '-') ? at + 2 : at + 1;
    if (!token || (token.isWord ? !token.isCapital && !is(token, lexical.number) : !isMark(token, ',.()/'))) return 0;
  }
  return 0;
}

/** A small word after a name that does not lead to more of the name, or a verb. */
function endsSubject(tokens: readonly Token[], first: number, at: number): boolean {
  const token = tokens[at] as Token;
  if (isPast(token) || token.cue?.form === 'past' || token.cue?.form === 's') return true;
  return (
    !token.isCapital &&
    tokens[at - 1]?.isCapital === true &&
    !is(tokens[at - 1], lexical.possessive) &&
    !is(tokens[first], lexical.determiner) &&
    !tokens[at + 1]?.isCapital &&
    !is(token, lexical.joiner)
  );
}

/** Where a source stands in the text. */
export function spanOf(tokens: readonly Token[], { first, last }: Source): Span {
  const end = tokens[last - 1] as Token;
  return { from: (tokens[first] as Token).from, to: end.to };
}
