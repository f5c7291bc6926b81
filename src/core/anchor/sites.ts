import type { Occurrences } from './occurrences';
import type { Pattern } from './pattern';
import type { Seeds } from './seeds';

/** A place where a pattern may stand: the offsets between which its seeds see its beginning, and what speaks for it. */
export interface Site {
  readonly from: number;
  readonly to: number;
  readonly votes: number;
}

/** Of a seed that occurs more often only these places, those nearest to where the pattern is expected, are asked. */
const mostOccurrences = 16;

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
  const reach = 48 + 0.3 * pattern.whole.length;
  const sites: Site[] = [];
  while (sites.length < limit) {
    const site = heaviest(votes, reach);
    if (site === null) break;
    sites.push(site);
    silence(votes, site.from - reach / 2, site.to + reach / 2);
  }
  return sites;
}

/** Where seeds see the pattern's beginning, ascending, and what each is worth. */
interface Votes {
  readonly at: Int32Array;
  readonly worth: Float64Array;
}

function votesFor(seeds: Seeds, order: number, { starts, at }: Occurrences, expected: number): Votes {
  const first = seeds.starts[order] ?? 0;
  const end = seeds.starts[order + 1] ?? 0;
  // Place and worth in one number, so that sorting is that of numbers: the worth, one over the root of a count, below the point.
  const packed = new Float64Array((end - first) * mostOccurrences);
  let votesCast = 0;
  for (let seed = first; seed < end; seed++) {
    const number = seeds.number[seed] ?? 0;
    const offset = seeds.offset[seed] ?? 0;
    let from = starts[number] ?? 0;
    let to = starts[number + 1] ?? 0;
    const worth = 0.999 / Math.sqrt(to - from);
    if (to - from > mostOccurrences) {
      from = Math.max(from, lowerBound(at, from, to, expected + offset) - mostOccurrences / 2);
      to = Math.min(to, from + mostOccurrences);
    }
    for (let i = from; i < to; i++) packed[votesCast++] = (at[i] ?? 0) - offset + worth;
  }
  const sorted = packed.subarray(0, votesCast).sort();
  const votes = { at: new Int32Array(sorted.length), worth: new Float64Array(sorted.length) };
  for (let i = 0; i < sorted.length; i++) {
    const vote = sorted[i] ?? 0;
    const place = Math.floor(vote);
    votes.at[i] = place;
    votes.worth[i] = vote - place;
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
function heaviest({ at, worth }: Votes, reach: number): Site | null {
  let best = 0;
  let from = 0;
  let to = 0;
  let sum = 0;
  let tail = 0;
  for (let head = 0; head < at.length; head++) {
    sum += worth[head] ?? 0;
    while ((at[tail] ?? 0) < (at[head] ?? 0) - reach) sum -= worth[tail++] ?? 0;
    if (sum > best + 1e-6) {
      best = sum;
      from = at[tail] ?? 0;
      to = at[head] ?? 0;
    }
  }
  return best > 0.05 ? { from, to, votes: best } : null;
}

function silence({ at, worth }: Votes, from: number, to: number): void {
  for (let i = 0; i < at.length; i++) if ((at[i] ?? 0) >= from && (at[i] ?? 0) <= to) worth[i] = 0;
}
