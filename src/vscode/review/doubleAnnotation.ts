import * as vscode from 'vscode';
import type { CommandContext } from '../storage/commandContext';
import { worksApart } from '../ui/names';
import type { Platform } from '../ui/platform';
import { Adjudication } from './adjudicate';
import { offerToKeepOut } from './keptOut';
import { registerOthers } from './others';
import { registerViews } from './comparison';
import { warn } from '../ui/dialogs';

/** Several annotators of one source: each apart, compared, and made one. */
export function registerTogether(
  context: CommandContext,
  platform: Platform,
  memento: vscode.Memento,
): vscode.Disposable {
  askForName();
  const adjudication = new Adjudication(context, platform);
  return vscode.Disposable.from(
    adjudication,
    registerViews(context.store, platform, () => adjudication.begin()),
    registerOthers(context, platform),
    offerToKeepOut(memento),
    vscode.workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration('claimmark.review.separateFiles') && askForName(),
    ),
  );
}

/** A file of one's own is named after oneself: until there is a name, everything goes into the shared sidecar. */
function askForName(): void {
  if (!worksApart() || vscode.workspace.getConfiguration('claimmark').get('author', '').trim()) return;
  const { t } = vscode.l10n;
  const set = t('Set Name');
  const message = t('Annotators work apart here, each in a file of their own. Yours needs your name.');
  void warn(message, set).then((answer) => {
    if (answer === set) void vscode.commands.executeCommand('workbench.action.openSettings', 'claimmark.author');
  });
}
