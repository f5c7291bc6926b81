import type { Passage } from './align';
import type { Tokens } from './tokens';

/** A run of tokens: a line, or so many of them. */
export type Run = 'line' | number;

/** A token of the old text and one of the new. */
export type Pair = readonly [number, number];

/** Tokens, and a 1 for each that begins a line. */
export interface Lines extends Tokens {
  readonly begins: Uint8Array;
}

/** Ranges of tokens that correspond: `[from, to)` of the old and `[start, end)` of the new. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** Tokens between two pauses. */
const pace = 1 << 13;

export function linesOf({ text, tokens }: Passage): Lines {
  const begins = new Uint8Array(tokens.count);
  for (let i = 0, at = -1; i < tokens.count; i++) {
    const from = tokens.from[i] ?? 0;
    if (i > 0 && (at < 0 || at >= from)) continue;
    begins[i] = 1;
    at = text.indexOf('\n', from);
    if (at < 0) at = text.length;
  }
  return { ...tokens, begins };
}

/** Where runs of a length begin that occur exactly once on either side and are asked for, in the order of the old text. */
export function* commonRuns(
  old: Lines,
  now: Lines,
  gap: Gap,
  run: Run,
  isAskedFor: (i: number, j: number) => boolean = () => true,
): Generator<undefined, readonly Pair[]> {
  const olds = yield* countRuns(old, gap.from, gap.to, run);
  const nows = yield* countRuns(now, gap.start, gap.end, run);
  const common: Pair[] = [];
  for (let i = gap.from; i < gap.to; i++) {
    if ((i - gap.from) % pace === pace - 1) yield;
    const hash = hashOf(old, i, gap.to, run);
    if (hash === 0 || olds.places[slotOf(olds, hash)] !== i) continue;
    const j = nows.places[slotOf(nows, hash)] ?? absent;
    if (j >= 0 && isAskedFor(i, j)) common.push([i, j]);
  }
  return common;
}

/** Where the run of each hash begins (open addressing), `absent` in free slots, `twice` for what occurs again. */
interface Places {
  readonly hashes: Int32Array;
  readonly places: Int32Array;
}

const absent = -1;
const twice = -2;

function* countRuns(tokens: Lines, from: number, to: number, run: Run): Generator<undefined, Places> {
  const size = 2 ** Math.ceil(Math.log2(2 * (to - from) + 1));
  const table = { hashes: new Int32Array(size), places: new Int32Array(size).fill(absent) };
  for (let i = from; i < to; i++) {
    if ((i - from) % pace === pace - 1) yield;
    const hash = hashOf(tokens, i, to, run);
    if (hash === 0) continue;
    const slot = slotOf(table, hash);
    table.hashes[slot] = hash;
    table.places[slot] = table.places[slot] === absent ? i : twice;
  }
  return table;
}

function slotOf({ hashes, places }: Places, hash: number): number {
  const mask = hashes.length - 1;
  let slot = (Math.imul(hash, 0x9e3779b1) >>> 7) & mask;
  while (places[slot] !== absent && hashes[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}

/** The hash of the run that begins at a token, never 0; 0 where none begins or it ends behind `limit`. */
function hashOf(tokens: Lines, start: number, limit: number, run: Run): number {
  if (run === 'line' && tokens.begins[start] === 0) return 0;
  const end = run === 'line' ? lineEnd(tokens, start) : start + run;
  if (end > limit) return 0;
  let hash = 0;
  for (let k = start; k < end; k++) hash = (Math.imul(hash, 0x01000193) + (tokens.hash[k] ?? 0)) | 0;
  return hash || 1;
}

function lineEnd(tokens: Lines, start: number): number {
  let end = start + 1;
  while (end < tokens.count && tokens.begins[end] === 0) end++;
  return end;
}

/** The longest sequence of pairs that ascends on both sides; the pairs come in the order of the first. */
export function* ascending(pairs: readonly Pair[]): Generator<undefined, readonly Pair[]> {
  const tails: number[] = [];
  const previous: number[] = [];
  for (let i = 0; i < pairs.length; i++) {
    const value = pairs[i]?.[1] ?? 0;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? (tails[low - 1] ?? -1) : -1);
    tails[low] = i;
    if (i % pace === pace - 1) yield;
  }
  const chain: Pair[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i] ?? -1) chain.push(pairs[i] ?? [0, 0]);
  return chain.reverse();
}
