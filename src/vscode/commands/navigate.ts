import * as vscode from 'vscode';
import type { SuggestionContext } from '../suggestions/suggestions';
import { anchoredAnnotations, type AnchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { showBriefly } from '../ui/dialogs';
import { openAt, openSidecar, reveal } from '../ui/open';
import { openAnnotation } from '../documents/openAnnotation';
import { sidecarIn } from '../sidecarLanguage/document';
import { tagOf, tagsFor } from '../ui/tags';
import { targetsAtCursors } from '../ui/targets';
import type { AnnotationNode, SuggestionNode } from '../ui/treeNodes';

/** The annotation last gone to, since several may begin at the cursor. */
interface Shown {
  id?: string;
}

/** Registers the commands that go to annotations. */
export function registerNavigation(context: SuggestionContext): vscode.Disposable {
  const shown: Shown = {};
  const on = (command: string, run: (...args: unknown[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(command, run);
  return vscode.Disposable.from(
    on('claimmark.next', () => go(context.store, 1, undefined, shown)),
    on('claimmark.previous', () => go(context.store, -1, undefined, shown)),
    on('claimmark.nextOfTag', (tag) => goOfTag(context.store, 1, tag, shown)),
    on('claimmark.previousOfTag', (tag) => goOfTag(context.store, -1, tag, shown)),
    on('claimmark.open', (node, focus) => openRow(context, node as AnnotationNode | SuggestionNode, focus === 'stay')),
    on('claimmark.openSidecar', (node) =>
      openSidecarOf(context.store, node as AnnotationNode | vscode.Uri | undefined),
    ),
  );
}

async function goOfTag(store: Store, step: 1 | -1, tag: unknown, shown: Shown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const chosen = typeof tag === 'string' ? tag : await pickUsedTag(store, editor.document.uri);
  if (chosen) go(store, step, chosen, shown);
}

async function pickUsedTag(store: Store, source: vscode.Uri): Promise<string | undefined> {
  const used = new Set(store.get(source.toString())?.records.map((record) => record.tag));
  const tags = tagsFor(source);
  const picks = [...used].map((id) => ({ label: `$(${tagOf(id, tags).icon}) ${tagOf(id, tags).label}`, id }));
  const pick = await vscode.window.showQuickPick(picks, {
    placeHolder: vscode.l10n.t('Go to annotations of which tag?'),
  });
  return pick?.id;
}

/** Goes to the next or previous annotation in the order of the source, and around at its ends. */
function go(store: Store, step: 1 | -1, tag: string | undefined, shown: Shown): void {
  const editor = vscode.window.activeTextEditor;
  const sheet = editor && store.get(editor.document.uri.toString());
  const annotations = sheet
    ? anchoredAnnotations(sheet)
        .filter(
          (anchored): anchored is AnchoredAnnotation & { span: NonNullable<AnchoredAnnotation['span']> } =>
            anchored.span !== undefined,
        )
        .filter((anchored) => !tag || anchored.annotation.tag === tag)
        .sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to)
    : [];
  if (!editor || annotations.length === 0)
    return showBriefly(vscode.l10n.t('There are no annotations to go to in this source.'));
  const from = editor.document.offsetAt(editor.selection.start);
  const here = annotations.findIndex(({ annotation, span }) => span.from === from && annotation.id === shown.id);
  const ahead = annotations.findIndex((anchored) =>
    step > 0 ? anchored.span.from > from : anchored.span.from >= from,
  );
  const start = step > 0 ? ahead : ahead < 0 ? annotations.length - 1 : ahead - 1;
  const index = here >= 0 ? here + step : start;
  const next = annotations[(index + annotations.length) % annotations.length];
  if (!next) return;
  reveal(editor, next.span);
  shown.id = next.annotation.id;
  const place = annotations.indexOf(next) + 1;
  showBriefly(
    vscode.l10n.t(
      '{0}: {1} of {2}',
      tagOf(next.annotation.tag, tagsFor(editor.document.uri)).label,
      place,
      annotations.length,
    ),
  );
}

/** Shows the words of a tree row. */
async function openRow(
  context: SuggestionContext,
  node: AnnotationNode | SuggestionNode | undefined,
  stay: boolean,
): Promise<void> {
  if (node?.kind !== 'suggestion') return void (await openAnnotation(context.store, node, { preserveFocus: stay }));
  const offered = context.suggestions.find(node.source, node.name);
  if (offered) await openAt(offered.document.uri, offered.suggestion, { preserveFocus: stay });
}

/** Opens the sidecar for a row, a file, or the active editor, at the entry of the row or the cursor. */
async function openSidecarOf(store: Store, node: AnnotationNode | vscode.Uri | undefined): Promise<void> {
  const isRow = node && 'source' in node;
  const file = isRow ? vscode.Uri.parse(node.source) : (node ?? vscode.window.activeTextEditor?.document.uri);
  const id = isRow
    ? node.id
    : node
      ? undefined
      : targetsAtCursors(store, vscode.window.activeTextEditor)[0]?.annotation.id;
  const editor = file && (await openSidecar(file));
  if (!editor) return;
  void vscode.commands.executeCommand('setContext', 'claimmark.sawSidecar', true);
  const entry = sidecarIn(store, editor.document).entries.find(({ annotation }) => annotation?.id === id);
  if (id !== undefined && entry) reveal(editor, entry.span);
}
