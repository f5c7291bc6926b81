import * as vscode from 'vscode';
import { applyChanges, type Change } from '../../core/text/change';
import { toRange } from '../ui/convert';
import { openDocument } from '../ui/open';
import type { Platform } from '../ui/platform';
import type { SidecarFile } from './sidecars';

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
