import type { Span } from '../change';
import { judgeClaims, rankSpans } from './claims';
import { compose } from './compose';
import { judgeHedges } from './hedges';
import { readBlocks } from './reading';
import type { Headings } from './sections';
import { judgeSpeech } from './speech';
import { why, type Kind, type Suggestion } from './suggestion';

export interface DetectOptions {
  readonly headings?: Headings;
}

/** What in a text is worth a look, in the order of the text, at most one suggestion for a span. Deterministic. */
export function suggest(text: string, options: DetectOptions = {}): readonly Suggestion[] {
  const best = new Map<string, Suggestion>();
  for (const suggestion of detectAll(text, options)) {
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

/** Every suggestion, in the order of the text; a span may have one of each kind. */
function detectAll(text: string, options: DetectOptions): readonly Suggestion[] {
  const blocks = readBlocks(text, options.headings);
  const sentences = blocks.flatMap((block) => block.sentences);
  return compose(blocks, judgeSpeech(text, blocks), judgeClaims(text, sentences), judgeHedges(text, sentences));
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
  return detectAll(text, options).map(({ from, to, kind, speaker, score, why: reasons }) => ({
    start: from,
    end: to,
    kind,
    ...(speaker ? { speaker: { start: speaker.from, end: speaker.to } } : {}),
    score,
    why: why(reasons),
  }));
}

/** How much each span, as `[start, end]`, is worth a check, from 0 to 1, in the order given. */
export function rank(text: string, spans: readonly (readonly [number, number])[]): readonly number[] {
  return rankSpans(
    text,
    spans.map(([from, to]): Span => ({ from, to })),
  );
}
