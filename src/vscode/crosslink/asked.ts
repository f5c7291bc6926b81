import * as vscode from 'vscode';
import { suggestionsOf, type Suggestions } from '../suggestions/suggestions';
import { sentenceAt } from '../../core/detect/sentences';
import { annotationsAt } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { sameSpan, type Span } from '../../core/text/change';
import { whenAnchored } from '../documents/openAnnotation';
import { toSpan } from '../ui/convert';
import { inform } from '../ui/dialogs';
import { targetsOf, type Rows, type Target } from '../ui/targets';

/** Words that a person asks about, with their annotation if they have one. */
export interface Asked {
  readonly document: vscode.TextDocument;
  readonly span: Span;
  readonly target?: Target;
}

/** The words that a tree row asks about; undefined, with a message, where they are gone. */
export async function askedByRow(store: Store, suggestions: Suggestions, rows: Rows): Promise<Asked | undefined> {
  const [offered] = suggestionsOf(suggestions, rows);
  return offered
    ? { document: offered.document, span: offered.suggestion }
    : annotationAsked(store, targetsOf(store, rows)[0]);
}

/**
 * The words asked about in the active editor: the selection, else the annotation or suggestion at the cursor, else the
 * sentence. Undefined, with a message, where there are none.
 */
export function askedAtCursor(store: Store, suggestions: Suggestions): Asked | undefined {
  const editor = vscode.window.activeTextEditor;
  const found = editor && atCursor(store, suggestions, editor);
  if (!found) void inform(vscode.l10n.t('Put the cursor in a sentence, or select the words to ask about.'));
  return found;
}

/** The first end of a link: an annotation, possibly lost, or words that may be tagged. */
export type Linkable = Target | Asked;

/**
 * The first end of a link: a tree row; else, in the active editor, the annotation at the cursor or around the
 * selection, the selection, or the suggestion at the cursor. Undefined, with a message, where there is none.
 */
export async function linkable(store: Store, suggestions: Suggestions, rows: Rows): Promise<Linkable | undefined> {
  const [row] = rows;
  if (row?.kind === 'suggestion') return askedByRow(store, suggestions, rows);
  const target = targetsOf(store, rows)[0];
  if (row?.kind === 'annotation') return target;
  const editor = vscode.window.activeTextEditor;
  const selected = editor && !editor.selection.isEmpty ? toSpan(editor.document, editor.selection) : undefined;
  const isWithin = !selected || (!!target?.span && target.span.from <= selected.from && selected.to <= target.span.to);
  if (target && isWithin) return target;
  if (editor && selected) return { document: editor.document, span: selected };
  const suggestion = editor && suggestions.atCursor(editor);
  if (editor && suggestion) return { document: editor.document, span: { from: suggestion.from, to: suggestion.to } };
  void inform(vscode.l10n.t('Put the cursor in a highlight or a suggestion, or select the words to link.'));
  return undefined;
}

async function annotationAsked(store: Store, target: Target | undefined): Promise<Asked | undefined> {
  if (!target) return undefined;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(target.source));
  const anchored = await whenAnchored(store, document.uri, target.annotation.id);
  if (anchored?.span) return { document, span: anchored.span, target: { ...anchored, source: target.source } };
  void inform(vscode.l10n.t('The words of this annotation are no longer in its source.'));
  return undefined;
}

function atCursor(store: Store, suggestions: Suggestions, editor: vscode.TextEditor): Asked | undefined {
  const { document, selection } = editor;
  const source = document.uri.toString();
  const at = document.offsetAt(selection.active);
  const selected = toSpan(document, selection);
  const anchored = annotationsAt(store.get(source), at).find(
    ({ span }) => span && (selection.isEmpty || sameSpan(span, selected)),
  );
  if (anchored?.span) return { document, span: anchored.span, target: { ...anchored, source } };
  if (!selection.isEmpty) return { document, span: selected };
  const span = suggestions.atCursor(editor) ?? sentenceAt(document.getText(), at);
  return span.to > span.from ? { document, span: { from: span.from, to: span.to } } : undefined;
}
