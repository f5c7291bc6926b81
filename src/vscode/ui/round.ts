import * as vscode from 'vscode';
import { sameSpan, type Span } from '../../core/text/change';
import { foundAt, mapRanges, spanAt } from '../../core/state/ranges';
import { ClosedToTyping } from './closedToTyping';
import { toChanges, toRange } from './convert';
import { onDidClose, openAt, reveal } from './open';
import { reportError } from './dialogs';
import { atEnd, RoundBar, type KeyAction, type RoundBarContent } from './roundBar';

/** A stop of a round: words for a person to decide on. */
export interface Stop {
  /** Unique among the stops of the source. */
  readonly id: string;
  readonly span: Span;
  /** What it is and why it is shown, in one line. */
  readonly label: string;
  /** Further information in one line, shown after the keys, so as not to push these out of sight. */
  readonly aside?: string;
}

/** A round through the stops of a source, with single keys. */
interface RoundOptions<S extends Stop = Stop> {
  readonly name: string;
  /** The prefix of its commands. */
  readonly prefix: string;
  /** The context key that is true during the round, which its keys depend on. */
  readonly context: string;
  /** The actions at a stop with their keys, shown above the words, where they can be clicked, too. */
  actions(document: vscode.TextDocument, stop: S): readonly KeyAction[];
  /** Resolves once the stops of a newly opened document are known. */
  ready?(document: vscode.TextDocument): Promise<void>;
  /** What is left to decide, in the order of the source. */
  stops(document: vscode.TextDocument): readonly S[];
  /** How many are decided already. */
  decided(document: vscode.TextDocument): number;
  /** Another source with something to decide. */
  next(document: vscode.TextDocument): vscode.Uri | undefined;
  /** Resolves once other sources are known. If given, a round begun where nothing is left continues in the next source. */
  elsewhere?(): Promise<void>;
  /** Whether a source is marked as finished. */
  isFinished(document: vscode.TextDocument): boolean;
}

/** Stores the decision on a stop, when its turn comes. */
type Store<S extends Stop> = (stop: S, document: vscode.TextDocument) => Promise<unknown>;

/** Whether a decision on the first stop also decides the other one, which is then skipped. */
type Settles<S extends Stop> = (decided: S, other: S) => boolean;

/** The context key that is true while nothing is left to decide in the source: then a key leads to the next one. */
const allDecided = 'claimmark.allDecided';

/**
 * A round that a person is on: one source at a time, closed to stray typing until the person leaves, even after the
 * last decision. A key's decision counts at once, and is stored afterwards, in the order of the keys.
 */
