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
  /** The bytes on the disk; undefined where the text is that of a document with unsaved edits. */
  readonly bytes: Uint8Array | undefined;
}

/** How many sidecars are requested at a time. Each is read in a turn of its own, so that typing is not held up. */
const atOnce = 8;

/** Sidecars on the disk and in open editors, read into the store. */
export interface Sidecars {
  /** Reads a source's sidecar if there is one that is not in the store yet. Rejects with the error of the file system. */
  load(sidecar: vscode.Uri): Promise<void>;
  /** Reads every sidecar of the workspace, a few at a time; the store fills while it runs. */
  loadAll(progress?: vscode.CancellationToken): Promise<void>;
  /** Reads a sidecar again, even if the store has it. */
  reload(sidecar: vscode.Uri): Promise<void>;
}

/** A sidecar's present state, with a person's unsaved edits if it is open with any; undefined where there is none. */
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

/** The text of a sidecar's file, even if its editor shows another; empty where there is none. */
export async function readOnDisk(uri: vscode.Uri): Promise<string> {
  const bytes = await readIfThere(uri);
  return bytes ? readOf(bytes, undefined).text : '';
}

/** Parses a text; if most of it is known already, only the difference is parsed again. */
export function readAgain(text: string, known: Sidecar | undefined): Sidecar {
  if (!known) return readSidecar(text);
  return known.text === text ? known : reread(known, differenceOf(known.text, text));
}

export function createSidecars(store: Store, platform: Platform): Sidecars & vscode.Disposable {
  async function reload(uri: vscode.Uri): Promise<void> {
    const source = sourceOf(uri).toString();
    // If annotators work apart, the sidecars of others are not read.
    if (sidecarOf(sourceOf(uri)).toString() !== uri.toString()) return;
    const known = store.get(source)?.sidecar;
    const read = await readNow(uri, known);
    const isElsewhere = !known && read !== undefined && (await sidecarElsewhere(uri, platform)) !== undefined;
    const file = read && (isElsewhere || (await isApart(uri, read.sidecar.source))) ? undefined : read;
    // The settings that assign a file to its source may have changed meanwhile.
    if (sourceOf(uri).toString() !== source) return reload(uri);
    const sheet = store.get(source) ?? newSheet(source);
    // A text read while the writer wrote is older than what the writer put into the store.
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

/** Reads each sidecar once at a time: a request during a read waits for its end, since the later read is the truer one. */
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
 * Whether a sidecar is another source's separate one, kept by an annotator. If that source is missing and its own is
 * not, the sidecar merely names its source by a former name: `article.md` was `article`.
 */
async function isApart(sidecar: vscode.Uri, named: string | undefined): Promise<boolean> {
  const source = sourceOf(sidecar);
  const other = sourceApart(sidecar, named);
  if (!other || other.toString() === source.toString()) return false;
  return (await exists(other)) || !(await exists(source));
}

/** How long a watcher may take until it reports changes, in milliseconds. */
const untilWatched = 2000;

/**
 * Reads the sidecars of visible sources again when a change may have been missed: before the watcher worked, while the
 * window was in the background or another file was shown, and just after a write, since a watcher reports nothing of a
 * file created and deleted at once.
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

/** Fires when settings change so that other sidecars are to be read and written. */
export function onOtherFiles(fire: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    const byName = worksApart() && event.affectsConfiguration('claimmark.author');
    const isOther = ['separateFiles', 'adjudicator'].some((name) =>
      event.affectsConfiguration(`claimmark.review.${name}`),
    );
    if (byName || isOther) fire();
  });
}

/** Reads the sidecars after such a change. Sources with pending revisions stay as they are. */
async function switchOver(store: Store, { loadAll, reload }: Pick<Sidecars, 'loadAll' | 'reload'>): Promise<void> {
  const settled = store.all().filter(({ source }) => pendingIn(store.log, source).length === 0);
  await Promise.allSettled(settled.map(({ source }) => reload(sidecarOf(vscode.Uri.parse(source)))));
  await loadAll();
}

/** How long a change of a document waits, in milliseconds: the editor reports it before it marks the document unsaved. */
export const afterEdit = 50;

/** Reads sidecars again when they change on the disk or in an editor. */
function watch(store: Store, reload: (uri: vscode.Uri) => Promise<void>): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(`**/*${suffix}`);
  // Of a deleted folder only its own name is reported.
  const folders = vscode.workspace.createFileSystemWatcher('**/*', true, true, false);
  const startReload = (uri: vscode.Uri): void => void reload(uri).catch(report);
  const allIn = (folder: vscode.Uri): void => {
    const inside = store.all().filter(({ source }) => source.startsWith(`${folder.toString()}/`));
    for (const { source } of inside) startReload(sidecarOf(vscode.Uri.parse(source)));
  };
  const edited = afterPause(afterEdit, (name) => startReload(vscode.Uri.parse(name)));
  const soon = ({ uri }: vscode.TextDocument): void => void (isSidecar(uri) && edited.soon(uri.toString()));
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(startReload),
    watcher.onDidCreate(startReload),
    watcher.onDidDelete(startReload),
    folders,
    folders.onDidDelete(allIn),
    vscode.workspace.onDidChangeTextDocument(({ document }) => soon(document)),
    vscode.workspace.onDidSaveTextDocument(soon),
    onDidClose(soon),
    edited,
  );
}

/** A file that vanished or can't be read is read again when it changes; until then the store keeps its state. */
function report(error: unknown): void {
  console.warn('Claimmark could not read a sidecar.', error);
}
