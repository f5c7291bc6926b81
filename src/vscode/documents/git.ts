import * as vscode from 'vscode';

/** The part of the API of VS Code's git extension, version 1, that is used here. */
interface GitApi {
  /** The repositories that the git extension has found: those of the folders, with submodules and others inside. */
  readonly repositories: readonly Repository[];
  getRepository(uri: vscode.Uri): Repository | null;
}

export interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD?: { readonly name?: string };
    readonly workingTreeChanges: readonly Change[];
    readonly untrackedChanges?: readonly Change[];
    readonly mergeChanges: readonly Change[];
  };
  log(options: { readonly maxEntries: number; readonly path?: string }): Promise<readonly Commit[]>;
  show(ref: string, path: string): Promise<string>;
  getRefs(query: {
    readonly sort?: 'committerdate';
  }): Promise<readonly { readonly name?: string; readonly commit?: string }[]>;
  getCommit(ref: string): Promise<Commit>;
  getMergeBase(one: string, other: string): Promise<string | undefined>;
  diffWith(ref: string): Promise<readonly Change[]>;
  status(): Promise<void>;
}

interface Commit {
  readonly hash: string;
  readonly message: string;
  readonly authorDate?: Date;
}

interface Change {
  readonly uri: vscode.Uri;
  readonly originalUri: vscode.Uri;
  readonly renameUri: vscode.Uri | undefined;
}

/** The git repository with a file or folder; undefined where there is none, or git must not be asked. */
export async function repositoryOf(file: vscode.Uri): Promise<Repository | undefined> {
  if (!vscode.workspace.isTrusted || file.scheme !== 'file') return undefined;
  return (await gitApi())?.getRepository(file) ?? undefined;
}

/** The text of a file in a commit; undefined where the commit does not have the file. */
export async function textAt(repository: Repository, commit: string, file: vscode.Uri): Promise<string | undefined> {
  try {
    return await repository.show(commit, file.fsPath);
  } catch (error) {
    // The git extension rejects if a file is not in the commit, with messages that differ between versions.
    console.debug('Claimmark found no older version of a file in git.', error);
    return undefined;
  }
}

/** The files that differ between a commit and the working tree, untracked ones included. */
export async function changedSince(repository: Repository, commit: string): Promise<readonly vscode.Uri[]> {
  await repository.status();
  const { workingTreeChanges, untrackedChanges = [] } = repository.state;
  const changes = [...(await repository.diffWith(commit)), ...workingTreeChanges, ...untrackedChanges];
  const files = changes.flatMap(({ uri, originalUri, renameUri }) => [
    uri,
    originalUri,
    ...(renameUri ? [renameUri] : []),
  ]);
  return [...new Map(files.map((file) => [file.toString(), file])).values()];
}

/** The files of the workspace in unfinished merges: even without conflict markers, such a file may hold one side alone. */
export async function halfMerged(): Promise<ReadonlySet<string>> {
  const files = new Set<string>();
  for (const repository of (vscode.workspace.isTrusted && (await gitApi())?.repositories) || []) {
    await repository.status();
    for (const { uri } of repository.state.mergeChanges) files.add(uri.toString());
  }
  return files;
}

/** The source's text in the commit that last wrote its sidecar; undefined where git has none, or must not be asked. */
export async function textWhenWritten(source: vscode.Uri, sidecar: vscode.Uri): Promise<string | undefined> {
  const repository = await repositoryOf(source);
  if (!repository) return undefined;
  try {
    const [last] = await repository.log({ maxEntries: 1, path: sidecar.fsPath });
    return last && (await textAt(repository, last.hash, source));
  } catch (error) {
    // A repository without a commit has no log.
    console.debug('Claimmark found no older version of a source in git.', error);
    return undefined;
  }
}

async function gitApi(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): GitApi }>(
    'vscode.git',
  );
  const exports = extension && (extension.isActive ? extension.exports : await extension.activate());
  return exports?.enabled ? exports.getAPI(1) : undefined;
}
