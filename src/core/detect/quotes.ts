import { is, isMark, type Token } from './clause';
import { lexical } from './grammar';
import { isIndefinite, isLabel, isNoun, isNounPhrase, isOwn, isTerm, type Words } from './labels';
import { isName } from './titles';
import { isQuotedByParticle } from './topic';
import type { Bond, Voice } from './voices';

/**
 * Whether a pair of marks holds words that somebody said, rather than a coined term, a nickname, a title of a work or a
 * word at a distance. Many words speak for themselves; few need a `voice` that says them.
 */
export function isQuotation(
  text: string,
  tokens: readonly Token[],
  at: number,
  voice: Voice | undefined,
  inQuoteSection: boolean,
): boolean {
  const words = wordsIn(text, tokens[at] as Token);
  const { inner, count, endsAsSpeech } = words;
  if (count === 0 || isName(tokens, at, words, voice)) return false;
  if (inQuoteSection && !isLabel(tokens, at, words)) return true;
  if (tokens.every((token, i) => i === at || !token.isWord)) return endsAsSpeech || count > 2;
  if (isQuotedByParticle(text, tokens[at] as Token)) return true;
  if (count >= 5) return voice !== undefined || endsAsSpeech || !isNounPhrase(text, tokens, at);
  if (voice && voice.bond !== 'close' && (isOwn(tokens, voice) || isTerm(text, tokens, at, inner))) return false;
  if (voice?.cue !== undefined) return isReported(tokens, at, words, voice.cue, voice.bond);
  const isFramed = isMark(tokens[1], ',') || (voice !== undefined && endsAsSpeech);
  if (count > 2 && at === 0 && isFramed && /^\p{Lu}/u.test(inner)) return true;
  if (voice?.bond === 'close') return endsAsSpeech || count > 1;
  return endsAsSpeech && count > 1 && isMark(tokens[at - 1], ':,');
}

function wordsIn(text: string, { from, to, marked }: Token): Words {
  const width = /^(?:''|``)/u.test(text.slice(from, from + 2)) ? 2 : 1;
  const inner = text.slice(from + width, marked?.closed ? to - width : to).trim();
  return { inner, count: countWords(inner), endsAsSpeech: /[.,!?…—–-]$/u.test(inner) };
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
      return cue < at && /^(?:to|of|for)$/u.test(before?.word ?? '');
    default:
      return false;
  }
}

/** How far from `called` and the like their predicate may stand, in tokens. */
const farthestPredicate = 10;

/** `called it “…”`, `described X as a “…”`: no label on what is called so. */
function isPredicate(tokens: readonly Token[], at: number, { endsAsSpeech }: Words, cue: number): boolean {
  const before = tokens[at - 1];
  if ((before?.word !== 'as' && cue < at - farthestPredicate) || (!endsAsSpeech && isNoun(tokens[at + 1])))
    return false;
  return !is(before, lexical.determiner) || (isIndefinite(before) && cue < at - 2);
}
