import * as vscode from 'vscode';
import { afterPause } from '../../ui/debounce';
import type { Grouping } from '../../../core/query/count';
import { isEmpty, restoredFilter } from '../../../core/query/filter';
import type { Layout } from '../../../core/query/group';
import type { Sorting } from '../../../core/query/order';
import { emitter, type Event } from '../../../core/state/event';
import type { Store } from '../../../core/state/store';
import { capital, filterOf, filterPicks, isTicked, type Asker, type FilterPick } from './filter';

/** A person's layout of the trees, kept for the workspace. */
export interface LayoutHolder {
  now(): Layout;
  change(part: Partial<Layout>): void;
  readonly onDidChange: Event<Layout>;
}

const groupings: readonly Grouping[] = ['source', 'tag', 'author', 'speaker', 'cluster'];
const sortings: readonly Sorting[] = ['place', 'time', 'tag'];

const remembered = 'look';

export function createLayout(memento: vscode.Memento): LayoutHolder {
  const before = memento.get<Partial<Layout>>(remembered, {});
  let layout: Layout = {
    by: groupings.find((by) => by === before.by) ?? 'source',
    sort: sortings.find((sort) => sort === before.sort) ?? 'place',
    filter: restoredFilter(before.filter),
  };
  const changed = emitter<Layout>();
  const tell = (): void =>
    void vscode.commands.executeCommand('setContext', 'claimmark.filtered', !isEmpty(layout.filter));
  tell();
  return {
    now: () => layout,
    change(part) {
      layout = { ...layout, ...part };
      void memento.update(remembered, layout);
      tell();
      changed.fire(layout);
    },
    onDidChange: changed.event,
  };
}

/** A grouping in words, for the quick pick and the view's title. */
export function wordsOfGrouping(by: Grouping): string {
  return {
    source: vscode.l10n.t('by source'),
    tag: vscode.l10n.t('by tag'),
    author: vscode.l10n.t('by author'),
    speaker: vscode.l10n.t('by speaker'),
    cluster: vscode.l10n.t('by links'),
  }[by];
}

function wordsOfSorting(sort: Sorting): string {
  return {
    place: vscode.l10n.t('by place in the source'),
    time: vscode.l10n.t('newest first'),
    tag: vscode.l10n.t('by tag'),
  }[sort];
}

/** Asks how to group the tree; the present choice is marked. */
export async function pickGrouping(layout: LayoutHolder): Promise<void> {
  const picks = groupings.map((by) => ({ label: capital(wordsOfGrouping(by)), by, ...mark(by === layout.now().by) }));
  const pick = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Group Annotations') });
  if (pick) layout.change({ by: pick.by });
}

export async function pickSorting(layout: LayoutHolder): Promise<void> {
  const picks = sortings.map((sort) => ({
    label: capital(wordsOfSorting(sort)),
    sort,
    ...mark(sort === layout.now().sort),
  }));
  const pick = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Sort Annotations') });
  if (pick) layout.change({ sort: pick.sort });
}

const mark = (isChosen: boolean): { iconPath: vscode.ThemeIcon } => ({
  iconPath: new vscode.ThemeIcon(isChosen ? 'check' : 'blank'),
});

/**
 * Asks for words and conditions in one list: typing filters by words, ticking by conditions, and the tree follows at
 * once. Escape restores the former filter.
 */
export function pickFilter(store: Store, layout: LayoutHolder, queue: Asker): void {
  const before = layout.now().filter;
  const picker = vscode.window.createQuickPick<FilterPick>();
  picker.title = vscode.l10n.t('Filter Annotations');
  picker.placeholder = vscode.l10n.t('Type to search; tick what else must apply');
  picker.canSelectMany = true;
  picker.items = filterPicks(store, before, queue);
  picker.selectedItems = picker.items.filter((item) => isTicked(item, before));
  picker.value = before.text;
  let isAccepted = false;
  const apply = (): void => layout.change({ filter: filterOf(picker.value, picker.selectedItems) });
  const applied = afterPause(150, apply);
  picker.onDidChangeValue(() => applied.soon());
  picker.onDidChangeSelection(() => applied.soon());
  picker.onDidAccept(() => {
    isAccepted = true;
    applied.cancel();
    apply();
    picker.hide();
  });
  picker.onDidHide(() => {
    applied.dispose();
    if (!isAccepted) layout.change({ filter: before });
    picker.dispose();
  });
  picker.show();
}
