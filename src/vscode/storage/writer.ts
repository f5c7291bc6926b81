import * as vscode from 'vscode';
import { emitter } from '../../core/state/event';
import { pendingIn, unsavedSources, withNames } from '../../core/state/log';
import { isInDoubt } from '../../core/state/progress';
import { toUsualForm } from '../../core/sidecar/usualForm';
import { gathered } from '../ui/debounce';
import { isSidecar, sidecarOf, sourceOf } from '../ui/names';
import { onDidClose } from '../ui/open';
import { changeSidecar } from './changeSidecar';
import { SidecarWriter, type Outcomes, type Surroundings } from './sidecarWriter';
import { afterEdit, readNow } from './sidecars';

/** Writes people's revisions to the disk, merged into what is there at that moment, whole or not at all. */
export class Writer implements vscode.Disposable {
  private readonly tell: Outcomes = {
    held: emitter(),
    released: emitter(),
    collided: emitter(),
    asked: emitter(),
    lookSoon: (sidecar) => this.edited.soon(sidecar.toString()),
  };
  /** By source. */
  private readonly writers = new Map<string, SidecarWriter>();
  private readonly preparing = new Set<Promise<void>>();
  /** An editor reports a change before it marks the document unsaved, and a save last. */
  private readonly edited = gathered(afterEdit, (names) =>
    Promise.all([...names].map((name) => this.look(vscode.Uri.parse(name), false))),
  );
  private readonly listening: vscode.Disposable;
  readonly onDidHold = this.tell.held.event;
  /** Fired when all revisions of a source are on the disk. */
  readonly onDidRelease = this.tell.released.event;
  /** Fired when two people changed the same field. The later revision stays; of prose, both do. */
  readonly onDidCollide = this.tell.collided.event;
  /** Fired at each look at a source with revisions in doubt. */
  readonly onDidAsk = this.tell.asked.event;

  constructor(private readonly around: Surroundings) {
    const { store } = around;
    const changed = (document: vscode.TextDocument, text: string | undefined): void => {
      if (!isSidecar(document.uri)) return;
      this.of(sourceOf(document.uri)).noteShown(text);
      this.edited.soon(document.uri.toString());
    };
    this.listening = vscode.Disposable.from(
      this.edited,
      store.onDidChange(({ source, origin }) => {
        // The file may be readable or writable again, so held revisions are tried now.
        if (origin !== 'disk' || this.writers.get(source)?.underWay) return;
        if (this.isBehind(source)) void this.write(vscode.Uri.parse(source));
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => changed(document, document.getText())),
      onDidClose((document) => changed(document, undefined)),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => void (isSidecar(uri) && this.look(uri, true).catch(report))),
    );
  }

  dispose(): void {
    this.listening.dispose();
    this.writers.forEach((one) => one.dispose());
  }

  /** Writes the pending revisions of a source. Always resolves, once they are on the disk or held back. */
  write(source: vscode.Uri): Promise<void> {
    return this.of(source).write();
  }

  /** Must be called with the person's answer to `onDidAsk`: whether to do the revisions again. */
  answer(source: vscode.Uri, putBack: boolean): Promise<void> {
    return this.of(source).answer(putBack);
  }

  /** Must be called before a source, or a folder of sources, is renamed in the editor: unsaved sidecars move at once. */
  moving(from: vscode.Uri, to: vscode.Uri): void {
    const { store } = this.around;
    store.setLog(withNames(store.log, renaming(from, to), 'in the file'));
  }

  /** Runs work that will end in a write; `writeAll` waits for it. */
  async prepare(work: () => Promise<void>): Promise<void> {
    const doing = work().catch(report);
    this.preparing.add(doing);
    await doing;
    this.preparing.delete(doing);
  }

  /** Puts a sidecar into the usual form, and writes what was pending for that. False where it can't be done. */
  async putInUsualForm(source: vscode.Uri): Promise<boolean> {
    const uri = sidecarOf(source);
    const file = await readNow(uri, undefined);
    const changes = file && toUsualForm(file.sidecar);
    if (!changes || !(await changeSidecar(this.around.platform, uri, file, changes))) return false;
    await this.write(source);
    return true;
  }

  /** Tries held revisions again, and resolves once all writing that has begun is done. */
  async writeAll(): Promise<void> {
    await Promise.all(this.preparing);
    const waiting = [...unsavedSources(this.around.store.log)].filter((source) => this.isBehind(source));
    const running = [...this.writers.values()].map(({ underWay }) => underWay);
    await Promise.all([...running, ...waiting.map((source) => this.write(vscode.Uri.parse(source)))]);
    await this.around.journal.settled();
  }

  private of(source: vscode.Uri): SidecarWriter {
    const name = source.toString();
    const one = this.writers.get(name) ?? new SidecarWriter(source, this.around, this.tell);
    this.writers.set(name, one);
    return one;
  }

  private isBehind(source: string): boolean {
    const { log } = this.around.store;
    return pendingIn(log, source).length > 0 || isInDoubt(log, source);
  }

  /** Compares the log with what an editor of a sidecar holds, and writes what was lost. */
  private look(sidecar: vscode.Uri, isMeant: boolean): Promise<void> {
    return this.of(sourceOf(sidecar)).look(sidecar, isMeant);
  }
}

/** Returns the new name of a source after a source, or a folder, was renamed. */
export function renaming(from: vscode.Uri, to: vscode.Uri): (source: string) => string {
  const [old, now] = [from.toString(), to.toString()];
  return (source) => (source === old || source.startsWith(`${old}/`) ? now + source.slice(old.length) : source);
}

/** What people did stays in the store and is tried again. */
function report(error: unknown): void {
  console.warn('Claimmark could not write.', error);
}
