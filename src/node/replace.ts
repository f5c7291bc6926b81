import { constants, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { absent, locked, refused, type Disk } from './lock';

/**
 * Replaces the content of a file, whole or not at all: a temporary file beside it is flushed and renamed over it. A
 * lock keeps out other programs using this function between reading the file and the rename. Follows symbolic links,
 * and keeps the mode, the group, and the owner if this user may. Returns `false` where the file does not hold
 * `expected` (`undefined`: where it exists). Rejects with the code `ELINK` for a link to a missing file, `EFOLDER`
 * where no file can be made in its folder, and `ENOFILE` for anything but a file, such as a folder or a pipe.
 */
export async function replaceFile(
  file: string,
  expected: Uint8Array | undefined,
  content: Uint8Array,
  disk: Disk = fs,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const target = (await disk.realpath(file).catch(absent)) ?? (await notYetThere(disk, file));
  const stats = await disk.stat(target).catch(absent);
  if (stats && !stats.isFile()) throw Object.assign(new Error(`${target} is no file`), { code: 'ENOFILE' });
  const clearUp = (token: string): Promise<void> => disk.rm(temporaryOf(target, token), { force: true });
  return locked({ disk, target, clearUp }, async ({ token, isHeld }) => {
    const isExpected = async (): Promise<boolean> => {
      const current = await disk.readFile(target).catch(absent);
      return current && expected ? current.equals(expected) : current === expected;
    };
    if (!(await isExpected())) return false;
    const before = expected && (await disk.stat(target));
    if (expected) await disk.access(target, constants.W_OK);
    const temporary = temporaryOf(target, token);
    try {
      await writeNew(disk, temporary, content, before);
      for (let pause = 10; ; pause *= 2) {
        // A slow disk takes long to flush, and other programs don't know the lock.
        if (!(await isHeld()) || !(await isExpected())) return false;
        try {
          await disk.rename(temporary, target);
          return true;
        } catch (error) {
          if (!isInUse(error, platform) || pause > longestPause) throw error;
          await after(pause);
        }
      }
    } finally {
      await disk.rm(temporary, { force: true });
    }
  });
}

/** The last of eight pauses in milliseconds, 2.5 s together. Guessed: virus scanners hold a file for tenths of a second. */
const longestPause = 1280;

/** Whether Windows refuses to replace a file because a program has it open. */
function isInUse(error: unknown, platform: NodeJS.Platform): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return platform === 'win32' && (code === 'EPERM' || code === 'EACCES' || code === 'EBUSY');
}

/** The temporary file of a lock's holder, named so that others can remove it after that process has died. */
const temporaryOf = (target: string, token: string): string =>
  path.join(path.dirname(target), `.${path.basename(target)}.${token}.tmp`);

/** Refuses links to missing files: these may be on a drive that is gone, and a new file in the link's place would hide them. */
async function notYetThere(disk: Disk, file: string): Promise<string> {
  const found = await disk.lstat(file).catch(absent);
  if (found?.isSymbolicLink())
    throw Object.assign(new Error(`${file} is a link to a file that is not there`), { code: 'ELINK' });
  return file;
}

async function writeNew(disk: Disk, file: string, content: Uint8Array, before: Stats | undefined): Promise<void> {
  const mode = before && before.mode & 0o7777;
  const handle = await disk.open(file, 'wx', mode).catch(refused(file));
  try {
    await handle.writeFile(content);
    if (before) await giveTo(handle, before);
    if (mode !== undefined) await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a file to its former owner and group, as far as this user may: at least the group can continue to write it. */
async function giveTo(handle: fs.FileHandle, { uid, gid }: Stats): Promise<void> {
  const own = await handle.stat();
  if (own.uid === uid && own.gid === gid) return;
  await handle.chown(uid, gid).catch(() => handle.chown(own.uid, gid).catch(() => undefined));
}
