import * as vscode from 'vscode';
import { attentions, type Count } from '../../../core/query/count';
import { groupOrder, type Group, type Summary } from '../../../core/query/group';
import { isEmpty } from '../../../core/query/filter';
import { reviewWork, type ReviewWork } from '../../../core/query/reviewWork';
import type { Store } from '../../../core/state/store';
import { tagsFor } from '../../ui/tags';
import {
  forYouItem,
  isTroubled,
  rowItem,
  shelfItem,
  sourceItem,
  summaryItem,
  untouchedItem,
  withTooltip,
  type Basis,
} from './items';
import type { LayoutHolder } from './layout';
import {
  idOf,
  nameOf,
  type AnnotationNode,
  type SuggestionsNode,
  type GroupNode,
  type TreeNode,
} from '../../ui/treeNodes';
import { offerNodes, offersIn, type Offers } from './suggestionRows';
import type { Outline } from './outline';
/** How many annotations of a shelf are shown at first, and how many more each time. */
const page = 300;

const none: Count = { count: 0, decided: 0 };

/** The annotations of the workspace as a tree: what needs a person first, then the groups. It is read when it is shown. */
export class WorkspaceTree implements vscode.TreeDataProvider<TreeNode>, Basis {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** Nodes that VS Code knows by their identity. */
  private readonly shelves = new Map<string, GroupNode>();
  private readonly limits = new Map<string, number>();
  private readonly summaryNode: TreeNode = { kind: 'summary' };
  private readonly untouchedNode: TreeNode = { kind: 'untouched' };
  private readonly forYouNode: TreeNode = { kind: 'forYou' };
  private summary: Summary | undefined;
  /** What waits for the person of this window, who is known by name. */
  private work: ReviewWork | undefined;
  private workOf: { readonly name: string; readonly count: ReturnType<typeof reviewWork> } | undefined;
  private rows: readonly string[] = [];

