import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { claimmark, eventuallyReads, eventuallyStanding, openArticle, run, select } from './claims';
import { eventually, openSource, readFile, rename, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;

describe('a span', () => {
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    editor = await openArticle();
    select(editor, 'Some three hundred people waited in Canal Street before seven o’clock');
    await run('tagVerified');
    await eventuallyReads(sidecar, /tag: verified/);
  });

  const whole = 'Some three hundred people waited in Canal Street before seven o’clock';

  afterEach(() => autoSave(undefined));

  async function replace(words: string, by: string): Promise<void> {
    const at = editor.document.getText().indexOf(words);
    const range = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + words.length));
    await editor.edit((edit) => edit.replace(range, by));
  }

  function wordsCompared(): string | undefined {
    const shown = vscode.window.activeTextEditor?.document;
    return shown?.uri.scheme === 'claimmark-words' ? shown.getText() : undefined;
  }

  it('moves with text above it, without a change of one byte in the sidecar', async () => {
    const before = await readFile(sidecar);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'A new paragraph.\n\n'));
    await eventuallyStanding(editor.document, [`verified found: ${whole}`]);
    await editor.document.save();
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(await readFile(sidecar), before);
  });

  it('ends with the word typed over its last word, and is saved whole or not at all', async () => {
    const at = editor.document.getText().indexOf('o’clock');
    editor.selection = new vscode.Selection(editor.document.positionAt(at), editor.document.positionAt(at + 7));
    for (const letter of 'sharp') await vscode.commands.executeCommand('type', { text: letter });
    const typed = whole.replace('o’clock', 'sharp');
    await eventuallyStanding(editor.document, [`verified edited: ${typed}`]);
    await editor.document.save();
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.match(await readFile(sidecar), /before seven (?:o’clock|sharp)\n/);
  });

  it('counts as edited until its words are again the tagged ones', async () => {
    await replace('three hundred', 'four hundred');
    await eventuallyStanding(editor.document, [`verified edited: ${whole.replace('three', 'four')}`]);
    await vscode.commands.executeCommand('undo');
    await eventuallyStanding(editor.document, [`verified found: ${whole}`]);
  });

  it('stores the new words when somebody confirms them', async () => {
    await replace('three hundred', 'four hundred');
    await run('confirmWords');
    await eventuallyStanding(editor.document, [`verified found: ${whole.replace('three', 'four')}`]);
    await eventuallyReads(sidecar, /text: Some four hundred people/);
  });

  it('stores the new words from the comparison only if they are still the compared ones', async () => {
    await replace('three hundred', 'four hundred');
    await run('compareWords');
    await eventually('a comparison', () => wordsCompared() === whole.replace('three', 'four'));
    const at = editor.document.getText().indexOf('four hundred');
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + 4));
    edit.replace(editor.document.uri, range, 'five');
    await vscode.workspace.applyEdit(edit);
    await run('confirmCompared');
    await eventually('the new comparison', () => wordsCompared() === whole.replace('three', 'five'));
    await eventuallyStanding(editor.document, [`verified edited: ${whole.replace('three', 'five')}`]);
    await run('confirmCompared');
    await eventuallyStanding(editor.document, [`verified found: ${whole.replace('three', 'five')}`]);
    await eventually('the comparison closed', () => wordsCompared() === undefined);
  });

  it('is reported at its former line if it is lost, without an underline', async () => {
    await replace(whole, '');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'New.\n\n'));
    const isLost = ({ code }: vscode.Diagnostic): boolean => code === 'lost';
    const told = (): vscode.Diagnostic | undefined => vscode.languages.getDiagnostics(editor.document.uri).find(isLost);
    const at = editor.document.getText().indexOf(', and the first loaf');
    const { line } = editor.document.positionAt(at);
    await eventually('the problem', () => told()?.range.start.line === line);
    const { end } = editor.document.lineAt(line).range;
    assert.deepEqual(told()?.range, new vscode.Range(end, end));
  });

  it('is lost when it is cut, and found when it is pasted elsewhere', async () => {
    await replace(whole, '');
    await eventuallyStanding(editor.document, [`verified lost: ${whole}`]);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `Long after: ${whole}, they say.\n`));
    await eventuallyStanding(editor.document, [`verified found: ${whole}`]);
  });

  it('is found as edited when the paragraph it was cut with is pasted with other words', async () => {
    const text = editor.document.getText();
    const at = text.indexOf(whole);
    const [from, to] = [text.lastIndexOf('\n\n', at) + 2, text.indexOf('\n\n', at) + 2];
    const paragraph = text.slice(from, to);
    await replace(paragraph, '');
    await eventuallyStanding(editor.document, [`verified lost: ${whole}`]);
    const pasted = paragraph.replace('three hundred people', 'three hundred persons');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), pasted));
    await eventuallyStanding(editor.document, [`verified edited: ${whole.replace('people', 'persons')}`]);
  });

  it('offers similar passages, and puts the cursor back if none of them is chosen', async () => {
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const [mark] = (await claimmark()).marks(editor.document.uri);
    const asked = run('pickGuess', {
      kind: 'annotation',
      id: mark?.annotation.id,
      source: editor.document.uri.toString(),
    });
    await eventually('a passage to be shown', () => editor.document.getText(editor.selection) === whole);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await asked;
    await eventually('the cursor where it was', () => editor.selection.isEmpty && editor.selection.start.line === 0);
  });

  it('stays unchanged if its line is copied down, the copy is changed, and all this is undone', async () => {
    const line = 'The hall is 92 metres long and was built in 1887.';
    select(editor, line);
    await run('tagVerified');
    const found = [`verified found: ${whole}`, `verified found: ${line}`];
    await vscode.commands.executeCommand('editor.action.copyLinesDownAction');
    await vscode.commands.executeCommand('deleteWordLeft');
    await eventuallyStanding(editor.document, found);
    await vscode.commands.executeCommand('undo');
    await vscode.commands.executeCommand('undo');
    await eventuallyStanding(editor.document, found);
    await vscode.commands.executeCommand('editor.action.copyLinesUpAction');
    await vscode.commands.executeCommand('editor.action.deleteLines');
    await eventuallyStanding(editor.document, found);
  });

  it('is restored when a cut across its edge is undone', async () => {
    await replace('before seven o’clock, and the first loaf', '');
    await vscode.commands.executeCommand('undo');
    await eventuallyStanding(editor.document, [`verified found: ${whole}`]);
  });

  it('survives a reload from the disk in which everything around it changed', async () => {
    const text = await readFile(source);
    await writeFile(
      source,
      `New top.\n\n${text.replaceAll('Northfield', 'Southfield').replace('26 months', 'two years')}New end.\n`,
    );
    await eventually('the reload', () => editor.document.getText().startsWith('New top.'));
    await eventuallyStanding(editor.document, [`verified found: ${whole}`]);
  });

  it('survives other line endings', async () => {
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    await eventuallyStanding(editor.document, [`verified found: ${whole}`]);
  });

  it('stays on its words where edits and other line endings are undone, and done again, in one go', async () => {
    const last = 'It remains unclear who will pay for the nine weeks of delay.';
    select(editor, last);
    await run('tagVerified');
    const found = [`verified found: ${whole}`, `verified found: ${last}`];
    const as = { undoStopBefore: false, undoStopAfter: false };
    const { document } = editor;
    const at = document.positionAt(document.getText().indexOf('Official statements'));
    await editor.edit((edit) => edit.insert(at, 'New: '), as);
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF), as);
    await eventuallyStanding(document, found);
    for (const command of ['undo', 'redo', 'undo']) {
      const { version } = document;
      await vscode.commands.executeCommand(command);
      await eventually(`the ${command}`, () => document.version > version);
      assert.equal(document.eol === vscode.EndOfLine.CRLF, command === 'redo');
      await eventuallyStanding(document, found);
    }
  });

  it('keeps its place when its source is renamed with unsaved changes', async () => {
    await autoSave('off');
    await replace('three hundred people waited in Canal Street before seven o’clock', 'a crowd queued');
    await eventuallyStanding(editor.document, ['verified edited: Some a crowd queued']);
    await rename(source, 'hall.txt');
    await eventuallyReads('hall.txt.claims.yaml', /source: hall\.txt/);
    const renamed = await openSource('hall.txt');
    assert.ok(renamed.document.isDirty);
    await eventuallyStanding(renamed.document, ['verified edited: Some a crowd queued']);
    await run('undo');
    await eventuallyStanding(renamed.document, []);
    await run('redo');
    await eventuallyStanding(renamed.document, ['verified edited: Some a crowd queued']);
  });

  it('keeps its place when its source is renamed before anything was saved', async () => {
    await autoSave('off');
    const { document } = editor;
    await editor.edit((edit) => edit.insert(document.positionAt(0), 'The pier stays shut for repairs, says Lund.\n\n'));
    select(editor, 'pier stays shut for repairs');
    await run('tagUnconfirmed');
    await replace('ier stays shut for repair', 'ontoon opens in two day');
    const standing = ['unconfirmed edited: pontoon opens in two days', `verified found: ${whole}`];
    await eventuallyStanding(document, standing);
    await rename(source, 'hall.txt');
    await eventuallyReads('hall.txt.claims.yaml', /source: hall\.txt/);
    const renamed = await openSource('hall.txt');
    await eventuallyStanding(renamed.document, standing);
  });

  it('is found again as edited if another program changed its words', async () => {
    const text = await readFile(sidecar);
    await writeFile(sidecar, text.replace('three hundred people', 'three hundred persons'));
    await eventuallyStanding(editor.document, [`verified edited: ${whole}`]);
  });
});

