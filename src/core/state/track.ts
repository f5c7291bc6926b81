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

// The first of two passes. Its invariant: a span that no change touched stays on its letters; a touched one is placed
// by the edge rules (edgeRules), or moves with its lines (moves); undo and redo bring back exactly what was there
// (undoLog). A run of typing counts as one change of the text before it (step). No place is guessed: a span without a
// place by these rules is lost, restored on its own words (restore), or `uncertain` and anchored again with both texts
// at hand.

/** A sheet after changes of its source. */
export interface Tracked {
  readonly sheet: Sheet;
  /** Whether the placement of an annotation changed other than by moving with the text. */
  readonly stirred: boolean;
  /** What is to be anchored again with the text before the changes. */
  readonly uncertain: Uncertain;
  /** What is to be searched in inserted text. */
  readonly recalled: Recalled;
  /** The changes as they were understood: of two identical lines, either may be the new one. */
  readonly changes: readonly Change[];
}

const certain: Pick<Tracked, 'uncertain' | 'recalled'> = {
  uncertain: { indices: [], text: undefined, spans: [] },
  recalled: { indices: [], within: [] },
};

/** Tracks the sheet of an open source through an edit; `told` are its changes as the editor reports them. */
export function track(sheet: Sheet, told: readonly Change[], reason?: Reason): Tracked {
  const { records, spans, tracking } = sheet;
  const changes = tracking ? simultaneous(told, tracking.text) : [];
  if (!tracking || changes.length === 0) return { sheet, stirred: false, changes, ...certain };
  const step = stepOf({ records, spans, ...tracking }, changes);
  const jump = reason && afterJump(sheet, tracking, step, reason);
  if (jump) return { sheet: { ...sheet, ...jump }, stirred: true, changes: step.changes, ...certain };
  return tracked(sheet, tracking, step);
}

/** Most uncertain spans that keep a place; more at once (a reload, a formatter) have none until they are anchored again. */
const atOnce = 200;

const unsought: Placement = { span: undefined, state: 'unsought' };

/**
 * The sheet after a step. Its spans are placed by these, each overriding those before: the rules for lines and edges;
 * own words inserted again; the past, where the text is again as it was then.
 */
function tracked(sheet: Sheet, tracking: Tracking, step: Step): Tracked {
  const { records, spans } = sheet;
  const { now, changes, mapped, fresh, unread } = step;
  const { placements, torn, run } = placedByRules(sheet, step);
  const lostNow = new Map([...torn].filter(([index]) => placements.get(index)?.state === 'lost'));
  const gone = withGone(tracking.gone, sheet, lostNow, step);
  for (const index of unread) placements.set(index, unsought);
  const placed = placements.size === 0 ? mapped : withPlacements(mapped, placements);
  const restoredSpans = restored({ records, spans: placed, gone }, fresh, tracking.log.past, now);
  for (const [index, placement] of restoredSpans) placements.set(index, placement);
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

/** The spans that a step touched, placed by the rules for lines and edges. */
interface Ruled {
  /** The placements, by index. */
  readonly placements: Map<number, Placement>;
  /** The places, in the text before the run, of the spans with an edge inside a change. */
  readonly torn: ReadonlyMap<number, Span>;
  /** The run, with the places of the touched spans added. */
  readonly run: Run;
}

function placedByRules({ records }: Sheet, { touched, torn: across, run, pairs, now }: Step): Ruled {
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

/** The placements that spans had before. */
function before({ records, spans }: Sheet, placements: ReadonlyMap<number, Placement>): ReadonlyMap<string, Placement> {
  return new Map(
    [...placements.keys()].flatMap((index) => {
      const record = records[index];
      return record ? [[record.id, placementAt(spans, index)] as const] : [];
    }),
  );
}

/** Whether a span looks different from what the editor draws by itself: it moves edges along, but knows no rules. */
function isStirred(placement: Placement, before: Placement, mapped: Span): boolean {
  return placement.state !== before.state || (placement.span !== undefined && !sameSpan(placement.span, mapped));
}
