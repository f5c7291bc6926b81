import * as vscode from 'vscode';
import type { Annotation } from '../../core/model/annotation';
import { onOneLine } from '../../core/text/oneLine';
import { anchoredAnnotations, type AnchoredAnnotation } from '../../core/state/sheet';
import { targetOf, type Rows } from '../ui/targets';
import { toRange } from '../ui/convert';
import { now, type CommandContext } from '../ui/commandContext';
import { openAt } from '../ui/open';
import { tellThatLost, whenAnchored } from '../documents/openAnnotation';

/** Discussion of annotations in the Comments view. The threads are views: what was said is in the sidecar. */
export class Discussion implements vscode.Disposable {
  private readonly controller = vscode.comments.createCommentController('claimmark', 'Claimmark');
  private readonly threads = new Map<string, vscode.CommentThread>();
  private readonly listening: vscode.Disposable;

  constructor(private readonly context: CommandContext) {
    const { t } = vscode.l10n;
    this.controller.options = { prompt: t('Reply'), placeHolder: t('Say something about this annotation') };
    this.listening = vscode.Disposable.from(
      context.store.onDidChange(({ source, stirred }) => stirred && this.refresh(source)),
      vscode.commands.registerCommand('claimmark.discuss', (...rows: [...Rows]) => this.discuss(rows)),
      vscode.commands.registerCommand('claimmark.reply', (reply: vscode.CommentReply) => this.reply(reply)),
    );
    context.store.all().forEach(({ source }) => this.refresh(source));
  }

  dispose(): void {
    this.listening.dispose();
    this.controller.dispose();
  }

  private refresh(source: string): void {
    const sheet = this.context.store.get(source);
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === source);
    const marks = sheet?.open && document ? anchoredAnnotations(sheet) : [];
    const known = new Set(marks.map(({ annotation }) => nameOf(source, annotation.id)));
    for (const name of this.threads.keys()) if (name.startsWith(`${source}#`) && !known.has(name)) this.drop(name);
    for (const mark of marks) {
      // A thread without messages may hold a half-typed one: it stays as long as its annotation.
      const isOpen = this.threads.has(nameOf(source, mark.annotation.id));
      if (document && (isOpen || isTalkedOf(mark.annotation))) this.show(document, mark);
    }
  }

  /** The thread of an annotation, new where there is none; a lost annotation keeps the thread that it has. */
  private show(
    document: vscode.TextDocument,
    { annotation, span }: AnchoredAnnotation,
  ): vscode.CommentThread | undefined {
    const name = nameOf(document.uri.toString(), annotation.id);
    const range = span && toRange(document, span);
    const thread = this.threads.get(name) ?? (range && this.controller.createCommentThread(document.uri, range, []));
    if (!thread) return undefined;
    this.threads.set(name, thread);
    if (range) thread.range = range;
    thread.label = onOneLine(annotation.text, 48);
    thread.comments = commentsOf(annotation);
    thread.contextValue = 'claimmark';
    return thread;
  }

  private drop(name: string): void {
    this.threads.get(name)?.dispose();
    this.threads.delete(name);
  }

  private async discuss(rows: Rows): Promise<void> {
    const target = targetOf(this.context.store, rows);
    if (!target) return;
    const source = vscode.Uri.parse(target.source);
    const editor = await openAt(source, undefined);
    const mark = editor && (await whenAnchored(this.context.store, source, target.annotation.id));
    const thread = mark && this.show(editor.document, mark);
    if (thread) thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    else if (mark) tellThatLost();
  }

  private async reply({ thread, text }: vscode.CommentReply): Promise<void> {
    const source = thread.uri.toString();
    const by = await this.context.author(thread.uri);
    const annotation = this.context.store
      .get(source)
      ?.records.find(({ id }) => this.threads.get(nameOf(source, id)) === thread);
    if (!annotation || !text.trim()) return;
    const message = { by: by ?? '?', note: text.trim(), created: now() };
    const after: Annotation = { ...annotation, discussion: [...(annotation.discussion ?? []), message] };
    const revisions = [{ of: 'annotation' as const, id: annotation.id, before: annotation, after }];
    await this.context.ledger.perform({ label: vscode.l10n.t('Reply'), steps: [{ source, revisions }] });
  }
}

const nameOf = (source: string, id: string): string => `${source}#${id}`;

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
