import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { annotateAs, claimmark, eventuallyReads, eventuallyStanding, run, select } from './claims';
import { eventually, fileUri, openSituation, openSource, writeFile } from './workspace';

const words = 'The ferry to Ulmsund carried nine hundred cars in July';
const text = `${words}, said the harbour master. `.repeat(9);

/** How an editor shows a document, as its settings say. */
function shown(document: vscode.TextDocument): unknown {
  const editor = vscode.workspace.getConfiguration('editor', document);
  const { other } = editor.get<{ other: unknown }>('quickSuggestions', { other: undefined });
  return [document.languageId, editor.get('lineHeight'), editor.get('wordWrap'), other];
}

const asProse = (language: string): unknown => [`claimmark-${language}`, 1.7, 'bounded', 'off'];

async function reading(value: 'always' | 'never' | undefined): Promise<void> {
  const { Workspace } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration('claimmark').update('readingView', value, Workspace);
}

async function becomes(document: vscode.TextDocument, language: string): Promise<void> {
  await eventually(`${document.uri.path} in ${language}`, () => document.languageId === language);
}

describe('the reading view', () => {
  before(async () => {
    await annotateAs('Ana Lima');
    await openSituation('article');
    await claimmark();
    for (const name of ['ferry.txt', 'ferry.md', 'ferry.vtt', 'README.md', 'README.txt', 'ferry.log', 'ferry.html'])
      await writeFile(name, text);
    // A served editor saves after a second by itself.
    await vscode.workspace.getConfiguration('files').update('autoSave', 'off', vscode.ConfigurationTarget.Workspace);
    await reading('never');
  });

  after(async () => {
    const { Workspace } = vscode.ConfigurationTarget;
    await reading(undefined);
    await vscode.workspace.getConfiguration('files').update('autoSave', undefined, Workspace);
    await vscode.workspace.getConfiguration('claimmark').update('sources', undefined, Workspace);
  });

  it('is for sources only, and one key switches it on and off', async () => {
    const names = ['ferry.txt', 'ferry.md', 'ferry.vtt', 'README.md', 'README.txt', 'ferry.log', 'ferry.html'];
    const open: vscode.TextDocument[] = [];
    for (const name of names) open.push(await vscode.workspace.openTextDocument(fileUri(name)));
    const loose = await vscode.workspace.openTextDocument({ content: text, language: 'plaintext' });
    const all = [...open, loose];
    const before = all.map(shown);
    await run('readingView');
    await eventually('sources as prose', () =>
      open.slice(0, 3).every(({ languageId }) => /^claimmark-/.test(languageId)),
    );
    assert.deepEqual(all.map(shown), [asProse('prose'), asProse('markdown'), asProse('prose'), ...before.slice(3)]);
    await run('readingView');
    await eventually('as it was', () => JSON.stringify(all.map(shown)) === JSON.stringify(before));
  });

  it('opens with each source, and keeps the annotations on their words', async () => {
    await reading('always');
    const editor = await openSource('ferry.txt');
    const { document } = editor;
    await becomes(document, 'claimmark-prose');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Not saved yet. '));
    // The second of nine that are alike.
    const at = text.indexOf(words, 1) + 'Not saved yet. '.length;
    editor.selection = new vscode.Selection(document.positionAt(at), document.positionAt(at + words.length));
    await run('tagVerified');
    const { marks } = await claimmark();
    const spans = (): unknown => marks(document.uri).map(({ span, state }) => [state, span?.from]);
    const stands = (): boolean => JSON.stringify(spans()) === JSON.stringify([['found', at]]);
    await eventually('the annotation', stands);
    await run('readingView');
    await becomes(document, 'plaintext');
    await eventually('the annotation in plain text', stands);
    await run('readingView');
    await becomes(document, 'claimmark-prose');
    await eventually('the annotation in prose', stands);
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('does not end a round, and keeps the suggestions', async () => {
    await reading('never');
    await writeFile('round.txt', text);
    const { document } = await openSource('round.txt');
    await becomes(document, 'plaintext');
    await run('triage');
    await run('readingView');
    await becomes(document, 'claimmark-prose');
    await run('triage.dismiss');
    await eventuallyReads('round.txt.claims.yaml', /dismissed:\n {2}- text: /);
    await run('triage.leave');
  });

  it('follows the setting of sources, and the existing annotations', async () => {
    await reading('always');
    const { Workspace } = vscode.ConfigurationTarget;
    const [inside, outside] = [await openSource('ferry.vtt'), await openSource('ferry.md')];
    await becomes(outside.document, 'claimmark-markdown');
    await vscode.workspace.getConfiguration('claimmark').update('sources', ['**/*.vtt'], Workspace);
    await becomes(outside.document, 'markdown');
    assert.equal(inside.document.languageId, 'claimmark-prose');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const again = await openSource('README.txt');
    await claimmark();
    select(again, words);
    await run('tagQuote');
    await eventuallyStanding(again.document, [`quote found: ${words}`]);
    assert.equal(again.document.languageId, 'plaintext', 'under the hands of a person nothing changes');
    await reading('never');
    await reading('always');
    await becomes(again.document, 'claimmark-prose');
  });

  it('keeps the language that a person chooses', async () => {
    await reading('always');
    await vscode.workspace
      .getConfiguration('claimmark')
      .update('sources', undefined, vscode.ConfigurationTarget.Workspace);
    const { document } = await openSource('ferry.txt');
    await becomes(document, 'claimmark-prose');
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await writeFile('later.txt', text);
    await becomes((await openSource('later.txt')).document, 'claimmark-prose');
    assert.equal(document.languageId, 'plaintext');
  });

  it('has the width and the font that a person sets', async () => {
    await reading('always');
    const { document } = await openSource('later.txt');
    await becomes(document, 'claimmark-prose');
    const { Workspace } = vscode.ConfigurationTarget;
    const form = (): unknown[] => {
      const editor = vscode.workspace.getConfiguration('editor', document);
      return [editor.get('wordWrapColumn'), editor.get('fontFamily')];
    };
    const before = form();
    const ours = vscode.workspace.getConfiguration('claimmark');
    await ours.update('readingFont', 'Georgia, serif', Workspace);
    await ours.update('readingWidth', 70, Workspace);
    await eventually('chosen', () => JSON.stringify(form()) === '[70,"Georgia, serif"]');
    await ours.update('readingFont', undefined, Workspace);
    await ours.update('readingWidth', undefined, Workspace);
    await eventually('taken back', () => JSON.stringify(form()) === JSON.stringify(before));
  });
});
