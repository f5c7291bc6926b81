import * as vscode from 'vscode';
import type { Annotation } from '../core/annotation';
import { marksOf, type Mark } from '../core/sheet';
import { excerpt } from './commands/edit';
import { targetOf, type Rows } from './commands/target';
import { toRange } from './convert';
import { now, type Desk } from './desk';

/** Discussion of annotations in the Comments view. The threads are views: what was said is in the sidecar. */
export function showDiscussion(desk: Desk): vscode.Disposable {
  const controller = vscode.comments.createCommentController('claimmark', 'Claimmark');
  controller.options = {
    prompt: vscode.l10n.t('Reply'),
    placeHolder: vscode.l10n.t('Say something about this annotation'),
  };
  const threads = new Map<string, vscode.CommentThread>();
  const names = new Map<vscode.CommentThread, { source: string; id: string }>();
  const nameOf = (source: string, id: string): string => `${source}#${id}`;

  function drop(name: string): void {
    const thread = threads.get(name);
    if (thread) names.delete(thread);
    thread?.dispose();
    threads.delete(name);
  }

  function show(document: vscode.TextDocument, { annotation, span }: Mark): vscode.CommentThread | undefined {
    const source = document.uri.toString();
    const name = nameOf(source, annotation.id);
    if (!span) return void drop(name);
    const range = toRange(document, span);
    const thread = threads.get(name) ?? controller.createCommentThread(document.uri, range, []);
    threads.set(name, thread);
    names.set(thread, { source, id: annotation.id });
    thread.range = range;
    thread.label = excerpt(annotation);
    thread.comments = commentsOf(annotation);
    thread.contextValue = 'claimmark';
    return thread;
  }

  function refresh(source: string): void {
    const sheet = desk.store.get(source);
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === source);
    const talked = sheet?.open && document ? marksOf(sheet).filter(({ annotation }) => isTalkedOf(annotation)) : [];
    const wanted = new Set(talked.map(({ annotation }) => nameOf(source, annotation.id)));
    for (const name of threads.keys()) if (name.startsWith(`${source}#`) && !wanted.has(name)) drop(name);
    if (document) talked.forEach((mark) => show(document, mark));
  }

  async function discuss(...rows: Rows): Promise<void> {
    const target = targetOf(desk.store, rows);
    if (!target) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(target.source));
    await vscode.window.showTextDocument(document);
    const thread = show(document, target);
    if (thread) thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
  }

  async function reply({ thread, text }: vscode.CommentReply): Promise<void> {
    const name = names.get(thread);
    const annotation = name && desk.store.get(name.source)?.records.find(({ id }) => id === name.id);
    const by = name && (await desk.author(vscode.Uri.parse(name.source)));
    if (!name || !annotation || !text.trim()) return;
    const message = { by: by ?? '?', note: text.trim(), created: now() };
    const after: Annotation = { ...annotation, discussion: [...(annotation.discussion ?? []), message] };
    const label = vscode.l10n.t('Reply');
    const revisions = [{ of: 'annotation' as const, id: annotation.id, before: annotation, after }];
    await desk.ledger.perform({ label, steps: [{ source: name.source, revisions }] });
  }

  desk.store.all().forEach(({ source }) => refresh(source));
  return vscode.Disposable.from(
    controller,
    desk.store.onDidChange(({ source, stirred }) => stirred && refresh(source)),
    vscode.commands.registerCommand('claimmark.discuss', (...rows: [...Rows]) => discuss(...rows)),
    vscode.commands.registerCommand('claimmark.reply', reply),
  );
}

const isTalkedOf = ({ discussion = [], reviews = [] }: Annotation): boolean =>
  discussion.length > 0 || reviews.some(({ note }) => note !== undefined);

/** Messages and reviewers' notes in the order of time. They are strangers' Markdown: no HTML, no commands. */
function commentsOf({ discussion = [], reviews = [] }: Annotation): vscode.Comment[] {
  const { t } = vscode.l10n;
  const verdicts = { agree: t('agrees'), disagree: t('disagrees'), unsure: t('is unsure') };
  const said = [
    ...discussion.map((message) => ({ ...message, label: '' })),
    ...reviews.flatMap(({ by, note, created, verdict }) =>
      note ? [{ by, note, created, label: verdicts[verdict] }] : [],
    ),
  ].sort((a, b) => Date.parse(a.created) - Date.parse(b.created));
  return said.map(({ by, note, created, label }) => {
    const time = new Date(created);
    return {
      author: { name: by },
      body: new vscode.MarkdownString(note),
      mode: vscode.CommentMode.Preview,
      label,
      ...(Number.isNaN(time.getTime()) ? {} : { timestamp: time }),
    };
  });
}
