import * as vscode from 'vscode';
import { annotatorOf, sidecarPath, sourcePath } from '../../core/sidecar/path';
import { revise } from '../../core/sidecar/write';
import { pendingIn, withNames, withUpkeep, type Step } from '../../core/state/log';
import { newSheet, withSidecar } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { oneAfterAnother } from '../ui/debounce';
import { warn } from '../ui/dialogs';
import { exists } from './files';
import { followApart, referenceSteps, References, type Move } from './references';
import { baseName, isSidecar, placeOf, sidecarOf, sourceOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { readNow, type Sidecars } from './sidecars';
import { changeSidecar } from './changeSidecar';
import { renaming, type Writer } from './writer';

/** Keeps sidecars beside their sources. */
export interface Mover {
  /** The moves of a source's sidecars when it is moved: of the shared one and of the separate ones of annotators. */
  companions(move: Move): Promise<readonly Move[]>;
  /** Makes moved sidecars name their sources anew, and moves sheets and pending revisions to the new names. */
  settleIn(moves: readonly Move[]): Promise<void>;
}

interface MoverParts {
  readonly store: Store;
  readonly sidecars: Sidecars;
  readonly writer: Writer;
  readonly platform: Platform;
}

export function createMover({ store, sidecars, writer, platform }: MoverParts): Mover {
  async function companions({ oldUri, newUri }: Move): Promise<readonly Move[]> {
    const name = baseName(oldUri);
    const found = await sidecarsBeside(oldUri, name);
    return found.map((sidecar) => {
      const ending = baseName(sidecar).slice(name.length);
      return { oldUri: sidecar, newUri: newUri.with({ path: newUri.path + ending }) };
    });
  }

  /** Loads the sidecar at the new name, and returns the step that makes it name its source anew. */
  async function arrive({ oldUri, newUri }: Move): Promise<readonly Step[]> {
    await sidecars.reload(sidecarOf(newUri));
    const source = newUri.toString();
    if (oldUri.toString() !== source) store.delete(oldUri.toString());
    const before = store.get(source)?.sidecar?.source;
    const after = baseName(newUri);
    return before === undefined || before === after ? [] : [{ source, revisions: [{ of: 'source', before, after }] }];
  }

  async function settle(moves: readonly Move[]): Promise<void> {
    const sources = moves.filter(({ oldUri }) => !isSidecar(oldUri));
    for (const { oldUri, newUri } of sources) store.setLog(withNames(store.log, renaming(oldUri, newUri)));
    const all = sources.flatMap((move) => withInside(store, move));
    const named: Step[] = [];
    // Undo reports the move of a sidecar separately, perhaps after that of its source.
    for (const move of [...all, ...(await sourcesOf(moves.filter(({ oldUri }) => isSidecar(oldUri))))])
      named.push(...(await arrive(move)));
    const references = new References(sources);
    const steps = [...named, ...referenceSteps(store, references, await leftBehind(all))];
    // One action, so that the log holds all that a rename does, or nothing.
    if (steps.length > 0) store.setLog(withUpkeep(store.log, { label: '', steps }));
    const touched = [...all.map(({ newUri }) => newUri.toString()), ...steps.map(({ source }) => source)];
    for (const source of new Set(touched)) await writePending(store, writer, source);
    for (const move of all) await nameOthers(platform, move);
    await followApart(store, platform, references);
  }

  // If a rename is undone while it is still being settled, all its changes are undone, too.
  const inTurn = oneAfterAnother();
  return { companions, settleIn: (moves) => inTurn(() => settle(moves)) };
}

async function writePending(store: Store, writer: Writer, source: string): Promise<void> {
  const pending = pendingIn(store.log, source);
  if (pending.length === 0) return;
  const sheet = store.get(source) ?? newSheet(source);
  store.set(withSidecar(sheet, sheet.sidecar, pending), 'person');
  await writer.write(vscode.Uri.parse(source));
}

async function nameOthers(platform: Platform, { oldUri, newUri }: Move): Promise<void> {
  const own = sidecarOf(newUri).toString();
  for (const other of await sidecarsBeside(newUri, baseName(oldUri)))
    if (other.toString() !== own) await nameSource(platform, other, baseName(newUri));
}

/** Moves sidecars with their sources when these are renamed or moved in the editor. */
export function followMoves(mover: Mover, writer: Writer): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onWillRenameFiles((event) => event.waitUntil(takeAlong(mover, writer, event.files))),
    vscode.workspace.onDidRenameFiles((event) => void mover.settleIn(event.files).catch(report)),
  );
}

