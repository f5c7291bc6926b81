import * as vscode from 'vscode';
import type { Reason } from '../../core/state/undoLog';
import type { Change, Span } from '../../core/text/change';

/** The only seam between offsets and ranges: both count UTF-16 units, so that only the document is needed. */
export function toRange(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.from), document.positionAt(span.to));
}

export function toSpan(document: vscode.TextDocument, range: vscode.Range): Span {
  return { from: document.offsetAt(range.start), to: document.offsetAt(range.end) };
}

/** The changes of an event as the editor reports them; `simultaneous` in the core makes one edit of them. */
export function toChanges(event: vscode.TextDocumentChangeEvent): readonly Change[] {
  return event.contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
    from: rangeOffset,
    to: rangeOffset + rangeLength,
    text,
  }));
}

/** Whether an event is an undo or a redo. */
export function reasonOf({ reason }: vscode.TextDocumentChangeEvent): Reason | undefined {
  if (reason === vscode.TextDocumentChangeReason.Undo) return 'undo';
  return reason === vscode.TextDocumentChangeReason.Redo ? 'redo' : undefined;
}

/** A piece of a document with its start: one unit before the span where that would split a CRLF, which no position can. */
export function pieceOf(document: vscode.TextDocument, span: Span): { readonly text: string; readonly start: number } {
  const range = toRange(document, span);
  return { text: document.getText(range), start: document.offsetAt(range.start) };
}
