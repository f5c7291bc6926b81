import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import type { SourceText } from '../text/sourceText';
import { mapSpan } from './edgeRules';
import { standingAt } from './ownWords';
import { isPlaced, placementAt, spanAt, withPlacements, type Placement, type Ranges } from './ranges';
import type { Gone } from './restore';
import { spanBefore, type Extent, type Run, type Step } from './step';

// What undo and redo need. An undo brings back a text that was there before, to the letter; so it is known by that text,
// however many steps it takes at once, and every span that a step touched stands again as it stood in that text.

/** One step of the past: the text before it, and how those spans stood then that it touched, by their ids. */
interface PastStep {
  readonly text: SourceText;
  readonly extents: readonly Extent[];
  readonly touched: ReadonlyMap<string, Placement>;
  readonly run: Run | undefined;
  readonly gone: ReadonlyMap<string, Gone>;
}

/** What an undo left: the text before it, how the spans stood in it that the undone steps touched, and these steps. */
interface Undone extends Omit<PastStep, 'extents'> {
  readonly steps: readonly PastStep[];
}

interface UndoLog {
  /** Oldest first. */
  readonly past: readonly PastStep[];
  /** What redo brings back; the last one first. */
  readonly undone: readonly Undone[];
}

/** What the tracker knows of an open source. */
export interface Tracking {
  readonly text: SourceText;
  /** The run of typing that the last change was part of. */
  readonly run: Run | undefined;
  readonly log: UndoLog;
  /** What lost spans said, by the ids of their records, those last that were lost last. */
  readonly gone: ReadonlyMap<string, Gone>;
}

export const noLog: UndoLog = { past: [], undone: [] };

/** So many steps, and spans touched in them, are kept. Guessed: an editor's own undo ends somewhere, too. */
const mostSteps = 1000;
const mostTouched = 200_000;

/** The log after one more step. */
export function withStep({ past }: UndoLog, step: PastStep): UndoLog {
  const kept = past.length < mostSteps ? [...past, step] : [...past.slice(1 - mostSteps), step];
  let touched = 0;
  let first = kept.length - 1;
  while (first > 0 && (touched += kept[first - 1]?.touched.size ?? 0) <= mostTouched) first--;
  return { past: first > 0 ? kept.slice(first) : kept, undone: [] };
}

export type Reason = 'undo' | 'redo';

/** The annotations of a text, and where they stand in it. */
interface Placed {
  readonly records: readonly Annotation[];
  readonly spans: Ranges;
}

/** What an undo or a redo brings back: how the spans stand by their ids, the steps it leads through, and the tracker's state. */
interface Jump {
  readonly touched: ReadonlyMap<string, Placement>;
  /** Oldest first. None of them touched another span than those. */
  readonly steps: readonly PastStep[];
  readonly log: UndoLog;
  readonly run: Run | undefined;
  readonly gone: ReadonlyMap<string, Gone>;
}

/**
 * How all spans stand after a step that was an undo or a redo, and what the tracker knows then; undefined where the text
 * was never so. What was tagged amid the steps that it led through is mapped by the rules of the edges.
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

/** The jump back to the last text of the past that says what the text says `now`; undefined where none does. */
function jumpBack({ log, text, run, gone }: Tracking, now: SourceText, { records, spans }: Placed): Jump | undefined {
  const at = lastAs(now, log.past);
  const target = log.past[at];
  if (!target) return undefined;
  const touched = placementsBefore(log.past, at);
  const left = new Map<string, Placement>();
  if (touched.size > 0) records.forEach(({ id }, index) => touched.has(id) && left.set(id, placementAt(spans, index)));
  const steps = log.past.slice(at);
  const undone = [...log.undone, { text, touched: left, run, gone, steps }];
  return { touched, steps, log: { past: log.past.slice(0, at), undone }, run: target.run, gone: target.gone };
}

/** The jump forward to a text that an undo left. */
function jumpForward({ past, undone }: UndoLog, now: SourceText): Jump | undefined {
  const at = lastAs(now, undone);
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

/** So many texts of the past are compared with a new one. */
const mostCompared = 100;

/** How lost and edited spans, of those that a step touched, stood when the text said the same as it says now: so they stand again. */
export function asBefore(
  { records, spans }: Placed,
  { past }: UndoLog,
  placements: ReadonlyMap<number, Placement>,
  now: SourceText,
): ReadonlyMap<number, Placement> {
  const back = new Map<number, Placement>();
  const doubtful = [...placements].filter(([, { state }]) => state === 'lost' || state === 'edited');
  if (doubtful.length === 0) return back;
  const at = lastAs(now, past, Math.max(0, past.length - mostCompared));
  if (at < 0) return back;
  const known = placementsBefore(past, at);
  for (const [index] of doubtful) {
    const record = records[index];
    if (!record) continue;
    const moved = isPlaced(spans, index) ? spanBeforeAll(spanAt(spans, index), past.slice(at)) : undefined;
    const span = known.has(record.id) ? known.get(record.id)?.span : moved;
    if (span) back.set(index, standingAt(record, span, now));
  }
  return back;
}

/** The index of the last of some states whose text says what a text says; -1 where none does. */
function lastAs(now: SourceText, states: readonly { readonly text: SourceText }[], first = 0): number {
  for (let index = states.length - 1; index >= first; index--) if (states[index]?.text.equals(now)) return index;
  return -1;
}

/** How spans stood before a step of the past that it or a later one touched. */
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

/** Where a span stood before steps that did not touch it; undefined where one did. */
function spanBeforeAll(span: Span, steps: readonly PastStep[]): Span | undefined {
  return steps.reduceRight<Span | undefined>((at, { extents }) => at && spanBefore(at, extents), span);
}

/** Where a span stands after steps that did not touch it. */
function spanAfter(span: Span, steps: readonly PastStep[]): Span {
  return steps.reduce(({ from, to }, { extents }) => {
    const shift = extents.reduce((sum, extent) => (extent.from < from ? sum + extent.came - extent.went : sum), 0);
    return { from: from + shift, to: to + shift };
  }, span);
}

/** The log of which a person has put some spans elsewhere: no undo puts these back. */
export function without(log: UndoLog, ids: ReadonlySet<string>): UndoLog {
  const left = <T extends { readonly touched: ReadonlyMap<string, Placement> }>(step: T): T => {
    if (![...step.touched.keys()].some((id) => ids.has(id))) return step;
    return { ...step, touched: new Map([...step.touched].filter(([id]) => !ids.has(id))) };
  };
  return {
    past: log.past.map(left),
    undone: log.undone.map((jump) => ({ ...left(jump), steps: jump.steps.map(left) })),
  };
}
