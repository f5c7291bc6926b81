import type { Candidate } from './candidates';
import type { Pattern } from './pattern';

/** A pattern of whose place in the text one is sure. */
export interface Fixed {
  readonly pattern: Pattern;
  readonly from: number;
  readonly to: number;
}

/** Where a place stands among the sure places of the file's other annotations. */
export interface Standing {
  /** 1 between those before and those after it in the old text, -1 past one of them, 0 where there are none. */
  readonly order: number;
  /** How many lines further than the nearest of them it has moved; with none, than its hint. */
  readonly drift: number;
}

/** The sure places that keep the old order: the longest ascending sequence. Patterns without a hint have no order. */
export function fixedPlaces(sure: readonly Fixed[]): readonly Fixed[] {
  const hinted = sure.filter(({ pattern }) => pattern.line > 0);
  hinted.sort((a, b) => a.pattern.line - b.pattern.line || a.pattern.column - b.pattern.column);
  const tails: number[] = [];
  const previous: number[] = [];
  hinted.forEach((place, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((hinted[tails[middle] ?? 0]?.from ?? 0) < place.from) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = i;
  });
  const chain: Fixed[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i] ?? -1) {
    const place = hinted[i];
    if (place) chain.push(place);
  }
  return chain.reverse();
}

/** How a candidate of a pattern stands to the fixed places of the others. `lineOf` gives a line from 1. */
export function standingOf(
  pattern: Pattern,
  candidate: Candidate,
  fixed: readonly Fixed[],
  lineOf: (offset: number) => number,
): Standing {
  if (pattern.line === 0 || candidate.span === null) return { order: 0, drift: 0 };
  const after = firstAfter(pattern, fixed);
  const before = fixed[after - 1]?.pattern === pattern ? after - 2 : after - 1;
  const left = fixed[before];
  const right = fixed[after];
  const line = lineOf(candidate.span.from);
  const drifts = [left, right].flatMap((place) =>
    place ? [Math.abs(line - lineOf(place.from) - (pattern.line - place.pattern.line))] : [],
  );
  const drift = drifts.length > 0 ? Math.min(...drifts) : Math.abs(line - pattern.line);
  if (!left && !right) return { order: 0, drift };
  const { from } = candidate.span;
  const ordered = (!left || left.from <= from) && (!right || from <= right.from);
  return { order: ordered ? 1 : -1, drift };
}

/** The index of the first fixed place that stood after the pattern. */
function firstAfter(pattern: Pattern, fixed: readonly Fixed[]): number {
  let low = 0;
  let high = fixed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = fixed[middle]?.pattern;
    if (other && (other.line < pattern.line || (other.line === pattern.line && other.column <= pattern.column))) {
      low = middle + 1;
    } else high = middle;
  }
  return low;
}
