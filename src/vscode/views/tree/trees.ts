import * as vscode from 'vscode';
import { isEmpty, noFilter } from '../../../core/query/filter';
import type { Summary } from '../../../core/query/group';
import { anchoredAnnotation } from '../../../core/state/sheet';
import type { Store } from '../../../core/state/store';
import { sidecarOf } from '../../ui/names';
import type { Platform } from '../../ui/platform';
import type { Sidecars } from '../../storage/sidecars';
import type { Suggestions } from '../../suggestions/suggestions';
import { createLayout, wordsOfGrouping, pickFilter, pickGrouping, pickSorting, type LayoutHolder } from './layout';
import { showBriefly } from '../../ui/dialogs';
import { openAt } from '../../ui/open';
import { wordsOfFilter } from './filter';
import type { AnnotationNode, MoreNode, GroupNode, SourceNode, StepNode, TreeNode } from '../../ui/treeNodes';
import { createQueue, filterOfStep, isFilterOf, type QueueOfSources } from './steps';
import { annotationAtCursor, followCursor, whenStirred } from './follow';
import { createOutline, type Outline } from './outline';
import { currentSource } from '../../documents/openSources';
import type { WorkspaceSources } from '../../documents/workspaceSources';
import { SourceTree } from './sourceTree';
import { WorkspaceTree } from './workspaceTree';

/** Gives annotations another tag. */
type Retag = (tag: string, nodes: readonly AnnotationNode[]) => Promise<void>;

/** Which sources are finished. */
interface Finished {
  isFinished(source: string): boolean;
  readonly onDidChange: vscode.Event<unknown>;
}

/** What the trees are given. */
interface Ground {
  readonly store: Store;
  readonly suggestions: Suggestions;
  readonly sidecars: Sidecars;
  readonly platform: Platform;
  readonly sources: WorkspaceSources;
  readonly finished: Finished;
  readonly memento: vscode.Memento;
  readonly retag: Retag;
  /** The name of this window's person, if known without asking. */
  readonly self: () => Promise<string | undefined>;
  /** Called with each annotation whose row is chosen. */
  readonly onDidChoose: (node: AnnotationNode) => void;
  /** Resolves once all sidecars of the workspace have been read. */
  readonly read: Promise<unknown>;
}

const patience = 100;

/** Shows the two views of the activity bar: the workspace and the current source. */
export function showTrees(ground: Ground): vscode.Disposable {
  const { store, suggestions, platform, memento } = ground;
  const layout = createLayout(memento);
  const queue = createQueue(ground);
  const outline = createOutline(store, layout, platform, queue.stateOf);
  const workspace = new WorkspaceTree(store, layout, outline, suggestions, queue);
  const source = new SourceTree(store, outline, suggestions);
  const views = {
    workspace: viewOf('claimmark.workspace', workspace, ground, layout),
    source: viewOf('claimmark.source', source, ground, layout),
  };
  const stage = { ...ground, queue, layout, outline, workspace, source, views };
  return vscode.Disposable.from(
    ...Object.values(views),
    keepFresh(stage),
    registerCommands(stage),
    ...(['workspace', 'source'] as const).map((name) =>
      followCursor(store, views[name], (node) => revealIn(stage, name, node, false), ground.onDidChoose),
    ),
    followWelcome(stage),
  );
}

interface Stage extends Ground {
  readonly queue: QueueOfSources;
  readonly layout: LayoutHolder;
  readonly outline: Outline;
  readonly workspace: WorkspaceTree;
  readonly source: SourceTree;
  readonly views: Readonly<Record<'workspace' | 'source', vscode.TreeView<TreeNode>>>;
}

function viewOf(
  id: string,
  treeDataProvider: vscode.TreeDataProvider<TreeNode>,
  { store, retag }: Ground,
  layout: LayoutHolder,
): vscode.TreeView<TreeNode> {
  return vscode.window.createTreeView(id, {
    treeDataProvider,
    canSelectMany: true,
    showCollapseAll: id === 'claimmark.workspace',
    dragAndDropController: createDrag(id, store, layout, retag),
  });
}

