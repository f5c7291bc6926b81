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
 * The sidecars that some paths mean, sorted: files as they are (a source means its sidecars), folders with all below them,
 * patterns with `*`, `**`, `?` and `{a,b}`. Without paths, the current folder. A path or a pattern that means no sidecar
 * is wrong use: what has looked at nothing must not seem sound.
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

/** What a path of a call leads to, what is there, and whether it is a pattern, since nothing is. */
async function lookUp(
  { cwd }: Shell,
  given: string,
): Promise<{ readonly full: string; readonly kind: Stats | undefined; readonly isGlob: boolean }> {
  // A variable of a script that holds nothing must not mean all files below.
  if (given === '') throw new WrongUse('An empty name means no file.');
  const full = path.resolve(cwd, given);
  const kind = await stat(full).catch(absent);
  return { full, kind, isGlob: !kind && isPattern(given) };
}

/** Whether a name is a pattern; on Windows `\` parts names in it, and escapes nothing: sources\*.txt */
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
  // What is called like a file that is here is the sidecar of that one.
  const isOf = (file: string): boolean => annotatorOf(file, source) !== undefined && !all.includes(file.slice(0, -suffix.length)); // prettier-ignore
  return all.filter((file) => file === sidecarPath(source) || isOf(file));
}

/**
 * Wrong use where a result would take the place of a source, a text that has a sidecar: beside it, or, where the name is
 * a link, beside that. `given` names it to people.
 */
export async function refuseSource(file: string, given: string): Promise<void> {
  for (const name of new Set([file, (await realPath(file)) ?? file]))
    if ((await sidecarsBeside(name)).length > 0)
      throw new WrongUse(`${given} is a source, which has a sidecar. Name another file.`);
}

/** The sidecars that a pattern means: it names them, or their sources. */
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
  // A folder is named by what it is called: \[2019\]/*.txt -> [2019]
  const folder = path.resolve(cwd, base.replace(/\\(.)/g, '$1'));
  if (!(await stat(folder).catch(absent))) throw new WrongUse(`${pattern}: there is no folder ${folder}`);
  const isMeant = picomatch(glob, { dot: true });
  return (await filesBelow(folder)).filter((file) => picks(pathFrom(folder, file), isMeant));
}

/** Files that are taken for sources where none are named. */
const isText = (file: string): boolean => /\.(?:txt|md|markdown|text)$/iu.test(file);

/** A file that is looked into as a source; `isNamed` where a name or a pattern means it, so that it must be one. */
interface GivenText {
  readonly file: string;
  readonly isNamed: boolean;
}

/** The sources that some paths mean, with and without sidecars: files by name, texts below a folder, files like a pattern. */
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
 * Every file below a folder, and links that are called as sidecars, wherever they lead: who looks at all sidecars must not
 * pass one over. Links to folders are not followed, so that none leads round in a circle.
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

/** A file's bytes; undefined where there is none. Of thousands of files the older way to read takes half the time. */
export const readBytes = (file: string): Promise<Buffer | undefined> =>
  promisify(fs.readFile)(file).catch((error: unknown) => absent(naming(error, file)));

/** A file's text; a byte-order mark of UTF-8 stays in it. Undefined where there is no such file; a folder is wrong use. */
export async function readText(file: string): Promise<string | undefined> {
  const bytes = await readBytes(file);
  return bytes && textIn(file, bytes);
}

/** The text of a file's bytes, of which `file` is the name for people. */
export function textIn(file: string, bytes: Uint8Array): string {
  const decoded = decodeWithMark(bytes);
  if ('invalidAt' in decoded) throw new WrongUse(notText(file, decoded.encoding, decoded.invalidAt));
  return decoded.text;
}

/** Where a file really is, links followed; undefined where it is not there. */
export type RealPath = (file: string) => Promise<string | undefined>;

/** A link in a circle leads nowhere; who reads it is told. */
export const realPath: RealPath = (file) =>
  realpath(file).catch((error: unknown) => (codeOf(error) === 'ELOOP' ? undefined : absent(error)));

/** The same for many files of the same folders: each folder is looked into once. */
export function realPaths(): RealPath {
  const look = once(lookInto);
  // Folders, links, and files that are called otherwise where case makes no difference.
  const others = once(realPath);
  return async (file) => {
    const name = path.basename(file);
    const { real, files } = await look(path.dirname(file));
    return real !== undefined && files.has(name) ? path.join(real, name) : others(file);
  };
}

