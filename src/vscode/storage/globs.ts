import picomatch from 'picomatch/posix';

/** Whether paths with `/` match one of some globs, as settings have them. Names that begin with a dot match, too. */
export function matching(globs: string | readonly string[]): (path: string) => boolean {
  return picomatch([...(typeof globs === 'string' ? [globs] : globs)], { dot: true });
}
