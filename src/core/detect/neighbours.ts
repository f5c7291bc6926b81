import type { Span } from '../text/change';
import type { Attribution } from './attribution';
import type { Block } from './blocks';
import { is, isMark, lexical, tokensOf, type Token } from './clause';
import { hasFinite } from './content';
import { isPerson } from './speakers';
import { isName, mainSubject, spanOf, type SpeakerSpan } from './speakerSpans';

/** The last speaker, their paragraph, and the end of the sentence. */
export interface Utterance {
  readonly speaker: Span;
  readonly block: number;
  readonly end: number;
  /** The speaker before, and their paragraph. */
  readonly previous?: Utterance | undefined;
}

/** A speaker by the words around a quotation; not sure if only the order of paragraphs tells. */
export interface Adjacent {
  readonly speaker: Span;
  readonly isSure: boolean;
}

/** The source of a sentence without quotations, or the speaker it introduces: `She added:`. */
export function governing(tokens: readonly Token[], attributions: readonly Attribution[]): SpeakerSpan | undefined {
  const last = attributions[attributions.length - 1];
  const introduces = isMark(tokens[tokens.length - 1], ':,');
  return last && (introduces || last.contents.length > 0) ? last.source : undefined;
}

/** The speaker by the line below, the paragraph so far, or the paragraph before, if the sentence names nobody. */
export function adjacentSpeaker(
  text: string,
  blocks: readonly Block[],
  index: number,
  unit: Span,
  before: Span | undefined,
  last: Utterance | undefined,
  inStory: boolean,
): Adjacent | undefined {
  const sure = (speaker: Span | undefined): Adjacent | undefined => speaker && { speaker, isSure: true };
  const block = blocks[index] as Block;
  const below = blocks[index + 1];
  const above = blocks[index - 1];
  if (last && !before && last.block === index - 1 && above?.marked.some((one) => !one.closed))
    return sure(last.speaker);
  if (!before && unit.to >= block.to - 1 && below?.isSignature) {
    const name = nameLine(text, below);
    if (name) return sure(name);
  }
  if (last && last.block === index) return sure(last.speaker);
  const lead = !before && above ? leadingName(text, above) : undefined;
  if (lead) return sure(lead);
  const carried = before ? undefined : carriedOver(text, blocks, index, last, inStory);
  // `“By whom?” Ana Lima did not look up.`
  const beat = before ?? (inStory ? block.sentences.find(({ from }) => from >= unit.to) : undefined);
  const speaker = carried ?? (beat && subjectOf(text, beat));
  return speaker && { speaker, isSure: false };
}

/** The speaker of the paragraph before; if two voices alternate, as in stories, of the one before that. */
function carriedOver(
  text: string,
  blocks: readonly Block[],
  index: number,
  last: Utterance | undefined,
  inStory: boolean,
): Span | undefined {
  if (!last) return undefined;
  const isDash = isAfterDash(blocks[index]);
  if (inStory && !isDash) return otherVoice(text, blocks, index, last);
  if (isDash || alternates(blocks, index)) {
    const other = last.block === index - 2 ? last : last.previous;
    const opposite = blocks[index - 2];
    const isAlike = isDash ? isAfterDash(opposite) && isAfterDash(blocks[index - 1]) : isSpoken(opposite);
    return other?.block === index - 2 && isAlike ? other.speaker : undefined;
  }
  return last.block === index - 1 && last.end >= (blocks[index - 1]?.to ?? 0) - 1 ? last.speaker : undefined;
}

const isAfterDash = (block: Block | undefined): boolean => block?.marked[0]?.isSpoken === true;

/** The voice of two paragraphs before: in a story each paragraph with speech belongs to another voice. */
function otherVoice(text: string, blocks: readonly Block[], index: number, last: Utterance): Span | undefined {
  const speaks = (at: number): boolean => (blocks[at]?.marked.length ?? 0) > 0;
  if (!speaks(index - 1) || !speaks(index - 2)) return undefined;
  const other = last.block === index - 1 ? last.previous : last;
  if (other?.block !== index - 2) return undefined;
  const words = ({ speaker: { from, to } }: Utterance): string => text.slice(from, to);
  return other === last || words(other) !== words(last) ? other.speaker : undefined;
}

/** Whether it is a dialogue: three or more paragraphs in a row begin with a closed quotation, and two are only that. */
function alternates(blocks: readonly Block[], index: number): boolean {
  let first = index;
  let end = index + 1;
  while (first > index - nearby && isSpoken(blocks[first - 1])) first--;
  while (end < index + nearby && isSpoken(blocks[end])) end++;
  let alone = 0;
  for (let at = first; at < end; at++) if (isAlone(blocks[at] as Block)) alone++;
  return end - first > 2 && alone > 1;
}

/** How many paragraphs before and after one are searched for a dialogue. */
const nearby = 6;

const isSpoken = (block: Block | undefined): boolean =>
  block?.marked[0]?.from === block?.from && block?.marked[0]?.closed === true;

const isAlone = ({ marked, to }: Block): boolean => marked.length === 1 && to - (marked[0]?.to ?? 0) <= 1;

/** The name or pronoun that the sentence before is about: `Ana Lima laughed. “No.”`, `Lima’s answer? “No.”` */
function subjectOf(text: string, sentence: Span): Span | undefined {
  const tokens = tokensOf(text, sentence, []);
  const source = mainSubject(tokens, tokens.length);
  if (!source) return undefined;
  const owner = isMark(tokens[tokens.length - 1], '?') && is(tokens[source.first], lexical.possessive);
  if (owner && tokens[source.first]?.isCapital) return spanOf(tokens, { first: source.first, last: source.first + 1 });
  return isPerson(tokens, source) ? spanOf(tokens, source) : undefined;
}

const lead = /^((?:[\p{L}’']+ ){1,5}(?:from|by) )?(\p{Lu}[^,(:;.!?]{1,60}|the [^,(:;.!?]{1,60})([,(][^:.!?]{1,60})?:$/u;

/** The name in a line that introduces speech: `Ana Lima, mayor of Orlen:`, `Statement from the harbor office:`. */
function leadingName(text: string, { from, to }: Span): Span | undefined {
  if (text.charAt(to - 1) !== ':' || to - from > 160) return undefined;
  const tokens = tokensOf(text, { from, to }, []);
  if (tokens.some(({ word }) => word === 'is' || word === 'was')) {
    const source = mainSubject(tokens, tokens.length);
    if (source && isName(tokens, source.last - 2, source.last)) return spanOf(tokens, source);
  }
  const [, by = '', name = '', rest] = lead.exec(text.slice(from, to)) ?? [];
  if (name === '' || (by === '' && rest === undefined)) return undefined;
  if (hasFinite(tokensOf(name, { from: 0, to: name.length }, []), 0, Infinity)) return undefined;
  return { from: from + by.length, to: from + by.length + name.trimEnd().length };
}

/** The name in a line such as `— Ana Lima, mayor of Orlen` or `Ana Lima / Town hall`. */
function nameLine(text: string, { from, to }: Span): Span | undefined {
  const line = text.slice(from, to);
  const lead = /^[-–—―~\s]*/u.exec(line)?.[0].length ?? 0;
  const name = /^\p{Lu}[^,/|(–—;:]*/u.exec(line.slice(lead))?.[0].trimEnd();
  if (!name || name.split(' ').length > 9) return undefined;
  return { from: from + lead, to: from + lead + name.length };
}
