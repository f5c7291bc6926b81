import * as vscode from 'vscode';
import { anchoredAnnotations, type AnchoredAnnotation, type Sheet } from '../core/state/sheet';
import { detailActions, registerCommands, registerFindText, registerSharing } from './commands/commands';
import { editNote } from './commands/edit';
import { mergeSides } from './commands/merge';
import { retag } from './commands/tag';
import { registerCrosslink } from './crosslink/index';
import { FinishedSources } from './documents/finished';
import { startFiles } from './documents/index';
import { WorkspaceSources } from './documents/workspaceSources';
import { registerDoubleAnnotation } from './review/doubleAnnotation';
import { keepDoubts } from './review/doubts';
import { registerReview } from './review/index';
import { supportSidecars } from './sidecarLanguage/language';
import { tagsInTurn } from './storage/commandContext';
import { showSuggestions } from './suggestions/index';
import { type SuggestionContext, Suggestions } from './suggestions/suggestions';
import { createAuthor } from './ui/author';
import { ClosedToTyping } from './ui/closedToTyping';
import type { Platform } from './ui/platform';
import { tagOf, tagsFor } from './ui/tags';
import type { AnnotationNode } from './ui/treeNodes';
import { showViews, type Manifest } from './views/index';
import { showTrees } from './views/tree/trees';

/** The API for other extensions. */
export interface Api {
  /** The annotations of a source with their present placements; none where the source is not known. */
  marks(source: vscode.Uri): readonly AnchoredAnnotation[];
  /** Resolves once all that people did is on the disk, or held back because it can't be written. */
  settled(): Promise<void>;
}

/**
 * The composition root: creates everything and connects it. In three turns, between which the host can do other work:
 * first what follows sources, and the commands; then what is shown of a source; then the trees and all else. VS Code
 * runs the command of a key after all of them, but another extension may call one earlier: all they need exists after
 * the first.
 */
export async function start(extension: vscode.ExtensionContext, platform: Platform): Promise<Api> {
  const keep = (...disposables: vscode.Disposable[]): void => void extension.subscriptions.push(...disposables);
  const files = startFiles(extension, platform, (...sides) => mergeSides(...sides));
  const { store, actions, sidecars, writer } = files;
  const suggestions = new Suggestions(store, platform, (source) => files.read(source));
  const author = createAuthor(platform);
  const finished = new FinishedSources(store, actions, author);
  const done = { finish: finished.set, isFinished: finished.isFinished, ...tagsInTurn() };
  const closed = new ClosedToTyping();
  const whenRead = (source?: vscode.Uri): Promise<void> => (source ? files.read(source) : read);
  const context: SuggestionContext = { store, actions, author, suggestions, platform, closed, whenRead, ...done };
  const media = vscode.Uri.joinPath(extension.extensionUri, 'media');
  const sources = new WorkspaceSources();
  const { all, askOthers, link } = registerAll(context, sources, extension, media);
  keep(files.all, closed, finished, sources, all);
  const triage = { editNote: (node: AnnotationNode) => editNote(context, [node]), queue: () => sources.all() };
  keep(showSuggestions(context, suggestions, { media, seen: extension.globalState, ...triage }));
  const { keybindings: keys } = (extension.extension.packageJSON as Manifest).contributes;
  const shown = platform.pause().then(() => {
    const views = showViews(context, suggestions, { media, finished, keys, askOthers }, detailActions(context, link));
    keep(views.all);
    return views;
  });
  const read = shown.then(() => files.readAll());
  const { showDetails } = await shown;
  await platform.pause();
  keep(
    supportSidecars(store, platform),
    keepDoubts(store, read),
    showTrees({
      ...{ store, suggestions, sidecars, sources, platform, read, finished },
      memento: extension.workspaceState,
      retag: (tag, nodes) => retag(context, tagOf(tag, tagsFor(undefined)), [nodes[0], nodes]),
      onDidChoose: showDetails,
      self: () => author.known(undefined),
    }),
  );
  return { marks: (source) => anchoredIn(store.get(source.toString())), settled: () => writer.writeAll() };
}

/** Registers what people do, except what belongs to one view. Returns what crosslinks give to the views. */
function registerAll(
  context: SuggestionContext,
  sources: WorkspaceSources,
  extension: vscode.ExtensionContext,
  media: vscode.Uri,
): ReturnType<typeof registerCrosslink> {
  const crosslink = registerCrosslink(context, sources);
  const all = vscode.Disposable.from(
    crosslink.all,
    registerCommands(context),
    registerSharing(context, media),
    registerReview(context),
    registerFindText(context, sources, extension),
    registerDoubleAnnotation(context, extension.workspaceState),
  );
  return { ...crosslink, all };
}

function anchoredIn(sheet: Sheet | undefined): readonly AnchoredAnnotation[] {
  return sheet ? anchoredAnnotations(sheet) : [];
}
