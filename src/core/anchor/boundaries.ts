import type { Span } from '../text/change';
import { addTo } from '../text/grouped';
import { align, type Alignment, type Passage, type Phrase, type Pattern } from './align';
import { roomFor, tokenise, Kind, kindOf, type Tokens } from './tokens';

/** A possible place of a pattern: the range of its start according to its seeds, and their votes. */
export interface Site {
  readonly from: number;
  readonly to: number;
  readonly votes: number;
}

/** A pattern aligned with a stretch of the text. */
export interface Match {
  /** Null if nothing of the span was found. */
  readonly span: Span | null;
  readonly alignment: Alignment;
  /** The offset of each pattern token's partner in the text; -1 or any value if it was not found. */
  readonly places: Int32Array;
  /** Whether the span's text is identical. */
  readonly same: boolean;
  /** How well the boundaries at the place fit those of the span. */
  readonly fit: number;
  /** Letters inside the span found. */
  readonly inside: number;
  /** Letters between the context found and the span; `far` if no context was found. */
  readonly gapBefore: number;
  readonly gapAfter: number;
}

const far = 99;

/** Added to the range of a site on both sides, in UTF-16 units. */
const slack = 48;

/** Reused memory for the tokens of a window, valid until the next one is read. */
const room = roomFor(1 << 11);

/** Aligns a pattern with a site in a text. */
export function matchAt(text: string, pattern: Pattern, phrase: Phrase, site: Site): Match {
  const band = { from: site.from - slack, to: site.to + slack };
  const end = Math.min(text.length, band.to + pattern.whole.length);
  const window: Passage = { text, tokens: tokenise(text, Math.max(0, band.from), end, room) };
  const alignment = align(phrase, window, band);
  const span = pairReordered(phrase, alignment, window.tokens) ?? edgesOf(pattern, phrase, alignment, window);
  const was = { from: pattern.from, to: pattern.to };
  const left = nextFound(phrase, alignment, phrase.first - 1, -1);
  const right = nextFound(phrase, alignment, phrase.end, 1);
  const gap = (from: number, to: number) => lettersIn(window.tokens, { from, to });
  return {
    span,
    alignment,
    places: alignment.to.map((j) => (j < 0 ? -1 : (window.tokens.from[j] ?? -1))),
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

/** The span of an aligned pattern in the text; null if none of its words was found. */
function edgesOf(pattern: Pattern, phrase: Phrase, alignment: Alignment, passage: Passage): Span | null {
  const { text, tokens: window } = passage;
  const first = nextFound(phrase, alignment, phrase.first, 1);
  if (first < 0 || first >= phrase.end) return null;
  let last = nextFound(phrase, alignment, phrase.end - 1, -1);
  for (let inner = last; last > first && phrase.tokens.word[last] === 0; last = inner) {
    inner = nextFound(phrase, alignment, last - 1, -1);
    const gap = text.slice(window.to[alignment.to[inner] ?? 0], window.from[alignment.to[last] ?? 0]);
    const was = phrase.text.slice(phrase.tokens.to[inner], phrase.tokens.from[last]);
    // A mark found on another line than the words before it belongs to the next words.
    if (!gap.includes('\n') || was.includes('\n')) break;
  }
  slideOut(phrase, alignment, passage, first, -1);
  slideOut(phrase, alignment, passage, last, 1);
  const from = leftEdge(pattern, phrase, alignment, passage, first);
  const to = rightEdge(pattern, phrase, alignment, passage, last);
  return to > from ? { from, to } : null;
}

/** The nearest token found, from `start` on; -1 if there is none. */
function nextFound(phrase: Phrase, alignment: Alignment, start: number, step: 1 | -1): number {
  for (let i = start; i >= 0 && i < phrase.tokens.count; i += step) if ((alignment.like[i] ?? 0) > 0) return i;
  return -1;
}

/**
 * Corrects the outermost token of the span: if the token inside it was lost, and an equal one is beside the neighbour,
 * then words were inserted in place of the lost one, and the outermost is the one beside the neighbour.
 */
function slideOut(phrase: Phrase, alignment: Alignment, { tokens }: Passage, edge: number, step: 1 | -1): void {
  const inner = edge - step;
  if (edge !== (step > 0 ? phrase.end - 1 : phrase.first)) return;
  if (inner < phrase.first || inner >= phrase.end || (alignment.to[inner] ?? -1) >= 0) return;
  const neighbour = alignment.to[edge + step] ?? -1;
  const found = alignment.to[edge] ?? -1;
  const beside = neighbour - step;
  if (neighbour < 0 || (beside - found) * step <= 0 || tokens.hash[beside] !== tokens.hash[found]) return;
  alignment.to[edge] = beside;
}

/** The left boundary. Words between neighbour and first word found belong to the span if they replaced lost ones. */
function leftEdge(pattern: Pattern, phrase: Phrase, alignment: Alignment, passage: Passage, first: number): number {
  const window = passage.tokens;
  const found = alignment.to[first] ?? 0;
  if (first > phrase.first) {
    const neighbour = neighbourOf(phrase, alignment, phrase.first - 1, -1);
    if (neighbour >= 0 && neighbour < found) {
      const start = neighbour + 1;
      const lost = { tokens: phrase.tokens, from: phrase.first, to: first, edge: phrase.first };
      if (isReplaced(lost, { tokens: window, from: start, to: found, edge: start })) return window.from[start] ?? 0;
    }
  }
  const begin = window.from[found] ?? 0;
  const cut = first === phrase.first ? pattern.from - (phrase.tokens.from[first] ?? 0) : 0;
  return cut <= 0 ? begin : begin + cutOf(wordAt(phrase, first), cut, wordAt(passage, found), 'right');
}

function rightEdge(pattern: Pattern, phrase: Phrase, alignment: Alignment, passage: Passage, last: number): number {
  const window = passage.tokens;
  const found = alignment.to[last] ?? 0;
  if (last < phrase.end - 1) {
    const neighbour = neighbourOf(phrase, alignment, phrase.end, 1);
    if (neighbour > found) {
      const lost = { tokens: phrase.tokens, from: last + 1, to: phrase.end, edge: phrase.end - 1 };
      const added = { tokens: window, from: found + 1, to: neighbour, edge: neighbour - 1 };
      const end = window.to[neighbour - 1] ?? 0;
      const isWithin =
        !hasBreak(passage.text.slice(window.to[found], end)) ||
        hasBreak(phrase.text.slice(phrase.tokens.to[last], pattern.to));
      if (isWithin && isReplaced(lost, added)) return end;
    }
  }
  const word = wordAt(phrase, last);
  const cut = last === phrase.end - 1 ? pattern.to - (phrase.tokens.from[last] ?? 0) : word.length;
  if (cut >= word.length) return window.to[found] ?? 0;
  return (window.from[found] ?? 0) + cutOf(word, cut, wordAt(passage, found), 'left');
}

/** Whether a text contains the end of a paragraph, beyond which no word is a replacement. */
const hasBreak = (text: string): boolean => /\n[ \t]*\n/.test(text);

const wordAt = ({ text, tokens }: Passage, i: number): string => text.slice(tokens.from[i], tokens.to[i]);

/**
 * Maps a boundary after `cut` letters of a word into the changed word: beside the letters on the span's side if they
 * are still there, else beside the others.
 */
function cutOf(word: string, cut: number, became: string, side: 'left' | 'right'): number {
  const [left, right] = [word.slice(0, cut), word.slice(cut)];
  const [hasLeft, hasRight] = [became.startsWith(left), became.endsWith(right)];
  if (hasRight && (side === 'right' || !hasLeft)) return became.length - right.length;
  return Math.min(cut, became.length);
}

/** The partner of the token next to the span or, if it is lost, of the one after it; -1 if neither was found. */
function neighbourOf(phrase: Phrase, alignment: Alignment, start: number, step: 1 | -1): number {
  const found = nextFound(phrase, alignment, start, step);
  return found < 0 || Math.abs(found - start) > 1 ? -1 : (alignment.to[found] ?? -1);
}

/** Tokens `[from, to)` at an edge of the span, and the outermost of them. */
interface Rim {
  readonly tokens: Tokens;
  readonly from: number;
  readonly to: number;
  readonly edge: number;
}

/** Whether added words replaced lost ones: they end in the same mark, or are not much longer. */
function isReplaced(lost: Rim, added: Rim): boolean {
  if (added.from >= added.to) return true;
  const sameMark = lost.tokens.hash[lost.edge] === added.tokens.hash[added.edge];
  return lettersOf(added) <= 2 * lettersOf(lost) + (sameMark ? 25 : 10);
}

function lettersOf({ tokens, from, to }: Rim): number {
  let letters = 0;
  for (let i = from; i < to; i++) letters += tokens.weight[i] ?? 0;
  return letters;
}

const stops = '.!?:;…。！？：；';

/** Whether a line, a sentence or a clause begins at an offset; marks and blanks before it are ignored. */
function beginsAt(text: string, offset: number): boolean {
  for (let at = offset - 1; at >= 0; at--) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || stops.includes(text.charAt(at))) return true;
    if (kindOf(unit) === Kind.Letter || kindOf(unit) === Kind.Sign) return false;
  }
  return true;
}

