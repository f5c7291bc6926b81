import { drain } from '../text/steps';
import type { Span } from '../text/change';
import { rankSpans } from './claims';
import { compose, judgeSentences } from './compose';
import { withNames } from './names';
import { judgeSpeech } from './speech';
import { isStory, readBlocks, type Before } from './blocks';
import { languageOf, type Language } from './features';
import { formOf, type Form } from './form';
import { tongueOf, type Reader } from './hedgesAbroad';
import { layoutOf } from './layout';
import type { Headings, Section } from './sections';
import type { Sentence } from './sentences';
import { why, type Kind, type Suggestion } from './suggestion';
import { Tokens } from './tokens';

/** The length of a stretch, in UTF-16 units: stretches are read apart, so that a keystroke concerns only one. */
const size = 1 << 14;

/** How far a stretch may exceed its size to end at a good place, in UTF-16 units. */
const slack = 1 << 12;

/**
 * Cuts a text into stretches that end before a heading of Markdown, else at a blank line, else at a line's end. A text
 * of one article is one stretch. The end of a stretch depends only on its beginning and its own words.
 */
function chunksOf(text: string): readonly Span[] {
  const chunks: Span[] = [];
  for (let from = 0; from < text.length;) {
    const to = text.length - from <= size + slack ? text.length : endOfChunk(text, from + size);
    chunks.push({ from, to });
    from = to;
  }
  return chunks;
}

function endOfChunk(text: string, from: number): number {
  const near = text.slice(from, from + slack + 2);
  for (const boundary of ['\n#', '\n\n', '\n\r\n', '\n']) {
    const at = near.indexOf(boundary);
    if (at >= 0 && at < slack) return from + at + 1;
  }
  const line = text.indexOf('\n', from);
  return line < 0 ? text.length : line + 1;
}

export interface DetectOptions {
  readonly headings?: Headings;
}

/** What was found in each stretch of a text, by its words and the section before it, for `suggest` to reuse. */
export type Cache = Map<string, Found>;

interface Found {
  /** With offsets from the beginning of the stretch. */
  readonly suggestions: readonly Suggestion[];
  readonly section: Section | undefined;
}

/**
 * Finds suggestions in the order of the text, at most one for a span. Deterministic. With a cache made with the same
 * options, only stretches that are not in it are read; afterwards it holds those of this text alone.
 */
export function suggest(text: string, options: DetectOptions = {}, cache?: Cache): readonly Suggestion[] {
  return drain(suggesting(text, options, cache));
}

/** `suggest` in steps of some milliseconds: a caller that must not block pauses between them. */
export function suggesting(
  text: string,
  options: DetectOptions = {},
  cache?: Cache,
): Generator<undefined, readonly Suggestion[]> {
  return detecting(text, options, (found, named) => named(onePerSpan(found)), cache);
}

/** Chooses the suggestions of a stretch that a caller wants; `named` adds the full names of speakers. */
type Pick = (
  suggestions: readonly Suggestion[],
  named: (chosen: readonly Suggestion[]) => readonly Suggestion[],
) => readonly Suggestion[];

function onePerSpan(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const best = new Map<string, Suggestion>();
  for (const suggestion of suggestions) {
    const key = `${suggestion.from} ${suggestion.to}`;
    const other = best.get(key);
    if (!other || weight(suggestion) > weight(other)) best.set(key, suggestion);
  }
  return [...best.values()];
}

const order: readonly Kind[] = ['claim', 'unconfirmed', 'quote', 'verified'];

/** Ranks suggestions of one span: one by a heading before one by words, then by kind as in `order`. */
function weight({ kind, why: reasons }: Suggestion): number {
  return order.indexOf(kind) + (reasons.some(({ code }) => code === 'section') ? order.length : 0);
}

/** The tokens of a stretch; made once and cleared for each stretch. */
const tokens = new Tokens(0);

/** The suggestions of all stretches, in the order of the text. */
function* detecting(
  text: string,
  { headings }: DetectOptions,
  pick: Pick,
  cache?: Cache,
): Generator<undefined, readonly Suggestion[]> {
  const all: Suggestion[] = [];
  const used: [string, Found][] = [];
  let before: Before | undefined;
  const form = formOf(text);
  const chunks = form.isPage ? [{ from: 0, to: text.length }] : chunksOf(text);
  for (const { from, to } of chunks) {
    const chunk = text.slice(from, to);
    const key = `${before ? `${before.section?.kind} ${before.section?.by}` : ''}\n${form.key}\n${chunk}`;
    const found = cache?.get(key) ?? detectIn(chunk, form, headings, before, pick);
    if (cache) used.push([key, found]);
    for (const one of found.suggestions)
      all.push(from === 0 ? one : mapped(one, ({ from: begin, to: end }) => ({ from: begin + from, to: end + from })));
    before = { section: found.section };
    yield;
  }
  cache?.clear();
  for (const [key, found] of used) cache?.set(key, found);
  return all;
}

