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
 * Knows which sources are finished: the sidecar says so, and the text is still the one that was finished. That is
 * decided by the text, open or not, whoever changed it.
 */
export class FinishedSources implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ReadonlySet<string>>();
  /** Fired with the sources that may have become finished or unfinished. */
  readonly onDidChange = this.changed.event;
  /** The hash of a text when last read: for an open source with its version, for a closed one until its file changes. */
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

  /** Marks sources as finished or unfinished, as one action of a person. */
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
    if (!by) showBriefly(vscode.l10n.t('Finishing a source needs a name: set “Claimmark: Author” in the settings.'));
    return by && words !== undefined ? { by, created: now(), words } : undefined;
  }

  dispose(): void {
    this.listening.dispose();
  }

  private saidOf(source: string): Finish | undefined {
    return this.store.get(source)?.sidecar?.finished;
  }

  /** The hash of a text if it is known; otherwise it is read, and `onDidChange` fires then. */
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
    // Until the file has been read, the sidecar is believed.
    return this.saidOf(source)?.words;
  }

  private async read(sources: ReadonlySet<string>): Promise<void> {
    for (const source of sources) {
      if (openDocument(source)) continue;
      const file = vscode.Uri.parse(source);
      // A source without a file is not finished.
      const words = (await exists(file)) ? await currentWords(source) : '';
      if (words !== undefined) this.known.set(source, { words, version: undefined });
    }
    this.changed.fire(sources);
  }

  /** Ends the finish of a source when a person saves another text than the finished one. */
  private async endWhereChanged({ uri }: vscode.TextDocument): Promise<void> {
    const source = uri.toString();
    const before = this.saidOf(source);
    if (!before?.words || this.isFinished(source)) return;
    await this.actions.keepUp(source, [{ of: 'finished', before }], new Map());
  }
}

const same = (a: Finish | undefined, b: Finish | undefined): boolean =>
  a?.created === b?.created && a?.words === b?.words;

/** The hash of a source's present text; undefined where it can't be read. */
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
