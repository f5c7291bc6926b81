import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { absent, locked, type Disk } from './lock';

/**
 * Puts `content` into a file, whole or not at all: a temporary file beside it, flushed and renamed over it. A lock keeps
 * other windows of this machine out between the look at the file and the rename; that of a dead process is void at
 * once. Follows symbolic links, keeps the mode. Answers `false` where the file does not hold `expected` (`undefined`:
 * where there is one).
 */
export async function replaceFile(
  file: string,
  expected: Uint8Array | undefined,
  content: Uint8Array,
  disk: Disk = fs,
): Promise<boolean> {
  const target = await disk.realpath(file).catch(absent(file));
  const clearUp = (token: string): Promise<void> => disk.rm(temporaryOf(target, token), { force: true });
  return locked({ disk, target, clearUp }, async ({ token, isHeld }) => {
    const current = await disk.readFile(target).catch(absent(undefined));
    if (!(current && expected ? current.equals(expected) : current === expected)) return false;
    const mode = current ? (await disk.stat(target)).mode & 0o7777 : undefined;
    if (current) await disk.access(target, constants.W_OK);
    const temporary = temporaryOf(target, token);
    try {
      await writeNew(disk, temporary, content, mode);
      if (!(await isHeld())) return false;
      await disk.rename(temporary, target);
      return true;
    } finally {
      await disk.rm(temporary, { force: true });
    }
  });
}

/** Where the holder of a lock writes, so that whoever finds the lock of a dead process can clear up after it. */
const temporaryOf = (target: string, token: string): string =>
  path.join(path.dirname(target), `.${path.basename(target)}.${token}.tmp`);

async function writeNew(disk: Disk, file: string, content: Uint8Array, mode?: number): Promise<void> {
  const handle = await disk.open(file, 'wx', mode);
  try {
    await handle.writeFile(content);
    if (mode !== undefined) await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
