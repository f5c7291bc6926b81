import { nounCues } from './vocabulary';
import { is, isMark, isPast, lexical, type Token } from './clause';
import { contentEnd, hasClause, hasFinite, ranges, startOfContent, type Range } from './content';
import {
  mainSubject,
  subjectAfterPause,
  subjectBefore,
  afterDateline,
  isOwner,
  nounPhraseFrom,
  type SpeakerSpan,
} from './speakerSpans';
import { agentOf, quotedSource, subjectOfInfinitive, verbOf, afterSplit, invertedSource, isVerb } from './verbs';

/** One act of saying in a sentence: source, cue and what is said, all as tokens. */
export interface Attribution {
  /** The token of the word that attributes. */
  readonly cue: number;
  readonly source?: SpeakerSpan;
  /** What is said, in order: two ranges if the cue stands in the middle of it, none if only quotations can be meant. */
  readonly contents: readonly Range[];
}

/** Finds every act of saying in the tokens of one sentence, in the order of the cues. */
export function attributionsOf(tokens: readonly Token[]): readonly Attribution[] {
  const found: Attribution[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const { cue } = token;
    if (!cue) continue;
    const attribution =
      cue.kind === 'according'
        ? accordingTo(tokens, at)
        : nounCues.has(token.word) && tokens[at + 1]?.word === 'that' && !isVerb(tokens, at)
          ? byNoun(tokens, at)
          : isVerb(tokens, at)
            ? byVerb(tokens, at, found[found.length - 1])
            : byOther(tokens, at, found[found.length - 1]);
    if (attribution) found.push(attribution);
  }
  return found;
}

/** An attribution by a noun, if its source is named: `his claim that …`, `the mayor’s warning that …`. */
function byNoun(tokens: readonly Token[], cue: number): Attribution | undefined {
  if (!isOwner(tokens[cue - 1])) return undefined;
  let first = cue - 1;
  while (first > 0 && tokens[first - 1]?.isCapital) first--;
  if (is(tokens[first - 1], lexical.determiner)) first--;
  const end = contentEnd(tokens, cue + 1);
  const isSubject = !hasFinite(tokens, 0, first);
  return {
    cue,
    source: { first, last: cue },
    contents: ranges([cue + 1, isSubject ? mainVerb(tokens, cue, end) : end]),
  };
}

/** The main verb after the clause of the noun, else `end`: `Her claim that it was safe | has been disproved`. */
function mainVerb(tokens: readonly Token[], from: number, end: number): number {
  let count = 0;
  let last = end;
  for (let at = from; at < end; at++) {
    if (!is(tokens[at], lexical.finite) || is(tokens[at - 1], lexical.finite)) continue;
    count++;
    last = at;
  }
  if (count < 2) return end;
  return isMark(tokens[last - 1], ',') ? last - 1 : last;
}

/** An attribution to an agent or to the subject of an infinitive, for quotations alone. */
function byOther(tokens: readonly Token[], cue: number, earlier: Attribution | undefined): Attribution | undefined {
  const source = agentOf(tokens, cue) ?? subjectOfInfinitive(tokens, cue, earlier?.source);
  return source && { cue, source, contents: [] };
}

/** `X said …`, `…, X said`, `…, said X`, `…, saying …`. */
function byVerb(tokens: readonly Token[], cue: number, earlier: Attribution | undefined): Attribution | undefined {
  const token = tokens[cue] as Token;
  const inverted = invertedSource(tokens, cue);
  if (inverted) {
    const rest = afterSplit(tokens, { first: cue, last: inverted.last }, inverted.last - 1);
    if (rest > 0) return { cue, source: inverted, contents: ranges([0, cue - 1], [rest, contentEnd(tokens, rest)]) };
    return { cue, source: inverted, contents: contentsBefore(tokens, cue) };
  }
  const quoted = quotedSource(tokens, cue);
  if (quoted) return { cue, source: quoted, contents: contentsAfter(tokens, cue) };
  if (cue === 0 && token.cue?.form === 'ing') return byLeadingParticiple(tokens);
  if (isAsked(tokens, cue)) return undefined;
  const own = subjectBefore(
    tokens,
    verbOf(tokens, cue),
    earlier && !isRelative(tokens, earlier.cue) && !isAddressed(tokens, earlier.cue) ? earlier.cue + 1 : 0,
  );
  const isVerbToo = own && isPast(tokens[own.first]) && isMark(tokens[own.first - 1], ',');
  if (isVerbToo && token.cue?.form !== 'ing') return undefined;
  const source = own && !isParticipleOfOther(token, own, tokens) ? own : (earlier?.source ?? mainSubject(tokens, cue));
  if (!source) return undefined;
  if (own && isAfterContent(tokens, own, cue)) {
    const rest = restAfter(tokens, cue);
    return { cue, source, contents: [...contentsBefore(tokens, own.outer ?? own.first), ...rest] };
  }
  const isAside = own && tokens[(own.outer ?? own.first) - 1]?.marked && occasions.test(tokens[cue + 1]?.word ?? '');
  if (isAside) return { cue, source, contents: [] };
  const said = own ? afterAs(tokens, own, cue) : -1;
  if (said > 0) return { cue, source, contents: ranges([said, contentEnd(tokens, said)]) };
  const rest = own ? afterSplit(tokens, own, cue) : -1;
  if (rest > 0) return { cue, source, contents: ranges([0, (own?.first ?? 1) - 1], [rest, contentEnd(tokens, rest)]) };
  return {
    cue,
    source,
    contents: own && isAfterWho(tokens, own) ? contentToComma(tokens, cue) : contentsAfter(tokens, cue),
  };
}

