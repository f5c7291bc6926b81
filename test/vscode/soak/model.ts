import type { Change } from '../../../src/core/text/change';
import { sameWords } from '../../../src/core/text/words';
import type { AnchoredAnnotation } from '../../../src/core/state/sheet';

/** One character with an identity: a copy of it is another one. */
export interface Cell {
  readonly unit: string;
  /** The annotations that contain it, or into which it was inserted. */
  readonly kin: Set<string>;
}

/** The state of a branch, with the required content of its sidecar. */
export interface Branch {
  readonly source: string;
  readonly cells: readonly Cell[];
  readonly words: ReadonlyMap<string, readonly Cell[]>;
  readonly around: ReadonlyMap<string, readonly Cell[]>;
  readonly notes: ReadonlyMap<string, string>;
}

/** Characters of context on either side of an annotation. */
const reach = 32;

/** Texts that undo can lead back to; older ones are forgotten. */
const memory = 3000;

/** The truth for a soak: every character of a source is tracked by its identity, without arithmetic of spans. */
export class Model implements Branch {
  source = '';
  cells: readonly Cell[] = [];
  /** The characters of each annotation when it was made. */
  words = new Map<string, readonly Cell[]>();
  /** The characters before and after them. */
  around = new Map<string, readonly Cell[]>();
  /** The required note of each annotation. */
  notes = new Map<string, string>();
  /** The annotations before the text was changed, as a person saw them. */
  seen: readonly AnchoredAnnotation[] = [];
  private readonly snapshots = new Map<string, readonly Cell[]>();

  constructor(begin: Branch) {
    this.checkout(begin);
  }

  get text(): string {
    return textOf(this.cells);
  }

  /** Simultaneous changes of the old text; `pasted` are the characters themselves if they were cut before. */
  edit(changes: readonly Change[], pasted?: readonly Cell[]): void {
    const result: Cell[] = [];
    let at = 0;
    for (const { from, to, text } of [...changes].sort((a, b) => a.from - b.from)) {
      const fresh = pasted ?? cellsOf(text);
      this.adopt(fresh, from, to);
      result.push(...this.cells.slice(at, from), ...fresh);
      at = to;
    }
    this.cells = [...result, ...this.cells.slice(at)];
    this.keep();
  }

  /** A text with the same letters and figures, differing only in blanks. */
  reflow(text: string): void {
    const inked = this.cells.filter(isInk);
    let at = 0;
    this.cells = cellsOf(text).map((cell) => {
      if (isInk(cell)) return inked[at++] ?? cell;
      sharedKin(inked[at - 1], inked[at]).forEach((id) => cell.kin.add(id));
      return cell;
    });
    this.keep();
  }

  /** Undo and redo restore a former text, with the same characters. */
  restore(text: string): boolean {
    const cells = this.snapshots.get(text);
    if (cells) this.cells = cells;
    return cells !== undefined;
  }

  slice(from: number, to: number): readonly Cell[] {
    return this.cells.slice(from, to);
  }

  mark(id: string, words: readonly Cell[]): void {
    const from = this.cells.indexOf(words[0] as Cell);
    this.words.set(id, words);
    this.around.set(id, [
      ...this.slice(Math.max(0, from - reach), from),
      ...this.slice(from + words.length, from + words.length + reach),
    ]);
    words.forEach(({ kin }) => kin.add(id));
  }

  forget(id: string): void {
    this.words.delete(id);
    this.notes.delete(id);
  }

  /** The present state, to continue from later. */
  branch(): Branch {
    const { source, cells, words, around, notes } = this;
    return { source, cells, words: new Map(words), around: new Map(around), notes: new Map(notes) };
  }

  /** Continues from the state of a branch. */
  checkout({ source, cells, words, around, notes }: Branch): void {
    this.source = source;
    this.cells = cells;
    this.words = new Map(words);
    this.around = new Map(around);
    this.notes = new Map(notes);
    this.keep();
  }