  constructor(
    readonly store: Store,
    private readonly look: LayoutHolder,
    readonly outline: Outline,
    readonly offers: Offers,
    private readonly sources: { all(): readonly vscode.Uri[] },
    private readonly self: () => Promise<string | undefined> = () => Promise.resolve(undefined),
  ) {}

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.roots();
    if (node.kind === 'offers') return offerNodes(this.offers, node);
    if (node.kind === 'untouched') return this.untouched().map((source) => ({ kind: 'source', source }));
    return node.kind === 'shelf' ? [...(await this.itemsOf(node.shelf)), ...this.offersUnder(node)] : [];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const look = this.look.now();
    switch (node.kind) {
      case 'forYou':
        return this.work ? forYouItem(node, this.work) : new vscode.TreeItem('');
      case 'summary': {
        const offers = this.offers.sources().map((source) => this.offers.in(source));
        return this.summary ? summaryItem(node, this.summary, offers, this.queue()) : new vscode.TreeItem('');
      }
      case 'shelf': {
        const offered = this.offersUnder(node).flatMap(({ source }) => this.offers.in(source).open).length;
        return shelfItem(node, look, this.countsOf(node.shelf), { isOpen: this.isOpen(node.shelf), offered });
      }
      case 'untouched':
        return untouchedItem(node, this.untouched().length);
      case 'source':
        return sourceItem(node, this.outline.nameOf(node.source));
      default:
        return rowItem(this, node, look);
    }
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    return withTooltip(this.store, item, node);
  }

  getParent(node: TreeNode): TreeNode | undefined {
    const shelf = node.kind === 'annotation' ? this.outline.shelf(node.source, node.id) : undefined;
    return shelf && this.shelfNode(shelf);
  }

  /** Reads again after these sources changed, or after anything may have; only rows that may differ are drawn anew. */
  async refresh(sources: ReadonlySet<string> | undefined): Promise<Summary> {
    const before = this.rows;
    const nodes = await this.roots();
    const isSame = before.length === this.rows.length && before.every((row, index) => row === this.rows[index]);
    if (!sources || !isSame || this.look.now().by !== 'source') this.changed.fire(undefined);
    else {
      for (const node of nodes)
        if (!('source' in node) || node.source === undefined || sources.has(node.source)) this.changed.fire(node);
    }
    return this.summary ?? this.outline.summary();
  }

  /** Shows more of a shelf; with `past`, at least up to that annotation. */
  async showMore(shelf: Group, past?: AnnotationNode): Promise<void> {
    const name = nameOf(shelf);
    const shown = this.limits.get(name) ?? page;
    if (!past) this.limits.set(name, shown + page);
    else {
      if (this.countsOf(shelf).count <= shown) return;
      const items = await this.outline.items(shelf, Infinity);
      const index = items.findIndex(({ source, annotation }) => source === past.source && annotation.id === past.id);
      if (index < shown) return;
      this.limits.set(name, index + page);
    }
    this.changed.fire(this.shelfNode(shelf));
  }

  private async roots(): Promise<TreeNode[]> {
    const summary = await this.outline.summary();
    this.summary = summary;
    const troubled = this.store.all().filter(isTroubled);
    const nodes: TreeNode[] = troubled.map(({ source }) => ({ kind: 'trouble', source }));
    if (summary.shown.count > 0) nodes.unshift(this.summaryNode);
    this.work = await this.workForYou();
    if (this.work && this.work.open > 0) nodes.unshift(this.forYouNode);
    for (const shelf of attentions) if (summary[shelf] > 0) nodes.push(this.shelfNode({ shelf }));
    nodes.push(...this.groups(summary).map((value) => this.shelfNode({ shelf: 'group', value })));
    const { by, filter } = this.look.now();
    const isWhole = by === 'source' && isEmpty(filter) && summary.total > 0;
    if (isWhole && this.untouched().length > 0) nodes.push(this.untouchedNode);
    this.rows = [...nodes.map(idOf), String(this.untouched().length), String(this.work?.open)];
    return nodes;
  }

  /** Nothing where nobody knows who the person is. */
  private async workForYou(): Promise<ReviewWork | undefined> {
    const name = await this.self();
    if (!name) return undefined;
    if (this.workOf?.name !== name) this.workOf = { name, count: reviewWork(name) };
    return this.workOf.count(this.store.all());
  }

  /** Sources of the workspace in which nothing is tagged, and of which nothing else is shown. */
  private untouched(): readonly string[] {
    const offered = new Set(this.offeredSources());
    return this.sources
      .all()
      .map((file) => file.toString())
      .filter((source) => !offered.has(source) && (this.store.get(source)?.records.length ?? 0) === 0);
  }

  /** How many sources there are, and in how many of them something is tagged. */
  private queue(): { readonly begun: number; readonly all: number } {
    const begun = this.store.all().filter(({ records }) => records.length > 0).length;
    const untouched = this.sources.all().filter((file) => (this.store.get(file.toString())?.records.length ?? 0) === 0);
    return { begun, all: begun + untouched.length };
  }

  /** The groups in order; of tags also those that nothing has yet, since annotations can be dropped on them. */
  private groups(summary: Summary): readonly string[] {
    const { by, filter } = this.look.now();
    const tags = by === 'tag' ? tagsFor(undefined).map((tag) => tag.id) : [];
    const offered = isEmpty(filter) && summary.total > 0 ? tags : [];
    const open = by === 'source' && isEmpty(filter) && summary.total > 0 ? this.offeredSources() : [];
    const name = by === 'source' ? this.outline.nameOf : (value: string): string => value;
    return groupOrder(new Set([...offered, ...open, ...summary.groups.keys()]), by, tags, name);
  }

  private async itemsOf(shelf: Group): Promise<TreeNode[]> {
    const limit = this.limits.get(nameOf(shelf)) ?? page;
    const items = await this.outline.items(shelf, limit);
    const nodes: TreeNode[] = items.map(({ source, annotation }) => ({
      kind: 'annotation',
      source,
      id: annotation.id,
    }));
    const left = this.countsOf(shelf).count - nodes.length;
    return left > 0 ? [...nodes, { kind: 'more', shelf, left }] : nodes;
  }

  /** Open sources with suggestions left; they are listed once somebody has begun, and leave the welcome till then. */
  private offeredSources(): readonly string[] {
    return this.offers.sources().filter((source) => this.offers.in(source).open.length > 0);
  }

  /** Suggestions stand under their source, where the tree shows all that is there. */
  private offersUnder({ source }: GroupNode): readonly SuggestionsNode[] {
    return source === undefined || !isEmpty(this.look.now().filter) ? [] : offersIn(this.offers, source);
  }

  private shelfNode(shelf: Group): GroupNode {
    const name = nameOf(shelf);
    const isSource = shelf.shelf === 'group' && this.look.now().by === 'source';
    const node = this.shelves.get(name) ?? { kind: 'shelf', shelf, ...(isSource ? { source: shelf.value } : {}) };
    this.shelves.set(name, node);
    return node;
  }

  private countsOf(shelf: Group): Count {
    if (!('value' in shelf)) return { count: this.summary?.[shelf.shelf] ?? 0, decided: 0 };
    return this.summary?.groups.get(shelf.value) ?? none;
  }

  /** What needs a person is open; so are groups where there are only a few, and what a filter leaves of many. */
  private isOpen(shelf: Group): boolean {
    const { groups, shown } = this.summary ?? { groups: new Map(), shown: none };
    return !('value' in shelf) || groups.size <= 3 || (!isEmpty(this.look.now().filter) && shown.count <= 200);
  }
}
