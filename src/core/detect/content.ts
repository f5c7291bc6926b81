import { is, isMark, isPast, lexical, type Token } from './clause';
import { subjectBefore } from './speakerSpans';

/** The tokens `[first, last)`. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** The stretches that are not empty. */
export function ranges(...all: readonly (readonly [number, number])[]): readonly Range[] {
  return all.filter(([first, last]) => last > first).map(([first, last]) => ({ first, last }));
}

/** Whether a stretch has a word that makes it a clause, as far as one can tell without a dictionary. */
export function hasFinite(tokens: readonly Token[], first: number, last: number): boolean {
  for (let at = Math.max(0, first); at < Math.min(last, tokens.length); at++) {
    const token = tokens[at] as Token;
    if (is(token, lexical.finite) || isPast(token)) return true;
  }
  return false;
}

/** The same, with common verbs of the present: `the firm employs 40 people`, `9,000 people live below the dam`. */
export const hasClause = (tokens: readonly Token[], first: number, last: number): boolean =>
  hasPredicate(tokens.slice(first, last)) ||
  tokens.slice(first, last - 2).some((token, i) => {
    const [verb, next] = [tokens[first + i + 1], tokens[first + i + 2]];
    const isBare = verb?.isWord === true && !verb.isCapital && verb.bits === 0 && verb.cue === undefined;
    return is(token, lexical.plural) && !token.isCapital && isBare && next?.isWord === true;
  });

/** Whether a stretch has a verb, even one that only ends in `s` before a possible object: `costs 48 million`. */
export function hasPredicate(tokens: readonly Token[]): boolean {
  if (hasFinite(tokens, 0, tokens.length)) return true;
  return tokens.some((token, at) => {
    const next = tokens[at + 1];
    const isForm = token.cue !== undefined && token.cue.form !== 'noun' && token.cue.form !== 'ing' && !token.isCapital;
    if (isForm && !token.cue?.isNounToo) return true;
    return (
      at > 0 &&
      is(token, lexical.plural) &&
      !token.isCapital &&
      tokens[at - 1]?.isWord === true &&
      is(next, lexical.determiner | lexical.number | lexical.pronoun)
    );
  });
}

/** The same without participles before a noun: `bloodied shirts`. */
function hasVerb(tokens: readonly Token[], first: number, last: number): boolean {
  for (let at = first; at < last; at++) {
    const token = tokens[at] as Token;
    if (at > first && /^(?:which|who|that|whose|where)$/u.test(token.word)) return false;
    if (is(token, lexical.finite)) return true;
    const next = tokens[at + 1];
    if (!isPast(token)) continue;
    if (
      !next?.isWord ||
      next.isCapital ||
      is(next, lexical.determiner) ||
      is(next, lexical.preposition) ||
      is(next, lexical.number | lexical.gerund | lexical.adverb) ||
      /^(?:to|for|of|that|more|less)$/u.test(next.word)
    )
      return true;
  }
  return false;
}

/** Where the reported words after a cue begin; -1 if the cue takes none. */
export function startOfContent(tokens: readonly Token[], cue: number): number {
  const { cue: kind, word } = tokens[cue] as Token;
  let at = afterBracket(tokens, afterParticle(tokens, cue));
  if (kind?.kind === 'call') return asPredicate(tokens, cue);
  if (kind?.kind === 'vow') return findThat(tokens, at, 6);
  if (kind?.kind === 'tell') at = afterAddressee(tokens, at);
  const that = findThat(tokens, at, 14);
  if (that >= 0) return that;
  if (tokens[at]?.word === 'to' && (tokens[at + 1]?.isCapital || is(tokens[at + 1], lexical.determiner)))
    at = afterAddressee(tokens, at + 1);
  at = afterAdverbials(tokens, at);
  const first = tokens[at];
  if (!first || first.marked) return -1;
  // `Not everyone agrees: …`: somebody else says the words after the colon.
  if (isMark(first, ':') && /^(?:dis)?agree/u.test(word)) return -1;
  if (isMark(first, ':')) return tokens[at + 1]?.marked ? -1 : at + 1 < tokens.length ? at + 1 : -1;
  if (!first.isWord || first.word === 'to' || first.word === 'of' || first.word === 'about') return -1;
  if (is(first, lexical.question))
    return kind?.kind === 'show' || (kind?.kind === 'utter' && !word.startsWith('ask')) ? -1 : at;
  if (kind?.kind === 'utter' || startsAdverbial(tokens, at) || is(first, lexical.finite)) return -1;
  return isClause(tokens, at, word) ? at : -1;
}

