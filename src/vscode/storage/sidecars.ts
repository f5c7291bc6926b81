import * as vscode from 'vscode';
import { afterPause } from '../ui/debounce';
import { differenceOf } from '../../core/text/change';
import { pendingIn } from '../../core/state/log';
import { newSheet, withSidecar } from '../../core/state/sheet';
import { readSidecar, readSidecarBytes, reread, type Sidecar } from '../../core/sidecar/read';
import { decodeWithMark } from '../../core/text/encoding';
import type { Store } from '../../core/state/store';
import { exists, findSidecars, readIfThere } from './files';
import { isSidecar, sidecarOf, sourceApart, sourceOf, suffix, worksApart } from '../ui/names';
import { onDidClose, openDocument } from '../ui/open';
import type { Platform } from '../ui/platform';
import { sidecarElsewhere } from './readSource';

export interface SidecarFile {
  readonly sidecar: Sidecar;
  /** What stands on the disk; undefined where the text is that of a document with unsaved edits. */
  readonly bytes: Uint8Array | undefined;
}

/** How many sidecars are asked for at a time. Each is read in a turn of its own, so that typing comes between. */
const atOnce = 8;

/** Sidecars on the disk and in open editors, read into the store. */
export interface Sidecars {
  /** Reads a source's sidecar if it has one and it is not in the store yet. Rejects with what the file system says. */
  load(sidecar: vscode.Uri): Promise<void>;
  /** Reads every sidecar of the workspace, a few at a time; the store fills while it runs. */
  loadAll(progress?: vscode.CancellationToken): Promise<void>;
  /** Reads a sidecar once more, whatever the store holds. */
  reload(sidecar: vscode.Uri): Promise<void>;
}

/** A sidecar as it is now: with a person's unsaved edits where it is open with such, else as on the disk; undefined where there is none. */
export async function readNow(uri: vscode.Uri, known: Sidecar | undefined): Promise<SidecarFile | undefined> {
  const open = openDocument(uri);
  if (open?.isDirty) return { sidecar: readAgain(open.getText(), known), bytes: undefined };
  const bytes = await readIfThere(uri);
  return bytes && { sidecar: readOf(bytes, known), bytes };
}

function readOf(bytes: Uint8Array, known: Sidecar | undefined): Sidecar {
  const decoded = decodeWithMark(bytes);
  const isUtf8 = 'text' in decoded && decoded.encoding === 'utf-8';
  return isUtf8 ? readAgain(decoded.text, known) : readSidecarBytes(bytes);
}

/** What a sidecar's file holds, whatever its editor shows; empty where there is none. */
export async function readOnDisk(uri: vscode.Uri): Promise<string> {
  const bytes = await readIfThere(uri);
  return bytes ? readOf(bytes, undefined).text : '';
}

/** The text read; where most of it is known already, only what differs is read anew. */
export function readAgain(text: string, known: Sidecar | undefined): Sidecar {
  if (!known) return readSidecar(text);
  return known.text === text ? known : reread(known, differenceOf(known.text, text));
}

export function createSidecars(store: Store, platform: Platform): Sidecars & vscode.Disposable {
  async function reload(uri: vscode.Uri): Promise<void> {
    const source = sourceOf(uri).toString();
    // Where annotators work apart, what others wrote is not looked at.
    if (sidecarOf(sourceOf(uri)).toString() !== uri.toString()) return;
    const known = store.get(source)?.sidecar;
    const read = await readNow(uri, known);
    const isElsewhere = !known && read !== undefined && (await sidecarElsewhere(uri, platform)) !== undefined;
    const file = read && (isElsewhere || (await isApart(uri, read.sidecar.source))) ? undefined : read;
    // Whose file it is was answered by settings that may be others by now.
    if (sourceOf(uri).toString() !== source) return reload(uri);
    const sheet = store.get(source) ?? newSheet(source);
    // What was read while the writer wrote is older than what it has put into the store.
    if (sheet.sidecar !== known) return reload(uri);
    if (sheet.sidecar?.text === file?.sidecar.text) return;
    const pending = pendingIn(store.log, source);
    if (!file && !sheet.open && pending.length === 0) store.delete(source);
    else store.set(withSidecar(sheet, file?.sidecar, pending), 'disk');
  }

  const queued = oneAtATime(reload);

  async function loadAll(cancelled?: vscode.CancellationToken): Promise<void> {
    const files = [...(await findSidecars(cancelled))];
    const readNext = async (): Promise<void> => {
      for (let uri = files.shift(); uri && !cancelled?.isCancellationRequested; uri = files.shift()) {
        await load(uri).catch(report);
        await platform.pause();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, readNext));
  }

  const load = (uri: vscode.Uri): Promise<void> =>
    store.get(sourceOf(uri).toString())?.sidecar ? Promise.resolve() : queued(uri);
  const watching = vscode.Disposable.from(
    watch(store, queued),
    lookAgain(store, queued),
    onOtherFiles(() => void switchOver(store, { loadAll, reload: queued }).catch(report)),
  );
  return { load, loadAll, reload: queued, dispose: () => watching.dispose() };
}

