import * as vscode from 'vscode';
import type { Span } from '../../core/text/change';
import { toRange } from './convert';
import { isSidecar, placeOf, sidecarOf } from './names';
import { reportError } from './dialogs';

/** Shows a file with a span selected and in the middle of the screen. Answers undefined, and says why, where there is no such file. */
export async function openAt(
  file: vscode.Uri,
  span: Span | undefined,
  options: vscode.TextDocumentShowOptions = {},
): Promise<vscode.TextEditor | undefined> {
  try {
    const document = await vscode.workspace.openTextDocument(file);
    const editor = await vscode.window.showTextDocument(document, options);
    if (span) reveal(editor, span);
    return editor;
  } catch (error) {
    const reason = error instanceof vscode.FileSystemError ? error.message : String(error);
    const message = vscode.l10n.t('{0} can’t be opened: {1}', placeOf(file), reason);
    reportError(message);
    return undefined;
  }
}

/** Selects a span and brings it into view. */
export function reveal(editor: vscode.TextEditor, span: Span): void {
  const range = toRange(editor.document, span);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Opens a sidecar: the file itself, or that of a source. */
export async function openSidecar(file: vscode.Uri): Promise<vscode.TextEditor | undefined> {
  return openAt(isSidecar(file) ? file : sidecarOf(file), undefined);
}
