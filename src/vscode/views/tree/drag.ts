import * as vscode from 'vscode';
import { anchoredAnnotation } from '../../../core/state/sheet';
import type { Store } from '../../../core/state/store';
import { showBriefly } from '../../ui/dialogs';
import type { LayoutHolder } from './layout';
import type { AnnotationNode, TreeNode } from '../../ui/treeNodes';

/** Gives annotations another tag. */
export type Retag = (tag: string, nodes: readonly AnnotationNode[]) => Promise<void>;

/** Annotations are dragged onto a tag, or onto another annotation to be given its tag, while the tree is grouped by tag. */
export function createDrag(
  view: string,
  store: Store,
  layout: LayoutHolder,
  retag: Retag,
): vscode.TreeDragAndDropController<TreeNode> {
  const type = `application/vnd.code.tree.${view.toLowerCase()}`;

  function tagOfRow(row: TreeNode | undefined): string | undefined {
    if (layout.now().by !== 'tag') return undefined;
    if (row?.kind === 'group') return 'value' in row.group ? row.group.value : undefined;
    const sheet = row?.kind === 'annotation' ? store.get(row.source) : undefined;
    return sheet && row?.kind === 'annotation' ? anchoredAnnotation(sheet, row.id)?.annotation.tag : undefined;
  }

  return {
    dragMimeTypes: [type],
    dropMimeTypes: [type],
    handleDrag(rows, transfer) {
      const nodes = rows.filter((row) => row.kind === 'annotation');
      if (nodes.length > 0) transfer.set(type, new vscode.DataTransferItem(nodes));
    },
    async handleDrop(row, transfer) {
      const nodes = transfer.get(type)?.value as unknown;
      const tag = tagOfRow(row);
      if (!Array.isArray(nodes)) return;
      if (tag !== undefined) await retag(tag, nodes as AnnotationNode[]);
      else showBriefly(vscode.l10n.t('Group the annotations by tag, then drop them on a tag.'));
    },
  };
}
