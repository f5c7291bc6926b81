import type { Span } from '../change';
import { align, type Alignment, type Passage, type Phrase } from './align';
import { edgesOf } from './edges';
import type { Pattern } from './pattern';
import { tokenise, type Tokens } from './tokens';

/** A pattern laid against a stretch of the text. */
export interface Match {
  /** Null where nothing of the span was found. */
  readonly span: Span | null;
  readonly alignment: Alignment;
  readonly window: Tokens;
  /** The span's text is identical. */
  readonly same: boolean;
  /** Letters inside the span found. */
  readonly inside: number;
  /** Letters that stand between the surroundings found and the span; `far` where none were found. */
  readonly gapBefore: number;
  readonly gapAfter: number;
}

const far = 99;

/** Lays a pattern against `[from, to)` of a text. */
export function matchIn(text: string, pattern: Pattern, phrase: Phrase, from: number, to: number): Match {
  const window: Passage = { text, tokens: tokenise(text, from, to) };
  const alignment = align(phrase, window);
  const span = edgesOf(pattern, phrase, alignment, window.tokens);
  const same = span !== null && text.slice(span.from, span.to) === pattern.whole.slice(pattern.from, pattern.to);
  const neighbours = span && { left: nextFound(phrase.first - 1, -1), right: nextFound(phrase.end, 1) };
  function nextFound(start: number, step: 1 | -1): number {
    let i = start;
    while (i >= 0 && i < phrase.tokens.count && alignment.like[i] === 0) i += step;
    return i >= 0 && i < phrase.tokens.count ? (alignment.to[i] ?? -1) : -1;
  }
  const { left, right } = neighbours ?? { left: -1, right: -1 };
  return {
    span,
    alignment,
    window: window.tokens,
    same,
    inside: span === null ? 0 : lettersIn(window.tokens, span),
    gapBefore: span && left >= 0 ? lettersIn(window.tokens, { from: window.tokens.to[left] ?? 0, to: span.from }) : far,
    gapAfter:
      span && right >= 0 ? lettersIn(window.tokens, { from: span.to, to: window.tokens.from[right] ?? 0 }) : far,
  };
}

function lettersIn(tokens: Tokens, span: Span): number {
  let letters = 0;
  for (let i = 0; i < tokens.count; i++) {
    if ((tokens.from[i] ?? 0) >= span.from && (tokens.to[i] ?? 0) <= span.to) letters += tokens.weight[i] ?? 0;
  }
  return letters;
}
