import * as vscode from 'vscode';
import { type SuggestionContext, Suggestions } from './suggestions/suggestions';
import { anchoredAnnotations, type AnchoredAnnotation } from '../core/state/sheet';
import { registerFindText } from './commands/findText';
import { WorkspaceSources } from './documents/workspaceSources';
import { createStore, type Store } from '../core/state/store';
import { createAuthor } from './ui/author';
import { ClosedToTyping } from './ui/closedToTyping';
import { registerCommands, registerSharing } from './commands/commands';
import { confirmWords, editNote, remove } from './commands/edit';
import { askForLink } from './commands/links';
import { addEvidence } from './commands/evidence';
import { registerCrosslink } from './crosslink/index';
import { mergeSides } from './commands/merge';
import { retag } from './commands/tag';
import { offerSource } from './documents/sourceBeside';
import { createMover, followMoves } from './storage/renames';
import { tellOfTrouble } from './storage/notices';
import { Overwritten } from './storage/overwritten';
import { createSidecars, onOtherFiles, type Sidecars } from './storage/sidecars';
import { savedText } from './documents/lastTexts';
import { RenameDetection } from './storage/renameDetection';
import { Writer } from './storage/writer';
import { supportSidecars } from './sidecarLanguage/language';
import { createActions, Journal, type Actions } from './storage/log';
import type { Platform } from './ui/platform';
import { keepDoubts } from './review/doubts';
import { giveVerdict, registerReview } from './review/review';
import { FinishedSources } from './documents/finished';
import { followSources } from './documents/followSources';
import { showSuggestions } from './suggestions/index';
import type { AnnotationNode } from './ui/treeNodes';
import { showTreeViews, showViews, type DetailActions } from './views/index';
import { sidecarOf } from './ui/names';
import { tagOf, tagsFor } from './ui/tags';
import { registerTogether } from './review/doubleAnnotation';

/** What other extensions may ask. */
export interface Api {
  /** The annotations of a source and how each stands in it now; none where nothing is known of it. */
  marks(source: vscode.Uri): readonly AnchoredAnnotation[];
  /** Settles when all that people did is on the disk, or held back because it can't be. */
  settled(): Promise<void>;
}

type Keep = (...disposables: vscode.Disposable[]) => void;

/** The composition root: what there is, and who is given what. */
export function start(context: vscode.ExtensionContext, platform: Platform): Api {
  const keep: Keep = (...disposables) => void context.subscriptions.push(...disposables);
  const { store, actions, writer, sidecars, journal } = startFiles(keep, context, platform);
  const suggestions = new Suggestions(store, platform, (source) => sidecars.load(sidecarOf(source)));
  const author = createAuthor(platform);
  const finished = new FinishedSources(store, actions, author);
  const finish: SuggestionContext['finish'] = (sources, isFinished) => finished.set(sources, isFinished);
  const closed = new ClosedToTyping();
  const whenRead = (source?: vscode.Uri): Promise<void> =>
    source ? sidecars.load(sidecarOf(source)).catch(unread) : read;
  const desk: SuggestionContext = { store, actions, author, suggestions, platform, finish, closed, whenRead };
  const media = vscode.Uri.joinPath(context.extensionUri, 'media');
  const sources = new WorkspaceSources();
  keep(closed, finished, sources, registerCommands(desk), registerSharing(desk, media));
  const { all, askOthers } = registerCrosslink(desk, sources, platform);
  keep(
    all,
    registerFindText(desk, sources, context),
    registerTogether(desk, platform, context.workspaceState),
    registerReview(desk),
  );
  const noting = (node: AnnotationNode): Promise<void> => editNote(desk, node);
  const queue = (): readonly vscode.Uri[] => sources.all();
  keep(showSuggestions(desk, suggestions, { media, seen: context.globalState, editNote: noting, queue }));
  const keys = keysOf(context.extension.packageJSON as Manifest);
  const views = showViews(desk, suggestions, { media, finished, keys, askOthers }, detailActions(desk));
  keep(views.all, supportSidecars(store, platform));

  const read = readAll(journal, sidecars, writer);
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
  return apiOf(store, writer);
}

/** What was not on the disk yet when the window closed, then every sidecar; what is left of the first is written after that. */
function readAll(journal: Journal, sidecars: Sidecars, writer: Writer): Promise<void> {
  journal.restore();
  const read = sidecars.loadAll().catch(unread);
  void read.then(() => writer.writeAll());
  return read;
}

const unread = (error: unknown): void => console.warn('Claimmark could not read all sidecars.', error);

/** What is read of the manifest. */
interface Manifest {
  readonly version: string;
  readonly contributes: { readonly keybindings: readonly { readonly command: string; readonly key: string }[] };
}

/** The key of each command that has one, as people read it: `Shift+Alt+V`. */
function keysOf({ contributes }: Manifest): ReadonlyMap<string, string> {
  const shown = (key: string): string => key.replace(/(^|\+)[a-z]/g, (letter) => letter.toUpperCase());
  return new Map([...contributes.keybindings].reverse().map(({ command, key }) => [command, shown(key)]));
}

/** What the details ask of commands. */
function detailActions(desk: SuggestionContext): DetailActions {
  return {
    addEvidence: (node) => addEvidence(desk, [node]),
    confirmWords: (node) => confirmWords(desk, [node]),
    link: (node) => askForLink(desk, [node]),
    remove: (node) => remove(desk, [node]),
    agree: (node) => giveVerdict(desk, node, 'agree'),
    disagree: (node) => giveVerdict(desk, node, 'disagree'),
    unsure: (node) => giveVerdict(desk, node, 'unsure'),
  };
}

/** What follows sources and sidecars, and writes what people do. */
function startFiles(
  keep: Keep,
  context: vscode.ExtensionContext,
  platform: Platform,
): { store: Store; sidecars: Sidecars; writer: Writer; actions: Actions; journal: Journal } {
  const store = createStore();
  const sidecars = createSidecars(store, platform);
  const journal = new Journal(store, context.workspaceState);
  const writer = new Writer(store, sidecars, platform, journal);
  const actions = createActions(store, sidecars, writer);
  const mover = createMover({ store, sidecars, writer, platform });
  const { version } = context.extension.packageJSON as Manifest;
  const storage = context.storageUri ?? context.globalStorageUri;
  keep(sidecars, journal, writer, followSources({ store, sidecars, actions, writer, platform, storage, version }));
  keep(followMoves(mover, writer), new RenameDetection(store, mover, platform, (source) => savedText(storage, source)));
  keep(
    new Overwritten({ store, sidecars, actions, writer, platform }),
    onOtherFiles(() => actions.forget()),
    tellOfTrouble(writer, mergeSides),
    offerSource(store),
  );
  return { store, sidecars, writer, actions, journal };
}

function apiOf(store: Store, writer: Writer): Api {
  return {
    marks: (source) => {
      const sheet = store.get(source.toString());
      return sheet ? anchoredAnnotations(sheet) : [];
    },
    settled: () => writer.writeAll(),
  };
}
