import * as vscode from 'vscode';
import { onOneLine } from '../../core/outline/line';
import { toRange } from '../convert';
import type { Desk } from '../desk';
import { targetOf, type Rows } from './target';

const scheme = 'claimmark-words';

/** The command that shows the words that were tagged against those that stand in the source now. */
export function registerWords(desk: Desk): vscode.Disposable {
  const texts = new Map<string, string>();
  const provider: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    vscode.workspace.onDidCloseTextDocument((document) => texts.delete(document.uri.toString())),
    vscode.commands.registerCommand('claimmark.compareWords', async (...rows: [...Rows]) => {
      const target = targetOf(desk.store, rows);
      if (!target) return;
      const { annotation, span, source } = target;
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source));
      const show = (side: string, text: string): vscode.Uri => {
        const uri = vscode.Uri.from({ scheme, path: `/${annotation.id}/${side}.txt`, query: String(Date.now()) });
        texts.set(uri.toString(), text);
        return uri;
      };
      const then = show('then', annotation.was ?? annotation.text);
      const now = show('now', span ? document.getText(toRange(document, span)) : '');
      const title = vscode.l10n.t('Tagged ↔ now: {0}', onOneLine(annotation.text, 48));
      await vscode.commands.executeCommand('vscode.diff', then, now, title, { preview: true });
    }),
  );
}
