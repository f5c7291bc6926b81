import type { Span } from '../text/change';
import type { SourceText } from '../text/sourceText';
import type { Placement } from './ranges';
import { spanBefore, type Extent, type Run } from './run';

// What undo and redo need. An undo brings back a text that was there before, to the letter; so it is known by that text,
// however many steps it takes at once, and every span that a step touched stands again as it stood in that text.

/** What a lost span said, and what went with it, before and after it. */
export interface Gone {
  readonly words: string;
  readonly lead: string;
  readonly tail: string;
  /** Spans that one step took away have the same number; later ones have greater numbers. */
  readonly cut: number;
}

/** One step of the past: the text before it, and how those spans stood then that it touched, by their ids. */
interface Step {
  readonly text: SourceText;
  readonly extents: readonly Extent[];
  readonly touched: ReadonlyMap<string, Placement>;
  readonly run: Run | undefined;
  readonly gone: ReadonlyMap<string, Gone>;
}

/** What an undo left: the text before it, how the spans stood in it that the undone steps touched, and these steps. */
interface Undone extends Omit<Step, 'extents'> {
  readonly steps: readonly Step[];
}

export interface UndoLog {
  /** Oldest first. */
  readonly past: readonly Step[];
  /** What redo brings back; the last one first. */
  readonly undone: readonly Undone[];
}

export const noLog: UndoLog = { past: [], undone: [] };

/** So many steps, and spans touched in them, are kept. Guessed: an editor's own undo ends somewhere, too. */
const mostSteps = 1000;
const mostTouched = 200_000;

/** The log after one more step. */
export function withStep({ past }: UndoLog, step: Step): UndoLog {
  const kept = past.length < mostSteps ? [...past, step] : [...past.slice(1 - mostSteps), step];
  let touched = 0;
  let first = kept.length - 1;
  while (first > 0 && (touched += kept[first - 1]?.touched.size ?? 0) <= mostTouched) first--;
  return { past: first > 0 ? kept.slice(first) : kept, undone: [] };
}

/** How the spans stand that an undo or a redo brought back, and the tracker's state with them. */
export interface Jump {
  readonly touched: ReadonlyMap<string, Placement>;
  /** Where a span stands that none of the steps touched; undefined for one that came after they were made, amid them. */
  moved(span: Span): Span | undefined;
  readonly log: UndoLog;
  readonly run: Run | undefined;
  readonly gone: ReadonlyMap<string, Gone>;
}

/** What the tracker was before an undo: its state, and how a span stands of an id. */
export interface Present {
  readonly text: SourceText;
  readonly run: Run | undefined;
  readonly gone: ReadonlyMap<string, Gone>;
  placement(id: string): Placement | undefined;
}

/** The jump back to the last text of the past that says what the text says `now`; undefined where none does. */
export function jumpBack({ past, undone }: UndoLog, now: SourceText, present: Present): Jump | undefined {
  const at = lastAs(now, past);
  const target = past[at];
  if (!target) return undefined;
  const touched = standingAt(past, at);
  const left = new Map(
    [...touched.keys()].flatMap((id) => {
      const placement = present.placement(id);
      return placement ? [[id, placement] as const] : [];
    }),
  );
  const { text, run, gone } = present;
  const steps = past.slice(at);
  return {
    touched,
    moved: (span) => steps.reduceRight<Span | undefined>((at, step) => at && spanBefore(at, step.extents), span),
    log: { past: past.slice(0, at), undone: [...undone, { text, touched: left, run, gone, steps }] },
    run: target.run,
    gone: target.gone,
  };
}

/** The jump forward to a text that an undo left. */
export function jumpForward({ past, undone }: UndoLog, now: SourceText): Jump | undefined {
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
  return {
    touched,
    moved: (span) => spanAfter(span, steps),
    log: { past: [...past, ...steps], undone: undone.slice(0, at) },
    run: target.run,
    gone: target.gone,
  };
}

/** The index of the last of some states whose text says what a text says; -1 where none does. */
export function lastAs(now: SourceText, states: readonly { readonly text: SourceText }[], first = 0): number {
  for (let index = states.length - 1; index >= first; index--) if (states[index]?.text.equals(now)) return index;
  return -1;
}

/** How spans stood before a step of the past that it or a later one touched. */
export function standingAt(past: readonly Step[], at: number): ReadonlyMap<string, Placement> {
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

/** Where a span stands after steps that did not touch it. */
function spanAfter(span: Span, steps: readonly Step[]): Span {
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
