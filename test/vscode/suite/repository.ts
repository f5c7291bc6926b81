import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { eventually, workspaceFolder } from './workspace';

interface GitApi {
  openRepository(root: vscode.Uri): Promise<unknown>;
  getRepository(uri: vscode.Uri): unknown;
}

/** Runs git in the workspace, under an invented name. Returns its output. */
export function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=Ana Lima', '-c', 'user.email=ana@example.org', '-c', 'gc.auto=0'];
  return execFileSync('git', [...who, ...args], { cwd: workspaceFolder().fsPath, encoding: 'utf8' });
}

/** Commits the whole workspace into a new repository, and waits until the editor's git has noticed. */
export async function commitAll(): Promise<void> {
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'Annotate');
  const root = workspaceFolder();
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  const api = (await extension?.activate())?.getAPI(1);
  await api?.openRepository(root);
  await eventually('the repository', () => Boolean(api?.getRepository(root)), 15_000);
}
