import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { run } from './cache';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome'];

const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const root = process.env[variable];
    return root === undefined
      ? []
      : [`${root}\\Google\\Chrome\\Application\\chrome.exe`, `${root}\\Microsoft\\Edge\\Application\\msedge.exe`];
  }),
};

/** Turns off background traffic and first-run questions; `--no-sandbox` for the root user of a container. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium of this machine, or downloads one. `visible` shows its window. */
export async function launchChromium(visible = false): Promise<Browser> {
  const executablePath = await getBrowser();
  return chromium.launch({ executablePath, args: flags, headless: !visible });
}

/** The path of a Chromium on this machine, downloaded if there is none. */
export const getBrowser = async (): Promise<string> => findChromium() ?? getChromium();

/** A browser of the Chromium family: `CHROME_PATH`, then the PATH, the usual places and Playwright's own. */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH names ${chosen}, which is not there.`);
    return chosen;
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const candidates = [...onPath, ...(usualPlaces[process.platform] ?? []), chromium.executablePath()];
  return candidates.find((candidate) => existsSync(candidate));
}

async function getChromium(): Promise<string> {
  const failures: unknown[] = [];
  for (const get of [getFromDebian, getFromPlaywright]) {
    await get().catch((error: unknown) => failures.push(error));
    const found = findChromium();
    if (found !== undefined && starts(found)) return found;
  }
  throw new Error(
    'No browser found: install Chromium, Chrome or Edge, or set CHROME_PATH to one, and run this again.',
    {
      cause: failures,
    },
  );
}

async function getFromDebian(): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('Getting Chromium from the system’s packages.');
  await run('apt-get', ['update', '-qq'], '/');
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], '/');
}

async function getFromPlaywright(): Promise<void> {
  console.log('Getting Chromium from Playwright.');
  const cli = path.join(path.dirname(require.resolve('playwright-core/package.json')), 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], process.cwd());
}

/** A package may contain only a stand-in that points elsewhere. */
function starts(executable: string): boolean {
  try {
    execFileSync(executable, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}
