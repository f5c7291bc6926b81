import { createHash, randomBytes } from 'node:crypto';
import type * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** What of a file system a replacement uses; tests make each of it fail in turn. */
export type Disk = Pick<
  typeof fs,
  'access' | 'link' | 'lstat' | 'mkdir' | 'open' | 'readFile' | 'realpath' | 'rename' | 'rm' | 'stat'
>;

/** What is to be locked. `clearUp` takes away what the holder of a lock left unfinished. */
export interface Lockable {
  readonly disk: Disk;
  readonly target: string;
  clearUp(token: string): Promise<void>;
}

/** A lock that is held. */
export interface Lock {
  /** Different for each lock; it can be a part of a file's name. */
  readonly token: string;
  /** Whether it still is: one that is held too long is taken by others. */
  isHeld(): Promise<boolean>;
}

/** A lock of nobody known, or of a process that hangs, is void after so many milliseconds; work takes a few. */
const stale = 10_000;

const patience = 15_000;

/**
 * Runs `work` while this machine's other processes of this user keep off the same target. The lock of a process that
 * died is void at once.
 */
export async function locked<T>(lockable: Lockable, work: (lock: Lock) => Promise<T>): Promise<T> {
  const { disk, target } = lockable;
  const folder = path.join(os.tmpdir(), `claimmark-${String(process.getuid?.() ?? 'user')}`);
  await disk.mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${createHash('sha256').update(target).digest('hex').slice(0, 32)}.lock`);
  const token = randomBytes(6).toString('hex');
  const until = Date.now() + patience;
  while (!(await taken(lockable, file, token))) {
    if (Date.now() > until) throw Object.assign(new Error(`Another program keeps ${target} locked`), { code: 'EBUSY' });
    await after(5 + Math.random() * 20);
  }
  const isHeld = async (): Promise<boolean> => (await ownerOf(disk, file))?.token === token;
  try {
    return await work({ token, isHeld });
  } finally {
    if (await isHeld()) await disk.rm(file, { force: true });
  }
}

/** Takes the lock, unless somebody holds it. */
async function taken(lockable: Lockable, file: string, token: string): Promise<boolean> {
  const { disk } = lockable;
  try {
    const handle = await disk.open(file, 'wx');
    try {
      await handle.writeFile(`${String(process.pid)} ${token} ${os.hostname()}`);
    } catch (error) {
      await disk.rm(file, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (await isVoid(disk, file)) await breakOpen(lockable, file);
    return false;
  }
}

interface Owner {
  readonly pid: number;
  readonly token: string;
  readonly host: string;
}

/** Who holds a lock; undefined where there is none, or where it does not say. */
async function ownerOf(disk: Disk, file: string): Promise<Owner | undefined> {
  const text = await disk.readFile(file, 'utf8').catch(absent(''));
  const [, pid, token, host] = /^(\d+) ([0-9a-f]+) (.*)$/s.exec(text) ?? [];
  return token === undefined ? undefined : { pid: Number(pid), token, host: host ?? '' };
}

async function isVoid(disk: Disk, file: string): Promise<boolean> {
  const owner = await ownerOf(disk, file);
  if (owner?.host === os.hostname() && !isAlive(owner.pid)) return true;
  const held = await disk.stat(file).catch(absent(undefined));
  return held !== undefined && Date.now() - held.mtimeMs > stale;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** Takes a void lock away. Of several who try at once only one catches it; who catches another's fresh one gives it back. */
async function breakOpen({ disk, clearUp }: Lockable, file: string): Promise<void> {
  const caught = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await disk.rename(file, caught);
  } catch (error) {
    return absent(undefined)(error);
  }
  const owner = await ownerOf(disk, caught);
  if (!(await isVoid(disk, caught))) await disk.link(caught, file).catch(unless('EEXIST'));
  else if (owner) await clearUp(owner.token);
  await disk.rm(caught, { force: true });
}

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/** For `catch`: an error of this code is expected; any other stays one. */
function unless(code: string): (error: unknown) => void {
  return (error) => {
    if (codeOf(error) !== code) throw error;
  };
}

/** For `catch`: a file that is not there is `value`; any other error stays one. */
export function absent<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return value;
    throw error;
  };
}
