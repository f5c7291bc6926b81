import * as vscode from 'vscode';
import { readIfThere } from './files';

/** What git has checked out where a file lies, as its HEAD says it: a branch, or a commit; undefined outside of git. */
export async function checkedOut(file: vscode.Uri): Promise<string | undefined> {
  for (let folder = vscode.Uri.joinPath(file, '..'); ; folder = vscode.Uri.joinPath(folder, '..')) {
    const git = vscode.Uri.joinPath(folder, '.git');
    const head = (await textOf(vscode.Uri.joinPath(git, 'HEAD'))) ?? (await headOfWorktree(git));
    if (head !== undefined || folder.path.length <= 1) return head;
  }
}

/** A worktree of git has a file in place of a folder, which says where its HEAD is. */
async function headOfWorktree(git: vscode.Uri): Promise<string | undefined> {
  const [, path] = /^gitdir: (.+)$/m.exec((await textOf(git)) ?? '') ?? [];
  if (path === undefined) return undefined;
  const folder = /^(?:\/|\w:)/.test(path) ? git.with({ path }) : vscode.Uri.joinPath(git, '..', path);
  return textOf(vscode.Uri.joinPath(folder, 'HEAD'));
}

/** What can't be read, as a folder in a file's place, is not there. */
async function textOf(file: vscode.Uri): Promise<string | undefined> {
  const bytes = await readIfThere(file).catch(() => undefined);
  return bytes && new TextDecoder().decode(bytes);
}
