import { is, isMark, lexical, isPast, tokensOf, type Token } from './clause';
import { hasFinite } from './content';
import { isQuotedByParticle } from './eastern';
import { howPut, type Bond, type QuoteAttribution } from './speakers';

/**
 * Whether marks hold somebody's words, not a coined term, a nickname, a title or a word the writer distrusts. Five
 * words are often enough; fewer need a speaker (`voice`) or a frame (`isFramed`): words in another language that name
 * one, or a line of its own in a story.
 */
export function isQuotation(
  text: string,
  tokens: readonly Token[],
  at: number,
  voice: QuoteAttribution | undefined,
  inQuoteSection: boolean,
  isFramed: boolean,
): boolean {
  const words = wordsIn(text, tokens[at] as Token);
  const { inner, count, endsAsSpeech } = words;
  if (tokens[at]?.marked?.isSpoken) return true;
  if (count === 0 || isNameOrTitle(tokens, at, words, voice, isFramed)) return false;
  if (inQuoteSection && !isLabel(tokens, at, words)) return true;
  if (tokens.every((token, i) => i === at || !token.isWord)) return endsAsSpeech || count > 2;
  if (howPut(tokens, at)) return true;
  if (isQuotedByParticle(text, tokens[at] as Token)) return true;
  if (/^(?:headlined|titled|entitled|subtitled|captioned)$/u.test(tokens[at - 1]?.word ?? '')) return false;
  if (isFramed) return true;
  if (count >= 5) return voice !== undefined || endsAsSpeech || !isNounPhrase(text, tokens, at);
  if (voice && voice.bond !== 'close' && (isOwn(tokens, voice) || isTerm(text, tokens, at, inner))) return false;
  if (voice?.cue !== undefined) return isReportedBy(tokens, at, words, voice.cue, voice.bond);
  const isBefore = isMark(tokens[1], ',') || (voice !== undefined && endsAsSpeech);
  if (count > 2 && at === 0 && isBefore && /^\p{Lu}/u.test(inner)) return true;
  if (voice?.bond === 'close') return endsAsSpeech || count > 1;
  return endsAsSpeech && count > 1 && isMark(tokens[at - 1], ':,');
}

function wordsIn(text: string, { from, to, marked }: Token): Words {
  const width = /^(?:''|``)/u.test(text.slice(from, from + 2)) ? 2 : 1;
  const inner = text.slice(from + width, marked?.closed ? to - width : to).trim();
  return { inner, count: countWords(inner), endsAsSpeech: /[.,!?…—–。！？，-]$/u.test(inner) };
}

/** Counts words between blanks, up to 20; in a script without blanks three characters count as one word. */
function countWords(text: string): number {
  let count = 0;
  let signs = 0;
  let inWord = false;
  for (let at = 0; at < text.length && count < 20; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x3040 && unit < 0xa000) signs++;
    const isLetter =
      unit > 127
        ? unit > 191 && (unit < 0x2000 || unit > 0x206f)
        : unit > 47 && (unit < 58 || (unit | 32) > 96) && (unit | 32) < 123;
    if (isLetter && !inWord) count++;
    inWord = isLetter || (inWord && unit !== 32 && unit !== 10);
  }
  return count + Math.floor(signs / 3);
}

/** Whether a quotation of few words is what a cue reports: right beside the cue, or a phrase of the reported clause. */
function isReportedBy(tokens: readonly Token[], at: number, words: Words, cue: number, bond: Bond): boolean {
  const before = tokens[at - 1];
  switch (tokens[cue]?.cue?.kind) {
    case 'say':
    case 'tell':
    case 'according':
      return bond === 'close' || !isLabel(tokens, at, words);
    case 'utter':
      return bond === 'close' || (bond === 'within' && !isLabel(tokens, at, words));
    case 'think':
    case 'show':
      return (bond !== 'close' || isMark(before, ':,') || !/^\p{Lu}/u.test(words.inner)) && !isLabel(tokens, at, words);
    case 'call':
      return isPredicate(tokens, at, words, cue);
    case 'vow':
      if (cue > at && words.endsAsSpeech) return true;
      // `rejected the claims as “fantasy”`, `demanded “a full inquiry”`
      if (before?.word === 'as' && cue < at) return true;
      if (bond === 'within' && !isLabel(tokens, at, words)) return true;
      if (cue === at - 2 && isIndefinite(before) && words.count > 1 && /^\p{Ll}/u.test(words.inner))
        return tokens[at + 1]?.isWord !== true;
      // `urged both sides to show “maximum restraint”`
      if (isLed(tokens, cue, at) && words.count > 1 && !isLabel(tokens, at, words)) return true;
      return cue < at && (/^(?:to|of|for)$/u.test(before?.word ?? '') || (cue === at - 1 && isThing(words)));
    default:
      return false;
  }
}

