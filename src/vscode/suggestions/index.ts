import * as vscode from 'vscode';
import type { SuggestionContext, Suggestions } from './suggestions';
import { registerAmount } from './amount';
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
import { undoLast } from '../storage/commandContext';
import { registerSteps } from '../ui/roundCommands';
import { tagsFor } from '../ui/tags';
import type { SuggestionsNode } from '../ui/treeNodes';
import { WhenNeeded } from '../ui/whenNeeded';

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

/** Triage: one goes from suggestion to suggestion and decides each with one key. */
function registerTriage(desk: SuggestionContext, editNote: EditNote, queue: Queue): vscode.Disposable {
  const round = new WhenNeeded(() => triageOf(desk, queue));
  const tour = (): ReturnType<typeof triageOf> => round.get();
  const on = (name: string, run: (key: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`claimmark.triage.${name}`, run);
  const decide = (tag: string): void => acceptAs(desk, tour(), tag);
  const byKey = (key: unknown): void => {
    const scope = tour().current()?.editor.document.uri;
    const tag = tagsFor(scope).find((one) => !one.builtIn && one.key === key);
    if (tag) decide(tag.id);
  };
  return vscode.Disposable.from(
    round,
    vscode.commands.registerCommand('claimmark.triage', (row?: SuggestionsNode) => beginTriage(desk, tour(), row)),
    on('verified', () => decide('verified')),
    on('unconfirmed', () => decide('unconfirmed')),
    on('quote', () => decide('quote')),
    on('accept', () => acceptAsOffered(desk, tour())),
    on('key', byKey),
    on('dismiss', () => dismissHere(desk, tour())),
    on('note', () => acceptAndNote(desk, tour(), editNote)),
    on('section', () => acceptSection(desk, tour())),
    registerSteps(tour, 'claimmark.triage', { undo: () => undoLast(desk), finish: desk.finish }),
  );
}
