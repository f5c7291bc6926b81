import * as vscode from 'vscode';
import { sameBytes } from './platform';

/** A file's bytes; undefined where there is no file. Rejects with what else the file system says. */
export async function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** `Platform.replaceFile` by the editor's own file system, whose providers write files whole. */
export async function replaceThroughWorkspace(
  file: vscode.Uri,
  expected: Uint8Array | undefined,
  content: Uint8Array,
): Promise<boolean> {
  if (!sameBytes(await readIfThere(file), expected)) return false;
  await vscode.workspace.fs.writeFile(file, content);
  return true;
}
