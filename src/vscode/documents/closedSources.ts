import * as vscode from 'vscode';
import { fromKeptPlaces, keptPlacesOf } from '../../core/state/keptPlaces';
import { emptyRanges, withPlacements, type Ranges } from '../../core/state/ranges';
import { isKnownOnDisk, onDiskAt, withOnDisk, type Sheet } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { lineStarts, placeAt } from '../../core/text/lines';
import { readIfThere } from '../storage/files';
import { readSource, textIn, whyNotReached } from '../storage/readSource';
import { gathered, oneAfterAnother } from '../ui/debounce';
import { openDocument } from '../ui/open';
import type { Platform } from '../ui/platform';
import { search } from './anchoring';
import type { LastTexts } from './lastTexts';
import { digestOf, type PlacesCache } from './placesCache';

/** How long changes of files are gathered, in milliseconds: a pull brings many, sidecars together with their sources. */
const pause = 400;

/** Largest file, in bytes, that is read before it is opened. Guessed. */
const largest = 2_000_000;

/** Most sources that may wait to be read; further ones are not read until they are opened. Guessed. */
const mostWaiting = 25_000;

/** How many sources are read at a time, since most of the time is spent waiting for files. They are searched one by one. */
const atOnce = 8;

/**
 * Finds the annotations of closed sources of the workspace in their files: once a source is known or closed, and again
 * when another program changes, deletes or restores it. Several are read at a time, and searched one by one, in slices.
 * The results are for display only; a source that is opened is searched from scratch.
 */
export class ClosedSources implements vscode.Disposable {
  private readonly waiting = { changed: new Set<string>(), unknown: new Set<string>() };
  private readonly working = { count: 0, isOver: false, on: new Set<string>() };
  private readonly inTurn = oneAfterAnother();
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly store: Store,
    private readonly platform: Platform,
    private readonly lastTexts: LastTexts,
    private readonly cache: PlacesCache,
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

  /** The sources among changed files, and those inside folders among these: of a deleted folder only its own name is reported. */
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
    for (let free = atOnce - this.working.count; free > 0; free--) void this.work();
  }

  /** Changed files come before files that have not been read yet. */
  private async work(): Promise<void> {
    this.working.count++;
    for (let source = this.next(); source !== undefined && !this.working.isOver; source = this.next()) {
      this.working.on.add(source);
      await this.lookInto(source).catch(report);
      this.working.on.delete(source);
      await this.platform.pause();
    }
    this.working.count--;
  }

  /** Takes the next source. One that is just being read waits until that ends, since the later read is the truer one. */
  private next(): string | undefined {
    for (const queue of [this.waiting.changed, this.waiting.unknown])
      for (const source of queue)
        if (!this.working.on.has(source)) {
          queue.delete(source);
          return source;
        }
    return undefined;
  }

  private async lookInto(source: string): Promise<void> {
    const sheet = this.store.get(source);
    const file = vscode.Uri.parse(source);
    // No watcher reports files outside the workspace, so their placements would become stale.
    if (!sheet || sheet.open || sheet.records.length === 0 || !vscode.workspace.getWorkspaceFolder(file)) return;
    const known = await this.knownOf(sheet, file);
    if (this.store.get(source) !== sheet) this.enqueue('unknown', [source]);
    else if (!isAlike(sheet, known)) this.store.set(known, 'search');
  }

  private async knownOf(sheet: Sheet, file: vscode.Uri): Promise<Sheet> {
    const { records } = sheet;
    const unknown = { ...sheet, onDisk: undefined };
    if ((await sizeOf(file)) > largest || (await whyNotReached(file, this.platform)) !== undefined) return unknown;
    const { bytes, of } = await this.bytesOf(sheet, file);
    const kept = of && fromKeptPlaces(await this.cache.get(sheet.source, of), records.length);
    if (kept) return withOnDisk(sheet, kept.spans, kept.lineAt);
    // Each file is read once, so that the places kept belong to the very bytes that the digest was made of.
    const read = bytes ? await textIn(bytes, file) : await readSource(file, this.platform);
    if ('unread' in read) return unknown;
    const { placements, isByTextAlone } = await this.inTurn(() => this.find(sheet, file, read.text));
    const starts = lineStarts(read.text);
    const lineAt = (offset: number): number => placeAt(starts, offset).line;
    const places = isByTextAlone ? keptPlacesOf(placements, lineAt) : undefined;
    if (of && places) await this.cache.keep(sheet.source, of, places);
    return withOnDisk(sheet, placements, lineAt);
  }

  private async find(
    sheet: Sheet,
    file: vscode.Uri,
    text: string,
  ): Promise<{ placements: Ranges; isByTextAlone: boolean }> {
    const { records } = sheet;
    const { platform, lastTexts } = this;
    const all = [...records.keys()];
    const { ids, found, isByTextAlone } = await search(sheet, file, text, all, { platform, lastTexts });
    const placements = new Map(ids.map((id, index) => [id, found[index]]));
    const placed = records.flatMap(({ id }, index) => {
      const placement = placements.get(id);
      return placement ? [[index, placement] as const] : [];
    });
    return { placements: withPlacements(emptyRanges(records.length), placed), isByTextAlone };
  }

  /**
   * The bytes of a file that no editor holds, with a digest of all that determines the places of its annotations; no
   * digest if these also depend on the last text in which they were placed.
   */
  private async bytesOf(
    { source, records }: Sheet,
    file: vscode.Uri,
  ): Promise<{ readonly bytes?: Uint8Array | undefined; readonly of?: string | undefined }> {
    if (openDocument(source)) return {};
    const [bytes, last] = await Promise.all([readIfThere(file), this.lastTexts.recall(file)]);
    if (!bytes || last) return { bytes };
    const settings = vscode.workspace.getConfiguration('files', file);
    const decoding = ['encoding', 'autoGuessEncoding', 'candidateGuessEncodings'].map((name) => settings.get(name));
    return { bytes, of: await digestOf(bytes, JSON.stringify([decoding, records])) };
  }
}

/** The size of a file in bytes, 0 where there is none. Rejects with any other error of the file system. */
async function sizeOf(file: vscode.Uri): Promise<number> {
  try {
    return (await vscode.workspace.fs.stat(file)).size;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return 0;
    throw error;
  }
}

/** Whether two sheets of the same records show the same. */
function isAlike(a: Sheet, b: Sheet): boolean {
  return a.records.every((_, index) => {
    const [one, other] = [onDiskAt(a, index), onDiskAt(b, index)];
    return one?.state === other?.state && one?.line === other?.line;
  });
}

function report(error: unknown): void {
  console.warn('Claimmark could not look into a source that is not open.', error);
}
