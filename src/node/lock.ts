import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import type * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** The file system functions that a replacement uses; tests let each of them fail in turn. */
export type Disk = Pick<
  typeof fs,
  'access' | 'link' | 'lstat' | 'open' | 'readFile' | 'realpath' | 'rename' | 'rm' | 'stat'
>;

/** The file to lock. `clearUp` removes what the holder of a lock left unfinished. */
interface Lockable {
  readonly disk: Disk;
  readonly target: string;
  clearUp(token: string): Promise<void>;
}

/** A lock that is held. */
interface Lock {
  /** Unique to each lock, and fit to be part of a file name. */
  readonly token: string;
  /** Whether the lock is still held: one held too long is taken by others. */
  isHeld(): Promise<boolean>;
}

/**
 * How long a process waits, in milliseconds, until it breaks the lock of a process that hangs or may be dead; work
 * takes a few. Guessed.
 */
const stale = 10_000;

/** How long to wait for a lock, in milliseconds. Guessed; more than `stale`. */
const patience = 15_000;

/** How many names to try for a lock if something else has its name. */
const names = 4;

/**
 * Runs `work` while all others who lock the same target wait. The lock is a file beside the target, so that all who can
 * write the target meet at it, whatever their temporary folders and machines, and nobody else can interfere. The lock
 * of a dead process on this machine is broken at once. Anything but a file with the lock's name (a folder, a pipe, a
 * link) is left alone and never opened: the lock gets another name.
 */
export async function locked<T>(lockable: Lockable, work: (lock: Lock) => Promise<T>): Promise<T> {
  const { disk } = lockable;
  const token = randomBytes(6).toString('hex');
  const file = await taken(lockable, token);
  const isHeld = async (): Promise<boolean> => (await lockAt(disk, file))?.owner?.token === token;
  try {
    return await work({ token, isHeld });
  } finally {
    if (await isHeld()) await disk.rm(file, { force: true });
  }
}

/** Takes the lock. Returns the name of its file. */
async function taken(lockable: Lockable, token: string): Promise<string> {
  const { disk, target } = lockable;
  const until = Date.now() + patience;
  let turn = 0;
  let awaited: { readonly name: string; readonly since: number } | undefined;
  for (;;) {
    const file = lockOf(target, turn);
    if (await made(disk, file, token)) return file;
    const found = await lockAt(disk, file);
    if (found && !found.isFile) turn++;
    else if (found) {
      if (found.name !== awaited?.name) awaited = { name: found.name, since: Date.now() };
      if (isDead(found.owner) || Date.now() - awaited.since > stale) await breakOpen(lockable, file, found);
    }
    if (turn >= names || Date.now() > until)
      throw Object.assign(new Error(`Another program keeps ${target} locked`), { code: 'EBUSY' });
    if (found?.isFile) await after(5 + Math.random() * 20);
  }
}

function lockOf(target: string, turn: number): string {
  const ending = turn === 0 ? 'lock' : `${String(turn)}.lock`;
  return path.join(path.dirname(target), `.${path.basename(target)}.${ending}`);
}

/** Creates the lock's file, unless there is one. */
async function made(disk: Disk, file: string, token: string): Promise<boolean> {
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
    // Windows also refuses a file that is just being removed, with another code.
    if (codeOf(error) === 'EEXIST' || (await lockAt(disk, file).catch(() => undefined))) return false;
    return refused(file)(error);
  }
}

interface Owner {
  readonly pid: number;
  readonly token: string;
  readonly host: string;
}

/** Whatever has the name of a lock. */
interface Found {
  readonly isFile: boolean;
  /** Undefined where the file does not tell. */
  readonly owner: Owner | undefined;
  /** Unchanged as long as it is the same lock. */
  readonly name: string;
}

async function lockAt(disk: Disk, file: string): Promise<Found | undefined> {
  const stat = await disk.lstat(file).catch(absent);
  if (!stat) return undefined;
  if (!stat.isFile()) return { isFile: false, owner: undefined, name: '' };
  const text = await textOf(disk, file);
  const [, pid, token, host] = /^(\d+) ([0-9a-f]+) (.*)$/s.exec(text) ?? [];
  const owner = token === undefined ? undefined : { pid: Number(pid), token, host: host ?? '' };
  return { isFile: true, owner, name: token ?? `${String(stat.ino)} ${String(stat.mtimeMs)}` };
}

/** The text of a small file; empty if it is a pipe by now, since it is read without waiting for a writer. */
async function textOf(disk: Disk, file: string): Promise<string> {
  // Windows has neither of the two.
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants as Partial<typeof constants> & { O_RDONLY: number };
  const handle = await disk.open(file, O_RDONLY | O_NONBLOCK | O_NOFOLLOW).catch(() => undefined);
  if (!handle) return '';
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

function isDead(owner: Owner | undefined): boolean {
  if (owner?.host !== os.hostname()) return false;
  try {
    return !process.kill(owner.pid, 0);
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** Breaks a void lock. Of several processes only one catches it; a process that catches another's new lock gives it back. */
async function breakOpen({ disk, clearUp }: Lockable, file: string, seen: Found): Promise<void> {
  // Before the lock is removed: if this process dies here, the next one finds the lock and clears up.
  if (seen.owner && isDead(seen.owner)) await clearUp(seen.owner.token);
  const caught = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await disk.rename(file, caught);
  } catch (error) {
    // It is gone; or Windows refuses while somebody reads it, or the folder does not allow removing others' files.
    if (['ENOENT', 'EPERM', 'EACCES', 'EBUSY'].includes(String(codeOf(error)))) return;
    throw error;
  }
  const found = await lockAt(disk, caught);
  if (found?.name !== seen.name) await disk.link(caught, file).catch(unless('EEXIST'));
  else if (found.owner) await clearUp(found.owner.token);
  await disk.rm(caught, { force: true });
}

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/** For `catch`: ignores errors with this code, and throws all others again. */
function unless(code: string): (error: unknown) => void {
  return (error) => {
    if (codeOf(error) !== code) throw error;
  };
}

/** For `catch`: returns undefined for a missing file, and throws all other errors again. */
export function absent(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw error;
}

/** For `catch`: tells a person who may write to a file that its folder is what prevents replacing it. */
export function refused(file: string): (error: unknown) => never {
  return (error) => {
    const code = codeOf(error);
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') throw error;
    const message = `No file can be made in ${path.dirname(file)}`;
    throw Object.assign(new Error(message, { cause: error }), { code: 'EFOLDER' });
  };
}
