import type { Selector } from '../model/annotation';
import { withLf } from '../text/lines';
import { distancesOf, fold, tokenise, type Tokens } from './tokens';

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
interface Band {
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

/** Room for one table, of steps and of three rows: most fit in, and what does not gets its own. */
const room = { steps: new Uint8Array(1 << 16), rows: new Float64Array(1 << 12) };

/** A table of which nothing is filled. It holds until the next one is asked for. */
function tableOf(count: number, columns: number): Table {
  const cells = count * columns;
  const steps = cells > room.steps.length ? new Uint8Array(cells) : room.steps.fill(0, 0, cells);
  const rows = 3 * columns > room.rows.length ? new Float64Array(3 * columns) : room.rows;
  return {
    columns,
    steps,
    best: rows.subarray(0, columns).fill(0),
    lose: rows.subarray(columns, 2 * columns).fill(never),
    pairs: rows.subarray(2 * columns, 3 * columns).fill(0),
    low: 1,
    high: 1,
    top: 0,
    corner: 0,
  };
}

/**
 * The best local alignment of two token sequences with affine gaps (Gotoh 1982), within a band. Words that are not
 * equal pair by likeness. What of the pattern stays outside of the best stretch is not paid for.
 */
export function align(pattern: Phrase, window: Passage, band: Band): Alignment {
  const table = tableOf(pattern.tokens.count + 1, window.tokens.count + 1);
  for (let i = 0; i < pattern.tokens.count; i++) {
    const before = moveBand(table, window.tokens, band, pattern.tokens.from[i] ?? 0);
    weighPairs(pattern, i, window, table);
    const inside = i >= pattern.first && i < pattern.end;
    const border = i + 1 === pattern.first || i + 1 === pattern.end;
    const adding = border ? penalty.border : inside ? penalty.inside : penalty.around;
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
  const { hash, word, weight, head, tail } = window.tokens;
  const { pairs, low, high } = table;
  const { tokens } = pattern;
  const [own, kind, first, last, worth] = [
    tokens.hash[i],
    tokens.word[i],
    tokens.head[i],
    tokens.tail[i],
    tokens.weight[i] ?? 0,
  ];
  const full = worth * (pattern.emphasis[i] ?? 0);
  const mayBeAlike = kind === 1 && worth > 2;
  for (let j = low - 1; j < high - 1; j++) {
    let pair = never;
    if (hash[j] === own) pair = full;
    else if (word[j] === kind) {
      // Most pairs have neither end in common: that is seen without reading them.
      const like = mayBeAlike && (head[j] === first || tail[j] === last) ? likenessOf(pattern, i, window, j) : 0;
      const other = weight[j] ?? 0;
      pair =
        like > 0 ? full * (2 * like - 1) : -penalty.replace * (worth > other ? worth : other) - penalty.replaceOpen;
    }
    pairs[j + 1] = pair;
  }
}

function likenessOf({ text, tokens }: Phrase, i: number, { text: now, tokens: others }: Passage, j: number): number {
  return likeness(text, tokens.from[i] ?? 0, tokens.to[i] ?? 0, now, others.from[j] ?? 0, others.to[j] ?? 0);
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
  const losing = penalty.lose * worth;
  // Beside the band nothing is known: an alignment may begin there.
  let diagonal = low > lowBefore ? (best[low - 1] ?? 0) : 0;
  let left = 0;
  let add = never;
  for (let j = low; j < high; j++) {
    const up = best[j] ?? 0;
    const lost = lose[j] ?? 0;
    const open = up - penalty.loseOpen;
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
function phrase(text: string, tokens: Tokens, first: number, end: number): Phrase {
  return { text, tokens, first, end, emphasis: emphasise(tokens, first, end) };
}

/** What adding text costs: once, and for each letter. */
interface Adding {
  readonly open: number;
  readonly each: number;
}

/** What an alignment pays, in letters of common words. Tuned on the fates of spans in real file histories. */
const penalty = {
  /** To lose words: once for each gap, and for each letter. */
  loseOpen: 1.6,
  lose: 0.25,
  /** To pair words that have nothing in common: once, and for each letter. */
  replaceOpen: 0.3,
  replace: 0.25,
  /** Adding is cheap around the span, cheaper where span and surroundings meet, and dear inside. */
  around: { open: 1.6, each: 0.06 },
  border: { open: 1, each: 0.02 },
  inside: { open: 2.6, each: 0.3 },
} as const;

/** What a letter of the span counts: in a long one, and at most in a short one, which counts as this many letters. */
const emphasis = { long: 1.5, short: 3, letters: 30 };

/** What a letter far from the span counts, and the distance in letters at which a letter is far by 1/e. */
const distant = 0.6;
const reach = 24;

/** How much each token counts: the span more than what is around it, a short one more than a long one, the near more. */
function emphasise(tokens: Tokens, first: number, end: number): Float64Array {
  let letters = 0;
  for (let i = first; i < end; i++) letters += tokens.weight[i] ?? 0;
  const most = Math.min(emphasis.short, Math.max(emphasis.long, emphasis.letters / Math.max(1, letters)));
  const factors = distancesOf(tokens, first, end).map(
    (distance) => distant + (1 - distant) * Math.exp(-distance / reach),
  );
  return factors.fill(most, first, end);
}

/** Words that are less alike do not count as one word changed. */
const leastLikeness = 0.6;

/** Of longer words only the beginnings are compared where they differ. */
const longest = 24;

const row = new Uint8Array(longest + 1);

/**
 * How alike the words `a[i, iEnd)` and `b[j, jEnd)` are, 0 to 1: twice their longest common subsequence over both
 * lengths, after folding; 0 where that is less than 0.6, or where hardly a letter at either end is equal.
 */
function likeness(a: string, i: number, iEnd: number, b: string, j: number, jEnd: number): number {
  const lengths = iEnd - i + jEnd - j;
  if (4 * Math.min(iEnd - i, jEnd - j) < lengths) return 0;
  let head = 0;
  while (i < iEnd && j < jEnd && same(a, i, b, j)) {
    i++;
    j++;
    head++;
  }
  let tail = 0;
  while (i < iEnd && j < jEnd && same(a, iEnd - 1, b, jEnd - 1)) {
    iEnd--;
    jEnd--;
    tail++;
  }
  const ends = head + tail;
  const most = ends + Math.min(iEnd - i, jEnd - j);
  if (ends === 0 || 2 * most < leastLikeness * lengths || (ends === 1 && lengths > 8)) return 0;
  const like = (2 * (most === ends ? ends : ends + common(a, i, iEnd, b, j, jEnd))) / lengths;
  return like < leastLikeness ? 0 : like;
}

function same(a: string, i: number, b: string, j: number): boolean {
  return fold(a.charCodeAt(i)) === fold(b.charCodeAt(j));
}

/** The length of the longest common subsequence. */
function common(a: string, i: number, iEnd: number, b: string, j: number, jEnd: number): number {
  const columns = Math.min(jEnd - j, longest);
  const end = Math.min(iEnd, i + longest);
  if (i >= end || columns <= 0) return 0;
  row.fill(0);
  for (; i < end; i++) {
    let diagonal = 0;
    for (let column = 1; column <= columns; column++) {
      const up = row[column] ?? 0;
      row[column] = same(a, i, b, j + column - 1) ? diagonal + 1 : Math.max(up, row[column - 1] ?? 0);
      diagonal = up;
    }
  }
  return row[columns] ?? 0;
}

/** A selector with what tells annotations on the same words apart. */
export interface Sought extends Selector {
  readonly tag?: string;
  readonly by?: string;
}

/** A selector made ready to be looked for: the span with its surroundings as one text. */
export interface Pattern {
  readonly index: number;
  /** Before, text and after in one, newlines as `\n`. */
  readonly whole: string;
  /** Where the span stands in `whole`. */
  readonly from: number;
  readonly to: number;
  /** The hint, from 1; 0 where there is none. */
  readonly line: number;
  readonly column: number;
  /** Who tagged it as what; empty where that is not known. */
  readonly label: string;
}

export function prepare(selector: Sought, index: number): Pattern {
  const before = withLf(selector.before ?? '');
  const text = withLf(selector.text);
  const whole = before + text + withLf(selector.after ?? '');
  const to = before.length + text.length;
  const label = selector.tag === undefined ? '' : `${selector.tag} ${selector.by ?? ''}`;
  return { index, whole, from: before.length, to, line: selector.line ?? 0, column: selector.column ?? 1, label };
}

export function phraseOf(pattern: Pattern): Phrase {
  const tokens = tokenise(pattern.whole, 0, pattern.whole.length);
  let first = 0;
  while (first < tokens.count && (tokens.to[first] ?? 0) <= pattern.from) first++;
  let end = first;
  while (end < tokens.count && (tokens.from[end] ?? 0) < pattern.to) end++;
  return phrase(pattern.whole, tokens, first, end);
}