/** Whether a cue tells what the subject was asked or told: `The minister, asked if she would resign, answered`. */
const isAddressed = (tokens: readonly Token[], cue: number): boolean =>
  isMark(tokens[cue - 1], ',') &&
  /^(?:asked|told|pressed|questioned)$/u.test(tokens[cue]?.word ?? '') &&
  cue > 1 &&
  tokens[cue - 2]?.isWord === true;

/** Whether a cue is only a question to the subject: `Bo Marsh, asked whether he was sorry, replied`. */
function isAsked(tokens: readonly Token[], cue: number): boolean {
  if (!isAddressed(tokens, cue) || !is(tokens[cue + 1], lexical.question)) return false;
  const close = tokens.findIndex((token, at) => at > cue && isMark(token, ','));
  return close > 0 && isPast(tokens[close + 1]);
}

/** Whether a relative pronoun precedes the source: `The governor, who the opposition says took it, denied it.` */
const isAfterWho = (tokens: readonly Token[], { first }: SpeakerSpan): boolean =>
  isMark(tokens[first - 2], ',') && /^wh(?:o|om|ich)$/u.test(tokens[first - 1]?.word ?? '');

function contentToComma(tokens: readonly Token[], cue: number): readonly Range[] {
  const from = startOfContent(tokens, cue);
  if (from < 0) return [];
  const comma = tokens.findIndex((token, at) => at > from && isMark(token, ','));
  return ranges([from, comma < 0 ? contentEnd(tokens, from) : comma]);
}

/** What introduces the occasion of words said before: `“…,” she said when he asked`. */
const occasions = /^(?:when|while|as|after|before|once|until|if)$/u;

/**
 * An attribution by a leading participle, with the words before the subject: `Noting that it had sunk, the mayor left`.
 */
function byLeadingParticiple(tokens: readonly Token[]): Attribution | undefined {
  const source = subjectAfterPause(tokens);
  if (!source || /^(?:think|show)$/u.test(tokens[0]?.cue?.kind ?? '')) return undefined;
  const from = startOfContent(tokens, 0);
  return { cue: 0, source, contents: from < 0 ? [] : ranges([from, source.first - 1]) };
}

/** How far after its cue the comma may stand that ends `As X told the paper,`, in tokens. */
const farthestComma = 10;

/** Where the clause after a leading `as` begins, else -1: `As X told the paper on Friday, | the bridge …`. */
function afterAs(tokens: readonly Token[], { first, outer }: SpeakerSpan, cue: number): number {
  if (tokens[(outer ?? first) - 1]?.word !== 'as') return -1;
  const comma = tokens.findIndex((token, at) => at > cue && isMark(token, ','));
  if (comma < 0 || comma > cue + farthestComma || hasFinite(tokens, cue + 1, comma)) return -1;
  return tokens[comma + 1]?.isWord && hasFinite(tokens, comma + 1, tokens.length) ? comma + 1 : -1;
}

function contentsAfter(tokens: readonly Token[], cue: number): readonly Range[] {
  const from = startOfContent(tokens, cue);
  return from < 0 ? [] : ranges([from, contentEnd(tokens, from)]);
}

/** Whether a cue stands in a relative clause: `who asked not to be named`, `whose ministry has ordered two`. */
function isRelative(tokens: readonly Token[], cue: number): boolean {
  return tokens.slice(Math.max(0, cue - 3), cue).some(({ word }) => /^(?:who|whose|which)$/u.test(word));
}

