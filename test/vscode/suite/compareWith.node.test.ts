import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answeringLists, eventuallyReads, eventuallyStanding, openArticle, run, select } from './claims';
import { commitAll } from './repository';
import { fileUri, readFile, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;

describe('annotations compared with a commit', () => {
  const { showQuickPick, createQuickPick } = vscode.window;
  afterEach(() => void Object.assign(vscode.window, { showQuickPick, createQuickPick }));

  it('are listed by what became of them, and lead to their words', async () => {
    const editor = await openArticle();
    select(editor, 'The works cost 4.2 million crowns');
    await run('tagVerified');
    await eventuallyReads(sidecar, /tag: verified/);
    await commitAll();

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
    await vscode.workspace.fs.delete(fileUri('.git'), { recursive: true });
  });
});