/** Lets annotations be dragged onto a tag, or onto another annotation for its tag, while the tree is grouped by tag. */
function createDrag(
  view: string,
  store: Store,
  layout: LayoutHolder,
  retag: Retag,
): vscode.TreeDragAndDropController<TreeNode> {
  const type = `application/vnd.code.tree.${view.toLowerCase()}`;

  function tagOfRow(row: TreeNode | undefined): string | undefined {
    if (layout.now().by !== 'tag') return undefined;
    if (row?.kind === 'group') return 'value' in row.group ? row.group.value : undefined;
    return row?.kind === 'annotation' ? anchoredAnnotation(store.get(row.source), row.id)?.annotation.tag : undefined;
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

/** Updates rows, badge, description and message when the store, layout, settings or active editor change. */
function keepFresh(stage: Stage): vscode.Disposable {
  const { store, suggestions, layout, outline, workspace, source, views } = stage;
  const refresh = async (sources: ReadonlySet<string> | undefined): Promise<void> => {
    const current = currentSource();
    if (!sources || (current !== undefined && sources.has(current))) source.show(current);
    tell(stage, await workspace.refresh(sources));
  };
  const all = (): void => void refresh(undefined);
  const refreshTags = (): void => {
    outline.forgetTags();
    all();
  };
  const follow = (): void => {
    source.show(currentSource());
    Object.assign(views.source, { message: messageOf(stage) });
    void vscode.commands.executeCommand('setContext', 'claimmark.atSource', currentSource() !== undefined);
  };
  // Counted in a separate turn.
  void stage.platform.pause().then(all);
  follow();
  return vscode.Disposable.from(
    whenStirred(store, suggestions, patience, refresh),
    layout.onDidChange(all),
    stage.sources.onDidChange(all),
    stage.finished.onDidChange(all),
    vscode.window.onDidChangeActiveTextEditor(follow),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('claimmark.tags') && refreshTags()),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('claimmark.author') && all()),
  );
}

function tell(stage: Stage, summary: Summary): void {
  const { views, layout } = stage;
  const { by, filter } = layout.now();
  const { t } = vscode.l10n;
  const words = isEmpty(filter)
    ? undefined
    : t('Filter: {0} ({1} of {2} shown)', wordsOfFilter(filter), summary.shown.count, summary.total);
  // An empty view says what to do only if it has no message.
  Object.assign(views.workspace, { message: words, description: wordsOfGrouping(by) });
  Object.assign(views.source, { message: messageOf(stage) });
  const tooltip = t(
    'Annotations that are lost, contested, questioned, edited or under discussion: {0}',
    summary.attention,
  );
  views.workspace.badge = summary.attention > 0 ? { value: summary.attention, tooltip } : undefined;
}

/** The message above the rows of the current source: the filter, or what to press if nothing is tagged yet. */
function messageOf({ store, suggestions, layout }: Stage): string | undefined {
  const { t } = vscode.l10n;
  const { filter } = layout.now();
  if (!isEmpty(filter)) return t('Filter: {0}', wordsOfFilter(filter));
  const source = currentSource() ?? '';
  const isNew = (store.get(source)?.records.length ?? 0) === 0 && suggestions.in(source).open.length > 0;
  return isNew
    ? t(
        'Nothing is tagged yet. Select words, or put the cursor in a sentence, and press Shift+Alt+V (verified), U (unconfirmed) or Q (quote). Or decide what is suggested.',
      )
    : undefined;
}

