import { is, isMark, lexical, type Token } from './clause';
import { afterParticle, hasFinite } from './content';
import { nounPhraseFrom, mainSubject, subjectBefore, type SpeakerSpan } from './speakerSpans';

/** Whether a word that may attribute is an active verb or participle here, not a noun, a name or a passive. */
export function isVerb(tokens: readonly Token[], at: number): boolean {
  const { cue, isCapital, word } = tokens[at] as Token;
  if (!cue || cue.form === 'noun' || (isCapital && at > 0)) return false;
  const next = tokens[at + 1];
  // `The minister said, and I quote, “…”`
  if (word === 'quote' && tokens[at - 1]?.word === 'i') return false;
  if (cue.particle !== undefined && next?.word !== cue.particle) return false;
  if (next?.word === 'by' && cue.form === 'past' && word !== 'said') return false;
  if (next?.word === 'to' && hearsay.test(word) && /^(?:be|have)$/u.test(tokens[at + 2]?.word ?? '')) return false;
  if (tokens[at - 1]?.word === 'as' && cue.form === 'ing') return true;
  if (cue.form === 'past' && others.test(tokens[at - 1]?.word ?? '') && takesClause(next)) return true;
  if (cue.form === 'base' && (isInverted(tokens, at) || isHabit(tokens, at))) return true;
  const isFrench = tokens[at - 1]?.word === 'a' && cue.kind === 'utter' && cue.form === 'past';
  if (!isFrench && isNounBefore(tokens[at - 1]) && (cue.form !== 'ing' || next?.word !== 'that')) return false;
  if (cue.form === 'past') return !isPassive(tokens, at);
  if (cue.form === 'base' && (tokens[at - 1]?.word === 'to' || !isPluralSubject(tokens, at))) return false;
  if (cue.isNounToo && cue.form === 's' && isAfterAdjective(tokens, at)) return false;
  return !cue.isNounToo || takesClause(next) || closes(tokens, at);
}

/** Participles before `to be` or `to have` that name no speaker: `a voice said to be hers`. */
const hearsay = /^(?:said|thought|believed|reported|alleged)$/u;

/** Whether a small word without an article precedes, so that the cue is a noun: `similar claims`, `looming reports`. */
function isAfterAdjective(tokens: readonly Token[], at: number): boolean {
  if (is(tokens[at - 1], lexical.gerund)) return true;
  const subject = subjectBefore(tokens, at);
  if (!subject || subject.last !== at) return false;
  const { isCapital, bits } = tokens[subject.first] as Token;
  return !isCapital && (bits & (lexical.determiner | lexical.possessive | lexical.pronoun)) === 0;
}

/** Whether a word precedes nouns but not finite verbs. */
function isNounBefore(token: Token | undefined): boolean {
  if (!token?.isWord || /^(?:this|that|both|one|some|many|most|several|who|two|three)$/u.test(token.word)) return false;
  if (token.word === 'after' || token.word === 'while' || token.word === 'by') return false;
  return (
    is(token, lexical.determiner) ||
    is(token, lexical.preposition) ||
    token.word === 'of' ||
    token.word === 'for' ||
    is(token, lexical.possessive)
  );
}

function isPluralSubject(tokens: readonly Token[], verb: number): boolean {
  if (
    /^(?:would|will|can|could|may|might|must|should|did|do|does|not|n't|didn't|doesn't|don't)$/u.test(
      tokens[verb - 1]?.word ?? '',
    )
  )
    return true;
  const subject = subjectBefore(tokens, verb);
  if (!subject) return /^(?:and|or|to)$/u.test(tokens[verb - 1]?.word ?? '');
  return tokens.slice(subject.first, subject.last).some((token) => is(token, lexical.plural));
}

function isPassive(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  let before = at - 1;
  if (isShort(tokens[before]) && !next?.isCapital && !is(next, lexical.determiner | lexical.pronoun)) before--;
  while (
    (before >= 0 && is(tokens[before], lexical.adverb)) ||
    /^(?:also|not|never|once|yet|still|now|then|so|far|often|sometimes|always|rarely|frequently)$/u.test(
      tokens[before]?.word ?? '',
    )
  )
    before--;
  return is(tokens[before], lexical.be);
}

/** Whether the marks hold a word, not a quotation: `was “roundly” condemned`. */
const isShort = (token: Token | undefined): boolean => token?.marked !== undefined && token.to - token.from < 20;

/** `Another added, “Twice.”` */
const others = /^(?:another|neither|each|others?)$/u;