/** Whether a participle belongs to the subject of the sentence: `…, saying that`, but not `with X saying`. */
function isParticipleOfOther(token: Token, own: SpeakerSpan, tokens: readonly Token[]): boolean {
  if (token.cue?.form !== 'ing' || is(tokens[own.last], lexical.be)) return false;
  const cue = tokens.indexOf(token);
  if (own.last === cue && (isMark(tokens[own.first - 1], ',') || tokens[own.first - 1]?.cue)) return false;
  return !tokens.slice(Math.max(0, own.first - 2), own.first).some(({ word }) => word === 'with');
}

/** Whether the source follows its contents and nothing is said after it: `…, X said.` */
function isAfterContent(tokens: readonly Token[], source: SpeakerSpan, cue: number): boolean {
  const first = source.outer ?? source.first;
  const comma = tokens[first - 1];
  if (!comma || !(isMark(comma, ',—–') || comma.marked)) return false;
  const hasQuote = comma.marked !== undefined || tokens[first - 2]?.marked !== undefined;
  if (!hasQuote && !hasClause(tokens, 0, first - 1)) return false;
  const next = tokens[cue + 1];
  if (!next || isMark(next, '.,?!—–;')) return true;
  if (tokens[cue]?.cue?.kind === 'tell') return !/ that | (?:he|she|they|it) /u.test(wordsAfter(tokens, cue));
  return (
    next.isWord &&
    is(next, lexical.preposition | lexical.date | lexical.time | lexical.adverb) &&
    !hasFinite(tokens, cue + 1, endOfSegment(tokens, cue + 1))
  );
}

const wordsAfter = (tokens: readonly Token[], cue: number): string =>
  ` ${tokens
    .slice(cue + 1, cue + 12)
    .map((token) => token.word)
    .join(' ')} `;

function endOfSegment(tokens: readonly Token[], from: number): number {
  const end = tokens.findIndex((token, i) => i >= from && (isMark(token, ',;') || token.marked !== undefined));
  return end < 0 ? tokens.length : end;
}

/** What is said before a source and its comma; nothing for a quotation, or a phrase such as `Asked about it`. */
function contentsBefore(tokens: readonly Token[], end: number): readonly Range[] {
  const last = isMark(tokens[end - 1], ',—–') ? end - 1 : end;
  const from = segmentStart(tokens, last);
  if (isOccasion(tokens, from, last)) return [];
  return hasClause(tokens, from, last) ? ranges([from, last]) : [];
}

/** Whether a phrase is only the occasion of what is said: `When asked about the cost`, `Pressed on the issue`. */
function isOccasion(tokens: readonly Token[], from: number, last: number): boolean {
  const first = /^(?:when|while|after|before|as)$/u.test(tokens[from]?.word ?? '') ? from + 1 : from;
  const isCalled = /^(?:asked|told|pressed|questioned|speaking|quizzed|challenged)$/u.test(tokens[first]?.word ?? '');
  return isCalled && !tokens.slice(first, last).some((token) => isMark(token, ','));
}

/** What is said after a cue in the middle: `…, he said, …`. */
function restAfter(tokens: readonly Token[], cue: number): readonly Range[] {
  if (!isMark(tokens[cue + 1], ',')) return [];
  const from = cue + 2;
  const first = tokens[from];
  if (!first?.isWord || first.cue?.form === 'ing' || !hasFinite(tokens, from, tokens.length)) return [];
  return ranges([from, contentEnd(tokens, from)]);
}

/** `According to X, …`, `…, according to X`, `… has, according to X, …`; the same for `in the words of X`. */
function accordingTo(tokens: readonly Token[], cue: number): Attribution | undefined {
  const { particle } = tokens[cue]?.cue ?? {};
  if (tokens[cue]?.word === 'words' && tokens[cue + 1]?.word !== 'of') return inWordsOf(tokens, cue);
  if (particle === undefined) return accordingAbroad(tokens, cue);
  if (tokens[cue + 1]?.word !== particle) return undefined;
  const isWords = tokens[cue]?.word === 'words';
  if (isWords && (tokens[cue - 1]?.word !== 'the' || tokens[cue - 2]?.word !== 'in')) return undefined;
  const first = isWords ? cue - 2 : cue;
  const before = tokens[first - 1];
  const opens =
    first === 0 ||
    (before !== undefined &&
      (is(before, lexical.clause) || isMark(before, ':;—–') || isInRelativeClause(tokens, first)));
  const source = nounPhraseFrom(
    tokens,
    cue + 2,
    opens && !hasComma(tokens, cue) ? endOfName(tokens, cue + 2) : tokens.length,
  );
  if (!source) return undefined;
  const start = segmentStart(tokens, first);
  if (opens) {
    const from = afterInserts(tokens, afterRelative(tokens, source.last));
    const end = contentEnd(tokens, from);
    // `According to the Post, Ana Lima, the chair, said …`: the name and its insert are a part of what the Post says.
    const isName = isMark(tokens[source.last], ',') && isMark(tokens[end], ',') && !hasClause(tokens, from, end);
    return { cue, source, contents: ranges(isName ? [source.last + 1, lastOf(tokens)] : [from, end]) };
  }
  const end = isMark(before, ',') ? first - 1 : first;
  const continues =
    isMark(before, ',') &&
    isMark(tokens[source.last], ',') &&
    !hasFinite(tokens, start, end) &&
    source.last + 2 < tokens.length;
  const splits = isMark(before, ',') && isMark(tokens[source.last], ',') && isAuxiliaryBefore(tokens, end);
  const rest = source.last + 1;
  return {
    cue,
    source,
    contents: ranges([start, end], continues || splits ? [rest, contentEnd(tokens, rest)] : [0, 0]),
  };
}

