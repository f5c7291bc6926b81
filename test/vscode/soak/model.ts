import type { Change } from '../../../src/core/change';

/** One character with an identity of its own: a copy of it is another one. */
export interface Cell {
  readonly unit: string;
}

/** The truth that a soak is held against: every character of a source is followed by itself, with no arithmetic of spans. */
export class Model {
  private cells: readonly Cell[];
  private readonly snapshots = new Map<string, readonly Cell[]>();
  private readonly marked = new Map<string, readonly Cell[]>();

  constructor(text: string) {
    this.cells = cellsOf(text);
    this.snapshots.set(text, this.cells);
  }

  get text(): string {
    return this.cells.map(({ unit }) => unit).join('');
  }

  /** Simultaneous changes of the old text; `pasted` gives the characters themselves where they were cut before. */
  edit(changes: readonly Change[], pasted?: readonly Cell[]): void {
    this.snapshots.set(this.text, this.cells);
    const result: Cell[] = [];
    let at = 0;
    for (const { from, to, text } of [...changes].sort((a, b) => a.from - b.from)) {
      result.push(...this.cells.slice(at, from), ...(pasted ?? cellsOf(text)));
      at = to;
    }
    this.cells = [...result, ...this.cells.slice(at)];
    this.snapshots.set(this.text, this.cells);
  }

  /** Undo and redo bring back a text that was there, with its very characters. */
  restore(text: string): boolean {
    const cells = this.snapshots.get(text);
    if (cells) this.cells = cells;
    return cells !== undefined;
  }

  slice(from: number, to: number): readonly Cell[] {
    return this.cells.slice(from, to);
  }

  mark(id: string, from: number, to: number): void {
    this.marked.set(id, this.slice(from, to));
  }

  /** What is wrong with where an annotation is said to stand; undefined where nothing is. */
  fault(id: string, text: string, state: string, from: number | undefined, to: number | undefined): string | undefined {
    const own = this.marked.get(id);
    if (!own) return `${id} was never made`;
    const place = this.whereabouts(own);
    if (from === undefined || to === undefined)
      return place ? `${id} is ${state}, though its words stand whole at ${place.from}` : undefined;
    const words = this.cells.slice(from, to);
    if (state === 'found' && words.map(({ unit }) => unit).join('') !== text) return `${id} is found on other words`;
    if (place && (place.from !== from || place.to !== to))
      return `${id} stands at ${from}, its own words at ${place.from}`;
    const alive = new Set(own);
    const survives = this.cells.some((cell) => alive.has(cell));
    if (survives && !words.some((cell) => alive.has(cell))) return `${id} stands on nothing of its own at ${from}`;
    return undefined;
  }

  /** Where all of an annotation's characters stand, whole and in order. */
  private whereabouts(own: readonly Cell[]): { from: number; to: number } | undefined {
    const first = own[0];
    const from = first ? this.cells.indexOf(first) : -1;
    if (from < 0 || own.some((cell, index) => this.cells[from + index] !== cell)) return undefined;
    return { from, to: from + own.length };
  }
}

const cellsOf = (text: string): readonly Cell[] => text.split('').map((unit) => ({ unit }));
