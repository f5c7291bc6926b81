import * as vscode from 'vscode';
import { emitter, type Event } from '../../core/state/event';
import { isEmpty, noFilter } from '../../core/query/filter';
import type { Sorting } from '../../core/query/order';
import type { Look } from '../../core/query/group';
import type { Grouping } from '../../core/query/count';

/** How the person wants the trees laid out: grouping and order are remembered for the workspace, the filter is not. */
export interface LookHolder {
  now(): Look;
  change(part: Partial<Look>): void;
  readonly onDidChange: Event<Look>;
}

export const groupings: readonly Grouping[] = ['source', 'tag', 'author', 'speaker'];
export const sortings: readonly Sorting[] = ['place', 'time', 'tag'];

const remembered = 'look';

export function createLook(memento: vscode.Memento): LookHolder {
  const before = memento.get<Partial<Look>>(remembered, {});
  let look: Look = {
    by: groupings.find((by) => by === before.by) ?? 'source',
    sort: sortings.find((sort) => sort === before.sort) ?? 'place',
    filter: noFilter,
  };
  const changed = emitter<Look>();
  return {
    now: () => look,
    change(part) {
      look = { ...look, ...part };
      void memento.update(remembered, { by: look.by, sort: look.sort });
      void vscode.commands.executeCommand('setContext', 'claimmark.filtered', !isEmpty(look.filter));
      changed.fire(look);
    },
    onDidChange: changed.event,
  };
}

/** A grouping in words, as the quick pick and the view's title say it. */
export function wordsOfGrouping(by: Grouping): string {
  switch (by) {
    case 'source':
      return vscode.l10n.t('by source');
    case 'tag':
      return vscode.l10n.t('by tag');
    case 'author':
      return vscode.l10n.t('by author');
    case 'speaker':
      return vscode.l10n.t('by speaker');
  }
}

export function wordsOfSorting(sort: Sorting): string {
  switch (sort) {
    case 'place':
      return vscode.l10n.t('by place in the source');
    case 'time':
      return vscode.l10n.t('newest first');
    case 'tag':
      return vscode.l10n.t('by tag');
  }
}