/** How far before a quotation its cue may stand if a `to` and a verb come between them, in tokens. Guessed. */
const farthestVow = 9;

const isLed = (tokens: readonly Token[], cue: number, at: number): boolean =>
  cue < at && at - cue < farthestVow && tokens[at - 2]?.word === 'to' && !is(tokens[at - 1], lexical.determiner);

/** Whether a quotation has a speaker whom nobody names: `to shouts of “Resign!”`. */
export const isShouted = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 1]?.word === 'of' &&
  /^(?:shouts?|cries|chants|cheers|screams?|calls|cry|chorus)$/u.test(tokens[at - 2]?.word ?? '');

const isThing = ({ inner, count }: Words): boolean => count > 1 && /^(?:an?|the|more|no) \p{Ll}/u.test(inner);

/** How far from a cue such as `called` its predicate may stand, in tokens. */
const farthestPredicate = 10;

/** Whether a quotation is what something is called: `called it “…”`, `described X as a “…”`; not a label in a name. */
function isPredicate(tokens: readonly Token[], at: number, { endsAsSpeech }: Words, cue: number): boolean {
  const before = tokens[at - 1];
  if (
    (before?.word !== 'as' && cue < at - farthestPredicate) ||
    (!endsAsSpeech && isNoun(tokens[at + 1]) && !isDeterminer(tokens[at + 1]))
  )
    return false;
  // `called this “a lie”`
  if (cue === at - 2 && /^(?:this|that|these|those)$/u.test(before?.word ?? '')) return true;
  return !is(before, lexical.determiner) || (isIndefinite(before) && cue < at - 2);
}

/** The words in a pair of marks, with what they tell of themselves. */
interface Words {
  readonly inner: string;
  /** How many there are, counted between blanks, at most 20. */
  readonly count: number;
  /** Whether the last sign ends or breaks off a sentence, or is the comma before `she said`. */
  readonly endsAsSpeech: boolean;
}

/** Whether a quotation with a definite determiner is the subject of a verb: `the “ghost fleet” has grown`. */
const isSubject = (tokens: readonly Token[], at: number): boolean =>
  isDeterminer(tokens[at - 1]) &&
  !isIndefinite(tokens[at - 1]) &&
  (is(tokens[at + 1], lexical.finite | lexical.auxiliary) || isPast(tokens[at + 1]));

/** Whether a quotation is only a label: `the “ghost” fleet`, `a “ghost fleet” hearing`, `the “quickie”`. */
function isLabel(tokens: readonly Token[], at: number, { count, endsAsSpeech }: Words): boolean {
  const before = tokens[at - 1];
  if (!endsAsSpeech && isSubject(tokens, at)) return true;
  const endsPhrase = endsAsSpeech || !isNoun(tokens[at + 1]) || is(before, lexical.auxiliary | lexical.pronoun);
  if (count === 1) return !endsPhrase || (isDeterminer(before) && !isIndefinite(before));
  return !endsPhrase && isDeterminer(before) && (count === 2 || !isIndefinite(before));
}

/** Whether a token may be the noun that the words before it describe. */
const isNoun = (token: Token | undefined): boolean =>
  token?.isWord === true &&
  !is(token, lexical.preposition | lexical.clause | lexical.finite | lexical.auxiliary | lexical.date | lexical.time) &&
  !/^(?:of|for|to)$/u.test(token.word);

const isDeterminer = (token: Token | undefined): boolean =>
  is(token, lexical.determiner | lexical.possessive) || /^(?:so-called|own)$/u.test(token?.word ?? '');

const isIndefinite = (token: Token | undefined): boolean => /^(?:an?|no|some)$/u.test(token?.word ?? '');

/** Whether a quotation follows a determiner and has no verb: `no “general fund for the repair of bridges”`. */
function isNounPhrase(text: string, tokens: readonly Token[], at: number): boolean {
  if (!isDeterminer(tokens[at - 1])) return false;
  const { from, to } = tokens[at] as Token;
  const inner = tokensOf(text, { from: from + 1, to: to - 1 }, []);
  return !hasFinite(inner, 0, inner.length);
}

/** Whether a quotation is the writer's own word: `which we call “…”`; not `You testified that it was “…”`. */
const isOwn = (tokens: readonly Token[], { source, cue }: QuoteAttribution): boolean =>
  source.last - source.first === 1 &&
  ((/^(?:i|we|you)$/u.test(tokens[source.first]?.word ?? '') && tokens[cue ?? -1]?.cue?.form !== 'past') ||
    // In `One said it was “sad”`, `one` is somebody, not people at large.
    (tokens[source.first]?.word === 'one' && tokens[cue ?? -1]?.cue?.form !== 'past'));

