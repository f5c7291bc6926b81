import * as vscode from 'vscode';
import { type SuggestionContext, Suggestions } from './suggestions/suggestions';
import { anchoredAnnotations, type AnchoredAnnotation, type Sheet } from '../core/state/sheet';
import { WorkspaceSources } from './documents/workspaceSources';
import { createAuthor } from './ui/author';
import { ClosedToTyping } from './ui/closedToTyping';
import { detailActions, registerCommands, registerFindText, registerSharing } from './commands/commands';
import { editNote } from './commands/edit';
import { registerCrosslink } from './crosslink/index';
import { mergeSides } from './commands/merge';
import { retag } from './commands/tag';
import { supportSidecars } from './sidecarLanguage/language';
import type { Platform } from './ui/platform';
import { keepDoubts } from './review/doubts';
import { registerReview } from './review/index';
import { FinishedSources } from './documents/finished';
import { startFiles } from './documents/index';
import { showSuggestions } from './suggestions/index';
import type { AnnotationNode } from './ui/treeNodes';
import { showTreeViews, showViews, type Manifest } from './views/index';
import { tagOf, tagsFor } from './ui/tags';
import { registerTogether } from './review/doubleAnnotation';

/** What other extensions may ask. */
export interface Api {
  /** The annotations of a source and how each stands in it now; none where nothing is known of it. */
  marks(source: vscode.Uri): readonly AnchoredAnnotation[];
  /** Settles when all that people did is on the disk, or held back because it can't be. */
  settled(): Promise<void>;
}

/** The composition root: what there is, and who is given what. */
export function start(context: vscode.ExtensionContext, platform: Platform): Api {
  const keep = (...disposables: vscode.Disposable[]): void => void context.subscriptions.push(...disposables);
  const files = startFiles(context, platform, (about) => mergeSides(about));
  const { store, actions, sidecars, writer } = files;
  const suggestions = new Suggestions(store, platform, (source) => files.read(source));
  const author = createAuthor(platform);
  const finished = new FinishedSources(store, actions, author);
  const done = { finish: finished.set, isFinished: finished.isFinished };
  const closed = new ClosedToTyping();
  const whenRead = (source?: vscode.Uri): Promise<void> => (source ? files.read(source) : read);
  const desk: SuggestionContext = { store, actions, author, suggestions, platform, closed, whenRead, ...done };
  const media = vscode.Uri.joinPath(context.extensionUri, 'media');
  const sources = new WorkspaceSources();
  keep(files.all, closed, finished, sources, registerCommands(desk), registerSharing(desk, media));
  const { all, askOthers, link } = registerCrosslink(desk, sources, platform);
  keep(
    all,
    registerReview(desk),
    registerFindText(desk, sources, context),
    registerTogether(desk, platform, context.workspaceState),
  );
  const triage = { editNote: (node: AnnotationNode) => editNote(desk, [node]), queue: () => sources.all() };
  keep(showSuggestions(desk, suggestions, { media, seen: context.globalState, ...triage }));
  const { keybindings: keys } = (context.extension.packageJSON as Manifest).contributes;
  const views = showViews(desk, suggestions, { media, finished, keys, askOthers }, detailActions(desk, link));
  keep(views.all, supportSidecars(store, platform));

  const read = files.readAll();
  keep(
    keepDoubts(store, read),
    showTreeViews({
      ...{ store, suggestions, sidecars, sources, platform, read, finished },
      memento: context.workspaceState,
      retag: (tag, nodes) => retag(desk, tagOf(tag, tagsFor(undefined)), [nodes[0], nodes]),
      onDidChoose: views.showDetails,
      self: () => author.known(undefined),
    }),
  );
  return { marks: (source) => anchoredIn(store.get(source.toString())), settled: () => writer.writeAll() };
}

function anchoredIn(sheet: Sheet | undefined): readonly AnchoredAnnotation[] {
  return sheet ? anchoredAnnotations(sheet) : [];
}