  /**
   * What is wrong with the state of an annotation among all; undefined if nothing is. Of two with the same words and
   * context one may be lost: they may have been twins, one of which was deleted.
   */
  fault(
    { annotation: { id, text, was, note }, span, state }: AnchoredAnnotation,
    all: readonly AnchoredAnnotation[],
  ): string | undefined {
    const own = this.words.get(id);
    if (!own) return `${id} was never made`;
    if (state === 'unsought') return `${id} is not sought yet`;
    if (note !== this.notes.get(id)) return `${id} has the note ${String(note)}, not ${String(this.notes.get(id))}`;
    const place = this.place(own);
    const ink = place ?? this.reflowed(own);
    if (!span) {
      const hasTwin = all.some((other) => other.span && other.annotation.text === text);
      return ink && !hasTwin && this.isAtHome(id, ink)
        ? `${id} is lost, though its words stand at ${ink.from}`
        : undefined;
    }
    const covered = this.slice(span.from, span.to);
    if (state === 'found' && !sameWords(textOf(covered), was ?? text)) return `${id} is found on other words`;
    if (place && !isSame(place, span) && !(state === 'edited' && this.growsInto(place, span)))
      return `${id} stands at ${span.from} to ${span.to}, its own words at ${place.from} to ${place.to}`;
    if (place && isSame(place, span) && state !== 'found') return `${id} is ${state} on its very words`;
    if (!covered.some(({ kin }) => kin.has(id))) return `${id} stands on nothing of its own at ${span.from}`;
    if (ink && !covers(covered, own)) return `${id} does not reach over all of its words at ${ink.from}`;
    return undefined;
  }

  /** Whether half of the context of an annotation's words is still there. Without it, moved words may be lost. */
  private isAtHome(id: string, { from, to }: Place): boolean {
    const now = new Set([...this.slice(Math.max(0, from - reach), from), ...this.slice(to, to + reach)]);
    const then = this.around.get(id) ?? [];
    return 2 * then.filter((cell) => now.has(cell)).length >= then.length;
  }

  /** The place of characters with all of their words, ignoring blanks between them. */
  private reflowed(own: readonly Cell[]): Place | undefined {
    const place = this.place(own, isInk);
    return place && wordsOf(this.slice(place.from, place.to)) === wordsOf(own) ? place : undefined;
  }

  /** Whether a span extends a place only by letters and figures added to its words: `13 boats` for `3 boats`. */
  private growsInto(place: Place, span: Place): boolean {
    const grown = [...this.slice(span.from, place.from), ...this.slice(place.to, span.to)];
    return span.from <= place.from && place.to <= span.to && grown.every(isInk);
  }

  /** The place of characters, whole and in order; with `counts`, others that do not count may be between them. */
  private place(own: readonly Cell[], counts: (cell: Cell) => boolean = () => true): Place | undefined {
    const wanted = own.filter(counts);
    const first = wanted[0];
    const from = first ? this.cells.indexOf(first) : -1;
    if (from < 0) return undefined;
    let found = 0;
    for (let at = from; at < this.cells.length && found < wanted.length; at++) {
      const cell = this.cells[at];
      if (cell === wanted[found]) found++;
      else if (!cell || counts(cell)) return undefined;
      if (found === wanted.length) return { from, to: at + 1 };
    }
    return undefined;
  }

  /**
   * Text inserted between an annotation's words, or replacing some of them, becomes its own, as does text inserted into
   * it as a person sees it. Blanks are ignored: undo restores older ones than the tagged ones.
   */
  private adopt(fresh: readonly Cell[], from: number, to: number): void {
    const replaced = this.slice(from, to).flatMap(({ kin }) => [...kin]);
    const around = sharedKin(this.cells.slice(0, from).filter(isInk).at(-1), this.cells.slice(to).find(isInk));
    const into = this.seen.flatMap(({ annotation: { id }, span }) =>
      span && span.from < from && to < span.to ? [id] : [],
    );
    for (const id of new Set([...replaced, ...around, ...into])) fresh.forEach(({ kin }) => kin.add(id));
  }

  private keep(): void {
    const { text } = this;
    this.snapshots.delete(text);
    this.snapshots.set(text, this.cells);
    const [oldest] = this.snapshots.keys();
    if (this.snapshots.size > memory && oldest !== undefined) this.snapshots.delete(oldest);
  }
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** A source of which nothing is annotated. */
export function newBranch(source: string, text: string): Branch {
  return { source, cells: cellsOf(text), words: new Map(), around: new Map(), notes: new Map() };
}

const cellsOf = (text: string): Cell[] => text.split('').map((unit) => ({ unit, kin: new Set() }));

export const textOf = (cells: readonly Cell[]): string => cells.map(({ unit }) => unit).join('');

const wordsOf = (cells: readonly Cell[]): string => textOf(cells).trim().replace(/\s+/g, ' ');

const sharedKin = (a: Cell | undefined, b: Cell | undefined): readonly string[] =>
  [...(a?.kin ?? [])].filter((id) => b?.kin.has(id));

const isSame = (a: Place, b: Place): boolean => a.from === b.from && a.to === b.to;

const isInk = ({ unit }: Cell): boolean => !/\s/.test(unit);

function covers(covered: readonly Cell[], own: readonly Cell[]): boolean {
  const there = new Set(covered);
  return own.every((cell) => !isInk(cell) || there.has(cell));
}
