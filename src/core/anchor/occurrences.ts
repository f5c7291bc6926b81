import { noHits, scan, type Hits, type Seeds } from './seeds';

/** Where seeds occur in a text: those of hash number `n` are `at[starts[n]]` to `at[starts[n + 1]]`, ascending. */
export interface Occurrences {
  readonly starts: Int32Array;
  readonly at: Int32Array;
}

/** Units of text read between two pauses: some milliseconds. */
const slice = 1 << 17;

/** Hits sorted between two pauses. */
const pace = 1 << 17;

/** All occurrences of some seeds, found in one pass over the text. */
export function* finding(text: string, seeds: Seeds): Generator<undefined, Occurrences> {
  const hits = noHits();
  let hash = 0;
  for (let from = 0; from < text.length; from += slice) {
    hash = scan(text, from, Math.min(text.length, from + slice), hash, seeds, hits);
    yield;
  }
  return yield* sorting(hits, seeds.distinct);
}

/** Counting sort by number: hits come in the order of the text, and stay in it. */
function* sorting(hits: Hits, distinct: number): Generator<undefined, Occurrences> {
  const starts = new Int32Array(distinct + 1);
  for (let i = 0; i < hits.count; i++) {
    const number = (hits.number[i] ?? 0) + 1;
    starts[number] = (starts[number] ?? 0) + 1;
    if (i % pace === pace - 1) yield;
  }
  for (let number = 1; number < starts.length; number++) {
    starts[number] = (starts[number] ?? 0) + (starts[number - 1] ?? 0);
  }
  const next = starts.slice();
  const at = new Int32Array(hits.count);
  for (let i = 0; i < hits.count; i++) {
    const number = hits.number[i] ?? 0;
    const place = next[number] ?? 0;
    at[place] = hits.at[i] ?? 0;
    next[number] = place + 1;
    if (i % pace === pace - 1) yield;
  }
  return { starts, at };
}
