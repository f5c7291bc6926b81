import * as vscode from 'vscode';
import type { SuggestionContext, Suggestions } from './suggestions';
import { Introduction, registerAmount } from './amount';
import { showSuggestionDecorations } from './decorations';
import {
  acceptAndNote,
  acceptAs,
  acceptAsOffered,
  acceptSection,
  beginTriage,
  dismissHere,
  triageOf,
  type EditNote,
  type Queue,
} from './triage';
import { undoLast } from '../storage/undo';
import { registerRound } from '../ui/roundCommands';
import { tagsFor } from '../ui/tags';
import type { SuggestionsNode } from '../ui/treeNodes';
import { WhenNeeded } from '../ui/whenNeeded';

interface Given {
  readonly media: vscode.Uri;
  readonly seen: vscode.Memento;
  readonly editNote: EditNote;
  readonly queue: Queue;
}

/** Shows suggestions, explains them, and registers triage. */
export function showSuggestions(
  context: SuggestionContext,
  suggestions: Suggestions,
  { media, seen, editNote, queue }: Given,
): vscode.Disposable {
  const introduction = new Introduction(suggestions, seen);
  return vscode.Disposable.from(
    suggestions,
    showSuggestionDecorations(suggestions, media),
    registerAmount(suggestions, introduction),
    registerTriage(context, { introduction, editNote, queue }),
  );
}

/** Registers triage: a person goes through suggestions and decides each with one key. */
function registerTriage(
  context: SuggestionContext,
  { introduction, editNote, queue }: Pick<Given, 'editNote' | 'queue'> & { readonly introduction: Introduction },
): vscode.Disposable {
  const made = new WhenNeeded(() => triageOf(context, queue));
  const round = (): ReturnType<typeof triageOf> => made.get();
  const on = (name: string, run: (key: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`claimmark.triage.${name}`, run);
  const decide = (tag: string): void => acceptAs(context, round(), tag);
  const byKey = (key: unknown): void => {
    const scope = round().current()?.editor.document.uri;
    const tag = tagsFor(scope).find((one) => !one.builtIn && one.key === key);
    if (tag) decide(tag.id);
  };
  return vscode.Disposable.from(
    made,
    vscode.commands.registerCommand('claimmark.triage', (row?: SuggestionsNode) => {
      introduction.end();
      return beginTriage(context, round(), row);
    }),
    on('verified', () => decide('verified')),
    on('unconfirmed', () => decide('unconfirmed')),
    on('quote', () => decide('quote')),
    on('accept', () => acceptAsOffered(context, round())),
    on('key', byKey),
    on('dismiss', () => dismissHere(context, round())),
    on('note', () => acceptAndNote(context, round(), editNote)),
    on('section', () => acceptSection(context, round())),
    registerRound(round, 'claimmark.triage', { undo: () => undoLast(context), finish: context.finish }),
  );
}
