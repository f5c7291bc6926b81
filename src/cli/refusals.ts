import { pathFrom } from '../node/pathFrom';

// Refusals of the system in plain words: its own messages are codes, often without the name of the file.

const reasons: Readonly<Record<string, string>> = {
  EISDIR: 'is a folder. Name a file.',
  ELOOP: 'is a link that leads back to itself, so there is nothing to read or write.',
  ELINK: 'is a link to a file that is not there.',
  ENOFILE: 'is not a file.',
  EFOLDER: 'can’t be made: its folder takes no new files.',
  EACCES: 'can’t be read or written: the system does not permit it.',
  EPERM: 'can’t be read or written: the system does not permit it.',
  EROFS: 'can’t be written: its disk is read-only.',
  EEXIST: 'is a file, where a folder is needed.',
  ENOTDIR: 'is inside something that is not a folder.',
  ENAMETOOLONG: 'has a name that is too long.',
  ENOSPC: 'can’t be written: the disk is full.',
  EDQUOT: 'can’t be written: the disk is full.',
  EBUSY: 'is in use by another program.',
  EMFILE: 'can’t be opened: too many files are open.',
  ENFILE: 'can’t be opened: too many files are open.',
};

/** Why the system refused a file, to follow its name; undefined for any other error. */
export function whyRefused(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && Object.hasOwn(reasons, code) ? reasons[code] : undefined;
}

/** The same as a sentence with the file's path from `cwd`. */
export function sayRefusal(error: unknown, cwd: string): string | undefined {
  const why = whyRefused(error);
  const { path: file } = error as NodeJS.ErrnoException;
  if (why === undefined || file === undefined) return undefined;
  return `${pathFrom(cwd, file) || '.'} ${why}`;
}

/** The error with the file's name for people: the system names no file if it is open, or only a temporary one. */
export function naming(error: unknown, file: string): unknown {
  return error instanceof Error ? Object.assign(error, { path: file }) : error;
}
