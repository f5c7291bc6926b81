import * as vscode from 'vscode';
import type { WorkspaceSources } from '../documents/workspaceSources';
import { decideOffered } from '../suggestions/decide';
import type { SuggestionContext } from '../suggestions/suggestions';
import { brief } from './brief';
import { compareWith } from './compareWith';
import { registerWords } from './compareWords';
import { copyMarkdown } from './copy';
import { confirmWords, editClaim, editNote, editSpeaker, remove, setSpan } from './edit';
import { addEvidence, removeEvidence, useSelection } from './evidence';
import { askInTurn } from '../ui/boxes';
import { chooseFormat, exportAll } from './exchange';
import { findText, openSample } from './findText';
import { registerFinishing } from './finish';
import { registerFollowing } from './followLink';
import { finderOf, pick, symbolsOf, type Finder } from './goToAnnotation';
import { importFile } from './import';
import { pickGuess } from './pickGuess';
import { mergeSides } from './merge';
import { registerNavigation } from './navigate';
import { saveReport, showReport } from './report';
import { registerTagging } from './tag';
import { giveVerdict } from '../review/review';
import type { CommandContext } from '../storage/commandContext';
import { redoLast, undoLast } from '../storage/undo';
import { targetsAtCursors, type Rows } from '../ui/targets';
import type { AnnotationNode, TreeNode } from '../ui/treeNodes';
import type { Store } from '../../core/state/store';

// Each command's code is in a file loaded when the command is first called; this file only registers them.

const on = (command: string, run: () => unknown): vscode.Disposable => vscode.commands.registerCommand(command, run);

/** Registers a command for rows of a tree, or what is at the cursor once the tags of earlier keys are set. */
const onRows = (command: string, { tagged }: CommandContext, run: (rows: Rows) => unknown): vscode.Disposable =>
  vscode.commands.registerCommand(command, (...rows: [...Rows]) => tagged().then(() => run(rows)));

/** Registers all that people can do to annotations by command, key or menu. */
export function registerCommands(context: SuggestionContext): vscode.Disposable {
  const { tagged } = context;
  return vscode.Disposable.from(
    registerTagging(context),
    registerEditing(context),
    registerEvidence(context),
    registerNavigation(context),
    registerSearch(context),
    registerFollowing(context),
    on('claimmark.undo', () => tagged().then(() => undoLast(context))),
    on('claimmark.redo', () => tagged().then(() => redoLast(context))),
    onRows('claimmark.copyMarkdown', context, (rows) => copyMarkdown(context, rows)),
    registerWords(context),
    onRows('claimmark.pickGuess', context, (rows) => pickGuess(context, rows)),
    onRows('claimmark.accept', context, (rows) => decideOffered(context, rows, true)),
    onRows('claimmark.dismiss', context, (rows) => decideOffered(context, rows, false)),
    registerFinishing(context),
    on('claimmark.compareWith', () => compareWith(context)),
    vscode.commands.registerCommand('claimmark.mergeConflict', (about?: vscode.Uri | AnnotationNode) =>
      mergeSides(about),
    ),
  );
}

/** Registers the commands that change a field or the span of an annotation, or remove it, even one tagged by the key before. */
function registerEditing(context: CommandContext): vscode.Disposable {
  const { tagged } = context;
  return vscode.Disposable.from(
    context.closed.onKey('claimmark.editNote', (...rows: [...Rows]) => editNote(context, rows), 'shown', tagged),
    context.closed.onKey('claimmark.editSpeaker', (...rows: [...Rows]) => editSpeaker(context, rows), 'shown', tagged),
    onRows('claimmark.editClaim', context, (rows) => editClaim(context, rows)),
    onRows('claimmark.remove', context, (rows) => remove(context, rows)),
    onRows('claimmark.setSpan', context, (rows) => setSpan(context, rows)),
    onRows('claimmark.confirmWords', context, (rows) => confirmWords(context, rows)),
  );
}

/** Registers the commands for evidence: an address, a file or an annotation of the workspace. */
function registerEvidence(context: CommandContext): vscode.Disposable {
  const { tagged } = context;
  const visited = rememberVisited(context.store);
  return vscode.Disposable.from(
    visited.listening,
    on('claimmark.useSelectionAsEvidence', () => useSelection(context, visited.names)),
    context.closed.onKey('claimmark.addEvidence', (...rows: [...Rows]) => addEvidence(context, rows), 'shown', tagged),
    onRows('claimmark.removeEvidence', context, (rows) => removeEvidence(context, rows)),
  );
}

/** Remembers the annotations that the cursor was in, the last one first. */
function rememberVisited(store: Store): { readonly names: readonly string[]; readonly listening: vscode.Disposable } {
  const names: string[] = [];
  const listening = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
    for (const { source, annotation } of targetsAtCursors(store, textEditor)) {
      const name = `${source}#${annotation.id}`;
      const at = names.indexOf(name);
      if (at >= 0) names.splice(at, 1);
      names.unshift(name);
      names.length = Math.min(names.length, 50);
    }
  });
  return { names, listening };
}

/** Registers the quick pick over all annotations of the workspace, and the same in VS Code's own symbol search. */
function registerSearch({ store, platform, closed }: CommandContext): vscode.Disposable {
  let made: Finder | undefined;
  const finder = (): Finder => (made ??= finderOf(store, platform));
  return vscode.Disposable.from(
    closed.onKey('claimmark.goToAnnotation', () => pick(finder())),
    vscode.languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: async (query) => symbolsOf(store, await finder().find(query)),
    }),
  );
}

/** Registers what leaves the workspace: briefs, reports, and exchange with other tools. */
export function registerSharing(context: SuggestionContext, media: vscode.Uri): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('claimmark.brief', (row?: TreeNode) => brief(context, row)),
    on('claimmark.export', () => exportAll(context)),
    on('claimmark.import', () =>
      importFile(context, (choice, title) => askInTurn((boxes) => chooseFormat(boxes, choice, title))),
    ),
    on('claimmark.report', () => showReport(context, media)),
    on('claimmark.reportSource', async () => {
      const source = vscode.window.activeTextEditor?.document.uri;
      if (source) await showReport(context, media, source);
    }),
    on('claimmark.saveReport', () => saveReport(context)),
  );
}

/** Registers the commands that lead a newcomer to a text: one in the folder, or a sample. */
export function registerFindText(
  context: CommandContext,
  sources: WorkspaceSources,
  extension: vscode.ExtensionContext,
): vscode.Disposable {
  return vscode.Disposable.from(
    on('claimmark.findText', () => findText(context, sources)),
    on('claimmark.openSample', () => openSample(extension)),
  );
}

/** The actions that the details view offers on an annotation. */
export function detailActions(context: SuggestionContext, link: (node: AnnotationNode) => Promise<void>) {
  return {
    addEvidence: (node: AnnotationNode) => addEvidence(context, [node]),
    confirmWords: (node: AnnotationNode) => confirmWords(context, [node]),
    link,
    remove: (node: AnnotationNode) => remove(context, [node]),
    agree: (node: AnnotationNode) => giveVerdict(context, node, 'agree'),
    disagree: (node: AnnotationNode) => giveVerdict(context, node, 'disagree'),
    unsure: (node: AnnotationNode) => giveVerdict(context, node, 'unsure'),
  };
}
