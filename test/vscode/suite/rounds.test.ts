import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openAt } from '../../../src/vscode/ui/open';
import { annotateAs, eventuallyStanding, placeCursor, run } from './claims';
import { eventually, fileUri, openSituation, openSource, readFile, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `claimmark: 1
source: ${source}
annotations:
  - id: aaaa1111
    tag: verified
    text: Canal Street
    by: Ana Lima
  - id: bbbb2222
    tag: quote
    text: roof garden
    by: Ana Lima
`;

describe('a round', () => {
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    await openSituation('article');
    await writeFile(`${source}.claims.yaml`, sidecar);
    await annotateAs('Cleo Marsh');
    editor = await openSource(source);
    await eventuallyStanding(editor.document, ['verified found: Canal Street', 'quote found: roof garden']);
    placeCursor(editor, 'Northfield');
    await run('review');
  });

  after(() => annotateAs('Ana Lima'));

  it('closes the source to typing, and opens it again even if another file took its place', async () => {
    const before = editor.document.getText();
    await vscode.commands.executeCommand('type', { text: 'Stray' });
    assert.equal(editor.document.getText(), before);
    await writeFile('other.txt', 'Something else.\n');
    await openSource('other.txt');
    editor = await openSource(source);
    await eventually('an editor that can be typed in', async () => {
      await vscode.commands.executeCommand('type', { text: 'Typed: ' });
      return editor.document.getText().includes('Typed: ');
    });
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('lets the person turn to another file and stay there', async () => {
    await writeFile('other.txt', 'Something else.\n');
    const other = await vscode.workspace.openTextDocument(fileUri('other.txt'));
    await vscode.window.showTextDocument(other, vscode.ViewColumn.Beside);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(vscode.window.activeTextEditor?.document, other);
  });

  it('shows its keys above the words they decide, even after the source changed on the disk', async () => {
    await writeFile(source, `A line that came meanwhile.\n\n${await readFile(source)}`);
    const words = await eventually('the keys', async () => {
      const { document } = editor;
      if (!document.getText().startsWith('A line')) return undefined;
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      const key = lenses.find(({ command }) => command?.command === 'claimmark.review.agree');
      return key && document.getText(new vscode.Range(key.range.start, key.range.start.translate(0, 12)));
    });
    assert.equal(words, 'Canal Street');
    await run('review.leave');
  });
});

describe('a message', () => {
  it('makes no link of a file name that looks like one', async () => {
    const { showErrorMessage } = vscode.window;
    const said: string[] = [];
    Object.assign(vscode.window, { showErrorMessage: (message: string) => void said.push(message) });
    await openAt(fileUri('[Read this](command:claimmark.undo).txt'), undefined);
    Object.assign(vscode.window, { showErrorMessage });
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /Read this/);
    assert.doesNotMatch(said[0] ?? '', /\]\(/);
  });
});
