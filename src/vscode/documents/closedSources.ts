import * as vscode from 'vscode';
import { emptyRanges, withPlacements } from '../../core/state/ranges';
import { isKnownOnDisk, onDiskAt, withOnDisk, type Sheet } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { lineStarts, placeAt } from '../../core/text/lines';
import { readSource } from '../storage/sight';
import { gathered } from '../ui/debounce';
import type { Platform } from '../ui/platform';
import { search } from './anchoring';
import type { LastTexts } from './lastTexts';

/** How long changes of files are gathered, in milliseconds: a pull brings many, and sidecars with their sources. */
const pause = 400;

/** Larger files, in bytes, are not looked into before they are opened. Guessed. */
const largest = 2_000_000;

/** So many sources may wait to be looked into; what a burst brings beyond that waits until it is opened. Guessed. */
const mostWaiting = 5000;

/**
 * Looks into the files of annotated sources of the workspace that are not open: once they are known or closed, and again
 * when another program changes, deletes or restores them. One file at a time, in slices. What it finds is for showing
 * alone; a source that is opened is searched as if nothing were known.
 */
export class ClosedSources implements vscode.Disposable {
  private readonly waiting = { changed: new Set<string>(), unknown: new Set<string>() };
  private readonly working: { isBusy: boolean; isOver: boolean } = { isBusy: false, isOver: false };
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly store: Store,
    private readonly platform: Platform,
    private readonly lastTexts: LastTexts,
  ) {
    const changed = gathered(pause, (files) => this.enqueue('changed', this.sourcesIn(files)));
    const unknown = gathered(pause, (sources) => this.enqueue('unknown', sources));
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const touched = (file: vscode.Uri): void => changed.soon(file.toString());
    this.listening = vscode.Disposable.from(
      changed,
      unknown,
      watcher,
      watcher.onDidChange(touched),
      watcher.onDidCreate(touched),
      watcher.onDidDelete(touched),
      store.onDidChange(({ source, before }) => {
        const sheet = store.get(source);
        if (sheet && !sheet.open && (before?.open || !isKnownOnDisk(sheet))) unknown.soon(source);
      }),
    );
  }

  dispose(): void {
    this.working.isOver = true;
    this.listening.dispose();
  }

  /** The sources among files that changed, and those in folders among them: of a deleted folder nothing else is told. */
  private sourcesIn(files: ReadonlySet<string>): readonly string[] {
    const isTouched = (source: string): boolean => {
      for (let end = source.length; end > 0; end = source.lastIndexOf('/', end - 1))
        if (files.has(source.slice(0, end))) return true;
      return false;
    };
    return this.store.all().flatMap(({ source, open }) => (!open && isTouched(source) ? [source] : []));
  }

  private enqueue(queue: 'changed' | 'unknown', sources: Iterable<string>): void {
    const { changed, unknown } = this.waiting;
    for (const source of sources) if (changed.size + unknown.size < mostWaiting) this.waiting[queue].add(source);
    void this.work();
  }

  /** What has changed just now comes before what has not been looked into yet. */
  private async work(): Promise<void> {
    if (this.working.isBusy) return;
    this.working.isBusy = true;
    const { changed, unknown } = this.waiting;
    for (;;) {
      const queue = changed.size > 0 ? changed : unknown;
      const [source] = queue;
      if (source === undefined || this.working.isOver) break;
      queue.delete(source);
      await this.lookInto(source).catch(report);
      await this.platform.pause();
    }
    this.working.isBusy = false;
  }

  private async lookInto(source: string): Promise<void> {
    const sheet = this.store.get(source);
    const file = vscode.Uri.parse(source);
    // Of what is not in the workspace no watcher tells: what is known of it would grow old.
    if (!sheet || sheet.open || sheet.records.length === 0 || !vscode.workspace.getWorkspaceFolder(file)) return;
    const known = await this.knownOf(sheet, file);
    if (this.store.get(source) !== sheet) this.enqueue('unknown', [source]);
    else if (!isAlike(sheet, known)) this.store.set(known, 'search');
  }

  private async knownOf(sheet: Sheet, file: vscode.Uri): Promise<Sheet> {
    const { records } = sheet;
    if ((await sizeOf(file)) > largest) return { ...sheet, onDisk: undefined };
    const read = await readSource(file, this.platform);
    if ('unread' in read) return { ...sheet, onDisk: undefined };
    const { text } = read;
    const all = [...records.keys()];
    const { platform, lastTexts } = this;
    const { ids, found } = await search(sheet, file, text, all, {}, { platform, lastTexts });
    const stands = new Map(ids.map((id, index) => [id, found[index]]));
    const placed = records.flatMap(({ id }, index) => {
      const stand = stands.get(id);
      return stand ? [[index, stand] as const] : [];
    });
    const starts = lineStarts(text);
    return withOnDisk(sheet, withPlacements(emptyRanges(records.length), placed), (at) => placeAt(starts, at).line);
  }
}

/** A file's size in bytes, 0 where there is none. Rejects with what else the file system says. */
async function sizeOf(file: vscode.Uri): Promise<number> {
  try {
    return (await vscode.workspace.fs.stat(file)).size;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return 0;
    throw error;
  }
}

/** Whether two sheets of the same records show them alike. */
function isAlike(a: Sheet, b: Sheet): boolean {
  return a.records.every((_, index) => {
    const [one, other] = [onDiskAt(a, index), onDiskAt(b, index)];
    return one?.state === other?.state && one?.line === other?.line;
  });
}

function report(error: unknown): void {
  console.warn('Claimmark could not look into a source that is not open.', error);
}
