import * as vscode from 'vscode';
import { anchoredAnnotation, annotationsAt, type AnchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import type { Revision } from '../../core/model/action';
import type { Step } from '../../core/state/log';
import { grouped } from '../../core/text/grouped';
import { idOf, type AnnotationNode, type SuggestionNode } from './treeNodes';
import { inform } from './dialogs';

/** An annotation that a command is about. */
export interface Target extends AnchoredAnnotation {
  readonly source: string;
}

/** The arguments of commands in tree menus: the row clicked, and all selected rows if there are several. */
export type Rows = readonly [node?: Row | undefined, nodes?: readonly Row[] | undefined];

type Row = AnnotationNode | SuggestionNode;

/**
 * The annotations that a command is about, each once: the rows it was called on, else the innermost one at each cursor
 * of the active editor. A row for a suggestion gives none, wherever the cursor is.
 */
export function targetsOf(store: Store, [node, nodes]: Rows): readonly Target[] {
  if (node?.kind === 'suggestion') return [];
  if (node?.kind !== 'annotation') return targetsAtCursors(store, vscode.window.activeTextEditor);
  return rowsOf(node, nodes).flatMap((row) => {
    const anchored = row.kind === 'annotation' ? anchoredAnnotation(store.get(row.source), row.id) : undefined;
    return anchored ? [{ ...anchored, source: row.source }] : [];
  });
}

/** The same annotations as they are in the store now: they may have changed during a question, an opening or a write. */
export function asOfNow(store: Store, targets: readonly Target[]): readonly Target[] {
  return targets.flatMap(({ source, annotation }) =>
    targetsOf(store, [{ kind: 'annotation', source, id: annotation.id }]),
  );
}

/** The steps of one action on some annotations: a step for each source. */
export function stepsOf(targets: readonly Target[], revise: (target: Target) => Revision): readonly Step[] {
  const bySource = grouped(targets, ({ source }) => source);
  return [...bySource].map(([source, own]) => ({ source, revisions: own.map(revise) }));
}

/** An annotation in its state in the store; if it is gone, in its former state, so that a change of it restores it. */
export function latest(store: Store, target: Target): Target {
  return asOfNow(store, [target])[0] ?? target;
}

export function targetsAtCursors(store: Store, editor: vscode.TextEditor | undefined): readonly Target[] {
  if (!editor) return [];
  const source = editor.document.uri.toString();
  const found = new Map<string, Target>();
  for (const selection of editor.selections) {
    const [anchored] = annotationsAt(store.get(source), editor.document.offsetAt(selection.active));
    if (anchored) found.set(anchored.annotation.id, { ...anchored, source });
  }
  return [...found.values()];
}

/** All selected rows if the one called on is among them, else that one. */
export function rowsOf(node: Row, nodes: readonly Row[] = []): readonly Row[] {
  return nodes.some((row) => idOf(row) === idOf(node)) ? nodes : [node];
}

/** The single annotation that a command is about; undefined, with a message, where there is none. */
export function targetOf(store: Store, rows: Rows): Target | undefined {
  const target = targetsOf(store, rows)[0];
  if (!target) {
    void inform(
      vscode.l10n.t(
        'There is no annotation at the cursor. Put the cursor in a highlight, or choose an annotation in the Claimmark view.',
      ),
    );
  }
  return target;
}
