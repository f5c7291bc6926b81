import * as vscode from 'vscode';
import { anchoredAnnotations, type AnchoredAnnotation } from '../core/state/sheet';
import { registerFindText } from './commands/findText';
import { WorkspaceSources } from './documents/workspaceSources';
import { createStore, type Store } from '../core/state/store';
import { createAuthor } from './ui/author';
import { showBadges } from './views/badges';
import { registerCommands, registerSharing } from './commands/commands';
import { editNote } from './commands/edit';
import { mergeSides } from './commands/merge';
import { retag } from './commands/tag';
import { keepContexts } from './views/contextKeys';
import type { CommandContext } from './ui/commandContext';
import { offerSource } from './documents/sourceBeside';
import { createMover, followMoves } from './storage/renames';
import { tellOfTrouble } from './storage/notices';
import { Taken } from './storage/overwritten';
import { createSidecars, onOtherFiles } from './storage/sidecars';
import { RenameDetection } from './storage/renameDetection';
import { Writer } from './storage/writer';
import { showInEditor } from './views/index';
import { supportSidecars } from './sidecarLanguage/language';
import { createLedger } from './storage/ledger';
import type { Platform } from './ui/platform';
import { Discussion } from './views/comments';
import { registerReview } from './review/review';
import { refreshSelectorsOnSave } from './documents/refreshSelectors';
import { createSeeker } from './documents/anchoring';
import { Sources } from './documents/sources';
import { showStatus } from './views/statusBar';
import { registerAmount } from './suggestions/amount';
import { showSuggestionDecorations } from './suggestions/decorations';
import { Suggestions } from './suggestions/suggestions';
import { registerTriage } from './suggestions/triage';
import { tagOf, tagsFor } from './ui/tags';
import { registerTogether } from './review/doubleAnnotation';
import type { Retag } from './views/tree/drag';
import { showTrees } from './views/tree/trees';

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
  const store = createStore();
  const sidecars = createSidecars(store, platform);
  const seeker = createSeeker(store, platform);
  const writer = new Writer(store, sidecars, platform, context.workspaceState);
  const suggestions = new Suggestions(store, platform);
  const ledger = createLedger(store, sidecars, writer);
  const mover = createMover({ store, sidecars, writer, ledger, platform });
  const desk: CommandContext = { store, ledger, author: createAuthor(platform), suggestions };
  const media = vscode.Uri.joinPath(context.extensionUri, 'media');
  keep(sidecars, writer, new Sources(store, sidecars, seeker), refreshSelectorsOnSave(store, writer, platform));
  keep(
    followMoves(mover, writer),
    new RenameDetection(store, mover, platform),
    onOtherFiles(() => ledger.forget()),
  );
  keep(registerCommands(desk, platform), registerSharing(desk, platform, media), registerTogether(desk, platform));
  keep(registerReview(desk), new Discussion(desk), tellOfTrouble(writer, mergeSides), offerSource(store));
  keep(new Taken(store, ledger, writer));
  keep(showInEditor(store, media), showStatus(store), showBadges(store), supportSidecars(store, platform));
  keep(
    suggestions,
    showSuggestionDecorations(suggestions, media),
    registerAmount(suggestions, context.globalState),
    registerTriage(desk, (node) => editNote(desk, node)),
    keepContexts(store, suggestions),
  );

  const sources = new WorkspaceSources();
  keep(sources, registerFindText(store, sources, context));
  writer.restore();
  const read = sidecars
    .loadAll()
    .catch((error: unknown) => console.warn('Claimmark could not read all sidecars.', error));
  void read.then(() => writer.writeAll());
  const onto: Retag = (tag, nodes) => retag(desk, tagOf(tag, tagsFor(undefined)), [nodes[0], nodes]);
  keep(
    showTrees({ store, suggestions, sidecars, sources, platform, memento: context.workspaceState, retag: onto, read }),
  );
  return apiOf(store, writer);
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
