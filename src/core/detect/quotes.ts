import { is, isMark, type Token } from './clause';
import { lexical } from './grammar';

/**
 * Whether a pair of marks holds words that somebody said, rather than a coined term, a nickname, a title of a work or a
 * word at a distance. `cue` is the token that attributes it, if any.
 */
export function isQuotation(
  text: string,
  tokens: readonly Token[],
  at: number,
  cue: number | undefined,
  inQuoteSection: boolean,
): boolean {
  const { from, to, marked } = tokens[at] as Token;
  const inner = text.slice(from + 1, marked?.closed ? to - 1 : to).trim();
  const count = countWords(inner);
  if (count === 0) return false;
  const endsAsSpeech = /[.,!?…—–-]$/u.test(inner);
  if (count <= 12 && !endsAsSpeech && isTitle(inner.split(/\s+/u))) return false;
  if (count <= 8 && isNamed(tokens, at)) return false;
  if (count >= 5 || inQuoteSection) return true;
  const before = tokens[at - 1];
  const isWhole = tokens.every((token, i) => i === at || !token.isWord);
  if (isWhole) return endsAsSpeech || count > 2;
  const leads = at === 0 && isMark(tokens[1], ',') && /^[«„“"]?\s*\p{Lu}/u.test(inner);
  if (cue === undefined) return (endsAsSpeech && isMark(before, ':,') && count > 1) || (leads && count > 2);
  const kind = tokens[cue]?.cue?.kind;
  const touches =
    Math.abs(cue - at) === 1 ||
    (isMark(before, ',:') && cue < at) ||
    (cue > at && (endsAsSpeech || isMark(tokens[at + 1], ',')));
  if (touches && (kind === 'say' || kind === 'utter' || kind === 'tell')) return true;
  const afterDeterminer =
    before !== undefined &&
    (is(before, lexical.determiner) || /^(?:so-called|any|western|new|own|such)$/u.test(before.word));
  if (kind === 'call') return !afterDeterminer && count >= 1;
  const adds = /^add/u.test(tokens[cue]?.word ?? '');
  if (kind !== 'say' && kind !== 'tell' && kind !== 'according' && kind !== 'think' && !adds) return false;
  const next = tokens[at + 1];
  const endsPhrase = !next?.isWord || is(next, lexical.preposition | lexical.clause);
  return count >= 2 ? endsPhrase || !afterDeterminer : endsPhrase && !afterDeterminer;
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

/** Every main word capitalised, and more than one: `The Long Winter`. */
function isTitle(words: readonly string[]): boolean {
  const main = words.filter((word) => !/^(?:the|a|an|of|and|in|on|for|to|from|with|at|by|or|as|vs\.?)$/iu.test(word));
  return (
    main.length >= 1 &&
    words.length >= 2 &&
    main.every((word) => /^[^\p{L}]*[\p{Lu}\p{N}]/u.test(word)) &&
    !/^I\b/u.test(words[0] ?? '')
  );
}

/** Words before the marks that introduce a name for something. */
function isNamed(tokens: readonly Token[], at: number): boolean {
  const before = tokens
    .slice(Math.max(0, at - 4), at)
    .map((token) => token.word)
    .join(' ');
  return /(?:named|titled|entitled|nicknamed|dubbed|so-called|codenamed|called ,?(?: the| an?)?|known (?:\p{L}+ )?as(?: the| an?)?|(?:name|term|terms|word|words|phrase|slogan|label|title|nickname|hashtag|book|song|film|movie|album|novel|series|show|band|campaign|operation|project|site|website) ,?)$/u.test(
    before,
  );
}
