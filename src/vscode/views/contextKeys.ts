import * as vscode from 'vscode';
import { allThatAre } from '../../core/state/ranges';
import { annotationsAt } from '../../core/state/sheet';
import type { SheetChange, Store } from '../../core/state/store';
import { tagOfKind } from '../../core/state/suggestions';
import type { Suggestions } from '../suggestions/suggestions';
import { gathered } from '../ui/debounce';

/** Which sources are finished. */
export interface Finished {
  isFinished(source: string): boolean;
  readonly onDidChange: vscode.Event<ReadonlySet<string>>;
}

/** Sets a context key, where it is another than before. */
type SetKey = (key: string, value: boolean) => void;

/** Keeps the context keys that menus and keys are bound to: what the active source is, what stands at the cursor, and what was done in this window. */
export function keepContexts(store: Store, suggestions: Suggestions, finished: Finished): vscode.Disposable {
  const known = new Map<string, boolean>();
  const set: SetKey = (key, value) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  const refresh = (): void => {
    const editor = vscode.window.activeTextEditor;
    const document = editor?.document;
    const sheet = document && store.get(document.uri.toString());
    set('claimmark.isAnnotated', (sheet?.records.length ?? 0) > 0);
    set('claimmark.hasEdited', sheet !== undefined && allThatAre(sheet.spans, 'edited').length > 0);
    set('claimmark.hasSuggestions', document !== undefined && suggestions.of(document).length > 0);
    set('claimmark.isFinished', document !== undefined && finished.isFinished(document.uri.toString()));
    setPlace(set, store, suggestions, document, editor?.selection.active);
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
    followPlace((document, at) => setPlace(set, store, suggestions, document, at)),
  );
}

/** What stands at a place of the active source: menus offer what fits it. */
function setPlace(
  set: SetKey,
  store: Store,
  suggestions: Suggestions,
  document: vscode.TextDocument | undefined,
  position: vscode.Position | undefined,
): void {
  const at = document && position ? document.offsetAt(position) : -1;
  const sheet = document && store.get(document.uri.toString());
  const anchored = sheet?.open ? annotationsAt(sheet, at)[0] : undefined;
  const suggested =
    document && !anchored ? suggestions.atHand(document).filter(({ from, to }) => from <= at && at <= to) : [];
  set('claimmark.atAnnotation', anchored !== undefined);
  set('claimmark.atEdited', anchored?.state === 'edited');
  set('claimmark.atSpoken', anchored?.annotation.tag === 'quote' || anchored?.annotation.speaker !== undefined);
  set('claimmark.atSuggestion', suggested.length > 0);
  set(
    'claimmark.atTaggedSuggestion',
    suggested.some(({ kind }) => tagOfKind(kind) !== undefined),
  );
}

/**
 * Tells of each place where the cursor comes to stand, and the pointer to rest, in the active source: a menu opens in the
 * moment in which a right click moves the cursor, and hears no more of that.
 */
function followPlace(tell: (document: vscode.TextDocument, at: vscode.Position) => void): vscode.Disposable {
  // Once for a run of keys.
  const moved = gathered(40, () => {
    const editor = vscode.window.activeTextEditor;
    if (editor) tell(editor.document, editor.selection.active);
  });
  return vscode.Disposable.from(
    moved,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
      moved.soon();
      // Where a menu opens with the release of the button, it is in time.
      if (kind === vscode.TextEditorSelectionChangeKind.Mouse && textEditor === vscode.window.activeTextEditor)
        tell(textEditor.document, textEditor.selection.active);
    }),
    vscode.languages.registerHoverProvider([{ scheme: '*' }], {
      provideHover: (document, position) => {
        if (document === vscode.window.activeTextEditor?.document) tell(document, position);
        return undefined;
      },
    }),
  );
}

/** What a person has done in this window, for the walkthrough: a step is done when its work is there, not when a key was pressed. */
function noteWork(set: SetKey, store: Store, { source, before }: SheetChange): void {
  const sheet = store.get(source);
  if (!sheet) return;
  // The first tag of a source makes its sheet.
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
