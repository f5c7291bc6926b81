import * as vscode from 'vscode';
import type { Revision } from '../../core/revision';
import { isSidecar, sidecarOf, sourceOf } from '../names';
import { wait } from '../slices';
import { afterEdit, openDocument } from './sidecars';

/** What a file holds, and its editor has still to read. */
interface Ahead {
  readonly text: string;
  readonly revisions: readonly Revision[];
}

/**
 * What stands in open sidecars that their editors have not saved yet, by source. Where such a document is reverted, or
 * closed without being saved, it is given back: people throw their edits of the file away, not their annotations. The
 * same where somebody edits a document before its editor has read what was written to the file: saved, it would be gone.
 */
export class Unsaved implements vscode.Disposable {
  private readonly revisions = new Map<string, readonly Revision[]>();
  /** By the URI of the sidecar, oldest first. */
  private readonly ahead = new Map<string, readonly Ahead[]>();
  private readonly listening: vscode.Disposable;

  constructor(private readonly giveBack: (source: string, revisions: readonly Revision[]) => void) {
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidSaveTextDocument((document) => void this.take(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => void this.look(document)),
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
    if (!document || document.getText() === text) return void this.ahead.delete(uri.toString());
    this.ahead.set(uri.toString(), [...(this.ahead.get(uri.toString()) ?? []), { text, revisions }]);
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
    if (!this.revisions.has(source) && !this.ahead.has(document.uri.toString())) return;
    // An editor tells of a change before it says whether the document is unsaved, and of a save last.
    await wait(afterEdit);
    const isUnsaved = document.isDirty && !document.isClosed;
    const revisions = isUnsaved ? this.leftBehind(document) : this.take(document);
    if (!isUnsaved) this.caughtUp(document);
    if (revisions?.length) this.giveBack(source, revisions);
  }

  /** What was written to the file that a document is edited without. */
  private leftBehind({ uri }: vscode.TextDocument): readonly Revision[] {
    const ahead = this.ahead.get(uri.toString()) ?? [];
    this.ahead.delete(uri.toString());
    return ahead.flatMap(({ revisions }) => revisions);
  }

  /** What was written after that which the editor has read now, it still has to read. */
  private caughtUp(document: vscode.TextDocument): void {
    const name = document.uri.toString();
    const ahead = this.ahead.get(name) ?? [];
    const read = document.isClosed ? -1 : ahead.findIndex(({ text }) => text === document.getText());
    const rest = read < 0 ? [] : ahead.slice(read + 1);
    if (rest.length > 0) this.ahead.set(name, rest);
    else this.ahead.delete(name);
  }

  private take({ uri }: vscode.TextDocument): readonly Revision[] | undefined {
    const source = sourceOf(uri).toString();
    const revisions = this.revisions.get(source);
    this.revisions.delete(source);
    return revisions;
  }
}
