import * as vscode from 'vscode';
import { emitter } from '../../core/state/event';
import type { Revision } from '../../core/model/action';
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
import { pendingIn, unsavedSources, withNames, type Write } from '../../core/state/log';
import { newSheet, withSidecar, type Sheet } from '../../core/state/sheet';
import { readSidecar, type Sidecar } from '../../core/sidecar/read';
import { toUsualForm } from '../../core/sidecar/usualForm';
import { newSidecar, revise, type Collision, type Refusal } from '../../core/sidecar/write';
import type { Store } from '../../core/state/store';
import { applyChanges, type Change } from '../../core/text/change';
import { fingerprint } from '../../core/text/hashes';
import { toRange } from '../ui/convert';
import { gathered } from '../ui/debounce';
import { exists, restless } from './files';
import { baseName, isSidecar, sidecarOf, sourceOf } from '../ui/names';
import { onDidClose, openDocument } from '../ui/open';
import type { Platform } from '../ui/platform';
import { wait } from '../ui/timeSlices';
import { afterEdit, readAgain, readNow, readOnDisk, type SidecarFile, type Sidecars } from './sidecars';

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

interface Collided {
  readonly source: vscode.Uri;
  readonly collisions: readonly Collision[];
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

/** Writes people's revisions to the disk, merged into what is there at that moment, whole or not at all. */
export class Writer implements vscode.Disposable {
  private readonly held = emitter<Held>();
  private readonly released = emitter<vscode.Uri>();
  private readonly collided = emitter<Collided>();
  private readonly asked = emitter<Asked>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly preparing = new Set<Promise<void>>();
  /** Waits by source; without a timer while the try runs that it was set for. */
  private readonly retries = new Map<
    string,
    { readonly wait: number; readonly timer?: ReturnType<typeof setTimeout> }
  >();
  /** An editor reports a change before it marks the document unsaved, and a save last. */
  private readonly edited = gathered(afterEdit, (names) =>
    Promise.all([...names].map((name) => this.look(vscode.Uri.parse(name), false))),
  );
  private readonly listening: vscode.Disposable;
  readonly onDidHold = this.held.event;
  /** Fired when all revisions of a source are on the disk. */
  readonly onDidRelease = this.released.event;
  /** Fired when two people changed the same field. The later revision stays; of prose, both do. */
  readonly onDidCollide = this.collided.event;
  /** Fired at each look at a source with revisions in doubt. */
  readonly onDidAsk = this.asked.event;

  constructor(
    private readonly store: Store,
    private readonly sidecars: Sidecars,
    private readonly platform: Platform,
    /** Stores the log where it survives the window; resolves once it is stored. */
    private readonly journal: { settled(): Promise<void> },
  ) {
    const soon = ({ uri }: vscode.TextDocument): void => void (isSidecar(uri) && this.edited.soon(uri.toString()));
    const changed = (document: vscode.TextDocument, text: string | undefined): void => {
      if (isSidecar(document.uri)) this.noteShown(sourceOf(document.uri).toString(), text);
      soon(document);
    };
    this.listening = vscode.Disposable.from(
      this.edited,
      store.onDidChange(({ source, origin }) => {
        // The file may be readable or writable again, so held revisions are tried now.
        if (origin !== 'disk' || this.running.has(source)) return;
        if (pendingIn(store.log, source).length > 0 || isInDoubt(store.log, source))
          void this.write(vscode.Uri.parse(source));
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => changed(document, document.getText())),
      onDidClose((document) => changed(document, undefined)),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => void (isSidecar(uri) && this.look(uri, true).catch(report))),
    );
  }

  dispose(): void {
    this.listening.dispose();
    this.retries.forEach(({ timer }) => clearTimeout(timer));
  }

  /** Writes the pending revisions of a source. Always resolves, once they are on the disk or held back. */
  write(source: vscode.Uri): Promise<void> {
    const name = source.toString();
    const run = (this.running.get(name) ?? Promise.resolve()).then(() => this.drain(source)).catch(report);
    const done = run.finally(() => this.running.get(name) === done && this.running.delete(name));
    this.running.set(name, done);
    return done;
  }