/** Whether a line, a sentence or a clause ends at an offset. */
function endsAt(text: string, offset: number): boolean {
  if (offset > 0 && stops.includes(text.charAt(offset - 1))) return true;
  for (let at = offset; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || stops.includes(text.charAt(at))) return true;
    if (kindOf(unit) !== Kind.Blank && kindOf(unit) !== Kind.Mark) return false;
  }
  return true;
}

/** Whether the boundaries of a place are of the same kind as those of the span: 0, 0.5 or 1. */
function fitOf(old: string, was: Span, text: string, is: Span): number {
  const begins = beginsAt(old, was.from) === beginsAt(text, is.from);
  const ends = endsAt(old, was.to) === endsAt(text, is.to);
  return (begins ? 0.5 : 0) + (ends ? 0.5 : 0);
}

/**
 * Pairs all of a span's words if they are between the same two words in another order, and returns their place;
 * otherwise null. An alignment keeps the order, so it finds only some of sentences that were reordered.
 */
function pairReordered(phrase: Phrase, { to, like }: Alignment, window: Tokens): Span | null {
  const { first, end, tokens } = phrase;
  if (!like.subarray(first, end).includes(0)) return null;
  const before = tokens.word.lastIndexOf(1, first - 1);
  const after = tokens.word.indexOf(1, end);
  if (first === 0 || like[before] !== 1 || like[after] !== 1) return null;
  const start = (to[before] ?? 0) + first - before;
  const stop = (to[after] ?? 0) - (after - end);
  if (stop - start !== end - first) return null;
  const places = new Map<number, number[]>();
  for (let j = stop - 1; j >= start; j--) addTo(places, window.hash[j] ?? 0, j);
  const pairs = Array.from(tokens.hash.subarray(first, end), (hash) => places.get(hash)?.pop() ?? -1);
  if (pairs.includes(-1)) return null;
  to.set(pairs, first);
  like.fill(1, first, end);
  return { from: window.from[start] ?? 0, to: window.to[stop - 1] ?? 0 };
}
