import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { answeringLists, eventuallyReads, eventuallyStanding, openArticle, run, select } from './claims';
import { eventually, readFile, workspaceFolder, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;

interface GitApi {
  openRepository(root: vscode.Uri): Promise<unknown>;
  getRepository(uri: vscode.Uri): unknown;
}

describe('annotations compared with a commit', () => {
  const { showQuickPick, createQuickPick } = vscode.window;
  afterEach(() => void Object.assign(vscode.window, { showQuickPick, createQuickPick }));

  it('are listed by what became of them, and lead to their words', async () => {
    const editor = await openArticle();
    select(editor, 'The works cost 4.2 million crowns');
    await run('tagVerified');
    await eventuallyReads(sidecar, /tag: verified/);
    const root = workspaceFolder();
    const git = (...args: string[]): unknown =>
      execFileSync('git', ['-c', 'user.name=Ana Lima', '-c', 'user.email=ana@example.org', ...args], { cwd: root.fsPath }); // prettier-ignore
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'Annotate');
    const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
    const api = (await extension?.activate())?.getAPI(1);
    await api?.openRepository(root);
    await eventually('the repository', () => Boolean(api?.getRepository(root)), 15_000);

    await writeFile(source, (await readFile(source)).replace('The works cost 4.2', 'The works cost 5.1'));
    await eventuallyStanding(editor.document, ['verified edited: The works cost 5.1 million crowns']);
    select(editor, 'Canal Street');
    await run('tagUnconfirmed');
    await eventuallyReads(sidecar, /tag: unconfirmed/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');

    const asked: string[][] = [];
    const answers = ['Annotate', 'The works cost 4.2 million crowns'];
    const pick = async (items: readonly vscode.QuickPickItem[]): Promise<unknown> => {
      asked.push(items.map(({ label, detail }) => (detail === undefined ? label : `${label} ${detail}`)));
      const answer = answers.shift();
      return items.find(({ label }) => label === answer);
    };
    Object.assign(vscode.window, answeringLists(pick));
    await run('compareWith');
    assert.deepEqual(asked[1], [
      'Edited since verified (1)',
      'The works cost 4.2 million crowns → The works cost 5.1 million crowns',
      'New (1)',
      'Canal Street',
    ]);
    const shown = vscode.window.activeTextEditor;
    const cursor = shown?.document.offsetAt(shown.selection.active) ?? 0;
    assert.equal(shown?.document.getText().slice(cursor, cursor + 33), 'The works cost 5.1 million crowns');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(root, '.git'), { recursive: true });
  });
});
