import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import { onOneLine } from '../../core/text/oneLine';
import { whenAnchored } from '../documents/openAnnotation';
import { addressOf, comparedIn, comparedScheme, sideOf, type Side } from '../ui/comparedWords';
import { toRange } from '../ui/convert';
import type { CommandContext } from '../storage/commandContext';
import { showBriefly } from '../ui/dialogs';
import { onDidClose } from '../ui/open';
import { targetOf, type Rows, type Target } from '../ui/targets';

/** The commands that show the words that were tagged against those that stand in the source now, and take these. */
export function registerWords(context: CommandContext): vscode.Disposable {
  const texts = new Map<string, string>();
  const provider: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(comparedScheme, provider),
    onDidClose((document) => texts.delete(document.uri.toString())),
    vscode.commands.registerCommand('claimmark.compareWords', async (...rows: [...Rows]) => {
      const target = targetOf(context.store, rows);
      if (!target) return;
      const { annotation, source } = target;
      const time = Date.now();
      const show = (side: Side, text: string): vscode.Uri => {
        const uri = addressOf({ kind: 'annotation', source, id: annotation.id }, side, time);
        texts.set(uri.toString(), text);
        return uri;
      };
      const then = show('then', annotation.was ?? annotation.text);
      const now = show('now', await wordsNow(context.store, target));
      const title = vscode.l10n.t('Tagged ↔ now: {0}', onOneLine(annotation.text, 48));
      await vscode.commands.executeCommand('vscode.diff', then, now, title, { preview: true });
    }),
    vscode.commands.registerCommand('claimmark.confirmCompared', async () => {
      const shown = vscode.window.activeTextEditor?.document.uri;
      const node = shown && comparedIn(shown);
      const target = node && targetOf(context.store, [node]);
      if (!target) return;
      const isSeen = texts.get(sideOf(shown, 'now').toString()) === (await wordsNow(context.store, target));
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.commands.executeCommand(isSeen ? 'claimmark.confirmWords' : 'claimmark.compareWords', node);
      if (!isSeen) showBriefly(vscode.l10n.t('The words have changed meanwhile. Look at them once more.'));
    }),
  );
}

async function wordsNow(store: Store, { source, annotation }: Target): Promise<string> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source));
  const anchored = await whenAnchored(store, document.uri, annotation.id);
  return anchored?.span ? document.getText(toRange(document, anchored.span)) : '';
}
