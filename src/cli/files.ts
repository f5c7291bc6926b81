import { mkdir, readdir, realpath, stat } from 'node:fs/promises';
import fs, { type Stats } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import picomatch from 'picomatch';
import { annotatorOf, isHidden, suffix, sidecarPath } from '../core/sidecar/path';
import { decodeText, decodeWithMark } from '../core/text/encoding';
import { replaceFile } from '../node/replace';
import { pathFrom } from '../node/pathFrom';
import { naming, whyRefused } from './refusals';
import { WrongUse, type Shell } from './shell';

/**
 * The sidecars that some paths mean, sorted: files (a source means its sidecars), folders with everything below them,
 * patterns with `*`, `**`, `?` and `{a,b}`. Without paths, the current folder. A path or pattern that means no sidecar
 * is wrong use, so that a check of nothing does not look successful.
 */
export async function findSidecars(shell: Shell, paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const given of paths.length > 0 ? paths : ['.']) {
    const { full, kind, isGlob } = await lookUp(shell, given);
    const files = isGlob ? await matching(shell.cwd, given) : await meant(full, given, kind);
    if (files.length === 0) throw new WrongUse(nothingIn(given, isGlob));
    for (const file of files) found.add(file);
  }
  return [...found].sort();
}

/** The file or folder that an argument names, or whether it is a pattern, if there is no such file. */
async function lookUp(
  { cwd }: Shell,
  given: string,
): Promise<{ readonly full: string; readonly kind: Stats | undefined; readonly isGlob: boolean }> {
  // An empty variable in a script must not mean all files below.
  if (given === '') throw new WrongUse('An empty name means no file.');
  const full = path.resolve(cwd, given);
  const kind = await stat(full).catch(absent);
  return { full, kind, isGlob: !kind && isPattern(given) };
}

/** Whether a name is a pattern; on Windows `\` is a separator in it, not an escape: sources\*.txt */
export const isPattern = (given: string, { sep } = path): boolean =>
  picomatch.scan(given.replaceAll(sep, '/')).isGlob === true;

function nothingIn(given: string, isGlob: boolean): string {
  if (isGlob) return `${given}: no file that has a sidecar matches this pattern.`;
  return `${folderSaid(given)} holds no sidecar (*${suffix}).`;
}

const folderSaid = (given: string): string => (given === '.' ? 'This folder' : given);

async function meant(full: string, given: string, kind: Stats | undefined): Promise<readonly string[]> {
  if (kind?.isDirectory()) return (await filesBelow(full)).filter((file) => file.endsWith(suffix));
  if (full.endsWith(suffix) && kind) return [full];
  const files = await sidecarsBeside(full);
  if (files.length > 0) return files;
  throw new WrongUse(
    kind ? `${given} has no sidecar (${given}${suffix}).` : `${given}: there is no such file or folder.`,
  );
}

/** The sidecars of a source: the shared one, and those of annotators. */
async function sidecarsBeside(source: string): Promise<readonly string[]> {
  const names = await readdir(path.dirname(source)).catch(absent);
  const all = (names ?? []).map((name) => path.join(path.dirname(source), name));
  // A sidecar whose name without suffix is another file's name belongs to that file.
  const isOf = (file: string): boolean => annotatorOf(file, source) !== undefined && !all.includes(file.slice(0, -suffix.length)); // prettier-ignore
  return all.filter((file) => file === sidecarPath(source) || isOf(file));
}

/**
 * Refuses, as wrong use, to write a result over a source, that is a text with a sidecar beside it or beside the target
 * of its link. `given` is its displayed name.
 */
export async function refuseSource(file: string, given: string): Promise<void> {
  for (const name of new Set([file, (await realPath(file)) ?? file]))
    if ((await sidecarsBeside(name)).length > 0)
      throw new WrongUse(`${given} is a source, which has a sidecar. Name another file.`);
}

/** The sidecars that a pattern means, by their own names or their sources'. */
async function matching(cwd: string, pattern: string): Promise<readonly string[]> {
  return filesLike(
    cwd,
    pattern,
    (name, isMeant) => name.endsWith(suffix) && (isMeant(name) || isMeant(name.slice(0, -suffix.length))),
  );
}

