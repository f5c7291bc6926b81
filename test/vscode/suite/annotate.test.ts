import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  answerNext,
  claimmark,
  eventuallyReads,
  eventuallyStanding,
  openArticle,
  placeCursor,
  run,
  select,
  standing,
  warnedNext,
} from './claims';
import { eventually, fileExists, openSource, readFile, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;

describe('annotating', () => {
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    editor = await openArticle();
  });

  it('tags the selection without the blanks around it', async () => {
    select(editor, ' three hundred people ');
    await run('tagVerified');
    await eventuallyStanding(editor.document, ['verified found: three hundred people']);
    const text = await eventuallyReads(sidecar, /tag: verified/);
    assert.match(text, /text: three hundred people\n/);
    assert.match(text, /by: Ana Lima\n/);
  });

  it('tags exactly the selected letters if lines end in CRLF', async () => {
    const text = Array.from({ length: 9 }, (_, i) => `Of ${i} mills along the river none has ground maize since.`).join(
      '\r\n',
    );
    await writeFile('mills.txt', text);
    const { document } = (editor = await openSource('mills.txt'));
    const from = text.indexOf('\n', 100) + 256;
    const words = text.slice(from, from + 8);
    editor.selection = new vscode.Selection(document.positionAt(from), document.positionAt(from + words.length));
    await run('tagVerified');
    await eventuallyStanding(document, [`verified found: ${words}`]);
    assert.ok((await eventuallyReads('mills.txt.claims.yaml', /text:/)).includes(`text: ${words}\n`));
    for (const [at, length, put] of [
      [from + 5, 3, ''],
      [from + 5, 0, words.slice(5)],
    ] as const) {
      const edit = new vscode.WorkspaceEdit();
      const range = new vscode.Range(document.positionAt(at), document.positionAt(at + length));
      edit.replace(document.uri, range, put);
      await vscode.workspace.applyEdit(edit);
    }
    await eventuallyStanding(document, [`verified found: ${words}`]);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('puts the first tag of a source on its words, even if the person goes on typing at once', async () => {
    select(editor, 'roof garden');
    const tagging = run('tagVerified');
    for (let i = 0; i < 5; i++)
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `Line ${i} came meanwhile.\n`));
    await tagging;
    await eventuallyStanding(editor.document, ['verified found: roof garden']);
    assert.match(await eventuallyReads(sidecar, /text:/), /text: roof garden\n/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('adds a note to a tag, or removes it, by a key pressed while the tag is still being placed', async () => {
    select(editor, 'roof garden');
    const tagging = run('tagVerified');
    answerNext(() => Promise.resolve('Seen from the quay.'));
    await run('editNote');
    await tagging;
    assert.match(await eventuallyReads(sidecar, /note:/), /text: roof garden\n[\s\S]*note: Seen from the quay\.\n/);
    await Promise.all([run('undo'), run('undo')]);
    await eventuallyStanding(editor.document, []);
    select(editor, 'roof garden');
    await Promise.all([run('tagVerified'), run('remove')]);
    await eventuallyStanding(editor.document, []);
    await run('undo');
    await eventuallyStanding(editor.document, ['verified found: roof garden']);
  });

  it('tags the sentence at the cursor if nothing is selected', async () => {
    placeCursor(editor, 'hundred people waited');
    await run('tagUnconfirmed');
    const [words] = await standing(editor.document);
    assert.match(words ?? '', /^unconfirmed found: Some three hundred people .* past the hour\.$/);
  });

  it('offers tags for the sentence at the cursor as code actions', async () => {
    placeCursor(editor, 'hundred people waited');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      editor.selection,
    );
    const verify = actions.find(({ command }) => command?.command === 'claimmark.tagVerified');
    assert.ok(verify?.command);
    await vscode.commands.executeCommand(verify.command.command, ...(verify.command.arguments ?? []));
    const [words] = await standing(editor.document);
    assert.match(words ?? '', /^verified found: Some three hundred people .* past the hour\.$/);
  });

  it('reports missing evidence at the first letter of an annotation, and offers fixes anywhere in it', async () => {
    select(editor, 'three hundred people');
    await run('tagVerified');
    const at = editor.document.positionAt(editor.document.getText().indexOf('three hundred people'));
    await eventually('what it lacks', () =>
      vscode.languages
        .getDiagnostics(editor.document.uri)
        .some(({ code, range }) => code === 'verified-without-evidence' && range.isEmpty && range.start.isEqual(at)),
    );
    placeCursor(editor, 'hundred people');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      editor.selection,
    );
    const fixes = actions.filter(({ kind }) => kind?.value === vscode.CodeActionKind.QuickFix.value);
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ['Add evidence…', 'Tag as Unconfirmed'],
    );
  });

  it('retags the annotation at the cursor and keeps its note', async () => {
    await writeFile(
      sidecar,
      entry('id: aaaa1111', 'tag: unconfirmed', 'text: three hundred people', 'note: Counted by hand.'),
    );
    await eventuallyStanding(editor.document, ['unconfirmed found: three hundred people']);
    placeCursor(editor, 'hundred people');
    await run('tagVerified');
    const text = await eventuallyReads(sidecar, /tag: verified/);
    assert.match(text, /note: Counted by hand\./);
    assert.equal(text.match(/- id:/g)?.length, 1);
  });

  it('tags nothing in a document outside any file system, and says so', async () => {
    const scheme = 'elsewhere';
    const provideTextDocumentContent = (): string => 'The roof garden is open.';
    const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: '/cell.txt' }));
    select(await vscode.window.showTextDocument(document), 'roof garden');
    const said = warnedNext();
    await run('tagVerified');
    assert.match(await said, /no annotations can be kept next to it/);
    assert.deepEqual(await standing(document), []);
    provider.dispose();
  });

  it('tags several selections at once', async () => {
    select(editor, 'Canal Street');
    const first = editor.selection;
    select(editor, 'roof garden');
    editor.selections = [first, editor.selection];
    await run('tagQuote');
    await eventuallyStanding(editor.document, ['quote found: Canal Street', 'quote found: roof garden']);
  });

  it('keeps several annotations on one span', async () => {
    select(editor, 'Canal Street');
    await run('tagQuote');
    select(editor, 'Canal Street');
    await run('tagVerified');
    await eventuallyStanding(editor.document, ['quote found: Canal Street', 'verified found: Canal Street']);
  });

  it('undoes and redoes many actions independently of the text', async () => {
    select(editor, 'Canal Street');
    await run('tagVerified');
    select(editor, 'roof garden');
    await run('tagUnconfirmed');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Today: '));
    await run('undo');
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    await run('undo');
    await eventuallyStanding(editor.document, []);
    assert.match(editor.document.getText(), /^Today: /);
    await run('redo');
    await run('redo');
    await eventuallyStanding(editor.document, ['verified found: Canal Street', 'unconfirmed found: roof garden']);
    await vscode.commands.executeCommand('undo');
    assert.match(editor.document.getText(), /^Northfield/);
    assert.equal((await standing(editor.document)).length, 2);
  });

  it('undoes and redoes as often as the keys are pressed, however quickly', async () => {
    select(editor, 'Canal Street');
    await run('tagQuote');
    select(editor, 'three hundred people');
    await run('tagVerified');
    await Promise.all([run('undo'), run('undo')]);
    await eventuallyStanding(editor.document, []);
    await Promise.all([run('redo'), run('redo')]);
    await eventuallyStanding(editor.document, ['quote found: Canal Street', 'verified found: three hundred people']);
    await Promise.all([run('undo'), run('undo'), run('redo')]);
    await eventuallyStanding(editor.document, ['quote found: Canal Street']);
  });

  it('undoes the last tag, even if it is still being placed', async () => {
    select(editor, 'Canal Street');
    await run('tagQuote');
    select(editor, 'three hundred people');
    await Promise.all([run('tagVerified'), run('undo')]);
    await eventuallyStanding(editor.document, ['quote found: Canal Street']);
    await run('undo');
    select(editor, 'three hundred people');
    await Promise.all([run('tagVerified'), run('undo'), run('redo')]);
    await eventuallyStanding(editor.document, ['verified found: three hundred people']);
  });

  it('leaves the bytes of the sidecar unchanged after a tag and its undo', async () => {
    const before = entry(
      'id: aaaa1111',
      'tag: verified',
      'text: Canal Street # as the map has it',
      'extra: {kept: yes}',
    );
    await writeFile(sidecar, before);
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    select(editor, 'roof garden');
    await run('tagVerified');
    await eventuallyReads(sidecar, /roof garden/);
    await run('undo');
    await eventuallyReads(sidecar, /^(?![^]*roof garden)/);
    assert.equal(await readFile(sidecar), before);
  });

  it('removes an annotation and brings it back by undo', async () => {
    select(editor, 'Canal Street');
    await run('tagVerified');
    await run('remove');
    await eventuallyStanding(editor.document, []);
    await run('undo');
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
  });

  it('sets a new span', async () => {
    select(editor, 'Canal Street');
    await run('tagVerified');
    select(editor, 'The hall on Canal Street');
    await run('setSpan');
    await eventuallyStanding(editor.document, ['verified found: The hall on Canal Street']);
  });

  it('sets the span to the selection in the active one of two editors of a source', async () => {
    select(editor, 'Canal Street');
    await run('tagVerified');
    const [mark] = (await claimmark()).marks(editor.document.uri);
    const row = { kind: 'annotation', source: editor.document.uri.toString(), id: mark?.annotation.id };
    select(editor, 'three hundred people');
    const beside = await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.Beside);
    select(beside, 'roof garden');
    await run('setSpan', row);
    await eventuallyStanding(editor.document, ['verified found: roof garden']);
  });

  it('confirms the present words, even if the person types while the words of another source are written', async () => {
    await writeFile('bridge.txt', 'The bridge was closed in May.\n');
    const { marks } = await claimmark();
    const rows: object[] = [];
    for (const [name, words] of [
      [source, 'Canal Street'],
      ['bridge.txt', 'bridge was closed'],
    ] as const) {
      editor = await openSource(name);
      select(editor, words);
      await run('tagVerified');
      const at = editor.selection.start.translate(0, -1);
      await editor.edit((edit) => edit.insert(at, 'x'));
      const { document } = editor;
      const edited = await eventually('changed words', () =>
        marks(document.uri).find(({ state }) => state === 'edited'),
      );
      rows.push({ kind: 'annotation', source: document.uri.toString(), id: edited.annotation.id });
    }
    const confirming = run('confirmWords', rows[0], rows);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'It is said: '));
    await confirming;
    await eventuallyStanding(editor.document, ['verified found: bridge was closexd']);
    assert.match(await readFile('bridge.txt.claims.yaml'), /text: bridge was closexd\n(?![^]*was:)/);
  });

  it('opens a note of several lines in the sidecar', async () => {
    const first = [
      'id: bbbb2222',
      'tag: quote',
      'text: roof garden',
      'evidence:',
      `  - source: ${source}`,
      '    id: aaaa1111',
    ];
    const second = ['id: aaaa1111', 'tag: verified', 'text: Canal Street', 'note: "Counted by hand.\\nTwice."'];
    await writeFile(sidecar, `${entry(...first)}  - ${second.join('\n    ')}\n`);
    await eventuallyStanding(editor.document, ['quote found: roof garden', 'verified found: Canal Street']);
    await run('editNote', { kind: 'annotation', source: editor.document.uri.toString(), id: 'aaaa1111' });
    const shown = vscode.window.activeTextEditor;
    assert.equal(shown?.document.getText(shown.selection), '"Counted by hand.\\nTwice."');
  });

  it('writes nothing for an untitled text', async () => {
    const untitled = await vscode.workspace.openTextDocument({ content: 'Nobody saved this.' });
    const shown = await vscode.window.showTextDocument(untitled);
    select(shown, 'Nobody');
    void run('tagVerified');
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(await standing(untitled), []);
    assert.equal(await fileExists(sidecar), false);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('goes to the next and the previous annotation', async () => {
    for (const words of ['Canal Street', 'roof garden', 'stalls are let']) {
      select(editor, words);
      await run('tagVerified');
    }
    placeCursor(editor, 'Northfield');
    for (const [step, words] of [
      ['next', 'Canal Street'],
      ['next', 'roof garden'],
      ['previous', 'Canal Street'],
      ['previous', 'stalls are let'],
    ] as const) {
      await run(step);
      assert.ok(startsAtCursor(editor, words), `${step}: ${words}`);
      assert.ok(editor.selection.isEmpty, 'nothing is selected that the next letter would replace');
    }
  });

  it('copies as Markdown with place and source', async () => {
    select(editor, 'Canal Street');
    await run('tagVerified');
    await run('copyMarkdown');
    assert.match(await vscode.env.clipboard.readText(), /^> Canal Street\n>\n> — .*market-hall\.txt:6 \(Verified\)/);
  });
});

/** Whether words begin right behind the cursor. */
function startsAtCursor({ document, selection }: vscode.TextEditor, words: string): boolean {
  return document.getText().startsWith(words, document.offsetAt(selection.active));
}

/** A sidecar of one entry. */
function entry(...fields: string[]): string {
  return `# Claims in ${source}. Safe to edit by hand.\nclaimmark: 1\nsource: ${source}\nannotations:\n  - ${fields.join('\n    ')}\n`;
}
