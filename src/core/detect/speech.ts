import type { Span } from '../text/change';
import { attributionsOf, type Attribution } from './attribution';
import type { Block } from './blocks';
import { isMark, tokensOf, type Token } from './clause';
import { hasFinite, type Range } from './content';
import { frameAbroad, speakerAbroad, withoutPredicate } from './abroad';
import { isQuotation, isShouted } from './quotes';
import { endOfAsked, spanOf, type SpeakerSpan } from './speakerSpans';
import { adjacentSpeaker, governing, type Adjacent, type Utterance } from './neighbours';
import { subjectIn, quoteAttributionAt } from './speakers';
import type { Reason, Suggestion } from './suggestion';
import { hint } from './vocabulary';

/** One or more sentences, joined by a pair of marks, with all words that may name the speaker of a quotation in it. */
interface Unit extends Span {
  readonly tokens: readonly Token[];
  readonly attributions: readonly Attribution[];
}

/**
 * Finds quotations with their speakers, and reported words without marks. Habits of other languages count unless the
 * text is surely English.
 */
export function judgeSpeech(
  text: string,
  blocks: readonly Block[],
  isEnglish: boolean | undefined = undefined,
  inStory = false,
): readonly Suggestion[] {
  const found: Suggestion[] = [];
  let last: Utterance | undefined;
  blocks.forEach((block, i) => {
    if (block.furniture || !mayAttribute(block)) return;
    let before: Span | undefined;
    for (const stretch of stretchesOf(block)) {
      if (stretch.hasCue || stretch.hasMarks) {
        const unit = readUnit(text, block, stretch);
        const quotes = stretch.hasMarks
          ? quotesOf(text, { blocks, index: i, isEnglish, inStory }, unit, before, last)
          : [];
        for (const one of [...quotes, ...attributed(text, unit)]) found.push(one);
        const next = lastUtterance(unit, quotes, i);
        if (next)
          last = { ...next, previous: last?.block === i ? last.previous : last && { ...last, previous: undefined } };
      }
      before = stretch;
    }
  });
  return withLaterSpeakers(text, found);
}

/** Whether a paragraph has a quotation mark or a word that attributes; most have neither. */
const mayAttribute = ({ marked, sentences }: Block): boolean =>
  marked.length > 0 || sentences.some(({ hints }) => (hints & hint.cue) !== 0);

/** Gives a quotation that goes on in the next paragraph the speaker who is named only there. */
function withLaterSpeakers(text: string, found: readonly Suggestion[]): readonly Suggestion[] {
  const result: Suggestion[] = [];
  let next: Suggestion | undefined;
  for (let i = found.length - 1; i >= 0; i--) {
    let one = found[i] as Suggestion;
    if (next?.speaker && !one.speaker && one.kind === 'quote' && continuesIn(text, one, next))
      one = { ...one, speaker: next.speaker, score: next.score };
    if (one.kind === 'quote') next = one;
    result.push(one);
  }
  return result.reverse();
}

