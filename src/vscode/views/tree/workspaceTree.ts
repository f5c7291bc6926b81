import * as vscode from 'vscode';
import { heads } from '../../../core/query/attention';
import { type Count } from '../../../core/query/count';
import { groupOrder, type Group, type Layout, type Summary } from '../../../core/query/group';
import { isEmpty, sourceStates } from '../../../core/query/filter';
import type { Store } from '../../../core/state/store';
import { onOneLine } from '../../../core/text/oneLine';
import { tagsFor } from '../../ui/tags';
import {
  forYouItem,
  isTroubled,
  rowItem,
  shelfItem,
  sourceItem,
  sourcesItem,
  summaryItem,
  titleOf,
  withTooltip,
  type Basis,
} from './items';
import { isFilterOf, stepItem, stepNodes, type QueueOfSources } from './steps';
import type { LayoutHolder } from './layout';
import {
  idOf,
  nameOf,
  type AnnotationNode,
  type SuggestionsNode,
  type GroupNode,
  type SourceList,
  type SummaryNode,
  type TreeNode,
} from '../../ui/treeNodes';
import { offerNodes, offersIn, type Offers } from './suggestionRows';
import type { Outline } from './outline';
/** How many annotations of a shelf are shown at first, and how many more each time. */
const page = 300;

const sourceLists: readonly SourceList[] = ['untouched', ...sourceStates];

const none: Count = { count: 0, checked: 0 };

/** A shelf whose node VS Code has got, which knows it by its identity, and how many of its annotations are shown. */
interface Shelf {
  readonly node: GroupNode;
  readonly limit: number;
}

/** The annotations of the workspace as a tree: what needs a person first, then the groups. It is read when it is shown. */
export class WorkspaceTree implements vscode.TreeDataProvider<TreeNode>, Basis {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** By their names. */
  private readonly shelves = new Map<string, Shelf>();
  private readonly summaryNode: TreeNode = { kind: 'summary' };
  private readonly forYouNode: TreeNode = { kind: 'forYou' };
  private summary: Summary | undefined;
  private rows: readonly string[] = [];

