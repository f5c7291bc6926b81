import { execFile } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { start, type Api } from '../vscode/extension';
import { replaceThroughWorkspace } from '../vscode/storage/files';
import type { Platform } from '../vscode/ui/platform';
import { replaceFile } from './replace';

const session: { api?: Api } = {};

const platform: Platform = {
  replaceFile: (file, expected, content) =>
    file.scheme === 'file'
      ? replaceFile(file.fsPath, expected, content)
      : replaceThroughWorkspace(file, expected, content),
  gitUserName: (folder) =>
    new Promise((resolve) => {
      const cwd = folder?.scheme === 'file' ? folder.fsPath : undefined;
      execFile('git', ['config', 'user.name'], { cwd, timeout: 3000 }, (error, output) => {
        resolve(error ? undefined : output.trim() || undefined);
      });
    }),
  pause: () => setImmediate(),
};

/** Called by the editor when a source, a sidecar or one of the views is first opened. */
export function activate(context: vscode.ExtensionContext): Api {
  return (session.api = start(context, platform));
}

/** Called when the window closes: it waits until people's work is on the disk. */
export function deactivate(): Promise<void> | undefined {
  return session.api?.settled();
}
