import assert from 'node:assert/strict';
import { fileExists, openSituation, openSource, readFile, writeFile } from './workspace';

describe('the workspace of the suites', () => {
  it('holds the files of one test and none of the test before', async () => {
    await openSituation('article');
    await writeFile('left-over.txt', 'from a test before');
    await openSituation('article');
    assert.equal(await fileExists('left-over.txt'), false);
    assert.match(await readFile('market-hall.txt'), /^Northfield reopens/);
  });

  it('opens a source in an editor', async () => {
    const editor = await openSource('market-hall.txt');
    assert.equal(editor.document.lineAt(1).text, 'By Ana Lima');
  });
});
