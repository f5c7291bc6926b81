import * as vscode from 'vscode';
import { standsAmongItsOwn } from '../../core/state/ownWords';
import { placementAt } from '../../core/state/ranges';
import { broughtBackAs, closed, opened, placedAs, unsought, type Sheet } from '../../core/state/sheet';
import type { Origin, Store } from '../../core/state/store';
import { track } from '../../core/state/track';
import { afterEdit, type Sidecars } from '../storage/sidecars';
import { whyUnread } from '../storage/readSource';
import { betweenScheme, comparedIn, comparedScheme } from '../ui/comparedWords';
import { editOf } from '../ui/convert';
import { warn } from '../ui/dialogs';
import { isSidecar, sidecarOf, sourceOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { wait } from '../ui/timeSlices';
import type { Seeker } from './anchoring';
import { onDidClose, openDocument } from '../ui/open';

/** Schemes of documents that show something else and are no sources. */
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

/** Whether a document can be a source: a text that is neither a sidecar nor a view. */
export function canBeSource(document: vscode.TextDocument): boolean {
  return !views.has(document.uri.scheme) && !isSidecar(document.uri);
}

/** The languages of the reading view, by the usual language of the source. */
export const readingLanguages: Readonly<Record<string, string>> = {
  plaintext: 'claimmark-prose',
  markdown: 'claimmark-markdown',
};

/** The extension's own languages: documents in them are sources in any view. */
export const ownLanguages: readonly string[] = ['claimmark-source', ...Object.values(readingLanguages)];

/** The languages that sources usually have; an annotated document is a source in any language. */
export const sourceLanguages: readonly string[] = [...ownLanguages, ...Object.keys(readingLanguages)];

/** Whether a document is Markdown, in the reading view or not. */
export const isMarkdown = ({ languageId }: vscode.TextDocument): boolean =>
  languageId === 'markdown' || languageId === readingLanguages['markdown'];

/** The source of the active editor, which may show the source, its sidecar or a comparison of its words. */
export function currentSource(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || document.isUntitled) return undefined;
  const compared = comparedIn(document.uri);
  if (compared) return compared.source;
  if (isSidecar(document.uri)) return sourceOf(document.uri).toString();
  return canBeSource(document) ? document.uri.toString() : undefined;
}

/** What is known of an open document in addition to its sheet. */
interface Known {
  /** Whether it is refused: a link out of the workspace, a file in a hidden folder, bytes that are no text. */
  readonly isUnread: boolean;
  /** Whether its sidecar has been read since it was opened: annotations that come later are `brought`. */
  readonly isAsked: boolean;
  /** The version last saved. */
  readonly saved: number | undefined;
  /** The ids of annotations that the sidecar brought since the text changed: they were searched in a text that may be older. */
  readonly brought: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
const nothingKnown: Known = { isUnread: false, isAsked: false, saved: undefined, brought: none };

/** Follows every open source, visible or not: typing, reloads, reverts, opening and closing. */
export class Sources implements vscode.Disposable {
  private readonly listening: vscode.Disposable;
  private readonly known = new WeakMap<vscode.TextDocument, Known>();
  private readonly closed = new ClosedDocuments();

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
        this.note(document, { saved: document.version });
        // It may have been saved as UTF-8 now.
        if (this.knownOf(document).isUnread) void this.open(document).catch(report);
      }),
      onDidClose((document) => this.close(document)),
      // A renamed document is opened under its new name before the old one is closed.
      vscode.workspace.onWillRenameFiles(() => vscode.workspace.textDocuments.forEach((open) => this.remember(open))),
      store.onDidChange(
        ({ source, origin }) => (origin === 'disk' || origin === 'person') && this.placeNew(source, origin),
      ),
    );
  }

  /** Opens the documents that were open before the listeners were registered. */
  openAll(): void {
    vscode.workspace.textDocuments.forEach((document) => void this.open(document).catch(report));
  }

  dispose(): void {
    this.listening.dispose();
  }

  private async open(document: vscode.TextDocument): Promise<void> {
    if (!canBeSource(document) || document.isUntitled) return;
    const why = await whyUnread(document.uri, this.platform);
    const wasUnread = this.knownOf(document).isUnread;
    this.note(document, { isUnread: why !== undefined });
    await this.sidecars.load(sidecarOf(document.uri));
    this.attach(document);
    this.note(document, { isAsked: true });
    const isAnnotated = (this.store.get(document.uri.toString())?.records.length ?? 0) > 0;
    if (why !== undefined && isAnnotated && !wasUnread) void warn(why);
  }

  private knownOf(document: vscode.TextDocument): Known {
    return this.known.get(document) ?? nothingKnown;
  }

  private note(document: vscode.TextDocument, more: Partial<Known>): void {
    this.known.set(document, { ...this.knownOf(document), ...more });
  }

  private attach(document: vscode.TextDocument): void {
    const sheet = this.store.get(document.uri.toString());
    if (!sheet || document.isClosed || this.knownOf(document).isUnread) return;
    const open = opened(this.closed.recall(document, sheet), () => document.getText());
    if (open !== sheet) this.store.set(open, 'search');
    void this.seeker.seek(document, unsought(open)).catch(report);
  }

  private follow(event: vscode.TextDocumentChangeEvent): void {
    const source = event.document.uri.toString();
    const sheet = this.store.get(source);
    if (!sheet?.open || event.contentChanges.length === 0) return;
    const { changes, reason } = editOf(event);
    const tracked = track(sheet, changes, reason);
    this.seeker.changed(source, tracked.changes);
    const asRenamed = this.closed.recallRenamed(tracked.sheet);
    if (asRenamed) {
      this.store.set(asRenamed, 'search');
      return;
    }
    this.store.set(tracked.sheet, 'typing', tracked.stirred);
    void this.seeker.anchorAgain(event.document, tracked).catch(report);
    void this.seekBrought(event.document, sheet).catch(report);
  }

  /**
   * Searches brought annotations again: a checkout may bring a sidecar before its source, so that they may have been
   * found on other words of the text `before`. Those found there exactly, with their context, stay. All others were
   * tracked, with both texts known. After typing, nothing is searched: the person goes on with the text in which they
   * were found.
   */
  private async seekBrought(document: vscode.TextDocument, before: Sheet): Promise<void> {
    const { brought } = this.knownOf(document);
    if (brought.size === 0) return;
    const { version } = document;
    await wait(afterEdit);
    if (document.version !== version || this.knownOf(document).saved === version) return;
    this.note(document, { brought: none });
    const sheet = this.store.get(before.source);
    if (document.isDirty || !sheet?.open) return;
    const sure = new Set(before.records.filter((_, index) => isToTheLetter(before, index)).map(({ id }) => id));
    const doubtful = [...sheet.records.entries()].filter(([, { id }]) => brought.has(id) && !sure.has(id));
    await this.seeker.seek(
      document,
      doubtful.map(([index]) => index),
    );
  }

  private close(document: vscode.TextDocument): void {
    const sheet = this.store.get(document.uri.toString());
    if (!sheet?.open) return;
    this.remember(document);
    this.store.set(closed(sheet), 'disk');
  }

  private remember(document: vscode.TextDocument): void {
    const sheet = this.store.get(document.uri.toString());
    if (sheet?.open) this.closed.add(document, sheet);
  }

  /** Annotations from the disk, or restored by undo, have no place yet. */
  private placeNew(source: string, origin: Origin): void {
    const document = openDocument(source);
    const sheet = this.store.get(source);
    if (!document || !sheet || (sheet.open && unsought(sheet).length === 0)) return;
    if (origin === 'disk' && this.knownOf(document).isAsked) this.noteBrought(document, sheet);
    this.attach(document);
  }

  private noteBrought(document: vscode.TextDocument, sheet: Sheet): void {
    const ids = unsought(sheet).flatMap((index) => sheet.records[index]?.id ?? []);
    this.note(document, { brought: new Set([...this.knownOf(document).brought, ...ids]) });
  }
}

