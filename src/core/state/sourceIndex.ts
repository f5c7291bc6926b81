import { createIndex, type IndexedText, type Reading, type SourceIndex, type Spoken } from '../crosslink/index';
import { disagreements as compare, type Aspect } from '../crosslink/disagreement';
import { kin as kinOf } from '../crosslink/kin';
import { checkQuote as checkWords, type QuoteQuery, type QuoteVerdict } from '../crosslink/quoteCheck';
import { suggest } from '../detect/detect';
import { paragraphsOf } from '../detect/paragraphs';
import { readBlocks } from '../detect/blocks';
import { splitSentences } from '../detect/sentences';
import type { Span } from '../text/change';

/** What the index of texts needs from the detectors: the two rooms do not know each other. */
const reading: Reading = {
  sentences: (text) => paragraphsOf(text).flatMap((paragraph) => splitSentences(text, paragraph)),
  spoken: spokenIn,
  isFurniture,
};

/** An index of a folder's sources, which can be changed source by source. */
export const indexSources = (sources: readonly IndexedText[]): SourceIndex => createIndex(sources, reading);

function spokenIn(text: string): readonly Spoken[] {
  return suggest(text)
    .filter(({ kind }) => kind === 'quote')
    .map(({ from, to, speaker, name }) => ({
      from,
      to,
      speakers: [name, speaker].flatMap((span) => (span ? [text.slice(span.from, span.to)] : [])),
    }));
}

/** How far around a sentence, in UTF-16 units, its blocks are read to tell what it is. */
const surroundings = 400;

/** Whether a sentence is boilerplate: a byline, caption, heading or the like. The first line, the title, states the matter. */
function isFurniture(text: string, { from, to }: Span): boolean {
  if (text.lastIndexOf('\n', from - 1) < 0) return false;
  const start = text.lastIndexOf('\n', Math.max(0, from - surroundings)) + 1;
  const end = text.indexOf('\n', to + surroundings);
  const blocks = readBlocks(text.slice(start, end < 0 ? text.length : end), {}, { section: undefined });
  return blocks.some((block) => block.furniture && start + block.from <= from && from < start + block.to);
}

/** A span as the library takes and returns it: in UTF-16 units, `end` exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

const stretch = ({ from, to }: Span): Stretch => ({ start: from, end: to });

/** What `kin` is asked about: a span of an indexed source, or words from elsewhere. */
export type KinQuestion = ({ readonly source: string } & Stretch) | { readonly text: string };

/** A sentence of another source that may state the same fact. From a score of 0.5 on it may be shown unasked. */
export interface KinHit extends Stretch {
  readonly source: string;
  readonly score: number;
  /** What both have in common, in the words of the hit. */
  readonly why: string;
}

/** The sentences of other sources that state the same or an overlapping fact, best first. */
export function kin(index: SourceIndex, query: KinQuestion, limit: number): readonly KinHit[] {
  const asked = 'text' in query ? query : { source: query.source, from: query.start, to: query.end };
  return kinOf(index, asked, limit).map(({ source, score, why, ...span }) => ({
    source,
    ...stretch(span),
    score,
    why: why.map(({ code, words }) => `${code}: ${words.join(', ')}`).join('; '),
  }));
}

/** Where and how the sources have a quotation; only the verdict where none has it. */
export interface QuoteFinding extends Partial<Stretch> {
  readonly verdict: QuoteVerdict;
  readonly source?: string;
  readonly differences?: readonly { readonly quote: Stretch; readonly source: Stretch }[];
}

/** Whether a quotation, with or without its marks, is in the sources word for word, by the rules of `core/crosslink`. */
export function checkQuote(index: SourceIndex, quote: string, query: QuoteQuery = {}): QuoteFinding {
  const found = checkWords(index, quote, query);
  if (found.verdict === 'absent') return found;
  const { verdict, source, differences } = found;
  return {
    verdict,
    source,
    ...stretch(found),
    differences: differences.map((one) => ({ quote: stretch(one.quote), source: stretch(one.source) })),
  };
}

/** A place in each of two passages where they contradict each other. */
export interface DisagreementFinding {
  readonly aspect: Aspect;
  readonly a: Stretch;
  readonly b: Stretch;
}

/** The places where two passages of indexed sources contradict each other in certain words. */
export function disagreements(
  index: SourceIndex,
  a: { readonly source: string } & Stretch,
  b: { readonly source: string } & Stretch,
): readonly DisagreementFinding[] {
  const passage = ({ source, start, end }: typeof a) => ({ source, from: start, to: end });
  return compare(index, passage(a), passage(b)).map((one) => ({
    aspect: one.aspect,
    a: stretch(one.a),
    b: stretch(one.b),
  }));
}
