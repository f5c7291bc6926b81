import * as vscode from 'vscode';
import { annotationsAt, type AnchoredAnnotation } from '../../core/state/sheet';
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
          ...(range.isEmpty && node && mark ? ownActions(node, mark) : []),
          ...tagActions(document, range.isEmpty ? mark : undefined),
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

/** Tags for new words, or another one for an annotation. */
function tagActions(document: vscode.TextDocument, mark: AnchoredAnnotation | undefined): vscode.CodeAction[] {
  const source = document.uri.toString();
  const node: AnnotationNode | undefined = mark && { kind: 'annotation', source, id: mark.annotation.id };
  const builtIn: Readonly<Record<string, string>> = {
    verified: 'claimmark.tagVerified',
    unconfirmed: 'claimmark.tagUnconfirmed',
    quote: 'claimmark.tagQuote',
  };
  const others = tagsFor(document.uri).filter(({ id }) => id !== mark?.annotation.tag);
  return others.map((tag) => {
    const command = builtIn[tag.id];
    const title = vscode.l10n.t('Tag as {0}', tag.label);
    return command ? action(title, command, node ? [node] : []) : action(title, 'claimmark.tagWith', [tag.id, node]);
  });
}

/** What can be done with an annotation as it is: nobody speaks a claim, and only what changed can be confirmed. */
function ownActions(node: AnnotationNode, { annotation, state }: AnchoredAnnotation): vscode.CodeAction[] {
  const isSaid = annotation.tag === 'quote' || annotation.speaker !== undefined;
  const { t } = vscode.l10n;
  const changed = [
    action(t('Confirm the new words'), 'claimmark.confirmWords', [node]),
    action(t('Compare with the tagged words'), 'claimmark.compareWords', [node]),
  ];
  return [
    ...(state === 'edited' ? changed : []),
    action(annotation.note === undefined ? t('Add note') : t('Edit note'), 'claimmark.editNote', [node]),
    ...(isSaid ? [action(t('Edit speaker'), 'claimmark.editSpeaker', [node])] : []),
    action(t('Add evidence'), 'claimmark.addEvidence', [node]),
    action(t('Remove annotation'), 'claimmark.remove', [node]),
  ];
}
