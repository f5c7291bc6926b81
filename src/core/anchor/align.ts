import { likeness } from './likeness';
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
}

/** Which token of the text each token of the pattern became: its index or -1, and how alike the two are (0 to 1). */
export interface Alignment {
  /** In letters: what the common words count for less what the gaps cost. */
  readonly score: number;
  readonly to: Int32Array;
  readonly like: Float64Array;
}

/** What the alignment pays, in letters. */
export const price = {
  /** To lose a token: once for each gap, and for each letter. */
  loseOpen: 1.6,
  lose: 0.25,
  /** To pair words that have nothing in common, for each letter. */
  replace: 0.25,
  /** To add text, once and for each letter: in the surroundings, where span and surroundings meet, and in the span. */
  around: { open: 1.6, each: 0.06 },
  border: { open: 1, each: 0.02 },
  inside: { open: 2.6, each: 0.3 },
  /** How much more the words of the span count than those around it. */
  emphasis: 1.5,
  short: 3,
  shortAt: 30,
  least: 0.6,
  reach: 24,
  replaceOpen: 0.3,
};

/** How a cell of the table was reached: two bits for the way, one each for gaps that go on. */
const Step = { Stop: 0, Pair: 1, Lose: 2, Add: 3, LoseMore: 4, AddMore: 8 } as const;

interface Price {
  readonly open: number;
  readonly each: number;
}

interface Table {
  readonly columns: number;
  readonly steps: Uint8Array;
  readonly best: Float64Array;
  readonly lose: Float64Array;
  readonly pairs: Float64Array;
  top: number;
  corner: number;
}

/**
 * The best local alignment of two token sequences with affine gaps (Gotoh 1982). Words that are not equal pair by
 * likeness. What of the pattern stays outside of the best stretch is not paid for.
 */
export function align(pattern: Phrase, window: Passage): Alignment {
  const columns = window.tokens.count + 1;
  const table: Table = {
    columns,
    steps: new Uint8Array((pattern.tokens.count + 1) * columns),
    best: new Float64Array(columns),
    lose: new Float64Array(columns).fill(-1e9),
    pairs: new Float64Array(columns),
    top: 0,
    corner: 0,
  };
  const emphasis = emphasisOf(pattern);
  for (let i = 0; i < pattern.tokens.count; i++) {
    const inside = i >= pattern.first && i < pattern.end;
    const factor = emphasis[i] ?? 1;
    weighPairs(pattern, i, window, factor, table.pairs);
    const border = i + 1 === pattern.first || i + 1 === pattern.end;
    const adding = border ? price.border : inside ? price.inside : price.around;
    fillRow(table, i + 1, factor * (pattern.tokens.weight[i] ?? 0), adding, window.tokens.weight);
  }
  return trace(pattern, window, table);
}

/** How much each token counts: the span more than what is around it, a short one more than a long one, the near more. */
function emphasisOf({ tokens, first, end }: Phrase): Float64Array {
  let letters = 0;
  for (let i = first; i < end; i++) letters += tokens.weight[i] ?? 0;
  const most = Math.min(price.short, Math.max(price.emphasis, price.shortAt / Math.max(1, letters)));
  const emphasis = new Float64Array(tokens.count).fill(most);
  for (let i = first - 1, near = 1; i >= 0; i--) {
    emphasis[i] = price.least + (1 - price.least) * near;
    near *= Math.exp(-(tokens.weight[i] ?? 0) / price.reach);
  }
  for (let i = end, near = 1; i < tokens.count; i++) {
    emphasis[i] = price.least + (1 - price.least) * near;
    near *= Math.exp(-(tokens.weight[i] ?? 0) / price.reach);
  }
  return emphasis;
}

function weighPairs(pattern: Phrase, i: number, window: Passage, factor: number, pairs: Float64Array): void {
  const { hash, weight, word } = pattern.tokens;
  const own = hash[i];
  const worth = weight[i] ?? 0;
  const isWord = word[i] === 1;
  for (let j = 0; j < window.tokens.count; j++) {
    if (window.tokens.hash[j] === own) pairs[j + 1] = factor * worth;
    else if (window.tokens.word[j] !== word[i]) pairs[j + 1] = -1e9;
    else {
      const like = isWord && worth > 2 ? likenessOf(pattern, i, window, j) : 0;
      pairs[j + 1] =
        like > 0
          ? factor * worth * (2 * like - 1)
          : -price.replace * Math.max(worth, window.tokens.weight[j] ?? 0) - price.replaceOpen;
    }
  }
}

function likenessOf(pattern: Phrase, i: number, window: Passage, j: number): number {
  const { tokens } = pattern;
  const other = window.tokens;
  // Most pairs have neither end in common: that is seen without reading them.
  if (tokens.head[i] !== other.head[j] && tokens.tail[i] !== other.tail[j]) return 0;
  return likeness(
    pattern.text,
    tokens.from[i] ?? 0,
    tokens.to[i] ?? 0,
    window.text,
    other.from[j] ?? 0,
    other.to[j] ?? 0,
  );
}

function fillRow(table: Table, row: number, worth: number, adding: Price, weights: Float64Array): void {
  const { columns, steps, best, lose, pairs } = table;
  const losing = price.lose * worth;
  let diagonal = 0;
  let add = -1e9;
  for (let j = 1; j < columns; j++) {
    const up = best[j] ?? 0;
    const open = up - price.loseOpen;
    const lost = lose[j] ?? 0;
    const begin = (best[j - 1] ?? 0) - adding.open;
    let step = (lost > open ? Step.LoseMore : 0) | (add > begin ? Step.AddMore : 0);
    const down = (lost > open ? lost : open) - losing;
    add = (add > begin ? add : begin) - adding.each * (weights[j - 1] ?? 0);
    const pair = diagonal + (pairs[j] ?? 0);
    const value = Math.max(pair, down, add, 0);
    step |= value === 0 ? Step.Stop : value === pair ? Step.Pair : value === down ? Step.Lose : Step.Add;
    steps[row * columns + j] = step;
    lose[j] = down;
    best[j] = value;
    diagonal = up;
    if (value > table.top) {
      table.top = value;
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
  return { score: table.top, to, like };
}

function likeOf(pattern: Phrase, i: number, window: Passage, j: number): number {
  if (pattern.tokens.hash[i] === window.tokens.hash[j]) return 1;
  if (pattern.tokens.word[i] !== 1 || (pattern.tokens.weight[i] ?? 0) <= 2) return 0;
  return likenessOf(pattern, i, window, j);
}
