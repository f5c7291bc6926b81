import { likeness } from './likeness';
import { emphasise, price, type Adding } from './prices';
import type { Tokens } from './tokens';

/** Tokens and the text in which they stand. */
export interface Passage {
  readonly text: string;
  readonly tokens: Tokens;
}

/** A passage of which the tokens `[first, end)` are the span's. */
export interface Phrase extends Passage {
  readonly first: number;
  readonly end: number;
  /** How much each token counts. */
  readonly emphasis: Float64Array;
}

/** Which token of the text each token of the pattern became: its index or -1, and how alike the two are (0 to 1). */
export interface Alignment {
  readonly to: Int32Array;
  readonly like: Float64Array;
}

/** Offsets in the window's text between which the pattern's beginning is taken to lie: what is further off never pairs. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/** How a cell of the table was reached: two bits for the way, one each for gaps that go on. */
const Step = { Stop: 0, Pair: 1, Lose: 2, Add: 3, LoseMore: 4, AddMore: 8 } as const;

interface Table {
  readonly columns: number;
  readonly steps: Uint8Array;
  readonly best: Float64Array;
  readonly lose: Float64Array;
  readonly pairs: Float64Array;
  /** The columns of the row at hand: `[low, high)`. Both only grow. */
  low: number;
  high: number;
  top: number;
  corner: number;
}

const never = -1e9;

/**
 * The best local alignment of two token sequences with affine gaps (Gotoh 1982), within a band. Words that are not
 * equal pair by likeness. What of the pattern stays outside of the best stretch is not paid for.
 */
export function align(pattern: Phrase, window: Passage, band: Band): Alignment {
  const columns = window.tokens.count + 1;
  const table: Table = {
    columns,
    steps: new Uint8Array((pattern.tokens.count + 1) * columns),
    best: new Float64Array(columns),
    lose: new Float64Array(columns).fill(never),
    pairs: new Float64Array(columns),
    low: 1,
    high: 1,
    top: 0,
    corner: 0,
  };
  for (let i = 0; i < pattern.tokens.count; i++) {
    const before = moveBand(table, window.tokens, band, pattern.tokens.from[i] ?? 0);
    weighPairs(pattern, i, window, table);
    const inside = i >= pattern.first && i < pattern.end;
    const border = i + 1 === pattern.first || i + 1 === pattern.end;
    const adding = border ? price.border : inside ? price.inside : price.around;
    const worth = (pattern.emphasis[i] ?? 0) * (pattern.tokens.weight[i] ?? 0);
    fillRow(table, i + 1, before, worth, adding, window.tokens.weight);
  }
  return trace(pattern, window, table);
}

/** Moves the band to the row of the pattern's token at an offset; returns where it began in the row before. */
function moveBand(table: Table, tokens: Tokens, band: Band, offset: number): number {
  const before = table.low;
  while (table.high <= tokens.count && (tokens.from[table.high - 1] ?? 0) <= band.to + offset) table.high++;
  while (table.low < table.high && (tokens.from[table.low - 1] ?? 0) < band.from + offset) table.low++;
  return before;
}

function weighPairs(pattern: Phrase, i: number, window: Passage, table: Table): void {
  const { hash, word, weight } = window.tokens;
  const { pairs, low, high } = table;
  const own = pattern.tokens.hash[i];
  const kind = pattern.tokens.word[i];
  const worth = pattern.tokens.weight[i] ?? 0;
  const full = worth * (pattern.emphasis[i] ?? 0);
  const alike = kind === 1 && worth > 2;
  for (let j = low - 1; j < high - 1; j++) {
    let pair = never;
    if (hash[j] === own) pair = full;
    else if (word[j] === kind) {
      const like = alike ? likenessOf(pattern, i, window, j) : 0;
      const other = weight[j] ?? 0;
      pair = like > 0 ? full * (2 * like - 1) : -price.replace * (worth > other ? worth : other) - price.replaceOpen;
    }
    pairs[j + 1] = pair;
  }
}

function likenessOf(pattern: Phrase, i: number, window: Passage, j: number): number {
  const { tokens } = pattern;
  const other = window.tokens;
  // Most pairs have neither end in common: that is seen without reading them.
  if (tokens.head[i] !== other.head[j] && tokens.tail[i] !== other.tail[j]) return 0;
  const [from, to] = [tokens.from[i] ?? 0, tokens.to[i] ?? 0];
  return likeness(pattern.text, from, to, window.text, other.from[j] ?? 0, other.to[j] ?? 0);
}

function fillRow(
  table: Table,
  row: number,
  lowBefore: number,
  worth: number,
  adding: Adding,
  weights: Float64Array,
): void {
  const { columns, steps, best, lose, pairs, low, high } = table;
  const losing = price.lose * worth;
  // Beside the band nothing is known: an alignment may begin there.
  let diagonal = low > lowBefore ? (best[low - 1] ?? 0) : 0;
  let left = 0;
  let add = never;
  for (let j = low; j < high; j++) {
    const up = best[j] ?? 0;
    const lost = lose[j] ?? 0;
    const open = up - price.loseOpen;
    const begin = left - adding.open;
    let step = 0;
    if (lost > open) step = Step.LoseMore;
    if (add > begin) step |= Step.AddMore;
    const down = (lost > open ? lost : open) - losing;
    add = (add > begin ? add : begin) - adding.each * (weights[j - 1] ?? 0);
    const pair = diagonal + (pairs[j] ?? 0);
    left = pair > down ? pair : down;
    if (add > left) left = add;
    if (left < 0) left = 0;
    const way = left === 0 ? Step.Stop : left === pair ? Step.Pair : left === down ? Step.Lose : Step.Add;
    steps[row * columns + j] = step | way;
    lose[j] = down;
    best[j] = left;
    diagonal = up;
    if (left > table.top) {
      table.top = left;
      table.corner = row * columns + j;
    }
  }
}

function trace(pattern: Phrase, window: Passage, table: Table): Alignment {
  const { columns, steps } = table;
  const to = new Int32Array(pattern.tokens.count).fill(-1);
  const like = new Float64Array(pattern.tokens.count);
  let at = table.corner;
  let gap: number = Step.Pair;
  while (at > 0) {
    const step = steps[at] ?? 0;
    const way = gap === Step.Pair ? step & 3 : gap;
    if (way === Step.Stop) break;
    if (way === Step.Pair) {
      const i = Math.floor(at / columns) - 1;
      const j = (at % columns) - 1;
      to[i] = j;
      like[i] = likeOf(pattern, i, window, j);
      at -= columns + 1;
    } else {
      const more = way === Step.Lose ? Step.LoseMore : Step.AddMore;
      gap = (step & more) !== 0 ? way : Step.Pair;
      at -= way === Step.Lose ? columns : 1;
    }
  }
  return { to, like };
}

function likeOf(pattern: Phrase, i: number, window: Passage, j: number): number {
  if (pattern.tokens.hash[i] === window.tokens.hash[j]) return 1;
  if (pattern.tokens.word[i] !== 1 || (pattern.tokens.weight[i] ?? 0) <= 2) return 0;
  return likenessOf(pattern, i, window, j);
}

/** The tokens of a passage, of which those `[first, end)` are the span's, made ready for alignment. */
export function phrase(text: string, tokens: Tokens, first: number, end: number): Phrase {
  return { text, tokens, first, end, emphasis: emphasise(tokens, first, end) };
}
