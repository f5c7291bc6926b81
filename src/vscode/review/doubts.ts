import * as vscode from 'vscode';
import { doubting } from '../../core/state/doubts';
import type { Store } from '../../core/state/store';
import { gathered } from '../ui/debounce';
import { placeOf } from '../ui/names';

/** How long changes are gathered, in milliseconds: a tag is seen to count at once, and a loading workspace is judged now and then. */
const pause = 40;

/**
 * Keeps in each sheet what other entries of the workspace speak against its annotations, so that every view says the
 * same. It begins when all sidecars are read: what rests on one that is still to come is in no doubt for that.
 */
export function keepDoubts(store: Store, read: Promise<unknown>): vscode.Disposable {
  let doubtsIn = doubting(nameOf);
  let isRead = false;
  const judging = gathered(pause, () => {
    if (!isRead) return;
    for (const [{ source }, doubts] of doubtsIn(store.all())) {
      const sheet = store.get(source);
      if (sheet) store.set({ ...sheet, doubts }, 'doubts');
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
      doubtsIn = doubting(nameOf);
      judging.soon();
    }),
  );
}

const nameOf = (source: string): string => placeOf(vscode.Uri.parse(source));
