import type { CommandContext } from '../storage/commandContext';
import { rowsOf, type Rows } from '../ui/targets';
import * as vscode from 'vscode';
import { afterPause } from '../ui/debounce';
import type { Change, Span } from '../../core/text/change';
import { suggesting, type Cache } from '../../core/detect/detect';
import { turnAt } from '../../core/detect/sentences';
import type { Headings } from '../../core/detect/sections';
import type { Kind, Suggestion } from '../../core/detect/suggestion';
import { emitter } from '../../core/state/event';
import {
  defaultAmount,
  movedThrough,
  noPendingSuggestions,
  ofKinds,
  pendingSuggestions,
  worthiest,
  type PendingSuggestions,
  type SuggestionOptions,
} from '../../core/state/suggestions';
import { unsought, type Sheet } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { toChanges, toRange } from '../ui/convert';
import type { Platform } from '../ui/platform';
import { inSlices } from '../ui/timeSlices';
import { whenSearched } from '../documents/openAnnotation';
import { canBeSource, isMarkdown } from '../documents/openSources';
import { onDidClose, openDocument } from '../ui/open';

/** How long a person must pause before what they typed is looked at, in milliseconds. */
const pause = 300;

/** Longer texts are not looked at: to draw and list what they hold would hold up whoever types. In UTF-16 units. */
const longest = 6_000_000;

/** Languages whose documents are looked at unasked. Markdown only where somebody tagged or asked: most of it is no source. */
const prose = new Set(['plaintext', 'claimmark-source', 'claimmark-prose']);

interface Detected {
  readonly document: vscode.TextDocument;
  /** As of the last look, moved through all edits since then but `edits`, which are followed when somebody asks. */
  all: readonly Suggestion[];
  edits: readonly (readonly Change[])[];
  /** What stretches of the text were found to hold, so that typing has only its own stretch read again. */
  cache: Cache;
  pending: PendingSuggestions | undefined;
  byName: ReadonlyMap<string, Suggestion> | undefined;
  /** Whether its annotations have been found in it: nothing is suggested over words that may be tagged. */
  isPlaced: boolean;
}

/** A suggestion with the source that it was made in. */
export interface OfferedSuggestion {
  readonly document: vscode.TextDocument;
  readonly suggestion: Suggestion;
}

/** What tells a suggestion from the others of its source while the text stays as it is. */
export function nameOf({ kind, from, to }: Suggestion): string {
  return `${kind}:${String(from)}-${String(to)}`;
}

/** What those commands work with that ask for suggestions, too. */
export interface SuggestionContext extends CommandContext {
  readonly suggestions: Suggestions;
}

