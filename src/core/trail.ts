import { inOrder, type Change } from './change';
import type { Stand } from './spans';

/** How a span stood before a change went into it. */
export interface Hit {
  readonly id: string;
  /** The annotation's words then: where it has others by now, somebody put it elsewhere. */
  readonly text: string;
  readonly stand: Stand;
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
export type Trail = readonly Step[];

const longest = 200;

/** The trail after one more change. */
export function withStep(trail: Trail, changes: readonly Change[], hits: readonly Hit[]): Trail {
  return [...trail.slice(1 - longest), { extents: extentsOf(changes), hits }];
}

/**
 * The trail before what an undo takes back, and how the spans stood that were hit since; undefined where the undo
 * takes back something else than the last changes. An editor takes back several at once that follow on each other.
 */
export function stepBack(trail: Trail, undo: readonly Change[]): { trail: Trail; hits: readonly Hit[] } | undefined {
  const undone = inverse(extentsOf(undo));
  const hits = new Map<string, Hit>();
  let all: readonly Extent[] | undefined;
  for (let at = trail.length - 1; at >= 0; at--) {
    const step = trail[at];
    all = step && (all ? joined(step.extents, all) : step.extents);
    if (!step || !all) return undefined;
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

/** Two single extents, the second in the text after the first, as one; undefined where they do not touch. */
function joined(first: readonly Extent[], second: readonly Extent[]): readonly Extent[] | undefined {
  const [a, b] = [first[0], second[0]];
  if (!a || !b || first.length > 1 || second.length > 1) return undefined;
  const from = Math.min(a.from, b.from);
  const to = Math.max(a.from + a.came, b.from + b.went);
  if (to - from > a.came + b.went) return undefined;
  return [{ from, went: to - from - a.came + a.went, came: to - from - b.went + b.came }];
}

function isSame(a: readonly Extent[], b: readonly Extent[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ from, went, came }, i) => from === b[i]?.from && went === b[i].went && came === b[i].came)
  );
}
