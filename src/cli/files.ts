import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { suffix, sidecarPath } from '../core/sidecar/path';
import { replaceFile } from '../node/replace';
import { WrongUse, type Shell } from './shell';

/** Folders in which nobody keeps sources. */
const skipped = new Set(['node_modules', '.git', '.hg', '.svn']);

/**
 * The sidecars that some paths mean, sorted: files as they are (a source means its sidecar), folders with all below them,
 * patterns with `*`, `**`, `?` and `{a,b}`. Without paths, the current folder.
 */
export async function findSidecars(shell: Shell, paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const given of paths.length > 0 ? paths : ['.']) {
    const files = /[*?{]/.test(given) ? await matching(shell.cwd, given) : await meant(shell.cwd, given);
    for (const file of files) found.add(file);
  }
  return [...found].sort();
}

async function meant(cwd: string, given: string): Promise<readonly string[]> {
  const full = path.resolve(cwd, given);
  const kind = await stat(full).catch(absent);
  if (kind?.isDirectory()) return (await filesBelow(full)).filter((file) => file.endsWith(suffix));
  if (full.endsWith(suffix) && kind) return [full];
  if (await stat(sidecarPath(full)).catch(absent)) return [sidecarPath(full)];
  throw new WrongUse(
    kind ? `${given} has no sidecar (${given}${suffix}).` : `${given}: there is no such file or folder.`,
  );
}

async function matching(cwd: string, pattern: string): Promise<readonly string[]> {
  const full = path.resolve(cwd, pattern).replaceAll(path.sep, '/');
  const base = full.slice(0, full.slice(0, full.search(/[*?{]/)).lastIndexOf('/') + 1);
  const wanted = new RegExp(`^${expression(full)}(?:${suffix.replaceAll('.', '\\.')})?$`, 'u');
  if (!(await stat(base).catch(absent))) throw new WrongUse(`${pattern}: there is no folder ${base}`);
  const files = await filesBelow(base);
  return files.filter((file) => file.endsWith(suffix) && wanted.test(file.replaceAll(path.sep, '/')));
}

/** A pattern of file names as a regular expression. */
function expression(pattern: string): string {
  return pattern.replace(/\*\*\/|\*\*|\*|\?|\{([^{}]*)\}|[.+^$()|[\]\\]/g, (part, choices?: string) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (choices !== undefined) return `(?:${choices.split(',').map(expression).join('|')})`;
    return `\\${part}`;
  });
}

/** Every file below a folder. Links to folders are not followed, so that none leads round in a circle. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(full);
      return entry.isFile() ? [full] : [];
    }),
  );
  return nested.flat();
}

/** A file's text with its byte-order mark; undefined where there is no such file. */
export async function readText(file: string): Promise<string | undefined> {
  const bytes = await readFile(file).catch(absent);
  return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** A file's path as people read it: from where they stand, with `/`. */
export function shown(shell: Shell, file: string): string {
  const relative = path.relative(shell.cwd, file).replaceAll(path.sep, '/');
  return relative === '' ? '.' : relative;
}

/** For `catch`: a file that is not there is undefined; any other error stays one. */
export function absent(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}

/** Puts a file into place, whole or not at all; folders that lack are made. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const before = await readFile(file).catch(absent);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  if (!(await replaceFile(file, before, bytes))) throw new WrongUse(`${file} changed meanwhile. Call this again.`);
}
