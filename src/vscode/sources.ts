import * as vscode from 'vscode';
import { follow } from '../core/follow';
import { unsought } from '../core/sheet';
import { emptySpans } from '../core/spans';
import type { Store } from '../core/store';
import { toChanges, toPages } from './convert';
import { isSidecar, sidecarOf } from './names';
import type { Seeker } from './seek';
import type { Sidecars } from './sidecars';

/** Schemes of documents that are views of something else, not sources. */
const views = new Set(['git', 'output', 'vscode-scm', 'comment', 'vscode-chat', 'walkThrough', 'search-editor']);

/** Whether a document can be a source: a text of its own, not a sidecar and not a view. */
export function canBeSource(document: vscode.TextDocument): boolean {
  return !views.has(document.uri.scheme) && !isSidecar(document.uri);
}

/** Follows every open source, visible or not: what is typed, reloaded, reverted, opened and closed. */
export function followSources(store: Store, sidecars: Sidecars, seeker: Seeker): vscode.Disposable {
  async function open(document: vscode.TextDocument): Promise<void> {
    if (!canBeSource(document) || document.isUntitled) return;
    await sidecars.load(sidecarOf(document.uri));
    attach(document);
  }

  function attach(document: vscode.TextDocument): void {
    const sheet = store.get(document.uri.toString());
    if (!sheet || document.isClosed) return;
    if (!sheet.open) store.set({ ...sheet, open: true }, 'search');
    seekAll(document);
  }

  function seekAll(document: vscode.TextDocument): void {
    const sheet = store.get(document.uri.toString());
    if (sheet) void seeker.seek(document, unsought(sheet)).catch(report);
  }

  function change(event: vscode.TextDocumentChangeEvent): void {
    const source = event.document.uri.toString();
    const sheet = store.get(source);
    if (!sheet?.open || event.contentChanges.length === 0) return;
    const changes = toChanges(event);
    seeker.changed(source, changes);
    const followed = follow(sheet, changes, toPages(event.document));
    store.set(followed.sheet, 'typing', followed.stirred);
    if (followed.sought.length > 0) void seeker.seek(event.document, followed.sought).catch(report);
  }

  function close(document: vscode.TextDocument): void {
    const sheet = store.get(document.uri.toString());
    if (sheet?.open) store.set({ ...sheet, open: false, spans: emptySpans(sheet.records.length) }, 'disk');
  }

  /** What came from the disk, or was brought back by undo, has no place yet. */
  function placeNew(source: string): void {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === source);
    const sheet = store.get(source);
    if (document && sheet && (!sheet.open || sheet.spans.state.includes(0))) attach(document);
  }

  vscode.workspace.textDocuments.forEach((document) => void open(document).catch(report));
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => void open(document).catch(report)),
    vscode.workspace.onDidChangeTextDocument(change),
    vscode.workspace.onDidCloseTextDocument(close),
    store.onDidChange(({ source, origin }) => (origin === 'disk' || origin === 'person') && placeNew(source)),
  );
}

function report(error: unknown): void {
  console.warn('Claimmark could not read the annotations of a source.', error);
}