/** Adds the moves of sidecars to the same edit, so that undoing the rename moves both back. */
async function takeAlong(mover: Mover, writer: Writer, files: readonly Move[]): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  const moving = new Set(files.map(({ oldUri }) => oldUri.toString()));
  for (const move of files) {
    if (isSidecar(move.oldUri)) continue;
    await writer.write(move.oldUri);
    writer.moving(move.oldUri, move.newUri);
    for (const { oldUri, newUri } of await mover.companions(move)) {
      if (moving.has(oldUri.toString())) continue;
      if (await exists(newUri)) sayThatItStays(oldUri, newUri);
      else edit.renameFile(oldUri, newUri, { overwrite: false, ignoreIfExists: true });
    }
  }
  return edit;
}

/** Says that a sidecar stays since another one has the new name: it is never overwritten, and a person may merge both. */
function sayThatItStays(sidecar: vscode.Uri, taken: vscode.Uri): void {
  const { t } = vscode.l10n;
  const message = t('{0} already exists, so {1} stays where it is.', placeOf(taken), placeOf(sidecar));
  void warn(message);
}

/** The sources, by new name, whose sidecars were left behind: a sidecar now beside them was there before. */
async function leftBehind(moves: readonly Move[]): Promise<ReadonlySet<string>> {
  const stayed = new Set<string>();
  for (const { oldUri, newUri } of moves) {
    // If that can't be known, as with too long a name, the sidecar beside the source counts as moved with it.
    const isThere = await exists(sidecarOf(oldUri)).catch(() => true);
    if (isThere) stayed.add(newUri.toString());
  }
  return stayed;
}

/** The sources beside which moved sidecars have arrived that may name them by a former name. */
async function sourcesOf(sidecars: readonly Move[]): Promise<readonly Move[]> {
  const beside: Move[] = [];
  for (const { newUri } of sidecars) {
    const source = sourceOf(newUri);
    if (isSidecar(newUri) && (await exists(source))) beside.push({ oldUri: source, newUri: source });
  }
  return beside;
}

/** A move, and the moves of the sources inside what is moved. */
function withInside(store: Store, { oldUri, newUri }: Move): readonly Move[] {
  const folder = `${oldUri.toString()}/`;
  const inside = store.all().filter(({ source }) => source.startsWith(folder));
  return [
    { oldUri, newUri },
    ...inside.map(({ source }) => ({
      oldUri: vscode.Uri.parse(source),
      newUri: vscode.Uri.parse(`${newUri.toString()}/${source.slice(folder.length)}`),
    })),
  ];
}

/** Makes a sidecar that is not in the store name its source anew. A read-only one keeps the old name. */
async function nameSource(platform: Platform, uri: vscode.Uri, after: string): Promise<void> {
  for (;;) {
    const file = await readNow(uri, undefined);
    const before = file?.sidecar.source;
    if (!file || before === undefined || before === after || file.sidecar.state !== 'writable') return;
    const { changes } = revise(file.sidecar, [{ of: 'source', before, after }]);
    if (await changeSidecar(platform, uri, file, changes)) return;
  }
}

function report(error: unknown): void {
  console.warn('Claimmark could not take a sidecar along with its source.', error);
}

/**
 * The sidecars beside a source: the shared one, and the separate ones of annotators that name it `named`. Rejects with
 * the error of the file system.
 */
async function sidecarsBeside(source: vscode.Uri, named: string): Promise<readonly vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(source, '..');
  const path = vscode.Uri.joinPath(folder, named).path;
  const found: vscode.Uri[] = [];
  for (const [name] of await vscode.workspace.fs.readDirectory(folder)) {
    const file = vscode.Uri.joinPath(folder, name);
    if (!isSidecar(file) || !name.startsWith(`${baseName(source)}.`)) continue;
    if (file.path === sidecarPath(source.path)) found.push(file);
    else if (annotatorOf(file.path, source.path) !== undefined && (await names(file)) === path) found.push(file);
  }
  return found;
}

/** The path of the source that a sidecar names. */
async function names(sidecar: vscode.Uri): Promise<string | undefined> {
  const source = (await readNow(sidecar, undefined))?.sidecar.source;
  return source === undefined ? undefined : sourcePath(sidecar.path, source);
}
