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
  recall(source: vscode.Uri): Promise<LastText | undefined>;
}

export function keepLastTexts(store: Store, storage: vscode.Uri | undefined): LastTexts {
  const keeping = afterPause(afterSave, (source) => keep(source).catch(report));

  async function keep(source: string): Promise<void> {
    const document = openDocument(source);
    const sheet = store.get(source);
    // An unsaved text will not be found again.
    const last = sheet && document && !document.isDirty ? lastTextOf(sheet) : undefined;
    if (!storage || !last) return;
    await vscode.workspace.fs.writeFile(fileOf(storage, source), packed(last));
    await forgetOldest(storage);
  }

  const listening = vscode.Disposable.from(
    keeping,
    vscode.workspace.onDidSaveTextDocument(({ uri }) => keeping.soon(uri.toString())),
    store.onDidChange(({ source, origin }) => origin !== 'typing' && store.get(source)?.open && keeping.soon(source)),
  );
  return {
    dispose: () => listening.dispose(),
    recall: (source) => recallLastText(storage, source),
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

/** The text of a source when last saved, if known: an editor has it at once, the storage a while later. */
export async function savedText(storage: vscode.Uri | undefined, source: vscode.Uri): Promise<string | undefined> {
  const document = openDocument(source);
  if (document && !document.isDirty) return document.getText();
  return (await recallLastText(storage, source))?.text;
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
