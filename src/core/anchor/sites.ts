import type { Pattern } from './pattern';
import type { Hits, Seeds } from './seeds';

/** The hits by slot: those of slot `s` are `at[starts[s]]` to `at[starts[s + 1]]`, ascending. */
export interface Occurrences {
  readonly starts: Int32Array;
  readonly at: Int32Array;
}

/** A place where a pattern may stand: the offsets between which its seeds see its beginning, and what speaks for it. */
export interface Site {
  readonly from: number;
  readonly to: number;
  readonly votes: number;
}

/** A seed that occurs more often is only looked at near the place where the pattern is expected. */
const mostOccurrences = 48;

export function occurrencesOf(seeds: Seeds, hits: Hits): Occurrences {
  const starts = new Int32Array(seeds.mask + 2);
  for (let i = 0; i < hits.count; i++) {
    const slot = (hits.slot[i] ?? 0) + 1;
    starts[slot] = (starts[slot] ?? 0) + 1;
  }
  for (let slot = 1; slot < starts.length; slot++) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
  const next = starts.slice();
  const at = new Int32Array(hits.count);
  for (let i = 0; i < hits.count; i++) {
    const slot = hits.slot[i] ?? 0;
    const place = next[slot] ?? 0;
    at[place] = hits.at[i] ?? 0;
    next[slot] = place + 1;
  }
  return { starts, at };
}

/** The places that share most seeds with a pattern, rare seeds counting for more; at most `limit`, best first. */
export function sitesOf(
  pattern: Pattern,
  seeds: Seeds,
  order: number,
  occurrences: Occurrences,
  expected: number,
  limit: number,
): readonly Site[] {
  const votes = votesFor(seeds, order, occurrences, expected);
  votes.sort((a, b) => a.at - b.at);
  const reach = 48 + 0.3 * pattern.whole.length;
  const sites: Site[] = [];
  while (sites.length < limit) {
    const site = heaviest(votes, reach);
    if (site === null) break;
    sites.push(site);
    for (const vote of votes) {
      if (vote.at >= site.from - reach / 2 && vote.at <= site.to + reach / 2) vote.worth = 0;
    }
  }
  return sites;
}

interface Vote {
  at: number;
  worth: number;
}

function votesFor(seeds: Seeds, order: number, occurrences: Occurrences, expected: number): Vote[] {
  const votes: Vote[] = [];
  const { starts, at } = occurrences;
  for (let seed = seeds.starts[order] ?? 0; seed < (seeds.starts[order + 1] ?? 0); seed++) {
    const slot = seeds.slot[seed] ?? 0;
    const offset = seeds.offset[seed] ?? 0;
    let from = starts[slot] ?? 0;
    let to = starts[slot + 1] ?? 0;
    const worth = 1 / Math.sqrt(to - from);
    if (to - from > mostOccurrences) {
      const near = lowerBound(at, from, to, expected + offset);
      from = Math.max(from, near - mostOccurrences / 2);
      to = Math.min(to, from + mostOccurrences);
    }
    for (let i = from; i < to; i++) votes.push({ at: (at[i] ?? 0) - offset, worth });
  }
  return votes;
}

function lowerBound(sorted: Int32Array, from: number, to: number, value: number): number {
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The stretch of at most `reach` with the greatest sum of votes. */
function heaviest(votes: readonly Vote[], reach: number): Site | null {
  let best = 0;
  let from = 0;
  let to = 0;
  let sum = 0;
  let tail = 0;
  votes.forEach((vote, head) => {
    sum += vote.worth;
    while ((votes[tail]?.at ?? 0) < vote.at - reach) sum -= votes[tail++]?.worth ?? 0;
    if (sum > best + 1e-9) {
      best = sum;
      from = votes[tail]?.at ?? 0;
      to = votes[head]?.at ?? 0;
    }
  });
  return best > 0 ? { from, to, votes: best } : null;
}