/** `my mother used to say`, `she likes to say`; not `models used to predict` */
const isHabit = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 1]?.word === 'to' &&
  /^(?:say|tell|ask|joke|call|boast|complain|insist|remark)$/u.test(tokens[at]?.word ?? '') &&
  /^(?:used|likes|liked|loved|loves)$/u.test(tokens[at - 2]?.word ?? '');

/** `“…,” say the owners` */
const isInverted = (tokens: readonly Token[], at: number): boolean =>
  (tokens[at - 1]?.marked !== undefined || (isMark(tokens[at - 1], ',') && tokens[at - 2]?.marked !== undefined)) &&
  (is(tokens[at + 1], lexical.determiner) || tokens[at + 1]?.isCapital === true);

/** Whether the cue closes the clause: `Repairs will cost 48 million, the ministry estimates.`, `“Why,” she answers.` */
function closes(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  const source = next && !isMark(next, '.,') ? undefined : subjectBefore(tokens, at);
  const before = tokens[(source?.first ?? 0) - 1];
  return source?.last === at && (isMark(before, ',') || before?.marked !== undefined);
}

/** Whether a token often follows a verb of saying and seldom the noun with the same letters. */
function takesClause(next: Token | undefined): boolean {
  if (!next) return false;
  if (next.marked) return true;
  if (!next.isWord) return isMark(next, ',:(');
  return (
    next.word === 'that' ||
    next.isCapital ||
    is(next, lexical.pronoun) ||
    /^(?:him|them|me|us)$/u.test(next.word) ||
    is(next, lexical.determiner) ||
    is(next, lexical.number)
  );
}

/** Where the clause goes on after an insert, else -1: `The bridge, officials said on Monday, | would reopen`. */
export function afterSplit(tokens: readonly Token[], { first, last }: SpeakerSpan, cue: number): number {
  if (
    !isMark(tokens[first - 1], ',') ||
    last < cue ||
    tokens.slice(0, first).some((token) => is(token, lexical.finite))
  )
    return -1;
  const close = tokens.findIndex((token, at) => at > cue && isMark(token, ','));
  if (close < 0 || close - cue > 7 || hasFinite(tokens, cue + 1, close)) return -1;
  return is(tokens[close + 1], lexical.finite) ? close + 1 : -1;
}

/** The source after its verb, if a comma or a quotation and something said precede: `…, said Bo Chen`. */
export function invertedSource(tokens: readonly Token[], cue: number): SpeakerSpan | undefined {
  const { cue: kind } = tokens[cue] as Token;
  const verb = tokens[cue - 1]?.word === 'a' ? cue - 1 : cue;
  const previous = tokens[verb - 1];
  const first = afterParticle(tokens, cue);
  const next = tokens[first];
  if (cue === 0) return openingSource(tokens);
  if (!previous || !next?.isWord || kind?.form === 'ing') return undefined;
  if (!previous.marked && !isMark(previous, ',—–?!')) return undefined;
  if (
    /^(?:that|for|to|of|here|there|further|on|too|again)$/u.test(next.word) ||
    is(next, lexical.preposition | lexical.date)
  )
    return undefined;
  if (is(next, lexical.time | lexical.adverb) && !next.isCapital) return undefined;
  const isDash = isMark(previous, '—–') && isMark(tokens[verb - 2], ',');
  const hasQuote = [previous, tokens[verb - 2], isDash ? tokens[verb - 3] : undefined].some((token) => token?.marked);
  if (!hasQuote && (kind?.form === 'base' || kind?.kind === 'call' || kind?.kind === 'vow')) return undefined;
  const source = nounPhraseFrom(tokens, first);
  const splits = source && afterSplit(tokens, { first: cue, last: source.last }, source.last - 1) > 0;
  // `Until then, says Ana Lima, “nobody knows”`
  const isInsert = source && isMark(tokens[source.last], ',') && tokens[source.last + 1]?.marked;
  if (!hasQuote && !splits && !isInsert && !isAfterClause(tokens, cue)) return undefined;
  if (!source || (!previous.marked && hasFinite(tokens, source.last, source.last + 1))) return undefined;
  // `…“close to nil”, called the rescue “beyond our hopes”`
  if (kind?.kind === 'call' && tokens[source.last]?.marked) return undefined;
  return source;
}

/** `Said the mayor: “…”` */
function openingSource(tokens: readonly Token[]): SpeakerSpan | undefined {
  const next = tokens[1];
  if (tokens[0]?.cue?.form !== 'past' || !(next?.isCapital || is(next, lexical.determiner))) return undefined;
  const colon = tokens.findIndex((token) => isMark(token, ':'));
  return colon > 1 && colon < 16 ? nounPhraseFrom(tokens, 1, colon) : undefined;
}

