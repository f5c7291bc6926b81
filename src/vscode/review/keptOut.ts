import * as vscode from 'vscode';
import { inform } from '../ui/dialogs';
import { suffix, worksApart } from '../ui/names';

/** The glob for all sidecars: one's own is read in Claimmark's views, and a glob of the others' would miss new ones. */
const pattern = `**/*${suffix}`;

/** The key under which it is kept that the person has been asked. */
const asked = 'claimmark.askedToKeepOut';

/**
 * Offers, while annotators work apart, to hide their files from the Explorer and from search, where people would read
 * the marks of others by accident; and afterwards, to show them again. Asked once in a workspace.
 */
export function offerToKeepOut(memento: vscode.Memento): vscode.Disposable {
  const look = (): void => void (worksApart() ? offer(memento) : offerBack()).then(undefined, report);
  if (worksApart()) look();
  return vscode.workspace.onDidChangeConfiguration((event) => {
    const isApart = ['separateFiles', 'adjudicator'].some((name) =>
      event.affectsConfiguration(`claimmark.review.${name}`),
    );
    if (isApart) look();
  });
}

async function offer(memento: vscode.Memento): Promise<void> {
  const { t } = vscode.l10n;
  if (isKeptOut() || memento.get(asked, false) || !vscode.workspace.workspaceFolders) return;
  await memento.update(asked, true);
  const yes = t('Hide');
  const message = t('What others mark is in files next to the sources. Hide these from the Explorer and from search?');
  if ((await inform(message, yes)) === yes) await set(true);
}

async function offerBack(): Promise<void> {
  if (!isKeptOut()) return;
  const { t } = vscode.l10n;
  const yes = t('Show Sidecars');
  const message = t('Sidecars are hidden from the Explorer and from search in this workspace. Show them again?');
  if ((await inform(message, yes)) === yes) await set(undefined);
}

/** Sets in the workspace's settings, which may be shared, whether sidecars are hidden. */
function set(value: true | undefined): Thenable<void> {
  const { [pattern]: _, ...rest } = said();
  const excluded = value ? { ...rest, [pattern]: value } : rest;
  const isEmpty = Object.keys(excluded).length === 0;
  return settings().update('exclude', isEmpty ? undefined : excluded, vscode.ConfigurationTarget.Workspace);
}

const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('files');

const said = (): Record<string, unknown> =>
  settings().inspect<Record<string, unknown>>('exclude')?.workspaceValue ?? {};

const isKeptOut = (): boolean => said()[pattern] === true;

function report(error: unknown): void {
  console.warn('Claimmark could not keep sidecars out of sight.', error);
}
