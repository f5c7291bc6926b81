import picomatch from 'picomatch/posix';

/** Whether paths with `/` match one of some globs, as they are written in settings. Names that begin with a dot count. */
export function matching(globs: string | readonly string[]): (path: string) => boolean {
  return picomatch([...(typeof globs === 'string' ? [globs] : globs)], { dot: true });
}
