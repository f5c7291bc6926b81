import * as vscode from 'vscode';
import type { Platform } from './platform';

/** The name of the person who annotates: from the setting, else git's `user.name`, else a question asked once. */
export interface Author {
  (source: vscode.Uri): Promise<string | undefined>;
  /** The same without the question; undefined where neither has a name. */
  known(source: vscode.Uri | undefined): Promise<string | undefined>;
}

export function createAuthor(platform: Platform): Author {
  let asked: Promise<string | undefined> | undefined;
  const known = new Map<string, Promise<string | undefined>>();

  const said = async (source: vscode.Uri | undefined): Promise<string | undefined> => {
    // Without a source, for any: null means that, while undefined makes the editor log a warning each time.
    const set = vscode.workspace
      .getConfiguration('claimmark', source ?? null)
      .get<string>('author', '')
      .trim();
    if (set) return set;
    const [first] = vscode.workspace.workspaceFolders ?? [];
    const folder = (source ? vscode.workspace.getWorkspaceFolder(source) : first)?.uri;
    const name = folder?.toString() ?? '';
    const fromGit =
      known.get(name) ?? (vscode.workspace.isTrusted ? platform.gitUserName(folder) : Promise.resolve(undefined));
    known.set(name, fromGit);
    return fromGit;
  };
  const author = async (source: vscode.Uri): Promise<string | undefined> =>
    (await said(source)) ?? (await (asked ??= ask()));
  return Object.assign(author, { known: said });
}

/** Asks for a name and stores it in the user's settings. A person who gives none annotates without, and is not asked again. */
async function ask(): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Your name'),
    prompt: vscode.l10n.t('Your name is saved with each annotation you make. You can change it in the settings.'),
    placeHolder: vscode.l10n.t('Ana Lima'),
    ignoreFocusOut: true,
  });
  if (!name?.trim()) return undefined;
  await vscode.workspace.getConfiguration('claimmark').update('author', name.trim(), vscode.ConfigurationTarget.Global);
  return name.trim();
}
