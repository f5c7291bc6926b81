import * as vscode from 'vscode';
import { packed, unpacked } from '../../core/exchange/bytes';
import { isLastText, lastTextOf, type LastText } from '../../core/state/lastText';
import type { Store } from '../../core/state/store';
import { fingerprint } from '../../core/text/hashes';
import { afterPause } from '../ui/debounce';
import { openDocument } from '../ui/open';

/** Most sources whose text is kept; beyond that, the ones written first are deleted. Guessed. */
const most = 300;

/** How long after a save the text is kept, in milliseconds: packing it must not hold up what follows the save. */
const afterSave = 1000;

/**
 * The last texts in which annotations were placed, in the editor's own storage. It is a cache: where a text is missing
 * or can't be read or written, annotations are found by their selectors, or by the text in git.
 */
export interface LastTexts extends vscode.Disposable {
  readonly recall: (source: vscode.Uri) => Promise<LastText | undefined>;
  /** The text that a source was last saved with, where it is known. */
  readonly savedText: (source: vscode.Uri) => Promise<string | undefined>;
}

export function keepLastTexts(store: Store, storage: vscode.Uri | undefined): LastTexts {
  const keeping = afterPause(afterSave, (source) => keep(source).catch(report));
  /** Of sources that were saved and are not kept yet, since their editors may be closed before. */
  const saved = new Map<string, LastText>();

  /** An unsaved text will not be found again. */
  function savedNow(source: string): LastText | undefined {
    const document = openDocument(source);
    const sheet = store.get(source);
    return sheet && document && !document.isDirty ? lastTextOf(sheet) : undefined;
  }

  function remember(source: string): void {
    const last = savedNow(source);
    if (last) saved.set(source, last);
    keeping.soon(source);
  }

  async function keep(source: string): Promise<void> {
    const before = saved.get(source);
    const last = savedNow(source) ?? before;
    if (!storage || !last) return;
    await vscode.workspace.fs.writeFile(fileOf(storage, source), packed(last));
    if (saved.get(source) === before) saved.delete(source);
    await forgetOldest(storage);
  }

  const listening = vscode.Disposable.from(
    keeping,
    vscode.workspace.onDidSaveTextDocument(({ uri }) => remember(uri.toString())),
    store.onDidChange(({ source, origin }) => origin !== 'typing' && store.get(source)?.open && keeping.soon(source)),
  );
  const recall = async (source: vscode.Uri): Promise<LastText | undefined> =>
    saved.get(source.toString()) ?? recallLastText(storage, source);
  return {
    dispose: () => listening.dispose(),
    recall,
    savedText: async (source) => {
      const document = openDocument(source);
      return document && !document.isDirty ? document.getText() : (await recall(source))?.text;
    },
  };
}

/** The kept text of a source; undefined where there is none. */
async function recallLastText(storage: vscode.Uri | undefined, source: vscode.Uri): Promise<LastText | undefined> {
  if (!storage) return undefined;
  try {
    const kept = unpacked(await vscode.workspace.fs.readFile(fileOf(storage, source.toString())));
    return isLastText(kept) ? kept : undefined;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}

/** The storage file of a source, named by a fingerprint since a URI may be too long for a file name. */
const fileOf = (storage: vscode.Uri, source: string): vscode.Uri =>
  vscode.Uri.joinPath(storage, 'lastTexts', fingerprint(source));

async function forgetOldest(storage: vscode.Uri): Promise<void> {
  const folder = vscode.Uri.joinPath(storage, 'lastTexts');
  const files = await vscode.workspace.fs.readDirectory(folder);
  if (files.length <= most) return;
  const dated = await Promise.all(
    files.map(async ([name]) => {
      const file = vscode.Uri.joinPath(folder, name);
      return { file, written: (await vscode.workspace.fs.stat(file)).mtime };
    }),
  );
  const oldest = dated.sort((a, b) => a.written - b.written).slice(0, files.length - most);
  for (const { file } of oldest) await vscode.workspace.fs.delete(file);
}

function report(error: unknown): void {
  console.warn('Claimmark could not keep the text of a source.', error);
}
