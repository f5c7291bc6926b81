import * as vscode from 'vscode';
import type { Change, Span } from '../core/change';
import { suggest } from '../core/detect/detect';
import type { Headings } from '../core/detect/sections';
import type { Kind, Suggestion } from '../core/detect/suggestion';
import { emitter, type Event } from '../core/event';
import { offered, type Wish } from '../core/offer';
import { emptySpans, mapSpans, withStands } from '../core/spans';
import type { Store } from '../core/store';
import { toChanges, toRange } from './convert';
import { canBeSource } from './sources';

/** What detection offers in each open source, less what people have decided. Never stored. */
export interface Suggestions {
  /** In the order of the source; none where suggestions are switched off. */
  of(document: vscode.TextDocument): readonly Suggestion[];
  /** Who the text names as the speaker of the quote that covers a span, if it does. */
  speakerOf(document: vscode.TextDocument, span: Span): string | undefined;
  readonly onDidChange: Event<string>;
}

/** How long a person must pause before what they typed is looked at, in milliseconds. */
const pause = 300;

/** Languages whose documents are looked at unasked. Markdown only where somebody annotates: most of it is no source. */
const prose = new Set(['plaintext', 'claimmark-source']);

interface Detected {
  readonly all: readonly Suggestion[];
  shown: readonly Suggestion[] | undefined;
}

export function createSuggestions(store: Store): Suggestions & vscode.Disposable {
  const detected = new Map<string, Detected>();
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const changed = emitter<string>();

  function isWanted(document: vscode.TextDocument): boolean {
    const on = settingsOf(document).get('enabled', true);
    const annotated = document.languageId === 'markdown' && store.all().length > 0;
    return on && canBeSource(document) && (prose.has(document.languageId) || annotated);
  }

  function look(document: vscode.TextDocument): void {
    const name = document.uri.toString();
    waiting.delete(name);
    if (document.isClosed) return;
    const headings = vscode.workspace.getConfiguration('claimmark', document).get<Headings>('headings', {});
    detected.set(name, { all: suggest(document.getText(), { headings }), shown: undefined });
    changed.fire(name);
  }

  function soon(document: vscode.TextDocument, delay: number): void {
    const name = document.uri.toString();
    clearTimeout(waiting.get(name));
    waiting.set(
      name,
      setTimeout(() => look(document), delay),
    );
  }

  function of(document: vscode.TextDocument): readonly Suggestion[] {
    const entry = detected.get(document.uri.toString());
    if (!entry || !isWanted(document)) return [];
    const sheet = store.get(document.uri.toString());
    return (entry.shown ??= offered(document.getText(), entry.all, sheet, wishOf(document)));
  }

  function speakerOf(document: vscode.TextDocument, span: Span): string | undefined {
    const entry = detected.get(document.uri.toString());
    const quote = entry?.all.find(
      ({ kind, speaker, from, to }) => kind === 'quote' && speaker && from < span.to && span.from < to,
    );
    return quote?.speaker && document.getText(toRange(document, quote.speaker)).replace(/\s+/g, ' ').trim();
  }

  function forget(name: string): void {
    const entry = detected.get(name);
    if (!entry) return;
    entry.shown = undefined;
    changed.fire(name);
  }

  const lookIfWanted = (document: vscode.TextDocument): void => {
    if (isWanted(document) && !detected.has(document.uri.toString())) soon(document, 0);
  };
  const lookAtVisible = (): void => vscode.window.visibleTextEditors.forEach(({ document }) => lookIfWanted(document));
  lookAtVisible();
  const listening = vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(lookAtVisible),
    vscode.workspace.onDidChangeTextDocument((event) => {
      const name = event.document.uri.toString();
      const entry = detected.get(name);
      if (!entry || event.contentChanges.length === 0) return;
      detected.set(name, { all: moved(entry.all, toChanges(event)), shown: undefined });
      soon(event.document, pause);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => detected.delete(document.uri.toString())),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('claimmark')) {
        vscode.workspace.textDocuments.forEach(
          (document) => detected.has(document.uri.toString()) && soon(document, 0),
        );
        lookAtVisible();
      }
    }),
    store.onDidChange(({ source, stirred }) => stirred && forget(source)),
    new vscode.Disposable(() => waiting.forEach(clearTimeout)),
  );
  return { of, speakerOf, onDidChange: changed.event, dispose: () => listening.dispose() };
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
    const { speaker: _, ...rest } = suggestion;
    return [{ ...rest, from: spans.from[index] ?? 0, to: spans.to[index] ?? 0 }];
  });
}