export class Round<S extends Stop = Stop> implements vscode.Disposable {
  private readonly bar: RoundBar;
  private readonly frame = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('claimmark.suggestionBackground'),
    outline: '1px solid var(--vscode-focusBorder)',
  });
  private readonly listening: vscode.Disposable;
  private document: vscode.TextDocument | undefined;
  private at: S | undefined;
  /** The stop decided last, unless the person has moved on by themselves. */
  private last: S | undefined;
  /** The ids of stops that are decided but not stored yet. */
  private readonly taken = new Set<string>();
  /** Decisions are stored one after another. */
  private storing: Promise<unknown> = Promise.resolve();
  /** Keys pressed before the first stop was shown. */
  private early: (() => void)[] | undefined;
  /** Whether the person is being asked about the stop decided last. */
  private asking = false;
  private readonly closed = new ClosedToTyping();

  constructor(private readonly options: RoundOptions<S>) {
    this.bar = new RoundBar(options.name, options.context);
    this.listening = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor && this.document && !this.early && editor.document !== this.document) void this.end();
      }),
      vscode.workspace.onDidChangeTextDocument((event) => event.document === this.document && this.followChange(event)),
      onDidClose((document) => document === this.document && void this.end()),
    );
  }

  /** The present stop; undefined outside of a round. */
  current(): { readonly editor: vscode.TextEditor; readonly stop: S } | undefined {
    const editor = this.editor();
    return editor && this.at && { editor, stop: this.at };
  }

  /** Whether a person is on the round. */
  isOn(): boolean {
    return this.document !== undefined;
  }

  /** The source of the round. */
  source(): vscode.TextDocument | undefined {
    return this.document;
  }

  /** The stop decided last: what a person says right after a decision is about that one. */
  justDecided(): S | undefined {
    return this.last;
  }

  /**
   * Begins at the cursor, or at the end if nothing is left to decide, since more keys may follow the first. The source
   * is closed to typing first, even before `prepare`, which returns whether to begin; keys pressed meanwhile wait for
   * the first stop.
   */
  async begin(prepare: () => Promise<boolean>): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || this.document) return;
    const from = editor.document.offsetAt(editor.selection.start);
    const closing = this.close(editor);
    const isPrepared = await prepare();
    await closing;
    if (this.document !== editor.document) return;
    if (!isPrepared) return this.end();
    await this.options.ready?.(editor.document);
    if (this.document !== editor.document) return;
    if (this.stops().length > 0) return this.start(from);
    await this.options.elsewhere?.();
    // A person who went elsewhere meanwhile is not led away from there.
    if (!this.document || this.document !== vscode.window.activeTextEditor?.document) return this.end();
    const next = this.options.elsewhere && this.options.next(editor.document);
    if (next) await this.goOnIn(next);
    else this.start(from);
  }

  private async close(editor: vscode.TextEditor): Promise<void> {
    const { document: before } = this;
    this.document = editor.document;
    this.last = undefined;
    this.early ??= [];
    await Promise.all([
      this.closed.close(editor),
      before && before !== editor.document && this.closed.letGo(before),
      vscode.commands.executeCommand('setContext', this.options.context, true),
      vscode.commands.executeCommand('setContext', allDecided, false),
    ]);
  }

  /** Shows the first stop, then runs the keys pressed before it. */
  private start(from: number): void {
    const stops = this.stops();
    const first = stops.find(({ span }) => span.to > from) ?? stops[0];
    if (first) this.show(first);
    else this.showEnd();
    this.takeEarly();
  }

  private takeEarly(): void {
    const early = this.early ?? [];
    this.early = undefined;
    for (const press of early) this.press(press);
  }

  /** Decides the present stop: moves to the next at once, and runs `store` in its turn. If nothing is left, says what is next. */
  decide(store: Store<S>, settles?: Settles<S>): void {
    this.press(() => {
      if (this.take(store, settles)) this.advance();
    });
  }

  /** Marks the present stop, and all others that its decision settles, as decided, and has the decision stored in its turn. */
  private take(store: Store<S>, settles: Settles<S> = () => false): S | undefined {
    const here = this.current();
    if (!here || this.taken.has(here.stop.id)) {
      if (this.document) this.showEnd();
      return undefined;
    }
    const { stop, editor } = here;
    const ids = [stop.id, ...this.stops().flatMap((other) => (settles(stop, other) ? [other.id] : []))];
    for (const id of ids) this.taken.add(id);
    // A decision completes the walkthrough's step.
    void vscode.commands.executeCommand('setContext', `${this.options.context}Done`, true);
    this.last = stop;
    this.enqueue(() => store(stop, editor.document), ids);
    return stop;
  }

  /**
   * Decides the present stop, and asks something about it before moving on. Keys pressed before the question is shown
   * are ignored: a person about to type a reason means no decision by them.
   */
  decideAndAsk(store: Store<S>, ask: Store<S>, settles?: Settles<S>): void {
    this.press(() => {
      const { document } = this;
      const stop = this.take(store, settles);
      if (!stop || !document) return;
      this.asking = true;
      void this.askAndGoOn(() => ask(stop, document));
    });
  }

  private async askAndGoOn(ask: () => Promise<unknown>): Promise<void> {
    try {
      await ask();
    } catch (error) {
      reportError(String(error));
    } finally {
      this.asking = false;
      this.advance();
    }
  }

  /** Resolves once all decisions are stored. */
  async stored(): Promise<void> {
    await this.storing;
  }

  /** Runs something once all earlier decisions are stored. */
  enqueue(run: () => Promise<unknown>, taken: readonly string[] = []): void {
    const done = async (): Promise<void> => {
      try {
        await run();
      } catch (error) {
        reportError(String(error));
      } finally {
        for (const id of taken) this.taken.delete(id);
        this.leaveSettled();
      }
    };
    this.storing = this.storing.then(done);
  }

  /** Runs a key's action; before the first stop is shown, it waits for that. */
  press(run: () => unknown): void {
    if (this.asking) return;
    if (this.early) this.early.push(() => void run());
    else run();
  }

  /** Takes back the last decision and shows its stop again; keys pressed meanwhile are applied to that. */
  undo(undo: () => Promise<unknown>): void {
    this.press(() => {
      this.early = [];
      this.enqueue(async () => {
        const before = new Set(this.stops().map(({ id }) => id));
        try {
          await undo();
        } finally {
          const reopened = this.stops().find(({ id }) => !before.has(id));
          this.last = undefined;
          if (reopened) this.show(reopened);
          this.takeEarly();
        }
      });
    });
  }

  /** Continues in the next source with something to decide. */
  async onward(): Promise<void> {
    const { document } = this;
    const next = document && this.options.next(document);
    if (!next || this.early) return;
    this.early = [];
    await this.storing;
    await this.goOnIn(next);
  }

  private async goOnIn(source: vscode.Uri): Promise<void> {
    const editor = await openAt(source, undefined);
    if (!editor) return this.end();
    await this.close(editor);
    await this.options.ready?.(editor.document);
    if (this.document === editor.document) this.start(0);
  }

  /**
   * Marks a source with nothing left as finished, and continues in the next. If there is none, it says so and stays, so
   * that keys pressed in rhythm after the last one don't go into the source.
   */
  finish(finish: (source: vscode.Uri) => Promise<unknown>): void {
    this.press(() => {
      const { document } = this;
      if (!document || this.at) return;
      this.enqueue(async () => {
        await finish(document.uri);
        if (this.document === document && !this.at && !this.early) this.showEnd();
      });
      void this.onward();
    });
  }

  async end(): Promise<void> {
    if (!this.document) return;
    const editor = this.editor();
    const { document } = this;
    this.document = undefined;
    this.at = undefined;
    this.last = undefined;
    this.early = undefined;
    editor?.setDecorations(this.frame, []);
    // All at once, so that it precedes whatever a round says that begins right after this one.
    const released = Promise.all([
      this.closed.letGo(document),
      vscode.commands.executeCommand('setContext', this.options.context, false),
      vscode.commands.executeCommand('setContext', allDecided, false),
    ]);
    this.bar.hide();
    await released;
  }

  /** Moves to the next or previous stop, and around at the ends. */
  go(step: 1 | -1): void {
    this.last = undefined;
    const stops = this.stops();
    const here = stops.findIndex(({ id }) => id === this.at?.id);
    const from = this.at?.span.from ?? 0;
    const ahead = stops.findIndex(({ span }) => span.from >= from);
    const index = here >= 0 ? here + step : step > 0 ? Math.max(ahead, 0) : ahead - 1;
    if (stops.length > 0) this.show(stops.at(index % stops.length));
  }

  /** After a change of the source, as from the disk: stays at the same words in their new place, or moves to the next stop. */
  private followChange(event: vscode.TextDocumentChangeEvent): void {
    if (!this.at || event.contentChanges.length === 0) return;
    const now = spanAt(mapRanges(foundAt([this.at.span]), toChanges(event)).spans, 0);
    const stops = this.stops();
    const same = stops.find(({ span }) => sameSpan(span, now));
    this.bar.forgetDecided();
    this.show(same ?? firstFrom(stops, now.from) ?? this.at);
  }

  /** Moves to the stop after the decided place; after the last one, to the end. */
  advance(): void {
    if (!this.document) return;
    const from = this.at?.span.from ?? 0;
    const remaining = this.stops().filter(({ id }) => id !== this.at?.id);
    const next = firstFrom(remaining, from);
    if (next) this.show(next);
    else this.showEnd();
  }

  /** After something was stored: leaves a stop that is no longer one, as when another decision settled it. */
  private leaveSettled(): void {
    if (!this.document || this.early || this.asking) return;
    const stops = this.stops();
    if (this.at ? stops.some(({ id }) => id === this.at?.id) : stops.length === 0) return;
    const next = firstFrom(stops, this.at?.span.from ?? 0);
    if (next) this.show(next);
    else this.showEnd();
  }

  dispose(): void {
    vscode.Disposable.from(this.bar, this.frame, this.listening, this.closed).dispose();
  }

  private stops(): readonly S[] {
    return this.document ? this.options.stops(this.document).filter(({ id }) => !this.taken.has(id)) : [];
  }

  private editor(): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find(({ document }) => document === this.document);
  }

  private show(stop: S | undefined): void {
    const editor = this.editor();
    if (!this.at !== !stop) void vscode.commands.executeCommand('setContext', allDecided, !stop);
    this.at = stop;
    if (!editor || !stop) return;
    const range = toRange(editor.document, stop.span);
    editor.setDecorations(this.frame, [range]);
    reveal(editor, stop.span);
    editor.selection = new vscode.Selection(range.start, range.start);
    this.tell(editor.document, {
      at: stop.span.from,
      label: stop.label,
      aside: stop.aside ?? '',
      actions: this.options.actions(editor.document, stop),
      isEnd: false,
    });
  }

  private tell(document: vscode.TextDocument, content: Omit<RoundBarContent, 'document' | 'progress' | 'brief'>): void {
    this.bar.show({ document, ...this.progress(document), ...content }, this.stops());
  }

  /** Shows that nothing is left to decide. The source stays closed, so that no key pressed in rhythm goes into it. */
  private showEnd(): void {
    const { document } = this;
    if (!document) return;
    void vscode.commands.executeCommand('setContext', allDecided, true);
    this.at = undefined;
    const editor = this.editor();
    editor?.setDecorations(this.frame, []);
    this.tell(document, {
      at: editor ? document.offsetAt(editor.selection.active) : 0,
      ...atEnd(document, {
        prefix: this.options.prefix,
        isBegun: this.counted(document).done > 0,
        isFinished: this.options.isFinished(document),
        next: this.options.next(document),
      }),
    });
  }

  private progress(document: vscode.TextDocument): { readonly progress: string; readonly brief: string } {
    const { done, all } = this.counted(document);
    const { t } = vscode.l10n;
    return { progress: t('{0} of {1} decided', done, all), brief: t('{0} of {1}', done, all) };
  }

  /** How many are decided, stored or not, and how many there are in all. */
  private counted(document: vscode.TextDocument): { readonly done: number; readonly all: number } {
    const all = this.options.decided(document) + this.options.stops(document).length;
    return { done: all - this.stops().length, all };
  }
}

/** The first stop that begins at or after an offset, or else the first of all. */
function firstFrom<S extends Stop>(stops: readonly S[], offset: number): S | undefined {
  return stops.find(({ span }) => span.from >= offset) ?? stops[0];
}
