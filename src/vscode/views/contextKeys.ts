import * as vscode from 'vscode';
import { hurt, lost } from '../../core/state/ranges';
import type { Store } from '../../core/state/store';
import type { Suggestions } from '../suggestions/suggestions';

/** Which sources are finished. */
export interface Finished {
  isFinished(source: string): boolean;
  readonly onDidChange: vscode.Event<ReadonlySet<string>>;
}

/** Keeps the context keys that menus and keys are bound to: whether the active source is annotated, some of its words were edited, it has suggestions, and it is finished. */
export function keepContexts(store: Store, suggestions: Suggestions, finished: Finished): vscode.Disposable {
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
    set('claimmark.isFinished', document !== undefined && finished.isFinished(document.uri.toString()));
  }

  set('claimmark.isActive', true);
  refresh();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(refresh),
    store.onDidChange(({ stirred }) => stirred && refresh()),
    suggestions.onDidChange(refresh),
    finished.onDidChange(refresh),
  );
}
