import { spawn } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** The folder, one for each user, that keeps downloaded editors between runs and clones. */
export const cacheFolder = path.resolve(
  process.env['CLAIMMARK_CACHE'] ??
    path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'claimmark'),
);

/**
 * The folder `name` of the cache, filled by `fill` if missing. It is filled under another name and renamed when
 * complete, so that a broken download is never taken for a good one.
 */
export async function cached(name: string, what: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(cacheFolder, name);
  if (await exists(folder)) return folder;
  await mkdir(cacheFolder, { recursive: true });
  const begun = Date.now();
  const draft = await mkdtemp(path.join(cacheFolder, '.draft-'));
  const done = tick(`Getting ${what}, once, into ${cacheFolder}`);
  try {
    await fill(draft);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  } finally {
    done();
  }
  console.log(`Got ${what} in ${Math.round((Date.now() - begun) / 1000)} s.`);
  return folder;
}

/** Installs npm packages into a folder without running their scripts. */
export async function npmInstall(folder: string, ...packages: readonly string[]): Promise<void> {
  if (packages.length > 0) await writeFile(path.join(folder, 'package.json'), '{"private":true}');
  const flags = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder];
  await run('npm', ['install', ...flags, ...packages], folder);
}

/** Runs a program; its output is shown only if it fails. */
export async function run(program: string, args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(program, args, { cwd, shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(code)}:\n${output.trim()}`);
}

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Prints what is going on, and on a terminal shows that it continues. */
function tick(sentence: string): () => void {
  process.stdout.write(sentence);
  const timer = process.stdout.isTTY ? setInterval(() => process.stdout.write('.'), 1000) : undefined;
  return () => {
    clearInterval(timer);
    process.stdout.write('\n');
  };
}
