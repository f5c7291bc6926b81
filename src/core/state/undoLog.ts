import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import type { SourceText } from '../text/sourceText';
import { mapSpan } from './edgeRules';
import { standingAt } from './ownWords';
import { isPlaced, placementAt, spanAt, withPlacements, type Placement, type Ranges } from './ranges';
import type { Gone } from './restore';
import { spanBefore, type Extent, type Run, type Step } from './step';

// Restores spans after undo and redo. These bring back an earlier text to the letter, so they are recognised by that
// text, no matter how many steps they take at once; every span touched since gets its place in that text.

/** A past step: the text before it, and the placements in it of the spans that the step touched, by id. */
interface PastStep {
  readonly text: SourceText;
  readonly extents: readonly Extent[];
  readonly touched: ReadonlyMap<string, Placement>;
  readonly run: Run | undefined;
  readonly gone: ReadonlyMap<string, Gone>;
}

/** An undo: the text before it, the placements in it of the spans that the undone steps touched, and these steps. */
interface Undone extends Omit<PastStep, 'extents'> {
  readonly steps: readonly PastStep[];
}

interface UndoLog {
  /** Oldest first. */
  readonly past: readonly PastStep[];
  /** The undos that can be redone, in order of time. */
  readonly undone: readonly Undone[];
}

/** The tracker's state for an open source. */
export interface Tracking {
  readonly text: SourceText;
  /** The run of typing that the last change was part of. */
  readonly run: Run | undefined;
  readonly log: UndoLog;
  /** The words of lost spans, by the ids of their records; those lost last come last. */
  readonly gone: ReadonlyMap<string, Gone>;
}

export const noLog: UndoLog = { past: [], undone: [] };

/** Most steps that are kept, and most spans touched in them. Guessed: an editor's own undo is limited, too. */
const mostSteps = 1000;
const mostTouched = 200_000;

/** Adds a step to the log. */
export function withStep({ past }: UndoLog, step: PastStep): UndoLog {
  const kept = past.length < mostSteps ? [...past, step] : [...past.slice(1 - mostSteps), step];
  let touched = 0;
  let first = kept.length - 1;
  while (first > 0 && (touched += kept[first - 1]?.touched.size ?? 0) <= mostTouched) first--;
  return { past: first > 0 ? kept.slice(first) : kept, undone: [] };
}

export type Reason = 'undo' | 'redo';

/** The annotations of a text, with their places in it. */
interface Placed {
  readonly records: readonly Annotation[];
  readonly spans: Ranges;
}

/** What an undo or a redo brings back: placements by id, the steps that it passes through, and the tracker's state. */
interface Jump {
  readonly touched: ReadonlyMap<string, Placement>;
  /** Oldest first. They touched no spans but those in `touched`. */
  readonly steps: readonly PastStep[];
  readonly log: UndoLog;
  readonly run: Run | undefined;
  readonly gone: ReadonlyMap<string, Gone>;
}

/**
 * Places all spans after an undo or a redo, with the tracker's new state; undefined where the text was never like this.
 * A span added among the steps passed through is mapped by the edge rules.
 */
export function afterJump(
  placed: Placed,
  tracking: Tracking,
  { before, now, changes }: Step,
  reason: Reason,
): { readonly spans: Ranges; readonly tracking: Tracking } | undefined {
  const jump = reason === 'redo' ? jumpForward(tracking.log, now) : jumpBack(tracking, now, placed);
  if (!jump) return undefined;
  const { spans } = placed;
  const after = { from: spans.from.slice(), to: spans.to.slice(), state: spans.state };
  const placements = new Map<number, Placement>();
  const through = reason === 'redo' ? spanAfter : spanBeforeAll;
  placed.records.forEach((record, index) => {
    const known = jump.touched.get(record.id);
    const own = spanAt(spans, index);
    const moved = through(own, jump.steps) ?? mapSpan(own, changes, before);
    [after.from[index], after.to[index]] = [moved?.from ?? own.from, moved?.to ?? own.from];
    if (known) placements.set(index, known.span ? standingAt(record, known.span, now) : known);
    else if (!moved && isPlaced(spans, index)) placements.set(index, { span: undefined, state: 'lost' });
  });
  const { log, run, gone } = jump;
  return { spans: withPlacements(after, placements), tracking: { text: now, log, run, gone } };
}