/** Whether the text also uses the quoted phrase without marks: `the “ghost fleet”`. */
function isTerm(text: string, tokens: readonly Token[], at: number, inner: string): boolean {
  const { from, to } = tokens[at] as Token;
  const phrase = inner.replace(/[.,!?…]+$/u, '');
  if (!phrase.includes(' ') || !isDeterminer(tokens[at - 1])) return false;
  const opening = phrase.charAt(0).toUpperCase() + phrase.slice(1);
  return isUsed(text, phrase, from, to) || isUsed(text, opening, from, to);
}

/** How many occurrences of a phrase are looked at. */
const mostUses = 20;

/** Whether one of the first occurrences of some words outside `[from, to)` has no marks around it. */
function isUsed(text: string, words: string, from: number, to: number): boolean {
  let at = text.indexOf(words);
  for (let uses = 0; at >= 0 && uses < mostUses; at = text.indexOf(words, at + words.length), uses++) {
    const isElsewhere = at < from || at >= to;
    const isPlain = /[\s(—–-]/u.test(text.charAt(at - 1)) && !/\p{L}/u.test(text.charAt(at + words.length));
    if (isElsewhere && isPlain) return true;
  }
  return false;
}

/** Whether the marks hold a name: introduced as one, or written like a title with nobody who says it. */
function isNameOrTitle(
  tokens: readonly Token[],
  at: number,
  { inner, count, endsAsSpeech }: Words,
  voice: QuoteAttribution | undefined,
  isFramed: boolean,
): boolean {
  if (count <= 8 && isNamed(tokens, at, inner, voice)) return true;
  if (isFramed || count > 12 || /[!?…—–-]$/u.test(inner) || !isCapitalised(inner.split(/\s+/u))) return false;
  if (voice === undefined) return !endsAsSpeech || !isMark(tokens[at - 1], ':');
  const kind = voice.cue === undefined ? undefined : tokens[voice.cue]?.cue?.kind;
  if (kind === 'think' || kind === 'show') return true;
  const isSaid = kind === 'call' || (voice.bond === 'close' && (kind !== undefined || endsAsSpeech));
  const next = tokens[at + 1];
  return !isSaid || (!endsAsSpeech && isNoun(next)) || is(next, lexical.determiner);
}

/** Whether there are several words and every main word is capitalised: `The Long Winter`. */
function isCapitalised(words: readonly string[]): boolean {
  const main = words.filter((word) => !/^(?:the|a|an|of|and|in|on|for|to|from|with|at|by|or|as|vs\.?)$/iu.test(word));
  return (
    main.length >= 1 &&
    words.length >= 2 &&
    main.every((word) => /^[^\p{L}]*[\p{Lu}\p{N}]/u.test(word)) &&
    !/^I\b/u.test(words[0] ?? '')
  );
}

const naming =
  /(?:named|titled|entitled|nicknamed|dubbed|so-called|codenamed|called(?: ,)?(?: the| an?)?|known (?:\p{L}+ )?as(?: the| an?)?|name|terms?|words?|phrase|slogan|label|title|nickname|hashtag)$/u;

const work =
  /(?:book|song|film|movie|album|novel|series|show|band|group|campaign|operation|project|site|website)(?: ,)?$/u;

/** Whether the speaker is the agent after the marks: `called “…” by X`. */
const isByAgent = (at: number, voice: QuoteAttribution | undefined): boolean =>
  voice?.bond === 'close' && voice.cue !== undefined && voice.cue < at && voice.source.first > at;

/** Whether the words before the marks introduce a name for something; not `what she called` and `which it terms`. */
function isNamed(tokens: readonly Token[], at: number, inner: string, voice: QuoteAttribution | undefined): boolean {
  let before = '';
  for (let i = Math.max(0, at - 6); i < at; i++) before += ` ${tokens[i]?.word ?? ''}`;
  if (/ (?:labell?ed|marked|signed)$/u.test(before) && /^\p{Lu}/u.test(inner)) return true;
  // `Le pont, dit « pont des Anglais »`
  if (/ , dite?s?$/u.test(before) && tokens.slice(0, at).filter((token) => isMark(token, ',')).length === 1)
    return true;
  if (work.test(before)) return /^\p{Lu}[^ ]*$/u.test(inner) || isCapitalised(inner.split(/\s+/u));
  return (
    naming.test(before) &&
    !/ (?:what|which|whom?|that)(?: [^ ,]+){1,4} (?:called|dubbed|terms)$/u.test(before) &&
    !isByAgent(at, voice)
  );
}
