import * as vscode from 'vscode';
import type { Change, Span } from '../core/change';
import { suggest, type Cache } from '../core/detect/detect';
import type { Headings } from '../core/detect/sections';
import type { Kind, Suggestion } from '../core/detect/suggestion';
import { emitter } from '../core/event';
import { noOffer, offered, type Offer, type Wish } from '../core/offer';
import { emptySpans, mapSpans, withStands } from '../core/spans';
import type { Store } from '../core/store';
import { toChanges, toRange } from './convert';
import { canBeSource } from './sources';

/** How long a person must pause before what they typed is looked at, in milliseconds. */
const pause = 300;

/** Longer texts are not looked at: it would hold up whoever types. In UTF-16 units. */
const longest = 300_000;

/** Languages whose documents are looked at unasked. Markdown only where somebody annotates: most of it is no source. */
const prose = new Set(['plaintext', 'claimmark-source']);

interface Detected {
  readonly document: vscode.TextDocument;
  readonly all: readonly Suggestion[];
  /** What stretches of the text were found to hold, so that typing has only its own stretch read again. */
  readonly cache: Cache;
  offer: Offer | undefined;
}

/** A suggestion with the source that it was made in. */
export interface Offered {
  readonly document: vscode.TextDocument;
  readonly suggestion: Suggestion;
}

/** What tells a suggestion from the others of its source while the text stays as it is. */
export function nameOf({ kind, from, to }: Suggestion): string {
  return `${kind}:${String(from)}-${String(to)}`;
}

/** What detection offers in each open source, less what people have decided. Never stored. */
export class Suggestions implements vscode.Disposable {
  private readonly detected = new Map<string, Detected>();
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly changed = emitter<string>();
  private readonly listening: vscode.Disposable;
  /** Fired with the source's URI. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly store: Store) {
    this.listening = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.lookAtVisible()),
      vscode.workspace.onDidChangeTextDocument((event) => this.follow(event)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.drop(uri.toString())),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('claimmark') && this.lookAgain()),
      store.onDidChange(({ source, stirred }) => stirred && this.forget(source)),
    );
    this.lookAtVisible();
  }

  /** Those that wait for a decision, in the order of the source; none where suggestions are switched off. */
  of(document: vscode.TextDocument): readonly Suggestion[] {
    return this.in(document.uri.toString()).open;
  }

  /** What a source, named by its URI, comes to; nothing where it is not open. */
  in(source: string): Offer {
    const entry = this.detected.get(source);
    if (!entry || !this.isWanted(entry.document)) return noOffer;
    return (entry.offer ??= offered(
      entry.document.getText(),
      entry.all,
      this.store.get(source),
      wishOf(entry.document),
    ));
  }

  /** The sources that have been looked at and are open, by URI. */
  sources(): readonly string[] {
    return [...this.detected.keys()];
  }

  /** The suggestion of that name, as `nameOf` gives it, if it still waits for a decision. */
  find(source: string, name: string): Offered | undefined {
    const document = this.detected.get(source)?.document;
    const suggestion = this.in(source).open.find((one) => nameOf(one) === name);
    return document && suggestion && { document, suggestion };
  }

  /** Who the text names as the speaker of the quote that meets a span, if it does. */
  speakerOf(document: vscode.TextDocument, span: Span): string | undefined {
    const all = this.detected.get(document.uri.toString())?.all ?? [];
    const quote = all.find((one) => one.kind === 'quote' && one.speaker && one.from < span.to && span.from < one.to);
    return quote && speakerIn(document, quote);
  }

  dispose(): void {
    this.listening.dispose();
    this.waiting.forEach(clearTimeout);
  }

  private drop(source: string): void {
    if (this.detected.delete(source)) this.changed.fire(source);
  }

  private isWanted(document: vscode.TextDocument): boolean {
    const on = settingsOf(document).get('enabled', true);
    const annotated = document.languageId === 'markdown' && this.store.all().length > 0;
    return on && canBeSource(document) && (prose.has(document.languageId) || annotated);
  }

  private lookAtVisible(): void {
    for (const { document } of vscode.window.visibleTextEditors)
      if (this.isWanted(document) && !this.detected.has(document.uri.toString())) this.soon(document, 0);
  }

  private lookAgain(): void {
    for (const document of vscode.workspace.textDocuments)
      if (this.detected.has(document.uri.toString())) this.soon(document, 0);
    this.lookAtVisible();
  }

  private soon(document: vscode.TextDocument, delay: number): void {
    const name = document.uri.toString();
    clearTimeout(this.waiting.get(name));
    this.waiting.set(
      name,
      setTimeout(() => this.look(document), delay),
    );
  }

  private look(document: vscode.TextDocument): void {
    const name = document.uri.toString();
    this.waiting.delete(name);
    if (document.isClosed || document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > longest) return;
    const headings = vscode.workspace.getConfiguration('claimmark', document).get<Headings>('headings', {});
    const cache = this.detected.get(name)?.cache ?? new Map();
    this.detected.set(name, {
      document,
      all: suggest(document.getText(), { headings }, cache),
      cache,
      offer: undefined,
    });
    this.changed.fire(name);
  }

  private follow({ document, ...event }: vscode.TextDocumentChangeEvent): void {
    const name = document.uri.toString();
    const entry = this.detected.get(name);
    if (!entry || event.contentChanges.length === 0) return;
    this.detected.set(name, { ...entry, all: moved(entry.all, toChanges({ document, ...event })), offer: undefined });
    this.soon(document, pause);
  }

  /** What people decided has changed: the same suggestions are sifted anew when they are next asked for. */
  private forget(name: string): void {
    const entry = this.detected.get(name);
    if (!entry) return;
    entry.offer = undefined;
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

function wishOf(document: vscode.TextDocument): Wish {
  const settings = settingsOf(document);
  const kinds = new Set<Kind>();
  if (settings.get('claims', true)) kinds.add('claim');
  if (settings.get('quotes', true)) kinds.add('quote');
  if (settings.get('unconfirmed', true)) kinds.add('unconfirmed');
  if (settings.get('verified', true)) kinds.add('verified');
  return { kinds, perThousandWords: settings.get('amount', 20) };
}

/** Suggestions moved through an edit; what it went into is gone until the text is looked at again. */
function moved(suggestions: readonly Suggestion[], changes: readonly Change[]): readonly Suggestion[] {
  const standing = withStands(
    emptySpans(suggestions.length),
    suggestions.map((span, index) => [index, { span, state: 'found' }] as const),
  );
  const { spans, touched } = mapSpans(standing, changes);
  const gone = new Set(touched.map(({ index }) => index));
  return suggestions.flatMap((suggestion, index) => {
    if (gone.has(index)) return [];
    const { kind, score, why } = suggestion;
    return [{ kind, score, why, from: spans.from[index] ?? 0, to: spans.to[index] ?? 0 }];
  });
}