/** The end of a sentence, before its full stop. */
const lastOf = (tokens: readonly Token[]): number =>
  isMark(tokens[tokens.length - 1], '.') ? tokens.length - 1 : tokens.length;

/** An attribution for quotations alone: `in Bo Chen’s own words, …`, `in her words`. */
function inWordsOf(tokens: readonly Token[], cue: number): Attribution | undefined {
  const last = tokens[cue - 1]?.word === 'own' ? cue - 1 : cue;
  let first = last - 1;
  if (!is(tokens[first], lexical.possessive) && !/^(?:his|her|their)$/u.test(tokens[first]?.word ?? ''))
    return undefined;
  while (tokens[first - 1]?.isCapital && !is(tokens[first - 1], lexical.preposition)) first--;
  return tokens[first - 1]?.word === 'in' ? { cue, source: { first, last }, contents: [] } : undefined;
}

/** An attribution to a name, for quotations alone: `Laut X …`, `selon X`. */
function accordingAbroad(tokens: readonly Token[], cue: number): Attribution | undefined {
  let last = cue + 1;
  while (tokens[last]?.isCapital) last++;
  return last > cue + 1 ? { cue, source: { first: cue + 1, last }, contents: [] } : undefined;
}

const isInRelativeClause = (tokens: readonly Token[], cue: number): boolean =>
  isMark(tokens[cue - 1], ',') && /^(?:which|that|who|but|and)$/u.test(tokens[cue - 2]?.word ?? '');

const isAuxiliaryBefore = (tokens: readonly Token[], end: number): boolean => hasFinite(tokens, end - 1, end);

function hasComma(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(from, from + 25).some((token) => isMark(token, ','));
}

/** Where a name ends if no comma follows it: at the next determiner or pronoun. */
function endOfName(tokens: readonly Token[], from: number): number {
  let at = from + 1;
  for (; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (is(token, lexical.determiner) && !is(tokens[at - 1], lexical.preposition) && tokens[at - 1]?.word !== 'of')
      break;
    if (is(token, lexical.pronoun)) break;
  }
  return at;
}

/** The end of a relative clause after a leading source, at its comma: `who asked not to be named`. */
function afterRelative(tokens: readonly Token[], last: number): number {
  if (!/^(?:who|which|that|familiar|close|briefed)$/u.test(tokens[last]?.word ?? '')) return last;
  const comma = tokens.findIndex((token, i) => i > last && isMark(token, ','));
  return comma > 0 && comma < last + 16 ? comma : last;
}

/** Where the main clause begins after a leading source and its insert: `, a lawyer for the town,`, `, citing …,`. */
function afterInserts(tokens: readonly Token[], last: number): number {
  let at = last;
  while (
    at < tokens.length &&
    !isMark(tokens[at], ',') &&
    at < last + 12 &&
    !hasFinite(tokens, at, at + 1) &&
    !is(tokens[at], lexical.determiner)
  )
    at++;
  if (!isMark(tokens[at], ',')) return last;
  const next = tokens.findIndex((token, i) => i > at && isMark(token, ','));
  const insert =
    next > 0 &&
    next - at < 14 &&
    !hasFinite(tokens, at + 1, next) &&
    tokens.slice(next).some((_, i) => hasFinite(tokens, next + i, next + i + 1));
  const opening = tokens[at + 1];
  const isName = next > 0 && tokens.slice(at + 1, next).every((token) => token.isCapital);
  return insert &&
    (isName || /^(?:quoting|citing|an?|the|\p{L}+ing)$/u.test(opening?.word ?? '')) &&
    (isName || next - at < 10)
    ? next + 1
    : at + 1;
}

/** Where the clause that ends before `end` begins: after a semicolon, else after the sentence's dateline. */
function segmentStart(tokens: readonly Token[], end: number): number {
  for (let at = end - 2; at > 0; at--) if (isMark(tokens[at], ';')) return at + 1;
  return afterDateline(tokens);
}
