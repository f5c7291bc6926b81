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

/** The changes of an event, and whether it is an undo or a redo. */
export function editOf(event: vscode.TextDocumentChangeEvent): {
  readonly changes: readonly Change[];
  readonly reason: Reason | undefined;
} {
  const { Undo, Redo } = vscode.TextDocumentChangeReason;
  const reason = event.reason === Undo ? 'undo' : event.reason === Redo ? 'redo' : undefined;
  return { changes: toChanges(event), reason };
}

/** A piece of a document with its start: one unit before the span where that would split a CRLF, which no position can. */
export function pieceOf(document: vscode.TextDocument, span: Span): { readonly text: string; readonly start: number } {
  const range = toRange(document, span);
  return { text: document.getText(range), start: document.offsetAt(range.start) };
}
