import * as vscode from 'vscode';
import { afterPause, gathered } from '../../ui/debounce';
import { annotationsAt } from '../../../core/state/sheet';
import type { Store } from '../../../core/state/store';
import type { Suggestions } from '../../suggestions/suggestions';
import { idOf, type AnnotationNode, type TreeNode } from '../../ui/treeNodes';

/** The innermost annotation at the cursor of the active editor. */
export function annotationAtCursor(store: Store): AnnotationNode | undefined {
  const editor = vscode.window.activeTextEditor;
  const source = editor?.document.uri.toString() ?? '';
  const [anchored] = annotationsAt(store.get(source), editor?.document.offsetAt(editor.selection.active) ?? 0);
  return anchored && { kind: 'annotation', source, id: anchored.annotation.id };
}

/** Acts after the store or suggestions changed, `wait` ms at least after it last did, with all sources that changed meanwhile. */
export function whenStirred(
  store: Store,
  suggestions: Pick<Suggestions, 'onDidChange'>,
  wait: number,
  act: (sources: ReadonlySet<string>) => Promise<void>,
): vscode.Disposable {
  const drawing = gathered(wait, act);
  const soon = (source: string): void => drawing.soon(source);
  const lines = new Map<string, number>();
  return vscode.Disposable.from(
    drawing,
    // Spans that merely moved get other line numbers only if the number of lines changed.
    store.onDidChange(({ source, stirred }) => (stirred || linesChanged(lines, source)) && soon(source)),
    suggestions.onDidChange(soon),
  );
}

function linesChanged(known: Map<string, number>, source: string): boolean {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.toString() !== source) return false;
  const before = known.get(source);
  known.set(source, document.lineCount);
  return before !== document.lineCount;
}

/**
 * Selects the annotation that a person moved the cursor into, while the view is visible; the cursor stays. `choose`
 * gets the rows selected otherwise: when a row that followed the cursor is reported, the cursor may be elsewhere.
 */
export function followCursor(
  store: Store,
  view: vscode.TreeView<TreeNode>,
  reveal: (node: AnnotationNode) => Promise<void>,
  choose: (node: AnnotationNode) => void,
): vscode.Disposable {
  /** The rows that followed the cursor, until `reveal` settles: the view reports the selection before that. */
  const led = new Set<string>();
  const follow = (): void => {
    const node = view.visible ? annotationAtCursor(store) : undefined;
    const isThere = (selected: TreeNode): boolean =>
      selected.kind === 'annotation' && selected.id === node?.id && selected.source === node.source;
    if (!node || view.selection.some(isThere)) return;
    const id = idOf(node);
    led.add(id);
    void reveal(node).finally(() => led.delete(id));
  };
  const following = afterPause(120, follow);
  const listening = vscode.window.onDidChangeTextEditorSelection(({ kind, textEditor }) => {
    // Without a kind, a command moved the cursor, such as a click in the tree itself.
    if (kind === undefined || textEditor !== vscode.window.activeTextEditor) return;
    following.soon();
  });
  const choosing = view.onDidChangeSelection(({ selection: [node] }) => {
    if (node?.kind === 'annotation' && !led.has(idOf(node))) choose(node);
  });
  return vscode.Disposable.from(listening, following, choosing);
}
