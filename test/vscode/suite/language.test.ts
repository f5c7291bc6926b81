import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { claimmark, eventuallyStanding } from './claims';
import { eventually, fileUri, openSituation, openSource, writeFile } from './workspace';

const source = 'market-hall.txt';
const name = `${source}.claims.yaml`;
const sidecar = fileUri(name);

const lines = [
  'claimmark: 1',
  `source: ${source}`,
  'annotations:',
  '  - id: aaaa1111',
  '    tag: verified',
  '    text: three hundred people',
  '    note: Counted by hand.',
  '    evidence:',
  '      - source: other.txt',
  '        id: bbbb2222',
  '',
  '  - id: aaaa3333',
  '    tag: quote',
  '    text: nobody ever wrote this',
  '',
];

async function open(text: string): Promise<vscode.TextEditor> {
  await writeFile(name, text);
  const editor = await openSource(name);
  // A document of the test before may still be there, and be read again a moment later.
  await eventually('the text of the sidecar', () => editor.document.getText() === text);
  return editor;
}

/** The diagnostics of the sidecar as `line: beginning of the message`, once there are so many. */
async function problems(count: number): Promise<vscode.Diagnostic[]> {
  return eventually(`${count} problems`, () => {
    const found = vscode.languages.getDiagnostics(sidecar);
    return found.length === count && [...found].sort((a, b) => a.range.start.compareTo(b.range.start));
  });
}

async function complete(editor: vscode.TextEditor, line: number, text: string): Promise<string[]> {
  await editor.edit((edit) => edit.insert(new vscode.Position(line, 0), `${text}\n`));
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    sidecar,
    new vscode.Position(line, text.length),
  );
  return list.items
    .filter(({ kind }) => kind !== vscode.CompletionItemKind.Text)
    .map(({ label }) => (typeof label === 'string' ? label : label.label));
}

describe('the language of sidecars', () => {
  beforeEach(async () => {
    await openSituation('article');
    await claimmark();
  });

  it('reports errors at their line and column', async () => {
    const wrong = lines.map((line) => line.replace('tag: verified', 'tag: verifed').replace('note:', 'speeker:'));
    await open(wrong.join('\n'));
    const [tag, key, lost] = await problems(3);
    assert.deepEqual([tag?.range.start.line, tag?.range.start.character, tag?.code], [4, 9, 'unknown-tag']);
    assert.deepEqual([key?.range.start.line, key?.range.start.character, key?.code], [6, 4, 'misspelt']);
    assert.deepEqual([lost?.range.start.line, lost?.code], [13, 'lost']);
  });

  it('mends a misspelt key in one step', async () => {
    await open(lines.map((line) => line.replace('note:', 'speeker:')).join('\n'));
    const [problem] = await problems(2);
    assert.ok(problem);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      sidecar,
      problem.range,
    );
    const change = actions.find(({ title }) => title.includes('speaker'));
    assert.ok(change?.edit);
    await vscode.workspace.applyEdit(change.edit);
    await problems(1);
  });

  it('offers to merge at the conflict markers of git', async () => {
    await open('claimmark: 1\nsource: market-hall.txt\n<<<<<<< a\n=======\n>>>>>>> b\n');
    const [problem] = await problems(3);
    assert.ok(problem);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      sidecar,
      problem.range,
    );
    assert.ok(actions.some(({ command }) => command?.command === 'claimmark.mergeConflict'));
  });

  it('completes the keys that an entry lacks', async () => {
    const editor = await open(lines.join('\n'));
    const keys = await complete(editor, 7, '    ');
    assert.ok(keys.includes('speaker') && keys.includes('reviews'));
    assert.ok(!keys.includes('tag') && !keys.includes('verdict'));
  });

  it('completes tags and stances', async () => {
    const editor = await open(lines.join('\n'));
    assert.deepEqual((await complete(editor, 11, '  - tag: ')).slice(0, 3), ['verified', 'unconfirmed', 'quote']);
    assert.deepEqual(await complete(editor, 10, '        says: '), ['supports', 'contradicts', 'context']);
  });

  it('explains a key and a tag', async () => {
    await open(lines.join('\n'));
    const hover = async (line: number, character: number): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        sidecar,
        new vscode.Position(line, character),
      );
      return hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join('\n');
    };
    assert.match(await hover(7, 6), /What the tag rests on/);
    assert.match(await hover(4, 11), /Checked against evidence/);
  });

  it('goes from an entry to its words, and from evidence to those it names', async () => {
    await writeFile('other.txt', 'A report of the council.');
    await writeFile(
      'other.txt.claims.yaml',
      'claimmark: 1\nsource: other.txt\nannotations:\n  - id: bbbb2222\n    tag: quote\n    text: report\n',
    );
    await open(lines.join('\n'));
    const go = async (line: number, character: number): Promise<string> => {
      const [place] = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeDefinitionProvider',
        sidecar,
        new vscode.Position(line, character),
      );
      if (!place) return 'nowhere';
      return (await vscode.workspace.openTextDocument(place.uri)).getText(place.range);
    };
    await eventually('the words of the entry', async () => (await go(5, 12)) === 'three hundred people');
    await eventually('the words of its evidence', async () => (await go(9, 14)) === 'report');
    assert.equal(await go(13, 14), 'nowhere');
  });

  it('shows above each entry where its words are', async () => {
    await open(lines.join('\n'));
    const titles = await eventually('lenses with lines', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        sidecar,
        9,
      );
      const said = lenses.map(({ command }) => command?.title ?? '');
      return said.some((title) => title.includes('line ')) && said;
    });
    assert.ok(titles.some((title) => /^line 10 · Verified/.test(title)));
    assert.ok(titles.some((title) => /lost/.test(title)));
  });

  it('shows hand edits at once in the source', async () => {
    const editor = await open(lines.join('\n'));
    const text = await vscode.workspace.openTextDocument(fileUri(source));
    await eventuallyStanding(text, ['verified found: three hundred people', 'quote lost: nobody ever wrote this']);
    await editor.edit((edit) => edit.replace(new vscode.Range(4, 9, 4, 17), 'unconfirmed'));
    assert.ok(editor.document.isDirty);
    await eventuallyStanding(text, ['unconfirmed found: three hundred people', 'quote lost: nobody ever wrote this']);
  });

  it('lists the entries of a sidecar, and the annotations of a source under its sections', async () => {
    const symbols = async (uri: vscode.Uri): Promise<vscode.DocumentSymbol[]> =>
      (await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      )) ?? [];
    const { document: text } = await openSource(source);
    // The editor keeps an answer that it got when all was quiet until it hears of a change.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await symbols(text.uri);
    await open(lines.join('\n'));
    assert.deepEqual(
      (await symbols(sidecar)).map((symbol) => symbol.name),
      ['three hundred people', 'nobody ever wrote this'],
    );
    await eventuallyStanding(text, ['verified found: three hundred people', 'quote lost: nobody ever wrote this']);
    await eventually('the annotation under its section', async () => {
      const sections = await symbols(text.uri);
      const takeaways = sections.find((symbol) => symbol.name === 'Key takeaways');
      const listed = takeaways?.children.map((symbol) => `${symbol.name} (${symbol.detail})`) ?? [];
      return listed.join() === 'three hundred people (Verified)';
    });
  });
});