describe('what is saved', () => {
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    editor = await openArticle();
  });

  /** Tags the roof garden, and types over it what has nothing in common with it. */
  async function tagAndRewrite(): Promise<void> {
    select(editor, 'roof garden');
    await run('tagVerified');
    await eventuallyReads(sidecar, /text: roof garden/);
    const at = editor.document.getText().indexOf('roof garden');
    const inside = new vscode.Range(editor.document.positionAt(at + 1), editor.document.positionAt(at + 10));
    await editor.edit((edit) => edit.replace(inside, 'estaurant upo'));
    await eventuallyStanding(editor.document, ['verified edited: restaurant upon']);
  }

  it('keeps the tagged words beside words changed beyond recognition until these are confirmed', async () => {
    await tagAndRewrite();
    await editor.document.save();
    await eventuallyReads(
      sidecar,
      /text: restaurant upon[^]*was: roof garden|was: roof garden[^]*text: restaurant upon/,
    );
    await eventuallyStanding(editor.document, ['verified edited: restaurant upon']);
    await run('confirmWords');
    await eventuallyReads(sidecar, /^(?![^]*was:)[^]*text: restaurant upon/);
    await Promise.all([run('undo'), run('redo')]);
    await eventuallyStanding(editor.document, ['verified found: restaurant upon']);
  });

  it('has its place as an edited span after undo of confirming words that were changed beyond recognition', async () => {
    await tagAndRewrite();
    await run('confirmWords');
    await eventuallyStanding(editor.document, ['verified found: restaurant upon']);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'New top.\n'));
    await run('undo');
    await eventuallyReads(sidecar, /text: roof garden/);
    await eventuallyStanding(editor.document, ['verified edited: restaurant upon']);
    await run('redo');
    await eventuallyStanding(editor.document, ['verified found: restaurant upon']);
  });
});

