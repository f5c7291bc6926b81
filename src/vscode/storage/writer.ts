import * as vscode from 'vscode';
import { emitter } from '../../core/state/event';
import type { Revision } from '../../core/model/action';
import { newSheet, withRevisions, withSidecar, type Sheet } from '../../core/state/sheet';
import { readSidecar, type Sidecar } from '../../core/sidecar/read';
import { toUsualForm } from '../../core/sidecar/usualForm';
import { newSidecar, revise, type Collision, type Refusal, type Removed } from '../../core/sidecar/write';
import type { Store } from '../../core/state/store';
import { exists, restless } from './files';
import { Journal } from './journal';
import { baseName, sidecarOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { wait } from '../ui/timeSlices';
import { readNow, type Sidecars } from './sidecars';
import { change } from './applyToFile';
import { Unsaved } from './unsaved';

/** Why people's work is not on the disk yet. It is kept, and tried again. */
export type Held =
  | { readonly source: vscode.Uri; readonly why: Refusal }
  /** Neither the source nor a sidecar is there: a drive is gone, or a folder was deleted. */
  | { readonly source: vscode.Uri; readonly why: 'gone' }
  | { readonly source: vscode.Uri; readonly why: 'failed'; readonly error: unknown };

export interface Written {
  readonly source: vscode.Uri;
  readonly revisions: readonly Revision[];
}

export interface Collided {
  readonly source: vscode.Uri;
  readonly collisions: readonly Collision[];
}

/** After so many tries, some twelve seconds, the file is let rest. */
const mostTries = 500;

/**
 * Most programs empty a file before they fill it: what they or we write is lost where we write in between. After so many
 * tries, some half a second, it is empty for good.
 */
const triesUntilFilled = 40;

/** How long what failed waits for the next try, in milliseconds: at first, and at most. */
const [firstWait, longestWait] = [2000, 60_000];

/** Brings what people did to the disk: merged into what stands there at that moment, whole or not at all. */
export class Writer implements vscode.Disposable {
  private readonly held = emitter<Held>();
  private readonly released = emitter<vscode.Uri>();
  private readonly collided = emitter<Collided>();
  private readonly wrote = emitter<Written>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly preparing = new Set<Promise<void>>();
  /** Without a timer while the try runs that it was set for. */
  private readonly retries = new Map<
    string,
    { readonly wait: number; readonly timer?: ReturnType<typeof setTimeout> }
  >();
  /** The bytes of removed entries, by source: undo brings their comments and unknown keys back, too. */
  private readonly removed = new Map<string, ReadonlyMap<string, Removed>>();
  private readonly unsaved = new Unsaved(
    (source, revisions) => this.takeUp(source, revisions),
    () => void this.remember(),
  );
  private readonly journal: Journal;
  private readonly listening: { dispose(): void };
  readonly onDidHold = this.held.event;
  /** All of a source's work is on the disk. */
  readonly onDidRelease = this.released.event;
  /** What two people did to the same field. The later revision stands, unless it was prose: then both do. */
  readonly onDidCollide = this.collided.event;
  /** What people did is in the sidecar now. */
  readonly onDidWrite = this.wrote.event;

  constructor(
    private readonly store: Store,
    private readonly sidecars: Sidecars,
    private readonly platform: Platform,
    memento: vscode.Memento,
  ) {
    this.journal = new Journal(memento);
    this.listening = store.onDidChange(({ source, origin }) => {
      // The file may be whole again, or writable: what was held back goes in now.
      const waits = origin === 'disk' && !this.running.has(source) && store.get(source)?.pending.length;
      if (waits) void this.write(vscode.Uri.parse(source));
    });
  }

  dispose(): void {
    this.listening.dispose();
    this.unsaved.dispose();
    this.retries.forEach(({ timer }) => clearTimeout(timer));
  }

  /** Takes up what earlier runs could not write. */
  restore(): void {
    for (const [source, revisions] of Object.entries(this.journal.read()))
      this.store.set(withRevisions(this.store.get(source) ?? newSheet(source), revisions, new Map()), 'person');
  }

  /** Writes what is pending of a source. Settles, always, when it is on the disk or held back. */
  write(source: vscode.Uri): Promise<void> {
    const name = source.toString();
    const run = (this.running.get(name) ?? Promise.resolve()).then(() => this.drain(source)).catch(report);
    const done = run.finally(() => this.running.get(name) === done && this.running.delete(name));
    this.running.set(name, done);
    return done;
  }

  /** Must be told before a source, or a folder with sources, is renamed in the editor. */
  moving(from: vscode.Uri, to: vscode.Uri): void {
    this.unsaved.moved(from.toString(), to.toString());
  }

  /** Does what will end in writing; `writeAll` waits for it. */
  async prepare(work: () => Promise<void>): Promise<void> {
    const doing = work().catch(report);
    this.preparing.add(doing);
    await doing;
    this.preparing.delete(doing);
  }

  /** Puts a sidecar into the usual form, whatever form it has, and writes what waits for that. False where that can't be done. */
  async putInUsualForm(source: vscode.Uri): Promise<boolean> {
    const uri = sidecarOf(source);
    const file = await readNow(uri, undefined);
    const changes = file && toUsualForm(file.sidecar);
    if (!changes || !(await change(this.platform, uri, file, file.sidecar, changes))) return false;
    await this.write(source);
    return true;
  }

  /** Tries again what was held back, and settles when all writing that has begun is done. */
  async writeAll(): Promise<void> {
    await Promise.all(this.preparing);
    const waiting = this.store.all().filter((sheet) => sheet.pending.length > 0);
    await Promise.all([
      ...this.running.values(),
      ...waiting.map((sheet) => this.write(vscode.Uri.parse(sheet.source))),
    ]);
  }

  private takeUp(source: string, revisions: readonly Revision[]): void {
    this.store.set(withRevisions(this.store.get(source) ?? newSheet(source), revisions, new Map()), 'person');
    void this.write(vscode.Uri.parse(source));
  }

  private async drain(source: vscode.Uri): Promise<void> {
    // Written down first: the disk may take its time, and the window may be gone before it answers.
    void this.remember();
    for (let tries = 1; ; tries++) {
      const sheet = this.store.get(source.toString());
      if (!sheet || sheet.pending.length === 0) {
        this.release(source);
        break;
      }
      const outcome = await this.attempt(source, sheet, tries < triesUntilFilled);
      if (outcome === 'again' && tries < mostTries) {
        // Others write, too: whoever waits a little longer each time lets them finish.
        await wait(Math.random() * Math.min(tries, 50));
        continue;
      }
      if (outcome) {
        this.hold(outcome === 'again' ? { source, why: 'failed', error: restless() } : outcome);
        break;
      }
    }
    await this.remember();
  }

  /** One try: undefined where it is done, `again` where the file changed meanwhile, or may be about to. */
  private async attempt(source: vscode.Uri, sheet: Sheet, mayWait: boolean): Promise<Held | 'again' | undefined> {
    const name = source.toString();
    const batch = sheet.pending;
    try {
      const uri = sidecarOf(source);
      const file = await readNow(uri, sheet.sidecar);
      if (mayWait && file?.bytes?.length === 0) return 'again';
      if (!file && !(await exists(source))) return { source, why: 'gone' };
      const sidecar = file?.sidecar ?? readSidecar(newSidecar(baseName(source)));
      const { changes, after, collisions, removed, refused } = revise(sidecar, batch, this.removed.get(name));
      if (refused) return { source, why: refused };
      // Before the file changes: where its editor then fails to save, the bytes are gone from it all the same.
      this.removed.set(name, new Map([...(this.removed.get(name) ?? []), ...removed]));
      const written = await change(this.platform, uri, file, sidecar, changes, after);
      if (!written) return 'again';
      if (written.isSaved) this.unsaved.written(name, written.sidecar.text, batch);
      else this.unsaved.add(name, batch);
      this.wrote.fire({ source, revisions: batch });
      if (collisions.length > 0) this.collided.fire({ source, collisions });
      await this.put(name, sheet, written.sidecar, uri);
      return undefined;
    } catch (error) {
      return { source, why: 'failed', error };
    }
  }

  /** Into the store with what was written. Where the file was read meanwhile, who knows which is newer: it is read again. */
  private async put(name: string, { pending, sidecar }: Sheet, written: Sidecar, uri: vscode.Uri): Promise<void> {
    const now = this.store.get(name);
    if (!now) return;
    this.store.set(withSidecar(now, written, without(now.pending, pending)), 'disk');
    if (now.sidecar !== sidecar) await this.sidecars.reload(uri);
  }

  private hold(held: Held): void {
    this.held.fire(held);
    if (held.why !== 'failed' && held.why !== 'gone') return;
    const name = held.source.toString();
    const before = this.retries.get(name);
    // What people do meanwhile goes in with the next try, and puts it off no further.
    if (before?.timer) return;
    const wait = before ? Math.min(longestWait, 2 * before.wait) : firstWait;
    const timer = setTimeout(() => {
      this.retries.set(name, { wait });
      void this.write(held.source);
    }, wait);
    this.retries.set(name, { wait, timer });
  }

  private release(source: vscode.Uri): void {
    const name = source.toString();
    clearTimeout(this.retries.get(name)?.timer);
    this.retries.delete(name);
    this.released.fire(source);
  }

  /** What is not on the disk survives a reload of the window. */
  private async remember(): Promise<void> {
    const work = new Map<string, readonly Revision[]>(this.unsaved.all());
    for (const sheet of this.store.all())
      if (sheet.pending.length > 0) work.set(sheet.source, [...(work.get(sheet.source) ?? []), ...sheet.pending]);
    await this.journal.write(Object.fromEntries(work)).catch(report);
  }
}

/** What is left of the pending revisions once a batch of them is on the disk. */
function without(pending: readonly Revision[], batch: readonly Revision[]): readonly Revision[] {
  const done = new Set(batch);
  return pending.filter((revision) => !done.has(revision));
}

/** What people did stays in the store and is tried again. */
function report(error: unknown): void {
  console.warn('Claimmark could not write.', error);
}
