import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import type { Actions } from '../storage/log';
import type { Sidecars } from '../storage/sidecars';
import type { Writer } from '../storage/writer';
import type { Platform } from '../ui/platform';
import { createSeeker } from './anchoring';
import { ClosedSources } from './closedSources';
import { keepLastTexts } from './lastTexts';
import { PlacesCache } from './placesCache';
import { refreshSelectorsOnSave } from './refreshSelectors';
import { Sources } from './sources';

/**
 * Keeps annotations on their words in all open sources: what is typed, reloaded, saved, closed and opened again. Of the
 * others it is known how annotations stand in their files.
 */
export function followSources(parts: {
  readonly store: Store;
  readonly sidecars: Sidecars;
  readonly actions: Actions;
  readonly writer: Writer;
  readonly platform: Platform;
  /** Where texts are kept from one session to the next. */
  readonly storage: vscode.Uri | undefined;
  /** The extension's. */
  readonly version: string;
}): vscode.Disposable {
  const { store, sidecars, actions, writer, platform, storage, version } = parts;
  const lastTexts = keepLastTexts(store, storage);
  const places = new PlacesCache(storage, version);
  const seeker = createSeeker(store, platform, lastTexts);
  return vscode.Disposable.from(
    lastTexts,
    places,
    new Sources(store, sidecars, seeker, platform),
    new ClosedSources(store, platform, lastTexts, places),
    refreshSelectorsOnSave({ store, actions }, seeker, writer, platform),
  );
}
