import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { claimmark, eventuallyReads, openArticle } from './claims';
import { eventually, fileExists, fileUri, openSource, readFile, rename, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;
const head = `# Claims in ${source}. Safe to edit by hand.\nclaimmark: 1\nsource: ${source}\nannotations:\n`;
const street =
  '  - id: aaaa1111\n    tag: verified\n    text: Canal Street\n    line: 6\n    column: 15\n    note: A start.\n';

// The Explorer's undo brings a file back in the desktop's host alone.
describe('a link', () => {
  beforeEach(() => openArticle());
  afterEach(() => vscode.commands.executeCommand('notifications.clearAll'));

  it('and a sidecar are as they were when a rename is undone in the Explorer', async () => {
    await writeFile('minutes.txt', 'The council met on Canal Street.\n');
    const minutes = `claimmark: 1\nsource: minutes.txt\nannotations:\n${street}`;
    const linked = `${minutes}    links:\n      - to: ${source}#aaaa1111\n        relation: same\n`;
    await writeFile('minutes.txt.claims.yaml', linked);
    await writeFile(sidecar, head + street);
    await openSource('minutes.txt');
    await eventually('the file to be read', async () => (await claimmark()).marks(fileUri('minutes.txt')).length > 0);
    await rename(source, 'hall.txt');
    await eventuallyReads('minutes.txt.claims.yaml', /to: hall\.txt#aaaa1111/);
    await openSource('hall.txt');
    await vscode.commands.executeCommand('undo');
    await eventuallyReads('minutes.txt.claims.yaml', /to: market-hall\.txt#aaaa1111/);
    await eventually(
      'the sidecar as it was',
      async () => (await fileExists(sidecar)) && (await readFile(sidecar)) === head + street,
    );
    assert.equal(await fileExists('hall.txt.claims.yaml'), false);
    assert.equal(await readFile('minutes.txt.claims.yaml'), linked);
  });
});
