import { foreignAdverbials } from './lexiconAbroad';
import type { Span } from '../text/change';
import { is, isMark, isPast, lexical, type Token } from './clause';

/** The speaker of words, as the tokens `[first, last)`. */
export interface SpeakerSpan {
  readonly first: number;
  readonly last: number;
  /** Where the noun phrase around the name begins, if the name is an insert: `a port spokesman, Ira Holt, said`. */
  readonly outer?: number;
}

/** Whether these are two to four capitalised words: `Bo Chen`. */
export function isName(tokens: readonly Token[], first: number, last: number): boolean {
  return last - first > 1 && last - first < 5 && isOnlyName(tokens, first, last);
}

/** Whether a token is a possessive: `the mayor’s`, `her`. */
export const isOwner = (token: Token | undefined): boolean =>
  is(token, lexical.possessive) || /^(?:his|her|their|its)$/u.test(token?.word ?? '');

/** The noun phrase that ends before `end`. */
function nounPhraseTo(tokens: readonly Token[], end: number, from: number): SpeakerSpan | undefined {
  let first = end;
  while (first > from) {
    const token = tokens[first - 1] as Token;
    if (!token.isWord && !isMark(token, '&/')) {
      if (token.marked && first < end && isNameInMarks(tokens, first - 1)) first--;
      else break;
      continue;
    }
    if (is(token, lexical.pronoun) && first === end) return trimmed(tokens, { first: first - 1, last: end });
    if (is(token, lexical.pronoun) && token.word !== 'one') break;
    if (is(token, lexical.clause) && !joinsNames(tokens, first - 1, end)) break;
    if (isLedBy(tokens, first - 1, end)) {
      first--;
      continue;
    }
    if (is(token, lexical.finite) && !token.isCapital) break;
    if (token.cue && token.cue.form !== 'noun' && !token.isCapital && !token.cue.isNounToo && token.cue.form !== 'past')
      break;
    if (
      token.cue?.kind === 'say' &&
      token.cue.form === 'past' &&
      !token.isCapital &&
      first < end &&
      isFiniteSaying(token)
    )
      break;
    first--;
  }
  return first < end ? trimmed(tokens, { first, last: end }) : undefined;
}

/** Whether a participle is a part of the noun phrase: `Researchers led by Hana Novak`. */
const isLedBy = (tokens: readonly Token[], at: number, end: number): boolean =>
  at + 2 < end &&
  tokens[at + 1]?.word === 'by' &&
  /^(?:led|headed|chaired|run|founded|owned|backed|organi[sz]ed|represented|commissioned|funded)$/u.test(
    tokens[at]?.word ?? '',
  ) &&
  tokens[at - 1]?.isWord === true &&
  !is(tokens[at - 1], lexical.auxiliary | lexical.be | lexical.pronoun);

/** Whether words in marks are a part of a noun phrase, not a quotation beside it: `the “Long Road” report`. */
function isNameInMarks(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token;
  return token.to - token.from < 40 && token.marked?.pauses === false && is(tokens[at - 1], lexical.determiner);
}

const isFiniteSaying = (token: Token): boolean =>
  !/^(?:leaked|confirmed|mentioned|quoted|noted|read|alleged|reported|stated|posted)$/u.test(token.word);

/** Whether an `and` or `or` joins two names or nouns with one verb, close to it: `Bo Chen and Ana Lima said`. */
function joinsNames(tokens: readonly Token[], at: number, end: number): boolean {
  const word = tokens[at]?.word;
  if ((word !== 'and' && word !== 'or') || at + 1 >= end) return false;
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (!before?.isWord || !after?.isWord || end - at > 8) return false;
  return before.isCapital === after.isCapital && !is(after, lexical.determiner) && !is(after, lexical.pronoun);
}

/** Adverbs of a sentence, `apparently`, `initially`; not `Kelly`, `Emily`, `Billy`, `family`. */
const sentenceAdverb = /(?:nt|ed|te|ous|ive|.{3}[ai]l)ly$/u;

