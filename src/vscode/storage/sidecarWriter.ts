import type * as vscode from 'vscode';
import type { Emitter } from '../../core/state/event';
import type { Revision } from '../../core/model/action';
import { pendingIn, type ActionLog, type Write } from '../../core/state/log';
import {
  answered,
  begun,
  isHeldByEditor,
  isInDoubt,
  isUnread,
  recovered,
  refused as notWritten,
  removedFrom,
  seenIn,
  shownIn,
  written,
  type Seen,
} from '../../core/state/progress';
import { newSheet, withSidecar, type Sheet } from '../../core/state/sheet';
import { readSidecar, type Sidecar } from '../../core/sidecar/read';
import { newSidecar, revise, type Collision, type Refusal } from '../../core/sidecar/write';
import type { Store } from '../../core/state/store';
import { fingerprint } from '../../core/text/hashes';
import { baseName, sidecarOf } from '../ui/names';
import { openDocument } from '../ui/open';
import type { Platform } from '../ui/platform';
import { wait } from '../ui/timeSlices';
import { changeSidecar } from './changeSidecar';
import { exists, restless } from './files';
import { readAgain, readNow, readOnDisk, type Sidecars } from './sidecars';

/** Why a source's revisions are not on the disk yet. They are kept, and tried again. */
export type Held =
  | { readonly source: vscode.Uri; readonly why: Refusal }
  /** Neither the source nor its sidecar exists: a drive is gone, or a folder was deleted. */
  | { readonly source: vscode.Uri; readonly why: 'gone' }
  | { readonly source: vscode.Uri; readonly why: 'failed'; readonly error: unknown };

/** Revisions that a closed window may have written and that the sidecar lacks: only the person can tell. */
export interface Asked {
  readonly source: vscode.Uri;
  readonly revisions: readonly Revision[];
}

/** Fields that two people changed. */
export interface Collided {
  readonly source: vscode.Uri;
  readonly collisions: readonly Collision[];
}

/** What writing a sidecar needs. */
export interface Surroundings {
  readonly store: Store;
  readonly sidecars: Sidecars;
  readonly platform: Platform;
  /** Stores the log where it survives the window; resolves once it is stored. */
  readonly journal: { settled(): Promise<void> };
}

/** What is told of writing a sidecar. */
export interface Outcomes {
  readonly held: Emitter<Held>;
  readonly released: Emitter<vscode.Uri>;
  readonly collided: Emitter<Collided>;
  readonly asked: Emitter<Asked>;
  /** Has the editor of a sidecar looked at again, once it is at rest. */
  readonly lookSoon: (sidecar: vscode.Uri) => void;
}

/** Most tries to write a file, for some twelve seconds. */
const mostTries = 500;

/**
 * Tries, for some half a second, until an empty file counts as meant to be empty. Most programs empty a file before
 * they fill it; writing in between would lose their text or ours.
 */
const triesUntilFilled = 40;

/** First and longest wait before a failed write is tried again, in milliseconds. */
const [firstWait, longestWait] = [2000, 60_000];

/** Writes what is pending of one source into its sidecar. */
export class SidecarWriter {
  private readonly name: string;
  private running: Promise<void> | undefined;
  /** The wait before the next try; without a timer while the try runs that it was set for. */
  private retry: { readonly wait: number; readonly timer?: ReturnType<typeof setTimeout> } | undefined;

  constructor(
    private readonly source: vscode.Uri,
    private readonly around: Surroundings,
    private readonly tell: Outcomes,
  ) {
    this.name = source.toString();
  }

  /** Writes what is pending. Always resolves, once it is on the disk or held back. */
  write(): Promise<void> {
    const run = (this.running ?? Promise.resolve()).then(() => this.drain()).catch(report);
    const done = run.finally(() => {
      if (this.running === done) this.running = undefined;
    });
    return (this.running = done);
  }

