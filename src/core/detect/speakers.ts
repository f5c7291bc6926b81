import type { Span } from '../change';
import type { Attribution } from './attribution';
import { is, isMark, tokensOf, type Token } from './clause';
import { lexical } from './grammar';
import type { Block } from './reading';
import { mainSubject, nounPhraseFrom, spanOf, type Source } from './source';

/** Who spoke last, in which paragraph, and where the sentence ended. */
export interface Utterance {
  readonly speaker: Span;
  readonly block: number;
  readonly end: number;
}

/** Whom the sentence itself names as the speaker of the quotation at a token, and the token that says so. */
export function speakerAt(
  tokens: readonly Token[],
  quote: number,
  attributions: readonly Attribution[],
): { readonly source: Source; readonly cue?: number } | undefined {
  const after = attributions.find(({ cue }) => cue > quote);
  if (after?.source && follows(tokens, quote, after)) return { source: after.source, cue: after.cue };
  const before = attributions.filter((one) => precedes(tokens, quote, one)).reverse();
  const nearest =
    before.find((one) => touches(tokens, quote, one)) ?? before.find((one) => covers(one, quote)) ?? before[0];
  if (nearest?.source) return { source: outer(tokens, before) ?? nearest.source, cue: nearest.cue };
  const named = labelled(tokens, quote) ?? signed(tokens, quote) ?? introduced(tokens, quote);
  if (named) return { source: named };
  return after?.source && covers(after, quote) ? { source: after.source, cue: after.cue } : undefined;
}

/** `“…,” X said` and `“…,” said X`: nothing but marks between the quotation and the source or the cue. */
function follows(tokens: readonly Token[], quote: number, { cue, source }: Attribution): boolean {
  if (!source) return false;
  const next = Math.min(cue, source.first > quote ? (source.outer ?? source.first) : cue);
  if (next <= quote) return false;
  return tokens.slice(quote + 1, next).every((token) => !token.isWord && !token.marked);
}

/** `X said “…”`, with no semicolon between the cue and the quotation. */
function precedes(tokens: readonly Token[], quote: number, { cue, source }: Attribution): boolean {
  return (
    cue < quote &&
    source !== undefined &&
    source.first < quote &&
    !tokens.slice(cue, quote).some((token) => isMark(token, ';'))
  );
}

/** Nothing but marks, `that` and a few words such as `on Friday` between the cue and the quotation. */
function touches(tokens: readonly Token[], quote: number, { cue }: Attribution): boolean {
  const words = tokens.slice(cue + 1, quote).filter((token) => token.isWord && token.word !== 'that');
  return words.length === 0 || (words.length < 6 && isMark(tokens[quote - 1], ':,'));
}

/** `Bo Chen said he believes “…”`: a pronoun's own verb of thinking gives way to the named source of the sentence. Nearest first. */
function outer(tokens: readonly Token[], attributions: readonly Attribution[]): Source | undefined {
  const [last, previous] = attributions;
  if (!last?.source || !previous?.source || tokens[last.cue]?.cue?.kind !== 'think') return undefined;
  return /^(?:he|she|they|it)$/u.test(tokens[last.source.first]?.word ?? '') ? previous.source : undefined;
}

/** `The mayor went further: “…”` */
function introduced(tokens: readonly Token[], quote: number): Source | undefined {
  if (!isMark(tokens[quote - 1], ':')) return undefined;
  return mainSubject(tokens, quote - 1);
}

const covers = ({ contents }: Attribution, quote: number): boolean =>
  contents.some(({ first, last }) => first <= quote && quote < last);

/** `Ana Lima: “…”` */
function labelled(tokens: readonly Token[], quote: number): Source | undefined {
  if (quote < 2 || quote > 9 || !isMark(tokens[quote - 1], ':') || !tokens[0]?.isCapital) return undefined;
  return nounPhraseFrom(tokens, 0, quote - 1);
}

/** `“…” — Ana Lima, mayor` */
function signed(tokens: readonly Token[], quote: number): Source | undefined {
  if (!isMark(tokens[quote + 1], '—–-―~(') || !tokens[quote + 2]?.isCapital) return undefined;
  return nounPhraseFrom(tokens, quote + 2);
}

/** Whom a sentence without quotations laid its words to, or leads over to: `She added:`. */
export function governing(tokens: readonly Token[], attributions: readonly Attribution[]): Source | undefined {
  const last = attributions[attributions.length - 1];
  const leads = isMark(tokens[tokens.length - 1], ':,');
  return last && (leads || last.contents.length > 0) ? last.source : undefined;
}

/** Who speaks where the sentence does not say: the line below, the paragraph so far, the one before. */
export function adjacentSpeaker(
  text: string,
  blocks: readonly Block[],
  index: number,
  unit: Span,
  before: Span | undefined,
  last: Utterance | undefined,
): Span | undefined {
  const block = blocks[index] as Block;
  const below = blocks[index + 1];
  const above = blocks[index - 1];
  if (last && !before && last.block === index - 1 && above?.marked.some((one) => !one.closed)) return last.speaker;
  if (!before && unit.to >= block.to - 1 && below?.isSignature) {
    const name = nameLine(text, below);
    if (name) return name;
  }
  if (last && last.block === index) return last.speaker;
  if (before) return subjectOf(text, before);
  return last && last.block === index - 1 && !before && last.end >= (above?.to ?? 0) - 1 ? last.speaker : undefined;
}

/** Whom the sentence is about that a quotation without a verb of saying stands in: `She was “at peace with all of it”.` */
export function subjectIn(tokens: readonly Token[], quote: number): Source | undefined {
  const source = quote > 1 ? mainSubject(tokens, quote) : undefined;
  return source && isPerson(tokens, source) ? source : undefined;
}

/** Whom the sentence before is about, where that is a name or a pronoun: `Ana Lima laughed. “No.”` */
function subjectOf(text: string, sentence: Span): Span | undefined {
  const tokens = tokensOf(text, sentence, []);
  const source = mainSubject(tokens, tokens.length);
  if (!source) return undefined;
  return isPerson(tokens, source) ? spanOf(tokens, source) : undefined;
}

/** Names without an article, or `he` or `she`. */
function isPerson(tokens: readonly Token[], { first, last }: Source): boolean {
  const word = tokens[first]?.word ?? '';
  if (/^(?:he|she)$/u.test(word)) return true;
  if (is(tokens[first], lexical.determiner | lexical.preposition | lexical.pronoun) || word === 'there') return false;
  return tokens.slice(first, last).every((token) => token.isCapital);
}

/** The name in a line such as `— Ana Lima, mayor of Orlen` or `Ana Lima / Town hall`. */
function nameLine(text: string, { from, to }: Span): Span | undefined {
  const line = text.slice(from, to);
  const lead = /^[-–—―~\s]*/u.exec(line)?.[0].length ?? 0;
  const name = /^\p{Lu}[^,/|(–—;:]*/u.exec(line.slice(lead))?.[0].trimEnd();
  if (!name || name.split(' ').length > 9) return undefined;
  return { from: from + lead, to: from + lead + name.length };
}
