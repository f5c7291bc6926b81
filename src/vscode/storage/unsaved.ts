import * as vscode from 'vscode';
import type { Revision } from '../../core/model/action';
import { isSidecar, sidecarOf, sourceOf } from '../ui/names';
import { wait } from '../ui/timeSlices';
import { afterEdit, openDocument } from './sidecars';

/** What an open sidecar's editor has read, and what was written to the file since, oldest first, read or not. */
interface Behind {
  readonly read: string;
  readonly writes: readonly { readonly text: string; readonly revisions: readonly Revision[] }[];
}

/**
 * What stands in open sidecars that their editors have not saved yet, by source. Where such a document is reverted, or
 * closed without being saved, it is given back: people throw their edits of the file away, not their annotations. The
 * same where somebody edits a document before its editor has read what was written to the file: saved, it would be gone.
 */
export class Unsaved implements vscode.Disposable {
  private readonly revisions = new Map<string, readonly Revision[]>();
  /** By the URI of the sidecar. */
  private readonly behind = new Map<string, Behind>();
  private readonly listening: vscode.Disposable;

  /** `onTake` is called when what an editor held is saved, or about to be given back. */
  constructor(
    private readonly giveBack: (source: string, revisions: readonly Revision[]) => void,
    private readonly onTake: () => void,
  ) {
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidSaveTextDocument((document) => void this.take(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.read(document);
        void this.look(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => void this.look(document)),
    );
  }

  dispose(): void {
    this.listening.dispose();
  }

  add(source: string, revisions: readonly Revision[]): void {
    this.revisions.set(source, [...(this.revisions.get(source) ?? []), ...revisions]);
  }

  /** Must be told what was written to a file, which may be open. */
  written(source: string, text: string, revisions: readonly Revision[]): void {
    const uri = sidecarOf(vscode.Uri.parse(source));
    const document = openDocument(uri);
    const name = uri.toString();
    const behind = this.behind.get(name);
    if (!document) return void this.behind.delete(name);
    // What says the same as the editor may still be preceded by what the editor is about to read.
    if (!behind && document.getText() === text) return;
    const { read, writes } = behind ?? { read: document.getText(), writes: [] };
    this.behind.set(name, { read, writes: [...writes, { text, revisions }] });
    if (document.isDirty) void this.look(document);
  }

  /** A source was renamed, or a folder with sources: their sidecars' documents go along, unsaved as they are. */
  moved(from: string, to: string): void {
    for (const [source, revisions] of [...this.revisions]) {
      if (source !== from && !source.startsWith(`${from}/`)) continue;
      this.revisions.delete(source);
      this.add(to + source.slice(from.length), revisions);
    }
  }

  all(): readonly (readonly [source: string, revisions: readonly Revision[]])[] {
    return [...this.revisions];
  }

  private async look(document: vscode.TextDocument): Promise<void> {
    if (!isSidecar(document.uri)) return;
    const source = sourceOf(document.uri).toString();
    if (!this.revisions.has(source) && !this.behind.has(document.uri.toString())) return;
    // An editor tells of a change before it says whether the document is unsaved, and of a save last.
    await wait(afterEdit);
    const isUnsaved = document.isDirty && !document.isClosed;
    const revisions = isUnsaved ? this.leftBehind(document) : this.take(document);
    if (!isUnsaved) this.forget(document);
    if (revisions?.length) this.giveBack(source, revisions);
  }

  /** Must be told at once of a change: a person's own comes on top of what was read. */
  private read(document: vscode.TextDocument): void {
    const name = document.uri.toString();
    const writes = this.behind.get(name)?.writes;
    if (!writes) return;
    const text = document.getText();
    if (writes.at(-1)?.text === text) this.behind.delete(name);
    else if (writes.some((write) => write.text === text)) this.behind.set(name, { read: text, writes });
  }

  /** What was written to the file that a document is edited without. */
  private leftBehind({ uri }: vscode.TextDocument): readonly Revision[] {
    const { read, writes } = this.behind.get(uri.toString()) ?? { read: '', writes: [] };
    this.behind.delete(uri.toString());
    const last = writes.map(({ text }) => text).lastIndexOf(read);
    return writes.slice(last + 1).flatMap(({ revisions }) => revisions);
  }

  /** An editor that has read what another program wrote, or was closed, is not behind. */
  private forget(document: vscode.TextDocument): void {
    const name = document.uri.toString();
    if (document.isClosed || document.getText() !== this.behind.get(name)?.read) this.behind.delete(name);
  }

  private take({ uri }: vscode.TextDocument): readonly Revision[] | undefined {
    const source = sourceOf(uri).toString();
    const revisions = this.revisions.get(source);
    if (this.revisions.delete(source)) this.onTake();
    return revisions;
  }
}