/** Whether a quotation has no closing mark and only blanks stand before the next one. */
const continuesIn = (text: string, { to }: Span, next: Span): boolean =>
  !/["”»’」“«]/u.test(text.charAt(to - 1)) && text.slice(to, next.from).trim() === '';

interface Stretch extends Span {
  readonly hasCue: boolean;
  readonly hasMarks: boolean;
}

/** The sentences of a paragraph; sentences that one pair of marks joins are one stretch. */
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

/** Longest sentence that is read, in tokens, with a quotation as one; longer ones are tables or lists. */
const longest = 600;

function readUnit(text: string, { marked }: Block, { from, to }: Span): Unit {
  const all = tokensOf(text, { from, to }, marked);
  const tokens = all.length > longest ? [] : all;
  return { from, to, tokens, attributions: attributionsOf(tokens) };
}

/** Where a quotation stands: the block `index`, and the kind of text. */
interface Place {
  readonly blocks: readonly Block[];
  readonly index: number;
  /** Undefined if the text is too short to tell. */
  readonly isEnglish: boolean | undefined;
  readonly inStory: boolean;
}

function quotesOf(
  text: string,
  place: Place,
  unit: Unit,
  before: Span | undefined,
  last: Utterance | undefined,
): readonly Suggestion[] {
  const { blocks, index, isEnglish, inStory } = place;
  const quotes: Suggestion[] = [];
  const block = blocks[index] as Block;
  unit.tokens.forEach((token, at) => {
    if (!token.marked) return;
    if (isShouted(unit.tokens, at)) return void quotes.push(quoteOf(token));
    const voice = quoteAttributionAt(unit.tokens, at, unit.attributions);
    const frame = isEnglish ? undefined : frameAbroad(text, unit, token, isEnglish === false);
    const isFramed = frame !== undefined || (inStory && at === 0 && /[.!?…].$/u.test(text.slice(token.from, token.to)));
    if (!isQuotation(text, unit.tokens, at, voice, block.section?.kind === 'quote', isFramed)) return;
    const abroad = frame ?? (voice || isEnglish ? undefined : speakerAbroad(text, unit, token));
    const whole = firstHalfSpeaker(text, unit.tokens, quotes, token);
    const isNamed = voice && !abroad && !(isEnglish === false && isPreposition(unit.tokens, voice.source));
    const english = isNamed ? spanOf(unit.tokens, voice.source) : undefined;
    const own = english && isEnglish === false ? withoutPredicate(text, english) : english;
    const named = whole ?? own ?? abroad ?? quotes[0]?.speaker;
    const word = voice?.cue === undefined ? '' : (unit.tokens[voice.cue]?.word ?? '');
    const adjacent = named ? undefined : otherSpeaker(text, place, unit, at, before, last);
    quotes.push(quoteOf(token, named ? { speaker: named, isSure: true } : adjacent, word));
  });
  return quotes;
}

/** A quotation with its speaker, if known; `word` is the word that attributes, empty if there is none. */
function quoteOf({ from, to }: Span, by?: Adjacent, word = ''): Suggestion {
  const why: Reason[] = [{ code: 'quotation marks' }];
  if (word !== '') why.push({ code: 'attributed', word });
  const score = by === undefined ? 0.7 : by.isSure ? 0.95 : 0.75;
  return { from, to, kind: 'quote', score, why, ...(by ? { speaker: by.speaker } : {}) };
}

/** Whether `we` is a Polish preposition, as in `powiedziała we wtorek`, not a pronoun. */
const isPreposition = (tokens: readonly Token[], { first, last }: SpeakerSpan): boolean =>
  last - first === 1 && tokens[first]?.word === 'we';

/**
 * The speaker of the first half, if a small letter begins the second: `“The roof,” she said when he asked, “will
 * last.”`
 */
function firstHalfSpeaker(
  text: string,
  tokens: readonly Token[],
  quotes: readonly Suggestion[],
  { from }: Token,
): Span | undefined {
  const first = quotes.length === 1 ? quotes[0] : undefined;
  if (!first?.speaker || first.from !== tokens[0]?.from || first.speaker.from < first.to) return undefined;
  if (text.slice(first.to, from).includes(';')) return undefined;
  const isHalf =
    /,[^\s,]?$/u.test(text.slice(first.from, first.to)) && /^[^\p{L}]?\p{Ll}/u.test(text.slice(from, from + 2));
  return isHalf ? first.speaker : undefined;
}

/** The speaker of a quotation if no verb of its sentence tells one. */
function otherSpeaker(
  text: string,
  { blocks, index, inStory, isEnglish }: Place,
  unit: Unit,
  quote: number,
  before: Span | undefined,
  last: Utterance | undefined,
): Adjacent | undefined {
  const isAlone = unit.tokens.filter(({ isWord }) => isWord).length < 2;
  if (isAlone) {
    const found = adjacentSpeaker(text, blocks, index, unit, before, last, inStory);
    // The subject of the sentence before is found by English grammar.
    return before && isEnglish === false && found?.isSure === false ? undefined : found;
  }
  const subject = subjectIn(unit.tokens, quote);
  if (subject) return { speaker: spanOf(unit.tokens, subject), isSure: true };
  return last && quote === 0 && last.block === index ? { speaker: last.speaker, isSure: true } : undefined;
}

/** Reported words without marks, or with marks around a part of them. */
function attributed(text: string, unit: Unit): readonly Suggestion[] {
  const found: Suggestion[] = [];
  // `Asked if he feared a backlash, Marsh shrugged.`: he did not say what he was asked.
  const endOfAskedPhrase = endOfAsked(unit.tokens);
  for (const { cue, source, contents } of unit.attributions) {
    // `in the words of X` attributes quotations alone.
    if (!source || cue < endOfAskedPhrase || isNoSource(unit.tokens, source) || unit.tokens[cue]?.word === 'words')
      continue;
    const speaker = spanOf(unit.tokens, source);
    for (const range of contents) {
      if (contents.length === 1 && (!hasWords(unit.tokens, range) || isConfirmation(unit.tokens, range))) continue;
      if (unit.tokens[range.first]?.word === 'the' && unit.tokens[range.first + 1]?.word === 'same') continue;
      if (isPredicateInMarks(unit.tokens, cue, range)) continue;
      if (unit.tokens[cue]?.cue?.kind === 'think' && !hasFinite(unit.tokens, range.first, range.last)) continue;
      // In `says that is impossible`, `that` is the subject, not the conjunction.
      const isThat =
        unit.tokens[range.first]?.word === 'that' &&
        !/^(?:is|was|isn['’]t|wasn['’]t)$/u.test(unit.tokens[range.first + 1]?.word ?? '');
      const that = isThat && (range.first > cue || range.last === range.first + 1) ? 1 : 0;
      if (range.first + that >= range.last) continue;
      let { last } = range;
      while (last > range.first + that + 1 && isMark(unit.tokens[last - 1], '([')) last--;
      const { from, to } = spanOf(unit.tokens, { first: range.first + that, last });
      const why: Reason[] = [{ code: 'attributed', word: text.slice(unit.tokens[cue]?.from, unit.tokens[cue]?.to) }];
      found.push({ from, to, kind: 'claim', score: 0.6, why, speaker });
    }
  }
  if (found.length < 2) return found;
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  return found.filter((one, i) => !found.slice(0, i).some((other) => other.to >= one.to));
}

/** Whether the predicate of a cue such as `called` is a quotation: `labelled the deal “a surrender”`. */
const isPredicateInMarks = (tokens: readonly Token[], cue: number, { first, last }: Range): boolean =>
  tokens[cue]?.cue?.kind === 'call' && tokens.slice(first, last).some(({ marked }) => marked);

/** Whether the words only confirm something: `that he did`. */
const isConfirmation = (tokens: readonly Token[], { first, last }: Range): boolean =>
  last - first === 3 && tokens[first]?.word === 'that' && /^(?:he|she|they|it)$/u.test(tokens[first + 1]?.word ?? '');

/** Whether there are at least three words outside quotations. */
function hasWords(tokens: readonly Token[], { first, last }: Range): boolean {
  let count = 0;
  for (let at = first; at < last && count < 3; at++) if (tokens[at]?.isWord) count++;
  return count >= 3;
}

const isNoSource = (tokens: readonly Token[], { first, last }: SpeakerSpan): boolean =>
  last - first === 1 && /^(?:i|we|you|one|nobody|none)$/u.test(tokens[first]?.word ?? '');

function lastUtterance(unit: Unit, quotes: readonly Suggestion[], block: number): Utterance | undefined {
  const speaker = quotes[quotes.length - 1]?.speaker;
  if (speaker) return { speaker, block, end: unit.to };
  const open = governing(unit.tokens, unit.attributions);
  return open ? { speaker: spanOf(unit.tokens, open), block, end: unit.to } : undefined;
}
