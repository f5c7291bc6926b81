import type { Span } from '../change';
import type { Phrase } from './align';
import { evidenceOf, shareFound, type Evidence } from './evidence';
import { matchAt, type Match } from './match';
import { phraseOf, type Pattern } from './pattern';
import type { Site } from './sites';

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
  const matches: Match[] = [];
  for (const site of sites) {
    if (isClear(phrase, matches, site, sites)) break;
    const match = matchAt(text, pattern, phrase, site);
    if (!matches.some(({ span }) => span?.from === match.span?.from && span?.to === match.span?.to))
      matches.push(match);
  }
  const evidence = evidenceOf(phrase, matches);
  const candidates = matches.map(({ span }, i) => ({ span, evidence: evidence[i] ?? all }));
  candidates.sort((a, b) => completeness(b) - completeness(a));
  return candidates.filter(({ span }, i) => !candidates.slice(0, i).some((better) => overlap(span, better.span)));
}

/** Whether the first match is so good, and what is left so much weaker, that there is no need to look further. */
function isClear(phrase: Phrase, matches: readonly Match[], site: Site, sites: readonly Site[]): boolean {
  const [strongest] = sites;
  const [match] = matches;
  if (!strongest || !match) return false;
  if (site.votes < 0.06 * strongest.votes) return true;
  return site.votes < 0.5 * strongest.votes && shareFound(phrase, match) > 0.85;
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
