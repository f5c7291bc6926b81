import type * as vscode from 'vscode';
import { start } from '../vscode/extension';
import { replaceThroughWorkspace } from '../vscode/files';
import type { Platform } from '../vscode/platform';

const platform: Platform = {
  replaceFile: replaceThroughWorkspace,
  gitUserName: () => Promise.resolve(undefined),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

/** Called by the editor when a source, a sidecar or one of the views is first opened. */
export function activate(context: vscode.ExtensionContext): ReturnType<typeof start> {
  return start(context, platform);
}

/** What the bundle for the Node host takes from this one (see esbuild.mjs). */
export { start, replaceThroughWorkspace };
