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

/** How long changes of files are gathered, in milliseconds: a pull brings many, and sidecars with their sources. */
const pause = 400;

/** Larger files, in bytes, are not looked into before they are opened. Guessed. */
const largest = 2_000_000;

/** So many sources may wait to be looked into; what a burst brings beyond that waits until it is opened. Guessed. */
const mostWaiting = 25_000;

/** So many sources are read at a time, since most of the time is spent on waiting for files. They are searched one by one. */
const atOnce = 8;

/**
 * Looks into the files of annotated sources of the workspace that are not open: once they are known or closed, and again
 * when another program changes, deletes or restores them. Several are read at a time, and searched one by one, in
 * slices. What it finds is for showing alone; a source that is opened is searched as if nothing were known.
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
    for (let free = atOnce - this.working.count; free > 0; free--) void this.work();
  }

  /** What has changed just now comes before what has not been looked into yet. */
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

  /** Takes the next to be looked into. One that is being looked into waits for the end of that: the later look is the truer. */
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
    // Of what is not in the workspace no watcher tells: what is known of it would grow old.
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
    // Each file is read once, so that what is found and kept is of the very bytes that the digest is of.
    const read = bytes ? await textIn(bytes, file) : await readSource(file, this.platform);
    if ('unread' in read) return unknown;
    const { stands, isByTextAlone } = await this.inTurn(() => this.find(sheet, file, read.text));
    const starts = lineStarts(read.text);
    const lineAt = (offset: number): number => placeAt(starts, offset).line;
    const places = isByTextAlone ? keptPlacesOf(stands, lineAt) : undefined;
    if (of && places) await this.cache.keep(sheet.source, of, places);
    return withOnDisk(sheet, stands, lineAt);
  }

  private async find(
    sheet: Sheet,
    file: vscode.Uri,
    text: string,
  ): Promise<{ stands: Ranges; isByTextAlone: boolean }> {
    const { records } = sheet;
    const { platform, lastTexts } = this;
    const all = [...records.keys()];
    const { ids, found, isByTextAlone } = await search(sheet, file, text, all, { platform, lastTexts });
    const stands = new Map(ids.map((id, index) => [id, found[index]]));
    const placed = records.flatMap(({ id }, index) => {
      const stand = stands.get(id);
      return stand ? [[index, stand] as const] : [];
    });
    return { stands: withPlacements(emptyRanges(records.length), placed), isByTextAlone };
  }

  /**
   * A file's bytes, where no editor holds it, and a digest of all that tells where the annotations of the source stand in
   * them: undefined where the text on which they last stood has a say as well.
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
