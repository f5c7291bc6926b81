import { is, isPast, tokensOf, type Token } from './clause';
import { hasFinite } from './content';
import { lexical } from './grammar';
import type { Voice } from './voices';

/** What stands in a pair of marks, as far as that tells by itself whether somebody said it. */
export interface Words {
  readonly inner: string;
  /** As blanks part them, at most 20. */
  readonly count: number;
  /** The last sign ends or breaks off a sentence, or is the comma before `she said`. */
  readonly endsAsSpeech: boolean;
}

/** `the “ghost fleet” has grown`: definite, and the subject of a verb. */
const isSubject = (tokens: readonly Token[], at: number): boolean =>
  isDeterminer(tokens[at - 1]) &&
  !isIndefinite(tokens[at - 1]) &&
  (is(tokens[at + 1], lexical.finite | lexical.auxiliary) || isPast(tokens[at + 1]));

/** `the “ghost” fleet`, `a “ghost fleet” hearing`, `the “quickie”`: a label on something, no statement about it. */
export function isLabel(tokens: readonly Token[], at: number, { count, endsAsSpeech }: Words): boolean {
  const before = tokens[at - 1];
  if (!endsAsSpeech && isSubject(tokens, at)) return true;
  const endsPhrase = endsAsSpeech || !isNoun(tokens[at + 1]) || is(before, lexical.auxiliary | lexical.pronoun);
  if (count === 1) return !endsPhrase || (isDeterminer(before) && !isIndefinite(before));
  return !endsPhrase && isDeterminer(before) && (count === 2 || !isIndefinite(before));
}

/** Whether a token may be the noun that the words before it qualify. */
export const isNoun = (token: Token | undefined): boolean =>
  token?.isWord === true &&
  !is(token, lexical.preposition | lexical.clause | lexical.finite | lexical.auxiliary | lexical.date | lexical.time) &&
  !/^(?:of|for|to)$/u.test(token.word);

const isDeterminer = (token: Token | undefined): boolean =>
  is(token, lexical.determiner | lexical.possessive) || /^(?:so-called|own)$/u.test(token?.word ?? '');

export const isIndefinite = (token: Token | undefined): boolean => /^(?:an?|no|some)$/u.test(token?.word ?? '');

/** `no “general fund for the repair of bridges”`: what follows an article or the like and has no verb. */
export function isNounPhrase(text: string, tokens: readonly Token[], at: number): boolean {
  if (!isDeterminer(tokens[at - 1])) return false;
  const { from, to } = tokens[at] as Token;
  const inner = tokensOf(text, { from: from + 1, to: to - 1 }, []);
  return !hasFinite(inner, 0, inner.length);
}

/** `which we call “…”`: the writer's own word for it. */
export const isOwn = (tokens: readonly Token[], { source }: Voice): boolean =>
  source.last - source.first === 1 && /^(?:i|we|you|one)$/u.test(tokens[source.first]?.word ?? '');

/** `the “ghost fleet”`, where the text speaks of the ghost fleet without marks as well. */
export function isTerm(text: string, tokens: readonly Token[], at: number, inner: string): boolean {
  const { from, to } = tokens[at] as Token;
  const phrase = inner.replace(/[.,!?…]+$/u, '');
  if (!phrase.includes(' ') || !isDeterminer(tokens[at - 1])) return false;
  const opening = phrase.charAt(0).toUpperCase() + phrase.slice(1);
  return isUsed(text, phrase, from, to) || isUsed(text, opening, from, to);
}

/** At how many places a phrase is looked at. */
const mostUses = 20;

/** Whether words stand without marks around them outside `[from, to)`, at one of their first places. */
function isUsed(text: string, words: string, from: number, to: number): boolean {
  let at = text.indexOf(words);
  for (let uses = 0; at >= 0 && uses < mostUses; at = text.indexOf(words, at + words.length), uses++) {
    const isElsewhere = at < from || at >= to;
    const isPlain = /[\s(—–-]/u.test(text.charAt(at - 1)) && !/\p{L}/u.test(text.charAt(at + words.length));
    if (isElsewhere && isPlain) return true;
  }
  return false;
}
