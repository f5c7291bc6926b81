import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Annotation } from '../../../src/core/model/annotation';
import type { Span } from '../../../src/core/text/change';
import { newSheet, opened, withRevisions, type Sheet } from '../../../src/core/state/sheet';
import { createStore } from '../../../src/core/state/store';
import type { Actions } from '../../../src/vscode/storage/log';
import type { Platform } from '../../../src/vscode/ui/platform';
import { ClosedToTyping } from '../../../src/vscode/ui/closedToTyping';
import { oneAfterAnother } from '../../../src/vscode/ui/debounce';
import { acceptAll } from '../../../src/vscode/suggestions/decide';
import { Suggestions } from '../../../src/vscode/suggestions/suggestions';
import { prose } from '../../bench/large';
import {
  annotateAs,
  answerNext,
  claimmark,
  eventuallyReads,
  eventuallyStanding,
  placeCursor,
  run,
  standing,
  warnedNext,
} from './claims';
import { eventually, fileExists, fileUri, openSituation, openSource, readFile, writeFile } from './workspace';

const source = 'harbour.txt';
const sidecar = `${source}.claims.yaml`;
const claim = 'The harbour wall was raised by 80 centimetres in 2024.';
const quote = '“We have not lost a single boat since,”';
const doubts = ['The cost has not been disclosed.', 'A second wall may follow in 2027.'];
const text = `The wall holds

${claim}

${quote} said Oda Brandt, the harbour master. “Nobody wants the old wall back.”

Unconfirmed
- ${doubts.join('\n- ')}
`;

const platform: Platform = {
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
  replaceFile: () => Promise.resolve(false),
  pathBelow: () => Promise.resolve(undefined),
  gitUserName: () => Promise.resolve(undefined),
};

/** Actions that only report added annotations, and where. */
function actionsThat(tell: (after: Annotation, place: Span) => void): Actions {
  return {
    perform({ steps }, places) {
      for (const revision of steps.flatMap(({ revisions }) => revisions)) {
        const place = revision.of === 'annotation' && places?.get(revision.id);
        if (place && revision.after) tell(revision.after, place);
      }
      return Promise.resolve();
    },
    goOn: () => Promise.resolve(),
    undo: () => Promise.resolve(undefined),
    redo: () => Promise.resolve(undefined),
    keepUp: () => Promise.resolve(),
    forget: () => undefined,
  };
}

