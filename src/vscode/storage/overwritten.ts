import * as vscode from 'vscode';
import type { Revision } from '../../core/model/action';
import type { Store } from '../../core/state/store';
import { bringingBack } from '../../core/state/taken';
import { exists } from './files';
import type { Ledger } from './ledger';
import { warn } from '../ui/dialogs';
import { baseName, isSidecar, sidecarOf, sourceOf } from '../ui/names';
import { wait } from '../ui/timeSlices';
import { openDocument } from './sidecars';
import type { Writer, Written } from './writer';

/** Who writes so soon after us, in milliseconds, may not have read what we wrote. */
const justNow = 10_000;

/** How long a program may take that removes a file and writes it anew, in milliseconds. */
const untilSettled = 1000;

interface Done {
  readonly revision: Revision;
  readonly at: number;
  readonly sidecar: string;
}

/** Tells where another program took away what was done just before, which it may not have known of, and offers it back. */
export class Taken implements vscode.Disposable {
  private readonly done = new Map<string, readonly Done[]>();
  private readonly looking = new Set<string>();
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly store: Store,
    private readonly ledger: Ledger,
    { onDidWrite }: Pick<Writer, 'onDidWrite'>,
  ) {
    this.listening = vscode.Disposable.from(
      onDidWrite((written) => this.note(written)),
      store.onDidChange(({ source, origin }) => origin === 'disk' && this.soon(source)),
      // Who edits the file by hand means it.
      vscode.workspace.onDidSaveTextDocument(
        ({ uri }) => isSidecar(uri) && void this.done.delete(sourceOf(uri).toString()),
      ),
    );
  }

  dispose(): void {
    this.listening.dispose();
  }

  private note({ source, revisions }: Written): void {
    const sidecar = sidecarOf(source).toString();
    const now = revisions.map((revision): Done => ({ revision, at: Date.now(), sidecar }));
    this.done.set(source.toString(), [...this.recent(source), ...now]);
  }

  private recent(source: vscode.Uri): readonly Done[] {
    const since = Date.now() - justNow - untilSettled;
    return (this.done.get(source.toString()) ?? []).filter(({ at }) => at > since);
  }

  private soon(name: string): void {
    if (!this.done.has(name) || this.looking.has(name)) return;
    this.looking.add(name);
    void this.look(vscode.Uri.parse(name))
      .catch(report)
      .finally(() => this.looking.delete(name));
  }

  private async look(source: vscode.Uri): Promise<void> {
    if (this.taken(source, this.recent(source)).length === 0) return;
    await wait(untilSettled);
    const done = this.recent(source);
    // A source that is gone took its sidecar along.
    if (this.taken(source, done).length === 0 || !(await exists(source))) return;
    this.done.delete(source.toString());
    // Nothing else waits for an answer, which may never come.
    void this.offer(source, done).catch(report);
  }

  private async offer(source: vscode.Uri, done: readonly Done[]): Promise<void> {
    const putBack = vscode.l10n.t('Put It Back');
    const name = baseName(sidecarOf(source));
    const message = vscode.l10n.t('Another program took out of {0} what you did there just now.', name);
    if ((await warn(message, putBack)) !== putBack) return;
    const revisions = this.taken(source, done);
    await this.ledger.perform({ label: vscode.l10n.t('Put back'), steps: [{ source: source.toString(), revisions }] });
  }

  /** What would bring back what is gone of what was done. */
  private taken(source: vscode.Uri, done: readonly Done[]): readonly Revision[] {
    const sidecar = sidecarOf(source);
    const sheet = this.store.get(source.toString());
    const isSettled = !sheet?.sidecar || sheet.sidecar.state === 'writable';
    if (!isSettled || openDocument(sidecar)?.isDirty) return [];
    const here = done.filter((each) => each.sidecar === sidecar.toString());
    return bringingBack(
      here.map(({ revision }) => revision),
      sheet?.records ?? [],
    );
  }
}

function report(error: unknown): void {
  console.warn('Claimmark could not see what became of what was written, or put it back.', error);
}
