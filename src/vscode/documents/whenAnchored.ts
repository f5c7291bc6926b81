import * as vscode from 'vscode';
import { anchoredAnnotation, type AnchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';

/** How long a search may take before what is known so far is answered, in milliseconds. */
const patience = 5000;

/** An annotation once its source is open and has been searched. Rejects where there is no such source. */
export async function whenAnchored(
  store: Store,
  source: vscode.Uri,
  id: string,
): Promise<AnchoredAnnotation | undefined> {
  await vscode.workspace.openTextDocument(source);
  const look = (): AnchoredAnnotation | undefined => {
    const sheet = store.get(source.toString());
    return sheet && anchoredAnnotation(sheet, id);
  };
  if (look()?.state !== 'unsought') return look();
  return new Promise((resolve) => {
    const waiting = setTimeout(() => finish(), patience);
    const listening = store.onDidChange(() => look()?.state !== 'unsought' && finish());
    function finish(): void {
      clearTimeout(waiting);
      listening.dispose();
      resolve(look());
    }
  });
}