async function filesLike(
  cwd: string,
  pattern: string,
  picks: (name: string, isMeant: (name: string) => boolean) => boolean,
): Promise<readonly string[]> {
  const { base, glob } = picomatch.scan(pattern.replaceAll(path.sep, '/'));
  // The name of a folder without the pattern's escapes: \[2019\]/*.txt -> [2019]
  const folder = path.resolve(cwd, base.replace(/\\(.)/g, '$1'));
  if (!(await stat(folder).catch(absent))) throw new WrongUse(`${pattern}: there is no folder ${folder}`);
  const isMeant = picomatch(glob, { dot: true });
  return (await filesBelow(folder)).filter((file) => picks(pathFrom(folder, file), isMeant));
}

/** Files considered sources if none are named. */
const isText = (file: string): boolean => /\.(?:txt|md|markdown|text)$/iu.test(file);

/** A file to read as a source; `isNamed` if a name or a pattern means it, so that it must be a text. */
interface GivenText {
  readonly file: string;
  readonly isNamed: boolean;
}

/** The sources that paths mean, even without sidecars: named files, texts below a folder, files matching a pattern. */
export async function findTexts(shell: Shell, paths: readonly string[]): Promise<readonly GivenText[]> {
  const found = new Map<string, GivenText>();
  for (const given of paths) {
    const { full, kind, isGlob } = await lookUp(shell, given);
    const isBelow = kind?.isDirectory() ?? false;
    let files: readonly string[] = [full];
    if (isBelow) files = (await filesBelow(full)).filter(isText);
    if (isGlob) files = await filesLike(shell.cwd, given, (name, isMeant) => !name.endsWith(suffix) && isMeant(name));
    if (isGlob && files.length === 0) throw new WrongUse(`${given}: no file matches this pattern.`);
    if (files.length === 0) throw new WrongUse(`${folderSaid(given)} holds no text (*.txt, *.md).`);
    for (const file of [...files].sort()) found.set(file, { file, isNamed: !isBelow });
  }
  return [...found.values()];
}

/**
 * Every file below a folder, and every link named like a sidecar, so that no sidecar is missed. Links to folders are
 * not followed, since they may form a circle.
 */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' || isHidden(entry.name) ? [] : filesBelow(full);
      return entry.isFile() || (entry.isSymbolicLink() && full.endsWith(suffix)) ? [full] : [];
    }),
  );
  return nested.flat();
}

/** A file's bytes; undefined if it is missing. For thousands of files, the callback API takes half the time. */
export const readBytes = (file: string): Promise<Buffer | undefined> =>
  promisify(fs.readFile)(file).catch((error: unknown) => absent(naming(error, file)));

/** A file's text, including a UTF-8 byte-order mark; undefined if the file is missing. A folder is wrong use. */
export async function readText(file: string): Promise<string | undefined> {
  const bytes = await readBytes(file);
  return bytes && textIn(file, bytes);
}

/** The text of a file's bytes; `file` is its displayed name. */
export function textIn(file: string, bytes: Uint8Array): string {
  const decoded = decodeWithMark(bytes);
  if ('invalidAt' in decoded) throw new WrongUse(notText(file, decoded.encoding, decoded.invalidAt));
  return decoded.text;
}

/** The real path of a file, links followed; undefined if the file is missing. */
export type RealPath = (file: string) => Promise<string | undefined>;

/** A circle of links has no real path; reading it gives an error. */
export const realPath: RealPath = (file) =>
  realpath(file).catch((error: unknown) => (codeOf(error) === 'ELOOP' ? undefined : absent(error)));

/** The same for many files in the same folders: each folder is read once. */
export function realPaths(): RealPath {
  const look = once(lookInto);
  // For folders, links, and other spellings on case-insensitive disks.
  const others = once(realPath);
  return async (file) => {
    const name = path.basename(file);
    const { real, files } = await look(path.dirname(file));
    return real !== undefined && files.has(name) ? path.join(real, name) : others(file);
  };
}

/** A function that remembers its result for each name. */
export function once<T>(ask: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (name) => {
    const said = known.get(name) ?? ask(name);
    known.set(name, said);
    return said;
  };
}

/** The real path of a folder, and its files other than links. */
interface Folder {
  readonly real: string | undefined;
  readonly files: ReadonlySet<string>;
}

async function lookInto(folder: string): Promise<Folder> {
  // In a folder that can't be listed, each file is looked up by itself.
  const listed = readdir(folder, { withFileTypes: true }).catch(() => []);
  const [real, entries] = await Promise.all([realPath(folder), listed]);
  return { real, files: new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name)) };
}

