import { is, type Token } from './clause';
import { lexical } from './grammar';
import { mainSubject, nounPhraseFrom, type Source } from './source';

/** How far after its verb the agent of a passive may stand, in tokens. */
const farthestAgent = 8;

/** `was described by X as “…”`, `is called “…” by X`. */
export function agentOf(tokens: readonly Token[], cue: number): Source | undefined {
  if (tokens[cue]?.cue?.kind !== 'call' || !is(tokens[cue - 1], lexical.be)) return undefined;
  for (let at = cue + 1; at < Math.min(tokens.length, cue + farthestAgent); at++) {
    const source = tokens[at]?.word === 'by' ? nounPhraseFrom(tokens, at + 1, endOfAgent(tokens, at + 1)) : undefined;
    if (source) return source;
  }
  return undefined;
}

function endOfAgent(tokens: readonly Token[], from: number): number {
  const as = tokens.findIndex(({ word }, at) => at > from && at < from + farthestAgent && word === 'as');
  return as < 0 ? tokens.length : as;
}

/** `X took the stage to say “…”`, `That led X to ask: “…”`: not after `declined`. */
export function subjectOfInfinitive(
  tokens: readonly Token[],
  cue: number,
  earlier: Source | undefined,
): Source | undefined {
  const { cue: kind } = tokens[cue] as Token;
  if (tokens[cue - 1]?.word !== 'to' || kind?.form !== 'base' || !/^(?:say|utter|tell)$/u.test(kind.kind))
    return undefined;
  if (/^(?:declin|refus|fail)/u.test(tokens[cue - 2]?.word ?? '')) return undefined;
  const main = earlier ?? mainSubject(tokens, cue);
  const isThing = !main || is(tokens[main.first], lexical.determiner | lexical.pronoun);
  let first = cue - 1;
  while (isThing && first > 0 && tokens[first - 1]?.isCapital) first--;
  return first < cue - 1 && first > 1 ? { first, last: cue - 1 } : main;
}

/** How many words the name of somebody quoted may have. */
const longestQuoted = 12;

/** `The report quoted Bo Chen as saying`: the object of the verb before. */
export function quotedSource(tokens: readonly Token[], cue: number): Source | undefined {
  if (tokens[cue]?.cue?.form !== 'ing' || tokens[cue - 1]?.word !== 'as') return undefined;
  for (let at = cue - 3; at >= 0 && at > cue - longestQuoted; at--)
    if (/^(?:quot|cit)(?:es?|ed|ing)$/u.test(tokens[at]?.word ?? '') && !is(tokens[at - 1], lexical.be))
      return nounPhraseFrom(tokens, at + 1, cue - 1);
  return undefined;
}

/** The verb whose subject speaks: `quoted` in `was quoted as saying`. */
export function verbOf(tokens: readonly Token[], cue: number): number {
  if (tokens[cue]?.cue?.form === 'ing' && /^(?:heard|seen|caught|filmed|recorded)$/u.test(tokens[cue - 1]?.word ?? ''))
    return is(tokens[cue - 2], lexical.be) ? cue - 1 : cue;
  if (tokens[cue - 1]?.word !== 'as') return cue;
  for (let at = cue - 2; at > 0 && at > cue - longestQuoted; at--)
    if (/^(?:quoted|cited|reported)$/u.test(tokens[at]?.word ?? '') && is(tokens[at - 1], lexical.be)) return at;
  return cue;
}
