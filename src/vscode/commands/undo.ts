import * as vscode from 'vscode';
import { redoLast, undoLast, type CommandContext } from '../ui/commandContext';

/** Undo and redo of annotation actions, apart from the text's own undo. */
export function registerHistory({ actions }: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('claimmark.undo', () => undoLast({ actions })),
    vscode.commands.registerCommand('claimmark.redo', () => redoLast({ actions })),
  );
}