/** The token after a bracket such as `(Letters, 4 May)`. */
function afterBracket(tokens: readonly Token[], at: number): number {
  if (!isMark(tokens[at], '(')) return at;
  const close = tokens.findIndex((token, i) => i > at && isMark(token, ')'));
  return close < 0 || close > at + longestBracket ? at : close + 1;
}

/** In tokens. */
const longestBracket = 12;

/** The token after a cue and its particle: `pointed out |`. */
export const afterParticle = (tokens: readonly Token[], cue: number): number =>
  tokens[cue]?.cue?.particle === undefined ? cue + 1 : cue + 2;

/** Whether a clause follows a cue without `that`. Some cues take little else, some seldom take one. */
function isClause(tokens: readonly Token[], at: number, cue: string): boolean {
  const strong = /^(?:said|says|say|saying|told|tells|tell|claims?|claimed|believes?|thinks?|thought)$/u.test(cue);
  const end = Math.min(contentEnd(tokens, at), at + (strong ? 40 : 16));
  if (strong) return end - at > 3 || hasVerb(tokens, at, end);
  const weak = /ing$|^(?:learn|reali[sz]|kn[eo]w|heard|saw|worr|imagin)/u.test(cue);
  return weak
    ? tokens.slice(at, Math.min(end, at + 10)).some((token) => is(token, lexical.finite))
    : hasVerb(tokens, at, end);
}

/** Whether a phrase of place, means or degree begins here, not a clause. */
function startsAdverbial(tokens: readonly Token[], at: number): boolean {
  const { word } = tokens[at] as Token;
  if (word === 'by') return !is(tokens[at + 1], lexical.number);
  // `said outside the courthouse`
  if (/^(?:outside|inside|beside|alongside)$/u.test(word))
    return is(tokens[at + 1], lexical.determiner | lexical.possessive) || tokens[at + 1]?.isCapital === true;
  return /^(?:with|as|than|nothing|so|little|for|and|or|but|out|against|over|into|from|through|via|per|like|toward|towards)$/u.test(
    word,
  );
}

/** The start of the object and predicate: `described | the talks as hard`. */
function asPredicate(tokens: readonly Token[], cue: number): number {
  const { word } = tokens[cue] as Token;
  if (!/^(?:describ|character|portray|label|brand|regard)/u.test(word)) return -1;
  const as = tokens.findIndex((token, i) => i > cue + 1 && i < cue + 16 && token.word === 'as');
  return as > 0 && as + 1 < tokens.length ? cue + 1 : -1;
}

const isObject = (token: Token | undefined): boolean =>
  is(token, lexical.determiner | lexical.possessive | lexical.number);

/** The `that` of the cue, if no clause, quotation or colon comes first. */
function findThat(tokens: readonly Token[], from: number, reach: number): number {
  for (let at = from; at < Math.min(tokens.length, from + reach); at++) {
    const token = tokens[at] as Token;
    // `decided on Sunday to keep the ferry that has crossed the river`
    if (at > from && token.word === 'that' && is(tokens[at + 1], lexical.finite | lexical.auxiliary)) return -1;
    if (token.word === 'to' && isObject(tokens[at + 2]) && !isObject(tokens[at + 1]) && !tokens[at + 1]?.isCapital)
      return -1;
    if (token.word === 'that')
      return at === from || !is(tokens[at + 1], lexical.determiner) || at - from < reach ? at : -1;
    if (token.marked || isMark(token, ':;') || is(token, lexical.finite) || is(token, lexical.pronoun)) return -1;
    if (at === from && !leadsToThat(token)) return -1;
    if (isMark(token, '—–')) return -1;
  }
  return -1;
}

