import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import { filterOf, filterPicks, isTicked, type FilterPick } from '../views/tree/filter';
import { groupings, sortings, wordsOfGrouping, wordsOfSorting, type LookHolder } from './look';

/** Asks how to group the tree; what is chosen already is marked. */
export async function pickGrouping(look: LookHolder): Promise<void> {
  const picks = groupings.map((by) => ({ label: capital(wordsOfGrouping(by)), by, ...mark(by === look.now().by) }));
  const pick = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Group Annotations') });
  if (pick) look.change({ by: pick.by });
}

export async function pickSorting(look: LookHolder): Promise<void> {
  const picks = sortings.map((sort) => ({
    label: capital(wordsOfSorting(sort)),
    sort,
    ...mark(sort === look.now().sort),
  }));
  const pick = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Sort Annotations') });
  if (pick) look.change({ sort: pick.sort });
}

const mark = (isChosen: boolean): { iconPath: vscode.ThemeIcon } => ({
  iconPath: new vscode.ThemeIcon(isChosen ? 'check' : 'blank'),
});

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase(vscode.env.language) + words.slice(1);

/**
 * Asks for words, tags, authors and reviews in one list: what is typed filters by text, what is ticked by tag,
 * author and review, and the tree follows at once. Escape brings back what was before.
 */
export function pickFilter(store: Store, look: LookHolder): void {
  const before = look.now().filter;
  const picker = vscode.window.createQuickPick<FilterPick>();
  picker.title = vscode.l10n.t('Filter Annotations');
  picker.placeholder = vscode.l10n.t('Type words of the claim, note or speaker; tick tags, authors and reviews');
  picker.canSelectMany = true;
  picker.items = filterPicks(store, before);
  picker.selectedItems = picker.items.filter((item) => isTicked(item, before));
  picker.value = before.text;
  let isAccepted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const apply = (): void => look.change({ filter: filterOf(picker.value, picker.selectedItems) });
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(apply, 150);
  };
  picker.onDidChangeValue(soon);
  picker.onDidChangeSelection(soon);
  picker.onDidAccept(() => {
    isAccepted = true;
    clearTimeout(timer);
    apply();
    picker.hide();
  });
  picker.onDidHide(() => {
    clearTimeout(timer);
    if (!isAccepted) look.change({ filter: before });
    picker.dispose();
  });
  picker.show();
}