/** Whether a path is inside a folder; on Windows, one on another drive is not. */
export function isInside(folder: string, file: string, { isAbsolute, relative, sep } = path): boolean {
  const way = relative(folder, file);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Why a file of a folder is out of sight: a link leads out of the folder or into a hidden one. */
export async function outOfSight(
  file: string,
  folder: string,
  real = realPath,
): Promise<'link' | 'hidden' | undefined> {
  const [target, root] = await Promise.all([real(file), real(folder)]);
  if (target === undefined || root === undefined) return undefined;
  if (!isInside(root, target)) return 'link';
  return isHidden(path.relative(root, target)) || isHidden(path.relative(folder, file)) ? 'hidden' : undefined;
}

/** Options for reading one of many files. */
interface Reading {
  readonly real?: RealPath;
  /** Called with the bytes that were read. */
  readonly seen?: (bytes: Uint8Array) => void;
}

/** Why a source is out of sight, seen from the workspace `root` or, if it is outside of it, from its own folder. */
export function whyUnseen(file: string, root: string, real?: RealPath): ReturnType<typeof outOfSight> {
  return outOfSight(file, isInside(root, file) ? root : path.dirname(file), real);
}

/**
 * A source's text as the editor shows it, in UTF-8, or in UTF-16 with its mark; or why it can't be decoded, or is
 * outside of `root` or out of sight.
 */
export async function readSource(
  file: string,
  root: string,
  { real, seen }: Reading = {},
): Promise<{ readonly text: string } | { readonly unreadable: string } | undefined> {
  const name = path.basename(file);
  const why = await whyUnseen(file, root, real);
  if (why === 'link') return { unreadable: `${name} is a link that leads outside the folder, so it is not read.` };
  if (why === 'hidden') return { unreadable: `${name} is in a folder that editors hide, so it is not read.` };
  const read = await readOrWhyNot(file);
  if (!('bytes' in read)) return read;
  if (!read.bytes) return undefined;
  seen?.(read.bytes);
  return sourceText(name, read.bytes);
}

/** A file's bytes, undefined if it is missing, or why the system refuses them. */
export async function readOrWhyNot(
  file: string,
): Promise<{ readonly bytes: Buffer | undefined } | { readonly unreadable: string }> {
  try {
    return { bytes: await readBytes(file) };
  } catch (error) {
    const why = whyRefused(error);
    if (why === undefined) throw error;
    return { unreadable: `${path.basename(file)} ${why}` };
  }
}

/** A file's bytes; undefined if it is missing or refused: loading the file tells why. */
export async function readIfGiven(file: string): Promise<Buffer | undefined> {
  const read = await readOrWhyNot(file);
  return 'bytes' in read ? read.bytes : undefined;
}

/** A source's bytes as text, or why they can't be decoded. */
export function sourceText(
  name: string,
  bytes: Uint8Array,
): { readonly text: string } | { readonly unreadable: string } {
  const decoded = decodeText(bytes);
  if ('text' in decoded) return { text: decoded.text };
  return { unreadable: notText(name, decoded.encoding, decoded.invalidAt) };
}

/** The displayed path of a file: from the current folder, with `/`. */
export function shown(shell: Shell, file: string): string {
  return pathFrom(shell.cwd, file) || '.';
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** For `catch`: returns undefined for a missing file, and throws all other errors again. */
export function absent(error: unknown): undefined {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}

/**
 * Replaces the content of a file, whole or not at all; missing folders are created. `read` is the content on which the
 * new one is based: a file that has changed since is left alone.
 */
export async function writeWhole(
  file: string,
  content: string | Uint8Array,
  read?: { readonly bytes: Uint8Array | undefined },
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const before = read ? read.bytes : await readBytes(file);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  if (!(await replace(file, before, bytes))) throw new WrongUse(`${file} changed meanwhile. Call this again.`);
}

/** `replaceFile`, with this file's name in errors that name its temporary file instead. */
export async function replace(file: string, before: Uint8Array | undefined, after: Uint8Array): Promise<boolean> {
  return replaceFile(file, before, after).catch((error: unknown) => {
    throw naming(error, file);
  });
}

/** Creates a file that must not exist yet. */
export async function writeNew(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  if (!(await replace(file, undefined, new TextEncoder().encode(content))))
    throw new WrongUse(`${file} was made by another program meanwhile, so it was left alone. Call this again.`);
}

/** The message on a file in an unknown encoding. */
export function notText(name: string, encoding: string, at: number): string {
  return encoding === 'utf-8'
    ? `${name} is not UTF-8: byte ${at} is invalid. Save it as UTF-8.`
    : `${name} claims to be UTF-16, but byte ${at} is invalid.`;
}
