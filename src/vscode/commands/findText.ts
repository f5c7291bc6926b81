import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import { suggest } from '../../core/detect/detect';
import { exists } from '../storage/files';
import { readSource } from '../storage/readSource';
import type { WorkspaceSources } from '../documents/workspaceSources';
import type { CommandContext } from '../storage/commandContext';
import { confirm, inform, withoutIcons } from '../ui/dialogs';
import { placeOf } from '../ui/names';
import { openAt } from '../ui/open';
import { wait } from '../ui/timeSlices';

/** How many texts are read to tell how much there is to check, and how long each may be, in UTF-16 units. */
const mostRead = 300;
const longestRead = 200_000;

interface TextItem extends vscode.QuickPickItem {
  readonly file: vscode.Uri;
  readonly annotations: number;
}

/** Lists the texts of the folder. How much there is to check in each is added later, and moves the fullest up. */
export async function findText({ store, platform }: CommandContext, sources: WorkspaceSources): Promise<void> {
  const { t } = vscode.l10n;
  const picker = vscode.window.createQuickPick<TextItem>();
  picker.title = t('Find a Text');
  picker.placeholder = t('Texts in this folder, those with the most to check first');
  picker.matchOnDescription = true;
  picker.busy = true;
  picker.show();
  const over = { isOver: false };
  const chosen = new Promise<TextItem | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.activeItems[0]));
    picker.onDidHide(() => resolve(undefined));
  });
  const files = await sources.look();
  picker.items = files.map((file) => itemOf(store, file, undefined)).sort((a, b) => a.annotations - b.annotations);
  if (files.length === 0) picker.placeholder = t('There is no text in this folder yet: save one as .txt or .md.');
  void count({ store, platform }, files.slice(0, mostRead), picker, over);
  const item = await chosen;
  over.isOver = true;
  picker.dispose();
  if (item) await openAt(item.file, undefined);
}

async function count(
  { store, platform }: Pick<CommandContext, 'store' | 'platform'>,
  files: readonly vscode.Uri[],
  picker: vscode.QuickPick<TextItem>,
  over: { readonly isOver: boolean },
): Promise<void> {
  const counts = new Map<string, number>();
  for (const file of files) {
    if (over.isOver) return;
    const read = await readSource(file, platform).catch(() => undefined);
    const text = read && 'text' in read ? read.text : '';
    if (text.length <= longestRead) counts.set(file.toString(), suggest(text).length);
    await wait(0);
  }
  if (over.isOver) return;
  picker.busy = false;
  // Nothing is moved once a person has begun to type or to choose.
  const isUntouched = picker.value === '' && picker.activeItems[0] === picker.items[0];
  const items = picker.items.map(({ file }) => itemOf(store, file, counts.get(file.toString())));
  const worth = ({ file, annotations }: TextItem): number =>
    annotations > 0 ? -annotations : (counts.get(file.toString()) ?? 0);
  picker.items = isUntouched ? items.sort((a, b) => worth(b) - worth(a)) : items;
}

function itemOf(store: Store, file: vscode.Uri, toCheck: number | undefined): TextItem {
  const { t } = vscode.l10n;
  const sheet = store.get(file.toString());
  const annotations = sheet?.records.length ?? 0;
  const title = sheet?.sidecar?.about.title;
  const parts = [
    title === undefined ? '' : withoutIcons(title),
    // A source with a dismissed suggestion, or marked as finished, is not untouched.
    annotations > 0 ? t('annotations: {0}', annotations) : sheet?.sidecar ? '' : t('untouched'),
    toCheck === undefined ? '' : t('{0} to check', toCheck),
  ];
  return {
    file,
    annotations,
    label: `$(file-text) ${withoutIcons(placeOf(file))}`,
    description: parts.filter((part) => part !== '').join(' · '),
  };
}

/** Opens a copy of the sample sources, all about invented events. */
export async function openSample({ extensionUri, globalStorageUri }: vscode.ExtensionContext): Promise<void> {
  const { t } = vscode.l10n;
  const from = vscode.Uri.joinPath(extensionUri, 'test', 'fixtures', 'sample');
  const folder = vscode.Uri.joinPath(globalStorageUri, 'sample');
  const isHere = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.toString() === folder.toString()) === true;
  if (isHere) return void inform(t('The samples are already open.'));
  if ((vscode.workspace.workspaceFolders?.length ?? 0) > 0) {
    const isWanted = await confirm(t('The samples open in a new window. This one stays as it is.'), t('Open Samples'));
    if (!isWanted) return;
  }
  // What a person did with an earlier copy is kept.
  if (!(await exists(folder))) await vscode.workspace.fs.copy(from, folder);
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