/** A noun phrase without leading words that are no part of it: `but`, `on Friday`, `after the vote`. */
function trimmed(tokens: readonly Token[], { first, last }: SpeakerSpan): SpeakerSpan | undefined {
  let start = first;
  // `In Luke 24:39 the Lord`, `Apparently the clerk`
  const isAdverbial = (at: number): boolean =>
    (is(tokens[at], lexical.number) || sentenceAdverb.test(tokens[at]?.word ?? '')) &&
    is(tokens[at + 1], lexical.determiner);
  while (start < last && (is(tokens[start], lexical.leading) || isAdverbial(start))) start++;
  const hasLeadIn =
    is(tokens[start], lexical.preposition) ||
    subordinators.test(tokens[start]?.word ?? '') ||
    (start === 0 && tokens[0]?.cue?.form === 'ing') ||
    /^(?:citing|of)$/u.test(tokens[start]?.word ?? '');
  if (start < last - 1 && hasLeadIn) {
    const noun = afterAdverbial(tokens, start, last);
    if (noun === start + 1 && tokens[start]?.word === 'in') return undefined;
    start = noun;
  }
  return start < last ? { first: start, last } : undefined;
}

/** Where the noun phrase nearest to the verb begins: `In Lisbon the minister`, `After the vote Ana Lima`. */
function afterAdverbial(tokens: readonly Token[], first: number, last: number): number {
  if (tokens[first]?.word === 'with') return first + 1;
  for (let at = last - 1; at > first; at--) {
    const token = tokens[at] as Token;
    if (is(token, lexical.determiner)) return at;
    if (token.isCapital && !tokens[at - 1]?.isCapital) return at;
  }
  return last - 1;
}

/** The noun phrase that begins at `at`, as after `said` or `according to`, without inserts and addressees. */
export function nounPhraseFrom(tokens: readonly Token[], at: number, limit = tokens.length): SpeakerSpan | undefined {
  let last = at;
  while (last < Math.min(limit, tokens.length)) {
    const token = tokens[last] as Token;
    if (!token.isWord) {
      if (!isMark(token, '&')) break;
    } else if (last > at) {
      if (is(token, lexical.finite) || is(token, lexical.clause)) {
        if (token.word !== 'and' || !tokens[last + 1]?.isCapital || !tokens[last - 1]?.isCapital) break;
      }
      if (is(token, lexical.preposition) && !/^(?:from|by|at|to)$/u.test(token.word)) break;
      if (publishing.test(token.word) && is(tokens[last + 1], lexical.preposition | lexical.date | lexical.time)) break;
      if ((token.word === 'at' || token.word === 'by') && isOnlyName(tokens, at, last)) break;
      if (token.word === 'to' && tokens[last - 1]?.isCapital && !envoys.test(tokens[last - 1]?.word ?? '')) break;
      if (token.word === 'to' && !tokens[last + 1]?.isCapital && !is(tokens[last + 1], lexical.determiner)) break;
      if (is(token, lexical.date) && token.isCapital) break;
      if (is(token, lexical.time) || token.word === 'adding' || adverbials.has(token.word)) break;
      if (is(token, lexical.adverb) && tokens[last - 1]?.isCapital) break;
      if (is(token, lexical.pronoun)) break;
    } else if (is(token, lexical.pronoun) && !isOneOf(tokens, at)) return { first: at, last: at + 1 };
    last++;
  }
  return last > at ? nameAfter(tokens, { first: at, last }) : undefined;
}

/** Participles that end the noun phrase if a time or place follows: `a study published on Tuesday`. */
const publishing = /^(?:published|released|issued|posted|conducted|filed|presented|printed|aired|broadcast)$/u;

/** Offices that `to` goes on with: `ambassador to`. */
const envoys = /^(?:ambassador|envoy|advis[eo]r|secretary|delegate|representative|counsel|aide|assistant|liaison)$/u;

const adverbials: ReadonlySet<string> = new Set(foreignAdverbials.split(' '));

function isOnlyName(tokens: readonly Token[], first: number, last: number): boolean {
  for (let at = first; at < last; at++) if (!tokens[at]?.isCapital) return false;
  return true;
}

/** Whether `one` is no pronoun: `one person`, `one of them`. */
const isOneOf = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.word === 'one' && tokens[at + 1]?.isWord === true && !is(tokens[at + 1], lexical.finite);

