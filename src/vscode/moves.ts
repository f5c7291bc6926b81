import * as vscode from 'vscode';
import { newSheet, withRevisions } from '../core/sheet';
import type { Store } from '../core/store';
import { readIfThere } from './files';
import { baseName, isSidecar, sidecarOf } from './names';
import type { Sidecars } from './sidecars';
import type { Writer } from './writer';

/** Takes sidecars along when their sources are renamed or moved in the editor. */
export function followMoves(store: Store, sidecars: Sidecars, writer: Writer): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onWillRenameFiles((event) => event.waitUntil(takeAlong(event.files))),
    vscode.workspace.onDidRenameFiles((event) => void settleIn(store, sidecars, writer, event.files).catch(report)),
  );
}

export type Moves = readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[];

/** The sidecars' own moves, part of the same step, so that undoing the rename brings both back. */
async function takeAlong(files: Moves): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const { oldUri, newUri } of files) {
    if (isSidecar(oldUri) || !(await readIfThere(sidecarOf(oldUri)).catch(() => undefined))) continue;
    if (files.some((file) => file.oldUri.toString() === sidecarOf(oldUri).toString())) continue;
    edit.renameFile(sidecarOf(oldUri), sidecarOf(newUri), { overwrite: false, ignoreIfExists: true });
  }
  return edit;
}

/** The moved sidecars name their sources anew. */
export async function settleIn(store: Store, sidecars: Sidecars, writer: Writer, files: Moves): Promise<void> {
  for (const { oldUri, newUri } of files) {
    if (isSidecar(oldUri)) continue;
    const moved = oldUri.toString() !== newUri.toString();
    const old = moved ? store.get(oldUri.toString()) : undefined;
    await sidecars.reload(sidecarOf(newUri));
    const sheet = store.get(newUri.toString());
    if (old) store.delete(oldUri.toString());
    const before = sheet?.sidecar?.source;
    const after = baseName(newUri);
    const renamed = before !== undefined && before !== after ? [{ of: 'source' as const, before, after }] : [];
    const pending = [...(old?.pending ?? []), ...renamed];
    if (pending.length === 0) continue;
    store.set(withRevisions(sheet ?? newSheet(newUri.toString()), pending, new Map()), 'person');
    await writer.write(newUri);
  }
}

function report(error: unknown): void {
  console.warn('Claimmark could not take a sidecar along with its source.', error);
}
