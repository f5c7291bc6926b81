import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  answeringLists,
  claimmark,
  type Chooser,
  eventuallyReads,
  openArticle,
  placeCursor,
  run,
  select,
} from './claims';
import { eventually, fileExists, fileUri, openSource, readFile, writeFile } from './workspace';

const source = 'market-hall.txt';
const other = 'gazette.txt';
const told = 'The repairs of the market hall cost 4.6 million crowns, the council of Northfield said in its summary.';
const gazette = `Stalls open again in Canal Street\n\nThe covered market of Northfield opened its doors again on Tuesday morning. ${told}\n\n“We promised the traders that they would be back within two years, and we were two months late,” said Judith Okafor, the mayor.\n`;
const cost =
  'The works cost 4.2 million crowns, according to the council’s own summary, against the 3.5 million that were set aside in 2023.';

/** Stands in for a person who chooses items by the beginning of their labels, after the icon. */
function choose(...answers: readonly string[]): readonly (readonly string[])[] {
  const { showQuickPick, createQuickPick } = vscode.window;
  const seen: string[][] = [];
  const left = [...answers];
  const picking: Chooser = (items) => {
    seen.push(items.map(({ label, detail }) => [label, detail].filter(Boolean).join(' | ')));
    const next = left.shift();
    if (left.length === 0) Object.assign(vscode.window, { showQuickPick, createQuickPick });
    return items.find(({ label }) => next !== undefined && label.replace(/^(?:\$\([^)]*\) )*/, '').startsWith(next));
  };
  Object.assign(vscode.window, answeringLists(picking));
  return seen;
}

