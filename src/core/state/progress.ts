import { idsOf, type Revision } from '../model/action';
import type { Sidecar } from '../sidecar/read';
import type { Remembered, Removed } from '../sidecar/write';
import { fingerprint } from '../text/hashes';
import {
  changed,
  pendingIn,
  stepsOf,
  withStatus,
  type ActionLog,
  type LoggedAction,
  type LoggedStep,
  type RemovedEntries,
  type Status,
  type Write,
} from './log';
import { missingBeside, missingIn, type Missing } from './reconcile';

// How far each step of the action log has got: a write begins and ends, an editor shows what it has read, a window starts
// again after another was closed in the middle of a write.

/** Removed entries as a write returns them, without the fingerprint of the file that it leaves. */
type JustRemoved = ReadonlyMap<string, Removed>;

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
