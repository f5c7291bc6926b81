import type { Selector } from '../model/annotation';
import { withLf } from '../text/lines';
import { distancesOf, fold, tokenise, type Tokens } from './tokens';

/** Tokens with their text. */
export interface Passage {
  readonly text: string;
  readonly tokens: Tokens;
}

/** A passage in which the tokens `[first, end)` are the span. */
export interface Phrase extends Passage {
  readonly first: number;
  readonly end: number;
  /** The emphasis of each token. */
  readonly emphasis: Float64Array;
}

/** For each token of the pattern, the index of its token in the text or -1, and their likeness, 0 to 1. */
export interface Alignment {
  readonly to: Int32Array;
  readonly like: Float64Array;
}

/** The range of offsets in the window where the pattern may begin; tokens further off never pair. */
interface Band {
  readonly from: number;
  readonly to: number;
}

/** The step that led to a cell of the table: two bits for its direction, one for each kind of continued gap. */
const Step = { Stop: 0, Pair: 1, Lose: 2, Add: 3, LoseMore: 4, AddMore: 8 } as const;

interface Table {
  readonly columns: number;
  readonly steps: Uint8Array;
  readonly best: Float64Array;
  readonly lose: Float64Array;
  readonly pairs: Float64Array;
  /** The columns `[low, high)` of the current row. Both only grow. */
  low: number;
  high: number;
  top: number;
  corner: number;
}

const never = -1e9;

/** Reused memory for one table: its steps, and three rows. A larger table gets its own. */
const room = { steps: new Uint8Array(1 << 16), rows: new Float64Array(1 << 12) };

/** An empty table, valid until the next one is requested. */
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
 * The best local alignment of two token sequences with affine gaps (Gotoh 1982), within a band. Different words pair by
 * likeness. Tokens of the pattern outside of the best stretch cost nothing.
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

/** Moves the band to the row of the pattern's token at an offset. Returns the former start of the band. */
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
      // Fast path: most pairs have different first and last letters.
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
  // Cells outside of the band are undefined: an alignment may begin there.
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

/** A passage prepared for alignment, with the tokens `[first, end)` as the span. */
function phrase(text: string, tokens: Tokens, first: number, end: number): Phrase {
  return { text, tokens, first, end, emphasis: emphasise(tokens, first, end) };
}

/** The cost of added text: once, and per letter. */
interface Adding {
  readonly open: number;
  readonly each: number;
}

/** The costs of an alignment, in letters of common words. Tuned on the fates of spans in real file histories. */
const penalty = {
  /** Lost words: once per gap, and per letter. */
  loseOpen: 1.6,
  lose: 0.25,
  /** Pairs of words with nothing in common: once, and per letter. */
  replaceOpen: 0.3,
  replace: 0.25,
  /** Added words are cheap around the span, cheaper at its edges, and expensive inside. */
  around: { open: 1.6, each: 0.06 },
  border: { open: 1, each: 0.02 },
  inside: { open: 2.6, each: 0.3 },
} as const;

/** Emphasis of a letter in a long span, the most in a short one, and the letters up to which a span is short. */
const emphasis = { long: 1.5, short: 3, letters: 30 };

/** Least emphasis, that of a letter far from the span; and the distance in letters at which the rest falls to 1/e. */
const distant = 0.6;
const reach = 24;

/** The emphasis of each token: the span more than its context, short spans more than long ones, the near more. */
function emphasise(tokens: Tokens, first: number, end: number): Float64Array {
  let letters = 0;
  for (let i = first; i < end; i++) letters += tokens.weight[i] ?? 0;
  const most = Math.min(emphasis.short, Math.max(emphasis.long, emphasis.letters / Math.max(1, letters)));
  const factors = distancesOf(tokens, first, end).map(
    (distance) => distant + (1 - distant) * Math.exp(-distance / reach),
  );
  return factors.fill(most, first, end);
}

/** Least likeness at which two words count as one word changed. */
const leastLikeness = 0.6;

/** Letters compared in longer words, from the first difference. */
const longest = 24;

const row = new Uint8Array(longest + 1);

/**
 * The likeness of the words `a[i, iEnd)` and `b[j, jEnd)`, 0 to 1: twice their longest common subsequence over both
 * lengths, after folding; 0 if that is less than 0.6, or if hardly any letter at either end is equal.
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

/** A selector with the data that distinguish annotations of the same words. */
export interface Sought extends Selector {
  readonly tag?: string;
  readonly by?: string;
}

/** A selector prepared for the search: the span and its context as one text. */
export interface Pattern {
  readonly index: number;
  /** Before, text and after in one, newlines as `\n`. */
  readonly whole: string;
  /** The place of the span in `whole`. */
  readonly from: number;
  readonly to: number;
  /** The hint, from 1; 0 if there is none. */
  readonly line: number;
  readonly column: number;
  /** The author and the tag; empty if unknown. */
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
