import * as vscode from 'vscode';
import { createStore, type Store } from '../../core/state/store';
import { createActions, Journal, type Actions } from '../storage/log';
import { tellOfCopies, tellOfTrouble, type MergeSides } from '../storage/notices';
import { Overwritten } from '../storage/overwritten';
import { RenameDetection } from '../storage/renameDetection';
import { createMover, followMoves } from '../storage/renames';
import { createSidecars, onOtherFiles, type Sidecars } from '../storage/sidecars';
import { Writer } from '../storage/writer';
import { sidecarOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { createSeeker } from './anchoring';
import { ClosedSources } from './closedSources';
import { keepLastTexts, type LastTexts } from './lastTexts';
import { PlacesCache } from './placesCache';
import { refreshSelectorsOnSave } from './refreshSelectors';
import { openSourceBeside } from './sourceBeside';
import { Sources } from './openSources';

/** The sources and sidecars of a workspace, and what people do to them. */
interface Files {
  readonly store: Store;
  readonly sidecars: Sidecars;
  readonly writer: Writer;
  readonly actions: Actions;
  readonly all: vscode.Disposable;
  /** Resolves once the sidecar of a source was read, or could not be. */
  read(source: vscode.Uri): Promise<void>;
  /** Reads the sidecars of open sources, then all others, then writes what was pending when the window was closed. */
  readAll(): Promise<void>;
}

/** Starts what follows sources and sidecars and writes people's actions. */
export function startFiles(context: vscode.ExtensionContext, platform: Platform, mergeSides: MergeSides): Files {
  const store = createStore();
  const sidecars = createSidecars(store, platform);
  const journal = new Journal(store, context.workspaceState);
  const writer = new Writer({ store, sidecars, platform, journal });
  const actions = createActions(store, sidecars, writer);
  const mover = createMover({ store, sidecars, writer, platform });
  const storage = context.storageUri ?? context.globalStorageUri;
  const { version } = context.extension.packageJSON as { readonly version: string };
  const followed = followSources({ store, sidecars, actions, writer, platform, storage, version });
  const copies = tellOfCopies(mergeSides);
  const all = vscode.Disposable.from(
    copies,
    sidecars,
    journal,
    writer,
    followed.all,
    followMoves(mover, writer),
    new RenameDetection(store, mover, platform, followed.savedText),
    new Overwritten({ store, sidecars, actions, writer, platform }),
    onOtherFiles(() => actions.forget()),
    tellOfTrouble(writer, mergeSides),
    openSourceBeside(store),
  );
  // Before anything can be added to the log.
  journal.restore();
  return {
    ...{ store, sidecars, writer, actions, all },
    read: (source) => sidecars.load(sidecarOf(source)).catch(unread),
    async readAll() {
      followed.sources.openAll();
      await sidecars.loadAll().catch(unread);
      void copies.tellOfAll().catch(unread);
      void writer.writeAll();
    },
  };
}

const unread = (error: unknown): void => console.warn('Claimmark could not read sidecars.', error);

/**
 * Keeps annotations on their words in all open sources, through typing, reloading, saving, closing and opening again.
 * For closed sources it finds the annotations in their files.
 */
function followSources(parts: {
  readonly store: Store;
  readonly sidecars: Sidecars;
  readonly actions: Actions;
  readonly writer: Writer;
  readonly platform: Platform;
  /** Where texts are kept from one session to the next. */
  readonly storage: vscode.Uri;
  /** The version of the extension. */
  readonly version: string;
}): { readonly all: vscode.Disposable; readonly sources: Sources } & Pick<LastTexts, 'savedText'> {
  const { store, sidecars, actions, writer, platform, storage, version } = parts;
  const lastTexts = keepLastTexts(store, storage);
  const places = new PlacesCache(storage, version);
  const seeker = createSeeker(store, platform, lastTexts);
  const sources = new Sources(store, sidecars, seeker, platform);
  const all = vscode.Disposable.from(
    lastTexts,
    places,
    sources,
    new ClosedSources(store, platform, lastTexts, places),
    refreshSelectorsOnSave({ store, actions }, seeker, writer, platform),
  );
  return { all, sources, savedText: lastTexts.savedText };
}
