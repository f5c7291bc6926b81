import * as vscode from 'vscode';
import { hurt, lost } from '../../core/state/ranges';
import { closed, editedAlike, opened, unsought, placedAs, type Sheet } from '../../core/state/sheet';
import type { Origin, Store } from '../../core/state/store';
import { track } from '../../core/state/track';
import type { Reason } from '../../core/state/undoLog';
import type { Change } from '../../core/text/change';
import { withEolChanges } from '../../core/text/eol';
import { afterEdit, type Sidecars } from '../storage/sidecars';
import { whyUnread } from '../storage/sight';
import { betweenScheme, comparedIn, comparedScheme } from '../ui/comparedWords';
import { toChanges } from '../ui/convert';
import { warn } from '../ui/dialogs';
import { isSidecar, sidecarOf, sourceOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { wait } from '../ui/timeSlices';
import type { Seeker } from './anchoring';

/** Schemes of documents that are views of something else, not sources. */
const views = new Set([
  'git',
  'output',
  'vscode-scm',
  'comment',
  'vscode-chat',
  'walkThrough',
  'claimmark-view',
  comparedScheme,
  betweenScheme,
  'search-editor',
]);

/** Whether a document can be a source: a text of its own, not a sidecar and not a view. */
export function canBeSource(document: vscode.TextDocument): boolean {
  return !views.has(document.uri.scheme) && !isSidecar(document.uri);
}

/** The languages of the reading view, by those that sources have else. */
export const readingLanguages: Readonly<Record<string, string>> = {
  plaintext: 'claimmark-prose',
  markdown: 'claimmark-markdown',
};

/** The languages that sources are written in; what is annotated is a source in any. */
export const sourceLanguages: readonly string[] = ['claimmark-source', ...Object.entries(readingLanguages).flat()];

/** Markdown, in the reading view or not. */
export const isMarkdown = ({ languageId }: vscode.TextDocument): boolean =>
  languageId === 'markdown' || languageId === readingLanguages['markdown'];

/** The source that the person is at: that of the active editor, which may show the source, its sidecar or words of it. */
export function currentSource(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || document.isUntitled) return undefined;
  const compared = comparedIn(document.uri);
  if (compared) return compared.source;
  if (isSidecar(document.uri)) return sourceOf(document.uri).toString();
  return canBeSource(document) ? document.uri.toString() : undefined;
}

/** How long a source may take to come after the sidecar that speaks of it, in milliseconds: a checkout brings both. */
const together = 10_000;

/** Follows every open source, visible or not: what is typed, reloaded, reverted, opened and closed. */
export class Sources implements vscode.Disposable {
  private readonly listening: vscode.Disposable;
  /** The versions in which documents were saved last. */
  private readonly saved = new WeakMap<vscode.TextDocument, number>();
  /** The line endings of documents as they were last. */
  private readonly endings = new WeakMap<vscode.TextDocument, vscode.EndOfLine>();
  /** What the disk brought for open sources last: it was looked for in a text that may be older. */
  private readonly brought = new Map<string, { readonly ids: ReadonlySet<string>; readonly at: number }>();
  private readonly closed = new ClosedDocuments();
  /** Documents whose sidecars were looked for when they were opened: what comes later was brought. */
  private readonly opened = new WeakSet<vscode.TextDocument>();
  /** Open documents that are not read: links out of the workspace, what lies in hidden folders, bytes that are no text. */
  private readonly unread = new WeakSet<vscode.TextDocument>();