/** What detection offers in each open source, less what people have decided. Never stored. */
export class Suggestions implements vscode.Disposable {
  private readonly detected = new Map<string, Detected>();
  private readonly looking = afterPause(pause, (name) => this.look(name));
  /** What is being looked at. */
  private readonly looks = new Map<string, Generator>();
  /** Sources in which a person asked for suggestions: for those of most worth, or for all. */
  private readonly asked = new Map<string, 'worthiest' | 'all'>();
  private readonly changed = emitter<string>();
  private readonly listening: vscode.Disposable;
  /** Fired with the source's URI. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly store: Store,
    private readonly platform: Platform,
    /** Resolves when it is known what a source's sidecar says, or that it can't be read. */
    private readonly known: (source: vscode.Uri) => Promise<unknown>,
  ) {
    this.listening = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.lookAtVisible()),
      vscode.workspace.onDidChangeTextDocument((event) => this.follow(event)),
      onDidClose(({ uri }) => this.drop(uri.toString())),
      // It may have another language now.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        this.forget(uri.toString());
        this.lookAtVisible();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('claimmark') && this.lookAgain()),
      store.onDidChange(({ source, stirred }) => {
        if (!stirred) return;
        this.forget(source);
        // Where the first tag makes a Markdown file a source.
        if (!this.detected.has(source)) this.lookAtVisible();
      }),
    );
    this.lookAtVisible();
  }

  /** Those that are shown, in the order of the source; none where suggestions are switched off. */
  of(document: vscode.TextDocument): readonly Suggestion[] {
    return this.in(document.uri.toString()).open;
  }

  /** The first of them that meets an offset. */
  at(document: vscode.TextDocument, offset: number): Suggestion | undefined {
    return this.of(document).find(({ from, to }) => from <= offset && offset <= to);
  }

  /** What a source, named by its URI, comes to; nothing where it is not open. */
  in(source: string): PendingSuggestions {
    const entry = this.detected.get(source);
    if (!entry || !this.isWanted(entry.document)) return noPendingSuggestions;
    if (entry.pending) return entry.pending;
    entry.isPlaced ||= arePlaced(this.store.get(source));
    if (!entry.isPlaced) return noPendingSuggestions;
    const text = entry.document.getText();
    const { kinds, amount } = optionsOf(entry.document);
    const all = ofKinds(settled(entry), kinds);
    const shown = this.asked.get(source) === 'all' ? all : worthiest(all, text.length, amount);
    return (entry.pending = pendingSuggestions(text, all, shown, this.store.get(source)));
  }

  /** Looks at a document because a person asks, whatever its language; done when its suggestions are there. */
  async ask(document: vscode.TextDocument): Promise<void> {
    const source = document.uri.toString();
    if (!this.asked.has(source)) this.asked.set(source, 'worthiest');
    if (!this.detected.has(source) && this.isWanted(document)) await this.look(source);
    await whenSearched(this.store, document.uri);
  }

  /** Shows all suggestions of a source, and next time only those of most worth again. */
  toggleAll(source: string): void {
    this.asked.set(source, this.asked.get(source) === 'all' ? 'worthiest' : 'all');
    this.forget(source);
  }

  /** The sources that have been looked at and are open, by URI. */
  sources(): readonly string[] {
    return [...this.detected.keys()];
  }

  /** The suggestion of that name, as `nameOf` gives it, if it still waits for a decision. */
  find(source: string, name: string): OfferedSuggestion | undefined {
    const entry = this.detected.get(source);
    if (!entry) return undefined;
    const { all } = this.in(source);
    entry.byName ??= new Map(all.map((one) => [nameOf(one), one]));
    const suggestion = entry.byName.get(name);
    return suggestion && { document: entry.document, suggestion };
  }

  /** Who the text names as the speaker of the quote that meets a span, if it does. */
  speakerOf(document: vscode.TextDocument, span: Span): string | undefined {
    const entry = this.detected.get(document.uri.toString());
    const meets = (one: Span): boolean => one.from < span.to && span.from < one.to;
    const quote = entry && settled(entry).find((one) => one.kind === 'quote' && one.speaker && meets(one));
    if (quote) return speakerIn(document, quote);
    const turn = turnAt(document.getText(), span.from);
    return turn && document.getText(toRange(document, turn));
  }

  dispose(): void {
    this.listening.dispose();
    this.looking.dispose();
    this.looks.clear();
  }

  private drop(source: string): void {
    this.looks.delete(source);
    if (this.detected.delete(source)) this.changed.fire(source);
  }

  private isWanted(document: vscode.TextDocument): boolean {
    const on = settingsOf(document).get('enabled', true);
    if (!on || !canBeSource(document)) return false;
    const isText = prose.has(document.languageId) || /\.(?:txt|srt|vtt)$/i.test(document.uri.path);
    return isText || this.isChosen(document);
  }

  /** A person asked for its suggestions, or has tagged in it. */
  private isChosen(document: vscode.TextDocument): boolean {
    const source = document.uri.toString();
    const sheet = this.store.get(source);
    const isTagged = sheet !== undefined && (sheet.records.length > 0 || sheet.dismissed.length > 0);
    return this.asked.has(source) || (isTagged && isMarkdown(document));
  }

  private lookAtVisible(): void {
    for (const { document } of vscode.window.visibleTextEditors)
      if (this.isWanted(document) && !this.detected.has(document.uri.toString()))
        this.looking.soon(document.uri.toString(), 0);
  }

  /** With other settings, so that what was found before says nothing. */
  private lookAgain(): void {
    for (const entry of this.detected.values()) {
      entry.cache = new Map();
      this.looking.soon(entry.document.uri.toString(), 0);
    }
    this.lookAtVisible();
  }

  private async look(name: string): Promise<void> {
    const document = openDocument(name);
    if (!document || document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > longest) return;
    if (!this.detected.has(name)) await this.known(document.uri);
    if (document.isClosed) return;
    const headings = vscode.workspace.getConfiguration('claimmark', document).get<Headings>('headings', {});
    const cache = this.detected.get(name)?.cache ?? new Map();
    const steps = suggesting(document.getText(), { headings }, cache);
    const { version } = document;
    this.looks.set(name, steps);
    const stands = (): boolean => document.version === version && this.looks.get(name) === steps;
    const all = await inSlices(whileStanding(stands, steps), this.platform);
    if (this.looks.get(name) !== steps) return;
    this.looks.delete(name);
    if (!all) return this.looking.soon(name);
    this.detected.set(name, {
      document,
      all,
      edits: [],
      cache,
      pending: undefined,
      byName: undefined,
      isPlaced: this.detected.get(name)?.isPlaced ?? false,
    });
    this.changed.fire(name);
  }

  private follow({ document, ...event }: vscode.TextDocumentChangeEvent): void {
    const name = document.uri.toString();
    const entry = this.detected.get(name);
    if (!entry || event.contentChanges.length === 0) return;
    entry.edits = [...entry.edits, toChanges({ document, ...event })];
    entry.pending = entry.byName = undefined;
    this.looking.soon(name);
  }

  /** What people decided has changed: the same suggestions are sifted anew when they are next asked for. */
  private forget(name: string): void {
    const entry = this.detected.get(name);
    if (!entry) return;
    entry.pending = entry.byName = undefined;
    this.changed.fire(name);
  }
}

