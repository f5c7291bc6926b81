import { is, isMark, type Token } from './clause';
import { lexical } from './grammar';
import { isNoun, type Words } from './labels';
import type { Voice } from './voices';

/** Whether the marks hold what something is called: introduced as such, or written like a title by nobody's mouth. */
export function isName(
  tokens: readonly Token[],
  at: number,
  { inner, count, endsAsSpeech }: Words,
  voice: Voice | undefined,
): boolean {
  if (count <= 8 && isNamed(tokens, at, inner, voice)) return true;
  if (count > 12 || /[!?…—–-]$/u.test(inner) || !isTitle(inner.split(/\s+/u))) return false;
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
const isByAgent = (at: number, voice: Voice | undefined): boolean =>
  voice?.bond === 'close' && voice.cue !== undefined && voice.cue < at && voice.source.first > at;

/** Words before the marks that introduce a name for something; not `what she called` and `which she called`. */
function isNamed(tokens: readonly Token[], at: number, inner: string, voice: Voice | undefined): boolean {
  let before = '';
  for (let i = Math.max(0, at - 6); i < at; i++) before += ` ${tokens[i]?.word ?? ''}`;
  if (work.test(before)) return /^\p{Lu}[^ ]*$/u.test(inner) || isTitle(inner.split(/\s+/u));
  return (
    naming.test(before) && !/ (?:what|which|whom?|that)(?: [^ ,]+){1,4} called$/u.test(before) && !isByAgent(at, voice)
  );
}
