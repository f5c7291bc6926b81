import type { Span } from './change';

/** How far a grapheme may reach from an edge, in UTF-16 units; the longest in use, of families and flags, have some twenty. */
const reach = 64;

const blank = /[\s\u200b\ufeff]/u;

/**
 * A span with the edges that a person means: without blanks at either end, and extended to whole graphemes, so that no
 * surrogate pair, accent or emoji is cut. Undefined where only blanks are left.
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

/** The grapheme around an offset that is not at its edge. */
function graphemeAround(text: string, offset: number): Span | undefined {
  if (offset <= 0 || offset >= text.length || isPlain(text.charCodeAt(offset - 1), text.charCodeAt(offset)))
    return undefined;
  const base = Math.max(0, offset - reach);
  // Created here, since the first one in a process takes several milliseconds and would delay the start.
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
  for (const { index, segment } of graphemes.segment(text.slice(base, offset + reach))) {
    const from = base + index;
    const to = from + segment.length;
    if (from < offset && offset < to) return { from, to };
    if (from >= offset) break;
  }
  return undefined;
}

/** Whether two characters surely don't form one grapheme: both are ASCII, and not CR LF. */
const isPlain = (left: number, right: number): boolean => left < 128 && right < 128 && !(left === 13 && right === 10);
