import * as vscode from 'vscode';
import { clustering } from '../../core/state/clusters';
import { doubting } from '../../core/state/doubts';
import type { Store } from '../../core/state/store';
import { gathered } from '../ui/debounce';
import { pathOf, placeOf } from '../ui/names';

/** How long changes are gathered, in milliseconds: a tag is seen to count at once, and a loading workspace is judged now and then. */
const pause = 40;

/**
 * Keeps in each sheet what other entries of the workspace speak against its annotations, and which of them links join, so
 * that every view says the same. It begins when all sidecars are read: what rests on one that is still to come is in no doubt for that.
 */
export function keepDoubts(store: Store, read: Promise<unknown>): vscode.Disposable {
  const fresh = () => ({ doubtsIn: doubting(nameOf), clustersIn: clustering(pathIn) });
  let judges: ReturnType<typeof fresh> | undefined;
  let isRead = false;
  const judging = gathered(pause, () => {
    // Also while sidecars are being read: what each says is taken in then, so that the first judgement holds nothing up.
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
