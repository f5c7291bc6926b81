import * as vscode from 'vscode';
import { severityOf } from '../../core/sidecar/problem';
import type { Sheet } from '../../core/state/sheet';
import type { Sidecar } from '../../core/sidecar/read';
import { lineStarts, placeAt } from '../../core/text/lines';
import { baseName, placeOf, sidecarOf } from '../storage/names';
import { idOf, type TroubleNode } from '../ui/treeNodes';

/** Whether a source's sidecar can't be written, so that a person has to look at it. */
export function isTroubled({ sidecar }: Sheet): boolean {
  return sidecar !== undefined && sidecar.state !== 'writable';
}

/** A row for a sidecar that needs a person: what is wrong, and a click that opens it there. */
export function troubleItem(node: TroubleNode, sidecar: Sidecar): vscode.TreeItem {
  const file = sidecarOf(vscode.Uri.parse(node.source));
  const first = sidecar.problems.find((problem) => severityOf(problem) === 'error') ?? sidecar.problems[0];
  const place = placeAt(lineStarts(sidecar.text), first?.span.from ?? 0);
  const at = new vscode.Position(place.line - 1, place.column - 1);
  const item = new vscode.TreeItem(baseName(file));
  item.id = idOf(node);
  item.description = wordsOf(sidecar.state, place.line);
  item.tooltip = `${placeOf(file)}: ${item.description}`;
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('errorForeground'));
  item.contextValue = `trouble.${sidecar.state}`;
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Open Sidecar'),
    arguments: [file, { selection: new vscode.Range(at, at) }],
  };
  return item;
}

function wordsOf(state: Sidecar['state'], line: number): string {
  switch (state) {
    case 'conflicted':
      return vscode.l10n.t('has conflict markers from a merge');
    case 'newer':
      return vscode.l10n.t('was written by a newer Claimmark: read only');
    case 'broken':
    case 'writable':
      return vscode.l10n.t('can’t be read, line {0}', line);
  }
}