/** Corrects the language by words of grammar of each language, for short texts and abstracts. */
function corrected(told: Language, tongue: Reader | 'english' | undefined): Language {
  if (tongue === 'english') return told.genre ? told : { genre: 'report', isSure: false };
  return tongue ? { genre: undefined, isSure: false } : told;
}

/** Whether a text is English; undefined if it is too short to tell. */
const isEnglish = ({ genre, isSure }: Language): boolean | undefined => (isSure ? true : genre ? undefined : false);

function detectIn(
  source: string,
  form: Form,
  headings: Headings | undefined,
  before: Before | undefined,
  pick: Pick,
): Found {
  tokens.clear();
  const layout = layoutOf(source, form, before === undefined);
  const { text, labels, isDialogue } = layout;
  const blocks = readBlocks(text, headings, before, tokens, labels);
  const sentences: Sentence[] = [];
  for (const block of blocks) for (const sentence of block.sentences) sentences.push(sentence);
  const inStory = isStory(tokens, blocks);
  const told = languageOf(
    tokens,
    sentences.filter(({ furniture }) => !furniture).map(({ tokens: range }) => range),
  );
  const tongue = told.isSure ? 'english' : tongueOf(text, sentences);
  const language = corrected(told, tongue);
  const abroad = tongue === 'english' ? undefined : tongue;
  const speech = judgeSpeech(text, blocks, isEnglish(language), inStory);
  const quotes = speech.filter(({ kind }) => kind === 'quote');
  const { claims, hedges } = judgeSentences(text, tokens, sentences, isDialogue, inStory, language, abroad, quotes);
  const found = compose(text, blocks, speech, claims, hedges);
  const suggestions = pick(found, (chosen) => withNames(text, chosen, blocks, inStory));
  const toSource = (span: Span): Span => layout.toSource(span);
  const inSource = suggestions.map((one) => mapped(one, toSource));
  return {
    suggestions: layout.parts.length === 0 ? inSource : inColumns(source, inSource, layout.parts),
    section: blocks[blocks.length - 1]?.section ?? before?.section,
  };
}

/** The suggestions of a text with columns, in the order of the source: only spans that are together in it. */
function inColumns(source: string, all: readonly Suggestion[], parts: readonly Span[]): readonly Suggestion[] {
  const isTogether = ({ from, to }: Span): boolean =>
    from < to && (!source.slice(from, to).includes('\n') || !parts.some((part) => part.from < to && from < part.to));
  return all
    .filter(isTogether)
    .map(({ speaker, name, ...one }) => ({
      ...one,
      ...(speaker && isTogether(speaker) ? { speaker } : {}),
      ...(name && isTogether(name) ? { name } : {}),
    }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** A suggestion with each of its spans mapped. */
function mapped(suggestion: Suggestion, map: (span: Span) => Span): Suggestion {
  const { speaker, name } = suggestion;
  return {
    ...suggestion,
    ...map(suggestion),
    ...(speaker ? { speaker: map(speaker) } : {}),
    ...(name ? { name: map(name) } : {}),
  };
}

/** A suggestion as the library returns it: offsets in UTF-16 units, end exclusive, and reasons in English. */
export interface Detected {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
  readonly speaker?: { readonly start: number; readonly end: number };
  /** From 0 to 1. */
  readonly score: number;
  readonly why: string;
}

/** Finds every suggestion for a text, in its order; a span may have one of each kind. For other programs. */
export function detect(text: string, options: DetectOptions = {}): readonly Detected[] {
  return drain(detecting(text, options, (all) => all)).map(({ from, to, kind, speaker, score, why: reasons }) => {
    const words = why(reasons);
    if (!speaker) return { start: from, end: to, kind, score, why: words };
    return { start: from, end: to, kind, speaker: { start: speaker.from, end: speaker.to }, score, why: words };
  });
}

/** Rates how much each span, as `[start, end]`, is worth a check, from 0 to 1, in the order given. */
export function rank(text: string, spans: readonly (readonly [number, number])[]): readonly number[] {
  return rankSpans(
    text,
    spans.map(([from, to]): Span => ({ from, to })),
  );
}
