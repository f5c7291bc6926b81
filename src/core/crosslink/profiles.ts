import type { Numbers } from './index';

/** The features of a source as a whole, for comparing: its content terms, each once. */
export interface Profile {
  readonly terms: Numbers;
  /** For each term its count there, and with `isName` whether it is a name there. */
  readonly marks: Uint8Array;
  /** The length of the vector of `KinContext.value`. */
  readonly norm: number;
  readonly nameWeight: number;
  /** Content terms of its first words, which tell the subject. */
  readonly lead: Numbers;
  /** Its years, days of the week, and other figures of two and more digits, as terms. */
  readonly years: Numbers;
  readonly weekdays: Numbers;
  readonly figures: Numbers;
}

/** Numbers kept of each source: starts of its lists in `terms`, and the end of the last; the start of its marks. */
const width = 7;
const firstRoom = 1 << 12;

/**
 * The profiles of sources that were compared as wholes, in two lists for all of them: some three bytes for each
 * different term of a source, and fifty for a source; an object for each would take a thousand.
 */
export class Profiles {
  private terms: Numbers;
  private marks = new Uint8Array(firstRoom);
  private readonly bounds: Int32Array;
  private readonly sums: Float64Array;
  private usedTerms = 0;
  private usedMarks = 0;

  /** `most` is above each term. */
  constructor(sources: number, most: number) {
    this.terms = most <= 1 << 16 ? new Uint16Array(firstRoom) : new Int32Array(firstRoom);
    this.bounds = new Int32Array(sources * width).fill(-1);
    this.sums = new Float64Array(sources * 2);
  }

  has(source: number): boolean {
    return (this.bounds[source * width] ?? -1) >= 0;
  }

  add(source: number, { terms, marks, norm, nameWeight, lead, years, weekdays, figures }: Profile): void {
    const lists = [terms, lead, years, weekdays, figures];
    const size = lists.reduce((sum, { length }) => sum + length, 0);
    this.makeRoom(size, marks.length);
    lists.forEach((list, i) => {
      this.bounds[source * width + i] = this.usedTerms;
      this.terms.set(list, this.usedTerms);
      this.usedTerms += list.length;
    });
    this.bounds.set([this.usedTerms, this.usedMarks], source * width + lists.length);
    this.marks.set(marks, this.usedMarks);
    this.usedMarks += marks.length;
    this.sums.set([norm, nameWeight], source * 2);
  }

  /** The profile of an added source, as views that are valid until another one is added. */
  get(source: number): Profile {
    const at = source * width;
    const list = (i: number): Numbers => this.terms.subarray(this.bounds[at + i], this.bounds[at + i + 1]);
    const terms = list(0);
    const mark = this.bounds[at + 6] as number;
    return {
      terms,
      marks: this.marks.subarray(mark, mark + terms.length),
      norm: this.sums[source * 2] as number,
      nameWeight: this.sums[source * 2 + 1] as number,
      lead: list(1),
      years: list(2),
      weekdays: list(3),
      figures: list(4),
    };
  }

  private makeRoom(terms: number, marks: number): void {
    while (this.usedTerms + terms > this.terms.length) {
      const larger =
        this.terms instanceof Uint16Array ? new Uint16Array(grown(this.terms)) : new Int32Array(grown(this.terms));
      larger.set(this.terms);
      this.terms = larger;
    }
    while (this.usedMarks + marks > this.marks.length) {
      const larger = new Uint8Array(grown(this.marks));
      larger.set(this.marks);
      this.marks = larger;
    }
  }
}

/** A quarter more, since unused memory counts, too. */
const grown = ({ length }: { readonly length: number }): number => Math.ceil(length * 1.25);