/** Whether a token may stand between a cue and its `that`: `on Friday`, `to reporters`, `, however,`. */
const leadsToThat = (token: Token): boolean =>
  isMark(token, ',') ||
  is(token, lexical.preposition) ||
  otherLeads.test(token.word) ||
  is(token, lexical.date) ||
  is(token, lexical.time | lexical.adverb);

/** `said outside court that`, `would say only that` */
const otherLeads = /^(?:outside|inside|beside|near|only|simply|merely|just)$/u;

/** The token after the addressee: a pronoun, a name, or one or two nouns. */
export function afterAddressee(tokens: readonly Token[], from: number): number {
  const first = tokens[from];
  if (!first?.isWord) return from;
  if (is(first, lexical.addressee)) return from + 1;
  let at = from;
  if (is(first, lexical.determiner)) at++;
  const isName = tokens[at]?.isCapital === true;
  while (at < tokens.length && at < from + 8) {
    const token = tokens[at] as Token;
    if (
      !token.isWord ||
      (isName
        ? !token.isCapital && !/^(?:of|the|and|for)$/u.test(token.word)
        : at > from + 2 || is(token, lexical.determiner) || is(token, lexical.pronoun))
    )
      break;
    if (token.isCapital && !isName) break;
    at++;
    if (!isName && is(token, lexical.addressee)) break;
  }
  return /^(?:of|the|and|for)$/u.test(tokens[at - 1]?.word ?? '') ? at - 1 : at;
}

/** The token after `on Friday`, `in a statement`, `during the talks,` or `, however,` behind a cue. */
export function afterAdverbials(tokens: readonly Token[], from: number): number {
  let at = from;
  for (let round = 0; round < 4; round++) {
    const token = tokens[at];
    if (!token) return at;
    if (isMark(token, ',')) {
      const close = tokens.findIndex((other, i) => i > at && isMark(other, ','));
      at =
        close > 0 && close - at < 9 && !hasFinite(tokens, at + 1, close) && !is(tokens[at + 1], lexical.pronoun)
          ? close + 1
          : at;
      if (isMark(tokens[at], ',')) return at;
    } else if (is(token, lexical.date) || is(token, lexical.time)) {
      const isPhrase = /^(?:last|this|earlier|later)$/u.test(token.word);
      if (
        isPhrase &&
        !/^(?:week|month|year|night|day|morning|afternoon|evening|on|this|\p{L}+day)$/u.test(tokens[at + 1]?.word ?? '')
      )
        return at;
      at += isPhrase ? 2 : 1;
    } else if (
      is(token, lexical.preposition) &&
      /^(?:on|in|at|during|through|via|before|after|from|by)$/u.test(token.word)
    ) {
      at = afterPhrase(tokens, at + 1);
    } else return at;
  }
  return at;
}

/** The token after the noun phrase of a preposition. */
function afterPhrase(tokens: readonly Token[], from: number): number {
  let at = from;
  if (is(tokens[at], lexical.determiner)) at++;
  const isName = tokens[at]?.isCapital === true;
  while (at < tokens.length && at < from + 7) {
    const token = tokens[at] as Token;
    if (!token.isWord || is(token, lexical.determiner) || is(token, lexical.pronoun) || is(token, lexical.finite))
      break;
    if (at > from && is(token, lexical.preposition)) break;
    if (
      at > from &&
      !is(token, lexical.date) &&
      token.isCapital !== isName &&
      tokens[at - 1]?.word !== 'of' &&
      token.word !== 'of'
    )
      break;
    at++;
  }
  return at;
}

