import { resolvePath } from '../text/links';

/** What the name of every sidecar ends in. */
export const suffix = '.claims.yaml';

/** The sidecar of a source: beside it. */
export function sidecarPath(source: string): string {
  return source + suffix;
}

/** The sidecar that one annotator keeps alone, as for blind double annotation: `<source>.<name>.claims.yaml`. */
export function annotatorPath(source: string, name: string): string {
  return `${source}.${fileName(name)}${suffix}`;
}

/** Whose sidecar of a source this is: a name as in `annotatorPath`; undefined for the shared one and for any other file. */
export function annotatorOf(sidecar: string, source: string): string | undefined {
  if (!sidecar.startsWith(`${source}.`) || !sidecar.endsWith(suffix)) return undefined;
  const name = sidecar.slice(source.length + 1, -suffix.length);
  return name === '' || name.includes('/') ? undefined : name;
}

/** A name as a part of a file's name: letters, figures, `_` and `-`. */
function fileName(name: string): string {
  return (
    name
      .normalize('NFC')
      .trim()
      .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'annotator'
  );
}

/**
 * The path that a `source` field means, relative to the root that the sidecar's path is relative to, both with `/`.
 * Undefined where it leaves the root, or is no relative path at all: a sidecar may come from anyone.
 */
export function sourcePath(sidecar: string, source: string): string | undefined {
  const path = source === '' ? undefined : resolvePath(sidecar, source);
  return path === '' ? undefined : path;
}

/** Folders that editors hide and in which nobody keeps sources, however they are spelled. */
const hiddenFolder = /^(?:\.git|\.hg|\.svn|\.bzr|cvs|git~\d+)$/;

/**
 * Whether a path, with `/` or `\`, leads into a folder that editors hide, on any system: Windows drops dots and blanks at
 * the end of names, knows streams (`.git::$INDEX_ALLOCATION`) and short names, and Macs drop invisible characters.
 */
export function isHidden(path: string): boolean {
  return path.split(/[\\/]/).some((part) => hiddenFolder.test(plainName(part)));
}

/** The name of a file or folder without what some system ignores in it. */
export function plainName(part: string): string {
  return part
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/:.*$/, '')
    .replace(/[. ]+$/, '')
    .toLowerCase();
}
