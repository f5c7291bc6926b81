import * as vscode from 'vscode';
import { heads } from '../../../core/query/attention';
import { type Count } from '../../../core/query/count';
import { groupOrder, sourceOf, type Group, type Layout, type Summary } from '../../../core/query/group';
import { isEmpty, sourceStates } from '../../../core/query/filter';
import type { Store } from '../../../core/state/store';
import { onOneLine } from '../../../core/text/oneLine';
import { tagsFor } from '../../ui/tags';
import {
  isTroubled,
  rowItem,
  groupItem,
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
import { suggestionNodes, suggestionsIn, type OpenSuggestions } from './suggestionRows';
import type { Outline } from './outline';
/** How many annotations of a group are shown at first, and added each time. */
const page = 300;

const sourceLists: readonly SourceList[] = ['untouched', ...sourceStates];

const none: Count = { count: 0, checked: 0 };

/** A group whose node was given to VS Code, which knows it by identity, and how many annotations are shown. */
interface ShownGroup {
  readonly node: GroupNode;
  readonly limit: number;
}

/** The workspace's annotations as a tree: what needs a person first, then the groups. It is read when it is shown. */
export class WorkspaceTree implements vscode.TreeDataProvider<TreeNode>, Basis {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** By name. */
  private readonly shownGroups = new Map<string, ShownGroup>();
  private readonly summaryNode: TreeNode = { kind: 'summary' };
  private summary: Summary | undefined;
  private rows: readonly string[] = [];

  constructor(
    readonly store: Store,
    private readonly layout: LayoutHolder,
    readonly outline: Outline,
    readonly suggestions: OpenSuggestions,
    private readonly queue: QueueOfSources,
  ) {}

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.roots();
    if (node.kind === 'suggestions') return suggestionNodes(this.suggestions, node);
    if (node.kind === 'sources') {
      const { which } = node;
      return this.listed(which).map((source) => ({ kind: 'source', source, which }));
    }
    if (node.kind === 'summary') return [...stepNodes(this.queue)];
    return node.kind === 'group' ? [...(await this.itemsOf(node.group)), ...this.suggestionsUnder(node)] : [];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const layout = this.layout.now();
    switch (node.kind) {
      case 'summary':
        return this.summaryItem(node);
      case 'step':
        return stepItem(node, layout.filter, this.queue);
      case 'group':
        return this.groupItem(node);
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
    const pending = this.suggestions.sources().map((source) => this.suggestions.in(source));
    const steps = stepNodes(this.queue).length > 0;
    return summaryItem(node, this.summary, pending, { ...this.queue.count(), steps });
  }

  private groupItem(node: GroupNode): vscode.TreeItem {
    const { source } = node;
    const offered = this.suggestionsUnder(node).flatMap((one) => this.suggestions.in(one.source).open).length;
    return groupItem(node, this.layout.now(), this.countsOf(node.group), {
      isOpen: this.isOpen(node.group),
      offered,
      title: source === undefined ? this.clusterTitle(node.group) : titleOf(this.store, source),
      isFinished: source !== undefined && this.queue.isFinished(source),
    });
  }

  /** The claim that names a cluster of linked annotations. */
  private clusterTitle(group: Group): string | undefined {
    if (!('value' in group) || group.value === '' || this.layout.now().by !== 'cluster') return undefined;
    return onOneLine(this.outline.wordsOfCluster(group.value));
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    return withTooltip(this.store, item, node);
  }

  getParent(node: TreeNode): TreeNode | undefined {
    if (node.kind !== 'annotation') return undefined;
    const group = this.outline.groupWith(node.source, node.id);
    return group && this.shownGroup(node.need === undefined ? group : { need: node.need }).node;
  }

  /** Reads again after these sources changed, or after anything may have; only rows that may differ are drawn again. */
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

  /** Shows more of a group; with `past`, at least up to that annotation. */
  async showMore(group: Group, past?: AnnotationNode): Promise<void> {
    const { node, limit } = this.shownGroup(group);
    if (!past) this.shownGroups.set(nameOf(group), { node, limit: limit + page });
    else {
      if (this.countsOf(group).count <= limit) return;
      const items = await this.outline.items(group, Infinity);
      const index = items.findIndex(({ source, annotation }) => source === past.source && annotation.id === past.id);
      if (index < limit) return;
      this.shownGroups.set(nameOf(group), { node, limit: index + page });
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
    for (const need of heads) if (summary[need] > 0) nodes.push(this.shownGroup({ need }).node);
    nodes.push(...this.groups(summary).map((value) => this.shownGroup({ value }).node));
    for (const which of lists) nodes.push({ kind: 'sources', which });
    const counts = [...sourceLists.map((which) => this.listed(which).length), this.queue.work().open];
    this.rows = [...nodes.map(idOf), ...counts.map(String)];
    return nodes;
  }

  /** The lists of sources shown; if a step filters the tree, its list, which includes sources without annotations. */
  private lists({ by, filter }: Layout, { total }: Summary): readonly SourceList[] {
    if (isEmpty(filter)) return by === 'source' && total > 0 ? ['untouched', 'finished'] : [];
    return sourceStates.filter((state) => isFilterOf(state, filter, this.queue.person()));
  }

  /** The sources of a list; untouched ones only if nothing else of them is shown. */
  private listed(which: SourceList): readonly string[] {
    if (which !== 'untouched') return this.queue[which]();
    const offered = new Set(this.suggestedSources());
    return this.queue.untouched().filter((source) => !offered.has(source));
  }

  /** The groups in order, with tags not in use yet, since annotations can be dropped on them. */
  private groups(summary: Summary): readonly string[] {
    const { by, filter } = this.layout.now();
    const tags = by === 'tag' ? tagsFor(undefined).map((tag) => tag.id) : [];
    const offered = isEmpty(filter) && summary.total > 0 ? tags : [];
    const open = by === 'source' && isEmpty(filter) && summary.total > 0 ? this.suggestedSources() : [];
    const { nameOf: ofSource, wordsOfCluster: ofCluster } = this.outline;
    const name = by === 'source' ? ofSource : by === 'cluster' ? ofCluster : (value: string): string => value;
    return groupOrder(new Set([...offered, ...open, ...summary.groups.keys()]), by, tags, name);
  }

  private async itemsOf(group: Group): Promise<TreeNode[]> {
    const { limit } = this.shownGroup(group);
    const items = await this.outline.items(group, limit);
    const need = 'need' in group ? group : {};
    const nodes: TreeNode[] = items.map(({ source, annotation }) => ({
      kind: 'annotation',
      source,
      id: annotation.id,
      ...need,
    }));
    const left = this.countsOf(group).count - nodes.length;
    return left > 0 ? [...nodes, { kind: 'more', list: group, left }] : nodes;
  }

  /** Open sources with suggestions left; listed once somebody has begun, so as not to replace the welcome before. */
  private suggestedSources(): readonly string[] {
    return this.suggestions.sources().filter((source) => this.suggestions.in(source).open.length > 0);
  }

  /** The suggestions under their source, if the tree is not filtered. */
  private suggestionsUnder({ source }: GroupNode): readonly SuggestionsNode[] {
    return source === undefined || !isEmpty(this.layout.now().filter) ? [] : suggestionsIn(this.suggestions, source);
  }

  private shownGroup(group: Group): ShownGroup {
    const name = nameOf(group);
    const known = this.shownGroups.get(name);
    if (known) return known;
    const source = sourceOf(group, this.layout.now().by);
    const fresh: ShownGroup = {
      node: { kind: 'group', group, ...(source !== undefined && { source }) },
      limit: page,
    };
    this.shownGroups.set(name, fresh);
    return fresh;
  }

  private countsOf(group: Group): Count {
    if ('need' in group) return { count: this.summary?.[group.need] ?? 0, checked: 0 };
    return this.summary?.groups.get(group.value) ?? none;
  }

  /** Whether a group is open: what needs a person is, as are all if they are few, and what a filter leaves of many. */
  private isOpen(group: Group): boolean {
    const { groups, shown } = this.summary ?? { groups: new Map(), shown: none };
    return 'need' in group || groups.size <= 3 || (!isEmpty(this.layout.now().filter) && shown.count <= 200);
  }
}
