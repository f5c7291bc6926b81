import type * as vscode from 'vscode';
import { start, type Api } from '../vscode/extension';
import { pathByLinks, replaceThroughWorkspace } from '../vscode/storage/files';
import type { Platform } from '../vscode/ui/platform';
import { exclusively } from './exclusive';

const session: { started?: Promise<Api> } = {};

const platform: Platform = {
  replaceFile: (file, expected, content) =>
    exclusively(locksOf(globalThis), `claimmark ${file.toString()}`, () =>
      replaceThroughWorkspace(file, expected, content),
    ),
  pathBelow: pathByLinks,
  gitUserName: () => Promise.resolve(undefined),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

/** Not every host has locks, whatever the types say. */
function locksOf({ navigator }: { navigator?: { locks?: LockManager } }): LockManager | undefined {
  return navigator?.locks;
}

/** Called by the editor when a source, a sidecar or one of the views is first opened. */
export function activate(context: vscode.ExtensionContext): Promise<Api> {
  return (session.started = start(context, platform));
}

/** Called when the window closes; waits until people's work is on the disk. */
export async function deactivate(): Promise<void> {
  await (await session.started)?.settled();
}
