import type { Span } from './change';
import { withLf } from './lines';

/** A source's text, read in pieces, so that a keystroke in a big file does not copy all of it. */
export interface TextReader {
  /** The text between two offsets, with the newlines of the source; offsets are limited to the text. */
  slice(from: number, to: number): string;
}

/** The same text with a stretch read in advance, for many reads there. */
export function readAhead(pages: TextReader, stretch: Span): TextReader {
  const base = Math.max(0, stretch.from);
  const text = pages.slice(base, stretch.to);
  const end = base + text.length < stretch.to ? Infinity : stretch.to;
  return {
    slice(from, to) {
      const start = Math.max(0, from);
      return start >= base && to <= end ? text.slice(start - base, Math.max(0, to - base)) : pages.slice(from, to);
    },
  };
}

/** The nearest place of `text` that touches `span`. */
export function around(text: string, span: Span, now: TextReader): Span | undefined {
  return withLf(now.slice(span.from, span.to)) === text ? span : touching(text, span, now)[0];
}

/** All places of `text` that touch `span`, the nearest first. */
export function touching(text: string, span: Span, now: TextReader): readonly Span[] {
  return nearest(text, span, now, (window) => {
    const words = window.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
    const found: Span[] = [];
    for (let at = window.indexOf(words); at >= 0; at = window.indexOf(words, at + 1))
      found.push({ from: at, to: at + words.length });
    return found;
  });
}

/** Longest text, in UTF-16 units, that a keystroke searches with other blanks. */
const longestRewrapped = 2000;

/** The nearest place of a text that touches a span, with any blanks between the words, as after formatting. */
export function aroundRewrapped(text: string, span: Span, now: TextReader): Span | undefined {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (text.length > longestRewrapped || words.length === 0) return undefined;
  const pattern = new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s+'), 'gu');
  return nearest(text, span, now, (window) =>
    [...window.matchAll(pattern)].map(({ index, 0: found }) => ({ from: index, to: index + found.length })),
  )[0];
}

/** The places found around a span that touch it, the nearest first. */
function nearest(
  text: string,
  span: Span,
  now: TextReader,
  find: (window: string) => readonly Span[],
): readonly Span[] {
  const reach = text.length + newlinesOf(text);
  const base = Math.max(0, span.from - reach);
  const places = find(now.slice(base, span.to + reach)).map(({ from, to }) => ({ from: base + from, to: base + to }));
  const distance = ({ from }: Span): number => Math.abs(from - span.from);
  const near = places.filter(({ from, to }) => from <= span.to && span.from <= to);
  return near.sort((a, b) => distance(a) - distance(b));
}

export const newlinesOf = (text: string): number => text.split('\n').length - 1;
