// `npm start`: opens the extension on sample sources, in the desktop's VS Code if there is one, or in one served to the
// browser; prints the keys to press.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './bundle';
import { serve } from './served';

const sources = path.join(root, 'out/sample');

async function main(): Promise<void> {
  await cp(path.join(root, 'test/fixtures/sample'), sources, { recursive: true, force: false });
  const desktop = findDesktop();
  if (desktop !== undefined) {
    console.log(`Opening ${path.relative(root, sources)} in ${desktop}.\n`);
    console.log(await keys());
    const args = [`--extensionDevelopmentPath=${root}`, '--new-window', sources];
    spawn(desktop, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    return;
  }
  const server = await serve({ extension: root, port: Number(process.env['PORT'] ?? 0) });
  const url = server.url(sources);
  console.log(`No desktop VS Code found (set CLAIMMARK_VSCODE to one), so here is one for the browser:\n\n  ${url}\n`);
  console.log(`${await keys()}\nCtrl+C ends it. Your tagging stays in ${path.relative(root, sources)}.`);
  openInBrowser(url);
}

/** `CLAIMMARK_VSCODE`, or `code` on the PATH; in a terminal of VS Code's remote host, `code` is another program. */
function findDesktop(): string | undefined {
  const chosen = process.env['CLAIMMARK_VSCODE'];
  if (chosen !== undefined) return chosen;
  if (process.env['VSCODE_IPC_HOOK_CLI'] !== undefined || process.getuid?.() === 0) return undefined;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** The keys to press, from the manifest, so that they are up to date. */
async function keys(): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;
  const words = JSON.parse(await readFile(path.join(root, 'package.nls.json'), 'utf8').catch(() => '{}')) as Words;
  const titles = new Map(manifest.contributes?.commands?.map(({ command, title }) => [command, title]));
  const bound = new Map<string, string>();
  for (const { command, key, mac } of manifest.contributes?.keybindings ?? [])
    if (titles.has(command) && !bound.has(command))
      bound.set(command, process.platform === 'darwin' ? (mac ?? key) : key);
  const lines = [...bound].flatMap(([command, key]) => {
    const title = (titles.get(command) ?? '').replace(/^%(.*)%$/, (whole, name: string) => words[name] ?? whole);
    return key.includes('+') ? [`  ${key.padEnd(22)} ${title}`] : [];
  });
  return ['Open a .txt file, select words, and press:', ...new Set(lines), ''].join('\n');
}

interface Manifest {
  readonly contributes?: {
    readonly commands?: readonly { readonly command: string; readonly title: string }[];
    readonly keybindings?: readonly { readonly command: string; readonly key: string; readonly mac?: string }[];
  };
}

type Words = Readonly<Record<string, string>>;

/** Only if there is a screen; the address is printed anyway, so a failure is ignored. */
function openInBrowser(url: string): void {
  const screen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!screen || process.env['CI'] !== undefined) return;
  const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  };
  const [opener, ...args] = openers[process.platform] ?? ['xdg-open'];
  spawn(opener, [...args, url.replaceAll('&', process.platform === 'win32' ? '^&' : '&')], { stdio: 'ignore' })
    .on('error', () => undefined)
    .unref();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
