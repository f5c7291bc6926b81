import type { Span } from '../text/change';

/** Stretches of about this many units are looked at apart, so that a keystroke in a long text concerns one of them. */
const size = 1 << 14;

/** How far beyond its size a stretch may go in search of a good place to end. */
const slack = 1 << 12;

/**
 * A text in stretches that end before a heading of Markdown, else at a blank line, else at a line's end. A text of one
 * article is one stretch. Where a stretch ends depends on where it begins and on its own words alone.
 */
export function chunksOf(text: string): readonly Span[] {
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
