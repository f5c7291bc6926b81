import * as vscode from 'vscode';
import { canBeSource } from '../documents/openSources';
import { isSidecar, sourceOf } from '../ui/names';
import type { CommandContext } from '../storage/commandContext';
import { showBriefly } from '../ui/dialogs';
import type { GroupNode, SourceNode, TreeNode } from '../ui/treeNodes';

type SourceRow = GroupNode | SourceNode;

/** Registers the commands that mark sources as finished or unfinished: rows of the tree, or the active editor's source. */
export function registerFinishing(context: CommandContext): vscode.Disposable {
  const on = (name: string, isFinished: boolean): vscode.Disposable =>
    vscode.commands.registerCommand(`claimmark.${name}`, async (row?: SourceRow, rows?: readonly TreeNode[]) => {
      const sources = sourcesOf(row, rows);
      if (sources.length === 0) return showBriefly(vscode.l10n.t('Open a source to mark it as finished.'));
      await context.finish(sources, isFinished);
      showBriefly(isFinished ? vscode.l10n.t('Marked as finished.') : vscode.l10n.t('Marked as unfinished.'));
    });
  return vscode.Disposable.from(on('markFinished', true), on('markUnfinished', false));
}

function sourcesOf(row: SourceRow | undefined, rows: readonly TreeNode[] = []): readonly string[] {
  const sourceIn = (node: TreeNode | undefined): string[] =>
    (node?.kind === 'group' || node?.kind === 'source') && node.source !== undefined ? [node.source] : [];
  const [called] = sourceIn(row);
  if (called !== undefined) {
    const all = rows.flatMap(sourceIn);
    return all.includes(called) ? [...new Set(all)] : [called];
  }
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return [];
  if (isSidecar(document.uri)) return [sourceOf(document.uri).toString()];
  return canBeSource(document) ? [document.uri.toString()] : [];
}
