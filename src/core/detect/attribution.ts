import { accordingTo, segmentStart } from './according';
import { is, isMark, type Token } from './clause';
import { lexical } from './grammar';
import { afterParticle, contentEnd, hasFinite, ranges, startOfContent, type Range } from './content';
import { nounCues } from './cues';
import { mainSubject, nounPhraseFrom, subjectAfterPause, type Source } from './source';
import { subjectBefore } from './subject';
import { isVerb } from './verbs';

/** One act of saying in a sentence: who, by which word, and what; all as tokens. */
export interface Attribution {
  /** The word that attributes. */
  readonly cue: number;
  readonly source?: Source;
  /** In order; two where the cue stands in the middle of what is said; none where only quotations can be. */
  readonly contents: readonly Range[];
}

/** Every act of saying in the tokens of one sentence, in the order of their cues. */
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
            : (byAgent(tokens, at) ?? byInfinitive(tokens, at, found[found.length - 1]));
    if (attribution) found.push(attribution);
  }
  return found;
}

/** `his claim that …`, `a warning from X that …`: only where the source is named. */
function byNoun(tokens: readonly Token[], cue: number): Attribution | undefined {
  const owner = tokens[cue - 1];
  const isOwned = owner !== undefined && (is(owner, lexical.possessive) || /^(?:his|her|their|its)$/u.test(owner.word));
  if (!isOwned) return undefined;
  return { cue, source: { first: cue - 1, last: cue }, contents: ranges([cue + 1, contentEnd(tokens, cue + 1)]) };
}

/** How far after its verb the agent of a passive may stand, in tokens. */
const farthestAgent = 8;

/** `was described by X as “…”`, `is called “…” by X`. */
function byAgent(tokens: readonly Token[], cue: number): Attribution | undefined {
  if (tokens[cue]?.cue?.kind !== 'call' || !is(tokens[cue - 1], lexical.be)) return undefined;
  for (let at = cue + 1; at < Math.min(tokens.length, cue + farthestAgent); at++) {
    const source = tokens[at]?.word === 'by' ? nounPhraseFrom(tokens, at + 1, endOfAgent(tokens, at + 1)) : undefined;
    if (source) return { cue, source, contents: [] };
  }
  return undefined;
}

function endOfAgent(tokens: readonly Token[], from: number): number {
  const as = tokens.findIndex(({ word }, at) => at > from && at < from + farthestAgent && word === 'as');
  return as < 0 ? tokens.length : as;
}

/** `X took the stage to say “…”`, `That led X to ask: “…”`: for quotations alone, and not after `declined`. */
function byInfinitive(
  tokens: readonly Token[],
  cue: number,
  earlier: Attribution | undefined,
): Attribution | undefined {
  const { cue: kind } = tokens[cue] as Token;
  if (tokens[cue - 1]?.word !== 'to' || kind?.form !== 'base' || !/^(?:say|utter|tell)$/u.test(kind.kind))
    return undefined;
  if (/^(?:declin|refus|fail)/u.test(tokens[cue - 2]?.word ?? '')) return undefined;
  const main = earlier?.source ?? mainSubject(tokens, cue);
  const isThing = !main || is(tokens[main.first], lexical.determiner | lexical.pronoun);
  let first = cue - 1;
  while (isThing && first > 0 && tokens[first - 1]?.isCapital) first--;
  const source = first < cue - 1 && first > 1 ? { first, last: cue - 1 } : main;
  return source && { cue, source, contents: [] };
}

