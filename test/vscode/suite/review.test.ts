import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  annotateAs,
  answeringLists,
  answerNext,
  claimmark,
  eventuallyReads,
  eventuallyStanding,
  placeCursor,
  run,
} from './claims';
import { eventually, fileExists, fileUri, openSituation, openSource, readFile, writeFile } from './workspace';

const source = 'market-hall.txt';
const sidecar = `${source}.claims.yaml`;

/** What Ana tagged; on the second entry Bo has said something already. */
const given = `# Claims in ${source}. Safe to edit by hand.
claimmark: 1
source: ${source}
annotations:
  - id: aaaa1111
    tag: verified
    text: Canal Street   # as the map has it
    note: "Checked twice"
    by: Ana Lima
    created: "2026-11-22T10:00:00Z"
    mood: {kept: yes}

  - id: bbbb2222
    tag: quote
    text: roof garden
    by: Ana Lima
    created: "2026-11-22T10:01:00Z"
    reviews:
      - by: Bo Chen
        verdict: disagree
        created: "2026-11-22T11:00:00Z"
        note: Nobody said so.
`;

describe('reviewing', () => {
  let editor: vscode.TextEditor;
  const node = (id: string): object => ({ kind: 'annotation', source: fileUri(source).toString(), id });

  beforeEach(async () => {
    await openSituation('article');
    await writeFile(sidecar, given);
    await annotateAs('Cleo Marsh');
    editor = await openSource(source);
    const { marks } = await claimmark();
    await eventuallyStanding(editor.document, ['verified found: Canal Street', 'quote found: roof garden']);
    const reviewed = (): boolean => marks(editor.document.uri)[0]?.annotation.reviews !== undefined;
    await eventually('a first entry that nobody has reviewed', () => !reviewed());
  });

  after(() => annotateAs('Ana Lima'));

  it('adds a verdict and leaves every byte of the author unchanged', async () => {
    await run('agree', node('aaaa1111'));
    const text = await eventuallyReads(sidecar, /by: Cleo Marsh\n {8}verdict: agree\n/);
    const added = text.split('\n').filter((line) => !given.includes(line));
    assert.deepEqual(added.map((line) => line.trim().split(':')[0]).sort(), [
      '- by',
      'created',
      'tag',
      'verdict',
      'words',
    ]);
    assert.ok(isWithin(given, text));
    assert.doesNotMatch(text, /updated:/);
  });

  it('replaces the reviewer’s earlier verdict, and leaves that of another reviewer', async () => {
    await run('agree', node('bbbb2222'));
    await eventuallyReads(sidecar, /by: Cleo Marsh\n {8}verdict: agree\n/);
    await run('unsure', node('bbbb2222'));
    const text = await eventuallyReads(sidecar, /by: Cleo Marsh\n {8}verdict: unsure\n/);
    assert.equal(text.match(/by: Cleo Marsh/g)?.length, 1);
    assert.match(text, /by: Bo Chen\n {8}verdict: disagree\n[^]*note: Nobody said so\./);
  });

  it('stores the note with a verdict given while it was written, and removes the note when it is emptied', async () => {
    placeCursor(editor, 'Canal Street');
    answerNext(async () => {
      await run('agree', node('aaaa1111'));
      return 'The map is of 1911.';
    });
    await run('review.note');
    const text = await eventuallyReads(sidecar, /note: The map is of 1911\./);
    assert.equal(text.match(/by: Cleo Marsh/g)?.length, 1);
    assert.match(text, /by: Cleo Marsh\n {8}verdict: agree\n/);
    answerNext(() => Promise.resolve(''));
    await run('review.note');
    const emptied = await eventuallyReads(sidecar, /^(?![^]*1911)/);
    assert.match(emptied, /by: Cleo Marsh\n {8}verdict: agree\n/);
  });

  it('keeps a note on an annotation that was removed meanwhile', async () => {
    placeCursor(editor, 'Canal Street');
    answerNext(async () => {
      await run('remove', node('aaaa1111'));
      await eventuallyReads(sidecar, /^(?![^]*Canal Street)/);
      return 'The map is of 1911.';
    });
    await run('review.note');
    const text = await eventuallyReads(sidecar, /note: The map is of 1911\./);
    assert.match(text, /text: Canal Street/);
  });

  it('undoes a verdict to the last byte', async () => {
    await run('disagree', node('aaaa1111'));
    await eventuallyReads(sidecar, /by: Cleo Marsh/);
    await run('undo');
    await eventuallyReads(sidecar, /^(?![^]*Cleo Marsh)/);
    assert.equal(await readFile(sidecar), given);
  });

  it('takes no verdict of authors on their own annotations', async () => {
    await annotateAs('Ana Lima');
    await run('agree', node('aaaa1111'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(await readFile(sidecar), given);
  });

  it('goes through the unreviewed annotations with one key each, and asks for the reason of a disagreement', async () => {
    placeCursor(editor, 'Northfield');
    await run('review');
    await run('review.agree');
    answerNext(({ title }) => Promise.resolve(title?.includes('roof garden') ? 'It was a rooftop bar.' : undefined));
    await run('review.disagree');
    const text = await eventuallyReads(
      sidecar,
      /by: Cleo Marsh\n {8}verdict: disagree\n[^]*note: It was a rooftop bar\./,
    );
    assert.match(text, /by: Cleo Marsh\n {8}verdict: agree\n {8}tag: verified\n {8}words: "?[0-9a-f]{8}"?\n/);
    assert.equal(text.match(/by: Cleo Marsh/g)?.length, 2);
    await run('review.leave');
    await canType(editor);
  });

  it('decides at once, however fast the keys come, and keeps the source closed after the last', async () => {
    const before = editor.document.getText();
    placeCursor(editor, 'Northfield');
    void run('review');
    void run('review.agree');
    void run('review.agree');
    for (let press = 0; press < 10; press++) void run('review.agree');
    const text = await eventuallyReads(sidecar, /(?:by: Cleo Marsh\n {8}verdict: agree[^]*){2}/);
    assert.equal(text.match(/by: Cleo Marsh/g)?.length, 2);
    await vscode.commands.executeCommand('type', { text: 'a' });
    assert.equal(editor.document.getText(), before);
    await run('review.undo');
    await eventuallyReads(sidecar, /^(?![^]*Cleo Marsh[^]*Cleo Marsh)/);
    await run('review.agree');
    await eventuallyReads(sidecar, /(?:by: Cleo Marsh\n {8}verdict: agree[^]*){2}/);
    await run('review.leave');
    await canType(editor);
  });

  it('adds a note right after a verdict to that verdict, and a note without a verdict as a message', async () => {
    placeCursor(editor, 'Northfield');
    await run('review');
    answerNext(() => Promise.resolve('A question first.'));
    await run('review.note');
    const asked = await eventuallyReads(sidecar, /discussion:\n {6}- by: Cleo Marsh\n {8}note: A question first\./);
    assert.doesNotMatch(asked, /by: Cleo Marsh\n {8}verdict/);
    await run('review.agree');
    answerNext(({ title }) => Promise.resolve(title?.includes('Canal Street') ? 'On the map of 1911.' : undefined));
    await run('review.note');
    const text = await eventuallyReads(sidecar, /note: On the map of 1911\./);
    assert.match(text, /verdict: agree\n[^]*note: On the map of 1911\.[^]*id: bbbb2222/);
    await run('review.leave');
  });

  it('goes on in the next source if nothing is left to review in the open one', async () => {
    await writeFile('ferry.txt', 'The ferry ran on Canal Street.');
    const other = await openSource('ferry.txt');
    await run('review');
    await eventually(
      'the round in the other source',
      () => vscode.window.activeTextEditor?.document === editor.document,
    );
    await run('review.agree');
    await eventuallyReads(sidecar, /by: Cleo Marsh\n {8}verdict: agree/);
    await run('review.leave');
    await vscode.window.showTextDocument(other.document);
    await canType(other);
  });

  it('shows in every view that another source makes a claim doubtful', async () => {
    const on = '\n    evidence:\n      - source: ferry.txt\n        id: ffff1111\n    mood';
    await writeFile('ferry.txt', 'The ferry ran on Canal Street.');
    await writeFile('ferry.txt.claims.yaml', 'claimmark: 1\nsource: ferry.txt\nannotations:\n  - id: ffff1111\n    tag: unconfirmed\n    text: The ferry ran\n'); // prettier-ignore
    await writeFile(sidecar, given.replace('\n    mood', on));
    const { marks } = await claimmark();
    const doubts = (): readonly { why: string; is?: string }[] => marks(editor.document.uri)[0]?.doubts ?? [];
    await eventually('the doubt', () => doubts()[0]?.is === 'unconfirmed');
    const at = editor.document.positionAt(editor.document.getText().indexOf('Canal Street') + 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, at); // prettier-ignore
    const said = hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join();
    assert.match(said, /contested[^]*It rests on “The ferry ran” \\?\(ferry\\?\.txt\\?\), which is unconfirmed/);
    assert.match(
      said,
      /\[The ferry ran\]\(command:claimmark\.open\?/,
      'evidence that is an annotation shows its words',
    );
    const problem = (): vscode.Diagnostic | undefined => vscode.languages.getDiagnostics(editor.document.uri).find(({ code }) => code === 'rests-on-doubtful'); // prettier-ignore
    await eventually('the problem', () => problem() !== undefined);
    await writeFile('ferry.txt.claims.yaml', 'claimmark: 1\nsource: ferry.txt\nannotations:\n  - id: ffff1111\n    tag: verified\n    text: The ferry ran\n'); // prettier-ignore
    await eventually('no doubt any more', () => doubts().length === 0 && problem() === undefined);
  });

  it('keeps the verdicts of a round that is left midway', async () => {
    placeCursor(editor, 'Northfield');
    await run('review');
    answerNext(() => Promise.resolve(''));
    await run('review.unsure');
    await run('review.leave');
    const text = await eventuallyReads(sidecar, /by: Cleo Marsh\n {8}verdict: unsure\n/);
    assert.equal(text.match(/by: Cleo Marsh/g)?.length, 1);
    await canType(editor);
  });
});

describe('annotating apart', () => {
  const apart = (on: boolean): Thenable<void> =>
    vscode.workspace
      .getConfiguration('claimmark.review')
      .update('separateFiles', on || undefined, vscode.ConfigurationTarget.Global);
  const entry = (id: string, tag: string, text: string, by: string): string =>
    `  - id: ${id}\n    tag: ${tag}\n    text: ${text}\n    by: ${by}\n    created: "2026-11-22T10:00:00Z"\n`;
  const file = (...entries: readonly string[]): string =>
    `claimmark: 1\nsource: ${source}\nannotations:\n${entries.join('\n')}`;
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    await openSituation('article');
    await annotateAs('Ana Lima');
    await writeFile(sidecar, file(entry('ssss0000', 'verified', 'Canal Street', 'Eva Roth')));
    await writeFile(`${source}.Bo-Chen.claims.yaml`, file(entry('bbbb2222', 'quote', 'roof garden', 'Bo Chen')));
    editor = await openSource(source);
    await claimmark();
  });

  afterEach(() => apart(false));

  it('does not take an annotator’s own file for the sidecar of another source', async () => {
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    const { marks } = await claimmark();
    await run('refresh');
    assert.deepEqual(marks(fileUri(`${source}.Bo-Chen`)), []);
  });

  it('shows no marks of others, and writes into the annotator’s own file', async () => {
    await apart(true);
    await eventuallyStanding(editor.document, []);
    placeCursor(editor, 'hundred people waited');
    await run('tagUnconfirmed');
    await eventuallyReads(`${source}.Ana-Lima.claims.yaml`, /source: market-hall\.txt\n[^]*tag: unconfirmed/);
    assert.doesNotMatch(await readFile(sidecar), /unconfirmed/);
    await apart(false);
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    assert.equal(await fileExists(`${source}.Ana-Lima.claims.yaml`), true);
  });

  it('does not undo in the shared file what was done in the annotator’s own', async () => {
    await apart(true);
    await eventuallyStanding(editor.document, []);
    placeCursor(editor, 'hundred people waited');
    await run('tagUnconfirmed');
    await eventuallyReads(`${source}.Ana-Lima.claims.yaml`, /tag: unconfirmed/);
    await run('remove');
    await eventuallyStanding(editor.document, []);
    await apart(false);
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    await run('undo');
    await (await claimmark()).settled();
    assert.doesNotMatch(await readFile(sidecar), /unconfirmed/);
  });

  it('merges equal marks into one annotation that says who decided', async () => {
    await writeFile(`${source}.Ana-Lima.claims.yaml`, file(entry('aaaa1111', 'quote', 'roof garden', 'Ana Lima')));
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    const adjudicating = run('adjudicate');
    await eventually('the answer', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return (await readFile(sidecar)).includes('roof garden');
    });
    await adjudicating;
    await eventuallyStanding(editor.document, ['verified found: Canal Street', 'quote found: roof garden']);
    const text = await eventuallyReads(sidecar, /roof garden/);
    assert.match(text, /adjudicated:\n {6}by: Ana Lima\n/);
    assert.doesNotMatch(text, /verdict:/);
    await run('undo');
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('places the chosen mark on its words, even if the source changed during the question', async () => {
    await writeFile(`${source}.Ana-Lima.claims.yaml`, file(entry('aaaa1111', 'verified', 'roof garden', 'Ana Lima')));
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    const adjudicating = run('adjudicate');
    const atWords = (): boolean =>
      editor.document.getText().startsWith('roof garden', editor.document.offsetAt(editor.selection.active));
    await eventually('the question', atWords);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(editor.document.uri, new vscode.Position(0, 0), 'A line that came meanwhile.\n');
    await vscode.workspace.applyEdit(edit);
    await eventually('the answer', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return (await readFile(sidecar)).includes('roof garden');
    });
    await adjudicating;
    await eventuallyStanding(editor.document, ['verified found: Canal Street', 'verified found: roof garden']);
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('goes through several sources, keeps reasons, can keep none of the marks and can go back', async () => {
    const other = 'ferry.txt';
    const of = (name: string, ...entries: readonly string[]): string => file(...entries).replace(source, name);
    await writeFile(other, 'The ferry ran on Canal Street. It had a roof garden.');
    await writeFile(`${other}.Ana-Lima.claims.yaml`, of(other, entry('ffff1111', 'verified', 'The ferry', 'Ana Lima')));
    await writeFile(`${other}.Bo-Chen.claims.yaml`, of(other, entry('ffff2222', 'quote', 'roof garden', 'Bo Chen')));
    await writeFile(`${source}.Ana-Lima.claims.yaml`, file(entry('aaaa1111', 'verified', 'roof garden', 'Ana Lima')));
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    const asked: string[] = [];
    const answers = ['Verified', 'Back', 'Quote', 'Keep none of them', 'Back', 'Verified', 'Keep none of them'];
    const { showQuickPick } = vscode.window;
    const answer = async (picks: readonly vscode.QuickPickItem[], { title = '' }: vscode.QuickPickOptions) => {
      asked.push(title.replace(/^Adjudicate |: .*/g, ''));
      await vscode.commands.executeCommand('type', { text: 'q' });
      const wanted = answers.shift() ?? '';
      return picks.find(({ label }) => label.includes(wanted));
    };
    Object.assign(vscode.window, { showQuickPick: answer });
    const reasoned = (): void => answerNext(() => (reasoned(), Promise.resolve('The menu says so.')));
    reasoned();
    const before = editor.document.getText();
    await run('adjudicate');
    answerNext(() => Promise.resolve(undefined));
    await vscode.window.showInputBox();
    Object.assign(vscode.window, { showQuickPick });
    assert.deepEqual(answers, []);
    assert.deepEqual(asked, [
      `${source}, 1/3`,
      `${other}, 2/3`,
      `${source}, 1/3`,
      `${other}, 2/3`,
      `${other}, 3/3`,
      `${other}, 2/3`,
      `${other}, 3/3`,
    ]);
    assert.equal(editor.document.getText(), before);
    const decided = await eventuallyReads(sidecar, /tag: quote\n {4}text: roof garden\n[^]*note: The menu says so\./);
    assert.equal(decided.match(/adjudicated:/g)?.length, 1);
    const ferry = await eventuallyReads(`${other}.claims.yaml`, /dismissed:/);
    assert.match(ferry, /tag: verified\n {4}text: The ferry\n[^]*dismissed:\n {2}- text: roof garden/);
    await canType(await openSource(other));
    await run('adjudicate');
    assert.deepEqual(asked.length, 7, 'what was decided or turned down does not come again');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('goes back from equal marks to the source before', async () => {
    const other = 'ferry.txt';
    await writeFile(other, 'The ferry ran on Canal Street. It had a roof garden.');
    for (const [name, id] of [['Ana-Lima', 'ffff1111'], ['Bo-Chen', 'ffff2222']] as const)
      await writeFile(`${other}.${name}.claims.yaml`, file(entry(id, 'verified', 'The ferry', name)).replace(source, other)); // prettier-ignore
    await eventuallyStanding(editor.document, ['verified found: Canal Street']);
    const adjudicating = run('adjudicate');
    const isIn = (name: string) => async () => (await fileExists(name)) && (await readFile(name)).includes('adjudicated:'); // prettier-ignore
    const press = (key: string, until: () => Promise<boolean>) =>
      eventually(key, async () => {
        await vscode.commands.executeCommand(key);
        return until();
      });
    await press('workbench.action.acceptSelectedQuickOpenItem', isIn(sidecar));
    await eventually('the next source', () => vscode.window.activeTextEditor?.document.fileName.endsWith(other));
    await press('workbench.action.quickInputBack', async () => !(await isIn(sidecar)()));
    await press('workbench.action.acceptSelectedQuickOpenItem', isIn(sidecar));
    await press('workbench.action.acceptSelectedQuickOpenItem', isIn(`${other}.claims.yaml`));
    await adjudicating;
    assert.equal((await readFile(sidecar)).match(/adjudicated:/g)?.length, 1);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('shows the marks of each annotator, and how far they agree, as pages', async () => {
    await writeFile(`${source}.Ana-Lima.claims.yaml`, file(entry('aaaa1111', 'verified', 'roof garden', 'Ana Lima')));
    const page = async (command: string): Promise<string> => {
      await vscode.window.showTextDocument(editor.document);
      await run(command);
      const shown = await eventually('a page', () =>
        vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'claimmark-view').at(-1),
      );
      return shown.getText();
    };
    assert.match(
      await page('compareAnnotators'),
      /\| Ana Lima \| Bo Chen \|[^]*roof garden \| Verified \| Quote \| other tag/,
    );
    assert.match(await page('agreement'), /Both marked 0 alike, 1 with different tags/);
  });

  it('makes a brief of the shared sidecars and of marks that all agree on, after asking', async () => {
    const other = 'ferry.txt';
    const of = (by: string, ...entries: readonly string[]): Promise<void> =>
      writeFile(`${other}.${by.replace(' ', '-')}.claims.yaml`, file(...entries).replace(source, other));
    await writeFile(other, 'The ferry ran on Canal Street. It had a roof garden.');
    await of('Ana Lima', entry('ffff1111', 'verified', 'The ferry ran', 'Ana Lima'), entry('ffff3333', 'verified', 'roof garden', 'Ana Lima')); // prettier-ignore
    await of('Bo Chen', entry('ffff2222', 'verified', 'The ferry ran', 'Bo Chen'), entry('ffff4444', 'unconfirmed', 'roof garden', 'Bo Chen')); // prettier-ignore
    await apart(true);
    await eventuallyStanding(editor.document, []);
    const { showInformationMessage, showQuickPick, createQuickPick, showSaveDialog } = vscode.window;
    const answering = (yes: boolean): void =>
      void Object.assign(vscode.window, {
        showInformationMessage: (_: string, ...choices: readonly unknown[]) => Promise.resolve(yes ? choices.at(-1) : undefined), // prettier-ignore
        ...answeringLists((picks) => picks),
        showSaveDialog: () => Promise.resolve(fileUri('brief.md')),
      });
    answering(false);
    await run('brief');
    assert.equal(await fileExists('brief.md'), false);
    answering(true);
    await run('brief');
    Object.assign(vscode.window, { showInformationMessage, showQuickPick, createQuickPick, showSaveDialog });
    const brief = await readFile('brief.md');
    const [facts = ''] = /## Verified facts\n\n[^]*?\n\n## /.exec(brief) ?? [];
    assert.deepEqual(
      facts.split('\n').flatMap((line) => /^- (.*?) \(/.exec(line)?.[1] ?? []),
      ['The ferry ran', 'Canal Street'],
    );
    assert.match(brief, /## Unconfirmed\n\n- roof garden \(contested\)/);
    await eventuallyReads(`${other}.Ana-Lima.claims.yaml`, /finished:\n {2}by: Ana Lima\n/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('asks before it shows the marks of others, and then reports marks made later', async () => {
    await apart(true);
    await eventuallyStanding(editor.document, []);
    const { showInformationMessage } = vscode.window;
    const questions: string[] = [];
    const answering = (yes: boolean): void => {
      const answer = (message: string, ...choices: readonly unknown[]): Promise<unknown> => {
        questions.push(message);
        return Promise.resolve(yes ? choices.at(-1) : undefined);
      };
      Object.assign(vscode.window, { showInformationMessage: answer });
    };
    answering(false);
    await run('showOthers');
    assert.equal(await fileExists(`${source}.Ana-Lima.claims.yaml`), false);
    answering(true);
    await run('showOthers');
    Object.assign(vscode.window, { showInformationMessage });
    assert.equal(questions.length, 2);
    await eventuallyReads(`${source}.Ana-Lima.claims.yaml`, /finished:\n {2}by: Ana Lima\n/);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    placeCursor(editor, 'hundred people waited');
    await run('tagUnconfirmed');
    await eventuallyReads(`${source}.Ana-Lima.claims.yaml`, /tag: unconfirmed/);
    await run('compareAnnotators');
    const pages = (): string[] =>
      vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'claimmark-view').map((one) => one.getText());
    const late = /- Ana Lima marked or changed 1 after finishing or seeing/;
    await eventually('the page that says so', () => pages().some((page) => late.test(page)));
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});

/** Waits until the editor accepts typed text again, and removes that text. */
async function canType(editor: vscode.TextEditor): Promise<void> {
  await eventually('an editor that can be typed in', async () => {
    await vscode.commands.executeCommand('type', { text: 'Typed: ' });
    return editor.document.getText().includes('Typed: ');
  });
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** Whether all lines of one text are in another, in their order. */
function isWithin(part: string, whole: string): boolean {
  const lines = whole.split('\n');
  let at = -1;
  return part.split('\n').every((line) => (at = lines.indexOf(line, at + 1)) >= 0);
}
