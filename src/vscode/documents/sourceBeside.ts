import * as vscode from 'vscode';
import { readSidecar } from '../../core/sidecar/read';
import { countsOf } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { exists } from '../storage/files';
import { isSidecar, placeOf, sourceApart, sourceOf } from '../ui/names';
import { inform } from '../ui/dialogs';

/** Opens a sidecar's source beside it on command, and says when the source is missing or has changed. */
export function openSourceBeside(store: Store): vscode.Disposable {
  const looked = new Set<string>();

  async function look(editor: vscode.TextEditor | undefined): Promise<void> {
    const sidecar = editor?.document.uri;
    if (!sidecar || !isSidecar(sidecar) || looked.has(sidecar.toString())) return;
    looked.add(sidecar.toString());
    const source = sourceIn(editor.document);
    if (await exists(source)) return;
    const { t } = vscode.l10n;
    void inform(t('{0} is missing. Its annotations are kept and can still be read.', placeOf(source)));
  }

  async function openBeside(sidecar: vscode.Uri): Promise<void> {
    const document = await vscode.workspace.openTextDocument(
      sourceIn(await vscode.workspace.openTextDocument(sidecar)),
    );
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    setTimeout(() => tellOfChanges(store, document.uri), 1500);
  }

  void look(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor((editor) => void look(editor)),
    vscode.commands.registerCommand('claimmark.openSource', async (given?: vscode.Uri) => {
      const sidecar = given ?? vscode.window.activeTextEditor?.document.uri;
      if (sidecar && isSidecar(sidecar)) await openBeside(sidecar);
    }),
  );
}

/** The source of a sidecar: the one that an annotator's separate sidecar names, else the one given by its file name. */
function sourceIn(sidecar: vscode.TextDocument): vscode.Uri {
  return sourceApart(sidecar.uri, readSidecar(sidecar.getText()).source) ?? sourceOf(sidecar.uri);
}

/** Says how many annotations are edited or lost, if any. */
function tellOfChanges(store: Store, source: vscode.Uri): void {
  const sheet = store.get(source.toString());
  const { edited, lost } = sheet ? countsOf(sheet) : { edited: 0, lost: 0 };
  if (edited + lost === 0) return;
  void inform(vscode.l10n.t('The source has changed: {0} annotations have edited words, {1} are lost.', edited, lost));
}