/** `X said …`, `…, X said`, `…, said X`, `…, saying …`. */
function byVerb(tokens: readonly Token[], cue: number, earlier: Attribution | undefined): Attribution | undefined {
  const token = tokens[cue] as Token;
  const inverted = invertedSource(tokens, cue);
  if (inverted) {
    const rest = afterSplit(tokens, { first: cue, last: inverted.last }, inverted.last - 1);
    if (rest > 0) return { cue, source: inverted, contents: ranges([0, cue - 1], [rest, contentEnd(tokens, rest)]) };
    return { cue, source: inverted, contents: before(tokens, cue) };
  }
  const quoted =
    quotedSource(tokens, cue) ?? (cue === 0 && token.cue?.form === 'ing' ? subjectAfterPause(tokens) : undefined);
  if (quoted) return { cue, source: quoted, contents: contentsAfter(tokens, cue) };
  const own = subjectBefore(
    tokens,
    verbOf(tokens, cue),
    earlier && !isRelative(tokens, earlier.cue) ? earlier.cue + 1 : 0,
  );
  const source = own && !isParticipleOfOther(token, own, tokens) ? own : (earlier?.source ?? mainSubject(tokens, cue));
  if (!source) return undefined;
  if (own && isAfterContent(tokens, own, cue)) {
    const rest = restAfter(tokens, cue);
    return { cue, source, contents: [...before(tokens, own.outer ?? own.first), ...rest] };
  }
  const rest = own ? afterSplit(tokens, own, cue) : -1;
  if (rest > 0) return { cue, source, contents: ranges([0, (own?.first ?? 1) - 1], [rest, contentEnd(tokens, rest)]) };
  return { cue, source, contents: contentsAfter(tokens, cue) };
}

function contentsAfter(tokens: readonly Token[], cue: number): readonly Range[] {
  const from = startOfContent(tokens, cue);
  return from < 0 ? [] : ranges([from, contentEnd(tokens, from)]);
}

/** `The bridge, officials said on Monday, would reopen`: where the clause goes on; -1 where it is not split so. */
function afterSplit(tokens: readonly Token[], { first, last }: Source, cue: number): number {
  if (
    !isMark(tokens[first - 1], ',') ||
    last < cue ||
    tokens.slice(0, first).some((token) => is(token, lexical.finite))
  )
    return -1;
  const close = tokens.findIndex((token, at) => at > cue && isMark(token, ','));
  if (close < 0 || close - cue > 7 || hasFinite(tokens, cue + 1, close)) return -1;
  return is(tokens[close + 1], lexical.finite) ? close + 1 : -1;
}

/** How many words the name of somebody quoted may have. */
const longestQuoted = 12;

/** `The report quoted Bo Chen as saying`: the object of the verb before. */
function quotedSource(tokens: readonly Token[], cue: number): Source | undefined {
  if (tokens[cue]?.cue?.form !== 'ing' || tokens[cue - 1]?.word !== 'as') return undefined;
  for (let at = cue - 3; at >= 0 && at > cue - longestQuoted; at--)
    if (/^(?:quot|cit)(?:es?|ed|ing)$/u.test(tokens[at]?.word ?? '') && !is(tokens[at - 1], lexical.be))
      return nounPhraseFrom(tokens, at + 1, cue - 1);
  return undefined;
}

/** The verb whose subject speaks: `quoted` in `was quoted as saying`. */
function verbOf(tokens: readonly Token[], cue: number): number {
  if (tokens[cue]?.cue?.form === 'ing' && /^(?:heard|seen|caught|filmed|recorded)$/u.test(tokens[cue - 1]?.word ?? ''))
    return is(tokens[cue - 2], lexical.be) ? cue - 1 : cue;
  if (tokens[cue - 1]?.word !== 'as') return cue;
  for (let at = cue - 2; at > 0 && at > cue - longestQuoted; at--)
    if (/^(?:quoted|cited|reported)$/u.test(tokens[at]?.word ?? '') && is(tokens[at - 1], lexical.be)) return at;
  return cue;
}

/** `who asked not to be named`: a cue in a relative clause. */
function isRelative(tokens: readonly Token[], cue: number): boolean {
  return tokens.slice(Math.max(0, cue - 3), cue).some(({ word }) => word === 'who' || word === 'which');
}

/** `…, saying that`: the participle belongs to whoever the sentence is about; `with X saying` names its own. */
function isParticipleOfOther(token: Token, own: Source, tokens: readonly Token[]): boolean {
  if (token.cue?.form !== 'ing' || is(tokens[own.last], lexical.be)) return false;
  const cue = tokens.indexOf(token);
  if (own.last === cue && (isMark(tokens[own.first - 1], ',') || tokens[own.first - 1]?.cue)) return false;
  return !tokens.slice(Math.max(0, own.first - 2), own.first).some(({ word }) => word === 'with');
}

