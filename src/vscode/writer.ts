import * as vscode from 'vscode';
import type { Change } from '../core/change';
import { emitter } from '../core/event';
import type { Revision } from '../core/revision';
import { newSheet, withRevisions, withSidecar, type Sheet } from '../core/sheet';
import { readSidecar, reread, type Sidecar } from '../core/sidecar/read';
import { newSidecar, revise, type Collision } from '../core/sidecar/write';
import type { Store } from '../core/store';
import { toRange } from './convert';
import { baseName, sidecarOf } from './names';
import type { Platform } from './platform';
import { openDocument, readNow } from './sidecars';

/** Why people's work is not on the disk yet. It is kept, and tried again. */
export type Held =
  | { readonly source: vscode.Uri; readonly why: Exclude<Sidecar['state'], 'writable'> }
  | { readonly source: vscode.Uri; readonly why: 'failed'; readonly error: string };

export interface Collided {
  readonly source: vscode.Uri;
  readonly collisions: readonly Collision[];
}

const journal = 'pending';

/** Brings what people did to the disk: merged into what stands there at that moment, whole or not at all. */
export class Writer {
  private readonly held = emitter<Held>();
  private readonly collided = emitter<Collided>();
  private readonly running = new Map<string, Promise<void>>();
  /** The bytes of removed entries, by source: undo brings their comments and unknown keys back, too. */
  private readonly removed = new Map<string, ReadonlyMap<string, string>>();
  readonly onDidHold = this.held.event;
  /** What two people did to the same field. The later revision stands, unless it was prose: then both do. */
  readonly onDidCollide = this.collided.event;

  constructor(
    private readonly store: Store,
    private readonly platform: Platform,
    private readonly memento: vscode.Memento,
  ) {}

  /** Takes up what earlier runs could not write. */
  restore(): void {
    const kept = this.memento.get<Record<string, readonly Revision[]>>(journal, {});
    for (const [source, revisions] of Object.entries(kept))
      this.store.set(withRevisions(this.store.get(source) ?? newSheet(source), revisions, new Map()), 'person');
  }

  /** Writes what is pending of a source. Settles when it is on the disk or held back. */
  write(source: vscode.Uri): Promise<void> {
    const name = source.toString();
    const run = (this.running.get(name) ?? Promise.resolve()).then(() => this.drain(source));
    this.running.set(name, run);
    return run;
  }

  /** Tries again what was held back, and settles when all writing that has begun is done. */
  async writeAll(): Promise<void> {
    const waiting = this.store.all().filter((sheet) => sheet.pending.length > 0);
    await Promise.all([
      ...this.running.values(),
      ...waiting.map((sheet) => this.write(vscode.Uri.parse(sheet.source))),
    ]);
  }

  private async drain(source: vscode.Uri): Promise<void> {
    for (;;) {
      const sheet = this.store.get(source.toString());
      if (!sheet || sheet.pending.length === 0) break;
      const outcome = await this.attempt(source, sheet);
      if (outcome === 'again') continue;
      if (outcome) {
        this.held.fire(outcome);
        break;
      }
    }
    await this.remember();
  }

  /** One try: undefined where it is done, `again` where the file changed meanwhile. */
  private async attempt(source: vscode.Uri, sheet: Sheet): Promise<Held | 'again' | undefined> {
    const batch = sheet.pending;
    try {
      const uri = sidecarOf(source);
      const file = await readNow(uri, sheet.sidecar);
      const sidecar = file?.sidecar ?? readSidecar(newSidecar(baseName(source)));
      if (sidecar.state !== 'writable') return { source, why: sidecar.state };
      const { changes, collisions, removed } = revise(sidecar, batch, this.removed.get(source.toString()));
      const next = reread(sidecar, changes);
      const shown = documentToWrite(uri, sidecar.text);
      const done = shown
        ? await writeThrough(shown, sidecar.text, changes)
        : await this.platform.replaceFile(uri, file?.bytes, new TextEncoder().encode(next.text));
      if (!done) return 'again';
      const now = this.store.get(source.toString()) ?? sheet;
      this.store.set(withSidecar(now, next, without(now.pending, batch)), 'disk');
      this.removed.set(source.toString(), new Map([...(this.removed.get(source.toString()) ?? []), ...removed]));
      if (collisions.length > 0) this.collided.fire({ source, collisions });
      return undefined;
    } catch (error) {
      return { source, why: 'failed', error: error instanceof Error ? error.message : String(error) };
    }
  }

  /** What is not on the disk survives a reload of the window. */
  private async remember(): Promise<void> {
    const pending = this.store.all().filter((sheet) => sheet.pending.length > 0);
    const before = this.memento.get<object>(journal, {});
    if (pending.length === 0 && Object.keys(before).length === 0) return;
    await this.memento.update(journal, Object.fromEntries(pending.map((sheet) => [sheet.source, sheet.pending])));
  }
}

/** What is left of the pending revisions once a batch of them is on the disk. */
function without(pending: readonly Revision[], batch: readonly Revision[]): readonly Revision[] {
  const done = new Set(batch);
  return pending.filter((revision) => !done.has(revision));
}

/** The document through which a sidecar must be changed: one with unsaved edits, or one that somebody looks at. */
function documentToWrite(uri: vscode.Uri, text: string): vscode.TextDocument | undefined {
  const open = openDocument(uri);
  const visible = vscode.window.visibleTextEditors.some(({ document }) => document === open);
  return open?.isDirty || (visible && open?.getText() === text) ? open : undefined;
}

/** Changes an open sidecar through its document. One that was saved is saved again; one with a person's own edits is left to them. */
async function writeThrough(
  document: vscode.TextDocument,
  before: string,
  changes: readonly Change[],
): Promise<boolean> {
  const clean = !document.isDirty;
  if (document.getText() !== before) return false;
  const edit = new vscode.WorkspaceEdit();
  for (const change of changes) edit.replace(document.uri, toRange(document, change), change.text);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  if (clean && !(await document.save())) throw new Error(vscode.l10n.t('The open sidecar could not be saved.'));
  return true;
}
