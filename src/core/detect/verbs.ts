import { is, isMark, type Token } from './clause';
import { lexical } from './grammar';
import { subjectBefore } from './subject';

/** Whether a word that may attribute is a verb or participle of somebody here, rather than a noun, a name or a passive. */
export function isVerb(tokens: readonly Token[], at: number): boolean {
  const { cue, isCapital, word } = tokens[at] as Token;
  if (!cue || cue.form === 'noun' || (isCapital && at > 0)) return false;
  const next = tokens[at + 1];
  if (cue.particle !== undefined && next?.word !== cue.particle) return false;
  if (next?.word === 'by' && cue.form === 'past' && word !== 'said') return false;
  if (tokens[at - 1]?.word === 'as' && cue.form === 'ing') return true;
  const isFrench = tokens[at - 1]?.word === 'a' && cue.kind === 'utter' && cue.form === 'past';
  if (!isFrench && isNounBefore(tokens[at - 1]) && (cue.form !== 'ing' || next?.word !== 'that')) return false;
  if (cue.form === 'past') return !isPassive(tokens, at);
  if (cue.form === 'base' && isInverted(tokens, at)) return true;
  if (cue.form === 'base' && (tokens[at - 1]?.word === 'to' || !isPluralSubject(tokens, at))) return false;
  if (cue.isNounToo && cue.form === 's' && isAfterAdjective(tokens, at)) return false;
  return !cue.isNounToo || takesClause(next) || closes(tokens, at);
}

/** `similar claims`, `looming reports`: a small word without an article before what would be a verb of one person. */
function isAfterAdjective(tokens: readonly Token[], at: number): boolean {
  if (is(tokens[at - 1], lexical.gerund)) return true;
  const subject = subjectBefore(tokens, at);
  if (!subject || subject.last !== at) return false;
  const { isCapital, bits } = tokens[subject.first] as Token;
  return !isCapital && (bits & (lexical.determiner | lexical.possessive | lexical.pronoun)) === 0;
}

/** What stands before a noun and not before a finite verb. */
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
    /^(?:also|not|never|once|yet|still|now|so|far)$/u.test(tokens[before]?.word ?? '')
  )
    before--;
  return is(tokens[before], lexical.be);
}

/** `was “roundly” condemned`: a word in marks rather than a quotation before its verb. */
const isShort = (token: Token | undefined): boolean => token?.marked !== undefined && token.to - token.from < 20;

/** `“…,” say the owners`. */
const isInverted = (tokens: readonly Token[], at: number): boolean =>
  (tokens[at - 1]?.marked !== undefined || (isMark(tokens[at - 1], ',') && tokens[at - 2]?.marked !== undefined)) &&
  (is(tokens[at + 1], lexical.determiner) || tokens[at + 1]?.isCapital === true);

/** `Repairs will cost 48 million, the ministry estimates.` */
function closes(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  const source = next && !isMark(next, '.,') ? undefined : subjectBefore(tokens, at);
  return source !== undefined && source.last === at && isMark(tokens[source.first - 1], ',');
}

/** What may follow a verb of saying and seldom follows the noun of the same letters. */
function takesClause(next: Token | undefined): boolean {
  if (!next) return false;
  if (next.marked) return true;
  if (!next.isWord) return isMark(next, ',:');
  return (
    next.word === 'that' ||
    next.isCapital ||
    is(next, lexical.pronoun) ||
    is(next, lexical.determiner) ||
    is(next, lexical.number)
  );
}
