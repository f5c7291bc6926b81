import * as vscode from 'vscode';
import { noFilter, type Filter } from '../../core/outline/filter';
import { onOneLine } from '../../core/outline/line';
import { groupings, sortings, wordsOfGrouping, wordsOfSorting, type LookHolder } from './look';
import { tagOf, tagsFor } from '../tags';
import type { Store } from '../../core/store';

interface FilterPick extends vscode.QuickPickItem {
  readonly tag?: string;
  readonly author?: string;
}

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
 * Asks for words, tags and authors in one list: what is typed filters by text, what is ticked by tag and author, and
 * the tree follows at once. Escape brings back what was before.
 */
export function pickFilter(store: Store, look: LookHolder): void {
  const before = look.now().filter;
  const picker = vscode.window.createQuickPick<FilterPick>();
  picker.title = vscode.l10n.t('Filter Annotations');
  picker.placeholder = vscode.l10n.t('Type words of the claim, note or speaker; tick tags and authors');
  picker.canSelectMany = true;
  picker.items = filterPicks(store, before);
  picker.selectedItems = picker.items.filter((item) => isTicked(item, before));
  picker.value = before.text;
  let isAccepted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const apply = (): void => look.change({ filter: filterOf(picker) });
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

function filterOf({ value, selectedItems }: vscode.QuickPick<FilterPick>): Filter {
  return {
    ...noFilter,
    text: value.trim(),
    tags: selectedItems.flatMap(({ tag }) => tag ?? []),
    authors: selectedItems.flatMap(({ author }) => author ?? []),
  };
}

function isTicked({ tag, author }: FilterPick, { tags, authors }: Filter): boolean {
  return (tag !== undefined && tags.includes(tag)) || (author !== undefined && authors.includes(author));
}

function filterPicks(store: Store, { tags, authors }: Filter): FilterPick[] {
  const usedTags = new Map<string, number>(tags.map((tag) => [tag, 0]));
  const usedAuthors = new Map<string, number>(authors.map((author) => [author, 0]));
  for (const { records } of store.all()) {
    for (const { tag, by = '' } of records) {
      usedTags.set(tag, (usedTags.get(tag) ?? 0) + 1);
      usedAuthors.set(by, (usedAuthors.get(by) ?? 0) + 1);
    }
  }
  const known = tagsFor(undefined);
  const separator = (label: string): FilterPick => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const shown = { alwaysShow: true };
  const nobody = vscode.l10n.t('Without an author');
  const face = (id: string): string => `$(${tagOf(id, known).icon}) ${tagOf(id, known).label}`;
  return [
    separator(vscode.l10n.t('Tags')),
    ...[...usedTags].map(([tag, count]) => ({ label: face(tag), description: String(count), tag, ...shown })),
    separator(vscode.l10n.t('Authors')),
    ...[...usedAuthors].map(([author, count]) => ({
      label: `$(account) ${onOneLine(author) || nobody}`,
      description: String(count),
      author,
      ...shown,
    })),
  ];
}
