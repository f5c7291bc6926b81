import * as vscode from 'vscode';
import type { Span } from '../../core/text/change';
import { foundAt, mapRanges, spanAt } from '../../core/state/ranges';
import { toChanges, toRange } from './convert';
import { placeOf } from './names';
import { reveal } from './open';
import { inform } from './dialogs';

/** A stop of a round: words that a person is to decide on. */
export interface Stop {
  /** Tells this stop from the others of the source. */
  readonly id: string;
  readonly span: Span;
  /** What it is and why it is shown, in one line. */
  readonly label: string;
  /** What else there is to know, in one line: shown after the keys, which it may not push out of sight. */
  readonly aside?: string;
}

/** One thing that a person can do at a stop. */
export interface KeyAction {
  readonly key: string;
  readonly label: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

/** A round through a source, stop by stop, with single keys. */
export interface KeyModeOptions<S extends Stop = Stop> {
  readonly name: string;
  /** The context key that is true while the round is on; the keys are bound to it. */
  readonly context: string;
  /** What can be done at a stop, each with its key: shown above the words, where it can be clicked as well. */
  actions(document: vscode.TextDocument, stop: S): readonly KeyAction[];
  /** What is left to decide, in the order of the source. */
  stops(document: vscode.TextDocument): readonly S[];
  /** How many are decided already. */
  decided(document: vscode.TextDocument): number;
}

const closed = 'workbench.action.files.setActiveEditorReadonlyInSession';
const opened = 'workbench.action.files.resetActiveEditorReadonlyInSession';

/** A round that a person is on: one source at a time, its editor closed to stray typing. */
export class KeyMode<S extends Stop = Stop> implements vscode.Disposable {
  private readonly bar: vscode.StatusBarItem;
  private readonly frame = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('claimmark.suggestionBackground'),
    outline: '1px solid var(--vscode-focusBorder)',
  });
  private readonly lenses = new vscode.EventEmitter<void>();
  private readonly listening: vscode.Disposable;
  private document: vscode.TextDocument | undefined;
  private at: S | undefined;
  /** The version of the document in which `at` was shown. */
  private version = 0;
  /** Sources that rounds closed to typing, until they are open to it again. */
  private readonly shut = new Set<string>();

  constructor(private readonly round: KeyModeOptions<S>) {
    this.bar = vscode.window.createStatusBarItem(round.context, vscode.StatusBarAlignment.Left, 1000);
    this.bar.name = `Claimmark: ${round.name}`;
    const provider: vscode.CodeLensProvider = {
      onDidChangeCodeLenses: this.lenses.event,
      provideCodeLenses: (document) => this.lensesIn(document),
    };
    this.listening = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider({ scheme: '*' }, provider),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor && this.document && editor.document !== this.document) void this.end();
        void this.reopen(editor);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => event.document === this.document && this.goAlong(event)),
      vscode.workspace.onDidCloseTextDocument((document) => document === this.document && void this.end()),
    );
  }

  /** The stop at which the person is; undefined outside of a round. */
  current(): { readonly editor: vscode.TextEditor; readonly stop: S } | undefined {
    const editor = this.editor();
    return editor && this.at && { editor, stop: this.at };
  }

  /** Begins at the cursor; says so where nothing is left to decide. */
  async begin(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || this.document) return;
    const stops = this.round.stops(editor.document);
    if (stops.length === 0) {
      const message = vscode.l10n.t('There is nothing left to decide in {0}.', placeOf(editor.document.uri));
      void inform(message);
      return;
    }
    this.document = editor.document;
    this.shut.add(editor.document.uri.toString());
    await vscode.commands.executeCommand(closed);
    await vscode.commands.executeCommand('setContext', this.round.context, true);
    const cursor = editor.document.offsetAt(editor.selection.start);
    this.show(stops.find(({ span }) => span.to > cursor) ?? stops[0]);
  }

  async end(): Promise<void> {
    if (!this.document) return;
    const editor = this.editor();
    this.document = undefined;
    this.at = undefined;
    this.bar.hide();
    this.lenses.fire();
    await vscode.commands.executeCommand('setContext', this.round.context, false);
    editor?.setDecorations(this.frame, []);
    await this.reopen(vscode.window.activeTextEditor);
  }

  /** Opens a source to typing that a round left closed. VS Code does so for the active editor alone: it may be long after. */
  private async reopen(editor: vscode.TextEditor | undefined): Promise<void> {
    if (!editor || editor.document === this.document) return;
    if (this.shut.delete(editor.document.uri.toString())) await vscode.commands.executeCommand(opened);
  }

  /** Goes to the next or previous stop, round at the ends. */
  go(step: 1 | -1): void {
    const stops = this.stops();
    const here = stops.findIndex(({ id }) => id === this.at?.id);
    const from = this.at?.span.from ?? 0;
    const ahead = stops.findIndex(({ span }) => span.from >= from);
    const index = here >= 0 ? here + step : step > 0 ? Math.max(ahead, 0) : ahead - 1;
    if (stops.length > 0) this.show(stops.at(index % stops.length));
  }

  /** Where the source was changed, as from the disk, the keys mean the same words where those stand now, else the next. */
  private goAlong(event: vscode.TextDocumentChangeEvent): void {
    if (!this.at || event.contentChanges.length === 0) return;
    const { from, to } = spanAt(mapRanges(foundAt([this.at.span]), toChanges(event)).spans, 0);
    const stops = this.stops();
    const same = stops.find(({ span }) => span.from === from && span.to === to);
    this.show(same ?? firstFrom(stops, from) ?? this.at);
  }

  /** After a decision: on to the stop that follows the decided place; after the last one the round is over. */
  advance(): void {
    if (!this.document) return;
    const from = this.at?.span.from ?? 0;
    const left = this.stops().filter(({ id }) => id !== this.at?.id);
    const next = firstFrom(left, from);
    if (next) this.show(next);
    else void this.finish(this.document);
  }

  dispose(): void {
    vscode.Disposable.from(this.bar, this.frame, this.lenses, this.listening).dispose();
  }

  private stops(): readonly S[] {
    return this.document ? this.round.stops(this.document) : [];
  }

  private editor(): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find(({ document }) => document === this.document);
  }

  private show(stop: S | undefined): void {
    const editor = this.editor();
    this.at = stop;
    this.version = editor?.document.version ?? 0;
    if (!editor || !stop) return;
    const range = toRange(editor.document, stop.span);
    editor.setDecorations(this.frame, [range]);
    reveal(editor, stop.span);
    editor.selection = new vscode.Selection(range.start, range.start);
    const progress = this.progress(editor.document);
    const keys = this.round.actions(editor.document, stop).map(({ key, label }) => `${key} ${label}`);
    this.bar.text = `$(checklist) ${this.round.name}: ${progress}`;
    const { label, aside = '' } = stop;
    this.bar.tooltip = [label, ...keys, aside].join('\n').trim();
    this.bar.accessibilityInformation = { label: `${progress}. ${label}. ${keys.join(', ')}. ${aside}` };
    this.bar.show();
    this.lenses.fire();
  }

  private progress(document: vscode.TextDocument): string {
    const decided = this.round.decided(document);
    return vscode.l10n.t('{0} of {1} decided', decided, decided + this.round.stops(document).length);
  }

  private async finish(document: vscode.TextDocument): Promise<void> {
    await this.end();
    const message = vscode.l10n.t('All is decided in {0}.', placeOf(document.uri));
    void inform(message);
  }

  /**
   * The bar above the words: how far one has come, what this is, and the keys. It goes along where the text changes; a
   * stop that is decided already, as by a note, has it as long as the text stays.
   */
  private lensesIn(document: vscode.TextDocument): vscode.CodeLens[] {
    if (document !== this.document) return [];
    const stop = this.stops().find(({ id }) => id === this.at?.id) ?? (document.version === this.version && this.at);
    if (!stop) return [];
    const range = toRange(document, { from: stop.span.from, to: stop.span.from });
    const head = { title: `$(checklist) ${this.progress(document)} · ${stop.label}`, command: '' };
    const commands = this.round.actions(document, stop).map(({ key, label, command, args = [] }) => ({
      title: `${key} ${label}`,
      command,
      arguments: [...args],
    }));
    const aside = stop.aside ? [{ title: stop.aside, command: '' }] : [];
    return [head, ...commands, ...aside].map((command) => new vscode.CodeLens(range, command));
  }
}

/** The first stop that begins at an offset or after it, round at the end. */
function firstFrom<S extends Stop>(stops: readonly S[], offset: number): S | undefined {
  return stops.find(({ span }) => span.from >= offset) ?? stops[0];
}

/** The commands that every round has: on, back, out of it, and back on what was done last. */
export function registerSteps<S extends Stop>(
  tour: KeyMode<S>,
  prefix: string,
  undo: () => Promise<void>,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(`${prefix}.undo`, async () => {
      await undo();
      tour.go(1);
    }),
    vscode.commands.registerCommand(`${prefix}.next`, () => tour.go(1)),
    vscode.commands.registerCommand(`${prefix}.previous`, () => tour.go(-1)),
    vscode.commands.registerCommand(`${prefix}.leave`, () => tour.end()),
  );
}
