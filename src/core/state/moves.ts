import { sameSpan, type Change, type Span } from '../text/change';
import type { SourceText } from '../text/sourceText';
import { hasWord, keyOfWords, wordsOf } from '../text/words';
import { grouped } from '../text/grouped';

// Pairs the lines and sentences that a change deleted with equal ones that it inserted, word for word. A copy makes no
// pair, since none of its words were deleted.

/** A stretch of the old text and one of the new text with the same words. */
export interface Pair {
  readonly was: Piece;
  readonly now: Piece;
}

/** A stretch of a text, with its text. */
interface Piece extends Span {
  readonly text: string;
  /** Its words, for comparison. */
  readonly key: string;
}

/** Longest text, in UTF-16 units, compared at once; longer ones are searched in slices. */
export const longestCompared = 200_000;

/** The pairs of what changes took from `before` and what they put into `after`, at `put`, in the order of the old text. */
export function pairsOf(
  before: SourceText,
  after: SourceText,
  changes: readonly Change[],
  put: readonly Span[],
): readonly Pair[] {
  const places = put.map((place, index) => inWholeLines(before, after, changes[index], place));
  const size = places.reduce((sum, { was, now }) => sum + was.to - was.from + now.to - now.from, 0);
  const isPut = places.some(({ now }) => now.from < now.to);
  if (size > longestCompared || !isPut || !places.some(({ was }) => was.from < was.to)) return [];
  const pairs: Pair[] = [];
  let rest = places.map(({ was, now }) => ({ was: [was], now: [now] }));
  for (const split of [asWhole, inLines, inSentences]) {
    const old = rest.flatMap(({ was }) => was.flatMap((span) => split(before, span)));
    const fresh = rest.flatMap(({ now }) => now.flatMap((span) => split(after, span)));
    const found = paired(old, fresh);
    pairs.push(...found);
    const isFree = (side: 'was' | 'now') => (span: Span) => !found.some((pair) => sameSpan(pair[side], span));
    rest = [{ was: old.filter(isFree('was')), now: fresh.filter(isFree('now')) }];
  }
  return pairs.sort((a, b) => a.was.from - b.was.from);
}

/** Extends a change of several lines to whole lines: those before or after it may begin or end alike. */
function inWholeLines(
  before: SourceText,
  after: SourceText,
  change: Change | undefined,
  now: Span,
): Record<'was' | 'now', Span> {
  const was = { from: change?.from ?? 0, to: change?.to ?? 0 };
  if (!before.slice(was.from, was.to).includes('\n') || !after.slice(now.from, now.to).includes('\n'))
    return { was, now };
  const reach = 2000;
  const head = before.slice(was.from - reach, was.from);
  const tail = before.slice(was.to, was.to + reach);
  const lead = head.length - (head.lastIndexOf('\n') + 1);
  const isLineEnd = before.slice(was.to - 1, was.to) === '\n' && after.slice(now.to - 1, now.to) === '\n';
  const trail = isLineEnd ? 0 : (/^[^\r\n]*/.exec(tail)?.[0].length ?? 0);
  return {
    was: { from: was.from - lead, to: was.to + trail },
    now: { from: now.from - lead, to: now.to + trail },
  };
}

const asWhole = (text: SourceText, span: Span): readonly Piece[] => pieces(text, span, /[^]+/gu);
const inLines = (text: SourceText, span: Span): readonly Piece[] => pieces(text, span, /[^\r\n]+/gu);
const inSentences = (text: SourceText, span: Span): readonly Piece[] =>
  pieces(text, span, /[^]*?(?:[.!?…。！？]+["'”’»)\]]*(?=\s|$)|[。！？](?=[^])|$)/gu);

function pieces(text: SourceText, { from, to }: Span, pattern: RegExp): readonly Piece[] {
  return [...text.slice(from, to).matchAll(pattern)].flatMap(({ 0: found, index }) => {
    const start = from + index + found.length - found.trimStart().length;
    const end = from + index + found.trimEnd().length;
    return hasWord(found) ? [{ from: start, to: end, text: found.trim(), key: keyOfWords(found) }] : [];
  });
}

/** Pairs equal pieces, each with one partner: first those at both ends of the lists, then the others in order. */
function paired(old: readonly Piece[], fresh: readonly Piece[]): readonly Pair[] {
  const pairs: Pair[] = [];
  const pair = (a: Piece | undefined, b: Piece | undefined): boolean => {
    if (!a || a.key !== b?.key) return false;
    pairs.push({ was: a, now: b });
    return true;
  };
  const least = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < least && pair(old[head], fresh[head])) head++;
  let tail = 0;
  while (tail < least - head && pair(old[old.length - 1 - tail], fresh[fresh.length - 1 - tail])) tail++;
  const waiting = grouped(fresh.slice(head, fresh.length - tail), ({ key }) => key);
  for (const piece of old.slice(head, old.length - tail)) pair(piece, waiting.get(piece.key)?.shift());
  return pairs;
}

/** The new place of a span whose first and last words are in paired stretches, if the span has the same words there. */
export function movedSpan(span: Span, pairs: readonly Pair[], before: SourceText, after: SourceText): Span | undefined {
  const first = pairs.find(({ was }) => was.from <= span.from && span.from < was.to);
  const last = pairs.find(({ was }) => was.from < span.to && span.to <= was.to);
  if (!first || !last) return undefined;
  const from = placeIn(first, span.from, 'start');
  const to = placeIn(last, span.to, 'end');
  if (from === undefined || to === undefined || from >= to) return undefined;
  if (first === last) return { from, to };
  return keyOfWords(before.slice(span.from, span.to)) === keyOfWords(after.slice(from, to)) ? { from, to } : undefined;
}

/** Maps an offset from the old stretch of a pair to the new one: by the word that it is at, and the distance from it. */
function placeIn({ was, now }: Pair, offset: number, edge: 'start' | 'end'): number | undefined {
  const { text: old } = was;
  const { text: fresh } = now;
  const at = offset - was.from;
  if (old === fresh) return now.from + at;
  const [oldWords, newWords] = [wordsOf(old), wordsOf(fresh)];
  if (edge === 'start') {
    const index = oldWords.findIndex(({ to }) => to > at);
    const [a, b] = [oldWords[index], newWords[index]];
    if (!a || !b) return undefined;
    return (
      now.from +
      (at >= a.from ? Math.min(b.from + at - a.from, b.to) : startOfMarks(old.slice(at, a.from), fresh, b.from))
    );
  }
  const index = oldWords.filter(({ from }) => from < at).length - 1;
  const [a, b] = [oldWords[index], newWords[index]];
  if (!a || !b) return undefined;
  return now.from + (at <= a.to ? Math.max(b.to - (a.to - at), b.from) : endOfMarks(old.slice(a.to, at), fresh, b.to));
}

/** Where the marks before a word begin, with any blanks between; at the word unless all of them are there. */
function startOfMarks(marks: string, text: string, at: number): number {
  let start = at;
  for (const mark of [...marks.replace(/\s/gu, '')].reverse()) {
    const before = text.slice(0, start).trimEnd();
    if (!before.endsWith(mark)) return at;
    start = before.length - mark.length;
  }
  return start;
}

/** The end of the marks after a word, with any blanks between them. */
function endOfMarks(marks: string, text: string, at: number): number {
  let end = at;
  for (const mark of marks.replace(/\s/gu, '')) {
    const next = text.length - text.slice(end).trimStart().length;
    if (!text.startsWith(mark, next)) return end;
    end = next + mark.length;
  }
  return end;
}