  constructor(
    readonly store: Store,
    private readonly layout: LayoutHolder,
    readonly outline: Outline,
    readonly offers: Offers,
    private readonly queue: QueueOfSources,
  ) {}

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.roots();
    if (node.kind === 'offers') return offerNodes(this.offers, node);
    if (node.kind === 'sources') {
      const { which } = node;
      return this.listed(which).map((source) => ({ kind: 'source', source, which }));
    }
    if (node.kind === 'summary') return [...stepNodes(this.queue)];
    return node.kind === 'shelf' ? [...(await this.itemsOf(node.shelf)), ...this.offersUnder(node)] : [];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const layout = this.layout.now();
    switch (node.kind) {
      case 'forYou':
        return forYouItem(node, this.queue.work());
      case 'summary':
        return this.summaryItem(node);
      case 'step':
        return stepItem(node, layout.filter, this.queue.person());
      case 'shelf':
        return this.shelfItem(node);
      case 'sources':
        return sourcesItem(node, this.listed(node.which).length);
      case 'source':
        return sourceItem(node, this.outline.nameOf(node.source), titleOf(this.store, node.source));
      default:
        return rowItem(this, node, layout);
    }
  }

  private summaryItem(node: SummaryNode): vscode.TreeItem {
    if (!this.summary) return new vscode.TreeItem('');
    const offers = this.offers.sources().map((source) => this.offers.in(source));
    const steps = stepNodes(this.queue).length > 0;
    return summaryItem(node, this.summary, offers, { ...this.queue.count(), steps });
  }

  private shelfItem(node: GroupNode): vscode.TreeItem {
    const { source } = node;
    const offered = this.offersUnder(node).flatMap((one) => this.offers.in(one.source).open).length;
    return shelfItem(node, this.layout.now(), this.countsOf(node.shelf), {
      isOpen: this.isOpen(node.shelf),
      offered,
      title: source === undefined ? this.clusterTitle(node.shelf) : titleOf(this.store, source),
      isFinished: source !== undefined && this.queue.isFinished(source),
    });
  }

  /** Of a cluster of linked annotations the claim that names it. */
  private clusterTitle(shelf: Group): string | undefined {
    if (shelf.shelf !== 'group' || shelf.value === '' || this.layout.now().by !== 'cluster') return undefined;
    return onOneLine(this.outline.wordsOfCluster(shelf.value));
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    return withTooltip(this.store, item, node);
  }

  getParent(node: TreeNode): TreeNode | undefined {
    if (node.kind !== 'annotation') return undefined;
    const shelf = this.outline.shelf(node.source, node.id);
    return shelf && this.shelfFor(node.need === undefined ? shelf : { shelf: node.need }).node;
  }

  /** Reads again after these sources changed, or after anything may have; only rows that may differ are drawn anew. */
  async refresh(sources: ReadonlySet<string> | undefined): Promise<Summary> {
    const before = this.rows;
    const nodes = await this.roots();
    const isSame = before.length === this.rows.length && before.every((row, index) => row === this.rows[index]);
    if (!sources || !isSame || this.layout.now().by !== 'source') this.changed.fire(undefined);
    else {
      for (const node of nodes)
        if (!('source' in node) || node.source === undefined || sources.has(node.source)) this.changed.fire(node);
    }
    return this.summary ?? this.outline.summary();
  }

  /** Shows more of a shelf; with `past`, at least up to that annotation. */
  async showMore(shelf: Group, past?: AnnotationNode): Promise<void> {
    const { node, limit } = this.shelfFor(shelf);
    if (!past) this.shelves.set(nameOf(shelf), { node, limit: limit + page });
    else {
      if (this.countsOf(shelf).count <= limit) return;
      const items = await this.outline.items(shelf, Infinity);
      const index = items.findIndex(({ source, annotation }) => source === past.source && annotation.id === past.id);
      if (index < limit) return;
      this.shelves.set(nameOf(shelf), { node, limit: index + page });
    }
    this.changed.fire(node);
  }

  private async roots(): Promise<TreeNode[]> {
    const summary = await this.outline.summary();
    this.summary = summary;
    const troubled = this.store.all().filter(isTroubled);
    const nodes: TreeNode[] = troubled.map(({ source }) => ({ kind: 'trouble', source }));
    const lists = this.lists(this.layout.now(), summary).filter((which) => this.listed(which).length > 0);
    if (summary.shown.count > 0 || lists.length > 0) nodes.unshift(this.summaryNode);
    await this.queue.learn();
    if (this.queue.work().open > 0) nodes.unshift(this.forYouNode);
    for (const shelf of heads) if (summary[shelf] > 0) nodes.push(this.shelfFor({ shelf }).node);
    nodes.push(...this.groups(summary).map((value) => this.shelfFor({ shelf: 'group', value }).node));
    for (const which of lists) nodes.push({ kind: 'sources', which });
    const counts = [...sourceLists.map((which) => this.listed(which).length), this.queue.work().open];
    this.rows = [...nodes.map(idOf), ...counts.map(String)];
    return nodes;
  }

  /** The lists of sources that are shown; where a step has filtered the tree, that of the step: it has those, too, in which nothing is tagged. */
  private lists({ by, filter }: Layout, { total }: Summary): readonly SourceList[] {
    if (isEmpty(filter)) return by === 'source' && total > 0 ? ['untouched', 'finished'] : [];
    return sourceStates.filter((state) => isFilterOf(state, filter, this.queue.person()));
  }

  /** Sources in which nothing is tagged and of which nothing else is shown; or those that are finished. */
  private listed(which: SourceList): readonly string[] {
    if (which !== 'untouched') return this.queue[which]();
    const offered = new Set(this.offeredSources());
    return this.queue.untouched().filter((source) => !offered.has(source));
  }

  /** The groups in order; of tags also those that nothing has yet, since annotations can be dropped on them. */
  private groups(summary: Summary): readonly string[] {
    const { by, filter } = this.layout.now();
    const tags = by === 'tag' ? tagsFor(undefined).map((tag) => tag.id) : [];
    const offered = isEmpty(filter) && summary.total > 0 ? tags : [];
    const open = by === 'source' && isEmpty(filter) && summary.total > 0 ? this.offeredSources() : [];
    const { nameOf: ofSource, wordsOfCluster: ofCluster } = this.outline;
    const name = by === 'source' ? ofSource : by === 'cluster' ? ofCluster : (value: string): string => value;
    return groupOrder(new Set([...offered, ...open, ...summary.groups.keys()]), by, tags, name);
  }

  private async itemsOf(shelf: Group): Promise<TreeNode[]> {
    const { limit } = this.shelfFor(shelf);
    const items = await this.outline.items(shelf, limit);
    const need = 'value' in shelf ? {} : { need: shelf.shelf };
    const nodes: TreeNode[] = items.map(({ source, annotation }) => ({
      kind: 'annotation',
      source,
      id: annotation.id,
      ...need,
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
    return source === undefined || !isEmpty(this.layout.now().filter) ? [] : offersIn(this.offers, source);
  }

  private shelfFor(shelf: Group): Shelf {
    const name = nameOf(shelf);
    const known = this.shelves.get(name);
    if (known) return known;
    const isSource = shelf.shelf === 'group' && this.layout.now().by === 'source';
    const fresh: Shelf = { node: { kind: 'shelf', shelf, ...(isSource ? { source: shelf.value } : {}) }, limit: page };
    this.shelves.set(name, fresh);
    return fresh;
  }

  private countsOf(shelf: Group): Count {
    if (!('value' in shelf)) return { count: this.summary?.[shelf.shelf] ?? 0, checked: 0 };
    return this.summary?.groups.get(shelf.value) ?? none;
  }

  /** What needs a person is open; so are groups where there are only a few, and what a filter leaves of many. */
  private isOpen(shelf: Group): boolean {
    const { groups, shown } = this.summary ?? { groups: new Map(), shown: none };
    return !('value' in shelf) || groups.size <= 3 || (!isEmpty(this.layout.now().filter) && shown.count <= 200);
  }
}
