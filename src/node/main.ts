import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { start, type Api } from '../vscode/extension';
import { pathByLinks, replaceThroughWorkspace } from '../vscode/storage/files';
import type { Platform } from '../vscode/ui/platform';
import { pathFrom } from './pathFrom';
import { replaceFile } from './replace';

const session: { started?: Promise<Api> } = {};

const platform: Platform = {
  replaceFile: (file, expected, content) =>
    file.scheme === 'file'
      ? replaceFile(file.fsPath, expected, content)
      : replaceThroughWorkspace(file, expected, content),
  pathBelow: async (file, folder) => {
    if (file.scheme !== 'file' || folder.scheme !== 'file') return pathByLinks(file, folder);
    const [target, root] = await Promise.all([file, folder].map(({ fsPath }) => realpath(fsPath).catch(nowhere)));
    return target === undefined || root === undefined ? undefined : pathFrom(root, target);
  },
  gitUserName: (folder) =>
    new Promise((resolve) => {
      const cwd = folder?.scheme === 'file' ? folder.fsPath : undefined;
      execFile('git', ['config', 'user.name'], { cwd, timeout: 3000 }, (error, output) => {
        resolve(error ? undefined : output.trim() || undefined);
      });
    }),
  pause: () => setImmediate(),
};

/** For `catch`: returns undefined for a missing file and for links in a circle. */
function nowhere(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'ENAMETOOLONG') return undefined;
  throw error;
}

/** Called by the editor when a source, a sidecar or one of the views is first opened. */
export function activate(context: vscode.ExtensionContext): Promise<Api> {
  return (session.started = start(context, platform));
}

/** Called when the window closes; waits until people's work is on the disk. */
export async function deactivate(): Promise<void> {
  await (await session.started)?.settled();
}
