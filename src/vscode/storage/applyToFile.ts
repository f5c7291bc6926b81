import * as vscode from 'vscode';
import type { Change } from '../../core/text/change';
import { reread, type Sidecar } from '../../core/sidecar/read';
import { toRange } from '../ui/convert';
import type { Platform } from '../ui/platform';
import { openDocument, type SidecarFile } from './sidecars';

/** How a sidecar was changed: with the file, or with a document that is left unsaved to the person. */
export type Written = { readonly sidecar: Sidecar; readonly isSaved: boolean };

/**
 * Changes a sidecar that was read just now as `file` (undefined: there is none yet) to hold `sidecar` with the changes:
 * in the file, or through its document where that must be. Answers undefined, with nothing changed, where it is not any
 * more what was read. Rejects with what the file system says.
 */
export async function change(
  platform: Platform,
  uri: vscode.Uri,
  file: SidecarFile | undefined,
  sidecar: Sidecar,
  changes: readonly Change[],
  next: Sidecar = reread(sidecar, changes),
): Promise<Written | undefined> {
  const document = documentToWrite(uri, sidecar.text);
  const done = document
    ? await writeThrough(document, sidecar.text, changes)
    : await platform.replaceFile(uri, file?.bytes, new TextEncoder().encode(next.text));
  return done ? { sidecar: next, isSaved: !document?.isDirty } : undefined;
}

/**
 * The document through which a sidecar must be changed: one with unsaved edits. Where files don't lie on a disk it is
 * also one that somebody looks at, since its editor may not see the file change. One that does lie there is never saved by
 * the editor, which empties a file before it fills it, and takes a full disk for success.
 */
function documentToWrite(uri: vscode.Uri, text: string): vscode.TextDocument | undefined {
  const open = openDocument(uri);
  if (open?.isDirty) return open;
  if (uri.scheme === 'file') return undefined;
  const visible = vscode.window.visibleTextEditors.some(({ document }) => document === open);
  return visible && open?.getText() === text ? open : undefined;
}

/** Changes an open sidecar through its document. One that was saved is saved again; one with a person's own edits is left to them. */
async function writeThrough(
  document: vscode.TextDocument,
  before: string,
  changes: readonly Change[],
): Promise<boolean> {
  const clean = !document.isDirty;
  if (document.getText() !== before) return false;
  const edit = new vscode.WorkspaceEdit();
  for (const change of changes) edit.replace(document.uri, toRange(document, change), change.text);
  // An edit without changes is refused, as one is that comes too late.
  if (changes.length > 0 && !(await vscode.workspace.applyEdit(edit))) return false;
  if (clean && !(await document.save())) throw new Error(vscode.l10n.t('The open sidecar could not be saved.'));
  return true;
}
