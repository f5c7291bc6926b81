import type { Span } from '../change';
import type { Alignment } from './align';
import type { Pattern, Phrase } from './pattern';
import type { Tokens } from './tokens';

/** Where the span of an aligned pattern begins and ends in the text; null where none of its words was found. */
export function edgesOf(pattern: Pattern, phrase: Phrase, alignment: Alignment, window: Tokens): Span | null {
  let first = phrase.first;
  while (first < phrase.end && alignment.to[first] === -1) first++;
  let last = phrase.end - 1;
  while (last >= first && alignment.to[last] === -1) last--;
  if (first >= phrase.end) return null;
  const from = leftEdge(pattern, phrase, alignment, window, first);
  const to = rightEdge(pattern, phrase, alignment, window, last);
  return to > from ? { from, to } : null;
}

/** Words that replaced lost ones between the neighbour before and the first word found belong to the span. */
function leftEdge(pattern: Pattern, phrase: Phrase, alignment: Alignment, window: Tokens, first: number): number {
  const found = alignment.to[first] ?? 0;
  if (first > phrase.first && phrase.first > 0) {
    const neighbour = alignment.to[phrase.first - 1] ?? -1;
    if (neighbour >= 0 && neighbour < found) return window.from[neighbour + 1] ?? 0;
  }
  const inside = first === phrase.first ? Math.max(0, pattern.from - (phrase.tokens.from[first] ?? 0)) : 0;
  return (window.from[found] ?? 0) + inside;
}

function rightEdge(pattern: Pattern, phrase: Phrase, alignment: Alignment, window: Tokens, last: number): number {
  const found = alignment.to[last] ?? 0;
  if (last < phrase.end - 1 && phrase.end < phrase.tokens.count) {
    const neighbour = alignment.to[phrase.end] ?? -1;
    if (neighbour > found) return window.to[neighbour - 1] ?? 0;
  }
  const inside = last === phrase.end - 1 ? Math.max(0, (phrase.tokens.to[last] ?? 0) - pattern.to) : 0;
  return (window.to[found] ?? 0) - inside;
}