  /** Must be called before a source, or a folder of sources, is renamed in the editor: unsaved sidecars move at once. */
  moving(from: vscode.Uri, to: vscode.Uri): void {
    this.store.setLog(withNames(this.store.log, renaming(from, to), 'in the file'));
  }

  /** Runs work that will end in a write; `writeAll` waits for it. */
  async prepare(work: () => Promise<void>): Promise<void> {
    const doing = work().catch(report);
    this.preparing.add(doing);
    await doing;
    this.preparing.delete(doing);
  }

  /** Puts a sidecar into the usual form, and writes what was pending for that. False where it can't be done. */
  async putInUsualForm(source: vscode.Uri): Promise<boolean> {
    const uri = sidecarOf(source);
    const file = await readNow(uri, undefined);
    const changes = file && toUsualForm(file.sidecar);
    if (!changes || !(await changeSidecar(this.platform, uri, file, changes))) return false;
    await this.write(source);
    return true;
  }

  /** Tries held revisions again, and resolves once all writing that has begun is done. */
  async writeAll(): Promise<void> {
    await Promise.all(this.preparing);
    const { log } = this.store;
    const waiting = [...unsavedSources(log)].filter(
      (source) => pendingIn(log, source).length > 0 || isInDoubt(log, source),
    );
    await Promise.all([...this.running.values(), ...waiting.map((source) => this.write(vscode.Uri.parse(source)))]);
    await this.journal.settled();
  }

  private async drain(source: vscode.Uri): Promise<void> {
    const name = source.toString();
    for (let tries = 1; ; tries++) {
      if (isInDoubt(this.store.log, name)) await this.recover(source);
      if (pendingIn(this.store.log, name).length === 0) return this.release(source);
      const outcome = await this.attempt(source, tries < triesUntilFilled);
      if (outcome === 'again' && tries < mostTries) {
        // Other programs write, too: ever longer waits let them finish.
        await wait(Math.random() * Math.min(tries, 50));
        continue;
      }
      if (outcome) return this.hold(outcome === 'again' ? { source, why: 'failed', error: restless() } : outcome);
    }
  }

  /** Tries once: undefined where it is done, `again` where the file changed meanwhile, or is perhaps being filled. */
  private async attempt(source: vscode.Uri, mayWait: boolean): Promise<Held | 'again' | undefined> {
    const name = source.toString();
    const sheet = this.store.get(name);
    try {
      const uri = sidecarOf(source);
      const file = await readNow(uri, sheet?.sidecar);
      const isEmpty = file?.bytes?.length === 0;
      if (mayWait && isEmpty) return 'again';
      if (!file && !(await exists(source))) return { source, why: 'gone' };
      const sidecar = file && !isEmpty ? file.sidecar : readSidecar(newSidecar(baseName(source)));
      const isUnsaved = openDocument(uri)?.isDirty === true;
      const onDisk = isUnsaved ? await readOnDisk(uri) : (file?.sidecar.text ?? '');
      if (isUnsaved && !this.isWithAll(name, uri, sidecar)) return 'again';
      // Nothing is awaited between here and the note in the log that this batch is being written: more could be added.
      const batch = pendingIn(this.store.log, name);
      const revised = revise(sidecar, batch, removedFrom(this.store.log, name));
      if (revised.refused) return { source, why: revised.refused };
      const { changes, after: next, collisions, removed } = revised;
      const write: Write = { before: fingerprint(onDisk), after: fingerprint(next.text), isUnsaved };
      this.store.setLog(begun(this.store.log, name, write, removed));
      // Stored before the write: the window may be closed before the disk answers.
      await this.journal.settled();
      if (!(await changeSidecar(this.platform, uri, { sidecar, bytes: file?.bytes }, changes)))
        return this.unbegun(name, 'again');
      this.note(name, uri, write, isUnsaved);
      if (collisions.length > 0) this.collided.fire({ source, collisions });
      await this.put(name, sheet, next, uri);
      return undefined;
    } catch (error) {
      return this.unbegun(name, { source, why: 'failed', error });
    }
  }

