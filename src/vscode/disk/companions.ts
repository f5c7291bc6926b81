import * as vscode from 'vscode';
import { annotatorOf, sidecarPath, sourcePath } from '../../core/sidecar/path';
import { baseName, isSidecar } from '../storage/names';
import { readNow } from '../storage/sidecars';

/**
 * The sidecars that stand beside a source: the shared one, and those that annotators keep apart, which name it `named`.
 * Rejects with what the file system says.
 */
export async function sidecarsBeside(source: vscode.Uri, named: string): Promise<readonly vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(source, '..');
  const path = vscode.Uri.joinPath(folder, named).path;
  const found: vscode.Uri[] = [];
  for (const [name] of await vscode.workspace.fs.readDirectory(folder)) {
    const file = vscode.Uri.joinPath(folder, name);
    if (!isSidecar(file) || !name.startsWith(`${baseName(source)}.`)) continue;
    if (file.path === sidecarPath(source.path)) found.push(file);
    else if (annotatorOf(file.path, source.path) !== undefined && (await names(file)) === path) found.push(file);
  }
  return found;
}

/** The path of the source that a sidecar names. */
async function names(sidecar: vscode.Uri): Promise<string | undefined> {
  const source = (await readNow(sidecar, undefined))?.sidecar.source;
  return source === undefined ? undefined : sourcePath(sidecar.path, source);
}
