import { drain } from '../text/steps';
import type { Span } from '../text/change';
import { rankSpans } from './claims';
import { compose, judgeSentences } from './compose';
import { withNames, judgeSpeech } from './speech';
import { isStory, readBlocks, type Before } from './blocks';
import { languageOf, type Language } from './features';
import { formOf, type Form } from './form';
import { tongueOf, type Reader } from './hedgesAbroad';
import { layoutOf } from './layout';
import type { Headings, Section } from './sections';
import type { Sentence } from './sentences';
import { why, type Kind, type Suggestion } from './suggestion';
import { Tokens } from './tokens';

/** Stretches of about this many units are looked at apart, so that a keystroke in a long text concerns one of them. */
const size = 1 << 14;

/** How far beyond its size a stretch may go in search of a good place to end. */
const slack = 1 << 12;

/**
 * A text in stretches that end before a heading of Markdown, else at a blank line, else at a line's end. A text of one
 * article is one stretch. Where a stretch ends depends on where it begins and on its own words alone.
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

/** What was found in a stretch of a text, by its words and what stands before it; for `suggest` to use again. */
export type Cache = Map<string, Found>;

interface Found {
  /** Offsets from the beginning of the stretch. */
  readonly suggestions: readonly Suggestion[];
  readonly section: Section | undefined;
}

/**
 * What in a text is worth a look, in the order of the text, at most one suggestion for a span. Deterministic. With a cache
 * of the same options, only stretches that are not in it are looked at; the cache then holds those of this text alone.
 */
export function suggest(text: string, options: DetectOptions = {}, cache?: Cache): readonly Suggestion[] {
  return drain(suggesting(text, options, cache));
}

/** `suggest` in steps of some milliseconds: whoever must not block pauses between them. */
export function suggesting(
  text: string,
  options: DetectOptions = {},
  cache?: Cache,
): Generator<undefined, readonly Suggestion[]> {
  return detecting(text, options, (found, named) => named(onePerSpan(found)), cache);
}

/** What a caller takes of everything that was found in a stretch; `named` adds the full names of speakers. */
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

/** A heading says more than words do, and a doubt more than worth. */
function weight({ kind, why: reasons }: Suggestion): number {
  return order.indexOf(kind) + (reasons.some(({ code }) => code === 'section') ? order.length : 0);
}

/** Room for the tokens of a stretch, made once and cleared for each. */
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

/** By the words of grammar of each language, where the share of the English ones does not tell: in few words, in abstracts. */
function corrected(told: Language, tongue: Reader | 'english' | undefined): Language {
  if (tongue === 'english') return told.genre ? told : { genre: 'report', isSure: false };
  return tongue ? { genre: undefined, isSure: false } : told;
}

/** None where the text is too short to tell. */
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

/** Where columns stand side by side: the suggestions, in the order of the source, whose words stand together there. */
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

/** A suggestion with its spans where `map` says they stand. */
function mapped(suggestion: Suggestion, map: (span: Span) => Span): Suggestion {
  const { speaker, name } = suggestion;
  return {
    ...suggestion,
    ...map(suggestion),
    ...(speaker ? { speaker: map(speaker) } : {}),
    ...(name ? { name: map(name) } : {}),
  };
}

/** A suggestion as the library gives it: offsets in UTF-16 units, end exclusive, and one English phrase that says why. */
export interface Detected {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
  readonly speaker?: { readonly start: number; readonly end: number };
  /** From 0 to 1. */
  readonly score: number;
  readonly why: string;
}

/** Every suggestion for a text, in its order; a span may have one of each kind. For other programs. */
export function detect(text: string, options: DetectOptions = {}): readonly Detected[] {
  return drain(detecting(text, options, (all) => all)).map(({ from, to, kind, speaker, score, why: reasons }) => {
    const words = why(reasons);
    if (!speaker) return { start: from, end: to, kind, score, why: words };
    return { start: from, end: to, kind, speaker: { start: speaker.from, end: speaker.to }, score, why: words };
  });
}

/** How much each span, as `[start, end]`, is worth a check, from 0 to 1, in the order given. */
export function rank(text: string, spans: readonly (readonly [number, number])[]): readonly number[] {
  return rankSpans(
    text,
    spans.map(([from, to]): Span => ({ from, to })),
  );
}