/** The jump back to the last past text that equals `now`; undefined where there is none. */
function jumpBack({ log, text, run, gone }: Tracking, now: SourceText, { records, spans }: Placed): Jump | undefined {
  const at = lastEqual(now, log.past);
  const target = log.past[at];
  if (!target) return undefined;
  const touched = placementsBefore(log.past, at);
  const placements = new Map<string, Placement>();
  if (touched.size > 0)
    records.forEach(({ id }, index) => touched.has(id) && placements.set(id, placementAt(spans, index)));
  const steps = log.past.slice(at);
  const undone = [...log.undone, { text, touched: placements, run, gone, steps }];
  return { touched, steps, log: { past: log.past.slice(0, at), undone }, run: target.run, gone: target.gone };
}

/** The jump forward to a text that an undo replaced. */
function jumpForward({ past, undone }: UndoLog, now: SourceText): Jump | undefined {
  const at = lastEqual(now, undone);
  const target = undone[at];
  if (!target) return undefined;
  const jumps = undone.slice(at).reverse();
  const steps = jumps.flatMap((jump) => jump.steps);
  const touched = new Map<string, Placement>();
  for (const jump of jumps) {
    for (const [id, { span, state }] of touched) touched.set(id, { span: span && spanAfter(span, jump.steps), state });
    for (const [id, placement] of jump.touched) touched.set(id, placement);
  }
  const log = { past: [...past, ...steps], undone: undone.slice(0, at) };
  return { touched, steps, log, run: target.run, gone: target.gone };
}

/** Most past texts that are compared with a new one. */
const mostCompared = 100;

/** Restores those lost or edited spans among the given placements that had a place when the text was last the same as now. */
export function asBefore(
  { records, spans }: Placed,
  { past }: UndoLog,
  placements: ReadonlyMap<number, Placement>,
  now: SourceText,
): ReadonlyMap<number, Placement> {
  const restored = new Map<number, Placement>();
  const doubtful = [...placements].filter(([, { state }]) => state === 'lost' || state === 'edited');
  if (doubtful.length === 0) return restored;
  const at = lastEqual(now, past, Math.max(0, past.length - mostCompared));
  if (at < 0) return restored;
  const known = placementsBefore(past, at);
  for (const [index] of doubtful) {
    const record = records[index];
    if (!record) continue;
    const moved = isPlaced(spans, index) ? spanBeforeAll(spanAt(spans, index), past.slice(at)) : undefined;
    const span = known.has(record.id) ? known.get(record.id)?.span : moved;
    if (span) restored.set(index, standingAt(record, span, now));
  }
  return restored;
}

/** The index of the last state whose text equals `now`; -1 where there is none. */
function lastEqual(now: SourceText, states: readonly { readonly text: SourceText }[], first = 0): number {
  for (let index = states.length - 1; index >= first; index--) if (states[index]?.text.equals(now)) return index;
  return -1;
}

/** The placements of spans before a past step, for those that this or a later step touched. */
function placementsBefore(past: readonly PastStep[], at: number): ReadonlyMap<string, Placement> {
  const touched = new Map<string, Placement>();
  for (let index = past.length - 1; index >= at; index--) {
    const step = past[index];
    if (!step) break;
    for (const [id, { span, state }] of touched)
      touched.set(id, { span: span && spanBefore(span, step.extents), state });
    for (const [id, placement] of step.touched) touched.set(id, placement);
  }
  return touched;
}

/** The place of a span before steps; undefined where one of them reached into it. */
function spanBeforeAll(span: Span, steps: readonly PastStep[]): Span | undefined {
  return steps.reduceRight<Span | undefined>((at, { extents }) => at && spanBefore(at, extents), span);
}

/** The place of a span after steps that did not touch it. */
function spanAfter(span: Span, steps: readonly PastStep[]): Span {
  return steps.reduce(({ from, to }, { extents }) => {
    const shift = extents.reduce((sum, extent) => (extent.from < from ? sum + extent.came - extent.went : sum), 0);
    return { from: from + shift, to: to + shift };
  }, span);
}

/** Forgets the placements of spans that a person has moved, so that no undo moves them back. */
export function without(log: UndoLog, ids: ReadonlySet<string>): UndoLog {
  const cleaned = <T extends { readonly touched: ReadonlyMap<string, Placement> }>(step: T): T => {
    if (![...step.touched.keys()].some((id) => ids.has(id))) return step;
    return { ...step, touched: new Map([...step.touched].filter(([id]) => !ids.has(id))) };
  };
  return {
    past: log.past.map(cleaned),
    undone: log.undone.map((jump) => ({ ...cleaned(jump), steps: jump.steps.map(cleaned) })),
  };
}
