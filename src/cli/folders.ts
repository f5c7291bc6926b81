import type { PlatformPath } from 'node:path';

/** Folders of the user's own. */
export interface UserFolders {
  /** For what may be deleted at any time. */
  readonly cache: string;
  /** For what is to stay on this machine and be read by nobody else. */
  readonly secrets: string;
}

/**
 * Where a user's programs keep such files on this system: XDG's folders, those of macOS, or those of Windows. Undefined
 * where the environment names no absolute folder. `path` is the system's own.
 */
export function userFolders(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  path: PlatformPath,
): UserFolders | undefined {
  // A relative folder would be another one in each place the call is made from; XDG says to leave it out.
  const named = (value: string | undefined): string | undefined =>
    value !== undefined && path.isAbsolute(value) ? value : undefined;
  const below = (...parts: string[]): string | undefined =>
    path.isAbsolute(home) ? path.join(home, ...parts) : undefined;
  const [cache, secrets] =
    platform === 'win32'
      ? [
          named(env['LOCALAPPDATA']) ?? below('AppData', 'Local'),
          named(env['LOCALAPPDATA']) ?? below('AppData', 'Local'),
        ]
      : platform === 'darwin'
        ? [below('Library', 'Caches'), below('Library', 'Application Support')]
        : [named(env['XDG_CACHE_HOME']) ?? below('.cache'), named(env['XDG_CONFIG_HOME']) ?? below('.config')];
  if (cache === undefined || secrets === undefined) return undefined;
  return platform === 'win32'
    ? { cache: path.join(cache, 'Claimmark', 'Cache'), secrets: path.join(secrets, 'Claimmark', 'Keys') }
    : { cache: path.join(cache, 'claimmark'), secrets: path.join(secrets, 'claimmark') };
}
