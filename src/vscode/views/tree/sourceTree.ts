import * as vscode from 'vscode';
import type { Summary } from '../../../core/query/group';
import type { Sheet } from '../../../core/state/sheet';
import type { Store } from '../../../core/state/store';
import { summaryItem, rowItem, withTooltip, isTroubled, type Basis } from './items';
import { isOfWorkspace, type AnnotationNode, type TreeNode } from '../../ui/treeNodes';
import { suggestionNodes, suggestionsIn, type OpenSuggestions } from './suggestionRows';
import type { Outline } from './outline';
/** How many annotations are shown at first, and added each time. */
const page = 500;

/** The annotations of one source in its order, urgent ones first. */
export class SourceTree implements vscode.TreeDataProvider<TreeNode>, Basis {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private source: string | undefined;
  private summary: Summary | undefined;
  private limit = page;

  constructor(
    readonly store: Store,
    readonly outline: Outline,
    readonly suggestions: OpenSuggestions,
  ) {}

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node) return node.kind === 'suggestions' ? suggestionNodes(this.suggestions, node) : [];
    const { source } = this;
    if (source === undefined) return [];
    const sheet = this.store.get(source);
    const annotations = sheet ? await this.annotations(source, sheet) : [];
    return [...annotations, ...suggestionsIn(this.suggestions, source)];
  }

  private async annotations(source: string, sheet: Sheet): Promise<TreeNode[]> {
    const summary = await this.outline.summary(source);
    const items = await this.outline.items({ source }, this.limit);
    this.summary = summary;
    const nodes: TreeNode[] = items.map(({ annotation }) => ({ kind: 'annotation', source, id: annotation.id }));
    if (nodes.length > 0) nodes.unshift({ kind: 'summary' });
    if (isTroubled(sheet)) nodes.unshift({ kind: 'trouble', source });
    const left = summary.shown.count - items.length;
    return left > 0 ? [...nodes, { kind: 'more', list: { source }, left }] : nodes;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    // Rows are directly under the source, without groups.
    if (isOfWorkspace(node)) return new vscode.TreeItem('');
    if (node.kind !== 'summary') return rowItem(this, node, undefined);
    const pending = this.source === undefined ? [] : [this.suggestions.in(this.source)];
    return this.summary ? summaryItem(node, this.summary, pending) : new vscode.TreeItem('');
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    return withTooltip(this.store, item, node);
  }

  getParent(): undefined {
    return undefined;
  }

  /** Shows the annotations of a source from now on. */
  show(source: string | undefined): void {
    if (source !== this.source) this.limit = page;
    this.source = source;
    this.changed.fire(undefined);
  }

  /** Shows more; with `past`, at least up to that annotation. */
  async showMore(past?: AnnotationNode): Promise<void> {
    if (past) {
      if (past.source !== this.source || (this.summary?.shown.count ?? Infinity) <= this.limit) return;
      const items = await this.outline.items({ source: past.source }, Infinity);
      const index = items.findIndex(({ annotation }) => annotation.id === past.id);
      if (index < this.limit) return;
      this.limit = index;
    }
    this.limit += page;
    this.changed.fire(undefined);
  }
}
