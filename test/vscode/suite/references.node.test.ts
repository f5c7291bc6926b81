import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { claimmark, eventuallyReads, openArticle } from './claims';
import { eventually, fileExists, fileUri, openSource, readFile, rename, writeFile } from './workspace';

// Of a sidecar that an editor holds, VS Code undoes the rename only after a question: nobody has had this one open.
const source = 'quay-hall.txt';
const sidecar = `${source}.claims.yaml`;
const head = `# Claims in ${source}. Safe to edit by hand.\nclaimmark: 1\nsource: ${source}\nannotations:\n`;
const street =
  '  - id: aaaa1111\n    tag: verified\n    text: Canal Street\n    line: 6\n    column: 15\n    note: A start.\n';

// The Explorer's undo brings a file back in the desktop's host alone.
describe('a link', () => {
  afterEach(() => vscode.commands.executeCommand('notifications.clearAll'));

  it('and a sidecar are restored when a rename is undone in the Explorer', async () => {
    await writeFile(source, (await openArticle()).document.getText());
    await writeFile('minutes.txt', 'The council met on Canal Street.\n');
    const minutes = `claimmark: 1\nsource: minutes.txt\nannotations:\n${street}`;
    const linked = `${minutes}    links:\n      - to: ${source}#aaaa1111\n        relation: same\n`;
    await writeFile('minutes.txt.claims.yaml', linked);
    await writeFile(sidecar, head + street);
    await openSource('minutes.txt');
    await eventually('the file to be read', async () => (await claimmark()).marks(fileUri('minutes.txt')).length > 0);
    await rename(source, 'old-hall.txt');
    await eventuallyReads('minutes.txt.claims.yaml', /to: old-hall\.txt#aaaa1111/);
    await openSource('old-hall.txt');
    await vscode.commands.executeCommand('undo');
    await eventuallyReads('minutes.txt.claims.yaml', /to: quay-hall\.txt#aaaa1111/);
    await eventually(
      'the sidecar as it was',
      async () => (await fileExists(sidecar)) && (await readFile(sidecar)) === head + street,
    ).catch(async () => assert.equal(await readFile(sidecar), head + street));
    assert.equal(await fileExists('old-hall.txt.claims.yaml'), false);
    assert.equal(await readFile('minutes.txt.claims.yaml'), linked);
  });
});
