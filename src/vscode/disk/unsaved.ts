import * as vscode from 'vscode';
import type { Revision } from '../../core/revision';
import { isSidecar, sourceOf } from '../names';
import { wait } from '../slices';
import { afterEdit } from './sidecars';

/**
 * What stands in open sidecars that their editors have not saved yet, by source. Where such a document is reverted, or
 * closed without being saved, it is given back: people throw their edits of the file away, not their annotations.
 */
export class Unsaved implements vscode.Disposable {
  private readonly revisions = new Map<string, readonly Revision[]>();
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
    if (!isSidecar(document.uri) || !this.revisions.has(sourceOf(document.uri).toString())) return;
    // An editor tells of a change before it says whether the document is unsaved, and of a save last.
    await wait(afterEdit);
    if (document.isDirty && !document.isClosed) return;
    const revisions = this.take(document);
    if (revisions) this.giveBack(sourceOf(document.uri).toString(), revisions);
  }

  private take({ uri }: vscode.TextDocument): readonly Revision[] | undefined {
    const source = sourceOf(uri).toString();
    const revisions = this.revisions.get(source);
    this.revisions.delete(source);
    return revisions;
  }
}
