import * as vscode from 'vscode';
import type { Finish } from '../../core/model/annotation';
import type { Revision } from '../../core/model/action';
import type { Store } from '../../core/state/store';
import { wordsHash } from '../../core/text/hashes';
import type { Actions } from '../storage/log';
import { exists, textOf } from '../storage/files';
import type { Author } from '../ui/author';
import { now } from '../ui/revisions';
import { gathered } from '../ui/debounce';
import { showBriefly } from '../ui/dialogs';
import { openDocument } from '../ui/open';

/** How long changes of files are gathered, in milliseconds. */
const pause = 400;

/**
 * Which sources are finished: somebody said so in the sidecar, and the text is still the one that was done. That is
 * asked of the text itself, whoever changed it and whether it is open or not.
 */
export class FinishedSources implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ReadonlySet<string>>();
  /** Fired with the sources of which it may have changed. */
  readonly onDidChange = this.changed.event;
  /** The hash of a text as it was read: of an open one with its version, of another until its file changes. */
  private readonly known = new Map<string, { readonly words: string; readonly version: number | undefined }>();
  private readonly reading = gathered(pause, (sources) => this.read(sources));
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly store: Store,
    private readonly actions: Actions,
    private readonly author: Author,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const touched = (file: vscode.Uri): void => {
      if (this.saidOf(file.toString())) this.reading.soon(file.toString());
    };
    this.listening = vscode.Disposable.from(
      this.changed,
      this.reading,
      watcher,
      watcher.onDidChange(touched),
      watcher.onDidCreate(touched),
      store.onDidChange(({ source, before }) => {
        if (!same(before?.sidecar?.finished, this.saidOf(source))) this.changed.fire(new Set([source]));
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const source = document.uri.toString();
        if (this.saidOf(source)) this.changed.fire(new Set([source]));
      }),
      vscode.workspace.onDidSaveTextDocument((document) => void this.endWhereChanged(document)),
    );
  }

  readonly isFinished = (source: string): boolean => {
    const said = this.saidOf(source);
    return said !== undefined && (said.words === undefined || this.wordsOf(source) === said.words);
  };

  /** Says that sources are done, or that they are not, as one action of a person. */
  readonly set = async (sources: readonly string[], isFinished: boolean): Promise<void> => {
    const { t } = vscode.l10n;
    const steps: { source: string; revisions: readonly Revision[] }[] = [];
    for (const source of sources) {
      const before = this.saidOf(source);
      if (isFinished ? this.isFinished(source) : !before) continue;
      const after = isFinished ? await this.finishOf(source) : undefined;
      if (isFinished && !after) continue;
      const revision: Revision = { of: 'finished', ...(before ? { before } : {}), ...(after ? { after } : {}) };
      steps.push({ source, revisions: [revision] });
    }
    if (steps.length === 0) return;
    await this.actions.perform({ label: isFinished ? t('Finished') : t('Unfinished'), steps });
  };

  private async finishOf(source: string): Promise<Finish | undefined> {
    const words = await currentWords(source);
    const by = await this.author(vscode.Uri.parse(source));
    if (!by) showBriefly(vscode.l10n.t('Who finished it? Set “Claimmark: Author” in the settings.'));
    return by && words !== undefined ? { by, created: now(), words } : undefined;
  }

  dispose(): void {
    this.listening.dispose();
  }

  private saidOf(source: string): Finish | undefined {
    return this.store.get(source)?.sidecar?.finished;
  }

  /** As far as it is known yet; what is not known is read, and told. */
  private wordsOf(source: string): string | undefined {
    const document = openDocument(source);
    const known = this.known.get(source);
    if (document && known?.version !== document.version) {
      const words = wordsHash(document.getText());
      this.known.set(source, { words, version: document.version });
      return words;
    }
    if (known && (document || known.version === undefined)) return known.words;
    this.reading.soon(source);
    // Nothing speaks against what the sidecar says before the file was read.
    return this.saidOf(source)?.words;
  }

  private async read(sources: ReadonlySet<string>): Promise<void> {
    for (const source of sources) {
      if (openDocument(source)) continue;
      const file = vscode.Uri.parse(source);
      // Of a source that is not there, nothing is left that could be finished.
      const words = (await exists(file)) ? await currentWords(source) : '';
      if (words !== undefined) this.known.set(source, { words, version: undefined });
    }
    this.changed.fire(sources);
  }

  /** A person who saves another text than the one that was done has begun again: the sidecar says so. */
  private async endWhereChanged({ uri }: vscode.TextDocument): Promise<void> {
    const source = uri.toString();
    const before = this.saidOf(source);
    if (!before?.words || this.isFinished(source)) return;
    await this.actions.keepUp(source, [{ of: 'finished', before }], new Map());
  }
}

const same = (a: Finish | undefined, b: Finish | undefined): boolean =>
  a?.created === b?.created && a?.words === b?.words;

/** The hash of a source's text as it is now; undefined where it can't be read. */
async function currentWords(source: string): Promise<string | undefined> {
  const document = openDocument(source);
  if (document) return wordsHash(document.getText());
  try {
    return wordsHash(await textOf(vscode.Uri.parse(source)));
  } catch (error) {
    console.warn('Claimmark could not read a source that is said to be finished.', error);
    return undefined;
  }
}
