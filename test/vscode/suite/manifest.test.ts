import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { claimmark } from './claims';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly keybindings: readonly { readonly command: string; readonly args?: { readonly command?: string } }[];
  };
}

describe('the manifest', () => {
  it('lists only commands that exist', async () => {
    await claimmark();
    const { contributes } = vscode.extensions.getExtension('claimmark.claimmark')?.packageJSON as Manifest;
    const bound = contributes.keybindings.flatMap(({ command, args }) => [command, args?.command ?? command]);
    const promised = [...contributes.commands.map(({ command }) => command), ...bound];
    const known = new Set(await vscode.commands.getCommands());
    // VS Code itself knows the commands of a manifest, whether anybody answers them or not, but not in this list.
    assert.deepEqual(
      promised.filter((command) => !known.has(command)),
      [],
    );
  });
});
