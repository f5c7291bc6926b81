import type { Tokens } from './tokens';

/** The end of a line is as far as so many letters, a blank line twice as far: what stands beyond may stay behind. */
const lineEnd = 24;

/**
 * How far each token is from the span of the tokens `[first, end)`, in letters; 0 within. With the tokens' text, the ends
 * of its lines count.
 */
export function distancesOf({ from, to, weight, count }: Tokens, first: number, end: number, text = ''): Float64Array {
  const distances = new Float64Array(count);
  let distance = 0;
  for (let i = first - 1; i >= 0; i--) {
    distance += lineEnd * lineEndsIn(text, to[i] ?? 0, from[i + 1] ?? text.length);
    distances[i] = distance;
    distance += weight[i] ?? 0;
  }
  distance = 0;
  for (let i = end; i < count; i++) {
    distance += lineEnd * lineEndsIn(text, to[i - 1] ?? 0, from[i] ?? 0);
    distances[i] = distance;
    distance += weight[i] ?? 0;
  }
  return distances;
}

/** How many line breaks stand between two offsets, at most two. */
function lineEndsIn(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = from; at < to && breaks < 2; at++) if (text.charCodeAt(at) === 10) breaks++;
  return breaks;
}
