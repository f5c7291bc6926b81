import * as vscode from 'vscode';
import { eventuallyReads, eventuallyStanding, openArticle, run, select } from './claims';
import { commitAll } from './repository';
import { fileUri, readFile, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;

describe('a source in git', () => {
  it('keeps its annotations by its history after a rewrite in which no search would find them', async () => {
    const editor = await openArticle();
    select(editor, 'The works cost 4.2 million crowns');
    await run('tagVerified');
    await eventuallyReads(sidecar, /tag: verified/);
    await commitAll();
    const text = await readFile(source);
    await writeFile(
      source,
      text.replace('The works cost 4.2 million crowns', 'The works came to 4.3 million in the end'),
    );
    await eventuallyStanding(editor.document, ['verified edited: The works came to 4.3 million in the end']);
    await vscode.workspace.fs.delete(fileUri('.git'), { recursive: true });
  });
});
