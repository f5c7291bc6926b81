import type { Token } from './clause';
import { isDeterminer, isFinite, isMark, isPastVerb, isPreposition, isTime, subjectBefore, subjects } from './source';

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
    if (isFinite(token) || isPastVerb(token)) return true;
  }
  return false;
}

/** The same, where a participle before a noun must not count: `bloodied shirts`. */
function hasVerb(tokens: readonly Token[], first: number, last: number): boolean {
  for (let at = first; at < last; at++) {
    const token = tokens[at] as Token;
    if (isFinite(token)) return true;
    const next = tokens[at + 1];
    if (!isPastVerb(token)) continue;
    if (
      !next?.isWord ||
      next.isCapital ||
      isDeterminer(next.word) ||
      isPreposition(next.word) ||
      /^\d|(?:ing|ly)$|^(?:to|for|of|that|more|less)$/u.test(next.word)
    )
      return true;
  }
  return false;
}

const asked = /^(?:whether|if|why|how|what|who|where|when)$/u;
const addressees =
  /^(?:him|her|them|me|us|you|it|reporters?|journalists?|lawmakers?|senators?|parliament|congress|police|investigators?|officials?|supporters?|viewers?|listeners?|crowds?|audiences?|delegates?|jurors?|prosecutors?|investors?|analysts?|members?|residents?|people|colleagues?|everyone|everybody|someone|mps)$/u;

/** Where what is said begins after its cue; -1 where the cue takes none. */
export function startOfContent(tokens: readonly Token[], cue: number): number {
  const { cue: kind, word } = tokens[cue] as Token;
  let at = cue + 1;
  if (kind?.kind === 'call') return asPredicate(tokens, cue);
  if (kind?.kind === 'vow') return -1;
  if (kind?.kind === 'tell') at = afterAddressee(tokens, at);
  const that = findThat(tokens, at, 14);
  if (that >= 0) return that;
  if (tokens[at]?.word === 'to' && (tokens[at + 1]?.isCapital || isDeterminer(tokens[at + 1]?.word ?? '')))
    at = afterAddressee(tokens, at + 1);
  at = afterAdverbials(tokens, at);
  const first = tokens[at];
  if (!first || first.marked) return -1;
  if (isMark(first, ':')) return tokens[at + 1]?.marked ? -1 : at + 1 < tokens.length ? at + 1 : -1;
  if (!first.isWord || first.word === 'to' || first.word === 'of' || first.word === 'about') return -1;
  if (asked.test(first.word)) return kind?.kind === 'show' ? -1 : at;
  if (kind?.kind === 'utter' || startsAdverbial(first)) return -1;
  const strong = /^(?:said|says|say|saying|told|tells|tell|claims?|claimed|believes?|thinks?|thought)$/u.test(word);
  const end = Math.min(contentEnd(tokens, at), at + (strong ? 40 : 16));
  if (isFinite(first)) return -1;
  return hasVerb(tokens, at, end) || (strong && end - at > 3) ? at : -1;
}

const startsAdverbial = (token: Token): boolean =>
  /^(?:by|with|as|than|nothing|so|little|for|and|or|but|out)$/u.test(token.word);

/** `described the talks as hard`: from the object on. */
function asPredicate(tokens: readonly Token[], cue: number): number {
  const { word } = tokens[cue] as Token;
  if (!/^(?:describ|character|portray|label|brand|regard)/u.test(word)) return -1;
  const as = tokens.findIndex((token, i) => i > cue + 1 && i < cue + 16 && token.word === 'as');
  return as > 0 && as + 1 < tokens.length ? cue + 1 : -1;
}

/** The `that` which belongs to the cue: before any clause, quotation or colon. */
function findThat(tokens: readonly Token[], from: number, reach: number): number {
  for (let at = from; at < Math.min(tokens.length, from + reach); at++) {
    const token = tokens[at] as Token;
    if (token.word === 'that')
      return at === from || !isDeterminer(tokens[at + 1]?.word ?? '') || at - from < reach ? at : -1;
    if (token.marked || isMark(token, ':;') || isFinite(token) || subjects.has(token.word)) return -1;
    if (at === from && !leadsToThat(token)) return -1;
    if (isMark(token, '—–')) return -1;
  }
  return -1;
}

/** What may stand between a cue and its `that`: `on Friday`, `to reporters`, `, however,`. */
const leadsToThat = (token: Token): boolean =>
  isMark(token, ',') ||
  isPreposition(token.word) ||
  isTime(token) ||
  /^(?:yesterday|today|tonight|last|this|earlier|later|also|again|out|\p{L}+ly)$/u.test(token.word);

