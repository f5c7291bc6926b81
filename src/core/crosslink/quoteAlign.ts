import type { Span } from '../text/change';
import type { Item } from './quotePattern';
import type { Word } from './words';

/** The words of a stretch of a source, with the parts that a quotation may skip. */
export interface Passage {
  readonly words: readonly Word[];
  /** For each word, the number of its paragraph. */
  readonly paragraphs: Int32Array;
  /**
   * For a word after an opening mark: the words up to the closing mark before it, if only a reporter speaks between.
   */
  readonly resumes: ReadonlyMap<number, number>;
}

/** One step of an alignment: items of the quotation and words of the source, by their numbers. */
export interface Step {
  readonly how: 'same' | 'other' | 'dropped' | 'added' | 'passed' | 'gap' | 'bracket';
  /** `[from, to)` of the items; empty for a dropped word. */
  readonly items: Span;
  readonly words: Span;
}

export interface Alignment {
  /** The number of dropped, added and exchanged words. */
  readonly edits: number;
  readonly same: number;
  readonly steps: readonly Step[];
}

const enum From {
  Start,
  Same,
  Other,
  Dropped,
  Added,
  Jump,
  Passed,
  JoinedSource,
  JoinedQuote,
}

/** Most words of a source that words in brackets may replace. Guessed. */
const mostReplaced = 12;
/** How far an ellipsis reaches, in paragraphs. */
const farthestGap = 1;
/**
 * An exchanged word costs slightly less than a dropped or added one, and more than a word dropped before an equal one:
 * `a [c] -> a b c` lacks `b`. Small prices choose between equals.
 */
const [samePrice, otherPrice, passPrice, gapPrice, bracketPrice] = [-0.06, 0.95, 0.02, 0.0005, 0.002];

/**
 * The cheapest way to read a quotation out of a passage: all of the quotation, any stretch of the passage. Time and
 * memory are the product of both lengths.
 */
export function align(items: readonly Item[], passage: Passage): Alignment {
  const table = new Table(items, passage);
  for (let i = 1; i <= items.length; i++) table.fill(i);
  return table.trace();
}

class Table {
  private readonly columns: number;
  private readonly cost: Float32Array;
  private readonly from: Uint8Array;
  private readonly jump: Int32Array;

  constructor(
    private readonly items: readonly Item[],
    private readonly passage: Passage,
  ) {
    this.columns = passage.words.length + 1;
    this.cost = new Float32Array((items.length + 1) * this.columns);
    this.from = new Uint8Array(this.cost.length);
    this.jump = new Int32Array(this.cost.length);
  }

  fill(i: number): void {
    const item = this.items[i - 1] as Item;
    const row = i * this.columns;
    if (item.kind === 'word') this.fillWord(i, row, item.word);
    else if (item.kind === 'gap') this.fillGap(row);
    else this.fillBracket(row, item.stem);
    for (let j = 1; j < this.columns; j++) {
      this.offer(row + j, (this.cost[row + j - 1] as number) + 1, From.Dropped, 0);
      const resumed = i < this.items.length ? this.passage.resumes.get(j) : undefined;
      if (resumed !== undefined)
        this.offer(row + j, (this.cost[row + resumed] as number) + passPrice, From.Passed, resumed);
    }
  }

  private offer(at: number, cost: number, from: From, jump: number): void {
    if (cost >= (this.cost[at] as number)) return;
    this.cost[at] = cost;
    this.from[at] = from;
    this.jump[at] = jump;
  }

  private fillWord(i: number, row: number, word: Word): void {
    const { words } = this.passage;
    const above = row - this.columns;
    for (let j = 0; j < this.columns; j++) {
      const at = row + j;
      this.cost[at] = (this.cost[above + j] as number) + 1;
      this.from[at] = From.Added;
      const source = words[j - 1];
      if (!source) continue;
      const before = this.cost[above + j - 1] as number;
      if (source.key === word.key) this.offer(at, before + samePrice, From.Same, 0);
      else this.offer(at, before + otherPrice, From.Other, 0);
      this.joined(i, j, word, source);
    }
  }