/** The name that follows an office or a relation between commas: `the mayor, Ana Lima`, `his daughter, Siri,`. */
function nameAfter(tokens: readonly Token[], source: SpeakerSpan): SpeakerSpan {
  if (!isMark(tokens[source.last], ',') || tokens[source.last - 1]?.isCapital) return source;
  const first = source.last + 1;
  const name = afterOffice(tokens, first, first + 3);
  let last = name;
  while (tokens[last]?.isCapital) last++;
  const ends = last >= tokens.length || isMark(tokens[last], ',.');
  const isKin = last === source.last + 2 && /^(?:his|her|their|my|our)$/u.test(tokens[source.first]?.word ?? '');
  return ends && (isKin || isName(tokens, name, last)) ? { first, last } : source;
}

/** The first noun phrase of a sentence after a dateline and phrases such as `In Lisbon,`; ends before `limit`. */
export function mainSubject(tokens: readonly Token[], limit: number): SpeakerSpan | undefined {
  const start = afterDateline(tokens);
  const comma = tokens.findIndex((token, at) => at > start && isMark(token, ','));
  const hasLeadIn =
    is(tokens[start], lexical.preposition) ||
    subordinators.test(tokens[start]?.word ?? '') ||
    (start === 0 && (tokens[0]?.cue?.form === 'ing' || asked.test(tokens[0]?.word ?? ''))) ||
    (leadingParticiple.test(tokens[start]?.word ?? '') && is(tokens[start + 1], lexical.preposition)) ||
    (is(tokens[start], lexical.date | lexical.time) && comma < start + 5);
  return subjectFrom(tokens, hasLeadIn && comma > 0 && comma < limit ? comma + 1 : start, limit);
}

/** What opens a sentence such as `Asked whether she would resign, the minister laughed`. */
const asked = /^(?:asked|pressed|told|questioned|quizzed|challenged|confronted)$/u;

/** What opens a sentence such as `Born in Lune, the minister laughed` or `Elected in May, …`. */
const leadingParticiple = /^(?:born|known|seen|led|\p{L}{3,}ed)$/u;

/** The comma that ends a leading phrase about what somebody was asked or told; 0 if the sentence has none. */
export const endOfAsked = (tokens: readonly Token[]): number =>
  asked.test(tokens[0]?.word ?? '')
    ? Math.max(
        0,
        tokens.findIndex(({ word }) => word === ','),
      )
    : 0;

/** The subject after a leading participle and its comma or quotation: `Calling it “…,” the mayor left`. */
export function subjectAfterPause(tokens: readonly Token[]): SpeakerSpan | undefined {
  const pause = tokens.findIndex((token) => isMark(token, ',') || token.marked?.pauses === true);
  return pause < 0 ? undefined : subjectFrom(tokens, pause + 1, tokens.length);
}

/** The subject that begins at `first`. */
function subjectFrom(tokens: readonly Token[], first: number, limit: number): SpeakerSpan | undefined {
  const whole = nounPhraseFrom(tokens, first, Math.min(limit, first + 9));
  if (!whole) return undefined;
  let last = whole.first + 1;
  while (last < whole.last && !endsSubject(tokens, whole.first, last)) last++;
  if (last === whole.first + 1 && isNoNoun(tokens[whole.first])) return undefined;
  return trimmed(tokens, { first: whole.first, last });
}

const isNoNoun = (token: Token | undefined): boolean =>
  is(token, lexical.preposition | lexical.adverb | lexical.clause | lexical.question) ||
  /^(?:the|an?|for|to|of|this|there|all|ever|perhaps|maybe)$/u.test(token?.word ?? '');

/** What opens a clause before the main one. */
const subordinators = /^(?:when|while|because|if|although|though|as|until|unless|where|whereas|once)$/u;

/** Longest dateline, in tokens. */
const longestDateline = 9;

