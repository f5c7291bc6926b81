import type { Unit } from './format';

/** How the offsets of a file count the text that we have. */
export interface Counting {
  readonly unit: Unit;
  /** Whether a line end counts as it stands, or always as LF or CRLF. */
  readonly lines: 'as-is' | 'lf' | 'crlf';
  /** Counted units before the text begins: 1 or 3 for a byte-order mark that isn't in ours, negative for one that is. */
  readonly shift: number;
}

/** Offsets of one text in one way of counting, to and from UTF-16. */
export interface Counter {
  /** The offset of a place in the text, counted. */
  count(offset: number): number;
  /** The place of a counted offset; undefined where it is outside the text or within a character. */
  place(counted: number): number | undefined;
}

/** Counts a text once, in time and memory proportional to its length; each conversion is then a lookup. */
export function counter(text: string, { unit, lines, shift }: Counting): Counter {
  const before = new Float64Array(text.length + 1);
  let counted = shift;
  for (let i = 0; i < text.length; i++) {
    before[i] = counted;
    counted += widthAt(text, i, unit, lines);
  }
  before[text.length] = counted;
  return {
    count: (offset) => before[offset] ?? counted,
    place: (wanted) => {
      const place = lowest(before, wanted);
      return before[place] === wanted ? place : undefined;
    },
  };
}

/** Counts in a unit, the text as it stands. */
export function inUnit(text: string, unit: Unit): Counter {
  return counter(text, { unit, lines: 'as-is', shift: 0 });
}

function widthAt(text: string, i: number, unit: Unit, lines: Counting['lines']): number {
  const code = text.charCodeAt(i);
  if (code === 13 && lines === 'lf' && text.charCodeAt(i + 1) === 10) return 0;
  if (code === 10 && lines === 'crlf' && text.charCodeAt(i - 1) !== 13) return 2;
  if (unit === 'utf-16' || code < 0x80) return 1;
  // A pair counts at its second half, so that no counted offset leads into its middle.
  if ((code & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) return 0;
  if (unit === 'code-points') return 1;
  if ((code & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) return 4;
  return code < 0x800 ? 2 : 3;
}

/** The lowest index at which `sorted` is at least `wanted`. */
function lowest(sorted: Float64Array, wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
