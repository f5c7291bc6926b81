import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import * as vscode from 'vscode';
import { portionSize } from '../../../src/core/model/action';
import { answeringLists, claimmark, eventuallyReads, eventuallyStanding, openArticle, run, select } from './claims';
import { eventually, fileExists, fileUri, openSource, readFile, writeFile } from './workspace';

interface Item {
  readonly target: { readonly selector: readonly { readonly start?: number; readonly end?: number }[] };
}

/** The words at the position of an exported annotation in a text. */
function spanned({ target }: Item, text: string): string {
  const position = target.selector.find(({ start }) => start !== undefined);
  return text.slice(position?.start, position?.end);
}

const source = 'market-hall.txt';

/** A row of the CSV format for each annotation. */
const rows = (...entries: readonly (readonly [id: string, source: string, tag: string, text: string])[]): string =>
  ['id,source,tag,text', ...entries.map((entry) => entry.join(','))].join('\n') + '\n';

/** The answer of a person in a dialog: a label, or a function of the items. */
type Answer = string | ((items: readonly vscode.QuickPickItem[]) => unknown);

describe('exchange', () => {
  const { showOpenDialog, showSaveDialog, showQuickPick, createQuickPick } = vscode.window;
  const { applyEdit } = vscode.workspace;

  afterEach(() => {
    Object.assign(vscode.window, { showOpenDialog, showSaveDialog, showQuickPick, createQuickPick });
    Object.assign(vscode.workspace, { applyEdit });
  });

  /** Answers dialogs for files and for choices, one after another. */
  function answer(file: string, ...answers: readonly Answer[]): void {
    const left = [...answers];
    const choose = async (items: readonly vscode.QuickPickItem[]): Promise<unknown> => {
      const next = left.shift();
      if (next === undefined) throw new Error('A question too many.');
      return typeof next === 'string' ? items.find(({ label }) => label === next) : next(items);
    };
    const uri = fileUri(file);
    Object.assign(vscode.window, {
      ...answeringLists(choose),
      showOpenDialog: () => Promise.resolve([uri]),
      showSaveDialog: () => Promise.resolve(uri),
    });
  }

  async function bringIn(content: string, ...more: readonly Answer[]): Promise<void> {
    await writeFile('theirs.csv', content);
    answer('theirs.csv', 'CSV', ...more, 'Import');
    await run('import');
    await (await claimmark()).settled();
  }

  it('places imported annotations on their words in an open source', async () => {
    const { document } = await openArticle();
    await bringIn(rows(['aa', source, 'verified', 'old mill race']));
    await eventuallyStanding(document, ['verified found: old mill race']);
  });

  it('places nothing in a closed source; it searches once the source is opened', async () => {
    await openArticle();
    await writeFile('marked.txt', '\ufeffOne. The fox ran. End.\n');
    await bringIn(rows(['aa', 'marked.txt', 'quote', 'One.'], ['bb', 'marked.txt', 'quote', 'The fox ran.']));
    const { marks } = await claimmark();
    assert.deepEqual(marks(fileUri('marked.txt')).map(({ state }) => state), ['unsought', 'unsought']); // prettier-ignore
    await bringIn(rows(['cc', 'marked.txt', 'quote', 'End.']));
    await eventuallyReads('marked.txt.claims.yaml', /End\./);
    await writeFile('marked.txt', '\ufeffA line of its own.\nOne. The fox ran. End.\n');
    const { document } = await openSource('marked.txt');
    await eventuallyStanding(document, ['quote found: One.', 'quote found: The fox ran.', 'quote found: End.']);
  });

  it('places an import on its words even if the person types while being asked, and adds nothing twice', async () => {
    const editor = await openArticle();
    await bringIn(rows(['aa', source, 'verified', 'old mill race']));
    const both = rows(['aa', source, 'verified', 'old mill race'], ['bb', source, 'quote', 'Official']);
    await bringIn(both, async (items) => {
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'A new head line. '));
      return items.find(({ label }) => label === 'Import');
    });
    await eventuallyStanding(editor.document, ['verified found: old mill race', 'quote found: Official']);
  });

  it('adds a differing annotation beside the existing one if asked to, and undoes only the last import', async () => {
    const { document } = await openArticle();
    const noted = (note: string): string => `id,source,tag,text,note\naa,${source},quote,old mill race,${note}\n`;
    await bringIn(noted('One'));
    for (const [count, note] of [
      [2, 'Two'],
      [3, 'Three'],
    ] as const) {
      await bringIn(noted(note), 'Both');
      await eventuallyStanding(document, Array<string>(count).fill('quote found: old mill race'));
    }
    await run('undo');
    await eventuallyStanding(document, Array<string>(2).fill('quote found: old mill race'));
  });

  it('imports into the source in the active editor, even if it is outside the folder', async () => {
    await openArticle();
    const outside = vscode.Uri.joinPath(fileUri('.'), '..', `claimmark-outside-${Date.now()}.txt`);
    const sidecar = outside.with({ path: `${outside.path}.claims.yaml` });
    await vscode.workspace.fs.writeFile(outside, new TextEncoder().encode('One. The fox ran. End.\n'));
    try {
      const { document } = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(outside));
      await bringIn('tag,text\nquote,The fox ran.\n');
      await eventuallyStanding(document, ['quote found: The fox ran.']);
      assert.match(new TextDecoder().decode(await vscode.workspace.fs.readFile(sidecar)), /The fox ran\./);
      await run('undo');
      await (await claimmark()).settled();
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    } finally {
      for (const file of [outside, sidecar]) await vscode.workspace.fs.delete(file).then(undefined, console.warn);
    }
  });

  it('finds the source by its words if the search of the host does not work', async () => {
    await writeFile('ferries/night.txt', 'The night ferry carried nine lorries and a hearse.\n');
    const { findFiles } = vscode.workspace;
    Object.assign(vscode.workspace, { findFiles: () => Promise.reject(new Error('spawn rg ENOENT')) });
    try {
      await bringIn('tag,text\nquote,nine lorries and a hearse\n');
      await eventuallyReads('ferries/night.txt.claims.yaml', /text: nine lorries and a hearse/);
    } finally {
      Object.assign(vscode.workspace, { findFiles });
      await vscode.workspace.fs.delete(fileUri('ferries'), { recursive: true });
    }
  });

  it('exports the spans together with the very text they belong to, even if the person types meanwhile', async () => {
    const editor = await openArticle();
    select(editor, 'roof garden');
    await run('tagVerified');
    await writeFile('aaa.txt', 'One. The fox ran. End.\n');
    await bringIn(rows(['aa', 'aaa.txt', 'quote', 'The fox ran.']));
    answer('out.json', 'W3C Web Annotation', (items) => {
      // It arrives while the closed source, which comes first, is read.
      void editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'A new head line. '));
      return items.find(({ label }) => label === 'The whole workspace');
    });
    await run('export');
    const written = JSON.parse(await readFile('out.json')) as { readonly items: readonly Item[] };
    const texts = ['One. The fox ran. End.\n', editor.document.getText()];
    assert.deepEqual(written.items.map((item, index) => spanned(item, texts[index] ?? '')), ['The fox ran.', 'roof garden']); // prettier-ignore
  });

  it('imports nothing into a source whose bytes are not UTF-8, and says so', async () => {
    await openArticle();
    await writeFile('latin.txt', latin('Un résumé. Déjà vu. Fin.\n'));
    await writeFile('theirs.csv', rows(['aa', 'latin.txt', 'quote', 'Fin.']));
    answer('theirs.csv', 'CSV');
    await run('import');
    const shown = (): string => vscode.window.visibleTextEditors.map(({ document }) => document.getText()).join('\n');
    await eventually('the list of the import', () => /latin\\?\.txt is not UTF-8: byte 4/.test(shown()));
    await (await claimmark()).settled();
    assert.equal(await fileExists('latin.txt.claims.yaml'), false);
  });

  it('does nothing if the person cancels while the file is parsed or placed', async () => {
    await openArticle();
    const { withProgress } = vscode.window;
    const many = Array.from(
      { length: 300 },
      (_, i) => [`a${i}`, 'closed.txt', 'quote', `The fox ran ${i} times.`] as const,
    );
    await writeFile('closed.txt', many.map(([, , , text]) => text).join('\n'));
    await writeFile('theirs.csv', rows(...many));
    try {
      for (const after of [0, 100, 1500]) {
        let asked = 0;
        // Cancelled when it has been asked so often whether it is.
        const token = { get isCancellationRequested() { return ++asked > after; }, onCancellationRequested: new vscode.EventEmitter().event }; // prettier-ignore
        const work = (options: vscode.ProgressOptions, act: (...given: unknown[]) => unknown): unknown => {
          if (options.cancellable !== true) throw new Error(`no way to cancel “${options.title}”`);
          return act({ report: () => undefined }, token);
        };
        Object.assign(vscode.window, { withProgress: work });
        // Any question would be one too many.
        answer('theirs.csv', 'CSV');
        await run('import');
        assert.ok(asked > after, `asked ${asked} times`);
        await (await claimmark()).settled();
        assert.equal(await fileExists('closed.txt.claims.yaml'), false);
      }
    } finally {
      Object.assign(vscode.window, { withProgress });
    }
  });

  it('imports thousands of annotations in portions, stops if the person cancels, and imports the rest the next time', async () => {
    await openArticle();
    const { withProgress } = vscode.window;
    const many = Array.from(
      { length: portionSize + 30 },
      (_, i) => [`a${i}`, 'many.txt', 'quote', `The gull cried ${i} times.`] as const,
    );
    await writeFile('many.txt', many.map(([, , , text]) => text).join('\n'));
    const written = async (): Promise<number> =>
      ((await readFile('many.txt.claims.yaml')).match(/- id: /g) ?? []).length;
    let reports = 0;
    const token = { get isCancellationRequested() { return reports > 0; }, onCancellationRequested: new vscode.EventEmitter().event }; // prettier-ignore
    const stopped = (options: vscode.ProgressOptions, act: (...given: unknown[]) => unknown): unknown => {
      if (!options.title?.startsWith('Writing'))
        return withProgress(options, act as Parameters<typeof withProgress>[1]);
      assert.equal(options.cancellable, true);
      return act({ report: () => reports++ }, token);
    };
    try {
      Object.assign(vscode.window, { withProgress: stopped });
      await bringIn(rows(...many));
    } finally {
      Object.assign(vscode.window, { withProgress });
    }
    assert.deepEqual([reports, await written()], [1, portionSize]);
    await bringIn(rows(...many));
    assert.equal(await written(), many.length);
    for (const left of [portionSize, 0]) {
      await run('undo');
      await (await claimmark()).settled();
      assert.equal(await written(), left);
    }
    // All of it at once: two portions, one step, undone in as many parts.
    await bringIn(rows(...many));
    assert.equal(await written(), many.length);
    let isStopped = true;
    const undoing = (options: vscode.ProgressOptions, act: (...given: unknown[]) => unknown): unknown => {
      if (!options.title?.startsWith('Undoing'))
        return withProgress(options, act as Parameters<typeof withProgress>[1]);
      assert.equal(options.cancellable, true);
      return act({ report: () => undefined }, { isCancellationRequested: isStopped });
    };
    try {
      Object.assign(vscode.window, { withProgress: undoing });
      for (const [stop, left] of [
        [true, portionSize],
        [false, 0],
      ] as const) {
        isStopped = stop;
        await run('undo');
        await (await claimmark()).settled();
        assert.equal(await written(), left);
      }
      await bringIn(rows(...many));
      await run('undo');
      await (await claimmark()).settled();
      assert.equal(await written(), 0);
      await run('redo');
      await (await claimmark()).settled();
      assert.equal(await written(), many.length);
      await run('undo');
      await (await claimmark()).settled();
      assert.equal(await written(), 0);
    } finally {
      Object.assign(vscode.window, { withProgress });
    }
  });

  it('shows what becomes of each record before it imports, and makes sources of the texts in an archive if asked to', async () => {
    await openArticle();
    const project = `<?xml version="1.0"?><Project name="Quay" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="c1" name="quote" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="s1" name="quay" plainTextPath="internal://s1.txt"><PlainTextSelection guid="p1" name="nine barges" startPosition="4" endPosition="15"><Coding guid="k1"><CodeRef targetGUID="c1"/></Coding></PlainTextSelection></TextSource></Sources><Cases><Case guid="x1" name="The harbour master"/></Cases></Project>`;
    const text = 'Saw nine barges leave.\n';
    const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);
    await writeFile('theirs.qdpx', zipSync({ 'project.qde': bytes(project), 'sources/s1.txt': bytes(text) }));
    const shown = (): string => vscode.window.visibleTextEditors.map(({ document }) => document.getText()).join('\n');
    let before = '';
    answer('theirs.qdpx', 'REFI-QDA', 'Make Sources', async (items) => {
      before = await eventually('the list', () => /Records: 2\. Imported: 1\./.test(shown()) && shown());
      assert.deepEqual([await fileExists('quay.txt'), await fileExists('quay.txt.claims.yaml')], [false, false]);
      return items.find(({ label }) => label === 'Import');
    });
    try {
      await run('import');
      await (await claimmark()).settled();
      assert.match(before, /The harbour master: left out: there is no place here for cases/);
      assert.equal(await readFile('quay.txt'), text);
      await eventuallyReads('quay.txt.claims.yaml', /text: nine barges/);
    } finally {
      for (const file of ['quay.txt', 'quay.txt.claims.yaml', 'theirs.qdpx']) await vscode.workspace.fs.delete(fileUri(file)).then(undefined, console.warn); // prettier-ignore
    }
  });

  describe('a brief', () => {
    const all: Answer = (items) => items;

    beforeEach(async () => {
      const editor = await openArticle();
      select(editor, 'roof garden');
      await run('tagVerified');
      await eventuallyStanding(editor.document, ['verified found: roof garden']);
    });

    it('keeps what is typed into its file while it is made', async () => {
      await writeFile('brief.md', '# Mine\n');
      const { document } = await openSource('brief.md');
      answer('brief.md', all, all);
      const once = { typed: false };
      const typingFirst: typeof applyEdit = async (edit, ...rest) => {
        if (!once.typed) {
          once.typed = true;
          const typing = new vscode.WorkspaceEdit();
          typing.insert(document.uri, document.positionAt(document.getText().length), 'Typed just now.\n');
          await applyEdit(typing);
        }
        return applyEdit(edit, ...rest);
      };
      Object.assign(vscode.workspace, { applyEdit: typingFirst });
      await run('brief');
      assert.match(await eventuallyReads('brief.md', /roof garden/), /Typed just now\./);
    });

    it('has the finished sources preselected if it is made from the row that counts them', async () => {
      await writeFile('pier.txt', 'The pier cost 9 million crowns.\n');
      const done = 'finished:\n  by: Bo Chen\n  created: "2026-11-20T10:00:00Z"\n';
      const pier = 'annotations:\n  - id: a1b2c3d4\n    tag: verified\n    text: The pier cost 9 million crowns.\n';
      await writeFile('pier.txt.claims.yaml', `claimmark: 1\nsource: pier.txt\n${done}${pier}`);
      const { marks } = await claimmark();
      await eventually('the pier', () => marks(fileUri('pier.txt')).length === 1);
      const chosen: (readonly string[])[] = [];
      const accept: Answer = (items) => {
        const picked = items.filter((item) => item.picked === true);
        chosen.push(picked.map(({ label }) => label));
        return picked;
      };
      try {
        answer('pier.md', accept, all);
        await run('brief', { kind: 'step', step: 'finished', count: 1, source: fileUri('pier.txt').toString() });
        assert.deepEqual(chosen, [['pier.txt']]);
        assert.doesNotMatch(await eventuallyReads('pier.md', /The pier cost/), /roof garden/);
      } finally {
        for (const file of ['pier.txt', 'pier.txt.claims.yaml', 'pier.md']) await vscode.workspace.fs.delete(fileUri(file)).then(undefined, console.warn); // prettier-ignore
      }
    });

    it('keeps the other text of a file in the encoding set in the editor', () =>
      inLatin(async () => {
        await writeFile('latin.md', latin('# Mon résumé\n\nDéjà vu.\n'));
        answer('latin.md', all, all);
        await run('brief');
        const bytes = await eventually('the brief', async () => {
          const bytes = await vscode.workspace.fs.readFile(fileUri('latin.md'));
          return String.fromCharCode(...bytes).includes('roof garden') && bytes;
        });
        assert.match(String.fromCharCode(...bytes), /^# Mon résumé\n\nDéjà vu\.\n/);
      }));
  });
});

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Does something while the workspace's files are in Latin letters of one byte. */
async function inLatin(act: () => Promise<void>): Promise<void> {
  const files = vscode.workspace.getConfiguration('files');
  await files.update('encoding', 'windows1252', vscode.ConfigurationTarget.Workspace);
  try {
    await act();
  } finally {
    await files.update('encoding', undefined, vscode.ConfigurationTarget.Workspace);
  }
}
