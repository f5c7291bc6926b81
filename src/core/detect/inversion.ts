import { is, isMark, type Token } from './clause';
import { afterParticle, hasFinite } from './content';
import { lexical } from './grammar';
import { nounPhraseFrom, type Source } from './source';
import { subjectBefore } from './subject';

/** `The bridge, officials said on Monday, would reopen`: where the clause goes on; -1 where it is not split so. */
export function afterSplit(tokens: readonly Token[], { first, last }: Source, cue: number): number {
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

/** `…, said Bo Chen`: after a comma or a quotation, and with something said before. */
export function invertedSource(tokens: readonly Token[], cue: number): Source | undefined {
  const { cue: kind } = tokens[cue] as Token;
  const verb = tokens[cue - 1]?.word === 'a' ? cue - 1 : cue;
  const previous = tokens[verb - 1];
  const first = afterParticle(tokens, cue);
  const next = tokens[first];
  if (cue === 0) return openingSource(tokens);
  if (!previous || !next?.isWord || kind?.form === 'ing') return undefined;
  if (!previous.marked && !isMark(previous, ',—–?!')) return undefined;
  if (/^(?:that|for|to|of|here|there)$/u.test(next.word) || is(next, lexical.preposition | lexical.date))
    return undefined;
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
