import * as vscode from 'vscode';

/** What a sidecar's name ends in. */
export const suffix = '.claims.yaml';

export function isSidecar(file: vscode.Uri): boolean {
  return file.path.endsWith(suffix);
}

export function sidecarOf(source: vscode.Uri): vscode.Uri {
  return source.with({ path: source.path + suffix, query: '', fragment: '' });
}

export function sourceOf(sidecar: vscode.Uri): vscode.Uri {
  return sidecar.with({ path: sidecar.path.slice(0, -suffix.length), query: '', fragment: '' });
}

export function baseName(file: vscode.Uri): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}

/** Where a file stands in the workspace, for people to read: with the folder's name where there are several. */
export function placeOf(file: vscode.Uri): string {
  return vscode.workspace.asRelativePath(file);
}
