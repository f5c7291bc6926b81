import * as vscode from 'vscode';
import { annotationsAt, type AnchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { tagOfKind } from '../../core/state/suggestions';
import { canBeSource, sourceLanguages } from '../documents/openSources';
import { nameOf, type Suggestions } from '../suggestions/suggestions';
import { tagOf, tagsFor } from '../ui/tags';
import type { AnnotationNode, SuggestionNode } from '../ui/treeNodes';

const kind = vscode.CodeActionKind.RefactorRewrite.append('claimmark');

/**
 * The lightbulb: tags for the selection, and actions on the annotation or suggestion at the cursor. Tags for a
 * suggestion or a sentence are offered only on request, or else there would be a lightbulb on every line.
 */
export function offerActions(store: Store, suggestions: Suggestions, keys: readonly Keybinding[]): vscode.Disposable {
  const shown = actionsWith(keysByCommand(keys));
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      [{ scheme: '*' }],
      {
        provideCodeActions(document, range, { triggerKind }) {
          const source = document.uri.toString();
          const sheet = store.get(source);
          const isSource = sourceLanguages.includes(document.languageId) || (sheet?.records.length ?? 0) > 0;
          if (!isSource || !canBeSource(document)) return [];
          const at = document.offsetAt(range.start);
          const anchored = range.isEmpty ? annotationsAt(sheet, at)[0] : undefined;
          if (anchored) return shown([...ownActions(source, anchored), ...tagActions(document, anchored)]);
          if (range.isEmpty && triggerKind !== vscode.CodeActionTriggerKind.Invoke) return [];
          const suggestion = range.isEmpty ? suggestions.at(document, at) : undefined;
          const node: SuggestionNode | undefined = suggestion && {
            kind: 'suggestion',
            source,
            name: nameOf(suggestion),
          };
          return shown([
            ...(suggestion && node
              ? suggestionActionsOf(document, node, tagOfKind(suggestion.kind))
              : tagActions(document, undefined)),
            ['claimmark.findKin', vscode.l10n.t('What do other sources say?'), node],
          ]);
        },
      },
      { providedCodeActionKinds: [kind] },
    ),
    vscode.commands.registerCommand('claimmark.showActions', () =>
      vscode.commands.executeCommand('editor.action.codeAction', { kind: kind.value, apply: 'never' }),
    ),
  );
}

/** A key binding of the manifest. */
export interface Keybinding {
  readonly command: string;
  readonly key: string;
}

/** The first key of each command, in a form for people: `Shift+Alt+V`. */
function keysByCommand(keys: readonly Keybinding[]): ReadonlyMap<string, string> {
  const shown = (key: string): string => key.replace(/(^|\+)[a-z]/g, (letter) => letter.toUpperCase());
  return new Map([...keys].reverse().map(({ command, key }) => [command, shown(key)]));
}

/** A command with a title, and what it is about; by default the selection or what is at the cursor. */
type Act = readonly [command: string, title: string, about?: unknown];

/** Makes actions for the editor's list, each with its key. */
function actionsWith(keys: ReadonlyMap<string, string>): (acts: readonly Act[]) => vscode.CodeAction[] {
  return (acts) =>
    acts.map(([command, words, about]) => {
      const key = keys.get(command);
      const title = key === undefined ? words : `${words} (${key})`;
      const made = new vscode.CodeAction(title, kind);
      made.command = { title, command, arguments: about === undefined ? [] : Array.isArray(about) ? about : [about] };
      return made;
    });
}

const builtIn: Readonly<Record<string, string>> = {
  verified: 'claimmark.tagVerified',
  unconfirmed: 'claimmark.tagUnconfirmed',
  quote: 'claimmark.tagQuote',
};

/** Tags for new words, or other tags for an annotation. */
function tagActions(document: vscode.TextDocument, anchored: AnchoredAnnotation | undefined): readonly Act[] {
  const source = document.uri.toString();
  const node: AnnotationNode | undefined = anchored && { kind: 'annotation', source, id: anchored.annotation.id };
  const others = tagsFor(document.uri).filter(({ id }) => id !== anchored?.annotation.tag);
  return others.map((tag): Act => {
    const command = builtIn[tag.id];
    const title = vscode.l10n.t('Tag as {0}', tag.label);
    return command ? [command, title, node] : ['claimmark.tagWith', title, [tag.id, node]];
  });
}

/** Ways to accept a suggestion: with its own tag, or with any. */
function suggestionActionsOf(
  document: vscode.TextDocument,
  node: SuggestionNode,
  own: string | undefined,
): readonly Act[] {
  const { t } = vscode.l10n;
  const tags = tagsFor(document.uri);
  const others = tags.filter(({ id }) => id !== own && builtIn[id] !== undefined);
  return [
    ...(own === undefined ? [] : [['claimmark.accept', t('Tag as {0}', tagOf(own, tags).label), node] satisfies Act]),
    ...others.map(({ id, label }): Act => [builtIn[id] ?? '', t('Tag as {0}', label), node]),
    ['claimmark.tagAs', t('Another tag…'), node],
    ['claimmark.dismiss', t('Dismiss suggestion'), node],
  ];
}

/** Actions on an annotation in its state: claims have no speaker, and only edited words can be confirmed. */
function ownActions(source: string, { annotation, state }: AnchoredAnnotation): readonly Act[] {
  const node: AnnotationNode = { kind: 'annotation', source, id: annotation.id };
  const isSaid = annotation.tag === 'quote' || annotation.speaker !== undefined;
  const { t } = vscode.l10n;
  const changed: readonly Act[] = [
    ['claimmark.confirmWords', t('Confirm new words'), node],
    ['claimmark.compareWords', t('Compare with tagged words'), node],
  ];
  return [
    ...(state === 'edited' ? changed : []),
    ['claimmark.editNote', annotation.note === undefined ? t('Add note') : t('Edit note'), node],
    ...(isSaid ? [['claimmark.editSpeaker', t('Edit speaker'), node] satisfies Act] : []),
    ['claimmark.addEvidence', t('Add evidence'), node],
    ['claimmark.link', t('Link…'), node],
    ['claimmark.findKin', t('What do other sources say?'), node],
    ['claimmark.discuss', t('Discuss'), node],
    ['claimmark.remove', t('Remove annotation'), node],
  ];
}
