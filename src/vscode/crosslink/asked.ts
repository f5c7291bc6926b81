import * as vscode from 'vscode';
import { offersOf, type Suggestions } from '../suggestions/suggestions';
import { sentenceAt } from '../../core/detect/sentences';
import { annotationsAt } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import type { Span } from '../../core/text/change';
import { whenAnchored } from '../documents/openAnnotation';
import { toSpan } from '../ui/convert';
import { inform } from '../ui/dialogs';
import { targetsOf, type Rows, type Target } from '../ui/targets';

/** Words that a person asks about, and their annotation if they have one. */
export interface Asked {
  readonly document: vscode.TextDocument;
  readonly span: Span;
  readonly target?: Target;
}

/** What the row of a tree asks about. Says so, and answers undefined, where its words are gone. */
export async function askedByRow(store: Store, suggestions: Suggestions, rows: Rows): Promise<Asked | undefined> {
  const [offer] = offersOf(suggestions, rows);
  return offer
    ? { document: offer.document, span: offer.suggestion }
    : annotationAsked(store, targetsOf(store, rows)[0]);
}

/**
 * What is asked about in the active editor: what is selected, else the annotation or suggestion at the cursor, else the
 * sentence. Says what to do, and answers undefined, where there is nothing.
 */
export function askedAtCursor(store: Store, suggestions: Suggestions): Asked | undefined {
  const editor = vscode.window.activeTextEditor;
  const found = editor && atCursor(store, suggestions, editor);
  if (!found) void inform(vscode.l10n.t('Put the cursor into a sentence, or select the words to ask about.'));
  return found;
}

async function annotationAsked(store: Store, target: Target | undefined): Promise<Asked | undefined> {
  if (!target) return undefined;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(target.source));
  const mark = await whenAnchored(store, document.uri, target.annotation.id);
  if (mark?.span) return { document, span: mark.span, target: { ...mark, source: target.source } };
  void inform(vscode.l10n.t('The words of this annotation are not in its source any more.'));
  return undefined;
}

function atCursor(store: Store, suggestions: Suggestions, editor: vscode.TextEditor): Asked | undefined {
  const { document, selection } = editor;
  const source = document.uri.toString();
  const sheet = store.get(source);
  const at = document.offsetAt(selection.active);
  const selected = toSpan(document, selection);
  const mark =
    sheet && annotationsAt(sheet, at).find(({ span }) => span && (selection.isEmpty || alike(span, selected)));
  if (mark?.span) return { document, span: mark.span, target: { ...mark, source } };
  if (!selection.isEmpty) return { document, span: selected };
  const offer = suggestions.of(document).find(({ from, to }) => from <= at && at <= to);
  const span = offer ?? sentenceAt(document.getText(), at);
  return span.to > span.from ? { document, span: { from: span.from, to: span.to } } : undefined;
}

const alike = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;
