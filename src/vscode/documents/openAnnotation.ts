import * as vscode from 'vscode';
import { lineOfLost } from '../../core/anchor/selector';
import { anchoredAnnotation, unsought, type AnchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import type { Span } from '../../core/text/change';
import { showBriefly } from '../ui/dialogs';
import { openAt, reveal } from '../ui/open';
import type { AnnotationNode } from '../ui/treeNodes';

/** How long to wait for a search before the present state is returned, in milliseconds. */
const patience = 5000;

/** An annotation once its source is open and searched. Rejects where there is no such source. */
export async function whenAnchored(
  store: Store,
  source: vscode.Uri,
  id: string,
): Promise<AnchoredAnnotation | undefined> {
  await vscode.workspace.openTextDocument(source);
  const look = (): AnchoredAnnotation | undefined => anchoredAnnotation(store.get(source.toString()), id);
  // What is known from the file of a closed source is no place in its document.
  const isSought = (): boolean => {
    const anchored = look();
    return anchored !== undefined && (anchored.state === 'unsought' || store.get(source.toString())?.open !== true);
  };
  await until(store, () => !isSought());
  return look();
}

/** Resolves once all annotations of an open source have been searched. */
export function whenSearched(store: Store, source: vscode.Uri): Promise<void> {
  return until(store, () => {
    const sheet = store.get(source.toString());
    return sheet === undefined || (sheet.open && unsought(sheet).length === 0);
  });
}

/** Resolves once a condition holds, or when patience ends. */
function until(store: Store, isDone: () => boolean): Promise<void> {
  if (isDone()) return Promise.resolve();
  return new Promise((resolve) => {
    const waiting = setTimeout(() => finish(), patience);
    const listening = store.onDidChange(() => isDone() && finish());
    function finish(): void {
      clearTimeout(waiting);
      listening.dispose();
      resolve();
    }
  });
}

/** An editor that shows an annotation, and its place; undefined where it is lost. */
export interface Opened {
  readonly editor: vscode.TextEditor;
  readonly span: Span | undefined;
}

/** Shows the annotation of a tree node, a lost one where it was. Undefined where the source is missing. */
export async function openAnnotation(
  store: Store,
  node: AnnotationNode | undefined,
  options: vscode.TextDocumentShowOptions = {},
): Promise<Opened | undefined> {
  if (node?.kind !== 'annotation') return undefined;
  const uri = vscode.Uri.parse(node.source);
  const editor = await openAt(uri, undefined, options);
  if (!editor) return undefined;
  const anchored = await whenAnchored(store, uri, node.id);
  if (anchored?.span) {
    reveal(editor, anchored.span);
    return { editor, span: anchored.span };
  }
  tellThatLost();
  const line = lineOfLost(editor.document.getText(), anchored?.annotation ?? {}) - 1;
  editor.revealRange(editor.document.lineAt(line).range, vscode.TextEditorRevealType.InCenter);
  return { editor, span: undefined };
}

/** Says that the words of an annotation are gone from its source, and what to do. */
export function tellThatLost(): void {
  showBriefly(vscode.l10n.t('These words are gone. Select where they belong, then “Attach to Selection”.'));
}