  /** Notes in the log what a document with unsaved edits lacks of the file. False where the document has changed meanwhile. */
  private isWithAll(name: string, uri: vscode.Uri, sidecar: Sidecar): boolean {
    if (openDocument(uri)?.getText() !== sidecar.text) return false;
    const log = seenIn(this.store.log, name, { sidecar, isUnsaved: true });
    if (log === this.store.log) return true;
    this.store.setLog(log);
    this.lay(name);
    return true;
  }

  private unbegun<T>(name: string, outcome: T): T {
    this.store.setLog(notWritten(this.store.log, name));
    return outcome;
  }

  /** Notes in the log that a write is done: whether it is saved depends on the editor that shows the file, if any. */
  private note(name: string, uri: vscode.Uri, write: Write, isUnsaved: boolean): void {
    const open = openDocument(uri);
    if (isUnsaved) {
      this.store.setLog(written(this.store.log, name, write, 'in the file'));
      // It may have been thrown away at the same moment.
      if (!open?.isDirty) this.edited.soon(uri.toString());
      return;
    }
    const shown = open && fingerprint(open.getText());
    const isBehind = shown !== undefined && (shown !== write.after || isUnread(this.store.log, name));
    if (isBehind) this.store.setLog(written(this.store.log, name, write, 'in the file', shown));
    else this.store.setLog(written(this.store.log, name, write, 'saved'));
    if (open?.isDirty && isBehind) this.edited.soon(uri.toString());
  }

  /** Notes what an editor shows, which only this moment tells. What was thrown away is written once the editor is at rest. */
  private noteShown(name: string, text: string | undefined): void {
    this.store.setLog(shownIn(this.store.log, name, text));
  }

  /** Compares the log with what an editor of a sidecar holds, and writes what was lost. */
  private async look(uri: vscode.Uri, isMeant: boolean): Promise<void> {
    const source = sourceOf(uri);
    const name = source.toString();
    const before = this.store.log;
    if (isHeldByEditor(before, name)) {
      const open = openDocument(uri);
      const known = this.store.get(name)?.sidecar;
      const sidecar = open ? readAgain(open.getText(), known) : (await readNow(uri, known))?.sidecar;
      this.store.setLog(seenIn(this.store.log, name, { sidecar, isUnsaved: open?.isDirty === true, isMeant }));
    }
    // What was thrown away has been pending since then.
    if (this.store.log === before && pendingIn(before, name).length === 0) return;
    this.lay(name);
    await this.write(source);
  }

  /** Compares the log with what a closed window may have written. */
  private async recover(source: vscode.Uri): Promise<void> {
    const seen = await this.seenNow(source);
    if (!seen) return;
    const { log, asked } = recovered(this.store.log, source.toString(), seen);
    this.store.setLog(log);
    this.lay(source.toString());
    if (asked.length > 0) this.asked.fire({ source, revisions: asked });
  }

  /** Must be called with the person's answer to `onDidAsk`: whether to do the revisions again. */
  async answer(source: vscode.Uri, putBack: boolean): Promise<void> {
    const seen = await this.seenNow(source);
    if (!seen) return;
    this.store.setLog(answered(this.store.log, source.toString(), putBack, seen));
    this.lay(source.toString());
    await this.write(source);
  }

  /** A sidecar's present state; undefined where it can't be read, or is perhaps being filled. */
  private async seenNow(source: vscode.Uri): Promise<Seen | undefined> {
    const file = await readNow(sidecarOf(source), this.store.get(source.toString())?.sidecar);
    if (file?.bytes?.length === 0 || (file && file.sidecar.state !== 'writable')) return undefined;
    return { sidecar: file?.sidecar, isUnsaved: file !== undefined && file.bytes === undefined };
  }

