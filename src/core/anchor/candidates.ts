import type { Span } from '../change';
import { align, type Passage } from './align';
import { edgesOf } from './edges';
import { weighEvidence, type Evidence } from './evidence';
import { phraseOf, type Pattern, type Phrase } from './pattern';
import type { Site } from './sites';
import { tokenise } from './tokens';

/** A place where a pattern may stand, with what speaks for it. */
export interface Candidate {
  /** Null where the surroundings stand without the span. */
  readonly span: Span | null;
  readonly evidence: Evidence;
}

/** The candidates at some sites. Where the pattern stands unchanged, only such places count. */
export function candidatesAt(text: string, pattern: Pattern, sites: readonly Site[]): readonly Candidate[] {
  const unchanged = sites.flatMap((site) => unchangedAt(text, pattern, site));
  if (unchanged.length > 0) return unchanged;
  const phrase = phraseOf(pattern);
  const candidates: Candidate[] = [];
  for (const site of sites) {
    const candidate = alignedAt(text, pattern, phrase, site);
    const twice = candidates.some(
      ({ span }) => span && candidate.span && span.from === candidate.span.from && span.to === candidate.span.to,
    );
    if (!twice) candidates.push(candidate);
  }
  return candidates;
}

function slackOf(pattern: Pattern): number {
  return 120 + Math.round(0.4 * pattern.whole.length);
}

function unchangedAt(text: string, pattern: Pattern, site: Site): Candidate[] {
  const slack = 40 + Math.round(0.2 * pattern.whole.length);
  const from = Math.max(0, site.at - slack);
  const at = text.slice(from, site.at + pattern.whole.length + slack).indexOf(pattern.whole);
  if (at < 0) return [];
  const span = { from: from + at + pattern.from, to: from + at + pattern.to };
  const letters = pattern.to - pattern.from;
  return [
    { span, evidence: { text: 1, before: 1, after: 1, gapBefore: 0, gapAfter: 0, added: 0, letters, same: true } },
  ];
}

function alignedAt(text: string, pattern: Pattern, phrase: Phrase, site: Site): Candidate {
  const from = Math.max(0, site.at - slackOf(pattern));
  const to = Math.min(text.length, site.at + pattern.whole.length + slackOf(pattern));
  const window: Passage = { text, tokens: tokenise(text, from, to) };
  const alignment = align({ text: pattern.whole, tokens: phrase.tokens }, window);
  const span = edgesOf(pattern, phrase, alignment, window.tokens);
  const exact = pattern.whole.slice(pattern.from, pattern.to);
  const same = span !== null && text.slice(span.from, span.to) === exact;
  return { span, evidence: weighEvidence(pattern, phrase, alignment, window.tokens, span, same) };
}
