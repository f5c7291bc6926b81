import * as vscode from 'vscode';
import { markOf, marksAt, type Mark } from '../../core/sheet';
import type { Store } from '../../core/store';
import type { AnnotationNode } from '../tree/node';

/** An annotation that a command is about. */
export interface Target extends Mark {
  readonly source: string;
}

/** What menus of the tree give a command: the row it was called on, and all selected rows where there are several. */
export type Rows = readonly [node?: AnnotationNode | undefined, nodes?: readonly AnnotationNode[] | undefined];

/**
 * The annotations that a command is about: the rows it was called on, else the innermost one at each cursor of the
 * active editor. Each once.
 */
export function targetsOf(store: Store, [node, nodes]: Rows): readonly Target[] {
  if (node?.kind !== 'annotation') return targetsAtCursors(store, vscode.window.activeTextEditor);
  const rows = nodes?.some((row) => row.id === node.id && row.source === node.source) ? nodes : [node];
  return rows.flatMap((row) => {
    const sheet = row.kind === 'annotation' ? store.get(row.source) : undefined;
    const mark = sheet && markOf(sheet, row.id);
    return mark ? [{ ...mark, source: row.source }] : [];
  });
}

export function targetsAtCursors(store: Store, editor: vscode.TextEditor | undefined): readonly Target[] {
  const source = editor?.document.uri.toString() ?? '';
  const sheet = store.get(source);
  if (!editor || !sheet) return [];
  const found = new Map<string, Target>();
  for (const selection of editor.selections) {
    const mark = marksAt(sheet, editor.document.offsetAt(selection.active))[0];
    if (mark) found.set(mark.annotation.id, { ...mark, source });
  }
  return [...found.values()];
}

/** The single annotation that a command is about; says what to do and answers undefined where there is none. */
export function targetOf(store: Store, rows: Rows): Target | undefined {
  const target = targetsOf(store, rows)[0];
  if (!target) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'There is no annotation at the cursor. Put the cursor into a highlight, or choose one in the Claimmark view.',
      ),
    );
  }
  return target;
}
