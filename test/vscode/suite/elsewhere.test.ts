import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { claimmark, eventuallyReads, eventuallyStanding, openArticle, run, select } from './claims';
import { eventually, fileExists, fileUri, openSource, readFile, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;

type Words = readonly [text: string, before: string, after: string];

const headOf = (name: string): string => `claimmark: 1\nsource: ${name}\nannotations:\n`;

/** The sidecar of a source with entries, each with a text and its context. */
const entriesOf = (name: string, ...texts: readonly Words[]): string =>
  headOf(name) +
  texts
    .map(([text, before, after], index) =>
      [`  - id: aaaa${index}`, 'tag: verified', `text: ${text}`, `before: "${before}"`, `after: "${after}"`].join(
        '\n    ',
      ),
    )
    .join('\n\n') +
  '\n';

const entries = (...texts: readonly Words[]): string => entriesOf(source, ...texts);

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('what another program changes', () => {
  let editor: vscode.TextEditor;
  let text: string;

  beforeEach(async () => {
    editor = await openArticle();
    text = await readFile(source);
    // Changes that arrive while a source is being opened are taken as part of its opening.
    await later(300);
  });

  const paragraph = 'The ferry sank off the quay in 1911, and nobody drowned in it, as far as the parish books tell.';
  const entry = ['nobody drowned in it', 'off the quay in 1911, and ', ', as far as the parish'] as const;

  for (const wait of [0, 15, 60, 300])
    it(`is one change if a source follows its sidecar after ${wait} ms`, async () => {
      await writeFile(sidecar, entries(entry));
      await later(wait);
      await writeFile(source, text.replace('Official statements', `${paragraph}\n\nOfficial statements`));
      await eventuallyStanding(editor.document, ['verified found: nobody drowned in it']);
    });

  it('moves annotations from similar words to their own words once these appear', async () => {
    const like = 'The barge sank off the quay in 1911, and nobody drowned in there, as far as the books tell.';
    const before = `${text}\n${like}\n`;
    await writeFile(source, before);
    await eventuallyText(editor.document, before);
    await writeFile(sidecar, entries(entry));
    await eventuallyStanding(editor.document, ['verified edited: nobody drowned in there']);
    await writeFile(source, `${paragraph}\n\n${before}`);
    await eventuallyStanding(editor.document, ['verified found: nobody drowned in it']);
  });

  it('moves annotations from the same words elsewhere to their own place once it appears', async () => {
    const like = 'The barge sank off the quay in 1911, and nobody drowned in there, as far as the books tell.';
    const before = `${text}\n${like}\n`;
    await writeFile(source, before);
    await eventuallyText(editor.document, before);
    await writeFile(sidecar, entries(['1911', 'The ferry sank off the quay in ', ', and nobody drowned in it, as']));
    await eventuallyAt(editor.document, before.indexOf('1911'));
    const after = `${paragraph}\n\n${before}`;
    await writeFile(source, after);
    await eventuallyAt(editor.document, after.indexOf('1911'));
  });

  /**
   * A source for this test alone: a message that comes a second later about the deleted files of the test before then
   * names another file, and does not answer the question here.
   */
  async function ownSource(name: string): Promise<{ readonly own: vscode.TextEditor; readonly beside: string }> {
    await writeFile(name, 'The roof garden over Canal Street has 40 trees.\n');
    return { own: await openSource(name), beside: `${name}.claims.yaml` };
  }

  /** Answers the warnings that name a file with their first button, while `work` runs; gives what they said. */
  async function warnedOf(file: string, work: (said: readonly string[]) => Promise<void>): Promise<readonly string[]> {
    const { showWarningMessage } = vscode.window;
    const said: string[] = [];
    const answer = (words: string, button?: string): Promise<unknown> => {
      if (!words.includes(file)) return Promise.resolve(undefined);
      said.push(words);
      return Promise.resolve(button);
    };
    Object.assign(vscode.window, { showWarningMessage: answer });
    try {
      await work(said);
    } finally {
      Object.assign(vscode.window, { showWarningMessage });
    }
    return said;
  }

  it('is reported if it removes a new tag, and can be reverted with one answer', async () => {
    const { own, beside } = await ownSource('groyne.txt');
    select(own, 'roof garden');
    await run('tagVerified');
    await eventually('the sidecar', () => fileExists(beside));
    const older = await readFile(beside);
    select(own, 'Canal Street');
    await run('tagUnconfirmed');
    await (await claimmark()).settled();
    const said = await warnedOf(beside, async () => {
      await writeFile(beside, older);
      await eventuallyReads(beside, /text: Canal Street/);
      await eventuallyStanding(own.document, ['verified found: roof garden', 'unconfirmed found: Canal Street']);
    });
    assert.deepEqual(said, ['Another program removed what you just did from groyne.txt.claims.yaml.']);
  });

  it('is not reported if a person removed the tag, by command or by hand', async () => {
    const { own, beside } = await ownSource('slipway.txt');
    const said = await warnedOf(beside, async () => {
      select(own, 'roof garden');
      await run('tagVerified');
      await run('undo');
      await run('redo');
      await (await claimmark()).settled();
      const document = await vscode.workspace.openTextDocument(fileUri(beside));
      const byHand = await vscode.window.showTextDocument(document);
      const written = await readFile(beside);
      await eventually('the sidecar in the editor', () => document.getText() === written);
      const entry = document.getText().indexOf('  - id');
      const rest = new vscode.Range(document.positionAt(entry), document.positionAt(document.getText().length));
      await byHand.edit((edit) => edit.delete(rest));
      await document.save();
      await eventuallyStanding(own.document, []);
      await later(1500);
    });
    assert.deepEqual(said, []);
  });

  it('is reported if it deletes a sidecar, which can be restored byte by byte', async () => {
    const { own, beside } = await ownSource('breakwater.txt');
    const whole = `${entriesOf('breakwater.txt', ['roof garden', '', ''])}    mood: unknown # Bo’s own key.\n`;
    await writeFile(beside, whole);
    await eventuallyStanding(own.document, ['verified found: roof garden']);
    // It is known whole, and is not one that is made and deleted in one breath.
    await later(1000);
    const said = await warnedOf(beside, async () => {
      await vscode.workspace.fs.delete(fileUri(beside));
      await eventually('the file', async () => (await fileExists(beside)) && (await readFile(beside)) === whole);
    });
    assert.deepEqual(said, ['Another program deleted breakwater.txt.claims.yaml with 1 annotations.']);
    await eventuallyStanding(own.document, ['verified found: roof garden']);
  });

  it('is reported if it keeps a copy of a sidecar that two people wrote at once, and the copy can be merged with one answer', async () => {
    const { own, beside } = await ownSource('jetty.txt');
    select(own, 'roof garden');
    await run('tagVerified');
    await eventuallyReads(beside, /text: roof garden/);
    const copy = 'jetty.txt.claims (Bo’s conflicted copy).yaml';
    const said = await warnedOf(copy, async () => {
      await writeFile(copy, entriesOf('jetty.txt', ['Canal Street', '', '']));
      const merged = await eventually('what both say, unsaved', () =>
        vscode.workspace.textDocuments.find(
          (document) =>
            document.isDirty && /Canal Street[^]*roof garden|roof garden[^]*Canal Street/.test(document.getText()),
        ),
      );
      await merged.save();
    });
    assert.deepEqual(said, [`${copy} is a copy of ${beside}, and is not read.`]);
    await eventuallyStanding(own.document, ['verified found: roof garden', 'verified found: Canal Street']);
    await writeFile('jetty.txt.claims (old).yaml', await readFile(beside));
    const twice = await warnedOf('(old)', () => later(3000));
    assert.deepEqual(twice, [], 'a copy that says the same');
    const watcher = vscode.workspace.createFileSystemWatcher('**/jetty*', true, true, false);
    const deleted = new Promise((resolve) => watcher.onDidDelete(resolve));
    await vscode.workspace.fs.delete(fileUri(copy));
    await deleted;
    watcher.dispose();
    const next = await warnedOf(copy, async (words) => {
      await writeFile(copy, entriesOf('jetty.txt', ['glass roof', '', '']));
      await eventually('the next copy of that name', () => words.length > 0);
    });
    assert.deepEqual(next, said);
  });

  it('is not reported if a person deletes the sidecar in the editor', async () => {
    const { own, beside } = await ownSource('drydock.txt');
    await writeFile(beside, entriesOf('drydock.txt', ['roof garden', '', '']));
    await eventuallyStanding(own.document, ['verified found: roof garden']);
    await later(1000);
    const said = await warnedOf(beside, async () => {
      const edit = new vscode.WorkspaceEdit();
      edit.deleteFile(fileUri(beside));
      assert.ok(await vscode.workspace.applyEdit(edit));
      await eventuallyStanding(own.document, []);
      await later(2000);
    });
    assert.deepEqual(said, []);
    assert.equal(await fileExists(beside), false);
  });

  it('is not reported if git checks out another branch', async () => {
    const { own, beside } = await ownSource('weir.txt');
    await writeFile('.git/HEAD', 'ref: refs/heads/main\n');
    await writeFile(beside, entriesOf('weir.txt', ['roof garden', '', '']));
    await eventuallyStanding(own.document, ['verified found: roof garden']);
    select(own, 'Canal Street');
    await run('tagVerified');
    const onMain = await eventuallyReads(beside, /text: Canal Street/);
    await later(1000);
    const said = await warnedOf(beside, async () => {
      await writeFile(beside, entriesOf('weir.txt', ['roof garden', '', '']));
      await writeFile('.git/HEAD', 'ref: refs/heads/draft\n');
      await eventuallyStanding(own.document, ['verified found: roof garden']);
      await later(2000);
      await writeFile(beside, onMain);
      await writeFile('.git/HEAD', 'ref: refs/heads/main\n');
      await eventuallyStanding(own.document, ['verified found: roof garden', 'verified found: Canal Street']);
      await later(1500);
      await vscode.workspace.fs.delete(fileUri(beside));
      await writeFile('.git/HEAD', 'ref: refs/heads/older\n');
      await eventuallyStanding(own.document, []);
      await later(2000);
    });
    assert.deepEqual(said, []);
    assert.equal(await fileExists(beside), false);
  });

  it('is noticed if it deletes a folder of sources that are not open', async () => {
    const other = fileUri('press/quay.txt');
    await writeFile('press/quay.txt', 'The quay is closed.\n');
    await writeFile(
      'press/quay.txt.claims.yaml',
      headOf('quay.txt') + '  - id: bbbb0001\n    tag: quote\n    text: quay\n',
    );
    const { marks } = await claimmark();
    await eventually('its annotation', () => marks(other).length === 1);
    await vscode.workspace.fs.delete(fileUri('press'), { recursive: true });
    await eventually('no annotation', () => marks(other).length === 0);
  });

  it('moves the sidecar if it renames a source that was just saved', async () => {
    select(editor, 'roof garden');
    await run('tagVerified');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Corrected. '));
    await editor.document.save();
    await eventually('the sidecar', () => fileExists(sidecar));
    await vscode.workspace.fs.rename(fileUri(source), fileUri('hall.txt'));
    await eventually('the sidecar to follow', () => fileExists('hall.txt.claims.yaml'));
    assert.equal(await fileExists(sidecar), false);
  });

  it('moves the sidecar of the renamed source even if another source has the same text', async () => {
    const { own: first, beside } = await ownSource('lock-gate.txt');
    select(first, 'roof garden');
    await run('tagVerified');
    await eventuallyReads(beside, /roof garden/);
    const { own: second } = await ownSource('lock-gate-2.txt');
    select(second, 'Canal Street');
    await run('tagUnconfirmed');
    await eventuallyReads('lock-gate-2.txt.claims.yaml', /Canal Street/);
    await (await claimmark()).settled();
    await vscode.workspace.fs.rename(fileUri('lock-gate-2.txt'), fileUri('lock-gate-old.txt'));
    await eventuallyReads('lock-gate-old.txt.claims.yaml', /source: lock-gate-old\.txt[^]*Canal Street/);
    assert.doesNotMatch(await readFile(beside), /text: Canal Street/);
  });

  it('moves the sidecar if it renames a source that was just saved and closed', async () => {
    select(editor, 'roof garden');
    await run('tagVerified');
    await eventually('the sidecar', () => fileExists(sidecar));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Corrected. '));
    await editor.document.save();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.rename(fileUri(source), fileUri('hall.txt'));
    await eventually('the sidecar to follow', () => fileExists('hall.txt.claims.yaml'));
  });

  it('is noticed if it deletes a sidecar right after this was made', async () => {
    select(editor, 'roof garden');
    await run('tagVerified');
    await eventually('the sidecar', () => fileExists(sidecar));
    await vscode.workspace.fs.delete(fileUri(sidecar));
    await eventuallyStanding(editor.document, []);
  });
});

/** Waits until the one annotation begins at an offset. */
async function eventuallyAt(document: vscode.TextDocument, offset: number): Promise<void> {
  const { marks } = await claimmark();
  await eventually(`an annotation at ${offset}`, () => marks(document.uri)[0]?.span?.from === offset);
}

async function eventuallyText(document: vscode.TextDocument, text: string): Promise<void> {
  while (document.getText() !== text) await later(20);
}