describe('other sources', () => {
  const { showQuickPick, createQuickPick } = vscode.window;
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    editor = await openArticle();
    await writeFile(other, gazette);
  });

  afterEach(() => void Object.assign(vscode.window, { showQuickPick, createQuickPick }));

  it('show what they say about the sentence at the cursor, and where they differ', async () => {
    placeCursor(editor, 'works cost');
    const seen = choose('none');
    await run('findKin');
    const hit = seen[0]?.find((label) => label.includes(told));
    assert.match(hit ?? '', /Different figure: “4\.2 million” here, “4\.6 million” there/);
    assert.equal(await fileExists(`${source}.claims.yaml`), false, 'nothing is stored before somebody confirms');
  });

  it('are linked in one action, and one undo takes it back', async () => {
    select(editor, cost);
    await run('tagVerified');
    await eventuallyReads(`${source}.claims.yaml`, /tag: verified/);
    choose('The repairs', 'Differs');
    await run('findKin');
    const own = await eventuallyReads(`${source}.claims.yaml`, /relation: differs/);
    const there = await eventuallyReads(`${other}.claims.yaml`, /tag: unconfirmed/);
    const id = /id: (\S+)/.exec(there)?.[1];
    assert.match(own, new RegExp(`to: ["']?gazette\\.txt#${id ?? ''}`));
    await run('undo');
    await eventually('the link is gone', async () => !/relation/.test(await readFile(`${source}.claims.yaml`)));
    await eventually('what was tagged for it is gone', async () => {
      return !(await fileExists(`${other}.claims.yaml`)) || !/tag:/.test(await readFile(`${other}.claims.yaml`));
    });
  });

  it('are linked with the words selected in them, by one key in this source', async () => {
    const words = 'The covered market of Northfield opened its doors again';
    select(await openSource(other), ` ${words} `.trimStart());
    editor = await openSource(source);
    select(editor, cost);
    const row = `${words} | ${other}`;
    const seen = choose(words, 'Supports');
    await run('link');
    const own = await eventuallyReads(`${source}.claims.yaml`, /relation: supports/);
    const there = await eventuallyReads(`${other}.claims.yaml`, /tag: unconfirmed/);
    assert.match(there, new RegExp(`text: ["']?${words}`));
    assert.match(own, new RegExp(`to: ["']?gazette\\.txt#${/id: (\S+)/.exec(there)?.[1] ?? ''}`));
    assert.deepEqual(seen[0]?.slice(0, 2), ['Selected elsewhere', row]);

    const hidden = await openSource(other);
    const givenUp = nextSelection(hidden, (selections) => selections.every(({ isEmpty }) => isEmpty));
    placeCursor(hidden, 'Canal Street');
    await givenUp;
    placeCursor(await openSource(source), 'works cost');
    const later = choose('none');
    await run('link');
    // What the tests before had selected may be offered, too, above the annotations.
    const offered = later[0] ?? [];
    const annotations = offered.indexOf('Annotations') + 1;
    assert.deepEqual([offered.slice(0, annotations).includes(row), offered.slice(annotations)], [false, [row]]);

    await run('undo');
    await eventually('both are gone', async () => {
      const left = await Promise.all([source, other].map((name) => readFile(`${name}.claims.yaml`).catch(() => '')));
      return left.every((text) => !text.includes('tag:'));
    });
  });

  it('support a claim with the words selected in them, without a further question', async () => {
    select(editor, cost);
    await run('tagVerified');
    await eventuallyReads(`${source}.claims.yaml`, /tag: verified/);
    select(await openSource(other), told);
    const seen = choose('The works cost', 'Supports');
    await run('useSelectionAsEvidence');
    const own = await eventuallyReads(`${source}.claims.yaml`, /quote:/);
    assert.match(
      own,
      /evidence:\n {6}- source: gazette\.txt\n {8}says: supports\n {8}quote: The repairs of the market hall[^\n]*\n/,
    );
    assert.match(seen[1]?.[0] ?? '', /^\$\(thumbsup\) Supports \| “The repairs of the market hall/);
  });

  it('are not needed: two places of one source can be linked, even while the tag of one is still being placed', async () => {
    const [first, second] = ['The works cost 4.2 million crowns', 'the 3.5 million that were set aside in 2023'];
    const told = nextSelection(editor, ({ length }) => length === 2);
    const places = [first, second].map((words) => {
      select(editor, words);
      return editor.selection;
    });
    editor.selections = places;
    await told;
    const seen = choose(second, 'Differs');
    await run('link');
    const own = await eventuallyReads(`${source}.claims.yaml`, /relation: differs/);
    assert.deepEqual(seen[0]?.slice(0, 2), ['Selected elsewhere', `${second} | ${source}`]);
    assert.equal(own.match(/tag: unconfirmed/g)?.length, 2);
    await run('undo');
    await eventually('both are gone', async () => {
      return !/tag:/.test(await readFile(`${source}.claims.yaml`).catch(() => ''));
    });

    select(editor, second);
    await run('tagUnconfirmed');
    select(editor, first);
    const tagging = run('tagVerified');
    choose(second, 'Differs');
    await run('link');
    await tagging;
    const linked = await eventuallyReads(`${source}.claims.yaml`, /relation: differs/);
    assert.deepEqual(linked.match(/tag: \w+/g)?.sort(), ['tag: unconfirmed', 'tag: verified']);
  });

  it('become evidence with their passage', async () => {
    select(editor, cost);
    await run('tagVerified');
    choose('The repairs', 'Evidence That Contradicts');
    await run('findKin');
    const own = await eventuallyReads(`${source}.claims.yaml`, /says: contradicts/);
    assert.match(own, /source: gazette\.txt/);
    assert.match(own, /quote: The repairs of the market hall cost 4\.6 million crowns/);
  });

  it('are not offered again if somebody said that they are about something else', async () => {
    select(editor, cost);
    await run('tagVerified');
    choose('The repairs', 'Not the Same');
    await run('findKin');
    await eventuallyReads(`${source}.claims.yaml`, /notLinked:\n\s+- to: gazette\.txt\n\s+text: The repairs/);
    const seen = choose('none');
    await run('findKin');
    assert.deepEqual(
      seen.flat().filter((label) => label.includes(told)),
      [],
    );
  });

  it('are shown side by side with the differing words marked', async () => {
    placeCursor(editor, 'works cost');
    choose('The repairs', 'Compare Words');
    await run('findKin');
    await eventually('a comparison', () => vscode.window.activeTextEditor?.document.uri.scheme === 'claimmark-between');
    assert.equal(vscode.window.activeTextEditor?.document.getText(), `${told}\n`);
    assert.deepEqual((await claimmark()).marks(vscode.window.activeTextEditor?.document.uri ?? fileUri(other)), []);
  });

  it('show at a quotation whether they have it word for word or with other words', async () => {
    select(editor, '“We promised the traders that they would be back within two years, and we were two months late,”');
    await run('tagQuote');
    const at = editor.document.getText().indexOf('We promised');
    const shown = async (): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        editor.document.uri,
        editor.document.positionAt(at),
      );
      return hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join('\n');
    };
    await eventually('word for word', async () =>
      /Word for word in other sources: 1\. With other words: 0\./.test(await shown()),
    );
    await writeFile(other, gazette.replace('two years', 'three years'));
    await eventually('other words', async () =>
      /Word for word in other sources: 0\. With other words: 1\./.test(await shown()),
    );
  });

  it('are compared with the quotations of a draft, which takes their words by a quick fix', async () => {
    const quote = '“We promised the traders that they would be back within three years,”';
    await writeFile('draft.md', `# Market hall\n\n${quote} said Judith Okafor, the mayor.\n`);
    const draft = await openSource('draft.md');
    void run('checkDraft');
    const about = (): vscode.Diagnostic[] =>
      vscode.languages
        .getDiagnostics(draft.document.uri)
        .filter(({ severity, source: by }) => by === 'Claimmark' && severity === vscode.DiagnosticSeverity.Warning);
    const [found] = await eventually('a finding', () => (about().length > 0 ? about() : undefined));
    assert.match(found?.message ?? '', /“three” here, “two” in the source/);
    assert.equal(draft.document.getText(found?.range), quote);
    const place = found?.relatedInformation?.[0]?.location;
    assert.match(place?.uri.path ?? '', /(?:gazette|market-hall)\.txt$/);
    const edit = await eventually('the quick fix', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        draft.document.uri,
        about()[0]?.range ?? found?.range,
      );
      return actions.find(({ title }) => title === 'Use the source’s words')?.edit;
    });
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(draft.document.getText(), /“We promised the traders that they would be back within two years,” said/);
    await eventually('nothing is left to mend', () => about().length === 0);
  });

  it('are followed along a link from either end, side by side', async () => {
    select(editor, cost);
    await run('tagVerified');
    await eventuallyReads(`${source}.claims.yaml`, /tag: verified/);
    choose('The repairs', 'Differs');
    await run('findKin');
    await eventuallyReads(`${source}.claims.yaml`, /relation: differs/);
    await eventuallyReads(`${other}.claims.yaml`, /tag: unconfirmed/);
    const columns = (): readonly string[] =>
      [...vscode.window.visibleTextEditors]
        .sort((a, b) => (a.viewColumn ?? 0) - (b.viewColumn ?? 0))
        .map(({ document }) => document.uri.path.replace(/^.*\//, ''));
    const active = (): string => vscode.window.activeTextEditor?.document.uri.path.replace(/^.*\//, '') ?? '';
    placeCursor(editor, 'works cost');
    await run('followLink');
    await eventually('the other end beside', () => active() === other && columns().join() === `${source},${other}`);
    await run('followLink');
    await eventually('the own end again', () => active() === source && columns().join() === `${source},${other}`);
    await vscode.commands.executeCommand('workbench.action.joinAllGroups');
  });
});

/** Resolves after the editor has reported such selections; one that is hidden before that reports nothing. */
function nextSelection(
  { document }: vscode.TextEditor,
  isMeant: (selections: readonly vscode.Selection[]) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const listening = vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      if (textEditor.document !== document || !isMeant(selections)) return;
      listening.dispose();
      resolve();
    });
  });
}
