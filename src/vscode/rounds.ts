import * as vscode from 'vscode';
import type { Span } from '../core/change';
import { toRange } from './convert';
import { reveal } from './open';
import { placeOf } from './names';

/** A stop of a round: words that a person is to decide on. */
export interface Stop {
  /** Tells this stop from the others of the source. */
  readonly id: string;
  readonly span: Span;
  /** What it is and why it is shown, in one line. */
  readonly label: string;
}

/** One thing that a person can do at a stop. */
export interface Action {
  readonly key: string;
  readonly label: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

/** A round through a source, stop by stop, with single keys. */
export interface Round {
  readonly name: string;
  /** The context key that is true while the round is on; the keys are bound to it. */
  readonly context: string;
  /** What can be done at a stop, each with its key: shown above the words, where it can be clicked as well. */
  actions(document: vscode.TextDocument): readonly Action[];
  /** What is left to decide, in the order of the source. */
  stops(document: vscode.TextDocument): readonly Stop[];
  /** How many are decided already. */
  decided(document: vscode.TextDocument): number;
}

/** A round that is on: one source at a time, its editor closed to stray typing. */
export interface Tour extends vscode.Disposable {
  /** The stop at which the person is; undefined outside of a round. */
  current(): { readonly editor: vscode.TextEditor; readonly stop: Stop } | undefined;
  begin(): Promise<void>;
  end(): Promise<void>;
  /** Goes to the next or previous stop, round at the ends. */
  go(step: 1 | -1): void;
  /** After a decision: on to the stop that follows the decided place. */
  advance(): void;
}

const readonly = 'workbench.action.files.setActiveEditorReadonlyInSession';
const writable = 'workbench.action.files.resetActiveEditorReadonlyInSession';

export function createTour(round: Round): Tour {
  const bar = vscode.window.createStatusBarItem(`claimmark.${round.context}`, vscode.StatusBarAlignment.Left, 1000);
  const frame = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
    outline: '1px solid var(--vscode-focusBorder)',
  });
  const lenses = new vscode.EventEmitter<void>();
  let document: vscode.TextDocument | undefined;
  let at: Stop | undefined;

  const editorNow = (): vscode.TextEditor | undefined =>
    document && vscode.window.visibleTextEditors.find((editor) => editor.document === document);

  function show(stop: Stop | undefined): void {
    const editor = editorNow();
    at = stop;
    if (!editor || !document) return;
    paint(editor, frame, stop);
    const left = round.stops(document).length;
    const decided = round.decided(document);
    const progress = vscode.l10n.t('{0} of {1} decided', decided, decided + left);
    const keys = round.actions(document).map(({ key, label }) => `${key} ${label}`);
    bar.text = `$(checklist) ${round.name}: ${progress}`;
    bar.tooltip = [stop?.label, ...keys].filter(Boolean).join('\n');
    bar.accessibilityInformation = { label: [progress, stop?.label, keys.join(', ')].filter(Boolean).join('. ') };
    bar.show();
    lenses.fire();
  }

  async function begin(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || document) return;
    const stops = round.stops(editor.document);
    if (stops.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is nothing left to decide in {0}.', placeOf(editor.document.uri)),
      );
      return;
    }
    document = editor.document;
    await vscode.commands.executeCommand(readonly);
    await vscode.commands.executeCommand('setContext', round.context, true);
    const cursor = editor.document.offsetAt(editor.selection.start);
    show(stops.find(({ span }) => span.to > cursor) ?? stops[0]);
  }

  async function end(): Promise<void> {
    if (!document) return;
    const editor = editorNow();
    editor?.setDecorations(frame, []);
    bar.hide();
    await vscode.commands.executeCommand('setContext', round.context, false);
    if (editor) {
      await vscode.window.showTextDocument(editor.document, editor.viewColumn);
      await vscode.commands.executeCommand(writable);
    }
    document = undefined;
    at = undefined;
    lenses.fire();
  }

  function go(step: 1 | -1): void {
    const stops = document ? round.stops(document) : [];
    if (stops.length === 0) return show(undefined);
    const here = stops.findIndex(({ id }) => id === at?.id);
    const from = at?.span.from ?? 0;
    const ahead = stops.findIndex(({ span }) => span.from >= from);
    const index = here >= 0 ? here + step : step > 0 ? (ahead < 0 ? 0 : ahead) : ahead - 1;
    show(stops.at(index % stops.length));
  }

  function advance(): void {
    const stops = document ? round.stops(document) : [];
    const from = at?.span.from ?? 0;
    const next = stops.find(({ id, span }) => id !== at?.id && span.from >= from) ?? stops[0];
    show(next);
    if (!next) void finish();
  }

  async function finish(): Promise<void> {
    const place = document ? placeOf(document.uri) : '';
    await end();
    void vscode.window.showInformationMessage(vscode.l10n.t('All is decided in {0}.', place));
  }

  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: lenses.event,
    provideCodeLenses: (asked) => (asked === document && at ? lensesOf(round, asked, at) : []),
  };
  const listening = vscode.Disposable.from(
    bar,
    frame,
    lenses,
    vscode.languages.registerCodeLensProvider({ scheme: '*' }, provider),
    vscode.window.onDidChangeActiveTextEditor(
      (editor) => editor && document && editor.document !== document && void end(),
    ),
    vscode.workspace.onDidCloseTextDocument((closed) => closed === document && void end()),
  );
  return {
    current: () => {
      const editor = editorNow();
      return editor && at && { editor, stop: at };
    },
    begin,
    end,
    go,
    advance,
    dispose: () => listening.dispose(),
  };
}

function paint(editor: vscode.TextEditor, frame: vscode.TextEditorDecorationType, stop: Stop | undefined): void {
  if (!stop) return editor.setDecorations(frame, []);
  const range = toRange(editor.document, stop.span);
  editor.setDecorations(frame, [range]);
  reveal(editor, stop.span);
  editor.selection = new vscode.Selection(range.start, range.start);
}

/** The bar above the words: how far one has come, what this is, and the keys. */
function lensesOf(round: Round, document: vscode.TextDocument, stop: Stop): vscode.CodeLens[] {
  const range = toRange(document, { from: stop.span.from, to: stop.span.from });
  const decided = round.decided(document);
  const progress = vscode.l10n.t('{0} of {1} decided', decided, decided + round.stops(document).length);
  const head = new vscode.CodeLens(range, { title: `$(checklist) ${progress} · ${stop.label}`, command: '' });
  const rest = round
    .actions(document)
    .map(
      ({ key, label, command, args }) =>
        new vscode.CodeLens(range, { title: `${key} ${label}`, command, ...(args ? { arguments: [...args] } : {}) }),
    );
  return [head, ...rest];
}
