import * as vscode from 'vscode';
import { gathered } from '../ui/debounce';
import { findFiles } from '../storage/files';
import { isSidecar } from '../ui/names';

/** Most sources listed: nobody works through a longer queue. */
const most = 20_000;

/** Files that many folders have and nobody checks. */
const neverSources: readonly string[] = [
  '**/{node_modules,.git,.vscode}/**',
  '**/{README,CHANGELOG,LICENSE,LICENCE,CONTRIBUTING,CODE_OF_CONDUCT,SECURITY}.*',
];

/** The texts of the workspace that people may check, by the setting `claimmark.sources`. */
export class WorkspaceSources implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fired when texts were added or removed, and after the first search. */
  readonly onDidChange = this.changed.event;
  /** Undefined before the first search. */
  private known: readonly vscode.Uri[] | undefined;
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
  }

  /** The sources found last, sorted by path. */
  all(): readonly vscode.Uri[] {
    return this.known ?? [];
  }

  /** Whether a search has been made; before that, their number is unknown. */
  get isKnown(): boolean {
    return this.known !== undefined;
  }

  /** Searches the workspace. */
  async look(): Promise<readonly vscode.Uri[]> {
    const found = await findFiles(pattern(), { except: `{${neverSources.join(',')}}`, most });
    const sources = found.filter((file) => !isSidecar(file)).sort((a, b) => compare(a.path, b.path));
    const { known } = this;
    const isSame = sources.length === known?.length && sources.every((one, index) => one.path === known[index]?.path);
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

/**
 * Whether a document is one of these texts, decided by its path without a search. With no folder open, any text with a
 * matching name is.
 */
export function isWorkspaceSource(document: vscode.TextDocument): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const isOf = (glob: vscode.GlobPattern): boolean => vscode.languages.match({ pattern: glob }, document) > 0;
  if (folders.length === 0) return globs().some(isOf);
  return folders.some(
    (folder) =>
      globs().some((glob) => isOf(new vscode.RelativePattern(folder, glob))) &&
      !neverSources.some((glob) => isOf(new vscode.RelativePattern(folder, glob))),
  );
}

function globs(): readonly string[] {
  const said = vscode.workspace.getConfiguration('claimmark').get<unknown>('sources');
  const given = Array.isArray(said)
    ? said.filter((glob): glob is string => typeof glob === 'string' && glob !== '')
    : [];
  return given.length === 0 ? ['**/*.{txt,md,srt,vtt}'] : given;
}

function pattern(): string {
  const [first = '', ...others] = globs();
  return others.length === 0 ? first : `{${[first, ...others].join(',')}}`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
