import * as vscode from 'vscode';
import type { Shelf, Summary } from '../../core/outline/outline';
import { markOf, type Sheet } from '../../core/sheet';
import type { Store } from '../../core/store';
import { isSidecar, sourceOf } from '../names';
import { canBeSource } from '../source/sources';
import { annotationItem, moreItem, summaryItem } from './items';
import type { AnnotationNode, TreeNode } from '../rows';
import { offerItem, offerNodes, offersIn, offersItem, type Offers } from './offers';
import type { Outline } from './outline';
import { tooltipOf } from './tooltip';
import { isTroubled, troubleItem } from './trouble';

/** How many annotations are shown at first, and how many more each time. */
const page = 500;

/** The source that the person is at: that of the active editor, which may show the source or its sidecar. */
export function currentSource(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || document.isUntitled) return undefined;
  if (isSidecar(document.uri)) return sourceOf(document.uri).toString();
  return canBeSource(document) ? document.uri.toString() : undefined;
}

/** The annotations of one source in its order, lost ones first. */
export class SourceTree implements vscode.TreeDataProvider<TreeNode> {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private source: string | undefined;
  private summary: Summary | undefined;
  private limit = page;

  constructor(
    private readonly store: Store,
    private readonly outline: Outline,
    private readonly offers: Offers,
  ) {}

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node) return node.kind === 'offers' ? offerNodes(this.offers, node) : [];
    const { source } = this;
    if (source === undefined) return [];
    const sheet = this.store.get(source);
    const annotations = sheet ? await this.annotations(source, sheet) : [];
    return [...annotations, ...offersIn(this.offers, source)];
  }

  private async annotations(source: string, sheet: Sheet): Promise<TreeNode[]> {
    const shelf: Shelf = { shelf: 'source', value: source };
    const summary = await this.outline.summary(source);
    const items = await this.outline.items(shelf, this.limit);
    this.summary = summary;
    const nodes: TreeNode[] = items.map(({ annotation }) => ({ kind: 'annotation', source, id: annotation.id }));
    if (nodes.length > 0) nodes.unshift({ kind: 'summary' });
    if (isTroubled(sheet)) nodes.unshift({ kind: 'trouble', source });
    const left = summary.shown.count - items.length;
    return left > 0 ? [...nodes, { kind: 'more', shelf, left }] : nodes;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    if (node.kind === 'summary' && this.summary)
      return summaryItem(node, this.summary, this.source === undefined ? [] : [this.offers.in(this.source)]);
    if (node.kind === 'more') return moreItem(node);
    if (node.kind === 'offers') return offersItem(node, this.offers.in(node.source));
    const offered = node.kind === 'offer' ? this.offers.find(node.source, node.name) : undefined;
    if (offered && node.kind === 'offer') return offerItem(node, offered);
    const sheet = 'source' in node && node.source !== undefined ? this.store.get(node.source) : undefined;
    if (node.kind === 'trouble' && sheet?.sidecar) return troubleItem(node, sheet.sidecar);
    const mark = sheet && node.kind === 'annotation' ? markOf(sheet, node.id) : undefined;
    if (!mark || node.kind !== 'annotation') return new vscode.TreeItem('');
    return annotationItem(node, mark, undefined, this.outline.tagsOf(vscode.Uri.parse(node.source)));
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const sheet = node.kind === 'annotation' ? this.store.get(node.source) : undefined;
    const mark = sheet && node.kind === 'annotation' ? markOf(sheet, node.id) : undefined;
    if (mark && node.kind === 'annotation') item.tooltip = tooltipOf(node.source, mark);
    return item;
  }

  getParent(): undefined {
    return undefined;
  }

  /** Shows the annotations of this source from now on. */
  show(source: string | undefined): void {
    if (source !== this.source) this.limit = page;
    this.source = source;
    this.changed.fire(undefined);
  }

  /** Shows more; with `past`, at least up to that annotation. */
  async showMore(past?: AnnotationNode): Promise<void> {
    if (past) {
      if (past.source !== this.source || (this.summary?.shown.count ?? Infinity) <= this.limit) return;
      const items = await this.outline.items({ shelf: 'source', value: past.source }, Infinity);
      const index = items.findIndex(({ annotation }) => annotation.id === past.id);
      if (index < this.limit) return;
      this.limit = index;
    }
    this.limit += page;
    this.changed.fire(undefined);
  }
}
