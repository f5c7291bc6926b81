import type { PlatformPath } from 'node:path';

/** Folders of the user's own. */
export interface UserFolders {
  /** For files that may be deleted at any time. */
  readonly cache: string;
  /** For files that must stay on this machine, readable by nobody else. */
  readonly secrets: string;
}

/**
 * The folders of a user's programs on this system: those of XDG, macOS or Windows. Undefined if the environment names
 * no absolute folder. `path` is that of the system.
 */
export function userFolders(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  path: PlatformPath,
): UserFolders | undefined {
  // A relative folder would depend on the current one; XDG says to ignore it.
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