/** The same answer for the same name, asked once. */
export function once<T>(ask: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (name) => {
    const said = known.get(name) ?? ask(name);
    known.set(name, said);
    return said;
  };
}

/** Where a folder really is, and which files are in it that are no links. */
interface Folder {
  readonly real: string | undefined;
  readonly files: ReadonlySet<string>;
}

async function lookInto(folder: string): Promise<Folder> {
  // In a folder that may be gone through and not listed, each file is asked for by itself.
  const listed = readdir(folder, { withFileTypes: true }).catch(() => []);
  const [real, entries] = await Promise.all([realPath(folder), listed]);
  return { real, files: new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name)) };
}

/** Whether a file lies in a folder, by their paths; on Windows one of another drive does not. */
export function isInside(folder: string, file: string, { isAbsolute, relative, sep } = path): boolean {
  const way = relative(folder, file);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Why a file of a folder is out of sight: a link leads out of the folder or into one that editors hide. */
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

/** How a file is read among many. */
interface Reading {
  readonly real?: RealPath;
  /** Told the bytes that were read. */
  readonly seen?: (bytes: Uint8Array) => void;
}

/** Why a source is not read, of the workspace `root` or, where it lies out of it, of its own folder. */
export function whyUnseen(file: string, root: string, real?: RealPath): ReturnType<typeof outOfSight> {
  return outOfSight(file, isInside(root, file) ? root : path.dirname(file), real);
}

/**
 * A source's text as the editor shows it, in UTF-8, or in UTF-16 with its mark; why not, where it is in neither, or lies
 * out of the folder `root` or of sight.
 */
export async function readSource(
  file: string,
  root: string,
  { real, seen }: Reading = {},
): Promise<{ readonly text: string } | { readonly unreadable: string } | undefined> {
  const name = path.basename(file);
  const why = await whyUnseen(file, root, real);
  if (why === 'link') return { unreadable: `${name} is a link that leads out of the folder, so it is not read.` };
  if (why === 'hidden') return { unreadable: `${name} lies in a folder that editors hide, so it is not read.` };
  const read = await readOrWhyNot(file);
  if (!('bytes' in read)) return read;
  if (!read.bytes) return undefined;
  seen?.(read.bytes);
  return sourceText(name, read.bytes);
}

/** A file's bytes, undefined where there is none, or why the system does not give them. */
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

/** A file's bytes; undefined where there is none, or the system gives none: whoever loads the file says why. */
export async function readIfGiven(file: string): Promise<Buffer | undefined> {
  const read = await readOrWhyNot(file);
  return 'bytes' in read ? read.bytes : undefined;
}

/** A source's bytes as text, or why they are none. */
export function sourceText(
  name: string,
  bytes: Uint8Array,
): { readonly text: string } | { readonly unreadable: string } {
  const decoded = decodeText(bytes);
  if ('text' in decoded) return { text: decoded.text };
  return { unreadable: notText(name, decoded.encoding, decoded.invalidAt) };
}

/** A file's path as people read it: from where they stand, with `/`. */
export function shown(shell: Shell, file: string): string {
  return pathFrom(shell.cwd, file) || '.';
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** For `catch`: a file that is not there is undefined; any other error stays one. */
export function absent(error: unknown): undefined {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}

/**
 * Puts a file into place, whole or not at all; folders that lack are made. `read` are the bytes that were read when it
 * was decided what to write: a file that holds others by now is left alone.
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

/** `replaceFile`, which fails with the name of the file where it made another one first. */
export async function replace(file: string, before: Uint8Array | undefined, after: Uint8Array): Promise<boolean> {
  return replaceFile(file, before, after).catch((error: unknown) => {
    throw naming(error, file);
  });
}

/** Puts a file into place that must not be there yet. */
export async function writeNew(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  if (!(await replace(file, undefined, new TextEncoder().encode(content))))
    throw new WrongUse(`${file} was made by another program meanwhile, so it was left alone. Call this again.`);
}

/** What is said of a file whose bytes are in no encoding that is read. */
export function notText(name: string, encoding: string, at: number): string {
  return encoding === 'utf-8'
    ? `${name} is not UTF-8: its byte ${at} is none that UTF-8 can have there. Save it as UTF-8.`
    : `${name} says that it is UTF-16, and its byte ${at} is none that UTF-16 can have there.`;
}
