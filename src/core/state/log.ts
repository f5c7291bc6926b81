import type { Annotation } from '../model/annotation';
import { idsOf, inverse, type Revision } from '../model/action';
import type { Sidecar } from '../sidecar/read';
import type { Remembered, Removed } from '../sidecar/write';
import { leftOf, missingIn, stillToUndo, type Kept, type Left } from './since';
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
  /** What it was, in the words of the menu. */
  readonly label: string;
  readonly steps: readonly Step[];
}

/** What an action did to one source. */
export interface Step {
  readonly source: string;
  readonly revisions: readonly Revision[];
}

/**
 * How far a step has got. `in the file`: it stands in the sidecar, but an editor of ours may still lose it, because it
 * holds it unsaved or has not read it yet; or a write was begun, and the window was gone before it ended.
 */
type Status = 'pending' | 'in the file' | 'saved';

interface LoggedStep extends Step {
  readonly status: Status;
  /** The write that brings it into the file, or has done so; undefined where none has begun, and where it is saved. */
  readonly write?: Write;
  /** What it took out of the file, with all its bytes: undo brings comments and unknown keys back, too. */
  readonly removed?: RemovedEntries;
}

/** Entries that were taken out of a sidecar, by their ids. */
type RemovedEntries = ReadonlyMap<string, Remembered>;

/** The same as a write hands them over: without the fingerprint of the file that it leaves. */
type JustRemoved = ReadonlyMap<string, Removed>;

/** A write of a sidecar, by the fingerprints of texts. */
export interface Write {
  /** What the file held before. */
  readonly before: string;
  /** What the sidecar says with it: the file, or the document that is left unsaved. */
  readonly after: string;
  /** Whether it goes into a document with unsaved edits. */
  readonly isUnsaved?: boolean;
  /** What an open editor of the file shows that has not read it yet. */
  readonly unread?: string;
  /** Whether a window that is gone began it, so that nobody knows how it ended. */
  readonly isOld?: boolean;
  /** Whether the text could not tell how it ended: later texts can't either. */
  readonly isAsked?: boolean;
}

export interface LoggedAction extends Action {
  readonly steps: readonly LoggedStep[];
  /** Whether it is among those that can be taken back, by which command: what was done is undone, an undo is redone. */
  readonly can?: Taking | undefined;
}

export type Taking = 'undo' | 'redo';

/** All actions, oldest first: an immutable value. */
export interface ActionLog {
  readonly actions: readonly LoggedAction[];
}

export const emptyLog: ActionLog = { actions: [] };

/** So many actions, with so many revisions in all, are remembered once they are saved; guessed. */
const [mostActions, mostRevisions] = [1000, 100_000];

/** The log after one more action of a person; what was undone before can't be redone any more. */
export function withAction(log: ActionLog, action: Action): ActionLog {
  const before = log.actions.map((each) => (each.can === 'redo' ? { ...each, can: undefined } : each));
  return append({ actions: before }, action, 'undo');
}

/** The log after a further part of the last action, which is taken back with it; of an action of its own, if the last is another. */
export function withMore(log: ActionLog, action: Action): ActionLog {
  const last = log.actions.filter(({ can }) => can !== undefined).at(-1);
  if (last?.can !== 'undo' || last.label !== action.label) return withAction(log, action);
  return appendTo(log, last, action);
}

function appendTo(log: ActionLog, one: LoggedAction, action: Action): ActionLog {
  const longer = { ...one, steps: [...one.steps, ...pendingSteps(action)] };
  return bounded(log.actions.map((each) => (each === one ? longer : each)));
}

/** The log after something that the program did by itself: it goes the same way to the file, and is not undone. */
export function withUpkeep(log: ActionLog, action: Action): ActionLog {
  return append(log, action, undefined);
}

function append({ actions }: ActionLog, action: Action, can: Taking | undefined): ActionLog {
  return bounded([...actions, { label: action.label, steps: pendingSteps(action), can }]);
}

/** The steps of an action that do something, none of them written yet. */
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
  // What is taken back next must be there, as a part of it may be taken back already.
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

/** What the command takes back next. */
export const lastThatCan = (actions: readonly LoggedAction[], by: Taking): LoggedAction | undefined =>
  actions.filter(({ can }) => can === by).at(-1);

