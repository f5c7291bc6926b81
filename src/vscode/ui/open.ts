import * as vscode from 'vscode';
import type { Span } from '../../core/text/change';
import { toRange } from './convert';
import { isSidecar, placeOf, sidecarOf } from './names';
import { reportError } from './dialogs';

/**
 * Calls `act` for closed documents. VS Code also reports documents whose language changes as closed and opened; these
 * are left out, so that what is known of them stays.
 */
export function onDidClose(act: (document: vscode.TextDocument) => unknown): vscode.Disposable {
  return vscode.workspace.onDidCloseTextDocument((document) => document.isClosed && act(document));
}

/** The open document of a file, if any. The editor keeps some that no tab shows any more. */
export function openDocument(file: vscode.Uri | string): vscode.TextDocument | undefined {
  const name = file.toString();
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === name);
}

/** Shows a file, with a span revealed. Returns undefined, with a message, where it can't be opened. */
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

/**
 * Reveals a span in a frame, with the cursor at its start. Nothing is selected, so that the next letter replaces
 * nothing. The frame goes when the cursor moves or the text changes.
 */
export function reveal(editor: vscode.TextEditor, span: Span): void {
  const range = toRange(editor.document, span);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  frame(editor, range);
}

/** Moves a range to the top if it is in the lower half of the screen, where what opens below it would be out of sight. */
export function makeRoomBelow(editor: vscode.TextEditor, range: vscode.Range): void {
  const [seen] = editor.visibleRanges;
  const isHigh = seen && seen.contains(range.start) && range.end.line <= (seen.start.line + seen.end.line) / 2;
  if (!isHigh) editor.revealRange(range, vscode.TextEditorRevealType.AtTop);
}

/** Selects and reveals a span that a person is about to replace or to choose. */
export function select(editor: vscode.TextEditor, span: Span): void {
  const range = toRange(editor.document, span);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function frame(editor: vscode.TextEditor, range: vscode.Range): void {
  const type = vscode.window.createTextEditorDecorationType({
    outline: '1px solid',
    outlineColor: new vscode.ThemeColor('focusBorder'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  editor.setDecorations(type, [range]);
  const isThere = ([selection]: readonly vscode.Selection[]): boolean =>
    selection?.isEmpty === true && selection.active.isEqual(range.start);
  const framed = vscode.Disposable.from(
    type,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      if (textEditor === editor && !isThere(selections)) framed.dispose();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document === editor.document && contentChanges.length > 0) framed.dispose();
    }),
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      if (!editors.includes(editor)) framed.dispose();
    }),
  );
}

/** Opens a sidecar: the file itself, or the sidecar of a source. */
export async function openSidecar(file: vscode.Uri): Promise<vscode.TextEditor | undefined> {
  return openAt(isSidecar(file) ? file : sidecarOf(file), undefined);
}
