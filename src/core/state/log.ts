import { idsOf, type Revision } from '../model/action';
import type { Remembered } from '../sidecar/write';

/*
 * The action log: what people did, in the order in which they did it, and how far each of it has got. How a step gets
 * into its file is decided in `progress.ts`, undo and redo in `takeBack.ts`. The invariants of the three:
 *
 * 1. Whatever a person did stands in the log until it is saved; only what is saved is ever dropped, the oldest first, and
 *    not what is taken back next.
 * 2. What is shown of a source is its sidecar with that laid over it which is pending, and nothing else.
 * 3. What is done goes into a file once: whether a write whose end nobody saw has reached the file is decided by what
 *    the file says; where that does not tell, the person is asked, and until then it is neither done again nor dropped.
 * 4. Undo and redo take back what the last action did and nobody else has changed since, if it is large one part after
 *    another, with the bytes of what it took out; what the program wrote by itself meanwhile (the words that stand there
 *    now, their surroundings and places) is nobody's change.
 * 5. Nothing of this depends on clocks, nor on the name that a source had when something was done to it.
 */

/** What a person did in one go, possibly to several sources. */
export interface Action {
  /** Its description in the menu. */
  readonly label: string;
  readonly steps: readonly Step[];
}

/** What an action did to one source. */
export interface Step {
  readonly source: string;
  readonly revisions: readonly Revision[];
}

/**
 * How far a step has got. `in the file`: the sidecar holds it, but it may still be lost: one of our editors holds the
 * sidecar unsaved or has not read it again, or the window was closed during the write.
 */
export type Status = 'pending' | 'in the file' | 'saved';

export interface LoggedStep extends Step {
  readonly status: Status;
  /** The write that brings the step into the file, or has done so; undefined before one begins and once the step is saved. */
  readonly write?: Write;
  /** The entries that the step removed, with all their bytes, so that undo brings back comments and unknown keys. */
  readonly removed?: RemovedEntries;
}

/** Entries removed from a sidecar, by id. */
export type RemovedEntries = ReadonlyMap<string, Remembered>;

/** A write of a sidecar; texts are given by their fingerprints. */
export interface Write {
  /** The file before the write. */
  readonly before: string;
  /** The sidecar after the write: the file, or the document left unsaved. */
  readonly after: string;
  /** Whether the write goes into a document with unsaved edits. */
  readonly isUnsaved?: boolean;
  /** The text shown by an open editor that has not read the write yet. */
  readonly unread?: string;
  /** Whether a window that is gone began the write, so that its end is unknown. */
  readonly isOld?: boolean;
  /** Whether the text could not tell how the write ended; later texts can't either. */
  readonly isAsked?: boolean;
}

export interface LoggedAction extends Action {
  readonly steps: readonly LoggedStep[];
  /** The command that can take the action back, if any: undo for what was done, redo for an undo. */
  readonly can?: Taking | undefined;
}

export type Taking = 'undo' | 'redo';

/** All actions, oldest first: an immutable value. */
export interface ActionLog {
  readonly actions: readonly LoggedAction[];
}

export const emptyLog: ActionLog = { actions: [] };

/** Most actions, and most revisions in them, kept once they are saved. Guessed. */
const [mostActions, mostRevisions] = [1000, 100_000];

/** Adds an action of a person; what was undone before can't be redone any more. */
export function withAction(log: ActionLog, action: Action): ActionLog {
  const before = log.actions.map((each) => (each.can === 'redo' ? { ...each, can: undefined } : each));
  return append({ actions: before }, action, 'undo');
}

/** Adds a further part of the last action, taken back together with it; an action of its own if the last one is another. */
export function withMore(log: ActionLog, action: Action): ActionLog {
  const last = log.actions.filter(({ can }) => can !== undefined).at(-1);
  if (last?.can !== 'undo' || last.label !== action.label) return withAction(log, action);
  return appendTo(log, last, action);
}

/** Adds the steps of an action to another one of the log. */
export function appendTo(log: ActionLog, one: LoggedAction, action: Action): ActionLog {
  const longer = { ...one, steps: [...one.steps, ...pendingSteps(action)] };
  return bounded(log.actions.map((each) => (each === one ? longer : each)));
}

/** Adds an action of the program itself: written like any other, but never undone. */
export function withUpkeep(log: ActionLog, action: Action): ActionLog {
  return append(log, action, undefined);
}

/** Adds an action, pending. `can` is the command that can take it back, if any. */
export function append({ actions }: ActionLog, action: Action, can: Taking | undefined): ActionLog {
  return bounded([...actions, { label: action.label, steps: pendingSteps(action), can }]);
}