/** The token after a dateline of names, marks and a date before a dash, `ORLEN, Md. (AP) —`; 0 if there is none. */
export function afterDateline(tokens: readonly Token[]): number {
  if (!tokens[0]?.isCapital) return 0;
  for (let at = 1; at < longestDateline; at++) {
    const token = tokens[at];
    if (isMark(token, '—–-')) return isMark(tokens[at + 1], '-') ? at + 2 : at + 1;
    if (!token || (token.isWord ? !token.isCapital && !is(token, lexical.number) : !isMark(token, ',.()/'))) return 0;
  }
  return 0;
}

/** Whether a subject ends before a token: a verb, or a small word after a name with no more of the name after it. */
function endsSubject(tokens: readonly Token[], first: number, at: number): boolean {
  const token = tokens[at] as Token;
  if (isPast(token) || token.cue?.form === 'past') return true;
  // `one of the suspects`
  if (token.cue?.form === 's' && !is(tokens[at - 1], lexical.determiner)) return true;
  return (
    !token.isCapital &&
    tokens[at - 1]?.isCapital === true &&
    !is(tokens[at - 1], lexical.possessive) &&
    !is(tokens[first], lexical.determiner) &&
    !tokens[at + 1]?.isCapital &&
    !is(token, lexical.joiner)
  );
}

/** The span of a source in the text. */
export function spanOf(tokens: readonly Token[], { first, last }: SpeakerSpan): Span {
  const end = tokens[last - 1] as Token;
  return { from: (tokens[first] as Token).from, to: end.to };
}

/** Where the subject of the verb at `verb` ends: before the verb's auxiliaries. */
function subjectEnd(tokens: readonly Token[], verb: number, from: number): number {
  let end = verb;
  while (end > from) {
    const token = tokens[end - 1] as Token;
    if (!is(token, lexical.auxiliary)) break;
    end--;
  }
  return end;
}

/** The subject of a verb, looking back to `from`; undefined if the verb shares the subject of an earlier one. */
export function subjectBefore(tokens: readonly Token[], verb: number, from = 0): SpeakerSpan | undefined {
  let end = subjectEnd(tokens, verb, from);
  if (/^(?:on|in)$/u.test(tokens[end - 1]?.word ?? '') && is(tokens[end], lexical.date)) end--;
  end = beforeTimePhrase(tokens, end, from);
  end = beforeTitle(tokens, end, from);
  for (let inserts = 0; inserts < 2 && isMark(tokens[end - 1], ',—–)'); inserts++) {
    const start = beforeInsert(tokens, end - 1, from);
    const name = afterOffice(tokens, start + 1, end - 1);
    const outer = isName(tokens, name, end - 1) ? officeTo(tokens, start, from) : -1;
    if (outer >= 0) return { first: name, last: end - 1, outer };
    end = start;
  }
  // `Pell is reported to have called it “…”`
  if (end <= from || tokens[end - 1]?.word === 'to') return undefined;
  if (/^(?:who|which|that)$/u.test(tokens[end - 1]?.word ?? '')) return antecedent(tokens, end - 1);
  const own = nounPhraseTo(tokens, end, from);
  // `Researchers who analysed the data write`
  if (own && isPast(tokens[own.first]) && /^(?:who|which|that)$/u.test(tokens[own.first - 1]?.word ?? ''))
    return antecedent(tokens, own.first - 1) ?? own;
  const isRelative =
    own !== undefined &&
    is(tokens[own.first - 1], lexical.be) &&
    /^(?:that|which|who)$/u.test(tokens[own.first - 2]?.word ?? '');
  return isRelative ? (antecedent(tokens, own.first - 2) ?? own) : own;
}

/** Where a name begins after a short office: `veteran engineer Kofi Mensah`, `Northern leader Kai Rom`. */
export function afterOffice(tokens: readonly Token[], first: number, last: number): number {
  const isOffice = (at: number): boolean => at < last && isOfNoun(tokens, at) && !isNoOffice(tokens[at]);
  if (tokens[first]?.isCapital && isOffice(first + 1) && tokens[first + 2]?.isCapital) return first + 2;
  let at = first;
  while (at < first + 2 && isOffice(at)) at++;
  return at;
}

const isNoOffice = (token: Token | undefined): boolean =>
  !token || token.isCapital || is(token, lexical.determiner | lexical.number) || /ing$|ly$/u.test(token.word);

