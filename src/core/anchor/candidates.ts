import type { Span } from '../change';
import { evidenceOf, type Evidence } from './evidence';
import { matchIn, type Match } from './match';
import { phraseOf, type Pattern } from './pattern';
import type { Site } from './sites';

/** A place where a pattern may stand, with what speaks for it. */
export interface Candidate {
  /** Null where the surroundings stand without the span. */
  readonly span: Span | null;
  readonly evidence: Evidence;
}

/** How far beyond what its seeds say a pattern is looked for, in UTF-16 units. */
const slack = 64;

/** The candidates at some sites. Where the pattern stands unchanged, only such places count. */
export function candidatesAt(text: string, pattern: Pattern, sites: readonly Site[]): readonly Candidate[] {
  const unchanged = sites.flatMap((site) => unchangedAt(text, pattern, site));
  if (unchanged.length > 0) return unchanged;
  const phrase = phraseOf(pattern);
  const matches: Match[] = [];
  for (const site of sites) {
    const from = Math.max(0, site.from - slack);
    const to = Math.min(text.length, site.to + pattern.whole.length + slack);
    const match = matchIn(text, pattern, phrase, from, to);
    if (!matches.some(({ span }) => span?.from === match.span?.from && span?.to === match.span?.to))
      matches.push(match);
  }
  const evidence = evidenceOf(phrase, matches);
  const candidates = matches.map(({ span }, i) => ({ span, evidence: evidence[i] ?? all }));
  candidates.sort((a, b) => completeness(b) - completeness(a));
  return candidates.filter(({ span }, i) => !candidates.slice(0, i).some((better) => overlap(span, better.span)));
}

function completeness({ evidence }: Candidate): number {
  return evidence.text - 0.3 * evidence.added + 0.2 * evidence.rare;
}

function overlap(a: Span | null, b: Span | null): boolean {
  return a !== null && b !== null && a.from < b.to && b.from < a.to;
}

/** What speaks for a place where everything is as it was. */
const all: Evidence = {
  text: 1,
  before: 1,
  after: 1,
  rareText: 1,
  rare: 1,
  gapBefore: 0,
  gapAfter: 0,
  added: 0,
  fit: 1,
  letters: 99,
  same: true,
  whole: true,
};

function unchangedAt(text: string, pattern: Pattern, site: Site): Candidate[] {
  const from = Math.max(0, site.from);
  const at = text.slice(from, site.to + pattern.whole.length).indexOf(pattern.whole);
  if (at < 0) return [];
  return [{ span: { from: from + at + pattern.from, to: from + at + pattern.to }, evidence: all }];
}
