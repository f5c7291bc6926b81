import * as vscode from 'vscode';
import { annotationsAt } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { canBeSource } from '../documents/sources';
import { tagsFor } from '../ui/tags';
import type { AnnotationNode } from '../ui/treeNodes';

const kind = vscode.CodeActionKind.RefactorRewrite.append('claimmark');

/**
 * The lightbulb: tags for what is selected, and what can be done with the annotation at the cursor. Tags for the
 * sentence at the cursor only when asked for, or there would be a lightbulb on every line.
 */
export function offerActions(store: Store): vscode.Disposable {
  const languages = ['plaintext', 'markdown', 'claimmark-source'];
  return vscode.languages.registerCodeActionsProvider(
    languages.map((language) => ({ language })),
    {
      provideCodeActions(document, range, { triggerKind }) {
        if (!canBeSource(document)) return [];
        const sheet = store.get(document.uri.toString());
        const mark = sheet && annotationsAt(sheet, document.offsetAt(range.start))[0];
        if (!mark && range.isEmpty && triggerKind !== vscode.CodeActionTriggerKind.Invoke) return [];
        const node: AnnotationNode | undefined = mark && {
          kind: 'annotation',
          source: document.uri.toString(),
          id: mark.annotation.id,
        };
        return [
          ...(range.isEmpty && node ? ownActions(node, mark?.state === 'edited') : []),
          ...tagActions(document, range.isEmpty ? node : undefined),
        ];
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

function action(title: string, command: string, args: unknown[]): vscode.CodeAction {
  const made = new vscode.CodeAction(title, kind);
  made.command = { title, command, arguments: args };
  return made;
}

function tagActions(document: vscode.TextDocument, node: AnnotationNode | undefined): vscode.CodeAction[] {
  const builtIn: Readonly<Record<string, string>> = {
    verified: 'claimmark.tagVerified',
    unconfirmed: 'claimmark.tagUnconfirmed',
    quote: 'claimmark.tagQuote',
  };
  return tagsFor(document.uri).map((tag) => {
    const command = builtIn[tag.id];
    const title = vscode.l10n.t('Tag as {0}', tag.label);
    return command ? action(title, command, node ? [node] : []) : action(title, 'claimmark.tagWith', [tag.id, node]);
  });
}

function ownActions(node: AnnotationNode, edited: boolean): vscode.CodeAction[] {
  const { t } = vscode.l10n;
  const changed = [
    action(t('Confirm the new words'), 'claimmark.confirmWords', [node]),
    action(t('Compare with the tagged words'), 'claimmark.compareWords', [node]),
  ];
  return [
    ...(edited ? changed : []),
    action(t('Edit note'), 'claimmark.editNote', [node]),
    action(t('Edit speaker'), 'claimmark.editSpeaker', [node]),
    action(t('Add evidence'), 'claimmark.addEvidence', [node]),
    action(t('Remove annotation'), 'claimmark.remove', [node]),
  ];
}
