import assert from 'node:assert/strict';
import { mkdtemp, readFile as readOnDisk, rm, symlink, writeFile as writeOnDisk } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { claimmark, openArticle, run, select } from './claims';
import { eventually, fileExists, fileUri, openSource, writeFile } from './workspace';

const words = 'The ferry to Brann was cancelled.';
const sidecarFor = (source: string): string =>
  `claimmark: 1\nsource: ${source}\nannotations:\n  - id: f3rry001\n    tag: verified\n    text: ${words}\n`;

describe('files that cannot be tagged', () => {
  const { showWarningMessage } = vscode.window;
  let outside = '';
  let said: string[] = [];

  beforeEach(async () => {
    await openArticle();
    outside = await mkdtemp(path.join(tmpdir(), 'claimmark-outside-'));
    said = [];
    Object.assign(vscode.window, {
      showWarningMessage: (message: string) => {
        said.push(message);
        return Promise.resolve(undefined);
      },
    });
  });

  afterEach(async () => {
    Object.assign(vscode.window, { showWarningMessage });
    await vscode.workspace.getConfiguration('files').update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
    await rm(outside, { recursive: true, force: true });
  });

  /** Tags the words of an open source, and expects that this is refused with such a sentence and writes nothing. */
  async function expectRefusal(source: string, sentence: RegExp): Promise<void> {
    const editor = await openSource(source);
    select(editor, words);
    await run('tagVerified');
    await eventually(`the sentence of ${source}`, () => said.some((one) => sentence.test(one)));
    await (await claimmark()).settled();
    assert.equal(await fileExists(`${source}.claims.yaml`), false);
  }

  it('are links out of the workspace, or are in a folder that is one', async () => {
    await writeOnDisk(path.join(outside, 'far.txt'), `${words}\n`);
    await symlink(path.join(outside, 'far.txt'), fileUri('near.txt').fsPath);
    await symlink(outside, fileUri('folder').fsPath);
    await expectRefusal('near.txt', /^near\.txt is a link that leads outside the workspace/);
    await expectRefusal('folder/far.txt', /^folder\/far\.txt is a link that leads outside the workspace/);
  });

  it('have a sidecar that is a link out of the workspace, which is neither read nor written', async () => {
    const far = path.join(outside, 'far.claims.yaml');
    await writeOnDisk(far, sidecarFor('near.txt'));
    await writeFile('near.txt', `${words}\n`);
    await symlink(far, fileUri('near.txt.claims.yaml').fsPath);
    await writeFile('here.txt', `${words}\n`);
    await writeFile('kept.yaml', sidecarFor('here.txt'));
    await symlink(fileUri('kept.yaml').fsPath, fileUri('here.txt.claims.yaml').fsPath);
    const { marks, settled } = await claimmark();
    select(await openSource('near.txt'), words);
    await run('tagVerified');
    await eventually('the sentence', () => said.some((one) => /^near\.txt\.claims\.yaml is a link that leads out/.test(one))); // prettier-ignore
    await openSource('here.txt');
    await eventually('what a link in the workspace has', () => marks(fileUri('here.txt')).length === 1);
    await settled();
    assert.deepEqual(marks(fileUri('near.txt')), []);
    assert.equal(await readOnDisk(far, 'utf8'), sidecarFor('near.txt'));
  });

  it('are not links within the workspace', async () => {
    await writeFile('real.txt', `${words}\n`);
    await symlink(fileUri('real.txt').fsPath, fileUri('alias.txt').fsPath);
    select(await openSource('alias.txt'), words);
    await run('tagVerified');
    await eventually('the annotation', () => fileExists('alias.txt.claims.yaml'));
  });

  it('are in folders that the editor hides, by default or by a setting', async () => {
    await writeFile('.git/notes.txt', `${words}\n`);
    await writeFile('drafts/old.txt', `${words}\n`);
    await expectRefusal('.git/notes.txt', /^\.git\/notes\.txt is in a folder that the editor hides/);
    const files = vscode.workspace.getConfiguration('files');
    await files.update('exclude', { '**/drafts': true }, vscode.ConfigurationTarget.Workspace);
    await expectRefusal('drafts/old.txt', /^drafts\/old\.txt is in a folder that the editor hides/);
  });

  it('have bytes that are not UTF-8, and the message names the first', async () => {
    await writeFile('latin.txt', Uint8Array.from([...words, '\n', '\xe9', '\n'].map((one) => one.charCodeAt(0))));
    await expectRefusal('latin.txt', /^latin\.txt is not UTF-8: byte 34 /);
    await writeFile('replaced.txt', `${words}\n\ufffd\n`);
    select(await openSource('replaced.txt'), words);
    await run('tagVerified');
    await eventually('the annotation', () => fileExists('replaced.txt.claims.yaml'));
  });

  it('are not searched for the annotations of their sidecar, open or not', async () => {
    await writeOnDisk(path.join(outside, 'far.txt'), `${words}\n`);
    await symlink(path.join(outside, 'far.txt'), fileUri('leak.txt').fsPath);
    await writeFile('leak.txt.claims.yaml', sidecarFor('leak.txt'));
    await writeFile('here.txt', `${words}\n`);
    await writeFile('here.txt.claims.yaml', sidecarFor('here.txt'));
    const { marks } = await claimmark();
    const states = (source: string): string => marks(fileUri(source)).map(({ state }) => state).join(); // prettier-ignore
    await eventually('what is read to be found', () => states('here.txt') === 'found');
    assert.equal(states('leak.txt'), 'unsought');
    await openSource('leak.txt');
    await eventually('the sentence', () => said.some((one) => /^leak\.txt is a link/.test(one)));
    assert.equal(states('leak.txt'), 'unsought');
  });
});
