import type { Span } from '../text/change';
import type { Attribution } from './saying';
import { is, isMark, tokensOf, type Token } from './clause';
import { lexical } from './grammar';
import type { Block } from './reading';
import { mainSubject, spanOf, type Source } from './source';

/** Who spoke last, in which paragraph, and where the sentence ended. */
export interface Utterance {
  readonly speaker: Span;
  readonly block: number;
  readonly end: number;
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
  const lead = !before && above ? leadingName(text, above) : undefined;
  if (lead) return lead;
  if (before) return subjectOf(text, before);
  return last && last.block === index - 1 && !before && last.end >= (above?.to ?? 0) - 1 ? last.speaker : undefined;
}

/** Whom the sentence is about that a quotation without a verb of saying stands in: `She was “at peace with all of it”.` */
export function subjectIn(tokens: readonly Token[], quote: number): Source | undefined {
  const source = quote > 1 ? mainSubject(tokens, quote) : undefined;
  return source && isPerson(tokens, source) ? source : undefined;
}

/** Whom the sentence before is about, where that is a name or a pronoun: `Ana Lima laughed. “No.”`, `Lima’s answer? “No.”` */
function subjectOf(text: string, sentence: Span): Span | undefined {
  const tokens = tokensOf(text, sentence, []);
  const source = mainSubject(tokens, tokens.length);
  if (!source) return undefined;
  const owner = isMark(tokens[tokens.length - 1], '?') && is(tokens[source.first], lexical.possessive);
  if (owner && tokens[source.first]?.isCapital) return spanOf(tokens, { first: source.first, last: source.first + 1 });
  return isPerson(tokens, source) ? spanOf(tokens, source) : undefined;
}

/** Names without an article, or `he` or `she`. */
function isPerson(tokens: readonly Token[], { first, last }: Source): boolean {
  const word = tokens[first]?.word ?? '';
  if (/^(?:he|she)$/u.test(word)) return true;
  if (is(tokens[first], lexical.determiner | lexical.preposition | lexical.pronoun) || word === 'there') return false;
  return tokens.slice(first, last).every((token) => token.isCapital);
}

const lead = /^((?:[\p{L}’']+ ){1,5}(?:from|by) )?(\p{Lu}[^,(:;.!?]{1,60}|the [^,(:;.!?]{1,60})([,(][^:.!?]{1,60})?:$/u;

/** Whom a line leads over to: `Ana Lima, mayor of Orlen:`, `Statement from the harbor office:`. */
function leadingName(text: string, { from, to }: Span): Span | undefined {
  if (text.charAt(to - 1) !== ':' || to - from > 160) return undefined;
  const [, by = '', name = '', rest] = lead.exec(text.slice(from, to)) ?? [];
  if (by === '' && rest === undefined) return undefined;
  return name === '' ? undefined : { from: from + by.length, to: from + by.length + name.trimEnd().length };
}

/** The name in a line such as `— Ana Lima, mayor of Orlen` or `Ana Lima / Town hall`. */
function nameLine(text: string, { from, to }: Span): Span | undefined {
  const line = text.slice(from, to);
  const lead = /^[-–—―~\s]*/u.exec(line)?.[0].length ?? 0;
  const name = /^\p{Lu}[^,/|(–—;:]*/u.exec(line.slice(lead))?.[0].trimEnd();
  if (!name || name.split(' ').length > 9) return undefined;
  return { from: from + lead, to: from + lead + name.length };
}
