import type { Span } from './change';

/** How far from an edge a grapheme may reach; the longest in use, family emoji and flags, have some twenty units. */
const reach = 64;

const blank = /[\s\u200b\ufeff]/u;

/**
 * The span with its edges where a person means them: without blanks at either end, and grown to whole graphemes, so
 * that no surrogate pair, accent or emoji is cut. Undefined where nothing but blanks is left.
 */
export function snapToGraphemes(text: string, span: Span): Span | undefined {
  let from = graphemeStart(text, span.from);
  let to = graphemeEnd(text, span.to);
  while (from < to && blank.test(text.charAt(from))) from++;
  while (from < to && blank.test(text.charAt(to - 1))) to--;
  return from < to ? { from, to } : undefined;
}

function graphemeStart(text: string, offset: number): number {
  return graphemeAround(text, offset)?.from ?? offset;
}

function graphemeEnd(text: string, offset: number): number {
  return graphemeAround(text, offset)?.to ?? offset;
}

/** The grapheme that an offset lies strictly inside of. */
function graphemeAround(text: string, offset: number): Span | undefined {
  if (offset <= 0 || offset >= text.length || isPlain(text.charCodeAt(offset - 1), text.charCodeAt(offset)))
    return undefined;
  const base = Math.max(0, offset - reach);
  // Made here: the first of a process takes several milliseconds, which no start is to wait for; later ones next to nothing.
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
  for (const { index, segment } of graphemes.segment(text.slice(base, offset + reach))) {
    const from = base + index;
    const to = from + segment.length;
    if (from < offset && offset < to) return { from, to };
    if (from >= offset) break;
  }
  return undefined;
}

/** Two ASCII characters make no grapheme, but for CR and LF. */
const isPlain = (left: number, right: number): boolean => left < 128 && right < 128 && !(left === 13 && right === 10);
