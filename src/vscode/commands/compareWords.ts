import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import { wellFormed } from '../../core/text/links';
import { onOneLine } from '../../core/text/oneLine';
import { whenAnchored } from '../documents/openAnnotation';
import { addressOf, comparedIn, comparedScheme, showWords, wordsIn } from '../ui/comparedWords';
import { toRange } from '../ui/convert';
import type { CommandContext } from '../storage/commandContext';
import { showBriefly } from '../ui/dialogs';
import { targetOf, type Rows, type Target } from '../ui/targets';

/** Registers the commands that compare the tagged words with the present ones, and confirm these. */
export function registerWords({ store }: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    showWords(comparedScheme),
    vscode.commands.registerCommand('claimmark.compareWords', async (...rows: [...Rows]) => {
      const target = targetOf(store, rows);
      if (!target) return;
      const { annotation, source } = target;
      const address = (side: string, words: string): vscode.Uri =>
        addressOf(comparedScheme, `/${annotation.id}/${side}.txt`, source, words);
      const then = address('then', annotation.was ?? annotation.text);
      const now = address('now', await wordsNow(store, target));
      const title = vscode.l10n.t('Tagged ↔ now: {0}', onOneLine(annotation.text, 48));
      await vscode.commands.executeCommand('vscode.diff', then, now, title, { preview: true });
    }),
    vscode.commands.registerCommand('claimmark.confirmCompared', async () => {
      const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      if (!(shown instanceof vscode.TabInputTextDiff)) return;
      const node = comparedIn(shown.modified);
      const target = node && targetOf(store, [node]);
      if (!target) return;
      const isSeen = wordsIn(shown.modified) === wellFormed(await wordsNow(store, target));
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.commands.executeCommand(isSeen ? 'claimmark.confirmWords' : 'claimmark.compareWords', node);
      if (!isSeen) showBriefly(vscode.l10n.t('The words have changed meanwhile. Check them again.'));
    }),
  );
}

async function wordsNow(store: Store, { source, annotation }: Target): Promise<string> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source));
  const anchored = await whenAnchored(store, document.uri, annotation.id);
  return anchored?.span ? document.getText(toRange(document, anchored.span)) : '';
}