/** Where reported words end: with the sentence, or where another act of saying begins. */
export function contentEnd(tokens: readonly Token[], from: number): number {
  for (let at = from + 1; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (isMark(token, ';')) return at;
    if (isMark(token, ',') && startsNext(tokens, at)) return at;
    if ((token.word === 'and' || token.word === 'but') && speaksAgain(tokens, at + 1)) return at;
    // `the invoice says 12,400 but we agreed 11,000`
    if (token.word === 'but' && /^(?:i|we)$/u.test(tokens[at + 1]?.word ?? '')) return at;
  }
  let end = tokens.length;
  while (end > from && isMark(tokens[end - 1], '.,:')) end--;
  return end;
}

/** Whether another act of saying begins after a comma: `the police say 11`, `saying`, `according to`, `but X said`. */
function startsNext(tokens: readonly Token[], comma: number): boolean {
  const next = tokens[comma + 1];
  if (!next) return false;
  const { form, kind = '', isNounToo } = next.cue ?? {};
  if (form === 'past') {
    const after = tokens[comma + 2];
    const introduces = after?.marked !== undefined || after?.word === 'that' || isMark(after, ':,');
    if (!isNounToo && (/^(?:say|tell)$/u.test(kind) || (kind === 'utter' && introduces))) return true;
    // `which said that chances were “nil”, called the rescue “a wonder”`
    if (kind === 'call' && tokens.slice(comma).some(({ marked }) => marked)) return true;
  }
  if (next.word === 'according' || next.word === 'citing' || next.word === 'quoting') return true;
  if (form === 'ing' && !/^(?:call|vow)$/u.test(kind) && !/^(?:showing|suggesting|indicating)$/u.test(next.word))
    return true;
  if (startsOther(tokens, comma)) return true;
  if (!/^(?:but|and|while|although|though|with)$/u.test(next.word)) return false;
  for (let at = comma + 2; at < Math.min(tokens.length, comma + 12); at++) {
    const token = tokens[at] as Token;
    if (
      token.cue &&
      (token.cue.form === (next.word === 'with' ? 'ing' : 'past') || token.cue.form === 's') &&
      /^(?:say|tell|think|show|call)$/u.test(token.cue.kind)
    )
      return (
        at === comma + 2 ||
        (subjectBefore(tokens, at, comma + 2) !== undefined &&
          (!token.cue.isNounToo || tokens[at + 1]?.word === 'that'))
      );
    if (is(token, lexical.finite) && !/^(?:has|have|had|did|does)$/u.test(token.word)) return false;
  }
  return false;
}

/** Whether another speaker with a short name begins: `…, the police say 11`. */
function startsOther(tokens: readonly Token[], comma: number): boolean {
  for (let at = comma + 2; at < comma + 6; at++) {
    const token = tokens[at];
    if (!token?.isWord || is(token, lexical.clause | lexical.preposition)) return false;
    const { cue } = token;
    if (!cue || token.isCapital || cue.kind !== 'say' || cue.form === 'noun' || cue.form === 'ing' || cue.isNounToo)
      continue;
    const next = tokens[at + 1];
    // `…, scientists reported in a journal yesterday.`
    if (is(next, lexical.date | lexical.time | lexical.preposition)) return !hasFinite(tokens, at + 1, tokens.length);
    const isFirst = is(tokens[comma + 1], lexical.determiner) || tokens[comma + 1]?.isCapital === true;
    return isFirst && next?.isWord === true;
  }
  return false;
}

/** Whether the same speaker goes on with another verb: `… and told the police`, `… but also warned that`. */
function speaksAgain(tokens: readonly Token[], at: number): boolean {
  const first = tokens[at];
  const token = first && /^(?:also|then|later|has|have|had)$|ly$/u.test(first.word) ? tokens[at + 1] : first;
  const cue = token?.cue;
  if (
    !token ||
    !cue ||
    token.isCapital ||
    cue.form === 'ing' ||
    cue.form === 'noun' ||
    cue.kind === 'call' ||
    cue.kind === 'vow'
  )
    return false;
  const next = tokens[tokens.indexOf(token) + 1];
  if (!cue.isNounToo && cue.kind !== 'utter') return cue.form === 'past' || cue.form === 's';
  return next?.word === 'that' || is(next, lexical.pronoun);
}
