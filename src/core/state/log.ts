import type { Annotation } from '../model/annotation';
import { idsOf, inverse, type Revision } from '../model/action';
import type { Sidecar } from '../sidecar/read';
import type { Remembered, Removed } from '../sidecar/write';
import { missingBeside, missingIn, stillToUndo, type Kept, type Missing } from './reconcile';
import { fingerprint } from '../text/hashes';

/*
 * The action log: what people did, in the order in which they did it, and how far each of it has got. Its invariants:
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
type Status = 'pending' | 'in the file' | 'saved';

interface LoggedStep extends Step {
  readonly status: Status;
  /** The write that brings the step into the file, or has done so; undefined before one begins and once the step is saved. */
  readonly write?: Write;
  /** The entries that the step removed, with all their bytes, so that undo brings back comments and unknown keys. */
  readonly removed?: RemovedEntries;
}

/** Entries removed from a sidecar, by id. */
type RemovedEntries = ReadonlyMap<string, Remembered>;

/** Removed entries as a write returns them, without the fingerprint of the file that it leaves. */
type JustRemoved = ReadonlyMap<string, Removed>;

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

function appendTo(log: ActionLog, one: LoggedAction, action: Action): ActionLog {
  const longer = { ...one, steps: [...one.steps, ...pendingSteps(action)] };
  return bounded(log.actions.map((each) => (each === one ? longer : each)));
}

/** Adds an action of the program itself: written like any other, but never undone. */
export function withUpkeep(log: ActionLog, action: Action): ActionLog {
  return append(log, action, undefined);
}