  /** Resolves at the end of the write under way; undefined where there is none. */
  get underWay(): Promise<void> | undefined {
    return this.running;
  }

  private get log(): ActionLog {
    return this.around.store.log;
  }

  private set log(log: ActionLog) {
    this.around.store.setLog(log);
  }

  dispose(): void {
    clearTimeout(this.retry?.timer);
  }

  private async drain(): Promise<void> {
    for (let tries = 1; ; tries++) {
      if (isInDoubt(this.log, this.name)) await this.recover();
      if (pendingIn(this.log, this.name).length === 0) return this.release();
      const outcome = await this.attempt(tries < triesUntilFilled);
      if (outcome === 'again' && tries < mostTries) {
        // Other programs write, too: ever longer waits let them finish.
        await wait(Math.random() * Math.min(tries, 50));
        continue;
      }
      if (outcome)
        return this.hold(outcome === 'again' ? { source: this.source, why: 'failed', error: restless() } : outcome);
    }
  }

  /** Tries once: undefined where it is done, `again` where the file changed meanwhile, or is perhaps being filled. */
  private async attempt(mayWait: boolean): Promise<Held | 'again' | undefined> {
    const { source, name } = this;
    const sheet = this.around.store.get(name);
    try {
      const uri = sidecarOf(source);
      const file = await readNow(uri, sheet?.sidecar);
      const isEmpty = file?.bytes?.length === 0;
      if (mayWait && isEmpty) return 'again';
      if (!file && !(await exists(source))) return { source, why: 'gone' };
      const sidecar = file && !isEmpty ? file.sidecar : readSidecar(newSidecar(baseName(source)));
      const isUnsaved = openDocument(uri)?.isDirty === true;
      const onDisk = isUnsaved ? await readOnDisk(uri) : (file?.sidecar.text ?? '');
      if (isUnsaved && !this.isWithAll(uri, sidecar)) return 'again';
      // Nothing is awaited between here and the note in the log that this batch is being written: more could be added.
      const batch = pendingIn(this.log, name);
      const revised = revise(sidecar, batch, removedFrom(this.log, name));
      if (revised.refused) return { source, why: revised.refused };
      const { changes, after: next, collisions, removed } = revised;
      const write: Write = { before: fingerprint(onDisk), after: fingerprint(next.text), isUnsaved };
      this.log = begun(this.log, name, write, removed);
      // Stored before the write: the window may be closed before the disk answers.
      await this.around.journal.settled();
      if (!(await changeSidecar(this.around.platform, uri, { sidecar, bytes: file?.bytes }, changes)))
        return this.unbegun('again');
      this.note(uri, write, isUnsaved);
      if (collisions.length > 0) this.tell.collided.fire({ source, collisions });
      await this.put(sheet, next, uri);
      return undefined;
    } catch (error) {
      return this.unbegun({ source, why: 'failed', error });
    }
  }

  /** Notes in the log what a document with unsaved edits lacks of the file. False where the document has changed meanwhile. */
  private isWithAll(uri: vscode.Uri, sidecar: Sidecar): boolean {
    if (openDocument(uri)?.getText() !== sidecar.text) return false;
    const log = seenIn(this.log, this.name, { sidecar, isUnsaved: true });
    if (log === this.log) return true;
    this.log = log;
    this.lay();
    return true;
  }

  private unbegun<T>(outcome: T): T {
    this.log = notWritten(this.log, this.name);
    return outcome;
  }

  /** Notes in the log that a write is done: whether it is saved depends on the editor that shows the file, if any. */
  private note(uri: vscode.Uri, write: Write, isUnsaved: boolean): void {
    const { name } = this;
    const open = openDocument(uri);
    if (isUnsaved) {
      this.log = written(this.log, name, write, 'in the file');
      // It may have been thrown away at the same moment.
      if (!open?.isDirty) this.tell.lookSoon(uri);
      return;
    }
    const shown = open && fingerprint(open.getText());
    const isBehind = shown !== undefined && (shown !== write.after || isUnread(this.log, name));
    this.log = isBehind
      ? written(this.log, name, write, 'in the file', shown)
      : written(this.log, name, write, 'saved');
    if (open?.isDirty && isBehind) this.tell.lookSoon(uri);
  }