function registerCommands(stage: Stage): vscode.Disposable {
  const { store, layout } = stage;
  const on = (command: string, run: (...args: unknown[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(command, run);
  return vscode.Disposable.from(
    on('claimmark.refresh', () => readAgain(stage)),
    on('claimmark.groupBy', () => pickGrouping(layout)),
    on('claimmark.sortBy', () => pickSorting(layout)),
    on('claimmark.filter', () => pickFilter(store, layout, stage.queue)),
    on('claimmark.clearFilter', () => layout.change({ filter: noFilter })),
    on('claimmark.filterByStep', (node) => filterByStep(stage, node as StepNode | undefined)),
    on('claimmark.nextStep', (node) => nextStep(stage, node as StepNode | undefined)),
    on('claimmark.onSelectedRows', (what) => onSelectedRows(stage, what as { view: string; command: string })),
    on('claimmark.goToSource', (node) => goToSource(node as GroupNode | SourceNode | undefined)),
    on('claimmark.showMore', (node) => showMore(stage, node as MoreNode)),
    on('claimmark.revealInTree', (node) => revealAnywhere(stage, node as AnnotationNode | undefined)),
  );
}

/** Filters the tree by a step, or shows all again; for sources with nothing to show, opens the next one. */
async function filterByStep(stage: Stage, node: StepNode | undefined): Promise<void> {
  if (!node) return;
  const { layout } = stage;
  const filter = filterOfStep(node.step, stage.queue.person());
  if (!filter) return nextStep(stage, node);
  layout.change({ filter: isFilterOf(node.step, layout.now().filter, stage.queue.person()) ? noFilter : filter });
}

/** Begins a step in its first source; for begun sources, in the one after the current. */
async function nextStep({ queue }: Stage, node: StepNode | undefined): Promise<void> {
  const here = currentSource() ?? '';
  const next = node?.step === 'begun' ? queue.begun().find((source) => source > here) : undefined;
  if (node) await openAt(vscode.Uri.parse(next ?? node.source), undefined);
}

/** Reads all sidecars again, for file systems that don't report all changes. */
async function readAgain({ store, sidecars }: Stage): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: 'claimmark.workspace' } }, async () => {
    await sidecars.loadAll();
    // One that can't be read now keeps its state.
    await Promise.allSettled(store.all().map(({ source }) => sidecars.reload(sidecarOf(vscode.Uri.parse(source)))));
  });
}

/** Runs a command on the selected rows. Keys are bound to this, since VS Code passes rows to commands of menus only. */
async function onSelectedRows({ views }: Stage, what: { view: string; command: string } | undefined): Promise<void> {
  const view = what?.view === 'source' ? views.source : views.workspace;
  const nodes = view.selection.filter(({ kind }) => kind === 'annotation' || kind === 'suggestion');
  // A suggestion is not stored yet, so it is dismissed instead of removed.
  const command =
    what?.command === 'claimmark.remove' && nodes[0]?.kind === 'suggestion' ? 'claimmark.dismiss' : what?.command;
  if (command && nodes[0]) await vscode.commands.executeCommand(command, nodes[0], nodes);
}

async function goToSource(node: GroupNode | SourceNode | undefined): Promise<void> {
  if (node?.source !== undefined) await openAt(vscode.Uri.parse(node.source), undefined);
}

function showMore({ workspace, source }: Stage, { list }: MoreNode): Promise<void> {
  return 'source' in list ? source.showMore() : workspace.showMore(list);
}

/** Shows an annotation, or the one at the cursor, in the tree of its source if that is current, else of the workspace. */
async function revealAnywhere(stage: Stage, about: AnnotationNode | undefined): Promise<void> {
  const node = about?.kind === 'annotation' ? about : annotationAtCursor(stage.store);
  if (!node) {
    showBriefly(vscode.l10n.t('There is no annotation at the cursor.'));
    return;
  }
  if (!isEmpty(stage.layout.now().filter) && !stage.workspace.getParent(node))
    stage.layout.change({ filter: noFilter });
  await revealIn(stage, node.source === currentSource() ? 'source' : 'workspace', node, true);
}

async function revealIn(
  stage: Stage,
  name: 'workspace' | 'source',
  node: AnnotationNode,
  focus: boolean,
): Promise<void> {
  const parent = stage.workspace.getParent(node);
  if (parent?.kind !== 'group') return;
  await (name === 'source' ? stage.source.showMore(node) : stage.workspace.showMore(parent.group, node));
  try {
    await stage.views[name].reveal(node, { select: true, focus });
  } catch (error) {
    // The row has gone, or does not exist yet while the tree is being read again.
    console.info('Claimmark could not show an annotation in its tree.', error);
  }
}

/** Tells the manifest's welcome texts whether everything has been read, and whether there are sources. */
function followWelcome({ sources, read, workspace }: Stage): vscode.Disposable {
  const say = (key: string, value: boolean): void =>
    void vscode.commands.executeCommand('setContext', `claimmark.${key}`, value);
  // A folder that can't be searched has no welcome; the trees work nevertheless.
  const failed = (error: unknown): void => console.warn('Claimmark could not look for sources.', error);
  const tell = (): void => say('hasSources', sources.all().length > 0);
  const looked = sources.look().then(tell, failed);
  const shown = read.then(() => workspace.refresh(undefined));
  // Not before: a tree without its rows yet would say that nothing is tagged, or that there is nothing to tag.
  void Promise.all([looked, shown]).then(() => say('hasRead', true));
  return sources.onDidChange(tell);
}
