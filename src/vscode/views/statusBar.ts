import * as vscode from 'vscode';
import { gathered } from '../ui/debounce';
import { tallying, type Count, type Tally } from '../../core/query/count';
import { noFilter } from '../../core/query/filter';
import { bar } from '../../core/text/oneLine';
import { countsOf, type Counts } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { escapeForHover } from '../../core/text/markdown';
import { isSidecar, sourceOf } from '../ui/names';
import { tagOf, tagsFor, type Tag } from '../ui/tags';

/** Shows how many of each tag the current source has, and how many annotations need a look. A click shows the tree. */
export function showStatus(store: Store): vscode.Disposable {
  const tallyOf = tallying('source', noFilter);
  const item = vscode.window.createStatusBarItem('claimmark.counts', vscode.StatusBarAlignment.Right, 110);
  item.name = vscode.l10n.t('Claimmark: Annotations of the Current Source');
  item.command = 'claimmark.source.focus';

  function show(): void {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const source = uri && isSidecar(uri) ? sourceOf(uri) : uri;
    const sheet = source && store.get(source.toString());
    if (!source || !sheet || sheet.records.length === 0) return item.hide();
    const counts = countsOf(sheet);
    const tally = tallyOf(sheet);
    const rows = rowsOf(counts, tally, tagsFor(source));
    const needs = tally.attention > 0 ? [{ icon: 'eye', count: tally.attention }] : [];
    const parts = [...rows.filter(({ isTag }) => isTag), ...needs];
    item.text = parts.map(({ icon, count }) => `$(${icon}) ${String(count)}`).join('  ');
    item.tooltip = tableOf(tally.shown, rows);
    item.accessibilityInformation = { label: rows.map(({ label, count }) => `${label}: ${String(count)}`).join(', ') };
    item.show();
  }

  const shown = gathered(60, show);
  const soon = (): void => shown.soon();
  show();
  return vscode.Disposable.from(
    item,
    store.onDidChange(({ stirred }) => stirred && soon()),
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('claimmark.tags') && soon()),
    shown,
  );
}

interface Row {
  readonly icon: string;
  readonly label: string;
  readonly count: number;
  readonly isTag?: boolean;
}

/** Tags in order, then tags that no setting names, then what needs attention; without zeros. */
function rowsOf(
  { byTag, edited, lost }: Counts,
  { contested, questioned, discussed }: Tally,
  tags: readonly Tag[],
): readonly Row[] {
  const ids = new Set([...tags.map((tag) => tag.id), ...byTag.keys()]);
  const rows = [...ids].map((id) => ({ ...tagOf(id, tags), count: byTag.get(id) ?? 0, isTag: true }));
  const attention = [
    { icon: 'comment-unresolved', label: vscode.l10n.t('Contested'), count: contested },
    { icon: 'feedback', label: vscode.l10n.t('Open questions'), count: questioned },
    { icon: 'edit', label: vscode.l10n.t('Edited since tagged'), count: edited },
    { icon: 'warning', label: vscode.l10n.t('Lost'), count: lost },
    { icon: 'comment-discussion', label: vscode.l10n.t('Open discussions'), count: discussed },
  ];
  return [...rows, ...attention].filter(({ count }) => count > 0);
}

function tableOf({ count, checked }: Count, rows: readonly Row[]): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const lines = rows.map(({ icon, label, count }) => `| $(${icon}) ${escapeForHover(label)} | ${String(count)} |`);
  const head = [`| ${t('Annotations')} | ${String(count)} |`, '| :-- | --: |'];
  const share = `${bar(checked, count)} ${t('{0} of {1} checked', checked, count)}`;
  return new vscode.MarkdownString(
    [...head, ...lines, '', share, '', t('Click to show them in the tree.')].join('\n'),
    true,
  );
}