/** The steps of an action that revise something, all pending. */
function pendingSteps({ steps }: Action): readonly LoggedStep[] {
  return steps
    .filter(({ revisions }) => revisions.length > 0)
    .map((step): LoggedStep => ({ ...step, status: 'pending' }));
}

function bounded(actions: readonly LoggedAction[]): ActionLog {
  const sizeOf = ({ steps }: LoggedAction): number => steps.reduce((sum, step) => sum + step.revisions.length, 0);
  let revisions = actions.reduce((sum, action) => sum + sizeOf(action), 0);
  let count = actions.length;
  if (count <= mostActions && revisions <= mostRevisions) return { actions };
  // The actions taken back next must be kept, since parts of them may be taken back already.
  const needed = [actions.at(-1), lastThatCan(actions, 'undo'), lastThatCan(actions, 'redo')];
  const kept = actions.filter((action) => {
    const isOver = count > mostActions || revisions > mostRevisions;
    if (!isOver || needed.includes(action) || action.steps.some(isUnsaved)) return true;
    count--;
    revisions -= sizeOf(action);
    return false;
  });
  return { actions: kept };
}

const isUnsaved = ({ status }: LoggedStep): boolean => status !== 'saved';

/** The action that a command takes back next. */
export const lastThatCan = (actions: readonly LoggedAction[], by: Taking): LoggedAction | undefined =>
  actions.filter(({ can }) => can === by).at(-1);

/** The pending revisions of a source, oldest first. */
export function pendingIn(log: ActionLog, source: string): readonly Revision[] {
  return stepsOf(log, source).flatMap(({ status, revisions }) => (status === 'pending' ? revisions : []));
}

/** The sources with unsaved steps. */
export function unsavedSources({ actions }: ActionLog): ReadonlySet<string> {
  return new Set(actions.flatMap(({ steps }) => steps.filter(isUnsaved).map(({ source }) => source)));
}

/** The log after sources were renamed; with a `status`, only steps with that status get the new names. */
export function withNames(log: ActionLog, nameOf: (source: string) => string, status?: Status): ActionLog {
  const isMeant = (step: LoggedStep): boolean => status === undefined || step.status === status;
  const steps = (each: LoggedAction): LoggedStep[] =>
    each.steps.map((step) => (isMeant(step) ? { ...step, source: nameOf(step.source) } : step));
  return { actions: log.actions.map((action) => ({ ...action, steps: steps(action) })) };
}

/** The ids of a source's annotations that steps revised. */
export function idsIn(log: ActionLog, source: string): ReadonlySet<string> {
  return idsOf(stepsOf(log, source).flatMap(({ revisions }) => revisions));
}

/** The steps on a source, oldest first. */
export function stepsOf({ actions }: ActionLog, source: string): readonly LoggedStep[] {
  return actions.flatMap(({ steps }) => steps.filter((step) => step.source === source));
}

/** Changes the steps of a source; the same value where no step changes. */
export function changed(log: ActionLog, source: string, become: (step: LoggedStep) => LoggedStep): ActionLog {
  const actions = log.actions.map((action) => {
    const steps = action.steps.map((step) => (step.source === source ? become(step) : step));
    return steps.some((step, index) => step !== action.steps[index]) ? { ...action, steps } : action;
  });
  return actions.some((action, index) => action !== log.actions[index]) ? { actions } : log;
}

/** The step with another status. Its write is forgotten, or is `write`. */
export function withStatus({ write: _, ...step }: LoggedStep, status: Status, write?: Write): LoggedStep {
  return { ...step, status, ...(write ? { write } : {}) };
}

/**
 * The part of the log that must survive this process, as plain data: unsaved steps, and later steps on the same
 * sources, from which the meaning of the unsaved ones follows.
 */
export function journalOf({ actions }: ActionLog): readonly LoggedAction[] {
  const open = new Set<string>();
  return actions.flatMap(({ label, steps }) => {
    for (const step of steps) if (isUnsaved(step)) open.add(step.source);
    const kept = steps.filter(({ source }) => open.has(source));
    // Undo does not reach back to an earlier window, so the bytes of removed entries are not needed.
    return kept.length > 0 ? [{ label, steps: kept.map(({ removed: _, ...step }) => step) }] : [];
  });
}

/** Restores the log from a journal. `recovered` decides which unfinished or held writes are in the file. */
export function restored(journal: readonly LoggedAction[]): ActionLog {
  const afresh = (step: LoggedStep): LoggedStep => {
    const { status, write } = step;
    if (!write) return withStatus(step, status === 'saved' ? 'saved' : 'pending');
    const { before, after, isAsked = false } = write;
    return withStatus(step, 'in the file', { before, after, isOld: true, isAsked });
  };
  return { actions: journal.map(({ label, steps }) => ({ label, steps: steps.map(afresh) })) };
}