  constructor(
    private readonly store: Store,
    private readonly sidecars: Sidecars,
    private readonly seeker: Seeker,
    private readonly platform: Platform,
  ) {
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => void this.open(document).catch(report)),
      vscode.workspace.onDidChangeTextDocument((event) => this.follow(event)),
      vscode.workspace.onDidSaveTextDocument((document) => {
        this.saved.set(document, document.version);
        // It may have been saved as UTF-8.
        if (this.unread.has(document)) void this.open(document).catch(report);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.close(document)),
      // What is renamed is opened under its new name before it is closed.
      vscode.workspace.onWillRenameFiles(() => vscode.workspace.textDocuments.forEach((open) => this.remember(open))),
      store.onDidChange(
        ({ source, origin }) => (origin === 'disk' || origin === 'person') && this.placeNew(source, origin),
      ),
    );
    vscode.workspace.textDocuments.forEach((document) => void this.open(document).catch(report));
  }

  dispose(): void {
    this.listening.dispose();
  }

  private async open(document: vscode.TextDocument): Promise<void> {
    if (!canBeSource(document) || document.isUntitled) return;
    this.endings.set(document, document.eol);
    const why = await whyUnread(document.uri, this.platform);
    const wasUnread = this.unread.has(document);
    if (why === undefined) this.unread.delete(document);
    else this.unread.add(document);
    await this.sidecars.load(sidecarOf(document.uri));
    this.attach(document);
    this.opened.add(document);
    const isAnnotated = (this.store.get(document.uri.toString())?.records.length ?? 0) > 0;
    if (why !== undefined && isAnnotated && !wasUnread) void warn(why);
  }

  private attach(document: vscode.TextDocument): void {
    const sheet = this.store.get(document.uri.toString());
    if (!sheet || document.isClosed || this.unread.has(document)) return;
    const open = opened(this.closed.recall(document, sheet), () => document.getText());
    if (open !== sheet) this.store.set(open, 'search');
    void this.seeker.seek(document, unsought(open)).catch(report);
  }

  private follow(event: vscode.TextDocumentChangeEvent): void {
    const source = event.document.uri.toString();
    const sheet = this.store.get(source);
    if (!sheet?.open || event.contentChanges.length === 0) return;
    const changes = this.changesOf(event);
    const reason = reasonOf(event);
    const tracked = track(sheet, changes, reason);
    this.seeker.changed(source, tracked.changes);
    this.store.set(tracked.sheet, 'typing', tracked.stirred);
    void this.seeker.anchorAgain(event.document, tracked).catch(report);
    void this.lookAgain(event.document, sheet).catch(report);
  }

  /** The changes of an event. Other line endings come as one change of all the text; here they are a change of each. */
  private changesOf(event: vscode.TextDocumentChangeEvent): readonly Change[] {
    const { document } = event;
    const before = this.endings.get(document);
    this.endings.set(document, document.eol);
    const changes = toChanges(event);
    if (before === undefined || before === document.eol) return changes;
    return withEolChanges(changes) ?? changes;
  }

  /**
   * After a reload from the disk or a revert: there the saved selectors are right, so that what it left edited or lost
   * is looked for anew, as it would be in a window that opens the source now. What was lost before stays so, unless the
   * reload brought its words; and what is edited stays where the edits led it, unless there is a better place: there,
   * where the reload left its words alone. What a sidecar brought just before is looked for anew wherever it was found:
   * it may stand on words that are another's.
   */
  private async lookAgain(document: vscode.TextDocument, before: Sheet): Promise<void> {
    const { version } = document;
    await wait(afterEdit);
    if (document.isDirty || document.version !== version || this.saved.get(document) === version) return;
    const sheet = this.store.get(document.uri.toString());
    if (!sheet?.open) return;
    const lostBefore = new Set(lost(before.spans).map((index) => before.records[index]?.id));
    const lostStill = new Set(lost(sheet.spans).filter((index) => lostBefore.has(sheet.records[index]?.id)));
    const ids = this.broughtTo(sheet.source);
    const isBrought = (index: number): boolean => ids.has(sheet.records[index]?.id ?? '');
    const brought = [...sheet.records.keys()].filter(isBrought);
    const sought = hurt(sheet.spans).filter((index) => !lostStill.has(index) && !isBrought(index));
    const { seeker } = this;
    const near = editedAlike(before, sheet);
    await Promise.all([seeker.seek(document, brought), seeker.seek(document, sought, { orStay: true, near })]);
  }

  private close(document: vscode.TextDocument): void {
    const sheet = this.store.get(document.uri.toString());
    if (!sheet?.open) return;
    this.remember(document);
    this.brought.delete(sheet.source);
    this.store.set(closed(sheet), 'disk');
  }

  private remember(document: vscode.TextDocument): void {
    const sheet = this.store.get(document.uri.toString());
    if (sheet?.open) this.closed.add(document, sheet);
  }

  /** What came from the disk, or was brought back by undo, has no place yet. */
  private placeNew(source: string, origin: Origin): void {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === source);
    const sheet = this.store.get(source);
    if (!document || !sheet || (sheet.open && !sheet.spans.state.includes(0))) return;
    if (origin === 'disk' && this.opened.has(document)) this.noteBrought(sheet);
    this.attach(document);
  }

  private noteBrought(sheet: Sheet): void {
    const ids = unsought(sheet).flatMap((index) => sheet.records[index]?.id ?? []);
    this.brought.set(sheet.source, { ids: new Set([...this.broughtTo(sheet.source), ...ids]), at: Date.now() });
  }

  private broughtTo(source: string): ReadonlySet<string> {
    const { ids, at } = this.brought.get(source) ?? { ids: new Set(), at: 0 };
    return Date.now() < at + together ? ids : new Set();
  }
}

function reasonOf({ reason }: vscode.TextDocumentChangeEvent): Reason | undefined {
  if (reason === vscode.TextDocumentChangeReason.Undo) return 'undo';
  return reason === vscode.TextDocumentChangeReason.Redo ? 'redo' : undefined;
}

function report(error: unknown): void {
  console.warn('Claimmark could not read the annotations of a source.', error);
}

/** So many sources are remembered: the rename of a folder takes all that are open in it. */
const most = 20;

/**
 * How annotations stood in the sources that were closed or renamed last. One that is opened with the very text of such
 * a source (it was renamed, saved or not, or its language was changed) needs no search, which might be less than sure.
 */
class ClosedDocuments {
  private last: readonly { readonly text: string; readonly sheet: Sheet }[] = [];

  add(document: vscode.TextDocument, sheet: Sheet): void {
    if (sheet.records.length === 0) return;
    const others = this.last.filter((left) => left.sheet.source !== sheet.source);
    this.last = [{ text: document.getText(), sheet }, ...others].slice(0, most);
  }

  /** The sheet with those of its annotations that have not been looked for where they stood before. */
  recall(document: vscode.TextDocument, sheet: Sheet): Sheet {
    if (!sheet.spans.state.includes(0)) return sheet;
    const ids = new Set(sheet.records.map(({ id }) => id));
    const known = this.last.filter((left) => left.sheet.records.some(({ id }) => ids.has(id)));
    if (known.length === 0) return sheet;
    const text = document.getText();
    const same = known.find((left) => left.text === text);
    return same ? placedAs(sheet, same.sheet) : sheet;
  }
}
