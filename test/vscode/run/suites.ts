// Runs the suites inside VS Code: `tsx test/vscode/run/suites.ts newest|oldest|web|desktop|pair|team [part of a test's name]`
import { appendFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { again, bundleSuites, key, mark, root } from './bundle';
import { launchChromium } from './chromium';
import { runOnDesktop } from './desktop';
import type { Edition } from './pinned';
import { serve, stageName } from './served';
import { readStacks } from './stack';
import { serveWeb } from './web';

async function runInNode(edition: Edition, grep: string): Promise<number> {
  return serveAndRun(edition, await bundleSuites('node', grep, undefined, edition), 1);
}

/** Runs the suites of test/vscode/pair, in two windows on one folder at the same time. */
async function runInPair(grep: string): Promise<number> {
  return serveAndRun('newest', await bundleSuites('node', grep, 'pair'), 2);
}

/** Runs the suites of test/vscode/team, in one window after another: each names the folder that the next one opens. */
async function runInTurn(grep: string): Promise<number> {
  return serveAndRun('newest', await bundleSuites('node', grep, 'team'), 1, 'first');
}

/** `folder`: that of the workspace to open first. */
async function serveAndRun(edition: Edition, suites: string, windows: number, folder = ''): Promise<number> {
  const workspace = await mkdtemp(path.join(tmpdir(), 'claimmark-workspace-'));
  await mkdir(path.join(workspace, folder), { recursive: true });
  // The only other extension is the empty one that the benchmark compares with.
  const extension = path.join(root, 'test/vscode/bench/empty');
  const server = await serve({
    edition,
    driven: true,
    ...(process.env['CLAIMMARK_SUITES'] === 'bench' && { extension }),
  });
  try {
    const payload = [
      ['extensionDevelopmentPath', server.uri(root)],
      ['extensionTestsPath', server.uri(suites)],
    ] as const;
    const url = (name: string): string => server.url(path.join(workspace, name), payload);
    return await runInBrowser(url, folder, edition, suites, windows);
  } finally {
    await server.stop();
    await rm(workspace, { recursive: true, force: true });
  }
}

async function runInWorker(grep: string): Promise<number> {
  const suites = await bundleSuites('web', grep);
  const workspace = await mkdtemp(path.join(tmpdir(), 'claimmark-workspace-'));
  const server = await serveWeb(root, workspace, suites);
  try {
    return await runInBrowser(() => server.url, '', 'web', suites, 1);
  } finally {
    server.stop();
    await rm(workspace, { recursive: true, force: true });
  }
}

/**
 * Opens the workbench in several windows, prints the output of the suites, and returns their exit code. VS Code's own
 * output goes to a file.
 */
async function runInBrowser(
  url: (folder: string) => string,
  folder: string,
  host: string,
  suites: string,
  windows: number,
): Promise<number> {
  const log = path.join(root, 'out/logs', `${host} ${stageName}.log`);
  await mkdir(path.dirname(log), { recursive: true });
  await writeFile(log, '');
  const named = await readStacks(suites);
  const browser = await launchChromium();
  try {
    const ends = Array.from({ length: windows }, async (_, index) => {
      const print = (text: string): void => {
        const lines = text.split('\n').flatMap((line) => named(line) ?? []);
        if (index === 0) console.log(lines.join('\n'));
        else for (const line of lines.filter((line) => line.trim() !== '')) console.log(`${index + 1} │ ${line}`);
      };
      return runInPage(await openPage(browser), url, folder, print, log);
    });
    const ended = Math.max(...(await Promise.all(ends)));
    if (ended !== 0) console.log(`What VS Code logged is in ${path.relative(process.cwd(), log)}.`);
    return ended;
  } finally {
    await browser.close();
  }
}

/** A page in a browser profile of its own: in a shared profile, only the foremost is sure to run. */
async function openPage(browser: Browser): Promise<Page> {
  // Animations are redrawn by the processor all the time, and no suite needs them.
  const context = await browser.newContext({ viewport: { width: 1000, height: 600 }, reducedMotion: 'reduce' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return context.newPage();
}

/** Runs the suites to their end; a host that dies before fails, unless they announced it. */
async function runInPage(
  page: Page,
  url: (folder: string) => string,
  folder: string,
  print: (text: string) => void,
  log: string,
): Promise<number> {
  const seen: { again?: string; end: boolean } = { end: false };
  let pressed: Promise<unknown> = Promise.resolve();
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    const text = format(...args.slice(1));
    if (args[0] === again) seen.again = text;
    else if (args[0] === key) pressed = pressed.then(() => page.keyboard.press(text)).catch(console.error);
    else if (args[0] !== mark) appendFileSync(log, `${type}: ${format(...args)}\n`);
    else {
      seen.end ||= /^\s*\d+ passing/.test(text);
      print(text);
    }
  });
  const exit = await exitCodes(page);
  await page.goto(url(folder));
  for (;;) {
    const code = await exit();
    if (code !== 0 || (seen.end && seen.again === undefined)) return code;
    if (seen.again === undefined) throw new Error('The extension host ended before the suites did.');
    if (seen.again === '') await page.reload();
    else await page.goto(url(seen.again));
    Object.assign(seen, { again: undefined, end: false });
  }
}

/** Listens for the suites' end. Returns a function that waits for the next exit code. */
async function exitCodes(page: Page): Promise<() => Promise<number>> {
  const minutes = Number(process.env['CLAIMMARK_SUITE_MINUTES'] ?? 15);
  const next: { end?: (code: number) => void } = {};
  await page.exposeFunction('codeAutomationExit', (code: number) => next.end?.(code));
  const lost = new Promise<never>((_, reject) => {
    page.once('crash', () => reject(new Error('The page of the browser crashed.')));
    const late = new Error(`The suites took longer than ${minutes} minutes.`);
    setTimeout(() => reject(late), minutes * 60_000).unref();
  });
  return () => Promise.race([new Promise<number>((resolve) => (next.end = resolve)), lost]);
}

async function main(host: string | undefined, grep = ''): Promise<number> {
  switch (host) {
    case 'newest':
    case 'oldest':
      return runInNode(host, grep);
    case 'web':
      return runInWorker(grep);
    case 'desktop':
      return runOnDesktop(grep);
    case 'pair':
      return runInPair(grep);
    case 'team':
      return runInTurn(grep);
    default:
      throw new Error('Say where: newest, oldest, web, desktop, pair or team.');
  }
}

main(process.argv[2], process.argv[3]).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
