import * as vscode from 'vscode';
import { canBeSource } from './openSources';
import { warn } from '../ui/dialogs';
import type { Platform } from '../ui/platform';
import { whyUnread } from '../storage/readSource';

/** Why the document can't be annotated, as a message that says what to do; undefined where it can. */
export async function refusal(
  document: vscode.TextDocument | undefined,
  platform: Platform,
): Promise<(() => Promise<void>) | undefined> {
  const { t } = vscode.l10n;
  if (!document) {
    return say(
      t(
        'There is no text to tag here. Open a source as text; binary files, and files over 50 MB, are out of Claimmark’s sight.',
      ),
    );
  }
  if (document.isUntitled) {
    return say(t('Save this text first: its annotations are kept in a file beside it.'), t('Save…'), () =>
      Promise.resolve(vscode.commands.executeCommand('workbench.action.files.saveAs')),
    );
  }
  if (!canBeSource(document)) {
    return say(t('This is a view, not a source. Open the source itself to tag it.'));
  }
  // Undefined where there is no file system: cells of notebooks, and texts that other extensions make up.
  if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) !== true) {
    return say(t('This source is read-only, so no annotations can be kept beside it. Save a copy and tag that.'));
  }
  const unread = await whyUnread(document.uri, platform);
  return unread === undefined ? undefined : say(unread);
}

function say(message: string, button?: string, act?: () => Promise<unknown>): () => Promise<void> {
  return async () => {
    const chosen = await warn(message, ...(button ? [button] : []));
    if (chosen && act) await act();
  };
}
