import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { answeringLists, eventuallyReads, eventuallyStanding, openArticle, run, select, warnedNext } from './claims';
import { commitAll, git } from './repository';
import { fileUri, readFile, workspaceFolder, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;

describe('annotations compared with a commit', () => {
  const { showQuickPick, createQuickPick } = vscode.window;
  afterEach(() => void Object.assign(vscode.window, { showQuickPick, createQuickPick }));

  it('are listed by what happened to them, and lead to their words', async () => {
    const editor = await taggedAndCommitted();

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

    // A commit without a common ancestor, as a branch in a shallow clone.
    git('tag', 'apart', git('commit-tree', '-m', 'Apart', 'HEAD^{tree}').trim());
    answers.push('apart');
    await run('compareWith');
    assert.deepEqual(asked[3], asked[1]);
    await vscode.workspace.fs.delete(fileUri('.git'), { recursive: true });
  });
});

describe('a sidecar of which git has a merge under way', () => {
  const { showSaveDialog } = vscode.window;
  afterEach(() => void Object.assign(vscode.window, { showSaveDialog }));

  it('stops a report until git has finished, even without conflict markers', async () => {
    await taggedAndCommitted();
    // As git leaves it if the other side deleted what ours changed.
    const blob = git('rev-parse', `HEAD:${sidecar}`).trim();
    git('rm', '-q', '--cached', sidecar);
    unmerged(`100644 ${blob} 1\t${sidecar}\n100644 ${blob} 2\t${sidecar}\n`);
    const said = warnedNext();
    await run('saveReport');
    assert.match(await said, /^Parts of market-hall\.txt\.claims\.yaml can’t be read\./);
    git('add', sidecar);
    const asked = new Promise((resolve) => {
      Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(resolve(true)) });
    });
    await Promise.all([run('saveReport'), asked]);
    await vscode.workspace.fs.delete(fileUri('.git'), { recursive: true });
  });
});

/** The article with one verified claim, as the first commit has it. */
async function taggedAndCommitted(): Promise<vscode.TextEditor> {
  const editor = await openArticle();
  select(editor, 'The works cost 4.2 million crowns');
  await run('tagVerified');
  await eventuallyReads(sidecar, /tag: verified/);
  await commitAll();
  return editor;
}

/** Puts entries into git's index, one for each side of a merge. */
function unmerged(entries: string): void {
  execFileSync('git', ['update-index', '--index-info'], { cwd: workspaceFolder().fsPath, input: entries });
}
