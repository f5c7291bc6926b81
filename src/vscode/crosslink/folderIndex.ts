import * as vscode from 'vscode';
import { isBrief } from '../../core/brief/update';
import type { SourceIndex } from '../../core/crosslink/index';
import { indexSources } from '../../core/state/sourceIndex';
import type { Store } from '../../core/state/store';
import type { WorkspaceSources } from '../documents/workspaceSources';
import { textOf } from '../storage/files';
import { isSidecar } from '../ui/names';
import { openDocument } from '../ui/open';
import type { Platform } from '../ui/platform';

/** Largest file, in bytes, that is read: nobody checks larger ones against each other. Guessed. */
const largest = 10_000_000;
/** How many files are examined and read at once. Guessed. */
const together = 32;
/** Most sources in a folder that is read just because the pointer rests on a word. Guessed. */
const mostUnasked = 2000;

/**
 * The sentences of all sources of the workspace, by URI. Nothing is read before somebody asks, and then only what has
 * changed since the last time.
 */
export class FolderIndex {
  private made: SourceIndex | undefined;
  /** The version of each source that was read: its file's time and size, or that it is open. */
  private readonly versions = new Map<string, string>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly sources: WorkspaceSources,
    private readonly platform: Platform,
  ) {}

  /** Created when first needed: activation does not load its code. */
  private get index(): SourceIndex {
    return (this.made ??= indexSources([]));
  }

  /** Whether the index may be used without a person's request. */
  get isAtHand(): boolean {
    return this.versions.size > 0 || this.sources.all().length <= mostUnasked;
  }

  /** The present index of the folder, without `besides`, such as the draft that is checked. */
  async now(besides?: vscode.Uri): Promise<SourceIndex> {
    const turn = this.last.then(() => this.bringUpToDate(besides?.toString()));
    this.last = turn.catch(() => undefined);
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading the sources in this folder…') },
      () => turn,
    );
    return this.index;
  }

  private async bringUpToDate(besides: string | undefined): Promise<void> {
    const names = new Set([
      ...(await this.sources.look()).map((file) => file.toString()),
      ...this.store.all().map(({ source }) => source),
    ]);
    if (besides !== undefined) names.delete(besides);
    for (const name of this.index.names) if (!names.has(name)) this.drop(name);
    const all = [...names];
    for (let at = 0; at < all.length; at += together) {
      await Promise.all(all.slice(at, at + together).map((name) => this.read(name)));
      await this.platform.pause();
    }
  }

  private async read(name: string): Promise<void> {
    const file = vscode.Uri.parse(name);
    const version = isSidecar(file) ? undefined : await versionOf(file);
    if (version === this.versions.get(name) && version !== open) return;
    const text = version === undefined ? undefined : await textOf(file).catch(() => undefined);
    if (text === undefined || version === undefined || isBrief(text)) {
      this.drop(name);
      if (version !== undefined) this.versions.set(name, version);
      return;
    }
    this.index.put({ name, text });
    this.versions.set(name, version);
  }

  private drop(name: string): void {
    this.index.remove(name);
    this.versions.delete(name);
  }
}

/** The version of an open document, whose text is compared itself. */
const open = 'open';

/** A version that differs when a source's text does; undefined where there is none, or it is too large. */
async function versionOf(file: vscode.Uri): Promise<string | undefined> {
  if (openDocument(file)) return open;
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(file);
    return size > largest ? undefined : `${String(mtime)} ${String(size)}`;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
