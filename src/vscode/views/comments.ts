import * as vscode from 'vscode';
import type { Annotation, Message } from '../../core/model/annotation';
import { isClosable } from '../../core/review/status';
import { withoutImages } from '../../core/text/markdown';
import { onOneLine } from '../../core/text/oneLine';
import { anchoredAnnotations, type AnchoredAnnotation } from '../../core/state/sheet';
import { targetOf, type Rows } from '../ui/targets';
import { toRange } from '../ui/convert';
import type { CommandContext } from '../storage/commandContext';
import { discussing, replying, resolving } from '../ui/revisions';
import { showBriefly } from '../ui/dialogs';
import { makeRoomBelow, openAt, openDocument } from '../ui/open';
import { wordOfVerdict } from '../ui/reviewStatus';
import { tellThatLost, whenAnchored } from '../documents/openAnnotation';

/** Shows the discussions of annotations in the Comments view. Threads are views: the messages are in the sidecar. */
export class Discussion implements vscode.Disposable {
  private readonly controller = vscode.comments.createCommentController('claimmark', 'Claimmark');
  private readonly threads = new Map<string, vscode.CommentThread>();
  /** Messages being written, by thread. */
  private readonly drafts = new Map<vscode.CommentThread, Said>();
  private readonly listening: vscode.Disposable;
  /** The name of the person, if known: their own messages can be changed. */
  private self = '';

  constructor(private readonly context: CommandContext) {
    const { t } = vscode.l10n;
    this.controller.options = { prompt: t('Reply'), placeHolder: t('Say something about this annotation') };
    this.listening = vscode.Disposable.from(
      context.store.onDidChange(({ source, stirred }) => stirred && this.refresh(source)),
      context.closed.onKey('claimmark.discuss', (...rows: [...Rows]) => this.discuss(rows), 'done', context.tagged),
      vscode.commands.registerCommand('claimmark.reply', (reply: vscode.CommentReply) => this.reply(reply)),
      ...this.commands(),
    );
    context.store.all().forEach(({ source }) => this.refresh(source));
  }

  dispose(): void {
    this.listening.dispose();
    this.controller.dispose();
  }

  private refresh(source: string): void {
    const sheet = this.context.store.get(source);
    const document = openDocument(source);
    const annotations = sheet?.open && document ? anchoredAnnotations(sheet) : [];
    const known = new Set(annotations.map(({ annotation }) => nameOf(source, annotation.id)));
    for (const name of this.threads.keys()) if (name.startsWith(`${source}#`) && !known.has(name)) this.drop(name);
    for (const anchored of annotations) {
      // A thread without messages may hold one being written: it stays as long as its annotation.
      const isOpen = this.threads.has(nameOf(source, anchored.annotation.id));
      if (document && (isOpen || isTalkedOf(anchored.annotation))) this.show(document, anchored);
    }
  }