/** Where the office before a name begins, else -1: `the port’s director, Ira Holt`, `another, Ira Holt`. */
function officeTo(tokens: readonly Token[], end: number, from: number): number {
  const office = nounPhraseTo(tokens, end, from);
  if (!tokens[end - 1]?.isCapital) return office?.first ?? end + 1;
  if (!office || !is(tokens[office.first], lexical.determiner | lexical.possessive)) return -1;
  const isNoun = tokens.slice(office.first + 1, office.last).some((token) => !token.isCapital);
  return isNoun || office.last - office.first === 1 ? office.first : -1;
}

/** The noun phrase that the relative pronoun at `at` refers to: `Ana Lima, who said`, `a report that found`. */
function antecedent(tokens: readonly Token[], at: number): SpeakerSpan | undefined {
  const last = isMark(tokens[at - 1], ',—–') ? at - 1 : at;
  let first = last;
  while (first > 0 && isOfNoun(tokens, first - 1)) if (is(tokens[--first], lexical.determiner)) break;
  // `his memo, dated 3 May, which stated`
  if (first > 1 && isPast(tokens[first - 1]) && isMark(tokens[first - 2], ',')) return antecedent(tokens, first - 2);
  // `one of 83 tenants who say`
  if (tokens[first]?.word === 'of') first++;
  if (first < last) return { first, last };
  return tokens[at]?.word === 'who' ? { first: at, last: at + 1 } : undefined;
}

function isOfNoun(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token?.isWord || isPast(token) || (token.cue !== undefined && token.cue.form !== 'noun' && !token.cue.isNounToo))
    return false;
  if (token.word === 'to' || token.word === 'for') return false;
  return token.isCapital || !is(token, lexical.finite | lexical.preposition | lexical.clause | lexical.pronoun);
}

/** The end of a subject before a phrase of time: `the minister | on Friday said`. */
function beforeTimePhrase(tokens: readonly Token[], end: number, from: number): number {
  if (!is(tokens[end - 1], lexical.date | lexical.number)) return end;
  for (let at = end - 1; at > from && at > end - 4; at--) {
    const word = tokens[at]?.word ?? '';
    if (word === 'on' || word === 'in') return is(tokens[at + 1], lexical.date | lexical.number) ? at : end;
  }
  return end;
}

/** The end of a subject before an insert with a title: `The report |, titled “Crossing,” said`. */
function beforeTitle(tokens: readonly Token[], end: number, from: number): number {
  if (!tokens[end - 1]?.marked) return end;
  for (let at = end - 2; at > from && at > end - 5; at--)
    if (isMark(tokens[at], ',')) return isPast(tokens[at + 1]) ? at : end;
  return end;
}

/** The end of a noun phrase before its insert between commas, dashes or brackets; `end` if there is no insert. */
function beforeInsert(tokens: readonly Token[], end: number, from: number): number {
  const closing = tokens[end]?.word ?? '';
  const opening = closing === ')' ? '(' : closing;
  let first = -1;
  for (let at = end - 1; at > from; at--) {
    const token = tokens[at] as Token;
    if (token.marked) break;
    if (isMark(token, ';:') && closing !== ')') break;
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

/** Whether one more comma may follow a place, number or relation: `a lawyer from Tyler`, before `, Texas,`. */
const hasPlace = (tokens: readonly Token[], first: number, last: number): boolean =>
  tokens.slice(first, last).some((token) => is(token, lexical.preposition | lexical.number) || token.word === 'of');

/** Whether one token between commas may belong to a longer insert: `Texas`, `45`, `D-N.J.`. */
function isShortItem(tokens: readonly Token[], first: number, end: number): boolean {
  return end - first === 1 && (tokens[first]?.isCapital === true || is(tokens[first], lexical.number));
}

/** Whether an insert begins here, not one more verb of the same subject. */
function isInsert(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  // `Bo Marsh, asked whether he was sorry, replied`
  const hasComplement = is(tokens[at + 1], lexical.preposition | lexical.question);
  return token !== undefined && token.isWord && (!isPast(token) || hasComplement);
}
