import assert from 'node:assert/strict';
import fixtures from 'claimmark:fixtures';
import * as vscode from 'vscode';

/** The folder of the suites. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('The suites need an open folder.');
  return folder.uri;
}

export function fileUri(name: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceFolder(), name);
}

/**
 * Closes all editors and fills the folder with exactly the files of test/fixtures/`situation`: on the disk or in memory
 * alike.
 */
export async function openSituation(situation: string): Promise<void> {
  const files = Object.entries(fixtures).filter(([name]) => name.startsWith(`${situation}/`));
  if (files.length === 0) throw new Error(`test/fixtures has no ${situation}.`);
  const start = Date.now();
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  // A watcher misses a file that is created and deleted within a moment.
  await new Promise((resolve) => setTimeout(resolve, start + 200 - Date.now()));
  for (const [name] of await vscode.workspace.fs.readDirectory(workspaceFolder()))
    await vscode.workspace.fs.delete(fileUri(name), { recursive: true });
  for (const [name, content] of files) await writeFile(name.slice(situation.length + 1), bytesOf(content));
}

export async function readFile(name: string): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(fileUri(name)));
}

export async function writeFile(name: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(fileUri(name), bytes);
}

export async function fileExists(name: string): Promise<boolean> {
  return vscode.workspace.fs.stat(fileUri(name)).then(
    () => true,
    () => false,
  );
}

export async function openSource(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(name)));
}

/** Renames a file like the Explorer. */
export async function rename(from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(fileUri(from), fileUri(to));
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Waits until `look` returns anything but undefined or false, and returns it; fails after `patience` ms. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | false | Thenable<T | undefined | false>,
  patience = 30_000,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`Not within ${patience} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
