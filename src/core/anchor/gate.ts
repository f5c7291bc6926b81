import type { Candidate } from './candidates';
import type { Evidence } from './evidence';

/** How sure one may be of a candidate among the others, 0 to 1. */
export function sureness(candidate: Candidate, all: readonly Candidate[]): number {
  if (candidate.span === null) return 0;
  const { text, before, after } = candidate.evidence;
  const context = (Math.max(before, 0) + Math.max(after, 0)) / 2;
  const hole = all.reduce(
    (most, { evidence }) => (evidence.text < 0.3 ? Math.max(most, contextOf(evidence)) : most),
    0,
  );
  return 1 / (1 + Math.exp(-(8 * text + 8 * context - 2 * hole - 8)));
}

function contextOf({ before, after }: Evidence): number {
  return (Math.max(before, 0) + Math.max(after, 0)) / 2;
}