/** Whether a clause precedes the cue, not a subject with an insert: `Ana Lima, who has run it since May, said`. */
function isAfterClause(tokens: readonly Token[], cue: number): boolean {
  const own = subjectBefore(tokens, cue);
  return hasFinite(tokens, 0, own ? own.last : cue);
}

/** How far after its verb the agent of a passive may stand, in tokens. */
const farthestAgent = 8;

/** `was described by X as “…”`, `is called “…” by X` */
export function agentOf(tokens: readonly Token[], cue: number): SpeakerSpan | undefined {
  if (tokens[cue]?.cue?.kind !== 'call' || !is(tokens[cue - 1], lexical.be)) return undefined;
  for (let at = cue + 1; at < Math.min(tokens.length, cue + farthestAgent); at++) {
    const source = tokens[at]?.word === 'by' ? nounPhraseFrom(tokens, at + 1, endOfAgent(tokens, at + 1)) : undefined;
    if (source) return source;
  }
  return undefined;
}

function endOfAgent(tokens: readonly Token[], from: number): number {
  const as = tokens.findIndex(({ word }, at) => at > from && at < from + farthestAgent && word === 'as');
  return as < 0 ? tokens.length : as;
}

/** `X took the stage to say “…”`, `That led X to ask: “…”`; not after `declined`. */
export function subjectOfInfinitive(
  tokens: readonly Token[],
  cue: number,
  earlier: SpeakerSpan | undefined,
): SpeakerSpan | undefined {
  const { cue: kind } = tokens[cue] as Token;
  if (tokens[cue - 1]?.word !== 'to' || kind?.form !== 'base' || !/^(?:say|utter|tell)$/u.test(kind.kind))
    return undefined;
  if (/^(?:declin|refus|fail)/u.test(tokens[cue - 2]?.word ?? '')) return undefined;
  const prompted = promptedTo(tokens, cue - 1);
  if (prompted) return prompted;
  const main = earlier ?? mainSubject(tokens, cue);
  const isThing = !main || is(tokens[main.first], lexical.determiner | lexical.pronoun);
  let first = cue - 1;
  while (isThing && first > 0 && tokens[first - 1]?.isCapital) first--;
  return first < cue - 1 && first > 1 ? { first, last: cue - 1 } : main;
}

/** The words between the verb and the `to` at `end`: `prompting one trader to post: “…”`. */
function promptedTo(tokens: readonly Token[], end: number): SpeakerSpan | undefined {
  for (let at = end - 2; at > 0 && at > end - farthestAgent; at--) {
    if (!prompting.test(tokens[at]?.word ?? '') || isNounBefore(tokens[at - 1])) continue;
    const source = is(tokens[at + 1], lexical.preposition) ? undefined : nounPhraseFrom(tokens, at + 1, end);
    if (source?.last === end) return source;
  }
  return undefined;
}

const prompting = /^(?:prompting|prompted|causing|caused|forcing|forced|leading|leads|led)$/u;

/** How many tokens the name of a quoted person may have. */
const longestQuoted = 12;

/** The object of the verb before: `The report quoted Bo Chen as saying`. */
export function quotedSource(tokens: readonly Token[], cue: number): SpeakerSpan | undefined {
  if (tokens[cue]?.cue?.form !== 'ing' || tokens[cue - 1]?.word !== 'as') return undefined;
  for (let at = cue - 3; at >= 0 && at > cue - longestQuoted; at--)
    if (/^(?:quot|cit)(?:es?|ed|ing)$/u.test(tokens[at]?.word ?? '') && !is(tokens[at - 1], lexical.be))
      return nounPhraseFrom(tokens, at + 1, cue - 1);
  return undefined;
}

/** The verb that has the speaker as its subject: `quoted` in `was quoted as saying`. */
export function verbOf(tokens: readonly Token[], cue: number): number {
  if (tokens[cue]?.cue?.form === 'ing' && /^(?:heard|seen|caught|filmed|recorded)$/u.test(tokens[cue - 1]?.word ?? ''))
    return is(tokens[cue - 2], lexical.be) ? cue - 1 : cue;
  if (isHabit(tokens, cue)) return cue - 2;
  // `is reported to have called it “…”`
  const isHearsay =
    tokens[cue - 1]?.word === 'have' && tokens[cue - 2]?.word === 'to' && is(tokens[cue - 4], lexical.be);
  if (isHearsay) return cue - 4;
  if (tokens[cue - 1]?.word !== 'as') return cue;
  for (let at = cue - 2; at > 0 && at > cue - longestQuoted; at--)
    if (/^(?:quoted|cited|reported)$/u.test(tokens[at]?.word ?? '') && is(tokens[at - 1], lexical.be)) return at;
  return cue;
}
