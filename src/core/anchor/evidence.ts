import type { Span } from '../change';
import type { Alignment } from './align';
import type { Pattern, Phrase } from './pattern';
import type { Tokens } from './tokens';

/** What speaks for and against a place. Shares are 0 to 1, by letters. */
export interface Evidence {
  /** The share of the span's letters that stand there. */
  readonly text: number;
  /** The shares of the surroundings, what is near the span counting for more. */
  readonly before: number;
  readonly after: number;
  /** Letters that stand between the surroundings found and the span. */
  readonly gapBefore: number;
  readonly gapAfter: number;
  /** Letters added inside the span, as a share of the span's. */
  readonly added: number;
  /** Letters of the span. */
  readonly letters: number;
  /** The text is identical. */
  readonly same: boolean;
}

/** Surroundings at this distance, in letters, count for 1/e. */
const reach = 24;

export function weighEvidence(
  pattern: Pattern,
  phrase: Phrase,
  alignment: Alignment,
  window: Tokens,
  span: Span | null,
  same: boolean,
): Evidence {
  const { tokens, first, end } = phrase;
  let letters = 0;
  let found = 0;
  for (let i = first; i < end; i++) {
    letters += tokens.weight[i] ?? 0;
    found += (tokens.weight[i] ?? 0) * (alignment.like[i] ?? 0);
  }
  let inside = 0;
  if (span !== null) {
    for (let j = 0; j < window.count; j++) {
      if ((window.from[j] ?? 0) >= span.from && (window.to[j] ?? 0) <= span.to) inside += window.weight[j] ?? 0;
    }
  }
  const before = side(phrase, alignment, window, first - 1, -1, span?.from ?? -1);
  const after = side(phrase, alignment, window, end, 1, span?.to ?? -1);
  return {
    text: letters === 0 ? (same ? 1 : 0) : found / letters,
    before: before.share,
    after: after.share,
    gapBefore: before.gap,
    gapAfter: after.gap,
    added: letters === 0 ? 0 : Math.max(0, inside - found) / letters,
    letters,
    same,
  };
}

/** How much of the surroundings on one side was found, and how far from the span; -1 where there are none. */
function side(phrase: Phrase, alignment: Alignment, window: Tokens, start: number, step: 1 | -1, edge: number) {
  const { tokens } = phrase;
  let distance = 0;
  let whole = 0;
  let found = 0;
  let gap = -1;
  for (let i = start; i >= 0 && i < tokens.count; i += step) {
    const weight = tokens.weight[i] ?? 0;
    const worth = weight * Math.exp(-distance / reach);
    const like = alignment.like[i] ?? 0;
    whole += worth;
    found += worth * like;
    distance += weight;
    if (gap < 0 && like > 0 && edge >= 0) gap = lettersBetween(window, alignment.to[i] ?? 0, step, edge);
  }
  return { share: whole === 0 ? -1 : found / whole, gap: gap < 0 ? 99 : gap };
}

function lettersBetween(window: Tokens, token: number, step: 1 | -1, edge: number): number {
  let letters = 0;
  for (let j = token - step; j >= 0 && j < window.count; j -= step) {
    if (step < 0 ? (window.from[j] ?? 0) >= edge : (window.to[j] ?? 0) <= edge) break;
    letters += window.weight[j] ?? 0;
  }
  return letters;
}
