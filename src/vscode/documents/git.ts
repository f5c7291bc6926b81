import * as vscode from 'vscode';

/** What of VS Code's git extension is used here (its API, version 1). */
interface GitApi {
  getRepository(uri: vscode.Uri): Repository | null;
}

interface Repository {
  readonly rootUri: vscode.Uri;
  log(options: { readonly maxEntries: number; readonly path: string }): Promise<readonly { readonly hash: string }[]>;
  show(ref: string, path: string): Promise<string>;
}

/** The source's text in the commit that last wrote its sidecar; undefined where git does not know, or must not be asked. */
export async function textWhenWritten(source: vscode.Uri, sidecar: vscode.Uri): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted || source.scheme !== 'file') return undefined;
  const repository = (await gitApi())?.getRepository(source);
  if (!repository) return undefined;
  try {
    const [last] = await repository.log({ maxEntries: 1, path: sidecar.fsPath });
    return last && (await repository.show(last.hash, source.fsPath));
  } catch (error) {
    // The git extension rejects where a file is not in that commit, in words that differ between versions.
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
