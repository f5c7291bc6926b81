import type { Span } from '../text/change';

/**
 * The words of a source as running text: a line for each paragraph, wherever the lines of the source were wrapped; without
 * page heads, the times of subtitles and markup; without characters that nobody sees; the name before what somebody says on a
 * line of its own. Everything is found in this text, and `toSource` says where it stands.
 */
export interface Layout {
  readonly text: string;
  /** The names of speakers, each a paragraph of its own that what follows is said by. */
  readonly labels: readonly Span[];
  readonly isDialogue: boolean;
  /** Where a stretch of the running text, which is not empty, stands in the source. */
  toSource(span: Span): Span;
  /** Where an offset of the source stands in the running text; what is left out stands where the next words do. */
  fromSource(offset: number): number;
}

/** The running text as it grows, with where each of its pieces comes from. */
export class RunningText implements Layout {
  readonly labels: Span[] = [];
  isDialogue = false;
  /** What each piece is; undefined where it is what the source has. */
  private readonly pieces: (string | undefined)[] = [];
  /** Where each piece begins here and in the source, and how long it is in the source. */
  private readonly begins: number[] = [];
  private readonly origins: number[] = [];
  private readonly sizes: number[] = [];
  private length = 0;
  private whole: string | undefined;

  constructor(
    private readonly source: string,
    /** Whether any line may hold marks that are no words. */
    readonly isMarkedUp: boolean,
  ) {}

  get text(): string {
    return (this.whole ??= this.joined());
  }

  addLabel({ from, to }: Span): void {
    this.labels.push({ from: this.length, to: this.length + to - from });
    this.copy(from, to);
  }

  copy(from: number, to: number): void {
    if (to <= from) return;
    const last = this.pieces.length - 1;
    const size = to - from;
    if (last >= 0 && this.pieces[last] === undefined && (this.origins[last] ?? 0) + (this.sizes[last] ?? 0) === from)
      this.sizes[last] = (this.sizes[last] ?? 0) + size;
    else this.push(undefined, from, size);
    this.length += size;
  }

  put(words: string, from: number, size: number): void {
    this.push(words, from, size);
    this.length += words.length;
  }

  /** The end of the line that ends at `to`. */
  endLine(to: number): void {
    if (this.source.charCodeAt(to - 1) === 10) this.copy(to - 1, to);
    else this.put('\n', to - 1, 1);
  }

  private push(words: string | undefined, from: number, size: number): void {
    this.pieces.push(words);
    this.begins.push(this.length);
    this.origins.push(from);
    this.sizes.push(size);
  }

  private joined(): string {
    if (this.pieces.length === 1 && this.sizes[0] === this.source.length) return this.source;
    return this.pieces.map((words, i) => words ?? this.sliceOf(i)).join('');
  }

  private sliceOf(piece: number): string {
    const from = this.origins[piece] ?? 0;
    return this.source.slice(from, from + (this.sizes[piece] ?? 0));
  }

  toSource({ from, to }: Span): Span {
    const first = this.pieceAt(from);
    const last = this.pieceAt(to - 1);
    const origin = (piece: number): number => this.origins[piece] ?? 0;
    return {
      from: origin(first) + (this.isSame(first) ? from - (this.begins[first] ?? 0) : 0),
      to: origin(last) + (this.isSame(last) ? to - (this.begins[last] ?? 0) : (this.sizes[last] ?? 0)),
    };
  }

  fromSource(offset: number): number {
    let low = 0;
    let high = this.origins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.origins[middle] ?? 0) + (this.sizes[middle] ?? 0) >= offset) high = middle;
      else low = middle + 1;
    }
    if (low === this.origins.length) return this.length;
    const begin = this.begins[low] ?? 0;
    return this.isSame(low) ? begin + Math.max(0, offset - (this.origins[low] ?? 0)) : begin;
  }

  private isSame(piece: number): boolean {
    return this.pieces[piece] === undefined || this.pieces[piece]?.length === this.sizes[piece];
  }

  /** The piece that holds an offset of the running text. */
  private pieceAt(offset: number): number {
    let low = 0;
    let high = this.begins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.begins[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
