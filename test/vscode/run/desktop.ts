import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleSuites, root } from './bundle';

/** Runs the suites in a desktop VS Code: that of `CLAIMMARK_VSCODE`, or else a downloaded one. */
export async function runOnDesktop(grep: string): Promise<number> {
  const suites = await bundleSuites('node', grep);
  const workspace = await mkdtemp(path.join(tmpdir(), 'claimmark-workspace-'));
  const executable = process.env['CLAIMMARK_VSCODE'];
  try {
    return await runTests({
      ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: root,
      extensionTestsPath: suites,
      launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
    });
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}