  /** The thread of an annotation, created if missing; a lost annotation keeps the thread it has. */
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
    this.fill(thread, annotation);
    const isOpen = isClosable(annotation);
    thread.contextValue = isOpen ? 'open' : 'resolved';
    thread.state = isOpen ? vscode.CommentThreadState.Unresolved : vscode.CommentThreadState.Resolved;
    return thread;
  }

  /** Fills a thread. Unchanged comments stay the same objects, by which VS Code keeps what a person types in their boxes. */
  private fill(thread: vscode.CommentThread, annotation: Annotation): void {
    const before = (thread.comments ?? []) as readonly Said[];
    const said = commentsOf(annotation, thread, this.self).map((one) => before.find((old) => isAlike(old, one)) ?? one);
    const draft = this.drafts.get(thread);
    const now = draft ? [...said, draft] : said;
    thread.canReply = !draft;
    if (!thread.comments || now.length !== before.length || now.some((one, i) => one !== before[i]))
      thread.comments = now;
  }

  private drop(name: string): void {
    const thread = this.threads.get(name);
    if (thread) this.drafts.delete(thread);
    thread?.dispose();
    this.threads.delete(name);
  }

  private commands(): readonly vscode.Disposable[] {
    const on = (name: string, run: (comment: Said) => unknown): vscode.Disposable =>
      vscode.commands.registerCommand(`claimmark.message.${name}`, run);
    const close = (thread: vscode.CommentThread): Promise<void> => this.close(thread);
    return [
      on('edit', (comment) => this.setMode(comment, vscode.CommentMode.Editing)),
      on('cancel', (comment) => this.cancel(comment)),
      on('save', (comment) => (this.isDraft(comment) ? this.say(comment) : this.change(comment, bodyOf(comment)))),
      on('delete', (comment) => this.change(comment, undefined)),
      vscode.commands.registerCommand('claimmark.thread.resolve', close),
      vscode.commands.registerCommand('claimmark.thread.reopen', close),
    ];
  }

  /** Shows the thread of an annotation and moves the keyboard into its box. */
  async discuss(rows: Rows): Promise<void> {
    const target = targetOf(this.context.store, rows);
    if (!target) return;
    const source = vscode.Uri.parse(target.source);
    await this.learnName(source);
    const editor = await openAt(source, undefined);
    const anchored = editor && (await whenAnchored(this.context.store, source, target.annotation.id));
    const thread = anchored && this.show(editor.document, anchored);
    if (!thread) return anchored && tellThatLost();
    const at = thread.range?.end;
    if (at) editor.selection = new vscode.Selection(at, at);
    if (thread.range) makeRoomBelow(editor, thread.range);
    // The editor itself moves the keyboard into the box of a comment being written, when it draws it. A draft already
    // drawn stays, for the text in it.
    if (!this.drafts.has(thread)) this.drafts.set(thread, draftIn(thread, this.self));
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    this.fill(thread, anchored.annotation);
  }

  private isDraft(comment: Said): boolean {
    return this.drafts.get(comment.thread) === comment;
  }

  /** Ends writing: a draft is discarded, an edited message gets its former text. */
  private cancel(comment: Said): void {
    const { thread } = comment;
    if (!this.isDraft(comment)) return this.setMode(comment, vscode.CommentMode.Preview);
    const annotation = this.annotationOf(thread);
    this.drafts.delete(thread);
    if (annotation && isTalkedOf(annotation)) this.fill(thread, annotation);
    else if (annotation) this.drop(nameOf(thread.uri.toString(), annotation.id));
  }

  private async say(comment: Said): Promise<void> {
    const { thread } = comment;
    const text = bodyOf(comment);
    if (!text.trim()) return this.cancel(comment);
    this.drafts.delete(thread);
    await this.reply({ thread, text });
  }

  private async learnName(source: vscode.Uri): Promise<string> {
    const before = this.self;
    this.self = (await this.context.author(source)) ?? '';
    if (this.self !== before) this.context.store.all().forEach((sheet) => this.refresh(sheet.source));
    return this.self;
  }

  private annotationOf(thread: vscode.CommentThread): Annotation | undefined {
    const source = thread.uri.toString();
    const records = this.context.store.get(source)?.records;
    return records?.find(({ id }) => this.threads.get(nameOf(source, id)) === thread);
  }

  private async reply({ thread, text }: vscode.CommentReply): Promise<void> {
    const by = (await this.learnName(thread.uri)) || '?';
    const annotation = this.annotationOf(thread);
    if (!annotation || !text.trim()) return;
    const about = { source: thread.uri.toString(), annotation };
    await this.context.actions.perform(replying(vscode.l10n.t('Reply'), about, by, text.trim()));
  }

  /** Changes a person's own message, or deletes it. */
  private async change(comment: Said, note: string | undefined): Promise<void> {
    const { thread, message } = comment;
    const { t } = vscode.l10n;
    const by = await this.learnName(thread.uri);
    const annotation = this.annotationOf(thread);
    if (!annotation || !message) return;
    if (message.by !== by) return showBriefly(t('Only {0} can change this message.', message.by));
    const said = note?.trim();
    if (said === message.note) return this.setMode(comment, vscode.CommentMode.Preview);
    const isThis = (one: Message): boolean =>
      one.by === message.by && one.created === message.created && one.note === message.note;
    const discussion = (annotation.discussion ?? []).flatMap((one) =>
      isThis(one) ? (said ? [{ ...one, note: said }] : []) : [one],
    );
    const { discussion: _, ...rest } = annotation;
    const after = discussion.length > 0 ? { ...rest, discussion } : rest;
    const about = { source: thread.uri.toString(), annotation };
    await this.context.actions.perform(discussing(said ? t('Edit message') : t('Delete message'), about, after));
  }

  private setMode(comment: Said, mode: vscode.CommentMode): void {
    comment.mode = mode;
    if (mode === vscode.CommentMode.Preview) comment.body = rendered(comment.message?.note ?? '');
    comment.thread.comments = [...comment.thread.comments];
  }

  /** Resolves a discussion, or reopens a resolved one. */
  private async close(thread: vscode.CommentThread): Promise<void> {
    const by = (await this.learnName(thread.uri)) || '?';
    const annotation = this.annotationOf(thread);
    if (annotation) await this.context.actions.perform(resolving({ source: thread.uri.toString(), annotation }, by));
  }
}

