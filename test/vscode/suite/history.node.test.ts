import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { eventuallyReads, eventuallyStanding, openArticle, run, select } from './claims';
import { eventually, readFile, workspaceFolder, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;

interface GitApi {
  openRepository(root: vscode.Uri): Promise<unknown>;
  getRepository(uri: vscode.Uri): unknown;
}

describe('a source in git', () => {
  it('that was rewritten beyond what a search would dare keeps its annotations by its history', async () => {
    const editor = await openArticle();
    select(editor, 'The works cost 4.2 million crowns');
    await run('tagVerified');
    await eventuallyReads(sidecar, /tag: verified/);
    const root = workspaceFolder();
    const git = (...args: string[]): unknown =>
      execFileSync('git', ['-c', 'user.name=Ana Lima', '-c', 'user.email=ana@example.org', ...args], {
        cwd: root.fsPath,
      });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'Annotate');
    const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
    const api = (await extension?.activate())?.getAPI(1);
    await api?.openRepository(root);
    await eventually('the repository', () => Boolean(api?.getRepository(root)), 15_000);
    const text = await readFile(source);
    await writeFile(
      source,
      text.replace('The works cost 4.2 million crowns', 'The works came to 4.3 million in the end'),
    );
    await eventuallyStanding(editor.document, ['verified edited: The works came to 4.3 million in the end']);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(root, '.git'), { recursive: true });
  });
});
