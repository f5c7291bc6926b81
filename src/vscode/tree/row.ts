import * as vscode from 'vscode';
import type { Look } from '../../core/query/group';
import { markOf, type Mark } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import type { AnnotationNode, ShelfNode, SummaryNode, TreeNode } from '../ui/treeNodes';
import { annotationItem, moreItem } from './items';
import { offerItem, offersItem, type Offers } from '../views/tree/suggestionRows';
import type { Outline } from '../views/tree/outline';
import { tooltipOf } from '../views/tree/tooltip';
import { troubleItem } from './trouble';

/** What rows are read from. */
export interface Basis {
  readonly store: Store;
  readonly outline: Outline;
  readonly offers: Offers;
}

/** A row that both trees have, as it is now; an empty one for what has gone meanwhile. Without a look all are of one source. */
export function rowItem(
  { store, outline, offers }: Basis,
  node: Exclude<TreeNode, ShelfNode | SummaryNode>,
  look: Look | undefined,
): vscode.TreeItem {
  switch (node.kind) {
    case 'more':
      return moreItem(node);
    case 'trouble': {
      const sidecar = store.get(node.source)?.sidecar;
      return sidecar ? troubleItem(node, sidecar) : new vscode.TreeItem('');
    }
    case 'offers':
      return offersItem(node, offers.in(node.source));
    case 'offer': {
      const offered = offers.find(node.source, node.name);
      return offered ? offerItem(node, offered) : new vscode.TreeItem('');
    }
    case 'annotation': {
      const mark = markFor(store, node);
      const tags = outline.tagsOf(vscode.Uri.parse(node.source));
      return mark ? annotationItem(node, mark, look, tags) : new vscode.TreeItem('');
    }
  }
}

/** Adds the tooltip of an annotation's row, which is made when somebody asks for it. */
export function withTooltip(store: Store, item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
  const mark = node.kind === 'annotation' ? markFor(store, node) : undefined;
  if (mark && node.kind === 'annotation') item.tooltip = tooltipOf(node.source, mark);
  return item;
}

function markFor(store: Store, { source, id }: AnnotationNode): Mark | undefined {
  const sheet = store.get(source);
  return sheet && markOf(sheet, id);
}
