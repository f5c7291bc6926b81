import type { Span } from '../text/change';

/** A span with its tag, as one annotator marked it. */
export interface Unit {
  readonly span: Span;
  readonly tag: string;
}

/** One thing that was marked: what each annotator made of it, in the annotators' order. */
export type Aligned<U extends Unit> = readonly (U | undefined)[];

/** Spans that share less than this part of what they cover together are not the same thing. */
const sameThing = 0.5;

/**
 * Which units of several annotators are the same thing: the best overlaps first, and among equal ones those with
 * the same tag. Every unit stands in exactly one row; what only one marked stands alone.
 */
export function align<U extends Unit>(annotators: readonly (readonly U[])[]): readonly Aligned<U>[] {
  let rows: (U | undefined)[][] = [];
  annotators.forEach((units, annotator) => {
    const first = rows.map((row) => row.find((unit) => unit !== undefined) as U);
    const partner = matched(first, units);
    rows.forEach((row, i) => row.push(partner.get(i)));
    const taken = new Set(partner.values());
    const alone = units.filter((unit) => !taken.has(unit));
    rows = [...rows, ...alone.map((unit) => [...Array<undefined>(annotator).fill(undefined), unit])];
  });
  const start = (row: Aligned<U>): number => Math.min(...row.map((unit) => unit?.span.from ?? Infinity));
  return rows.sort((a, b) => start(a) - start(b));
}

/** The partner in `units` of the unit at each index of `others`. */
function matched<U extends Unit>(others: readonly U[], units: readonly U[]): Map<number, U> {
  const partner = new Map<number, U>();
  const taken = new Set<U>();
  for (const { index, unit } of candidates(others, units)) {
    if (partner.has(index) || taken.has(unit)) continue;
    partner.set(index, unit);
    taken.add(unit);
  }
  return partner;
}

function candidates<U extends Unit>(others: readonly U[], units: readonly U[]): { index: number; unit: U }[] {
  const inOrder = others.map((unit, index) => ({ unit, index })).sort((a, b) => a.unit.span.from - b.unit.span.from);
  const found: { index: number; unit: U; shared: number; same: boolean }[] = [];
  let open: typeof inOrder = [];
  let next = 0;
  for (const unit of [...units].sort((a, b) => a.span.from - b.span.from)) {
    for (let other = inOrder[next]; other && other.unit.span.from < unit.span.to; other = inOrder[++next])
      open.push(other);
    open = open.filter((other) => other.unit.span.to > unit.span.from);
    for (const { unit: other, index } of open) {
      const shared = overlap(other.span, unit.span);
      if (shared >= sameThing) found.push({ index, unit, shared, same: other.tag === unit.tag });
    }
  }
  return found.sort((a, b) => b.shared - a.shared || Number(b.same) - Number(a.same));
}

/** What two spans share as a part of what they cover together, from 0 to 1. */
function overlap(a: Span, b: Span): number {
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return shared <= 0 ? 0 : shared / (Math.max(a.to, b.to) - Math.min(a.from, b.from));
}
