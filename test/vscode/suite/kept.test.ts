import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { claimmark, eventuallyReads, eventuallyStanding, openArticle, run, select } from './claims';
import { eventually, fileExists, fileUri, openSource, readFile, rename, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;

describe('what people did', () => {
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    editor = await openArticle();
  });
  afterEach(async () => {
    await vscode.workspace.getConfiguration('files').update('autoSave', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  async function tag(words: string): Promise<void> {
    select(editor, words);
    await run('tagVerified');
  }

  it('is written as soon as an unreadable sidecar is whole again', async () => {
    await writeFile(sidecar, 'claimmark: 1\nthis is no key\n');
    await tag('roof garden');
    await eventuallyStanding(editor.document, ['verified found: roof garden']);
    await writeFile(sidecar, 'claimmark: 1\nannotations: []\n');
    await eventuallyReads(sidecar, /text: roof garden/);
  });

  it('is kept if no sidecar can be written, and written once one can', async function () {
    this.timeout(30_000);
    await vscode.workspace.fs.createDirectory(fileUri(sidecar));
    await tag('roof garden');
    await eventuallyStanding(editor.document, ['verified found: roof garden']);
    await vscode.workspace.fs.delete(fileUri(sidecar), { recursive: true });
    await eventually(
      'the sidecar',
      async () => (await fileExists(sidecar)) && (await readFile(sidecar)).includes('text: roof garden'),
      20_000,
    );
  });

  it('is kept if the source is gone, as with an unplugged drive, and written once it is back', async function () {
    this.timeout(30_000);
    const text = await readFile(source);
    await vscode.workspace.fs.delete(fileUri(source));
    await tag('roof garden');
    await eventuallyStanding(editor.document, ['verified found: roof garden']);
    await (await claimmark()).settled();
    assert.equal(await fileExists(sidecar), false);
    await writeFile(source, text);
    await eventually('the sidecar', () => fileExists(sidecar), 20_000);
    assert.match(await readFile(sidecar), /text: roof garden/);
  });

  /** A person's own edit of the sidecar, left unsaved. */
  async function writeOwnLine(document: vscode.TextDocument): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# Mine.\n');
    await vscode.workspace.applyEdit(edit);
  }

  async function throwAway(document: vscode.TextDocument): Promise<void> {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }

  /** Tags Canal Street, leaves a line of one's own unsaved in the sidecar, and tags the roof garden into its document. */
  async function tagIntoUnsaved(): Promise<vscode.TextDocument> {
    await vscode.workspace.getConfiguration('files').update('autoSave', 'off', vscode.ConfigurationTarget.Global);
    await tag('Canal Street');
    const before = await eventuallyReads(sidecar, /Canal Street/);
    const document = await vscode.workspace.openTextDocument(fileUri(sidecar));
    await eventually('the editor to read the file anew', () => document.getText() === before);
    await vscode.window.showTextDocument(document, { preview: false });
    await writeOwnLine(document);
    editor = await openSource(source);
    await tag('roof garden');
    await eventually('the entry in the open document', () => document.getText().includes('text: roof garden'));
    return document;
  }

  it('is not written twice if the open sidecar holds it already, unsaved', async () => {
    await vscode.workspace.getConfiguration('files').update('autoSave', 'off', vscode.ConfigurationTarget.Global);
    await tag('Canal Street');
    const document = await vscode.workspace.openTextDocument(fileUri(sidecar));
    const reading = new Promise<void>((resolve) => {
      const listening = vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document || !document.getText().includes('text: roof garden')) return;
        listening.dispose();
        resolve();
      });
    });
    await tag('roof garden');
    await reading;
    await writeOwnLine(document);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await (await claimmark()).settled();
    assert.equal(document.getText().match(/text: roof garden/g)?.length, 1);
    await throwAway(document);
  });

  it('stays after undo and redo when the sidecar is edited', async () => {
    await vscode.workspace.getConfiguration('files').update('autoSave', 'off', vscode.ConfigurationTarget.Global);
    await tag('Canal Street');
    await tag('roof garden');
    const written = await eventuallyReads(sidecar, /roof garden/);
    const document = await vscode.workspace.openTextDocument(fileUri(sidecar));
    await eventually('the editor to read the file anew', () => document.getText() === written);
    await run('undo');
    await run('redo');
    await (await claimmark()).settled();
    await writeOwnLine(document);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await (await claimmark()).settled();
    await eventually('what was done again', () => document.getText().includes('text: roof garden'));
    await throwAway(document);
  });

  it('stays in an unsaved sidecar, once, when this gets another language', async () => {
    const document = await tagIntoUnsaved();
    const text = document.getText();
    await vscode.languages.setTextDocumentLanguage(document, 'yaml');
    await eventually('another language', () => document.languageId === 'yaml');
    await (await claimmark()).settled();
    assert.equal(document.getText(), text);
    assert.doesNotMatch(await readFile(sidecar), /roof garden/);
    await run('undo');
    await eventually('the entry taken back', () => !document.getText().includes('roof garden'));
    assert.match(document.getText(), /^# Mine\.\n/);
    await throwAway(document);
  });

  it('survives edits of the sidecar that are discarded', async () => {
    const document = await tagIntoUnsaved();
    await throwAway(document);
    assert.doesNotMatch(await eventuallyReads(sidecar, /text: roof garden/), /Mine/);
    editor = await openSource(source);
    await eventuallyStanding(editor.document, ['verified found: Canal Street', 'verified found: roof garden']);
  });

  it('survives edits of the sidecar that are discarded after a rename', async () => {
    await tagIntoUnsaved();
    await rename(source, 'hall.txt');
    // It exists before the unsaved edits are in it again.
    const moved = await eventually('what was not saved, under its new name', () =>
      vscode.workspace.textDocuments.find(({ uri, isDirty }) => isDirty && uri.path.endsWith('/hall.txt.claims.yaml')),
    );
    await throwAway(moved);
    assert.doesNotMatch(await eventuallyReads('hall.txt.claims.yaml', /text: roof garden/), /Mine/);
    assert.equal(await fileExists(sidecar), false);
  });

  it('can be undone after its words were edited and saved', async () => {
    await tag('the roof garden will open');
    await eventuallyReads(sidecar, /text: the roof garden will open/);
    const { document } = editor;
    const from = document.getText().indexOf('roof garden will open');
    const range = new vscode.Range(document.positionAt(from), document.positionAt(from + 'roof garden will'.length));
    await editor.edit((edit) => edit.replace(range, 'terrace and both stairs to the river are to'));
    await document.save();
    await eventuallyReads(sidecar, /was: the roof garden will open/);
    await run('undo');
    await (await claimmark()).settled();
    assert.doesNotMatch(await readFile(sidecar), /tag: verified/);
    await eventuallyStanding(document, []);
    await run('redo');
    await eventuallyReads(sidecar, /was: the roof garden will open/);
  });

  it('stays if a colleague has reviewed it since, and undo says so', async () => {
    await tag('Canal Street');
    const written = await eventuallyReads(sidecar, /text: Canal Street/);
    const review =
      '\n    reviews:\n      - by: Bo Chen\n        verdict: agree\n        created: "2026-05-01T10:00:00Z"\n';
    await writeFile(sidecar, written.trimEnd() + review);
    await eventually('the review', async () =>
      (await claimmark()).marks(editor.document.uri).some(({ annotation }) => annotation.reviews?.length === 1),
    );
    const { showInformationMessage } = vscode.window;
    const said: unknown[] = [];
    Object.assign(vscode.window, {
      showInformationMessage: (words: unknown) => Promise.resolve(void said.push(words)),
    });
    try {
      await run('undo');
    } finally {
      Object.assign(vscode.window, { showInformationMessage });
    }
    assert.match(String(said), /Not undone: .*“Canal Street” has since been reviewed or discussed by somebody else/);
    assert.match(await readFile(sidecar), /text: Canal Street[^]*Bo Chen/);
  });

  it('is undone under the new name after its source was renamed', async () => {
    await tag('Canal Street');
    await tag('roof garden');
    await eventuallyReads(sidecar, /roof garden/);
    await rename(source, 'hall.txt');
    await eventuallyReads('hall.txt.claims.yaml', /source: hall\.txt/);
    editor = await openSource('hall.txt');
    await eventuallyStanding(editor.document, ['verified found: Canal Street', 'verified found: roof garden']);
    await run('undo');
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    assert.equal(await fileExists(sidecar), false);
  });

  it('is undone under the new name after source and sidecar were renamed in the shell', async () => {
    await tag('Canal Street');
    await tag('roof garden');
    await eventuallyReads(sidecar, /roof garden/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.rename(fileUri(source), fileUri('hall.txt'));
    await vscode.workspace.fs.rename(fileUri(sidecar), fileUri('hall.txt.claims.yaml'));
    editor = await openSource('hall.txt');
    await eventuallyStanding(editor.document, ['verified found: Canal Street', 'verified found: roof garden']);
    await run('undo');
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    assert.equal(await fileExists(sidecar), false);
  });

  it('follows a folder that is renamed before the action could be written', async () => {
    await vscode.workspace.fs.createDirectory(fileUri('old'));
    await writeFile('old/hall.txt', editor.document.getText());
    await writeFile('old/hall.txt.claims.yaml', 'claimmark: 1\nthis is no key\n');
    editor = await openSource('old/hall.txt');
    await tag('roof garden');
    await rename('old', 'new');
    await eventually('the sidecar in its new folder', () => fileExists('new/hall.txt.claims.yaml'));
    await writeFile('new/hall.txt.claims.yaml', 'claimmark: 1\nannotations: []\n');
    await eventuallyReads('new/hall.txt.claims.yaml', /text: roof garden/);
  });

  it('stays with a source whose new name is the old one with an extension', async () => {
    await writeFile('hall', editor.document.getText());
    editor = await openSource('hall');
    await tag('roof garden');
    await eventuallyReads('hall.claims.yaml', /text: roof garden/);
    await rename('hall', 'hall.md');
    await eventuallyReads('hall.md.claims.yaml', /source: hall\.md/);
    editor = await openSource('hall.md');
    await eventuallyStanding(editor.document, ['verified found: roof garden']);
  });

  it('moves with its source, in the sidecar of each annotator', async () => {
    const entry = (id: string): string =>
      `claimmark: 1\nsource: ${source}\nannotations:\n  - id: ${id}\n    tag: quote\n    text: roof garden\n`;
    await writeFile(`${source}.ana.claims.yaml`, entry('aaaa1111'));
    await writeFile(`${source}.bo.claims.yaml`, entry('bbbb2222'));
    await writeFile(sidecar, entry('cccc3333'));
    await writeFile(`${source}.ana.claims.yaml`, entry('aaaa1111'));
    await eventuallyStanding(editor.document, ['quote found: roof garden']);
    await rename(source, 'hall.txt');
    await eventuallyReads('hall.txt.claims.yaml', /source: hall\.txt[^]*cccc3333/);
    await eventuallyReads('hall.txt.ana.claims.yaml', /source: hall\.txt[^]*aaaa1111/);
    await eventuallyReads('hall.txt.bo.claims.yaml', /source: hall\.txt[^]*bbbb2222/);
    for (const left of [sidecar, `${source}.ana.claims.yaml`, `${source}.bo.claims.yaml`])
      assert.equal(await fileExists(left), false, left);
  });
});
