import * as vscode from 'vscode';
import { isHidden } from '../../core/sidecar/path';
import { wait } from '../ui/timeSlices';
import { placeOf, suffix } from '../ui/names';
import { matching } from './globs';
import { sameBytes, type Platform } from '../ui/platform';
import { openDocument } from '../ui/open';

/** A file's bytes; undefined where there is no file. Rejects with any other error of the file system. */
export async function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/**
 * A source's present text as an editor shows it: that of its open document, else that of the file in the encoding an
 * editor would use, without a byte-order mark; empty where there is no file. Use `readSource` where it is not known yet
 * whether the source may be read.
 */
export async function textOf(source: vscode.Uri): Promise<string> {
  const opened = (): string | undefined => openDocument(source)?.getText();
  const bytes = opened() === undefined ? await readIfThere(source) : undefined;
  const read = bytes && (await decoded(bytes, source));
  return opened() ?? read ?? '';
}

/** Decodes bytes as an editor would; as UTF-8 where it would not open them as text, so that one file does not fail all others. */
export async function decoded(bytes: Uint8Array, source: vscode.Uri): Promise<string> {
  try {
    return await vscode.workspace.decode(bytes, { uri: source });
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** Whether there is a file, without reading it. Rejects with any other error of the file system. */
export async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

/** `Platform.replaceFile` by the editor's own file system, whose providers write files whole. */
export async function replaceThroughWorkspace(
  file: vscode.Uri,
  expected: Uint8Array | undefined,
  content: Uint8Array,
): Promise<boolean> {
  if (!sameBytes(await readIfThere(file), expected)) return false;
  await vscode.workspace.fs.writeFile(file, content);
  return true;
}

/**
 * `Platform.pathBelow` by the editor's own file system, which tells whether a file is a link but not where it leads: a
 * link, and all below it, counts as outside.
 */
export async function pathByLinks(file: vscode.Uri, folder: vscode.Uri): Promise<string | undefined> {
  const root = folder.path.replace(/\/$/, '');
  if (file.scheme !== folder.scheme || file.authority !== folder.authority || !file.path.startsWith(`${root}/`))
    return '..';
  const names = file.path.slice(root.length + 1).split('/');
  for (let count = 1; count <= names.length; count++) {
    const type = await typeOf(vscode.Uri.joinPath(folder, ...names.slice(0, count)));
    if (type === undefined) return undefined;
    if ((type & vscode.FileType.SymbolicLink) !== 0) return '..';
  }
  return names.join('/');
}

/** The type of a file; undefined where there is none, or can't be one with that name. */
export async function typeOf(file: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(file)).type;
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    if (error.code === 'FileNotFound' || error.message.includes('ENAMETOOLONG')) return undefined;
    throw error;
  }
}

/**
 * Replaces the content of a file, whole or not at all, and makes missing folders. Rejects with a sentence for people
 * where it can't be written.
 */
export async function write(platform: Platform, file: vscode.Uri, content: Uint8Array): Promise<void> {
  try {
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
    // Another program may write to it between reading and writing.
    for (let tries = 1; !(await platform.replaceFile(file, await readIfThere(file), content)); tries++) {
      if (tries === 20) throw restless();
      await wait(50);
    }
  } catch (error) {
    const message = vscode.l10n.t('{0} could not be written: {1}.', placeOf(file), reasonOf(error));
    throw new Error(message, { cause: error });
  }
}

interface Sought {
  /** A glob of files to leave out; null for none, undefined for those of `files.exclude`. */
  readonly except?: string | null;
  readonly most?: number;
  readonly cancelled?: vscode.CancellationToken;
}

/**
 * The files of the workspace that match a glob, by the editor's search. Where the host can't search, the folders are
 * walked, and files hidden by `files.exclude` are found, too.
 */
export async function findFiles(glob: string, { except, most, cancelled }: Sought = {}): Promise<vscode.Uri[]> {
  try {
    return await vscode.workspace.findFiles(glob, except, most, cancelled);
  } catch (error) {
    console.warn('Claimmark walks the folders, since this host can’t search them.', error);
    const [isMeant, isNot] = [matching(glob), typeof except === 'string' ? matching(except) : undefined];
    const found = (vscode.workspace.workspaceFolders ?? []).map(({ uri: folder }) => {
      const isWanted = (file: vscode.Uri): boolean => {
        const place = file.path.slice(folder.path.replace(/\/$/, '').length + 1);
        return isMeant(place) && isNot?.(place) !== true;
      };
      return filesBelow(folder, isWanted, cancelled);
    });
    return (await Promise.all(found)).flat().slice(0, most);
  }
}

/** The sidecars of the workspace, even those that `files.exclude` hides by a glob for sidecars, as in blind work. */
export async function findSidecars(cancelled?: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const excluded = vscode.workspace.getConfiguration('files').get<Record<string, unknown>>('exclude', {});
  const globs = Object.keys(excluded).filter((glob) => excluded[glob] === true);
  const others = globs.filter((glob) => !glob.endsWith(suffix));
  const isAll = others.length === globs.length;
  const asked = { ...(cancelled && { cancelled }), ...(!isAll && { except: null }) };
  const files = await findFiles(`**/*${suffix}`, asked);
  if (isAll) return files;
  const isExcluded = matching(others.flatMap((glob) => [glob, `${glob.replace(/\/$/, '')}/**`]));
  return files.filter((file) => !isExcluded(vscode.workspace.asRelativePath(file, false)));
}

async function filesBelow(
  folder: vscode.Uri,
  isWanted: (file: vscode.Uri) => boolean,
  cancelled?: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  if (cancelled?.isCancellationRequested) return [];
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const below = entries.map(async ([name, type]) => {
    const uri = vscode.Uri.joinPath(folder, name);
    if (type === vscode.FileType.Directory)
      return name === 'node_modules' || isHidden(name) ? [] : filesBelow(uri, isWanted, cancelled);
    return isWanted(uri) ? [uri] : [];
  });
  return (await Promise.all(below)).flat();
}

/** What an error of the file system means, to end a sentence. */
export function reasonOf(error: unknown): string {
  const { t } = vscode.l10n;
  const words = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  // The editor's file system has no error code for this case.
  if (words.includes('ENAMETOOLONG')) return t('its name would be too long. Give the source a shorter one');
  switch ((error as { code?: unknown } | undefined)?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return t('the disk is full');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'NoPermissions':
      return t('there is no permission to write to it');
    case 'EFOLDER':
      return t('there is no permission to make files in its folder');
    case 'ENOFILE':
      return t('something other than a file has its name');
    case 'ELINK':
      return t('it is a link to a file that is not there');
    default:
      return words;
  }
}

/** The error for a file that other programs changed at each try. */
export function restless(): Error {
  return new Error(vscode.l10n.t('other programs keep changing it'));
}
