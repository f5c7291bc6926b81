import * as vscode from 'vscode';
import { hurt, lost } from '../../core/state/ranges';
import type { SheetChange, Store } from '../../core/state/store';
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

  /** What a person has done in this window, for the walkthrough: a step is done when its work is there, not when a key was pressed. */
  function note({ source, before }: SheetChange): void {
    const sheet = store.get(source);
    if (!sheet || !before) return;
    const known = new Map(before.records.map((one) => [one.id, one]));
    for (const one of sheet.records) {
      const then = known.get(one.id);
      if (then === one) continue;
      if (!then) set('claimmark.hasTagged', true);
      const isMore =
        (one.evidence?.length ?? 0) > (then?.evidence?.length ?? 0) || (one.note ?? '') !== (then?.note ?? '');
      if (isMore) set('claimmark.hasGivenEvidence', true);
    }
  }

  set('claimmark.isActive', true);
  refresh();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(refresh),
    store.onDidChange((change) => {
      if (change.origin === 'person') note(change);
      if (change.stirred) refresh();
    }),
    suggestions.onDidChange(refresh),
    finished.onDidChange(refresh),
  );
}
