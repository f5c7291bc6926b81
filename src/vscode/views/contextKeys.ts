import * as vscode from 'vscode';
import { allThatAre } from '../../core/state/ranges';
import type { SheetChange, Store } from '../../core/state/store';
import type { Suggestions } from '../suggestions/suggestions';

/** Which sources are finished. */
export interface Finished {
  isFinished(source: string): boolean;
  readonly onDidChange: vscode.Event<ReadonlySet<string>>;
}

/** Sets a context key, if its value differs from before. */
type SetKey = (key: string, value: boolean) => void;

/**
 * Keeps the context keys of menus and keys: what the active source is, and what was done in this window. No key depends
 * on the cursor: a menu is drawn at the moment when a right click moves the cursor, before an extension is told.
 */
export function keepContexts(store: Store, suggestions: Suggestions, finished: Finished): vscode.Disposable {
  const known = new Map<string, boolean>();
  const set: SetKey = (key, value) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  const refresh = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const sheet = document && store.get(document.uri.toString());
    set('claimmark.isAnnotated', (sheet?.records.length ?? 0) > 0);
    set('claimmark.hasEdited', sheet !== undefined && allThatAre(sheet.spans, 'edited').length > 0);
    set('claimmark.hasSuggestions', document !== undefined && suggestions.of(document).length > 0);
    set('claimmark.isFinished', document !== undefined && finished.isFinished(document.uri.toString()));
  };
  set('claimmark.isActive', true);
  refresh();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(refresh),
    store.onDidChange((change) => {
      if (change.origin === 'person') noteWork(set, store, change);
      if (change.stirred) refresh();
    }),
    suggestions.onDidChange(refresh),
    finished.onDidChange(refresh),
  );
}

/** Notes for the walkthrough what was done in this window: a step is done when its result exists. */
function noteWork(set: SetKey, store: Store, { source, before }: SheetChange): void {
  const sheet = store.get(source);
  if (!sheet) return;
  // The first tag of a source creates its sheet.
  const known = new Map((before?.records ?? []).map((one) => [one.id, one]));
  for (const one of sheet.records) {
    const then = known.get(one.id);
    if (then === one) continue;
    if (!then) set('claimmark.hasTagged', true);
    const isMore =
      (one.evidence?.length ?? 0) > (then?.evidence?.length ?? 0) || (one.note ?? '') !== (then?.note ?? '');
    if (isMore) set('claimmark.hasGivenEvidence', true);
  }
}