// ── What is to be written, and what became of it ────────────────────────────────────────────────────────────────────

/** What is still to be written of a source, oldest first. */
export function pendingIn(log: ActionLog, source: string): readonly Revision[] {
  return stepsOf(log, source).flatMap(({ status, revisions }) => (status === 'pending' ? revisions : []));
}

/** The sources of which something is not saved. */
export function unsavedSources({ actions }: ActionLog): ReadonlySet<string> {
  return new Set(actions.flatMap(({ steps }) => steps.filter(isUnsaved).map(({ source }) => source)));
}

const noEntries: ReadonlyMap<string, Remembered> = new Map();

/**
 * Must be said, and kept where it survives this process, before all that is pending of a source is written. `removed` is
 * what it takes out: where an editor then fails to save, it is gone from that all the same.
 */
export function begun(log: ActionLog, source: string, write: Write, removed: JustRemoved = noEntries): ActionLog {
  return changed(log, source, (step) =>
    step.status === 'pending'
      ? { ...step, write, ...(removed.size > 0 ? { removed: tookOut(step, removed, write.after) } : {}) }
      : step,
  );
}

/** What a step has taken out, with those of some entries that it takes out now: `without` is the fingerprint of the file without them. */
function tookOut({ removed = noEntries, revisions }: LoggedStep, gone: JustRemoved, without: string): RemovedEntries {
  const ids = new Set(revisions.flatMap((one) => (one.of === 'annotation' && !one.after ? one.id : [])));
  const now = [...gone].filter(([id]) => ids.has(id)).map(([id, entry]) => [id, { ...entry, without }] as const);
  return new Map([...removed, ...now]);
}

/** What was taken out of the sidecar of a source, as it was last. */
export function removedFrom(log: ActionLog, source: string): RemovedEntries {
  return new Map(stepsOf(log, source).flatMap(({ removed = noEntries }) => [...removed]));
}

/** The write failed, and changed nothing. */
export function refused(log: ActionLog, source: string): ActionLog {
  return changed(log, source, (step) => (step.status === 'pending' ? withStatus(step, 'pending') : step));
}

/** What that write brought is in the file. What came after it was begun still waits. `unread`: as in `Write`. */
export function written(log: ActionLog, source: string, write: Write, status: Status, unread?: string): ActionLog {
  const end = status === 'saved' ? undefined : { ...write, ...(unread === undefined ? {} : { unread }) };
  return changed(log, source, (step) =>
    step.status === 'pending' && step.write === write ? withStatus(step, status, end) : step,
  );
}

function withStatus({ write: _, ...step }: LoggedStep, status: Status, write?: Write): LoggedStep {
  return { ...step, status, ...(write ? { write } : {}) };
}

/** A sidecar as it is at a moment at which nothing is on its way to it. */
export interface Seen {
  /** Undefined where there is none. */
  readonly sidecar: Sidecar | undefined;
  /** Whether it is a document with unsaved edits. */
  readonly isUnsaved: boolean;
  /** Whether a person has just saved it from its editor, and so means what it says. */
  readonly isMeant?: boolean;
}

const textIn = ({ sidecar }: Seen): string => fingerprint(sidecar?.text ?? '');

/**
 * The log after the document of a sidecar was looked at of which something was in the file: `seen` is what it shows, or
 * the file once it is closed. What was thrown away with it, or what it is edited without, is pending again; what stands
 * there for good is saved.
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
  const again = leftSince(log, source, undecided, seen.sidecar);
  const after = withAgain(log, source, undecided, again);
  return changed(after, source, (step) =>
    undecided.includes(step) ? withStatus(step, 'saved') : (ends.get(step) ?? step),
  );
}

/**
 * The log at the very moment at which the document of a sidecar shows another text, or is closed (`text` is undefined).
 * What it shows of the file it has read, so that a person who takes it out a moment later means it. Where it shows what
 * the disk held before something was written into it, or is closed, what it alone held is pending again.
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

/** What is missing in a sidecar, with what is pending laid over it, of what some steps did and no step has changed since. */
function leftSince(log: ActionLog, source: string, some: readonly LoggedStep[], sidecar: Sidecar | undefined): Left {
  const steps = stepsOf(log, source);
  // What is being written will be in the file before what is done again.
  const isWritten = (step: LoggedStep): boolean => some.includes(step) || step.status !== 'pending' || !!step.write;
  const since = steps.slice(some[0] ? steps.indexOf(some[0]) : steps.length).filter(isWritten);
  const [done, all] = [some, since].map((some) => some.flatMap(({ revisions }) => revisions)) as [
    Revision[],
    Revision[],
  ];
  return leftOf(done, { since: all, pending: pendingIn(log, source) }, sidecar);
}

