import * as vscode from 'vscode';
import { undoLast, type CommandContext } from '../ui/commandContext';
import { showBriefly } from '../ui/dialogs';

/** Undo and redo of annotation actions, apart from the text's own undo. */
export function registerHistory({ ledger }: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('claimmark.undo', () => undoLast({ ledger })),
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
