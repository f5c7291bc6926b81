import * as vscode from 'vscode';
import { mergeSidecars, splitConflict } from '../../core/sidecar/merge';
import { isSidecar, sidecarOf } from '../ui/names';
import { openAt } from '../ui/open';
import type { AnnotationNode } from '../ui/treeNodes';
import { inform, warn } from '../ui/dialogs';

/**
 * Merges both sides of a sidecar with conflict markers, or a sidecar and a copy of it, by entries and fields, for the person
 * to check and save.
 */
export async function mergeSides(about: vscode.Uri | AnnotationNode | undefined, copy?: string): Promise<void> {
  const file = sidecarMeant(about);
  const editor = file && (await openAt(file, undefined));
  if (!editor) return;
  const { document } = editor;
  const text = document.getText();
  const sides = copy === undefined ? splitConflict(text) : { ours: text, theirs: copy };
  if (!sides) {
    void inform(vscode.l10n.t('This sidecar has no conflict markers: there is nothing to merge.'));
    return;
  }
  const merged = mergeSidecars('base' in sides ? sides.base : '', sides.ours, sides.theirs);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(0), document.positionAt(text.length)), merged.text);
  if (!(await vscode.workspace.applyEdit(edit))) return;
  await tell(document, merged.conflicts.length);
}

function sidecarMeant(about: vscode.Uri | AnnotationNode | undefined): vscode.Uri | undefined {
  if (about && 'source' in about) return sidecarOf(vscode.Uri.parse(about.source));
  const uri = about ?? vscode.window.activeTextEditor?.document.uri;
  return uri && (isSidecar(uri) ? uri : sidecarOf(uri));
}

async function tell(document: vscode.TextDocument, conflicts: number): Promise<void> {
  const { t } = vscode.l10n;
  if (conflicts > 0) {
    void warn(
      t(
        'Merged, except for {0} fields that both sides changed. They are marked in the file: choose for each, then save.',
        conflicts,
      ),
    );
    return;
  }
  const save = t('Save');
  const chosen = await inform(t('Both sides are merged and nothing was lost. Check the result and save it.'), save);
  if (chosen === save) await document.save();
}