function append({ actions }: ActionLog, action: Action, can: Taking | undefined): ActionLog {
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

// ── Writing, and its outcome ────────────────────────────────────────────────────────────────────────────────────────

/** The pending revisions of a source, oldest first. */
export function pendingIn(log: ActionLog, source: string): readonly Revision[] {
  return stepsOf(log, source).flatMap(({ status, revisions }) => (status === 'pending' ? revisions : []));
}

/** The sources with unsaved steps. */
export function unsavedSources({ actions }: ActionLog): ReadonlySet<string> {
  return new Set(actions.flatMap(({ steps }) => steps.filter(isUnsaved).map(({ source }) => source)));
}

const noEntries: ReadonlyMap<string, Remembered> = new Map();

/**
 * The log once a write of all that is pending of a source begins; it must be stored outside this process before.
 * `removed` are the entries that the write takes out: they are gone even where an editor fails to save.
 */
export function begun(log: ActionLog, source: string, write: Write, removed: JustRemoved = noEntries): ActionLog {
  return changed(log, source, (step) =>
    step.status === 'pending'
      ? { ...step, write, ...(removed.size > 0 ? { removed: removedBy(step, removed, write.after) } : {}) }
      : step,
  );
}

/** The entries removed by a step, with those of this write; `without` is the fingerprint of the file without them. */
function removedBy({ removed = noEntries, revisions }: LoggedStep, gone: JustRemoved, without: string): RemovedEntries {
  const ids = new Set(revisions.flatMap((one) => (one.of === 'annotation' && !one.after ? one.id : [])));
  const now = [...gone].filter(([id]) => ids.has(id)).map(([id, entry]) => [id, { ...entry, without }] as const);
  return new Map([...removed, ...now]);
}

/** The removed entries of a source's sidecar, each as last removed. */
export function removedFrom(log: ActionLog, source: string): RemovedEntries {
  return new Map(stepsOf(log, source).flatMap(({ removed = noEntries }) => [...removed]));
}

/** The log after a write failed and changed nothing. */
export function refused(log: ActionLog, source: string): ActionLog {
  return changed(log, source, (step) => (step.status === 'pending' ? withStatus(step, 'pending') : step));
}

/** The log after a write has ended in the file. Steps added after it began still wait. `unread` is as in `Write`. */
export function written(log: ActionLog, source: string, write: Write, status: Status, unread?: string): ActionLog {
  const end = status === 'saved' ? undefined : { ...write, ...(unread === undefined ? {} : { unread }) };
  return changed(log, source, (step) =>
    step.status === 'pending' && step.write === write ? withStatus(step, status, end) : step,
  );
}

function withStatus({ write: _, ...step }: LoggedStep, status: Status, write?: Write): LoggedStep {
  return { ...step, status, ...(write ? { write } : {}) };
}

/** A sidecar at a moment when no write to it is under way. */
export interface Seen {
  /** Undefined where there is no sidecar. */
  readonly sidecar: Sidecar | undefined;
  /** Whether it is a document with unsaved edits. */
  readonly isUnsaved: boolean;
  /** Whether a person has just saved it in an editor, and so intends its text. */
  readonly isMeant?: boolean;
}

const textIn = ({ sidecar }: Seen): string => fingerprint(sidecar?.text ?? '');

/**
 * The log after a look at a sidecar that an editor may hold: `seen` is what the document shows, or the file once it is
 * closed. Steps that were thrown away with the document, or are missing in its edits, are pending again; steps that are
 * certainly in the file are saved.
 */
export function seenIn(log: ActionLog, source: string, seen: Seen): ActionLog {
  const steps = stepsOf(log, source).filter(({ status, write }) => status === 'in the file' && !write?.isOld);
  if (steps.length === 0) return log;
  const text = textIn(seen);
  const read = steps.map(({ write }) => (write?.unread === undefined ? '' : write.after)).lastIndexOf(text);
  const ends = new Map(
    steps.map((step, index) => [step, endOf(step, text, seen, read < 0 ? undefined : index <= read)]),
  );
  const undecided = steps.filter((step) => ends.get(step) === undefined);
  const lost = lostSince(log, source, undecided, seen.sidecar);
  const after = doneAgain(log, source, undecided, lost);
  return changed(after, source, (step) =>
    undecided.includes(step) ? withStatus(step, 'saved') : (ends.get(step) ?? step),
  );
}

/**
 * The log as soon as the document of a sidecar shows another text, or is closed (`text` is undefined). The document has
 * read the writes that it shows, so a person who removes them afterwards intends that. Where it shows the file as
 * before a write into the unsaved document, or is closed, what that document alone held is pending again.
 */
export function shownIn(log: ActionLog, source: string, text: string | undefined): ActionLog {
  const steps = stepsOf(log, source);
  if (!steps.some(({ write }) => write?.isUnsaved || write?.unread !== undefined)) return log;
  const shown = text === undefined ? undefined : fingerprint(text);
  const isUnread = ({ write }: LoggedStep): boolean => write?.unread !== undefined && !write.isOld;
  const read = steps.map((step) => isUnread(step) && step.write?.after === shown).lastIndexOf(true);
  return changed(log, source, (step) => {
    const { status, write } = step;
    if (isUnread(step) && steps.indexOf(step) <= read) return withStatus(step, 'saved');
    const isHeld = write?.isUnsaved && status !== 'saved';
    return isHeld && (shown === undefined || shown === write.before) ? withStatus(step, 'pending') : step;
  });
}

/** What a sidecar with its pending revisions lacks of some steps, unless a later step changed it. */
function lostSince(log: ActionLog, source: string, some: readonly LoggedStep[], sidecar: Sidecar | undefined): Missing {
  const steps = stepsOf(log, source);
  // What is being written will be in the file before what is done again.
  const isWritten = (step: LoggedStep): boolean => some.includes(step) || step.status !== 'pending' || !!step.write;
  const since = steps.slice(some[0] ? steps.indexOf(some[0]) : steps.length).filter(isWritten);
  const [done, all] = [some, since].map((some) => some.flatMap(({ revisions }) => revisions)) as [
    Revision[],
    Revision[],
  ];
  return missingBeside(done, { since: all, pending: pendingIn(log, source) }, sidecar);
}

/** Adds the revisions to be done again: before what is pending and builds on them, or after it. */
function doneAgain(log: ActionLog, source: string, some: readonly LoggedStep[], { below, above }: Missing): ActionLog {
  if (below.length + above.length === 0) return log;
  const stepOf = (revisions: readonly Revision[]): LoggedAction[] =>
    revisions.length > 0 ? [{ label: '', steps: [{ source, revisions, status: 'pending' }] }] : [];
  const at = log.actions.findIndex(({ steps }) => steps.some((step) => some.includes(step))) + 1;
  return { actions: [...log.actions.slice(0, at), ...stepOf(below), ...log.actions.slice(at), ...stepOf(above)] };
}

/** The step if the text alone decides. `isRead`: whether the editor has read its write, if it shows any write of ours. */
function endOf(step: LoggedStep, text: string, seen: Seen, isRead: boolean | undefined): LoggedStep | undefined {
  const { unread } = step.write ?? {};
  if (unread !== undefined) {
    if (seen.isUnsaved || seen.isMeant) return undefined;
    // An editor that shows another text than before has read what another program wrote after us.
    if (isRead ?? text !== unread) return withStatus(step, 'saved');
    return withStatus(step, 'in the file', step.write && { ...step.write, unread: text });
  }
  if (seen.isMeant) return withStatus(step, 'saved');
  return seen.isUnsaved ? step : undefined;
}

/**
 * The log after a look at a sidecar that a closed window may have written to. If its text is as before the write, the
 * step is pending; if as after it, the step is in the file. Otherwise what the sidecar lacks of it has to be asked for,
 * and the step counts as in the file until that is `answered`.
 */
export function recovered(
  log: ActionLog,
  source: string,
  seen: Seen,
): { readonly log: ActionLog; readonly asked: readonly Revision[] } {
  const text = textIn(seen);
  const isOld = ({ write }: LoggedStep): boolean => write?.isOld === true;
  const isNotBegun = ({ write }: LoggedStep): boolean =>
    write?.before === text && write.after !== text && !write.isAsked;
  // A step before a write that reached the file may be missing: that write may have begun with a file that had lost it.
  // A step that others followed is not simply done again, as it would overwrite them.
  const steps = stepsOf(log, source);
  const followed = steps.map((step) => step.status === 'pending' || isNotBegun(step)).lastIndexOf(false);
  const after = changed(log, source, (step) => {
    if (!isOld(step) || step.write?.isAsked) return step;
    if (step.write?.after === text) return inFile(step, seen);
    return steps.indexOf(step) > followed ? withStatus(step, 'pending') : step;
  });
  const undecided = stepsOf(after, source).filter(isOld);
  const lost = lostSince(after, source, undecided, seen.sidecar);
  const inDoubt = (step: LoggedStep): LoggedStep =>
    isOld(step) && step.write ? withStatus(step, 'in the file', { ...step.write, isAsked: true }) : step;
  if (lost.missing.length > 0 || undecided.length === 0)
    return { log: changed(after, source, inDoubt), asked: lost.missing };
  // What has been taken back since needs no answer.
  const cleared = doneAgain(after, source, undecided, lost);
  return { log: changed(cleared, source, (step) => (isOld(step) ? inFile(step, seen) : step)), asked: [] };
}

/** Whether `recovered` has something to decide. */
export function isInDoubt(log: ActionLog, source: string): boolean {
  return stepsOf(log, source).some(({ write }) => write?.isOld === true);
}

/** Whether `seenIn` has something to decide. */
export function isHeldByEditor(log: ActionLog, source: string): boolean {
  return stepsOf(log, source).some(({ status, write }) => status === 'in the file' && !write?.isOld);
}

/** Whether an editor shows a sidecar without the last writes to it. */
export function isUnread(log: ActionLog, source: string): boolean {
  return stepsOf(log, source).some(({ write }) => write?.unread !== undefined);
}

function inFile(step: LoggedStep, { isUnsaved }: Seen): LoggedStep {
  const { before = '', after = '' } = step.write ?? {};
  return isUnsaved ? withStatus(step, 'in the file', { before, after, isUnsaved }) : withStatus(step, 'saved');
}

/** The log once the person has said whether to do again what `recovered` asks for. */
export function answered(log: ActionLog, source: string, putBack: boolean, seen: Seen): ActionLog {
  const { log: known } = recovered(log, source, seen);
  const doubted = stepsOf(known, source).filter(({ write }) => write?.isOld === true);
  const lost = lostSince(known, source, doubted, seen.sidecar);
  const after = putBack ? doneAgain(known, source, doubted, lost) : known;
  return changed(after, source, (step) => (doubted.includes(step) ? withStatus(step, 'saved') : step));
}

/**
 * The revisions that bring back what another program took out of a sidecar; empty unless the last thing done here is
 * among it. A program that kept the last one had read it, and took out the rest on purpose.
 */
export function overwritten(
  log: ActionLog,
  source: string,
  before: Sidecar | undefined,
  now: Sidecar | undefined,
): readonly Revision[] {
  const saved = stepsOf(log, source).filter(
    ({ status, revisions }) => status !== 'pending' && revisions.some(addsWords),
  );
  const last = saved.at(-1)?.revisions ?? [];
  if (missingIn(last, before).some(addsWords) || !missingIn(last, now).some(addsWords)) return [];
  const all = saved.flatMap(({ revisions }) => revisions);
  const known = idsOf(missingIn(all, before));
  return missingIn(all, now).filter((revision) => addsWords(revision) && !known.has(revision.id));
}

function addsWords(revision: Revision): revision is Revision & { readonly of: 'annotation' } {
  return revision.of === 'annotation' && revision.after !== undefined;
}

// ── Undo and redo ───────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── The journal: what outlives the window, however that ends ────────────────────────────────────────────────────────

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

function stepsOf({ actions }: ActionLog, source: string): readonly LoggedStep[] {
  return actions.flatMap(({ steps }) => steps.filter((step) => step.source === source));
}

/** Changes the steps of a source; the same value where no step changes. */
function changed(log: ActionLog, source: string, become: (step: LoggedStep) => LoggedStep): ActionLog {
  const actions = log.actions.map((action) => {
    const steps = action.steps.map((step) => (step.source === source ? become(step) : step));
    return steps.some((step, index) => step !== action.steps[index]) ? { ...action, steps } : action;
  });
  return actions.some((action, index) => action !== log.actions[index]) ? { actions } : log;
}
