import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { claimmark, eventuallyReads, eventuallyStanding, openArticle, run, select } from './claims';
import { eventually, fileUri, openSource, readFile, rename, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;
const head = `# Claims in ${source}. Safe to edit by hand.\nclaimmark: 1\nsource: ${source}\nannotations:\n`;
const street =
  '  - id: aaaa1111\n    tag: verified\n    text: Canal Street\n    line: 6\n    column: 15\n    note: A start.\n';

describe('a sidecar', () => {
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    editor = await openArticle();
  });
  afterEach(() => vscode.commands.executeCommand('notifications.clearAll'));

  for (const [what, text] of [
    ['cannot be read', `${head}${street}this is no key\n`],
    [
      'has conflict markers',
      `${head}<<<<<<< HEAD\n${street}=======\n${street.replace('verified', 'quote')}>>>>>>> theirs\n`,
    ],
    ['is of a newer version', `${head}${street}`.replace('claimmark: 1', 'claimmark: 2')],
  ] as const)
    it(`that ${what} is never overwritten, and tags made meanwhile are written once it is whole`, async () => {
      await writeFile(sidecar, text);
      await eventually('the file to be read', async () => (await claimmark()).marks(editor.document.uri).length > 0);
      select(editor, 'roof garden');
      void run('tagUnconfirmed');
      await eventually('the new tag', async () =>
        (await claimmark()).marks(editor.document.uri).some(({ annotation }) => annotation.text === 'roof garden'),
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal(await readFile(sidecar), text);
      await writeFile(sidecar, head + street);
      await eventuallyStanding(editor.document, ['verified found: Canal Street', 'unconfirmed found: roof garden']);
      select(editor, 'stalls are let');
      await run('tagVerified');
      await eventuallyReads(sidecar, /Canal Street[^]*roof garden|roof garden[^]*Canal Street/);
    });

  it('keeps every byte when a paragraph is inserted at the top of its source', async () => {
    for (const [words, command] of [
      ['Canal Street', 'tagVerified'],
      ['roof garden', 'tagQuote'],
    ] as const) {
      select(editor, words);
      await run(command);
    }
    await eventuallyReads(sidecar, /Canal Street[^]*roof garden|roof garden[^]*Canal Street/);
    const before = await readFile(sidecar);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'A paragraph that is new.\n\n'));
    await editor.document.save();
    // The next entry is written next to what saving has written.
    select(editor, 'stalls are let');
    await run('tagUnconfirmed');
    await eventuallyReads(sidecar, /stalls are let/);
    await run('undo');
    await eventuallyReads(sidecar, /^(?![^]*stalls are let)/);
    assert.equal(await readFile(sidecar), before);
    await eventuallyStanding(editor.document, ['quote found: roof garden', 'verified found: Canal Street']);
  });

  it('takes hand edits at once', async () => {
    await writeFile(sidecar, head + street);
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    const document = await vscode.workspace.openTextDocument(fileUri(sidecar));
    await eventually('the editor to read the file anew', () => document.getText() === head + street);
    const at = document.positionAt(document.getText().indexOf('verified'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, 'verified'.length)), 'quote');
    await vscode.workspace.applyEdit(edit);
    await eventuallyStanding(editor.document, ['quote found: Canal Street']);
  });

  it('that is open with unsaved edits is changed through its document, and left unsaved', async () => {
    await writeFile(sidecar, head + street);
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    const document = await vscode.workspace.openTextDocument(fileUri(sidecar));
    await eventually('the editor to read the file anew', () => document.getText() === head + street);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# Mine.\n');
    await vscode.workspace.applyEdit(edit);
    select(editor, 'roof garden');
    await run('tagUnconfirmed');
    const holds = (): boolean => document.getText().includes('text: roof garden') && document.isDirty;
    await eventually('the entry in the open document, unsaved', holds);
    assert.match(document.getText(), /^# Mine\.\n/);
    assert.doesNotMatch(await readFile(sidecar), /roof garden/);
    await document.save();
  });

  it('is opened as UTF-8, whatever the encoding of other files', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('encoding', 'windows1252', vscode.ConfigurationTarget.Global);
    try {
      const text = head + street.replace('A start.', 'Said at seven o’clock.');
      await writeFile(sidecar, text);
      const document = await vscode.workspace.openTextDocument(fileUri(sidecar));
      await eventually('the editor to read the file anew', () => document.getText() === text);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), '# Petr Dvořák’s.\n');
      await vscode.workspace.applyEdit(edit);
      await document.save();
      assert.equal(await readFile(sidecar), `# Petr Dvořák’s.\n${text}`);
    } finally {
      await files.update('encoding', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('merges what another program wrote meanwhile, field by field', async () => {
    await writeFile(sidecar, head + street);
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    const elsewhere = street.replace('note: A start.', 'note: A start.\n    speaker: Judith Okafor');
    const other = '\n  - id: bbbb2222\n    tag: quote\n    text: stalls are let\n';
    select(editor, 'Canal Street');
    await Promise.all([writeFile(sidecar, head + elsewhere + other), run('tagVerified')]);
    select(editor, 'Canal Street');
    editor.selection = new vscode.Selection(editor.selection.start, editor.selection.start);
    await run('tagUnconfirmed');
    const text = await eventuallyReads(sidecar, /tag: unconfirmed/);
    assert.match(text, /speaker: Judith Okafor/);
    assert.match(text, /id: bbbb2222/);
  });

  it('is read only when it is complete, if another program empties it before filling it', async () => {
    await writeFile(sidecar, head + street);
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    select(editor, 'roof garden');
    const tagged = writeFile(sidecar, '').then(() => run('tagUnconfirmed'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await writeFile(sidecar, head + street);
    await tagged;
    await eventuallyReads(sidecar, /Canal Street[^]*roof garden/);
  });

  it('is merged by one command if it has conflict markers', async () => {
    const theirs = street.replace('note: A start.', 'note: A start.\n    speaker: Judith Okafor');
    const ours = street.replace('verified', 'unconfirmed');
    await writeFile(sidecar, `${head}<<<<<<< HEAD\n${ours}||||||| base\n${street}=======\n${theirs}>>>>>>> theirs\n`);
    const document = await vscode.workspace.openTextDocument(fileUri(sidecar));
    await eventually('the editor to read the file anew', () => document.getText().includes('<<<<<<<'));
    void run('mergeConflict', fileUri(sidecar));
    await eventually('the merge', () => !document.getText().includes('<<<<<<<'));
    assert.match(document.getText(), /tag: unconfirmed/);
    assert.match(document.getText(), /speaker: Judith Okafor/);
    await document.save();
  });

  it('is renamed with its source', async () => {
    await writeFile(sidecar, head + street);
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    await rename(source, 'hall.txt');
    await eventuallyReads('hall.txt.claims.yaml', /source: hall\.txt[^]*Canal Street/);
    const moved = await openSource('hall.txt');
    await eventuallyStanding(moved.document, ['verified found: Canal Street']);
  });

  it('shows its links in the hover at both ends, with the words of the other end as plain text', async () => {
    await writeFile('minutes.txt', 'They met on Canal *Street*.\n');
    const far = street.replace('Canal Street', 'Canal *Street*').replace('line: 6', 'line: 1').replace('15', '13');
    const link = `    links:\n      - to: ${source}#aaaa1111\n        relation: quotes\n`;
    await writeFile('minutes.txt.claims.yaml', `claimmark: 1\nsource: minutes.txt\nannotations:\n${far}${link}`);
    await writeFile(sidecar, head + street);
    const minutes = (await openSource('minutes.txt')).document;
    await eventuallyStanding(minutes, ['verified found: Canal *Street*']);
    await eventuallyStanding((await openSource(source)).document, ['verified found: Canal Street']);
    assert.match(
      await hover(minutes),
      /^- \$\(link\) \*Quotes:\* Canal Street — \[market-hall\.txt:6\]\(command:claimmark\.open\?/m,
    );
    assert.match(
      await hover(editor.document),
      /^- \$\(link\) \*Quoted by:\* Canal \\\*Street\\\* — \[minutes\.txt:1\]\(command:claimmark\.open\?/m,
    );
  });

  it('shows in the hover at both ends that verified claims which contradict each other are contested', async () => {
    await writeFile('minutes.txt', 'They met on Canal Street.\n');
    const far = street.replace('line: 6', 'line: 1').replace('15', '13');
    const link = `    links:\n      - to: ${source}#aaaa1111\n        relation: contradicts\n`;
    await writeFile(sidecar, head + street);
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    assert.doesNotMatch(await hover(editor.document), /contested/);
    await writeFile('minutes.txt.claims.yaml', `claimmark: 1\nsource: minutes.txt\nannotations:\n${far}${link}`);
    const minutes = (await openSource('minutes.txt')).document;
    await eventuallyStanding(minutes, ['verified found: Canal Street']);
    const isContested = /^\$\([a-z-]+\) \*\*Verified\*\* · contested/m;
    for (const document of [minutes, editor.document])
      await eventually('the hover', async () => isContested.test(await hover(document)));
  });

  it('keeps its links when sources are renamed and moved, and when this is undone', async () => {
    const link = (to: string): string => `    links:\n      - to: ${to}\n        relation: same\n`;
    const evidence = `    evidence:\n      - source: ${source}\n`;
    await writeFile('minutes.txt', 'The council met on Canal Street.\n');
    const minutes = `claimmark: 1\nsource: minutes.txt\nannotations:\n${street.replace('line: 6', 'line: 1').replace('column: 15', 'column: 20')}`;
    await writeFile('minutes.txt.claims.yaml', minutes + link(`${source}#aaaa1111`) + evidence);
    await writeFile('minutes.txt.ana.claims.yaml', minutes + link(`${source}#aaaa1111`));
    await writeFile(sidecar, head + street + link('minutes.txt#aaaa1111'));
    const { document } = await openSource('minutes.txt');
    await eventuallyStanding(document, ['verified found: Canal Street']);
    const before = await readFile('minutes.txt.claims.yaml');
    await openSource(source);
    await rename(source, 'old/hall.txt');
    await eventuallyReads('old/hall.txt.claims.yaml', /to: "\.\.\/minutes\.txt#aaaa1111"/);
    await eventuallyReads('minutes.txt.claims.yaml', /to: old\/hall\.txt#aaaa1111\n[^]*- source: old\/hall\.txt\n/);
    await eventuallyReads('minutes.txt.ana.claims.yaml', /to: old\/hall\.txt#aaaa1111/);
    await rename('old/hall.txt', source);
    await eventuallyReads(sidecar, /to: minutes\.txt#aaaa1111/);
    await eventually('the links of before', async () => (await readFile('minutes.txt.claims.yaml')) === before);
    await eventuallyReads('minutes.txt.ana.claims.yaml', /to: market-hall\.txt#aaaa1111/);
  });

  it('stays if its source is gone, and is used again when the source is back', async () => {
    await writeFile(sidecar, head + street);
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    const text = await readFile(source);
    await vscode.workspace.fs.delete(fileUri(source));
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(await readFile(sidecar), head + street);
    await writeFile(source, text);
    const back = await openSource(source);
    await eventuallyStanding(back.document, ['verified found: Canal Street']);
  });
});

/** The hover of the first annotation in a document. */
async function hover(document: vscode.TextDocument): Promise<string> {
  const at = (await claimmark()).marks(document.uri)[0]?.span?.from ?? 0;
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(at + 1),
  );
  return hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join('\n');
}