/** Past whom one told: a pronoun, a name, a noun or two. */
function afterAddressee(tokens: readonly Token[], from: number): number {
  const first = tokens[from];
  if (!first?.isWord) return from;
  if (addressees.test(first.word)) return from + 1;
  let at = from;
  if (isDeterminer(first.word)) at++;
  const isName = tokens[at]?.isCapital === true;
  while (at < tokens.length && at < from + 8) {
    const token = tokens[at] as Token;
    if (
      !token.isWord ||
      (isName
        ? !token.isCapital && !/^(?:of|the|and|for)$/u.test(token.word)
        : at > from + 2 || isDeterminer(token.word) || subjects.has(token.word))
    )
      break;
    if (token.isCapital && !isName) break;
    at++;
    if (!isName && addressees.test(token.word)) break;
  }
  return /^(?:of|the|and|for)$/u.test(tokens[at - 1]?.word ?? '') ? at - 1 : at;
}

/** Past `on Friday`, `in a statement`, `during the talks,` and `, however,` between the cue and what is said. */
function afterAdverbials(tokens: readonly Token[], from: number): number {
  let at = from;
  for (let round = 0; round < 4; round++) {
    const token = tokens[at];
    if (!token) return at;
    if (isMark(token, ',')) {
      const close = tokens.findIndex((other, i) => i > at && isMark(other, ','));
      at =
        close > 0 && close - at < 9 && !hasFinite(tokens, at + 1, close) && !subjects.has(tokens[at + 1]?.word ?? '')
          ? close + 1
          : at + 1;
    } else if (isTime(token) || /^(?:yesterday|today|tonight|earlier|later|also|again|last|this)$/u.test(token.word)) {
      const isPhrase = /^(?:last|this|earlier|later)$/u.test(token.word);
      if (
        isPhrase &&
        !/^(?:week|month|year|night|day|morning|afternoon|evening|on|this|\p{L}+day)$/u.test(tokens[at + 1]?.word ?? '')
      )
        return at;
      at += isPhrase ? 2 : 1;
    } else if (
      isPreposition(token.word) &&
      /^(?:on|in|at|during|through|via|before|after|from|by)$/u.test(token.word)
    ) {
      at = afterPhrase(tokens, at + 1);
    } else return at;
  }
  return at;
}

/** Past the noun phrase of a preposition. */
function afterPhrase(tokens: readonly Token[], from: number): number {
  let at = from;
  if (isDeterminer(tokens[at]?.word ?? '')) at++;
  const isName = tokens[at]?.isCapital === true;
  while (at < tokens.length && at < from + 7) {
    const token = tokens[at] as Token;
    if (!token.isWord || isDeterminer(token.word) || subjects.has(token.word) || isFinite(token)) break;
    if (at > from && isPreposition(token.word)) break;
    if (
      at > from &&
      !isTime(token) &&
      token.isCapital !== isName &&
      tokens[at - 1]?.word !== 'of' &&
      token.word !== 'of'
    )
      break;
    at++;
  }
  return at;
}

/** Where what is said ends: with the sentence, or where somebody else, or the same one again, begins to speak. */
export function contentEnd(tokens: readonly Token[], from: number): number {
  for (let at = from + 1; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (isMark(token, ';')) return at;
    if (isMark(token, ',') && startsNext(tokens, at)) return at;
    if ((token.word === 'and' || token.word === 'but') && speaksAgain(tokens, at + 1)) return at;
  }
  let end = tokens.length;
  while (end > from && isMark(tokens[end - 1], '.,:')) end--;
  return end;
}

/** After a comma: `saying`, `according to`, `with X reporting`, `but X said`. */
function startsNext(tokens: readonly Token[], comma: number): boolean {
  const next = tokens[comma + 1];
  if (!next) return false;
  if (next.cue?.kind === 'according') return true;
  if (
    next.cue?.form === 'ing' &&
    next.cue.kind !== 'call' &&
    next.cue.kind !== 'vow' &&
    !/^(?:showing|suggesting|indicating)$/u.test(next.word)
  )
    return true;
  if (!/^(?:but|and|while|although|though|with)$/u.test(next.word)) return false;
  for (let at = comma + 2; at < Math.min(tokens.length, comma + 12); at++) {
    const token = tokens[at] as Token;
    if (
      token.cue &&
      (token.cue.form === (next.word === 'with' ? 'ing' : 'past') || token.cue.form === 's') &&
      /^(?:say|tell|think|show)$/u.test(token.cue.kind)
    )
      return (
        at === comma + 2 ||
        (subjectBefore(tokens, at, comma + 2) !== undefined &&
          (!token.cue.isNounToo || tokens[at + 1]?.word === 'that'))
      );
    if (isFinite(token) && !/^(?:has|have|had|did|does)$/u.test(token.word)) return false;
  }
  return false;
}

/** `… and told the police`, `… but also warned that`. */
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
  if (!cue.isNounToo) return cue.form === 'past' || cue.form === 's';
  const next = tokens[at + 1];
  return next?.word === 'that' || subjects.has(next?.word ?? '');
}
