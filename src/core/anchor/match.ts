import type { Span } from '../text/change';
import { align, type Alignment, type Passage, type Phrase } from './align';
import { fitOf } from './borders';
import { edgesOf, nextFound } from './edges';
import type { Pattern } from './pattern';
import { pairReordered } from './reordered';
import type { Site } from './sites';
import { tokenise, type Tokens } from './tokens';

/** A pattern laid against a stretch of the text. */
export interface Match {
  /** Null where nothing of the span was found. */
  readonly span: Span | null;
  readonly alignment: Alignment;
  readonly window: Tokens;
  /** The span's text is identical. */
  readonly same: boolean;
  /** How well the place suits the span by where it begins and ends. */
  readonly fit: number;
  /** Letters inside the span found. */
  readonly inside: number;
  /** Letters that stand between the surroundings found and the span; `far` where none were found. */
  readonly gapBefore: number;
  readonly gapAfter: number;
}

const far = 99;

/** How far beyond what its seeds say a pattern is looked for, in UTF-16 units. */
const slack = 48;

/** Lays a pattern against a site in a text. */
export function matchAt(text: string, pattern: Pattern, phrase: Phrase, site: Site): Match {
  const band = { from: site.from - slack, to: site.to + slack };
  const end = Math.min(text.length, band.to + pattern.whole.length);
  const window: Passage = { text, tokens: tokenise(text, Math.max(0, band.from), end) };
  const alignment = align(phrase, window, band);
  const span = pairReordered(phrase, alignment, window.tokens) ?? edgesOf(pattern, phrase, alignment, window);
  const was = { from: pattern.from, to: pattern.to };
  const left = nextFound(phrase, alignment, phrase.first - 1, -1);
  const right = nextFound(phrase, alignment, phrase.end, 1);
  const gap = (from: number, to: number) => lettersIn(window.tokens, { from, to });
  return {
    span,
    alignment,
    window: window.tokens,
    same: span !== null && text.slice(span.from, span.to) === pattern.whole.slice(was.from, was.to),
    fit: span === null ? 0 : fitOf(pattern.whole, was, text, span),
    inside: span === null ? 0 : lettersIn(window.tokens, span),
    gapBefore: span && left >= 0 ? gap(window.tokens.to[alignment.to[left] ?? 0] ?? 0, span.from) : far,
    gapAfter: span && right >= 0 ? gap(span.to, window.tokens.from[alignment.to[right] ?? 0] ?? 0) : far,
  };
}

function lettersIn(tokens: Tokens, span: Span): number {
  let letters = 0;
  for (let i = 0; i < tokens.count; i++) {
    if ((tokens.from[i] ?? 0) >= span.from && (tokens.to[i] ?? 0) <= span.to) letters += tokens.weight[i] ?? 0;
  }
  return letters;
}