/** The log with that done again which some steps did: before what is pending and builds on it, or after it. */
function withAgain(log: ActionLog, source: string, some: readonly LoggedStep[], { below, above }: Left): ActionLog {
  if (below.length + above.length === 0) return log;
  const stepOf = (revisions: readonly Revision[]): LoggedAction[] =>
    revisions.length > 0 ? [{ label: '', steps: [{ source, revisions, status: 'pending' }] }] : [];
  const at = log.actions.findIndex(({ steps }) => steps.some((step) => some.includes(step))) + 1;
  return { actions: [...log.actions.slice(0, at), ...stepOf(below), ...log.actions.slice(at), ...stepOf(above)] };
}

/** What is certain of a step by the text alone. `isRead`: whether the editor reads what it brought, if it reads any write of ours. */
function endOf(step: LoggedStep, text: string, seen: Seen, isRead: boolean | undefined): LoggedStep | undefined {
  const { unread } = step.write ?? {};
  if (unread !== undefined) {
    if (seen.isUnsaved || seen.isMeant) return undefined;
    // An editor that shows something else than before has read what another program wrote after us.
    if (isRead ?? text !== unread) return withStatus(step, 'saved');
    return withStatus(step, 'in the file', step.write && { ...step.write, unread: text });
  }
  if (seen.isMeant) return withStatus(step, 'saved');
  return seen.isUnsaved ? step : undefined;
}

/**
 * The log after a look at a sidecar into which a window that is gone may have written. The text decides: as before the
 * write, it is pending; as after it, it is there; else what the sidecar says: what is missing of it is to be asked for,
 * and stays in the file as far as anybody knows, until that is `answered`.
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
  // What came before a write that is there need not be: that write may have begun with a file that had lost it. And what
  // other steps followed is not simply done again: it would go over those.
  const steps = stepsOf(log, source);
  const followed = steps.map((step) => step.status === 'pending' || isNotBegun(step)).lastIndexOf(false);
  const after = changed(log, source, (step) => {
    if (!isOld(step) || step.write?.isAsked) return step;
    if (step.write?.after === text) return there(step, seen);
    return steps.indexOf(step) > followed ? withStatus(step, 'pending') : step;
  });
  const undecided = stepsOf(after, source).filter(isOld);
  const left = leftSince(after, source, undecided, seen.sidecar);
  const inDoubt = (step: LoggedStep): LoggedStep =>
    isOld(step) && step.write ? withStatus(step, 'in the file', { ...step.write, isAsked: true }) : step;
  if (left.missing.length > 0 || undecided.length === 0)
    return { log: changed(after, source, inDoubt), asked: left.missing };
  // What has been taken back since needs nobody's word.
  const again = withAgain(after, source, undecided, left);
  return { log: changed(again, source, (step) => (isOld(step) ? there(step, seen) : step)), asked: [] };
}

/** Whether `recovered` has something to decide. */
export function isInDoubt(log: ActionLog, source: string): boolean {
  return stepsOf(log, source).some(({ write }) => write?.isOld === true);
}

/** Whether `seenIn` has something to decide. */
export function isHeldByEditor(log: ActionLog, source: string): boolean {
  return stepsOf(log, source).some(({ status, write }) => status === 'in the file' && !write?.isOld);
}

/** Whether an editor shows a sidecar that has not read yet what was written to it. */
export function isUnread(log: ActionLog, source: string): boolean {
  return stepsOf(log, source).some(({ write }) => write?.unread !== undefined);
}

function there(step: LoggedStep, { isUnsaved }: Seen): LoggedStep {
  const { before = '', after = '' } = step.write ?? {};
  return isUnsaved ? withStatus(step, 'in the file', { before, after, isUnsaved }) : withStatus(step, 'saved');
}

