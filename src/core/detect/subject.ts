import { is, isMark, isPast, type Token } from './clause';
import { lexical } from './grammar';
import { isName, nounPhraseTo, type Source } from './source';

/** The first token after a subject: past auxiliaries and adverbs before the verb at `verb`. */
function subjectEnd(tokens: readonly Token[], verb: number, from: number): number {
  let end = verb;
  while (end > from) {
    const token = tokens[end - 1] as Token;
    if (!is(token, lexical.auxiliary)) break;
    end--;
  }
  return end;
}

/** The subject of the verb at `verb`, looking back no further than `from`; undefined where the verb shares an earlier one. */
export function subjectBefore(tokens: readonly Token[], verb: number, from = 0): Source | undefined {
  let end = subjectEnd(tokens, verb, from);
  if (/^(?:on|in)$/u.test(tokens[end - 1]?.word ?? '') && is(tokens[end], lexical.date)) end--;
  end = beforeTimePhrase(tokens, end, from);
  end = beforeTitle(tokens, end, from);
  for (let inserts = 0; inserts < 2 && isMark(tokens[end - 1], ',—–)'); inserts++) {
    const start = beforeInsert(tokens, end - 1, from);
    const outer = isName(tokens, start + 1, end - 1) ? officeTo(tokens, start, from) : -1;
    if (outer >= 0) return { first: start + 1, last: end - 1, outer };
    end = start;
  }
  if (end <= from) return undefined;
  if (/^(?:who|which|that)$/u.test(tokens[end - 1]?.word ?? '')) return antecedent(tokens, end - 1);
  return nounPhraseTo(tokens, end, from);
}

/** Where the office begins that a name follows: `the port’s director, Ira Holt`, `another, Ira Holt`; -1 where another name stands. */
function officeTo(tokens: readonly Token[], end: number, from: number): number {
  const office = nounPhraseTo(tokens, end, from);
  if (!tokens[end - 1]?.isCapital) return office?.first ?? end + 1;
  if (!office || !is(tokens[office.first], lexical.determiner)) return -1;
  const isNoun = tokens.slice(office.first + 1, office.last).some((token) => !token.isCapital);
  return isNoun || office.last - office.first === 1 ? office.first : -1;
}

/** `Ana Lima, who said`, `a report that found`: the noun phrase that the pronoun at `at` stands for. */
function antecedent(tokens: readonly Token[], at: number): Source | undefined {
  const last = isMark(tokens[at - 1], ',—–') ? at - 1 : at;
  let first = last;
  while (first > 0 && isOfNoun(tokens, first - 1)) if (is(tokens[--first], lexical.determiner)) break;
  if (first < last) return { first, last };
  return tokens[at]?.word === 'who' ? { first: at, last: at + 1 } : undefined;
}

function isOfNoun(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token;
  if (!token.isWord || isPast(token) || (token.cue !== undefined && token.cue.form !== 'noun' && !token.cue.isNounToo))
    return false;
  if (token.word === 'to' || token.word === 'for') return false;
  return token.isCapital || !is(token, lexical.finite | lexical.preposition | lexical.clause | lexical.pronoun);
}

/** `the minister on Friday said`. */
function beforeTimePhrase(tokens: readonly Token[], end: number, from: number): number {
  if (!is(tokens[end - 1], lexical.date | lexical.number)) return end;
  for (let at = end - 1; at > from && at > end - 4; at--) {
    const word = tokens[at]?.word ?? '';
    if (word === 'on' || word === 'in') return is(tokens[at + 1], lexical.date | lexical.number) ? at : end;
  }
  return end;
}

/** `The report, titled “Crossing,” said`: where the noun ends that an insert with a title follows. */
function beforeTitle(tokens: readonly Token[], end: number, from: number): number {
  if (!tokens[end - 1]?.marked) return end;
  for (let at = end - 2; at > from && at > end - 5; at--)
    if (isMark(tokens[at], ',')) return isPast(tokens[at + 1]) ? at : end;
  return end;
}

/** Where the noun ends that an insert between commas or dashes follows; `end` where there is none before. */
function beforeInsert(tokens: readonly Token[], end: number, from: number): number {
  const closing = tokens[end]?.word ?? '';
  const opening = closing === ')' ? '(' : closing;
  let first = -1;
  for (let at = end - 1; at > from; at--) {
    const token = tokens[at] as Token;
    if (token.marked) break;
    if (isMark(token, ';:')) break;
    if (token.word === opening) {
      if (first > at && !hasPlace(tokens, at + 1, first)) break;
      first = at;
      if (!isShortItem(tokens, at + 1, end) || opening !== ',') break;
    }
  }
  while (is(tokens[first - 1], lexical.number) && isMark(tokens[first - 2], ',')) first -= 2;
  const isAnother = first > from && opening === ',' && !isInsert(tokens, first + 1);
  return first > from && !isAnother ? first : end;
}

/** `a lawyer from Tyler`, which `, Texas,` may follow; `his wife`, which `, Mary,` names. */
const hasPlace = (tokens: readonly Token[], first: number, last: number): boolean =>
  tokens.slice(first, last).some((token) => is(token, lexical.preposition | lexical.number) || token.word === 'of');

/** `Texas`, `45`, `D-N.J.`: one token between commas, which may belong to a longer insert. */
function isShortItem(tokens: readonly Token[], first: number, end: number): boolean {
  return end - first === 1 && (tokens[first]?.isCapital === true || is(tokens[first], lexical.number));
}

/** Not one more verb of the same subject; a participle before a preposition is none. */
function isInsert(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && token.isWord && (!isPast(token) || is(tokens[at + 1], lexical.preposition));
}
