import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Annotation } from '../../../src/core/model/annotation';
import type { Revision } from '../../../src/core/model/action';
import type { Action } from '../../../src/core/state/log';
import { newSheet, withSidecar, type Sheet } from '../../../src/core/state/sheet';
import { readSidecar } from '../../../src/core/sidecar/read';
import { withPlacements } from '../../../src/core/state/ranges';
import { createStore, type Store } from '../../../src/core/state/store';
import type { CommandContext } from '../../../src/vscode/storage/commandContext';
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
  let done: Revision[];

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
    done = [];
    const actions = {
      perform: ({ steps }: Action) => Promise.resolve(void done.push(...steps.flatMap(({ revisions }) => revisions))),
    };
    const author = (): Promise<string> => Promise.resolve('Cleo Marsh');
    const closed = { onKey: keep };
    discussion = new Discussion({ store, actions, author, closed } as unknown as CommandContext);
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

  it('shows a thread once its annotation is placed, and keeps it as long as the annotation exists', async () => {
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

  it('keeps a message that is being written while other things change, and sends it on saving', async () => {
    stand('Canal Street');
    await commands.get('claimmark.discuss')?.({ kind: 'annotation', source: sheet.source, id: 'aaaa1111' });
    const [thread] = threads;
    const [draft] = thread?.comments ?? [];
    assert.ok(thread && draft);
    const now = [draft.mode, thread.canReply, thread.collapsibleState];
    assert.deepEqual(now, [vscode.CommentMode.Editing, false, vscode.CommentThreadCollapsibleState.Expanded]);
    const [record] = sheet.records;
    assert.ok(record);
    const bo = { by: 'Bo Chen', note: 'The one by the hall.', created: '2026-11-22T11:00:00Z' };
    sheet = { ...sheet, records: [{ ...record, discussion: [bo] }] };
    stand('Canal Street');
    assert.deepEqual([thread.comments.length, thread.comments[1] === draft], [2, true]);
    await commands.get('claimmark.discuss')?.({ kind: 'annotation', source: sheet.source, id: 'aaaa1111' });
    assert.deepEqual([thread.comments.length, thread.comments[1] === draft], [2, true]);
    draft.body = 'Which street?';
    await commands.get('claimmark.message.save')?.(draft);
    const [after] = done.map((revision) => (revision.of === 'annotation' ? revision.after : undefined));
    assert.deepEqual(after?.discussion?.map(({ by, note }) => [by, note]), [['Bo Chen', bo.note], ['Cleo Marsh', 'Which street?']]); // prettier-ignore
  });

  it('removes an empty thread once its draft is cancelled', async () => {
    stand('Canal Street');
    await commands.get('claimmark.discuss')?.({ kind: 'annotation', source: sheet.source, id: 'aaaa1111' });
    const [draft] = threads[0]?.comments ?? [];
    assert.ok(draft);
    commands.get('claimmark.message.cancel')?.(draft);
    assert.deepEqual([shown(), done], [[], []]);
  });

  it('keeps a message that is being changed in its box while other things change', () => {
    const cleo = { by: 'Cleo Marsh', note: 'Which street?', created: '2026-11-22T10:00:00Z' };
    const [record] = sheet.records;
    assert.ok(record);
    sheet = { ...sheet, records: [{ ...record, discussion: [cleo] }] };
    stand('Canal Street');
    const [own] = threads[0]?.comments ?? [];
    assert.ok(own);
    commands.get('claimmark.message.edit')?.(own);
    stand('roof garden');
    assert.deepEqual([threads[0]?.comments[0] === own, own.mode], [true, vscode.CommentMode.Editing]);
  });

  it('lets people change and delete their own messages and close a discussion, and leaves the rest unchanged', async () => {
    const [cleo, bo] = [
      { by: 'Cleo Marsh', note: 'Which street?', created: '2026-11-22T10:00:00Z' },
      { by: 'Bo Chen', note: 'The one by the hall.', created: '2026-11-22T11:00:00Z' },
    ];
    const [record] = sheet.records;
    assert.ok(record);
    const talked: Annotation = { ...record, discussion: [cleo, bo] };
    sheet = { ...sheet, records: [talked] };
    stand('Canal Street');
    const [thread] = threads;
    assert.ok(thread);
    const afters = (): unknown[] => done.map((revision) => (revision.of === 'annotation' ? revision.after : undefined));
    assert.deepEqual([thread.contextValue, thread.state], ['open', vscode.CommentThreadState.Unresolved]);
    const [own, other] = thread.comments;
    assert.ok(own && other);
    await commands.get('claimmark.message.delete')?.(other);
    assert.deepEqual(done, []);
    commands.get('claimmark.message.edit')?.(own);
    assert.equal(own.mode, vscode.CommentMode.Editing);
    own.body = 'Which of the streets?';
    await commands.get('claimmark.message.save')?.(own);
    await commands.get('claimmark.message.delete')?.(own);
    assert.deepEqual(afters(), [
      { ...talked, discussion: [{ ...cleo, note: 'Which of the streets?' }, bo] },
      { ...talked, discussion: [bo] },
    ]);
    done = [];
    await commands.get('claimmark.thread.resolve')?.(thread);
    const [resolved] = afters() as [Annotation];
    assert.equal(resolved.resolved?.by, 'Cleo Marsh');
    sheet = { ...sheet, records: [resolved] };
    stand('Canal Street');
    assert.deepEqual([thread.contextValue, thread.state], ['resolved', vscode.CommentThreadState.Resolved]);
    await commands.get('claimmark.thread.reopen')?.(thread);
    assert.deepEqual(afters().at(-1), talked);
  });
});
