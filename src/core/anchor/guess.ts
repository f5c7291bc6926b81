import type { Selector } from '../model/annotation';
import { lineStarts, offsetAt } from '../text/lines';
import type { Candidate } from './candidates';
import { candidatesFor } from './consider';
import type { Found } from './locate';
import { unify } from './newlines';
import { prepare } from './pattern';

/** What is less alike is never it. On the real and synthetic edits that anchoring is measured on, what was is 0.5 and more. */
const leastAlike = 0.4;

/**
 * Places in a text that resemble a lost span, for a person to choose from: at most `limit`, the likest first, none
 * twice. Their `score` is how alike words and surroundings are, 0 to 1, and no measure of how sure one may be.
 */
export function guess(text: string, selector: Selector, limit: number): Found[] {
  const unified = unify(text);
  const pattern = prepare(selector, 0);
  const hint = pattern.line > 0 ? offsetAt(lineStarts(unified.text), pattern) - pattern.from : 0;
  const candidates = candidatesFor(unified.text, pattern, hint, 2 * limit + 2);
  return candidates
    .flatMap(({ span, evidence }) => (span === null ? [] : [{ span, evidence, score: alikeness(evidence) }]))
    .filter(({ score }) => score >= leastAlike)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ span, evidence, score }) => ({
      span: { from: unified.original(span.from), to: unified.original(span.to) },
      how: evidence.same ? 'moved' : 'edited',
      score,
    }));
}

/** Words count for more than surroundings, and what was added inside counts against. */
function alikeness({ text, before, after, added }: Candidate['evidence']): number {
  const around = (Math.max(before, 0) + Math.max(after, 0)) / 2;
  return Math.max(0, 0.8 * text + 0.2 * around - 0.1 * Math.min(2, added));
}
