import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { newSheet, withSidecar, type Sheet } from '../../../src/core/state/sheet';
import { readSidecar } from '../../../src/core/sidecar/read';
import { withPlacements } from '../../../src/core/state/ranges';
import { createStore, type Store } from '../../../src/core/state/store';
import type { CommandContext } from '../../../src/vscode/ui/commandContext';
import { Discussion } from '../../../src/vscode/views/comments';
import { openArticle } from './claims';

const given = `claimmark: 1
annotations:
  - id: aaaa1111
    tag: verified
    text: Canal Street
`;

describe('discussing', () => {
  const commands = new Map<string, (...args: unknown[]) => unknown>();
  const nowhere = new vscode.Disposable(() => undefined);
  let threads: vscode.CommentThread[];
  let store: Store;
  let discussion: Discussion;
  let sheet: Sheet;
  let editor: vscode.TextEditor;

  /** What the host would make; it goes from the list once it is disposed. */
  function createCommentThread(uri: vscode.Uri, range: vscode.Range): vscode.CommentThread {
    const thread = {
      uri,
      range,
      dispose: () => threads.splice(threads.indexOf(thread), 1),
    } as unknown as vscode.CommentThread;
    threads.push(thread);
    return thread;
  }

  beforeEach(async () => {
    editor = await openArticle();
    threads = [];
    store = createStore();
    sheet = withSidecar(newSheet(editor.document.uri.toString()), readSidecar(given), []);
    store.set(sheet, 'disk');
    const { registerCommand } = vscode.commands;
    const { createCommentController } = vscode.comments;
    const keep: typeof registerCommand = (name, act) => {
      commands.set(name, act);
      return nowhere;
    };
    Object.assign(vscode.commands, { registerCommand: keep });
    Object.assign(vscode.comments, {
      createCommentController: () => ({ createCommentThread, dispose: () => undefined }),
    });
    discussion = new Discussion({ store } as unknown as CommandContext);
    Object.assign(vscode.commands, { registerCommand });
    Object.assign(vscode.comments, { createCommentController });
  });

  afterEach(() => discussion.dispose());

  const stand = (words: string | undefined): void => {
    const from = words === undefined ? -1 : editor.document.getText().indexOf(words);
    const span = words === undefined ? undefined : { from, to: from + words.length };
    const spans = withPlacements(sheet.spans, [[0, { span, state: span ? 'found' : 'lost' }]]);
    store.set({ ...sheet, open: true, spans }, 'search');
  };
  const shown = (): string[] => threads.map(({ range }) => editor.document.getText(range));

  it('shows a thread once the source has been searched, and keeps it as long as its annotation', async () => {
    const row = { kind: 'annotation', source: sheet.source, id: 'aaaa1111' };
    const discussing = commands.get('claimmark.discuss')?.(row);
    await new Promise((resolve) => setTimeout(resolve, 100));
    stand('Canal Street');
    await discussing;
    assert.deepEqual(shown(), ['Canal Street']);
    stand('roof garden');
    stand(undefined);
    assert.deepEqual(shown(), ['roof garden']);
    store.set({ ...newSheet(sheet.source), open: true }, 'disk');
    assert.deepEqual(shown(), []);
  });
});