/** Whether an annotation is found with the whole context of its selector around it. */
function isToTheLetter({ records, spans, tracking }: Sheet, index: number): boolean {
  const record = records[index];
  const { span, state } = placementAt(spans, index);
  if (!record || !span || !tracking || state !== 'found') return false;
  return standsAmongItsOwn(record, span, tracking.text);
}

function report(error: unknown): void {
  console.warn('Claimmark could not read the annotations of a source.', error);
}

/** A source when it was closed or renamed. */
interface ClosedSource {
  readonly text: string;
  readonly sheet: Sheet;
}

/** Most sources remembered: renaming a folder renames all that are open in it. */
const most = 20;

/**
 * The sheets of the sources that were closed or renamed last. A source opened with exactly the same text (renamed,
 * saved or not) takes its places from there, without a search that might be unsure.
 */
class ClosedDocuments {
  private last: readonly ClosedSource[] = [];

  add(document: vscode.TextDocument, sheet: Sheet): void {
    if (sheet.records.length === 0) return;
    const others = this.last.filter((left) => left.sheet.source !== sheet.source);
    this.last = [{ text: document.getText(), sheet }, ...others].slice(0, most);
  }

  /**
   * The sheet of a source renamed while unsaved, with its annotations at their places; undefined if it was not. The
   * editor first opens the text as last saved and then inserts the unsaved edits, so places found in between belong to
   * another text.
   */
  recallRenamed(sheet: Sheet): Sheet | undefined {
    const { source, records, tracking } = sheet;
    const length = tracking?.text.length;
    const same = this.last.find(
      (left) =>
        left.text.length === length &&
        left.sheet.source !== source &&
        left.sheet.records.some(({ id }) => records.some((record) => record.id === id)) &&
        left.text === tracking?.text.toString(),
    );
    if (!same) return undefined;
    this.last = this.last.filter((left) => left !== same);
    return broughtBackAs(sheet, same.sheet);
  }

  /** The sheet with its unsought annotations at their places when the text was closed. */
  recall(document: vscode.TextDocument, sheet: Sheet): Sheet {
    if (unsought(sheet).length === 0) return sheet;
    const ids = new Set(sheet.records.map(({ id }) => id));
    const known = this.last.filter((left) => left.sheet.records.some(({ id }) => ids.has(id)));
    if (known.length === 0) return sheet;
    const text = document.getText();
    const same = known.find((left) => left.text === text);
    return same ? placedAs(sheet, same.sheet) : sheet;
  }
}
