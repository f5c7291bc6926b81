import { inOrder, type Change, type Span } from '../text/change';
import type { Placement } from './ranges';

/** How a span stood before a change went into it. */
export interface Hit {
  readonly id: string;
  /** The annotation's words then: where it has others by now, somebody put it elsewhere. */
  readonly text: string;
  readonly stand: Placement;
}

/** One change of a source: as much of it as is needed to know it again when it is undone. */
export interface Step {
  readonly extents: readonly Extent[];
  readonly hits: readonly Hit[];
}

/** Where a change began in the old text, how much went there and how much came, in UTF-16 units. */
interface Extent {
  readonly from: number;
  readonly went: number;
  readonly came: number;
}

/** The last changes of a source, oldest first. */
export type UndoLog = readonly Step[];

const longest = 200;

/** The trail after one more change. */
export function withStep(trail: UndoLog, changes: readonly Change[], hits: readonly Hit[]): UndoLog {
  return [...trail.slice(1 - longest), { extents: extentsOf(changes), hits }];
}

/**
 * The trail before what an undo takes back, and how the spans stood that were hit since; undefined where the undo
 * takes back something else than the last changes. An editor takes back several at once that follow on each other.
 */
export function stepBack(
  trail: UndoLog,
  undo: readonly Change[],
): { trail: UndoLog; hits: readonly Hit[] } | undefined {
  const undone = inverse(extentsOf(undo));
  const hits = new Map<string, Hit>();
  let all: readonly Extent[] | undefined;
  for (let at = trail.length - 1; at >= 0; at--) {
    const step = trail[at];
    if (!step) return undefined;
    all = all ? joined(step.extents, all) : step.extents;
    for (const hit of hits.values()) hits.set(hit.id, { ...hit, stand: standBefore(hit.stand, step.extents) });
    for (const hit of step.hits) hits.set(hit.id, hit);
    if (isSame(all, undone)) return { trail: trail.slice(0, at), hits: [...hits.values()] };
  }
  return undefined;
}

function extentsOf(changes: readonly Change[]): readonly Extent[] {
  return inOrder(changes).map(({ from, to, text }) => ({ from, went: to - from, came: text.length }));
}

/** What is undone by these extents, in the text before it. */
function inverse(extents: readonly Extent[]): readonly Extent[] {
  let shift = 0;
  return extents.map(({ from, went, came }) => {
    const begun = { from: from + shift, went: came, came: went };
    shift += came - went;
    return begun;
  });
}

/** The extents of two steps, the second in the text after the first, as those of one step. Those that touch are one. */
function joined(first: readonly Extent[], second: readonly Extent[]): readonly Extent[] {
  const all: Extent[] = [];
  // In the text between the steps: where the last one ends; and by how much offsets were greater before the first step.
  let [end, ahead] = [-1, 0];
  for (const { from, went, came, isFirst } of betweenSteps(first, second)) {
    const last = all.at(-1);
    const to = from + (isFirst ? came : went);
    if (last && from <= end) {
      const more = Math.max(0, to - end);
      const [out, back] = isFirst ? [went - came, 0] : [0, came - went];
      all[all.length - 1] = { from: last.from, went: last.went + more + out, came: last.came + more + back };
    } else all.push({ from: from + ahead, went, came });
    if (isFirst) ahead += went - came;
    end = Math.max(end, to);
  }
  return all;
}

/** The extents of two steps in the order of the text between them, and where they begin in it. */
function betweenSteps(
  first: readonly Extent[],
  second: readonly Extent[],
): readonly (Extent & { readonly isFirst: boolean })[] {
  const ended = inverse(first).map(({ from, went, came }) => ({ from, went: came, came: went, isFirst: true }));
  const begun = second.map((extent) => ({ ...extent, isFirst: false }));
  return [...ended, ...begun].sort((a, b) => a.from - b.from);
}

/** How a span stood before a step that did not go into it; nowhere where it did. */
function standBefore({ span, state }: Placement, extents: readonly Extent[]): Placement {
  return { span: span && spanBefore(span, extents), state };
}

function spanBefore({ from, to }: Span, extents: readonly Extent[]): Span | undefined {
  let [start, end] = [from, to];
  for (const { from: begun, went, came } of inverse(extents)) {
    const ended = begun + went;
    if (to <= begun) break;
    if ((begun < from && from < ended) || (begun < to && to < ended)) return undefined;
    if (ended <= from) start += came - went;
    if (ended <= to) end += came - went;
  }
  return { from: start, to: end };
}

function isSame(a: readonly Extent[], b: readonly Extent[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ from, went, came }, i) => from === b[i]?.from && went === b[i].went && came === b[i].came)
  );
}
