import * as vscode from 'vscode';
import { gathered } from '../ui/debounce';
import { findFiles } from '../storage/files';
import { isSidecar } from '../ui/names';

/** More texts than this are no queue that somebody works through. */
const most = 20_000;

/** Files that stand in many folders and that nobody checks. */
const neverSources =
  '**/{node_modules,.git,.vscode}/**,**/{README,CHANGELOG,LICENSE,LICENCE,CONTRIBUTING,CODE_OF_CONDUCT,SECURITY}.*';

/** The texts of the workspace that people may check, by the setting `claimmark.sources`. */
export class WorkspaceSources implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fired when texts came or went. */
  readonly onDidChange = this.changed.event;
  private known: readonly vscode.Uri[] = [];
  private readonly again = gathered(300, () => this.look());
  private readonly listening: vscode.Disposable;
  private watching: vscode.Disposable;

  constructor() {
    this.watching = this.watch();
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.again.soon()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('claimmark.sources')) return;
        this.watching.dispose();
        this.watching = this.watch();
        this.again.soon();
      }),
    );
    this.again.soon();
  }

  /** In the order of their paths; what was known when somebody looked last. */
  all(): readonly vscode.Uri[] {
    return this.known;
  }

  /** Looks for them now. */
  async look(): Promise<readonly vscode.Uri[]> {
    const found = await findFiles(pattern(), { except: `{${neverSources}}`, most });
    const sources = found.filter((file) => !isSidecar(file)).sort((a, b) => compare(a.path, b.path));
    const isSame =
      sources.length === this.known.length && sources.every((one, index) => one.path === this.known[index]?.path);
    this.known = sources;
    if (!isSame) this.changed.fire();
    return sources;
  }

  dispose(): void {
    this.again.dispose();
    this.listening.dispose();
    this.watching.dispose();
    this.changed.dispose();
  }

  private watch(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern(), false, true, false);
    const soon = (): void => this.again.soon();
    return vscode.Disposable.from(watcher, watcher.onDidCreate(soon), watcher.onDidDelete(soon));
  }
}

function pattern(): string {
  const globs = vscode.workspace.getConfiguration('claimmark').get<unknown>('sources');
  const given = Array.isArray(globs)
    ? globs.filter((glob): glob is string => typeof glob === 'string' && glob !== '')
    : [];
  return given.length === 0 ? '**/*.{txt,md,srt,vtt}' : given.length === 1 ? (given[0] ?? '') : `{${given.join(',')}}`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