/** Who a suggestion names, in full where the text does so near by. */
export function speakerIn(document: vscode.TextDocument, { name, speaker }: Suggestion): string | undefined {
  const span = name ?? speaker;
  return span && document.getText(toRange(document, span)).replace(/\s+/g, ' ').trim();
}

const settingsOf = (document: vscode.TextDocument): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration('claimmark.suggestions', document);

function optionsOf(document: vscode.TextDocument): SuggestionOptions {
  const settings = settingsOf(document);
  const kinds = new Set<Kind>();
  if (settings.get('claims', true)) kinds.add('claim');
  if (settings.get('quotes', true)) kinds.add('quote');
  if (settings.get('unconfirmed', true)) kinds.add('unconfirmed');
  if (settings.get('verified', true)) kinds.add('verified');
  return { kinds, amount: settings.get('amount', defaultAmount) };
}

/** The same steps, given up without a result once nobody waits for it. */
function* whileStanding<T>(stands: () => boolean, steps: Generator<undefined, T>): Generator<undefined, T | undefined> {
  while (stands()) {
    const step = steps.next();
    if (step.done) return step.value;
    yield;
  }
  return undefined;
}

function arePlaced(sheet: Sheet | undefined): boolean {
  return sheet === undefined || sheet.records.length === 0 || (sheet.open && unsought(sheet).length === 0);
}

/** All suggestions of a source where they stand now. */
function settled(entry: Detected): readonly Suggestion[] {
  if (entry.edits.length === 0) return entry.all;
  entry.all = movedThrough(entry.edits, entry.all);
  entry.edits = [];
  return entry.all;
}

/** The suggestions among the rows that a command was called on, as far as they still wait for a decision. */
export function suggestionsOf(suggestions: Suggestions, [node, nodes]: Rows): readonly OfferedSuggestion[] {
  if (node?.kind !== 'suggestion') return [];
  return rowsOf(node, nodes).flatMap((row) =>
    row.kind === 'suggestion' ? (suggestions.find(row.source, row.name) ?? []) : [],
  );
}
