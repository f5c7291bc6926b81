import * as vscode from 'vscode';
import { hurt, lost } from '../../core/state/ranges';
import type { Store } from '../../core/state/store';
import type { Suggestions } from '../suggestions/suggestions';

/** Keeps the context keys that menus and keys are bound to: whether the active source is annotated, some of its words were edited, and it has suggestions. */
export function keepContexts(store: Store, suggestions: Suggestions): vscode.Disposable {
  const known = new Map<string, boolean>();

  function set(key: string, value: boolean): void {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }

  function refresh(): void {
    const document = vscode.window.activeTextEditor?.document;
    const sheet = document && store.get(document.uri.toString());
    set('claimmark.isAnnotated', (sheet?.records.length ?? 0) > 0);
    set('claimmark.hasEdited', sheet !== undefined && hurt(sheet.spans).length > lost(sheet.spans).length);
    set('claimmark.hasSuggestions', document !== undefined && suggestions.of(document).length > 0);
  }

  set('claimmark.isActive', true);
  refresh();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(refresh),
    store.onDidChange(({ stirred }) => stirred && refresh()),
    suggestions.onDidChange(refresh),
  );
}
