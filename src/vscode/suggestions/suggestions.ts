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

/** How long a person must pause before a changed text is searched, in milliseconds. */
const pause = 300;

/** Longest text, in UTF-16 units, that is searched: drawing and listing more would hold up typing. */
const longest = 6_000_000;

/** Languages searched without a request. Markdown only if somebody tagged in it or asked: most of it is no source. */
const prose = new Set(['plaintext', 'claimmark-source', 'claimmark-prose']);

interface Detected {
  readonly document: vscode.TextDocument;
  /** As of the last search, mapped through all edits since except `edits`, which are mapped on request. */
  all: readonly Suggestion[];
  edits: readonly (readonly Change[])[];
  /** The results by stretches of text, so that after typing only the changed stretch is searched again. */
  cache: Cache;
  pending: PendingSuggestions | undefined;
  byName: ReadonlyMap<string, Suggestion> | undefined;
  /** Whether its annotations have been found: nothing is suggested over words that may be tagged. */
  isPlaced: boolean;
}

/** A suggestion with its source. */
export interface OfferedSuggestion {
  readonly document: vscode.TextDocument;
  readonly suggestion: Suggestion;
}

/** Identifies a suggestion in its source while the text does not change. */
export function nameOf({ kind, from, to }: Suggestion): string {
  return `${kind}:${String(from)}-${String(to)}`;
}

/** The context of commands that need suggestions, too. */
export interface SuggestionContext extends CommandContext {
  readonly suggestions: Suggestions;
}

/** The suggestions in each open source, without those that people have decided. They are never stored. */
export class Suggestions implements vscode.Disposable {
  private readonly detected = new Map<string, Detected>();
  private readonly looking = afterPause(pause, (name) => this.look(name));
  /** The searches under way, by source. */
  private readonly looks = new Map<string, Generator>();
  /** Sources in which a person asked for suggestions: for the worthiest, or for all. */
  private readonly asked = new Map<string, 'worthiest' | 'all'>();
  private readonly changed = emitter<string>();
  private readonly listening: vscode.Disposable;
  /** Fired with the source's URI. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly store: Store,
    private readonly platform: Platform,
    /** Resolves once a source's sidecar has been read, or could not be. */
    private readonly known: (source: vscode.Uri) => Promise<unknown>,
  ) {
    this.listening = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.lookAtVisible()),
      vscode.workspace.onDidChangeTextDocument((event) => this.follow(event)),
      onDidClose(({ uri }) => this.drop(uri.toString())),
      // Its language may have changed.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        this.forget(uri.toString());
        this.lookAtVisible();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('claimmark') && this.lookAgain()),
      store.onDidChange(({ source, stirred }) => {
        if (!stirred) return;
        this.forget(source);
        // The first tag makes a Markdown file a source.
        if (!this.detected.has(source)) this.lookAtVisible();
      }),
    );
    this.lookAtVisible();
  }

  /** The suggestions shown, in the order of the source; none if they are switched off. */
  of(document: vscode.TextDocument): readonly Suggestion[] {
    return this.in(document.uri.toString()).open;
  }

  /** The shortest suggestion that touches an offset, as with nested annotations. */
  at(document: vscode.TextDocument, offset: number): Suggestion | undefined {
    const met = this.of(document).filter(({ from, to }) => from <= offset && offset <= to);
    return met.sort((a, b) => a.to - a.from - (b.to - b.from))[0];
  }

  /** The shortest suggestion at the cursor of an editor. */
  atCursor({ document, selection }: vscode.TextEditor): Suggestion | undefined {
    return this.at(document, document.offsetAt(selection.active));
  }

  /** The undecided suggestions of a source by its URI; none if it is not open. */
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

  /** Searches a document on a person's request, whatever its language. Resolves once its suggestions are known. */
  async ask(document: vscode.TextDocument): Promise<void> {
    const source = document.uri.toString();
    if (!this.asked.has(source)) this.asked.set(source, 'worthiest');
    if (!this.detected.has(source) && this.isWanted(document)) await this.look(source);
    await whenSearched(this.store, document.uri);
  }

  /** Switches between all suggestions of a source and the worthiest. */
  toggleAll(source: string): void {
    this.asked.set(source, this.asked.get(source) === 'all' ? 'worthiest' : 'all');
    this.forget(source);
  }

  /** The URIs of the open sources that have been searched. */
  sources(): readonly string[] {
    return [...this.detected.keys()];
  }

  /** The undecided suggestion with a name from `nameOf`. */
  find(source: string, name: string): OfferedSuggestion | undefined {
    const entry = this.detected.get(source);
    if (!entry) return undefined;
    const { all } = this.in(source);
    entry.byName ??= new Map(all.map((one) => [nameOf(one), one]));
    const suggestion = entry.byName.get(name);
    return suggestion && { document: entry.document, suggestion };
  }

  /** The speaker that the text names for a quote overlapping a span, if any. */
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

  /** Whether a person asked for its suggestions, or has tagged in it. */
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

  /** Searches again after a change of settings, without earlier results. */
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

  /** Filters the suggestions again on the next request, since decisions have changed. */
  private forget(name: string): void {
    const entry = this.detected.get(name);
    if (!entry) return;
    entry.pending = entry.byName = undefined;
    this.changed.fire(name);
  }
}

/** The speaker of a suggestion, by their full name if the text has it nearby. */
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

/** Runs steps while their result is still wanted, else ends without one. */
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

/** All suggestions of a source at their present places. */
function settled(entry: Detected): readonly Suggestion[] {
  if (entry.edits.length === 0) return entry.all;
  entry.all = movedThrough(entry.edits, entry.all);
  entry.edits = [];
  return entry.all;
}

/** The undecided suggestions among the rows that a command was called on. */
export function suggestionsOf(suggestions: Suggestions, [node, nodes]: Rows): readonly OfferedSuggestion[] {
  if (node?.kind !== 'suggestion') return [];
  return rowsOf(node, nodes).flatMap((row) =>
    row.kind === 'suggestion' ? (suggestions.find(row.source, row.name) ?? []) : [],
  );
}
