import type { Span } from '../text/change';
import { attributionsOf, type Attribution } from './attribution';
import { tokensOf, type Token } from './clause';
import type { Range } from './content';
import { hint } from './vocabulary';
import { isQuotation } from './quotes';
import type { Block } from './blocks';
import { spanOf, type SpeakerSpan } from './speakerSpans';
import {
  adjacentSpeaker,
  governing,
  subjectIn,
  topicOf,
  quoteAttributionAt,
  type Adjacent,
  type Utterance,
  chineseSpeaker,
  innerSpeaker,
} from './speakers';
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
    if (block.furniture || !mayAttribute(block)) return;
    let before: Span | undefined;
    for (const stretch of stretchesOf(block)) {
      if (stretch.hasCue || stretch.hasMarks) {
        const unit = readUnit(text, block, stretch);
        const quotes = stretch.hasMarks ? quotesOf(text, blocks, i, unit, before, last) : [];
        found.push(...quotes, ...attributed(text, unit));
        const next = lastUtterance(unit, quotes, i);
        if (next)
          last = { ...next, previous: last?.block === i ? last.previous : last && { ...last, previous: undefined } };
      }
      before = stretch;
    }
  });
  return withLaterSpeakers(text, found);
}

/** Most paragraphs have neither a quotation mark nor a word that attributes. */
const mayAttribute = ({ marked, sentences }: Block): boolean =>
  marked.length > 0 || sentences.some(({ hints }) => (hints & hint.cue) !== 0);

/** The same, where a quotation that goes on in the next paragraph has the speaker who is named only there. */
function withLaterSpeakers(text: string, found: readonly Suggestion[]): readonly Suggestion[] {
  const result: Suggestion[] = [];
  let next: Suggestion | undefined;
  for (let i = found.length - 1; i >= 0; i--) {
    let one = found[i] as Suggestion;
    if (next?.speaker && !one.speaker && one.kind === 'quote' && goesOn(text, one, next))
      one = { ...one, speaker: next.speaker, score: next.score };
    if (one.kind === 'quote') next = one;
    result.push(one);
  }
  return result.reverse();
}

/** A quotation that nothing closes, and another one after a blank. */
const goesOn = (text: string, { to }: Span, next: Span): boolean =>
  !/["”»’」]/u.test(text.charAt(to - 1)) && text.slice(to, next.from).trim() === '';

interface Stretch extends Span {
  readonly hasCue: boolean;
  readonly hasMarks: boolean;
}

/** The sentences of a paragraph, those as one that stand in one pair of marks. */
function stretchesOf({ sentences, marked }: Block): readonly Stretch[] {
  const result: { from: number; to: number; hasCue: boolean; hasMarks: boolean }[] = [];
  let next = 0;
  for (const { from, to, hints } of sentences) {
    const open = result[result.length - 1];
    while ((marked[next]?.to ?? Infinity) <= from) next++;
    const at = marked[next]?.from ?? Infinity;
    const cue = (hints & hint.cue) !== 0;
    if (open && at < open.to) {
      open.to = to;
      open.hasCue ||= cue;
    } else result.push({ from, to, hasCue: cue, hasMarks: at < to });
  }
  return result;
}

/** A sentence of more tokens than this is a table or a list and nobody's words; a quotation is one token. */
const longest = 600;

function readUnit(text: string, { marked }: Block, { from, to }: Span): Unit {
  const all = tokensOf(text, { from, to }, marked);
  const tokens = all.length > longest ? [] : all;
  return { from, to, tokens, attributions: attributionsOf(tokens) };
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
    const voice = quoteAttributionAt(unit.tokens, at, unit.attributions);
    if (!isQuotation(text, unit.tokens, at, voice, block.section?.kind === 'quote')) return;
    const named = voice ? spanOf(unit.tokens, voice.source) : (namedBeside(text, unit, token) ?? quotes[0]?.speaker);
    const other = named ? undefined : otherSpeaker(text, blocks, index, unit, at, before, last);
    const speaker = named ?? other?.speaker;
    const word = voice?.cue === undefined ? '' : (unit.tokens[voice.cue]?.word ?? '');
    const why: Reason[] = [{ code: 'quotation marks' }];
    if (word !== '') why.push({ code: 'attributed', word });
    quotes.push({
      from: token.from,
      to: token.to,
      kind: 'quote',
      score: named || other?.isSure ? 0.95 : other ? 0.75 : 0.7,
      why,
      ...(speaker ? { speaker } : {}),
    });
  });
  return quotes;
}

/** Who speaks as other languages say it: in a clause within the quotation, by a topic, by a Chinese verb. */
const namedBeside = (text: string, unit: Span, quote: Span): Span | undefined =>
  innerSpeaker(text, quote) ?? topicOf(text, unit, quote) ?? chineseSpeaker(text, quote);

/** Who speaks where no verb of the sentence says so. */
function otherSpeaker(
  text: string,
  blocks: readonly Block[],
  index: number,
  unit: Unit,
  quote: number,
  before: Span | undefined,
  last: Utterance | undefined,
): Adjacent | undefined {
  const isAlone = unit.tokens.filter(({ isWord }) => isWord).length < 2;
  if (isAlone) return adjacentSpeaker(text, blocks, index, unit, before, last);
  const subject = subjectIn(unit.tokens, quote);
  if (subject) return { speaker: spanOf(unit.tokens, subject), isSure: true };
  return last && quote === 0 && last.block === index ? { speaker: last.speaker, isSure: true } : undefined;
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
      if (range.first + that >= range.last) continue;
      const { from, to } = spanOf(unit.tokens, { first: range.first + that, last: range.last });
      const why: Reason[] = [{ code: 'attributed', word: text.slice(unit.tokens[cue]?.from, unit.tokens[cue]?.to) }];
      found.push({ from, to, kind: 'claim', score: 0.6, why, speaker });
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

const isFirstPerson = (tokens: readonly Token[], { first, last }: SpeakerSpan): boolean =>
  last - first === 1 && /^(?:i|we|you|one)$/u.test(tokens[first]?.word ?? '');

function lastUtterance(unit: Unit, quotes: readonly Suggestion[], block: number): Utterance | undefined {
  const speaker = quotes[quotes.length - 1]?.speaker;
  if (speaker) return { speaker, block, end: unit.to };
  const open = governing(unit.tokens, unit.attributions);
  return open ? { speaker: spanOf(unit.tokens, open), block, end: unit.to } : undefined;
}