/** One read at a time for each sidecar: what comes while one runs waits for it, since the later read is the truer. */
function oneAtATime(read: (uri: vscode.Uri) => Promise<void>): (uri: vscode.Uri) => Promise<void> {
  const reading = new Map<string, Promise<void>>();
  return (uri) => {
    const name = uri.toString();
    const before = reading.get(name) ?? Promise.resolve();
    const run = before.catch(() => undefined).then(() => read(uri));
    const done = run.finally(() => reading.get(name) === done && reading.delete(name));
    reading.set(name, done);
    return done;
  };
}

/**
 * Whether a sidecar is one that an annotator of another source keeps apart. Where that source is not there and its own
 * is, it merely names its source by a former name: `article.md` was `article`.
 */
async function isApart(sidecar: vscode.Uri, named: string | undefined): Promise<boolean> {
  const source = sourceOf(sidecar);
  const other = sourceApart(sidecar, named);
  if (!other || other.toString() === source.toString()) return false;
  return (await exists(other)) || !(await exists(source));
}

/** How long a watcher may take until it sees what changes, in milliseconds. */
const untilWatched = 2000;

/**
 * Reads again what is shown where it may have changed unseen: before the watcher stood, while the person was elsewhere
 * or looked at another file, and just after it was written, since a watcher tells nothing of a file that is made and
 * deleted in one breath.
 */
function lookAgain(store: Store, reload: (uri: vscode.Uri) => Promise<void>): vscode.Disposable {
  const fire = (): void => {
    for (const { document } of vscode.window.visibleTextEditors)
      if (store.get(document.uri.toString())?.open) void reload(sidecarOf(document.uri)).catch(report);
  };
  const looking = afterPause(untilWatched, fire);
  looking.soon();
  return vscode.Disposable.from(
    store.onDidChange(({ origin }) => origin === 'disk' && looking.soon()),
    vscode.window.onDidChangeVisibleTextEditors(fire),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && fire()),
    looking,
  );
}

/** Fires when other sidecars than before are to be read and written. */
export function onOtherFiles(fire: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    const byName = worksApart() && event.affectsConfiguration('claimmark.author');
    const isOther = ['separateFiles', 'adjudicator'].some((name) =>
      event.affectsConfiguration(`claimmark.review.${name}`),
    );
    if (byName || isOther) fire();
  });
}

/** Reads what is to be read now. Sources of which something is not on the disk yet stay as they are. */
async function switchOver(store: Store, { loadAll, reload }: Pick<Sidecars, 'loadAll' | 'reload'>): Promise<void> {
  const settled = store.all().filter(({ source }) => pendingIn(store.log, source).length === 0);
  await Promise.allSettled(settled.map(({ source }) => reload(sidecarOf(vscode.Uri.parse(source)))));
  await loadAll();
}

/** How long a change of a document waits, in milliseconds: the editor tells of it before it calls the document unsaved. */
export const afterEdit = 50;

/** Reads again what changes on the disk or in an open sidecar's editor. */
function watch(store: Store, reload: (uri: vscode.Uri) => Promise<void>): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(`**/*${suffix}`);
  // Of a folder that is deleted nothing is told but its own name.
  const folders = vscode.workspace.createFileSystemWatcher('**/*', true, true, false);
  const again = (uri: vscode.Uri): void => void reload(uri).catch(report);
  const allIn = (folder: vscode.Uri): void => {
    const inside = store.all().filter(({ source }) => source.startsWith(`${folder.toString()}/`));
    for (const { source } of inside) again(sidecarOf(vscode.Uri.parse(source)));
  };
  const edited = afterPause(afterEdit, (name) => again(vscode.Uri.parse(name)));
  const soon = ({ uri }: vscode.TextDocument): void => void (isSidecar(uri) && edited.soon(uri.toString()));
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(again),
    watcher.onDidCreate(again),
    watcher.onDidDelete(again),
    folders,
    folders.onDidDelete(allIn),
    vscode.workspace.onDidChangeTextDocument(({ document }) => soon(document)),
    vscode.workspace.onDidSaveTextDocument(soon),
    onDidClose(soon),
    edited,
  );
}

/** A file that vanished or can't be read now is read again when it changes; meanwhile the store keeps what it knows. */
function report(error: unknown): void {
  console.warn('Claimmark could not read a sidecar.', error);
}
