import { resolvePath } from '../text/links';

/** The end of the name of every sidecar. */
export const suffix = '.claims.yaml';

/** The sidecar of a source: beside it. */
export function sidecarPath(source: string): string {
  return source + suffix;
}

/** The separate sidecar of one annotator, as for blind double annotation: `<source>.<name>.claims.yaml`. */
export function annotatorPath(source: string, name: string): string {
  return `${source}.${fileName(name)}${suffix}`;
}

/** The annotator of a source's separate sidecar, as in `annotatorPath`; undefined for the shared one and any other file. */
export function annotatorOf(sidecar: string, source: string): string | undefined {
  if (!sidecar.startsWith(`${source}.`) || !sidecar.endsWith(suffix)) return undefined;
  const name = sidecar.slice(source.length + 1, -suffix.length);
  return name === '' || name.includes('/') ? undefined : name;
}

/**
 * The sidecar of which a file is a copy, by its name; undefined of any other. Programs that keep folders alike keep what two
 * wrote at once by adding words, a number or a computer's name before the ending, and nobody reads it by that name. What
 * `git mergetool` puts beside a file while somebody merges it is none.
 */
export function copiedFrom(file: string): string | undefined {
  const [, stem] = /^(.*\.claims)(?!_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+\.)[^/\\]*\.ya?ml$/i.exec(file) ?? [];
  return stem === undefined || file.toLowerCase().endsWith(suffix) ? undefined : `${stem}.yaml`;
}

/** A person's name as part of a file name: letters, figures, `_` and `-`. */
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
 * Resolves a `source` field to a path relative to the same root as the sidecar's path, both with `/`. Undefined where
 * it leaves the root, or is no relative path: a sidecar may come from anyone. A name that differs from the sidecar's own
 * name in Unicode form alone means the source beside: systems store file names in one form or the other.
 */
export function sourcePath(sidecar: string, source: string): string | undefined {
  const path = source === '' ? undefined : resolvePath(sidecar, source);
  if (path === undefined || path === '') return undefined;
  const beside = [...sidecar.matchAll(/\./g)].map(({ index }) => sidecar.slice(0, index));
  return beside.find((own) => own.normalize() === path.normalize()) ?? path;
}

/** Folders that editors hide and that hold no sources, in all spellings. */
const hiddenFolder = /^(?:\.git|\.hg|\.svn|\.bzr|cvs|git~\d+)$/;

/**
 * Whether a path, with `/` or `\`, leads into a hidden folder on any system: Windows drops dots and blanks at the end
 * of names, and has streams (`.git::$INDEX_ALLOCATION`) and short names; macOS drops invisible characters.
 */
export function isHidden(path: string): boolean {
  return path.split(/[\\/]/).some((part) => hiddenFolder.test(plainName(part)));
}

/** The name of a file or folder without characters that some system ignores. */
export function plainName(part: string): string {
  return part
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/:.*$/, '')
    .replace(/[. ]+$/, '')
    .toLowerCase();
}
