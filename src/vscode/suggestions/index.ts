import * as vscode from 'vscode';
import type { SuggestionContext, Suggestions } from './suggestions';
import { registerAmount } from './amount';
import { showSuggestionDecorations } from './decorations';
import { registerTriage, type EditNote, type Queue } from './triage';

interface Given {
  readonly media: vscode.Uri;
  readonly seen: vscode.Memento;
  readonly editNote: EditNote;
  readonly queue: Queue;
}

/** Suggestions as they are drawn, told of and decided one after the other. */
export function showSuggestions(
  context: SuggestionContext,
  suggestions: Suggestions,
  { media, seen, editNote, queue }: Given,
): vscode.Disposable {
  return vscode.Disposable.from(
    suggestions,
    showSuggestionDecorations(suggestions, media),
    registerAmount(suggestions, seen),
    registerTriage(context, editNote, queue),
  );
}
