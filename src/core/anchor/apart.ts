import type { Span } from '../text/change';
import type { Pattern } from './pattern';

/** Where a pattern was put, and how surely. */
export interface Put {
  readonly pattern: Pattern;
  readonly span: Span;
  readonly sureness: number;
  /** All of its words are there and no others, and so are nearly all of its surroundings on both sides. */
  readonly isAtHome: boolean;
}

/** Two that cannot both be right. */
export interface Clash {
  readonly stronger: Put;
  readonly weaker: Put;
}

/** Those put on the same words although they stood on different ones. */
export function clashesAmong(puts: readonly Put[]): readonly Clash[] {
  const inOrder = [...puts].sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to);
  const clashes: Clash[] = [];
  for (const [i, put] of inOrder.entries()) {
    for (let j = i + 1; (inOrder[j]?.span.from ?? Infinity) < put.span.to; j++) {
      const other = inOrder[j];
      if (other === undefined || !isSame(put.span, other.span)) continue;
      if (overlapped(put.pattern, other.pattern) || mayOverlap(put, other)) continue;
      const weaker = isWeaker(put, other) ? put : other;
      clashes.push({ weaker, stronger: weaker === put ? other : put });
    }
  }
  return clashes;
}

/** So sure of their places are two that share most of their words without being the same span. */
const sure = 0.75;

/**
 * Whether two may have overlapped after all: hints are of the day on which each was written. Two did that are both at
 * home, or are sure of their places and have the same surroundings or do not begin and end together; those with the
 * same words only if others tagged them or as something else: nobody tags a span as the same twice.
 */
function mayOverlap(a: Put, b: Put): boolean {
  const haveSameWords = wordsOf(a) === wordsOf(b);
  if (haveSameWords && !areLabelledApart(a.pattern, b.pattern)) return false;
  if (a.isAtHome && b.isAtHome) return true;
  const isOneSpan = haveSameWords || (a.span.from === b.span.from && a.span.to === b.span.to);
  return Math.min(a.sureness, b.sureness) > sure && (!isOneSpan || stoodAlike(a.pattern, b.pattern));
}

/** So much of their surroundings, in UTF-16 units, has what was one place on different days; so much on each side. */
const [leastAlike, leastOnEachSide] = [48, 12];

/** Whether two patterns have the same surroundings on both sides: what stood there was edited between two tags. */
function stoodAlike(a: Pattern, b: Pattern): boolean {
  let before = 0;
  while (before < a.from && before < b.from && a.whole[a.from - 1 - before] === b.whole[b.from - 1 - before]) before++;
  let after = 0;
  while (a.to + after < a.whole.length && a.whole[a.to + after] === b.whole[b.to + after]) after++;
  return before + after >= leastAlike && Math.min(before, after) >= leastOnEachSide;
}

const areLabelledApart = (a: Pattern, b: Pattern): boolean => a.label !== '' && b.label !== '' && a.label !== b.label;

function isWeaker(a: Put, b: Put): boolean {
  return a.isAtHome === b.isAtHome ? a.sureness < b.sureness : b.isAtHome;
}

const wordsOf = ({ pattern: { whole, from, to } }: Put): string => whole.slice(from, to);

/** Whether two spans share more than half of the longer one. */
export function isSame(a: Span, b: Span): boolean {
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return 2 * shared > Math.max(a.to - a.from, b.to - b.from);
}

/** Whether two patterns had words in common where they stood; what is not known counts as yes. */
function overlapped(a: Pattern, b: Pattern): boolean {
  if (a.line === 0 || b.line === 0) return true;
  return isBefore(a.line, a.column, endOf(b)) && isBefore(b.line, b.column, endOf(a));
}

function isBefore(line: number, column: number, end: { line: number; column: number }): boolean {
  return line < end.line || (line === end.line && column < end.column);
}

function endOf({ whole, from, to, line, column }: Pattern): { line: number; column: number } {
  const lines = whole.slice(from, to).split('\n');
  const last = lines.at(-1)?.length ?? 0;
  return lines.length === 1 ? { line, column: column + last } : { line: line + lines.length - 1, column: last + 1 };
}
