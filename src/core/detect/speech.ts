import type { Span } from '../change';
import { attributionsOf, type Attribution } from './attribution';
import { tokensOf, type Token } from './clause';
import type { Range } from './content';
import { hasCue } from './hints';
import { isQuotation } from './quotes';
import type { Block } from './reading';
import { spanOf, type Source } from './source';
import { adjacentSpeaker, governing, speakerAt, type Utterance } from './speakers';
import type { Reason, Suggestion } from './suggestion';

/** A stretch of a paragraph that no quotation crosses: a sentence, or several in one pair of marks with what frames them. */
interface Unit extends Span {
  readonly tokens: readonly Token[];
  readonly attributions: readonly Attribution[];
}

/** Quotations with their speakers, and what is laid to somebody without quotation marks. */
export function judgeSpeech(text: string, blocks: readonly Block[]): readonly Suggestion[] {
  const found: Suggestion[] = [];
  let last: Utterance | undefined;
  blocks.forEach((block, i) => {
    if (block.furniture || !(block.hasCue || block.marked.length > 0)) return;
    let before: Span | undefined;
    for (const span of unitsOf(block)) {
      const unit = readUnit(text, block, span);
      if (unit) {
        const quotes = quotesOf(text, blocks, i, unit, before, last);
        found.push(...quotes, ...attributed(text, unit));
        last = lastUtterance(unit, quotes, i) ?? last;
      }
      before = span;
    }
  });
  return found;
}

function unitsOf(block: Block): readonly Span[] {
  if (block.marked.length === 0) return block.sentences;
  const units: { from: number; to: number }[] = [];
  for (const { from, to } of block.sentences) {
    const open = units[units.length - 1];
    if (open && block.marked.some((one) => one.from < open.to && one.to > from)) open.to = to;
    else units.push({ from, to });
  }
  return units;
}

function readUnit(text: string, block: Block, span: Span): Unit | undefined {
  const isMarked = block.marked.some((one) => one.from < span.to && one.to > span.from);
  if (!isMarked && !(block.hasCue && hasCue(text, span.from, span.to))) return undefined;
  const tokens = tokensOf(text, span, block.marked);
  return { ...span, tokens, attributions: attributionsOf(tokens) };
}

function quotesOf(
  text: string,
  blocks: readonly Block[],
  index: number,
  unit: Unit,
  before: Span | undefined,
  last: Utterance | undefined,
): readonly Suggestion[] {
  const quotes: Suggestion[] = [];
  const block = blocks[index] as Block;
  unit.tokens.forEach((token, at) => {
    if (!token.marked) return;
    const own = speakerAt(unit.tokens, at, unit.attributions);
    if (!isQuotation(text, unit.tokens, at, own?.cue, block.section?.kind === 'quote')) return;
    const isAlone = unit.tokens.every((other) => other.marked !== undefined || !other.isWord);
    const speaker = own
      ? spanOf(unit.tokens, own.source)
      : (quotes.find((other) => other.speaker)?.speaker ??
        (isAlone || !last ? adjacentSpeaker(text, blocks, index, unit, before, last) : undefined));
    const word = own?.cue === undefined ? '' : (unit.tokens[own.cue]?.word ?? '');
    const why: Reason[] = [{ code: 'quotation marks' }];
    if (word !== '') why.push({ code: 'attributed', word });
    quotes.push({
      from: token.from,
      to: token.to,
      kind: 'quote',
      score: speaker ? 0.95 : 0.7,
      why,
      ...(speaker ? { speaker } : {}),
    });
  });
  return quotes;
}

/** What is said without marks, or with marks around a part of it. */
function attributed(text: string, unit: Unit): readonly Suggestion[] {
  const found: Suggestion[] = [];
  for (const { cue, source, contents } of unit.attributions) {
    if (!source || isFirstPerson(unit.tokens, source)) continue;
    const speaker = spanOf(unit.tokens, source);
    for (const range of contents) {
      if (contents.length === 1 && !hasWords(unit.tokens, range)) continue;
      const that = unit.tokens[range.first]?.word === 'that' ? 1 : 0;
      const span = spanOf(unit.tokens, { first: range.first + that, last: range.last });
      const why: Reason[] = [{ code: 'attributed', word: text.slice(unit.tokens[cue]?.from, unit.tokens[cue]?.to) }];
      found.push({ ...span, kind: 'claim', speaker, score: 0.6, why });
    }
  }
  if (found.length < 2) return found;
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  return found.filter((one, i) => !found.slice(0, i).some((other) => other.to >= one.to));
}

/** Three words at least outside quotations. */
function hasWords(tokens: readonly Token[], { first, last }: Range): boolean {
  let count = 0;
  for (let at = first; at < last && count < 3; at++) if (tokens[at]?.isWord) count++;
  return count >= 3;
}

const isFirstPerson = (tokens: readonly Token[], { first, last }: Source): boolean =>
  last - first === 1 && /^(?:i|we|you|one)$/u.test(tokens[first]?.word ?? '');

function lastUtterance(unit: Unit, quotes: readonly Suggestion[], block: number): Utterance | undefined {
  const speaker = quotes[quotes.length - 1]?.speaker;
  if (speaker) return { speaker, block, end: unit.to };
  const open = governing(unit.tokens, unit.attributions);
  return open ? { speaker: spanOf(unit.tokens, open), block, end: unit.to } : undefined;
}