/** A message or a reviewer's note, as the Comments view shows it. */
interface Said extends vscode.Comment {
  thread: vscode.CommentThread;
  /** Undefined for the note of a verdict. */
  message: Message | undefined;
}

/** Whether two comments show the same; one being edited counts with its former message. */
function isAlike(a: Said, b: Said): boolean {
  const { by, note, created } = a.message ?? { by: a.author.name, note: bodyOf(a), created: String(a.timestamp) };
  const other = b.message ?? { by: b.author.name, note: bodyOf(b), created: String(b.timestamp) };
  const isSaid = by === other.by && note === other.note && created === other.created;
  return isSaid && a.label === b.label && a.contextValue === b.contextValue;
}

/** An empty message to be written. */
function draftIn(thread: vscode.CommentThread, self: string): Said {
  const author = { name: self || '?' };
  return { author, body: '', mode: vscode.CommentMode.Editing, contextValue: 'draft', thread, message: undefined };
}

const bodyOf = ({ body }: vscode.Comment): string => (typeof body === 'string' ? body : body.value);

const nameOf = (source: string, id: string): string => `${source}#${id}`;

const isTalkedOf = ({ discussion = [], reviews = [] }: Annotation): boolean =>
  discussion.length > 0 || reviews.some(({ note }) => note !== undefined);

/** Messages written by hand without a time come first. */
const timeOf = ({ created }: { readonly created?: string | undefined }): number => Date.parse(created ?? '') || 0;

/** The messages and reviewers' notes, by time. They are strangers' Markdown: no HTML, no commands. */
function commentsOf({ discussion = [], reviews = [] }: Annotation, thread: vscode.CommentThread, self: string): Said[] {
  const said = [
    ...discussion.map((message) => ({ ...message, label: '', message })),
    ...reviews.flatMap(({ by, note, created, verdict }) =>
      note ? [{ by, note, created, label: wordOfVerdict(verdict), message: undefined }] : [],
    ),
  ].sort((a, b) => timeOf(a) - timeOf(b));
  return said.map(({ by, note, created, label, message }) => {
    const time = new Date(created ?? NaN);
    return {
      author: { name: by },
      body: rendered(note),
      mode: vscode.CommentMode.Preview,
      label,
      contextValue: message && by === self ? 'own' : 'other',
      thread,
      message,
      ...(Number.isNaN(time.getTime()) ? {} : { timestamp: time }),
    };
  });
}

const rendered = (note: string): vscode.MarkdownString => new vscode.MarkdownString(withoutImages(note));