/** The log once the person has said whether what `recovered` asks for is to be done again. */
export function answered(log: ActionLog, source: string, putBack: boolean, seen: Seen): ActionLog {
  const { log: known } = recovered(log, source, seen);
  const doubted = stepsOf(known, source).filter(({ write }) => write?.isOld === true);
  const left = leftSince(known, source, doubted, seen.sidecar);
  const after = putBack ? withAgain(known, source, doubted, left) : known;
  return changed(after, source, (step) => (doubted.includes(step) ? withStatus(step, 'saved') : step));
}

/**
 * What another program took out of a source's sidecar that was done and written here, as revisions that bring it back:
 * where the last that was done is among it. Whoever has that read it, and took the rest out on purpose.
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
  /** What takes the last action back, or a part of it, where nobody else has changed what it did since. */
  readonly action: Action;
  /** What stays, since somebody else did. */
  readonly kept: readonly Kept[];
  /** What the rest of the action did last, where only a part of it is taken back: by that it is known again. */
  readonly rest?: readonly Revision[];
}

/**
 * Takes back the last action that can be taken back; undefined where there is none. `recordsOf`: the present records. Of an
 * action of many steps those at the end are taken back which have at most `most` revisions in all, or the last one, and the
 * others stay an action that can be taken back: `before` is what was taken back of the same action, to be taken back
 * and done again with this as one. Undefined where the rest of it is no longer what is taken back next.
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
    const { again, kept } = stillToUndo([...revisions].reverse().map(inverse), recordsOf(source));
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

/** Where the steps at the end begin that have so many revisions in all; the last one at least. */
function partFrom(steps: readonly Step[], most: number): number {
  const sizes = steps.map(({ revisions }) => revisions.length);
  let at = Math.max(0, steps.length - 1);
  for (let room = most - (sizes[at] ?? 0); at > 0 && (room -= sizes[at - 1] ?? 0) >= 0;) at--;
  return at;
}

/** Two parts of an action that were taken back one after the other, as one. What stays is named once. */
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

/** The log after nothing of before can be taken back, as where other sidecars than before are written to. */
export function withoutUndo({ actions }: ActionLog): ActionLog {
  return { actions: actions.map((action) => ({ ...action, can: undefined })) };
}

// ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The log after sources were renamed: what was done to them goes on where they are now; that of one status, or all. */
export function withNames(log: ActionLog, nameOf: (source: string) => string, status?: Status): ActionLog {
  const isMeant = (step: LoggedStep): boolean => status === undefined || step.status === status;
  const steps = (each: LoggedAction): LoggedStep[] =>
    each.steps.map((step) => (isMeant(step) ? { ...step, source: nameOf(step.source) } : step));
  return { actions: log.actions.map((action) => ({ ...action, steps: steps(action) })) };
}

/** The annotations of a source that something was done to. */
export function idsIn(log: ActionLog, source: string): ReadonlySet<string> {
  return idsOf(stepsOf(log, source).flatMap(({ revisions }) => revisions));
}

// ── The journal: what outlives the window, however that ends ────────────────────────────────────────────────────────

/**
 * What of the log must be kept where it survives this process, as plain data: what is not saved, and what was done to
 * the same sources after that, by which it is judged what is meant.
 */
export function journalOf({ actions }: ActionLog): readonly LoggedAction[] {
  const open = new Set<string>();
  return actions.flatMap(({ label, steps }) => {
    for (const step of steps) if (isUnsaved(step)) open.add(step.source);
    const kept = steps.filter(({ source }) => open.has(source));
    // Nothing of an earlier window is undone, so what was taken out needs no bytes.
    return kept.length > 0 ? [{ label, steps: kept.map(({ removed: _, ...step }) => step) }] : [];
  });
}

/** The log that a journal leads to. What was being written, or an editor held, is in the file or not: `recovered` decides. */
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

/** The log with the steps of a source as they become; the same value where none does. */
function changed(log: ActionLog, source: string, become: (step: LoggedStep) => LoggedStep): ActionLog {
  const actions = log.actions.map((action) => {
    const steps = action.steps.map((step) => (step.source === source ? become(step) : step));
    return steps.some((step, index) => step !== action.steps[index]) ? { ...action, steps } : action;
  });
  return actions.some((action, index) => action !== log.actions[index]) ? { actions } : log;
}
