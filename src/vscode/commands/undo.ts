import * as vscode from 'vscode';
import { showBriefly, type CommandContext } from '../ui/commandContext';

/** Undo and redo of annotation actions, apart from the text's own undo. */
export function registerHistory({ ledger }: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('claimmark.undo', async () => {
      const action = await ledger.undo();
      showBriefly(
        action ? vscode.l10n.t('Undone: {0}', action.label) : vscode.l10n.t('There is no annotation action to undo.'),
      );
    }),
    vscode.commands.registerCommand('claimmark.redo', async () => {
      const action = await ledger.redo();
      showBriefly(
        action
          ? vscode.l10n.t('Done again: {0}', action.label)
          : vscode.l10n.t('There is no annotation action to redo.'),
      );
    }),
  );
}