describe('an edited span', () => {
  it('keeps its place when the line endings change, even if no search would find it', async () => {
    const editor = await openArticle();
    const { document } = editor;
    select(editor, 'roof garden');
    await run('tagVerified');
    await eventuallyReads(sidecar, /tag: verified/);
    const at = document.getText().indexOf('roof garden');
    const inside = new vscode.Range(document.positionAt(at + 1), document.positionAt(at + 10));
    await editor.edit((edit) => edit.replace(inside, 'estaurant upo'));
    await eventuallyStanding(document, ['verified edited: restaurant upon']);
    for (const ending of [vscode.EndOfLine.CRLF, vscode.EndOfLine.LF]) {
      await editor.edit((edit) => edit.setEndOfLine(ending));
      await eventually('other line endings', () => document.eol === ending);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await eventuallyStanding(document, ['verified edited: restaurant upon']);
    }
  });

  it('does not go to the same words elsewhere when the line endings change', async () => {
    const editor = await openArticle();
    const { document } = editor;
    const words = 'It remains unclear who will pay for the nine weeks of delay.';
    await editor.edit((edit) => edit.insert(new vscode.Position(7, 0), `- ${words}\n`));
    const at = document.getText().lastIndexOf(words);
    editor.selection = new vscode.Selection(document.positionAt(at), document.positionAt(at + words.length));
    await run('tagVerified');
    await eventuallyReads(sidecar, /tag: verified/);
    const above = document.lineAt(document.positionAt(at).line - 1).range;
    const nine = document.positionAt(at + words.indexOf('the nine'));
    await editor.edit((edit) => {
      edit.replace(above, '- Nothing is settled.');
      edit.replace(new vscode.Range(nine, nine.translate(0, 8)), 'ten');
    });
    const edited = [`verified edited: ${words.replace('the nine', 'ten')}`];
    await eventuallyStanding(document, edited);
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await eventuallyStanding(document, edited);
  });
});

/** Sets whether the editor saves edits by itself; undefined for its default. */
async function autoSave(value: 'off' | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('files').update('autoSave', value, vscode.ConfigurationTarget.Global);
}
