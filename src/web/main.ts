import type * as vscode from 'vscode';
import { start, type Api } from '../vscode/extension';
import { pathByLinks, replaceThroughWorkspace } from '../vscode/storage/files';
import type { Platform } from '../vscode/ui/platform';

const session: { api?: Api } = {};

const platform: Platform = {
  replaceFile: replaceThroughWorkspace,
  pathBelow: pathByLinks,
  gitUserName: () => Promise.resolve(undefined),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

/** Called by the editor when a source, a sidecar or one of the views is first opened. */
export function activate(context: vscode.ExtensionContext): Api {
  return (session.api = start(context, platform));
}

/** Called when the window closes: it waits until people's work is on the disk. */
export function deactivate(): Promise<void> | undefined {
  return session.api?.settled();
}
