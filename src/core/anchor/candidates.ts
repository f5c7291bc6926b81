import type { Span } from '../text/change';
import type { Phrase } from './align';
import { evidenceOf, shareFound, unchanged, type Evidence } from './evidence';
import { matchAt, type Match } from './match';
import { phraseOf, type Pattern } from './pattern';
import type { Site } from './sites';

/** A place where a pattern may stand, with what speaks for it. */
export interface Candidate {
  /** Null where the surroundings stand without the span. */
  readonly span: Span | null;
  readonly evidence: Evidence;
}

/** Where a pattern stands unchanged, by the offset of its beginning. */
export function unchangedAt(pattern: Pattern, at: number): Candidate {
  return { span: { from: at + pattern.from, to: at + pattern.to }, evidence: unchanged };
}

/**
 * The candidates at some sites, best first; of those that overlap only the most complete. Where the first leaves no
 * doubt, weaker sites are passed over, unless all are asked for.
 */
export function candidatesAt(
  text: string,
  pattern: Pattern,
  sites: readonly Site[],
  all = false,
): readonly Candidate[] {
  const phrase = phraseOf(pattern);
  const matches: Match[] = [];
  for (const site of sites) {
    if (!all && isClear(phrase, matches, site, sites)) break;
    const match = matchAt(text, pattern, phrase, site);
    if (!matches.some(({ span }) => span?.from === match.span?.from && span?.to === match.span?.to))
      matches.push(match);
  }
  const evidence = evidenceOf(phrase, matches);
  const candidates = matches.map(({ span }, i) => ({ span, evidence: evidence[i] ?? unchanged }));
  candidates.sort((a, b) => completeness(b) - completeness(a));
  return candidates.filter(({ span }, i) => !candidates.slice(0, i).some((better) => overlap(span, better.span)));
}

/** Whether the first match is so good, and what is left so much weaker, that there is no need to look further. */
function isClear(phrase: Phrase, matches: readonly Match[], site: Site, sites: readonly Site[]): boolean {
  const [strongest] = sites;
  const [match] = matches;
  if (!strongest || !match) return false;
  if (site.votes < 0.2 * strongest.votes) return true;
  return site.votes < 0.5 * strongest.votes && shareFound(phrase, match) > 0.85;
}

function completeness({ evidence }: Candidate): number {
  return evidence.text - 0.3 * evidence.added + 0.2 * evidence.rare;
}

function overlap(a: Span | null, b: Span | null): boolean {
  return a !== null && b !== null && a.from < b.to && b.from < a.to;
}