  /** Notes what an editor shows, which only this moment tells. What was thrown away is written once the editor is at rest. */
  noteShown(text: string | undefined): void {
    this.log = shownIn(this.log, this.name, text);
  }

  /** Compares the log with what an editor of a sidecar holds, and writes what was lost. */
  async look(uri: vscode.Uri, isMeant: boolean): Promise<void> {
    const { name } = this;
    const before = this.log;
    if (isHeldByEditor(before, name)) {
      const open = openDocument(uri);
      const known = this.around.store.get(name)?.sidecar;
      const sidecar = open ? readAgain(open.getText(), known) : (await readNow(uri, known))?.sidecar;
      this.log = seenIn(this.log, name, { sidecar, isUnsaved: open?.isDirty === true, isMeant });
    }
    // What was thrown away has been pending since then.
    if (this.log === before && pendingIn(before, name).length === 0) return;
    this.lay();
    await this.write();
  }

  /** Compares the log with what a closed window may have written. */
  private async recover(): Promise<void> {
    const seen = await this.seenNow();
    if (!seen) return;
    const { log, asked } = recovered(this.log, this.name, seen);
    this.log = log;
    this.lay();
    if (asked.length > 0) this.tell.asked.fire({ source: this.source, revisions: asked });
  }

  /** Must be called with the person's answer to `onDidAsk`: whether to do the revisions again. */
  async answer(putBack: boolean): Promise<void> {
    const seen = await this.seenNow();
    if (!seen) return;
    this.log = answered(this.log, this.name, putBack, seen);
    this.lay();
    await this.write();
  }

  /** A sidecar's present state; undefined where it can't be read, or is perhaps being filled. */
  private async seenNow(): Promise<Seen | undefined> {
    const file = await readNow(sidecarOf(this.source), this.around.store.get(this.name)?.sidecar);
    if (file?.bytes?.length === 0 || (file && file.sidecar.state !== 'writable')) return undefined;
    return { sidecar: file?.sidecar, isUnsaved: file !== undefined && file.bytes === undefined };
  }

  /** Applies what is pending now to a source's sidecar. */
  private lay(): void {
    const { store } = this.around;
    const pending = pendingIn(this.log, this.name);
    const sheet = store.get(this.name) ?? newSheet(this.name);
    if (pending.length > 0) store.set(withSidecar(sheet, sheet.sidecar, pending), 'person');
  }

  /** Puts what was written into the store. If the file was read meanwhile, it is read again, since either may be newer. */
  private async put(then: Sheet | undefined, next: Sidecar, uri: vscode.Uri): Promise<void> {
    const { store, sidecars } = this.around;
    const now = store.get(this.name);
    if (!now) return;
    store.set(withSidecar(now, next, pendingIn(this.log, this.name)), 'disk');
    if (now.sidecar !== then?.sidecar) await sidecars.reload(uri);
  }

  private hold(held: Held): void {
    this.tell.held.fire(held);
    if (held.why !== 'failed' && held.why !== 'gone') return;
    // What people do meanwhile is written with the next try, and does not delay it.
    if (this.retry?.timer) return;
    const wait = this.retry ? Math.min(longestWait, 2 * this.retry.wait) : firstWait;
    const timer = setTimeout(() => {
      this.retry = { wait };
      void this.write();
    }, wait);
    this.retry = { wait, timer };
  }

  private release(): void {
    this.dispose();
    this.retry = undefined;
    this.tell.released.fire(this.source);
  }
}

/** What people did stays in the store and is tried again. */
function report(error: unknown): void {
  console.warn('Claimmark could not write.', error);
}
