import * as vscode from 'vscode';
import { marksOf, type Mark } from '../core/sheet';
import { createStore } from '../core/store';
import { createAuthor } from './author';
import { showBadges } from './badges';
import { offerSource } from './beside';
import { registerCommands } from './commands/commands';
import { retag } from './commands/tag';
import { keepContexts } from './contexts';
import type { Desk } from './desk';
import { Discussion } from './discussion';
import { showFolds } from './folding';
import { Highlights } from './highlights';
import { showHints } from './hints';
import { showHovers } from './hover';
import { supportSidecars } from './language/language';
import { createLedger } from './ledger';
import { offerActions } from './lightbulb';
import { createMover, followMoves } from './moves';
import { tellOfTrouble } from './notices';
import type { Platform } from './platform';
import { showProblems } from './problems';
import { offerReadingView } from './reading';
import { resettleOnSave } from './resettle';
import { registerReview } from './review';
import { createSeeker } from './seek';
import { registerSharing } from './share/share';
import { createSidecars } from './sidecars';
import { Sources } from './sources';
import { Strays } from './strays';
import { Suggestions } from './suggestions';
import { registerTriage } from './triage';
import { tagOf, tagsFor } from './tags';
import { registerTogether } from './together/together';
import type { Retag } from './tree/drag';
import { showTrees } from './tree/trees';
import { showStatus } from './status';
import { showSymbols } from './symbols';
import { Writer } from './writer';

/** What other extensions may ask. */
export interface Api {
  /** The annotations of a source and how each stands in it now; none where nothing is known of it. */
  marks(source: vscode.Uri): readonly Mark[];
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
  const desk: Desk = { store, ledger, author: createAuthor(platform), suggestions };
  const media = vscode.Uri.joinPath(context.extensionUri, 'media');
  keep(sidecars, writer, new Sources(store, sidecars, seeker), resettleOnSave(store, writer, platform));
  keep(followMoves(mover, writer), new Strays(store, mover, platform), showProblems(store));
  keep(registerCommands(desk), registerSharing(desk, platform, media), registerTogether(desk, platform));
  keep(new Highlights(store, media), showHovers(store), offerActions(store), offerReadingView(store));
  keep(offerSource(store), tellOfTrouble(writer), registerReview(desk), new Discussion(desk));
  keep(suggestions, showHints(suggestions, media), registerTriage(desk));
  keep(keepContexts(store, suggestions));

  writer.restore();
  const read = sidecars
    .loadAll()
    .catch((error: unknown) => console.warn('Claimmark could not read all sidecars.', error));
  void read.then(() => writer.writeAll());
  const onto: Retag = (tag, nodes) => retag(desk, tagOf(tag, tagsFor(undefined)), [nodes[0], nodes]);
  keep(supportSidecars(store, platform));
  keep(showStatus(store), showBadges(store), showSymbols(store), showFolds());
  keep(showTrees({ store, suggestions, sidecars, platform, memento: context.workspaceState, retag: onto, read }));
  return {
    marks: (source) => {
      const sheet = store.get(source.toString());
      return sheet ? marksOf(sheet) : [];
    },
    settled: () => writer.writeAll(),
  };
}
