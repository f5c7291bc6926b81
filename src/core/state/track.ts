import { sameSpan, simultaneous, type Change, type Span } from '../text/change';
import { recalledBy, uncertainAfter, type Recalled, type Uncertain } from './anchorAgain';
import { mapSpan } from './edgeRules';
import { movedSpan } from './moves';
import { standsNear } from './ownWords';
import { placementAt, spanAt, withPlacements, type Placement } from './ranges';
import { restored, withGone } from './restore';
import type { Sheet } from './sheet';
import { extentsOf, stepOf, type Run, type Step } from './step';
import { afterJump, asBefore, withStep, type Reason, type Tracking } from './undoLog';

// The first of two passes. It keeps this invariant: a span that no change touched stands on the same letters as before;
// one that changes touched stands where the rules of its edges put it (edgeRules), or went along with the lines that it
// stands in (moves); an undo or redo brings back exactly what was there (undoLog). What a run of typing did counts as
// one change of the text before the run (step). Of nothing else is a place made up: a span of which no rule knows the
// place is lost, comes back with its own words (restore), or is `uncertain` and anchored again with both texts at hand.

/** A sheet after changes of its source. */
export interface Tracked {
  readonly sheet: Sheet;
  /** Whether an annotation stands otherwise than before, beyond moving along with the text. */
  readonly stirred: boolean;
  /** What is to be anchored again with the text before the changes. */
  readonly uncertain: Uncertain;
  /** What is to be looked for in what they put in. */
  readonly recalled: Recalled;
  /** The changes as they were understood: where a line came beside one that says the same, either may be the new one. */
  readonly changes: readonly Change[];
}

const certain: Pick<Tracked, 'uncertain' | 'recalled'> = {
  uncertain: { indices: [], text: undefined, spans: [] },
  recalled: { indices: [], within: [] },
};

/** A sheet tracked through an edit of its source, which is open; `told` are its changes as an editor tells of them. */
export function track(sheet: Sheet, told: readonly Change[], reason?: Reason): Tracked {
  const { records, spans, tracking } = sheet;
  const changes = tracking ? simultaneous(told, tracking.text) : [];
  if (!tracking || changes.length === 0) return { sheet, stirred: false, changes, ...certain };
  const step = stepOf({ records, spans, ...tracking }, changes);
  const back = reason && afterJump(sheet, tracking, step, reason);
  if (back) return { sheet: { ...sheet, ...back }, stirred: true, changes: step.changes, ...certain };
  return tracked(sheet, tracking, step);
}

/** Past so many uncertain spans at once (a reload, a formatter), they have no place until they are anchored again. */
const atOnce = 200;

const unsought: Placement = { span: undefined, state: 'unsought' };

/**
 * The sheet after a step. Where its spans stand is said by these, each of which outweighs those before it: the rules for
 * lines and edges; their own words, put in again; the past, where the text says again what it said then.
 */
function tracked(sheet: Sheet, tracking: Tracking, step: Step): Tracked {
  const { records, spans } = sheet;
  const { now, changes, mapped, fresh, unread } = step;
  const { placements, torn, run } = byRules(sheet, step);
  const lostNow = new Map([...torn].filter(([index]) => placements.get(index)?.state === 'lost'));
  const gone = withGone(tracking.gone, sheet, lostNow, step);
  for (const index of unread) placements.set(index, unsought);
  const placed = placements.size === 0 ? mapped : withPlacements(mapped, placements);
  const back = restored({ records, spans: placed, gone }, fresh, tracking.log.past, now);
  for (const [index, placement] of back) placements.set(index, placement);
  for (const [index, placement] of asBefore(sheet, tracking.log, placements, now)) placements.set(index, placement);
  const uncertain = uncertainAfter(step, spans, placements, torn);
  if (uncertain.indices.length > atOnce) for (const index of uncertain.indices) placements.set(index, unsought);
  const log = withStep(tracking.log, { ...tracking, extents: extentsOf(changes), touched: before(sheet, placements) });
  const after = {
    ...sheet,
    spans: placements.size === 0 ? mapped : withPlacements(mapped, placements),
    tracking: { text: now, log, run, gone },
  };
  const stirred = [...placements].some(([index, placement]) =>
    isStirred(placement, placementAt(spans, index), spanAt(mapped, index)),
  );
  return { sheet: after, stirred, uncertain, recalled: recalledBy(fresh, after), changes };
}

/** What the rules for lines and edges say of the spans that a step touched. */
interface Ruled {
  /** How they stand, by their indices. */
  readonly placements: Map<number, Placement>;
  /** Where those stood, in the text before the run, over whose edges a change went. */
  readonly torn: ReadonlyMap<number, Span>;
  /** The run, which knows where it touched them. */
  readonly run: Run;
}

function byRules({ records }: Sheet, { touched, torn: across, run, pairs, now }: Step): Ruled {
  const placements = new Map<number, Placement>();
  const torn = new Map<number, Span>();
  const stretches = new Map(run.touched);
  for (const [index, was] of touched) {
    const record = records[index];
    if (!record) continue;
    const moved = movedSpan(was, pairs, run.base, now);
    const span = moved ?? mapSpan(was, run.changes, run.base);
    const placement: Placement = span ? standsNear(record, span, now) : { span, state: 'lost' };
    placements.set(index, placement);
    stretches.set(record.id, { index, was, now: placement.span });
    if (!moved && across.has(index)) torn.set(index, was);
  }
  return { placements, torn, run: { ...run, touched: stretches } };
}

/** How spans stood before they were put where they stand now. */
function before({ records, spans }: Sheet, placements: ReadonlyMap<number, Placement>): ReadonlyMap<string, Placement> {
  return new Map(
    [...placements.keys()].flatMap((index) => {
      const record = records[index];
      return record ? [[record.id, placementAt(spans, index)] as const] : [];
    }),
  );
}

/** Whether a span looks otherwise than the editor draws it by itself, which moves edges along but follows no rules. */
function isStirred(placement: Placement, before: Placement, mapped: Span): boolean {
  return placement.state !== before.state || (placement.span !== undefined && !sameSpan(placement.span, mapped));
}
