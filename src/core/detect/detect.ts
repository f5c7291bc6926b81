import { judgeClaims, rankSpans } from './claims';
import { judgeHedges } from './hedges';
import { readBlocks, type Block } from './reading';
import type { Headings } from './sections';
import type { Sentence } from './sentence';
import { judgeSpeech } from './speech';
import { why, type Kind, type Suggestion } from './suggestion';

export interface DetectOptions {
  readonly headings?: Headings;
}

/** What in a text is worth a look, in the order of the text. Deterministic, and without a model of who reads. */
export function suggest(text: string, options: DetectOptions = {}): readonly Suggestion[] {
  const blocks = readBlocks(text, options.headings);
  const sentences = blocks.flatMap((block) => block.sentences);
  const all = [
    ...judgeClaims(text, sentences),
    ...judgeHedges(text, sentences),
    ...judgeSpeech(text, blocks),
    ...bySection(blocks),
  ];
  return all.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Everything under a heading that says what it is. */
function bySection(blocks: readonly Block[]): readonly Suggestion[] {
  return blocks.flatMap(({ section, sentences, furniture }) => {
    if (furniture || !section || section.kind === 'other' || section.kind === 'ignore') return [];
    const kind: Kind = section.kind;
    return sentences.map((sentence): Suggestion => sectionSuggestion(sentence, kind, section.title));
  });
}

function sectionSuggestion({ from, to }: Sentence, kind: Kind, heading: string): Suggestion {
  return { from, to, kind, score: 1, why: [{ code: 'section', heading }] };
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

/** {@link suggest} for other programs. */
export function detect(text: string, options: DetectOptions = {}): readonly Detected[] {
  return suggest(text, options).map(({ from, to, kind, speaker, score, why: reasons }) => ({
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
    spans.map(([from, to]) => ({ from, to })),
  );
}
