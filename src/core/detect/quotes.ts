import { is, isMark, lexical, isPast, tokensOf, type Token } from './clause';
import { hasFinite } from './content';
import { isQuotedByParticle } from './eastern';
import { howPut, type Bond, type QuoteAttribution } from './speakers';

/**
 * Whether a pair of marks holds words that somebody said, rather than a coined term, a nickname, a title of a work or a
 * word at a distance. Many words speak for themselves; few need a `voice` that says them, or to be `isFramed`: framed in
 * another language, or a line of its own in a story.
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
  if (count === 0 || isName(tokens, at, words, voice, isFramed)) return false;
  if (inQuoteSection && !isLabel(tokens, at, words)) return true;
  if (tokens.every((token, i) => i === at || !token.isWord)) return endsAsSpeech || count > 2;
  if (howPut(tokens, at)) return true;
  if (isQuotedByParticle(text, tokens[at] as Token)) return true;
  if (/^(?:headlined|titled|entitled|subtitled|captioned)$/u.test(tokens[at - 1]?.word ?? '')) return false;
  if (isFramed) return true;
  if (count >= 5) return voice !== undefined || endsAsSpeech || !isNounPhrase(text, tokens, at);
  if (voice && voice.bond !== 'close' && (isOwn(tokens, voice) || isTerm(text, tokens, at, inner))) return false;
  if (voice?.cue !== undefined) return isReported(tokens, at, words, voice.cue, voice.bond);
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

/** Words as blanks part them; three signs of a script without blanks count as one. Counting ends at 20. */
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

/** Whether few words are what a cue reports: beside it, or a phrase of what it reports. */
function isReported(tokens: readonly Token[], at: number, words: Words, cue: number, bond: Bond): boolean {
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

/** How far before a quotation its cue stands that a `to` and a verb lead from, in tokens; guessed. */
const farthestVow = 9;

const isLed = (tokens: readonly Token[], cue: number, at: number): boolean =>
  cue < at && at - cue < farthestVow && tokens[at - 2]?.word === 'to' && !is(tokens[at - 1], lexical.determiner);

/** `to shouts of “Resign!”`: somebody's words, and nobody is named. */
export const isShouted = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 1]?.word === 'of' &&
  /^(?:shouts?|cries|chants|cheers|screams?|calls|cry|chorus)$/u.test(tokens[at - 2]?.word ?? '');

const isThing = ({ inner, count }: Words): boolean => count > 1 && /^(?:an?|the|more|no) \p{Ll}/u.test(inner);

/** How far from `called` and the like their predicate may stand, in tokens. */
const farthestPredicate = 10;

/** `called it “…”`, `described X as a “…”`: no label on what is called so. */
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

/** What stands in a pair of marks, as far as that tells by itself whether somebody said it. */
interface Words {
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
function isLabel(tokens: readonly Token[], at: number, { count, endsAsSpeech }: Words): boolean {
  const before = tokens[at - 1];
  if (!endsAsSpeech && isSubject(tokens, at)) return true;
  const endsPhrase = endsAsSpeech || !isNoun(tokens[at + 1]) || is(before, lexical.auxiliary | lexical.pronoun);
  if (count === 1) return !endsPhrase || (isDeterminer(before) && !isIndefinite(before));
  return !endsPhrase && isDeterminer(before) && (count === 2 || !isIndefinite(before));
}

/** Whether a token may be the noun that the words before it qualify. */
const isNoun = (token: Token | undefined): boolean =>
  token?.isWord === true &&
  !is(token, lexical.preposition | lexical.clause | lexical.finite | lexical.auxiliary | lexical.date | lexical.time) &&
  !/^(?:of|for|to)$/u.test(token.word);

const isDeterminer = (token: Token | undefined): boolean =>
  is(token, lexical.determiner | lexical.possessive) || /^(?:so-called|own)$/u.test(token?.word ?? '');

const isIndefinite = (token: Token | undefined): boolean => /^(?:an?|no|some)$/u.test(token?.word ?? '');

/** `no “general fund for the repair of bridges”`: what follows an article or the like and has no verb. */
function isNounPhrase(text: string, tokens: readonly Token[], at: number): boolean {
  if (!isDeterminer(tokens[at - 1])) return false;
  const { from, to } = tokens[at] as Token;
  const inner = tokensOf(text, { from: from + 1, to: to - 1 }, []);
  return !hasFinite(inner, 0, inner.length);
}

/** `which we call “…”`: the writer's own word for it. */
const isOwn = (tokens: readonly Token[], { source, cue }: QuoteAttribution): boolean =>
  source.last - source.first === 1 &&
  (/^(?:i|we|you)$/u.test(tokens[source.first]?.word ?? '') ||
    // `One said it was “sad”`: somebody, and not people at large.
    (tokens[source.first]?.word === 'one' && tokens[cue ?? -1]?.cue?.form !== 'past'));

/** `the “ghost fleet”`, where the text speaks of the ghost fleet without marks as well. */
function isTerm(text: string, tokens: readonly Token[], at: number, inner: string): boolean {
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

/** Whether the marks hold what something is called: introduced as such, or written like a title by nobody's mouth. */
function isName(
  tokens: readonly Token[],
  at: number,
  { inner, count, endsAsSpeech }: Words,
  voice: QuoteAttribution | undefined,
  isFramed: boolean,
): boolean {
  if (count <= 8 && isNamed(tokens, at, inner, voice)) return true;
  if (isFramed || count > 12 || /[!?…—–-]$/u.test(inner) || !isTitle(inner.split(/\s+/u))) return false;
  if (voice === undefined) return !endsAsSpeech || !isMark(tokens[at - 1], ':');
  const kind = voice.cue === undefined ? undefined : tokens[voice.cue]?.cue?.kind;
  if (kind === 'think' || kind === 'show') return true;
  const isSaid = kind === 'call' || (voice.bond === 'close' && (kind !== undefined || endsAsSpeech));
  const next = tokens[at + 1];
  return !isSaid || (!endsAsSpeech && isNoun(next)) || is(next, lexical.determiner);
}

/** Every main word capitalised, and more than one word: `The Long Winter`. */
function isTitle(words: readonly string[]): boolean {
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

/** `called “…” by X` */
const isByAgent = (at: number, voice: QuoteAttribution | undefined): boolean =>
  voice?.bond === 'close' && voice.cue !== undefined && voice.cue < at && voice.source.first > at;

/** Words before the marks that introduce a name for something; not `what she called` and `which it terms`. */
function isNamed(tokens: readonly Token[], at: number, inner: string, voice: QuoteAttribution | undefined): boolean {
  let before = '';
  for (let i = Math.max(0, at - 6); i < at; i++) before += ` ${tokens[i]?.word ?? ''}`;
  if (/ (?:labell?ed|marked|signed)$/u.test(before) && /^\p{Lu}/u.test(inner)) return true;
  // `Le pont, dit « pont des Anglais »`
  if (/ , dite?s?$/u.test(before) && tokens.slice(0, at).filter((token) => isMark(token, ',')).length === 1)
    return true;
  if (work.test(before)) return /^\p{Lu}[^ ]*$/u.test(inner) || isTitle(inner.split(/\s+/u));
  return (
    naming.test(before) &&
    !/ (?:what|which|whom?|that)(?: [^ ,]+){1,4} (?:called|dubbed|terms)$/u.test(before) &&
    !isByAgent(at, voice)
  );
}
