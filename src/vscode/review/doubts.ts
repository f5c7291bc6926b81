import * as vscode from 'vscode';
import { clustering } from '../../core/state/clusters';
import { doubting } from '../../core/state/doubts';
import type { Store } from '../../core/state/store';
import { gathered } from '../ui/debounce';
import { pathOf, placeOf } from '../ui/names';

/** How long changes are gathered, in milliseconds: short enough for a tag to count at once. */
const pause = 40;

/**
 * Keeps in each sheet what other entries speak against its annotations, and their clusters, so that all views say the
 * same. It begins when all sidecars are read, so that evidence not loaded yet raises no doubts.
 */
export function keepDoubts(store: Store, read: Promise<unknown>): vscode.Disposable {
  const fresh = () => ({ doubtsIn: doubting(nameOf), clustersIn: clustering(pathIn) });
  let judges: ReturnType<typeof fresh> | undefined;
  let isRead = false;
  const judging = gathered(pause, () => {
    // Sidecars are evaluated while they are being read, so that the first result is quick.
    const { doubtsIn, clustersIn } = (judges ??= fresh());
    const doubtsNow = doubtsIn(store.all());
    if (!isRead) return;
    for (const [{ source }, doubts] of doubtsNow) {
      const sheet = store.get(source);
      if (sheet) store.set({ ...sheet, doubts }, 'doubts');
    }
    for (const [{ source }, clusters] of clustersIn(store.all())) {
      const sheet = store.get(source);
      if (sheet) store.set({ ...sheet, clusters }, 'doubts');
    }
  });
  void read.then(() => {
    isRead = true;
    judging.soon();
  });
  return vscode.Disposable.from(
    judging,
    store.onDidChange(({ origin, stirred }) => stirred && origin !== 'doubts' && judging.soon()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      judges = undefined;
      judging.soon();
    }),
  );
}

const nameOf = (source: string): string => placeOf(vscode.Uri.parse(source));
const pathIn = (source: string): string => pathOf(vscode.Uri.parse(source));