/** `…, said Bo Chen`: after a comma or a quotation, and with something said before. */
function invertedSource(tokens: readonly Token[], cue: number): Source | undefined {
  const { cue: kind } = tokens[cue] as Token;
  const verb = tokens[cue - 1]?.word === 'a' ? cue - 1 : cue;
  const previous = tokens[verb - 1];
  const first = afterParticle(tokens, cue);
  const next = tokens[first];
  if (cue === 0) return openingSource(tokens);
  if (!previous || !next?.isWord || kind?.form === 'ing') return undefined;
  if (!previous.marked && !isMark(previous, ',—–?!')) return undefined;
  if (/^(?:that|for|to|of)$/u.test(next.word) || is(next, lexical.preposition | lexical.date)) return undefined;
  if (is(next, lexical.time | lexical.adverb) && !next.isCapital) return undefined;
  const hasQuote = previous.marked !== undefined || tokens[verb - 2]?.marked !== undefined;
  if (!hasQuote && (kind?.form === 'base' || kind?.kind === 'call' || kind?.kind === 'vow')) return undefined;
  const source = nounPhraseFrom(tokens, first);
  const splits = source && afterSplit(tokens, { first: cue, last: source.last }, source.last - 1) > 0;
  if (!hasQuote && !splits && !isAfterClause(tokens, cue)) return undefined;
  if (!source || (!previous.marked && hasFinite(tokens, source.last, source.last + 1))) return undefined;
  return source;
}

/** `Said the mayor: “…”` */
function openingSource(tokens: readonly Token[]): Source | undefined {
  const next = tokens[1];
  if (tokens[0]?.cue?.form !== 'past' || !(next?.isCapital || is(next, lexical.determiner))) return undefined;
  const colon = tokens.findIndex((token) => isMark(token, ':'));
  return colon > 1 && colon < 16 ? nounPhraseFrom(tokens, 1, colon) : undefined;
}

/** A clause stands before the cue, rather than a subject with an insert: `Ana Lima, who has run it since May, said`. */
function isAfterClause(tokens: readonly Token[], cue: number): boolean {
  const own = subjectBefore(tokens, cue);
  return hasFinite(tokens, 0, own ? own.last : cue);
}

/** `…, X said.`: a comma before the source, a clause or a quotation before that, and nothing said after. */
function isAfterContent(tokens: readonly Token[], source: Source, cue: number): boolean {
  const first = source.outer ?? source.first;
  const comma = tokens[first - 1];
  if (!comma || !(isMark(comma, ',—–') || comma.marked)) return false;
  const hasQuote = comma.marked !== undefined || tokens[first - 2]?.marked !== undefined;
  if (!hasQuote && !hasFinite(tokens, 0, first - 1)) return false;
  const next = tokens[cue + 1];
  if (!next || isMark(next, '.,?!—–;')) return true;
  if (tokens[cue]?.cue?.kind === 'tell') return !/ that | (?:he|she|they|it) /u.test(wordsAfter(tokens, cue));
  return (
    next.isWord &&
    (is(next, lexical.preposition) || is(next, lexical.date) || is(next, lexical.time)) &&
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

/** What stands before the comma that parts it from its source; nothing where that is one quotation, or `Asked about it`. */
function before(tokens: readonly Token[], end: number): readonly Range[] {
  const last = isMark(tokens[end - 1], ',—–') ? end - 1 : end;
  const from = segmentStart(tokens, last);
  if (isLead(tokens, from, last)) return [];
  return hasFinite(tokens, from, last) ? ranges([from, last]) : [];
}

/** `When asked about the cost`, `Pressed on the issue`: the occasion of what is said, without a clause of its own after it. */
function isLead(tokens: readonly Token[], from: number, last: number): boolean {
  const first = /^(?:when|while|after|before|as)$/u.test(tokens[from]?.word ?? '') ? from + 1 : from;
  const isCalled = /^(?:asked|told|pressed|questioned|speaking|quizzed|challenged)$/u.test(tokens[first]?.word ?? '');
  return isCalled && !tokens.slice(first, last).some((token) => isMark(token, ','));
}

/** `…, he said, …`: what goes on after the cue. */
function restAfter(tokens: readonly Token[], cue: number): readonly Range[] {
  if (!isMark(tokens[cue + 1], ',')) return [];
  const from = cue + 2;
  const first = tokens[from];
  if (!first?.isWord || first.cue?.form === 'ing' || !hasFinite(tokens, from, tokens.length)) return [];
  return ranges([from, contentEnd(tokens, from)]);
}