describe('a suggestion', () => {
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    await openSituation('article');
    await writeFile(source, text);
    editor = await openSource(source);
    await claimmark();
    await annotateAs('Ana Lima');
    // All of them: by default only the best are marked, and this text is short.
    const settings = vscode.workspace.getConfiguration('claimmark');
    await settings.update('suggestions.amount', 100, vscode.ConfigurationTarget.Global);
  });

  after(async () => {
    const settings = vscode.workspace.getConfiguration('claimmark');
    await settings.update('suggestions.amount', undefined, vscode.ConfigurationTarget.Global);
  });

  /** Calls a command at some words until it had something to act on: the text may not have been looked at yet. */
  async function at(words: string, command: string): Promise<string> {
    return eventually(`${command} at ${words}`, async () => {
      placeCursor(editor, words);
      await run(command);
      return (await fileExists(sidecar)) ? await readFile(sidecar) : undefined;
    });
  }

  it('is accepted with its tag, a quote with its speaker', async () => {
    const written = await at(quote, 'accept');
    assert.match(written, /tag: quote\n/);
    assert.match(written, /speaker: Oda Brandt\n/);
    await eventuallyStanding(editor.document, [`quote found: ${quote}`]);
  });

  it('is dismissed for everybody, and offered again after undo', async () => {
    const written = await at(claim, 'dismiss');
    assert.match(written, /^dismissed:\n {2}- text: The harbour wall/m);
    assert.deepEqual(await standing(editor.document), []);
    await run('dismiss');
    assert.equal(await readFile(sidecar), written);
    await run('undo');
    await eventually('nothing is dismissed', async () => !(await readFile(sidecar)).includes('harbour wall'));
    await at(claim, 'dismiss');
    await eventuallyReads(sidecar, /- text: The harbour wall/);
  });

  it('is made in Markdown only once a person asks there', async () => {
    const article = `# The wall\n\n${claim}\n\nThe city paid 3.2 million crowns for it, six percent more than planned.\n`;
    await writeFile('article.md', article);
    await writeFile('README.md', article);
    editor = await openSource('README.md');
    await run('accept');
    editor = await openSource('article.md');
    placeCursor(editor, '# The wall');
    await run('triage');
    await run('triage.dismiss');
    await eventuallyReads('article.md.claims.yaml', /^dismissed:\n {2}- text: The harbour wall was raised/m);
    await run('triage.leave');
    assert.equal(await fileExists('README.md.claims.yaml'), false);
  });

  it('takes the speaker from a transcript, without the label in the words', async () => {
    await writeFile(
      'talk.txt',
      `Reporter: How much was it?\nBrandt: Sixteen percent. It was more in 2019.\nReporter: So much?\n`,
    );
    editor = await openSource('talk.txt');
    placeCursor(editor, 'Sixteen percent');
    await run('tagQuote');
    const written = await eventuallyReads('talk.txt.claims.yaml', /tag: quote/);
    assert.match(written, /text: Sixteen percent\.\n/);
    assert.match(written, /speaker: Brandt\n/);
  });

  it('cannot be decided in a text that was never saved, which must be saved first', async () => {
    const untitled = await vscode.workspace.openTextDocument({ content: text, language: 'plaintext' });
    editor = await vscode.window.showTextDocument(untitled);
    for (const command of ['accept', 'dismiss', 'triage']) {
      let said: string | undefined;
      void warnedNext().then((message) => (said = message));
      await eventually(`${command} is refused`, async () => {
        placeCursor(editor, quote);
        await run(command);
        return said?.startsWith('Save this text first');
      });
    }
    assert.deepEqual(await standing(untitled), []);
  });

  it('is made in a source of megabytes too, while the host can still answer', async () => {
    await writeFile('long.txt', `${text}\n${prose(5_000_000)}`);
    let longest = 0;
    let last = Date.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, Date.now() - last);
      last = Date.now();
    }, 2);
    editor = await openSource('long.txt');
    const accepted = async (): Promise<boolean> => {
      placeCursor(editor, quote);
      await run('accept');
      return fileExists('long.txt.claims.yaml');
    };
    await eventually('the quote is accepted', accepted, 45_000);
    clearInterval(timer);
    assert.ok(longest < 1000, `held up for ${String(longest)} ms`);
  });

  it('of a claim has no tag, which a person must give', async () => {
    await at(quote, 'accept');
    placeCursor(editor, claim);
    await run('accept');
    await eventuallyStanding(editor.document, [`quote found: ${quote}`]);
  });

  it('is not taken for other words after the text under a row of the tree has changed', async () => {
    await at(quote, 'accept');
    const stale = { kind: 'suggestion', source: fileUri(source).toString(), name: 'claim:0-14' };
    await run('tagVerified', stale);
    await run('dismiss', stale);
    await eventuallyStanding(editor.document, [`quote found: ${quote}`]);
  });

  it('is not taken for the annotation at the cursor by any command on its row', async () => {
    await at(quote, 'accept');
    placeCursor(editor, quote);
    const row = { kind: 'suggestion', source: fileUri(source).toString(), name: 'claim:16-70' };
    for (const command of ['remove', 'confirmWords', 'agree', 'setSpan']) await run(command, row);
    await eventuallyStanding(editor.document, [`quote found: ${quote}`]);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('is accepted at its present place once the name of the person is known, or not at all', async () => {
    const suggestions = new Suggestions(createStore(), platform, () => Promise.resolve());
    const closed = new ClosedToTyping();
    const { document } = editor;
    const said = await eventually('a quote', () => suggestions.of(document).find(({ kind }) => kind === 'quote'));
    const accepted = { document, suggestion: said, tag: 'quote' };
    const meanwhile = async (at: string, edit: string): Promise<readonly string[]> => {
      const done: string[] = [];
      const actions = actionsThat((after, { from, to }) => {
        const range = new vscode.Range(document.positionAt(from), document.positionAt(to));
        done.push(`${after.speaker ?? ''}: ${after.text}`, document.getText(range));
      });
      const edited = async (): Promise<string> => {
        const offset = document.getText().indexOf(at);
        await editor.edit((builder) => builder.insert(document.positionAt(offset), edit));
        return 'Ana Lima';
      };
      const author = Object.assign(edited, { known: () => Promise.resolve('Ana Lima') });
      const finish = (): Promise<void> => Promise.resolve();
      const context = {
        store: createStore(),
        suggestions,
        actions,
        author,
        platform,
        finish,
        isFinished: () => false,
        closed,
        whenRead: finish,
        inTurn: oneAfterAnother(),
        tagged: finish,
      };
      const ids = await acceptAll(context, [accepted]);
      assert.equal(ids.length * 2, done.length);
      return done;
    };
    assert.deepEqual(await meanwhile('The wall holds', 'At last: '), [`Oda Brandt: ${quote}`, quote]);
    assert.deepEqual(await meanwhile('lost a single', 'never '), []);
    suggestions.dispose();
    closed.dispose();
  });

  it('offers the commands that decide it, and at an annotation the commands for that, each with its key', async () => {
    const offered = async (words: string): Promise<string[]> => {
      placeCursor(editor, words);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        editor.document.uri,
        editor.selection,
      );
      return actions.filter(({ kind }) => kind?.value.endsWith('claimmark')).map(({ title }) => title);
    };
    const deciding = await eventually('what decides a suggestion', async () => {
      const titles = await offered(claim);
      return titles.includes('Dismiss suggestion') && titles;
    });
    const tags = ['Tag as Verified (Shift+Alt+V)', 'Tag as Unconfirmed (Shift+Alt+U)', 'Tag as Quote (Shift+Alt+Q)'];
    const others = 'What do other sources say? (Shift+Alt+H)';
    assert.deepEqual(deciding, [...tags, 'Another tag… (Shift+Alt+T)', 'Dismiss suggestion', others]);
    await run('tagVerified');
    const own = await eventually('what belongs to an annotation', async () => {
      const titles = await offered(claim);
      return titles.includes('Remove annotation (Shift+Alt+Backspace)') && titles;
    });
    const said = ['Add note (Shift+Alt+N)', 'Add evidence (Shift+Alt+E)', 'Link… (Shift+Alt+B)'];
    const about = [...said, others, 'Discuss (Shift+Alt+X)'];
    assert.deepEqual(own, [...about, 'Remove annotation (Shift+Alt+Backspace)', ...tags.slice(1)]);
  });

  it('is not drawn before the annotations are placed, lest it be drawn under one', async () => {
    const { document } = editor;
    const uri = document.uri.toString();
    const from = text.indexOf(claim);
    const tagged = (places: ReadonlyMap<string, Span>): Sheet => {
      const after = { id: 'aaaa1111', tag: 'verified', text: claim };
      return opened(withRevisions(newSheet(uri), [{ of: 'annotation', id: after.id, after }], places), () => text);
    };
    const store = createStore();
    // What its sidecar says is there when it has been read, and its place some time after that.
    const reading = (): Promise<void> => Promise.resolve(store.set(tagged(new Map()), 'disk'));
    const suggestions = new Suggestions(store, platform, reading);
    const shown: string[][] = [];
    const now = (): string[] => suggestions.of(document).map((one) => text.slice(one.from, one.to));
    suggestions.onDidChange(() => shown.push(now()));
    await eventually('what was detected', () => suggestions.sources().includes(uri));
    assert.deepEqual(shown.flat(), []);
    store.set(tagged(new Map([['aaaa1111', { from, to: from + claim.length }]])), 'search');
    assert.ok(now().length > 0);
    assert.deepEqual(
      [...shown.flat(), ...now()].filter((words) => words === claim),
      [],
    );
    suggestions.dispose();
  });

  it('is shown with all others if a person asks for all, and with fewer if they ask again', async () => {
    const settings = vscode.workspace.getConfiguration('claimmark');
    await settings.update('suggestions.amount', 1, vscode.ConfigurationTarget.Global);
    const raised = (year: number): string => `The harbour wall was raised by ${String(year - 1900)} centimetres in ${String(year)}.`; // prettier-ignore
    await writeFile('long.txt', Array.from({ length: 40 }, (_, index) => raised(1980 + index)).join('\n\n'));
    const { document } = await openSource('long.txt');
    const store = createStore();
    store.set(
      opened(newSheet(document.uri.toString()), () => document.getText()),
      'disk',
    );
    const suggestions = new Suggestions(store, platform, () => Promise.resolve());
    await suggestions.ask(document);
    const { open: few, all } = await eventually('more than are shown', () => {
      const pending = suggestions.in(document.uri.toString());
      return pending.open.length < pending.all.length ? pending : undefined;
    });
    suggestions.toggleAll(document.uri.toString());
    assert.equal(suggestions.of(document).length, all.length);
    suggestions.toggleAll(document.uri.toString());
    assert.equal(suggestions.of(document).length, few.length);
    suggestions.dispose();
  });

  it('gets its own note, not that of an annotation within it', async () => {
    const within = ['id: aaaa1111', 'tag: verified', 'text: “We have', 'note: Seen.'].join('\n    ');
    await at(claim, 'dismiss');
    await writeFile(sidecar, `claimmark: 1\nsource: ${source}\nannotations:\n  - ${within}\n`);
    await eventuallyStanding(editor.document, ['verified found: “We have']);
    placeCursor(editor, quote);
    await run('triage');
    answerNext(({ value = '' }) => Promise.resolve(`It said “${value}” before.`));
    await run('triage.note');
    const written = await eventuallyReads(sidecar, /It said/);
    assert.match(written, /note: Seen\.\n/);
    assert.match(written, /It said “” before\./);
    await run('triage.leave');
  });

  it('is decided one after the other, and each decision leads to the next', async () => {
    await at(quote, 'dismiss');
    placeCursor(editor, 'The wall holds');
    await run('triage');
    await run('triage.verified');
    await eventuallyStanding(editor.document, [`verified found: ${claim}`]);
    await run('triage.dismiss');
    await run('triage.accept');
    await run('triage.unconfirmed');
    const all = [`verified found: ${claim}`, ...doubts.map((words) => `unconfirmed found: ${words}`)];
    await eventuallyStanding(editor.document, all);
    await run('triage.undo');
    await eventuallyStanding(editor.document, all.slice(0, 2));
    await run('triage.leave');
    assert.equal(editor.document.getText(), text);
  });

  it('is decided by the same keys after the source changed on the disk', async () => {
    await at(quote, 'dismiss');
    placeCursor(editor, 'The wall holds');
    await run('triage');
    await writeFile(source, `A line that came meanwhile.\n\n${text}`);
    await eventually('the new text', () => editor.document.getText().startsWith('A line'));
    await run('triage.verified');
    await eventuallyStanding(editor.document, [`verified found: ${claim}`]);
    await run('triage.leave');
  });
});
