import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { sidecarPath, suffix } from '../core/sidecar/path';
import { WrongUse } from './shell';

const git = promisify(execFile);
const most = 1 << 28;

/** What is about to be committed: the sidecars that it touches, and the bytes of any file in git's index. */
export interface Staged {
  /** Sidecars that are staged, and those of sources that are; absolute, sorted. */
  readonly touched: readonly string[];
  /** All sidecars in the index below the folder. */
  readonly all: readonly string[];
  read(file: string): Promise<Uint8Array | undefined>;
}

/** Reads git's index of the folder. A staged text without a sidecar is nobody's fault: it touches none. */
export async function readStaged(folder: string): Promise<Staged> {
  const top = (await run(folder, 'rev-parse', '--show-toplevel')).trim();
  const list = async (...args: readonly string[]): Promise<readonly string[]> =>
    (await run(top, ...args)).split('\0').flatMap((name) => (name === '' ? [] : path.join(top, name)));
  const indexed = new Set(await list('ls-files', '-z'));
  const changed = await list('diff', '--cached', '--name-only', '--diff-filter=ACMRT', '-z');
  const isBelow = (file: string): boolean => !path.relative(folder, file).startsWith('..');
  const all = [...indexed].filter((file) => file.endsWith(suffix) && isBelow(file)).sort();
  const own = (source: string): readonly string[] =>
    all.filter((file) => file === sidecarPath(source) || (file.startsWith(`${source}.`) && file.endsWith(suffix)));
  const touched = changed.flatMap((file) => (file.endsWith(suffix) ? [file] : own(file))).filter(isBelow);
  return {
    touched: [...new Set(touched)].sort(),
    all,
    read: async (file) => {
      if (!indexed.has(file)) return undefined;
      return bytesOf(top, 'show', `:${path.relative(top, file).replaceAll(path.sep, '/')}`);
    },
  };
}

async function run(folder: string, ...args: readonly string[]): Promise<string> {
  return new TextDecoder().decode(await bytesOf(folder, ...args));
}

async function bytesOf(folder: string, ...args: readonly string[]): Promise<Uint8Array> {
  try {
    const { stdout } = await git('git', [...args], { cwd: folder, maxBuffer: most, encoding: 'buffer' });
    return stdout;
  } catch (error) {
    throw new WrongUse(`--staged reads the index of git, and git says: ${String((error as Error).message).trim()}`);
  }
}