  /** Applies what is pending now to a source's sidecar. */
  private lay(name: string): void {
    const pending = pendingIn(this.store.log, name);
    const sheet = this.store.get(name) ?? newSheet(name);
    if (pending.length > 0) this.store.set(withSidecar(sheet, sheet.sidecar, pending), 'person');
  }

  /** Puts what was written into the store. If the file was read meanwhile, it is read again, since either may be newer. */
  private async put(name: string, then: Sheet | undefined, next: Sidecar, uri: vscode.Uri): Promise<void> {
    const now = this.store.get(name);
    if (!now) return;
    this.store.set(withSidecar(now, next, pendingIn(this.store.log, name)), 'disk');
    if (now.sidecar !== then?.sidecar) await this.sidecars.reload(uri);
  }

  private hold(held: Held): void {
    this.held.fire(held);
    if (held.why !== 'failed' && held.why !== 'gone') return;
    const name = held.source.toString();
    const before = this.retries.get(name);
    // What people do meanwhile is written with the next try, and does not delay it.
    if (before?.timer) return;
    const wait = before ? Math.min(longestWait, 2 * before.wait) : firstWait;
    const timer = setTimeout(() => {
      this.retries.set(name, { wait });
      void this.write(held.source);
    }, wait);
    this.retries.set(name, { wait, timer });
  }

  private release(source: vscode.Uri): void {
    const name = source.toString();
    clearTimeout(this.retries.get(name)?.timer);
    this.retries.delete(name);
    this.released.fire(source);
  }
}

/**
 * Changes a sidecar that was just read: in the file, or through its document if necessary. False, with nothing changed,
 * where it is no longer what was read. Rejects with the error of the file system.
 */
export async function changeSidecar(
  platform: Platform,
  uri: vscode.Uri,
  { sidecar, bytes }: SidecarFile,
  changes: readonly Change[],
): Promise<boolean> {
  if (changes.length === 0) return true;
  const document = documentToWrite(uri, sidecar.text);
  if (document) return writeThrough(document, sidecar.text, changes);
  return platform.replaceFile(uri, bytes, new TextEncoder().encode(applyChanges(sidecar.text, changes)));
}

/**
 * The document through which a sidecar must be changed: one with unsaved edits, and, if files are not on a disk, one
 * that is visible, since its editor may not notice a change of the file. A file on a disk is never saved through the
 * editor, which empties it before it fills it, and takes a full disk for success.
 */
function documentToWrite(uri: vscode.Uri, text: string): vscode.TextDocument | undefined {
  const open = openDocument(uri);
  if (open?.isDirty) return open;
  if (uri.scheme === 'file') return undefined;
  const visible = vscode.window.visibleTextEditors.some(({ document }) => document === open);
  return visible && open?.getText() === text ? open : undefined;
}

/** Changes an open sidecar through its document. A clean one is saved again; one with a person's own edits is left unsaved. */
async function writeThrough(
  document: vscode.TextDocument,
  before: string,
  changes: readonly Change[],
): Promise<boolean> {
  const clean = !document.isDirty;
  if (document.getText() !== before) return false;
  const edit = new vscode.WorkspaceEdit();
  for (const change of changes) edit.replace(document.uri, toRange(document, change), change.text);
  // An edit that comes too late is refused.
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  if (clean && !(await document.save())) throw new Error(vscode.l10n.t('The open sidecar could not be saved.'));
  return true;
}

/** Returns the new name of a source after a source, or a folder, was renamed. */
export function renaming(from: vscode.Uri, to: vscode.Uri): (source: string) => string {
  const [old, now] = [from.toString(), to.toString()];
  return (source) => (source === old || source.startsWith(`${old}/`) ? now + source.slice(old.length) : source);
}

/** What people did stays in the store and is tried again. */
function report(error: unknown): void {
  console.warn('Claimmark could not write.', error);
}
