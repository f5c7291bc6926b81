import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** What of a file system a replacement uses; tests make each of it fail in turn. */
export type Disk = Pick<typeof fs, 'access' | 'mkdir' | 'open' | 'readFile' | 'realpath' | 'rename' | 'rm' | 'stat'>;

/** A lock older than this was left behind by a process that died; a replacement takes milliseconds. */
const stale = 10_000;

const patience = 15_000;

/**
 * Puts `content` into a file, whole or not at all: a temporary file beside it, flushed and renamed over it. A lock keeps
 * other windows of this machine out between the look at the file and the rename. Follows symbolic links, keeps the mode.
 * Answers `false` where the file does not hold `expected` (`undefined`: where there is one).
 */
export async function replaceFile(
  file: string,
  expected: Uint8Array | undefined,
  content: Uint8Array,
  disk: Disk = fs,
): Promise<boolean> {
  const target = await disk.realpath(file).catch(absent(file));
  return locked(disk, target, async () => {
    const current = await disk.readFile(target).catch(absent(undefined));
    if (!(current && expected ? current.equals(expected) : current === expected)) return false;
    const mode = current ? (await disk.stat(target)).mode & 0o7777 : undefined;
    if (current) await disk.access(target, constants.W_OK);
    await writeBeside(disk, target, content, mode);
    return true;
  });
}

async function writeBeside(disk: Disk, target: string, content: Uint8Array, mode: number | undefined): Promise<void> {
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await disk.open(temporary, 'wx', mode);
    try {
      await handle.writeFile(content);
      if (mode !== undefined) await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await disk.rename(temporary, target);
  } catch (error) {
    await disk.rm(temporary, { force: true });
    throw error;
  }
}

/** Runs `work` while this machine's other processes of this user keep off the same file. */
async function locked<T>(disk: Disk, target: string, work: () => Promise<T>): Promise<T> {
  const folder = path.join(os.tmpdir(), `claimmark-${os.userInfo().uid}`);
  await disk.mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = path.join(folder, `${createHash('sha256').update(target).digest('hex').slice(0, 32)}.lock`);
  const until = Date.now() + patience;
  while (!(await taken(disk, lock))) {
    if (Date.now() > until) throw Object.assign(new Error(`Another program keeps ${target} locked`), { code: 'EBUSY' });
    await after(5 + Math.random() * 20);
  }
  try {
    return await work();
  } finally {
    await disk.rm(lock, { force: true });
  }
}

async function taken(disk: Disk, lock: string): Promise<boolean> {
  try {
    await (await disk.open(lock, 'wx')).close();
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const held = await disk.stat(lock).catch(absent(undefined));
    if (held && Date.now() - held.mtimeMs > stale) await disk.rm(lock, { force: true });
    return false;
  }
}

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/** For `catch`: a file that is not there is `value`; any other error stays one. */
function absent<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return value;
    throw error;
  };
}
