import { inverse, type Revision } from '../model/action';
import type { Annotation } from '../model/annotation';
import { append, appendTo, lastThatCan, type Action, type ActionLog, type Step, type Taking } from './log';
import { stillToUndo, type Kept } from './reconcile';

// Undo and redo: the last action, or its last part, taken back on top of what the records say by now.

export interface Taken {
  readonly log: ActionLog;
  /** The action that takes back the last action or a part of it, except where somebody else has changed something since. */
  readonly action: Action;
  /** What stays, because somebody else changed it. */
  readonly kept: readonly Kept[];
  /** The last revisions of what remains of the action, where only a part of it is taken back: they identify it later. */
  readonly rest?: readonly Revision[];
}

/**
 * Takes back the last action that can be taken back; undefined where there is none. `recordsOf` gives the present
 * records. Only the last steps with at most `most` revisions in all are taken back, at least one step; the others
 * remain an action that can be taken back. `before` is the part taken back before, joined with this one to a single
 * action; undefined where the remaining action is no longer the one taken back next.
 */
export function takeBack(
  log: ActionLog,
  by: Taking,
  recordsOf: (source: string) => readonly Annotation[],
  most = Infinity,
  before?: Taken,
): Taken | undefined {
  const last = lastThatCan(log.actions, by);
  if (!last || (before && (!before.rest || last.steps.at(-1)?.revisions !== before.rest))) return undefined;
  const at = partFrom(last.steps, most);
  const [others, part] = [last.steps.slice(0, at), last.steps.slice(at)];
  const sources = new Set([...part].reverse().map(({ source }) => source));
  const undone = [...sources].map((source) => {
    const revisions = part.filter((step) => step.source === source).flatMap((step) => step.revisions);
    const { revisions: again, kept } = stillToUndo([...revisions].reverse().map(inverse), recordsOf(source));
    return { source, revisions: again, kept: kept.map((each) => ({ ...each, source })) };
  });
  const action = { label: last.label, steps: undone.filter(({ revisions }) => revisions.length > 0).map(stepOf) };
  const remaining = others.length > 0 ? [{ ...last, steps: others }] : [];
  const done = { ...last, steps: part, can: undefined };
  const without = { actions: log.actions.flatMap((each) => (each === last ? [...remaining, done] : each)) };
  const opposite = by === 'undo' ? 'redo' : 'undo';
  const begun = before && before.action.steps.length > 0 ? lastThatCan(without.actions, opposite) : undefined;
  const extended = begun ? appendTo(without, begun, action) : append(without, action, opposite);
  const rest = others.at(-1)?.revisions;
  return {
    log: action.steps.length > 0 ? extended : without,
    action,
    kept: undone.flatMap(({ kept }) => kept),
    ...(rest && { rest }),
  };
}

/** The index of the first of the last steps that have at most `most` revisions in all; at least the last step is among them. */
function partFrom(steps: readonly Step[], most: number): number {
  const sizes = steps.map(({ revisions }) => revisions.length);
  let at = Math.max(0, steps.length - 1);
  for (let room = most - (sizes[at] ?? 0); at > 0 && (room -= sizes[at - 1] ?? 0) >= 0;) at--;
  return at;
}

/** Joins two parts of an action taken back in turn. What stays is named once. */
export function takenTogether(before: Taken | undefined, taken: Taken): Taken {
  if (!before) return taken;
  const nameOf = ({ source, annotation }: Kept): string => JSON.stringify([source, annotation.id]);
  const known = new Set(before.kept.map(nameOf));
  return {
    ...taken,
    action: { ...taken.action, steps: [...before.action.steps, ...taken.action.steps] },
    kept: [...before.kept, ...taken.kept.filter((one) => !known.has(nameOf(one)))],
  };
}

const stepOf = ({ source, revisions }: Step): Step => ({ source, revisions });

/** Makes all actions so far impossible to take back, as where other sidecars than before are written to. */
export function withoutUndo({ actions }: ActionLog): ActionLog {
  return { actions: actions.map((action) => ({ ...action, can: undefined })) };
}