  /** A word broken at a line's end equals the whole word. */
  private joined(i: number, j: number, word: Word, source: Word): void {
    const at = i * this.columns + j;
    const broken = this.passage.words[j - 2];
    if (broken?.broken && broken.key + source.key === word.key)
      this.offer(at, (this.cost[(i - 1) * this.columns + j - 2] as number) + samePrice, From.JoinedSource, 0);
    const item = this.items[i - 2];
    if (item?.kind === 'word' && item.word.broken && item.word.key + word.key === source.key)
      this.offer(at, (this.cost[(i - 2) * this.columns + j - 1] as number) + 2 * samePrice, From.JoinedQuote, 0);
  }

  private fillGap(row: number): void {
    const { paragraphs } = this.passage;
    const above = row - this.columns;
    const price = (k: number): number => (this.cost[above + k] as number) - k * gapPrice;
    const paragraph = (k: number): number => paragraphs[Math.max(0, k - 1)] ?? 0;
    let low = 0;
    let best = 0;
    for (let j = 0; j < this.columns; j++) {
      const last = paragraphs[j] ?? paragraph(j);
      if (last - paragraph(low) > farthestGap) {
        while (low < j && last - paragraph(low) > farthestGap) low++;
        best = low;
        for (let k = low; k <= j; k++) if (price(k) <= price(best)) best = k;
      } else if (price(j) <= price(best)) best = j;
      this.cost[row + j] = price(best) + j * gapPrice;
      this.from[row + j] = From.Jump;
      this.jump[row + j] = best;
    }
  }

  private fillBracket(row: number, stem: string | undefined): void {
    const { words, paragraphs } = this.passage;
    const above = row - this.columns;
    for (let j = 0; j < this.columns; j++) {
      this.cost[row + j] = (this.cost[above + j] as number) + (stem === undefined ? 0 : 1);
      this.from[row + j] = stem === undefined ? From.Jump : From.Added;
      this.jump[row + j] = j;
      const most = stem === undefined ? mostReplaced : 1;
      for (let k = 1; k <= most && k <= j && paragraphs[j - k] === paragraphs[j - 1]; k++)
        if (stem === undefined || words[j - 1]?.key.startsWith(stem))
          this.offer(row + j, (this.cost[above + j - k] as number) + k * bracketPrice, From.Jump, j - k);
    }
  }

  trace(): Alignment {
    const rows = this.items.length;
    let j = 0;
    for (let k = 1; k < this.columns; k++)
      if ((this.cost[rows * this.columns + k] as number) < (this.cost[rows * this.columns + j] as number) - 1e-6) j = k;
    const steps: Step[] = [];
    let i = rows;
    while (i > 0) {
      const step = this.step(i, j);
      steps.push(step);
      i = step.items.from;
      j = step.words.from;
    }
    steps.reverse();
    const isEdit = ({ how }: Step): boolean => how === 'other' || how === 'dropped' || how === 'added';
    return { edits: steps.filter(isEdit).length, same: steps.filter(({ how }) => how === 'same').length, steps };
  }

  private step(i: number, j: number): Step {
    const at = i * this.columns + j;
    const jump = this.jump[at] as number;
    const item = this.items[i - 1] as Item;
    const step = (how: Step['how'], items: number, from: number): Step => ({
      how,
      items: { from: i - items, to: i },
      words: { from, to: j },
    });
    switch (this.from[at] as From) {
      case From.Same:
        return step('same', 1, j - 1);
      case From.Other:
        return step('other', 1, j - 1);
      case From.Dropped:
        return step('dropped', 0, j - 1);
      case From.Passed:
        return step('passed', 0, jump);
      case From.Jump:
        return step(item.kind === 'gap' ? 'gap' : 'bracket', 1, jump);
      case From.JoinedSource:
        return step('same', 1, j - 2);
      case From.JoinedQuote:
        return step('same', 2, j - 1);
      case From.Start:
      case From.Added:
        return step('added', 1, j);
    }
  }
}
