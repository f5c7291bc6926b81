import * as vscode from 'vscode';
import { isHidden } from '../../core/sidecar/path';
import { decodeText } from '../../core/text/encoding';
import { placeOf, sidecarOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { decoded, readIfThere, textOf, typeOf } from './files';
import { matching } from './globs';
import { openDocument } from '../ui/open';

export type ReadSource = { readonly text: string } | { readonly unread: string };

/** A source's text as `textOf` gives it, or why it must not be read. */
export async function readSource(source: vscode.Uri, platform: Platform): Promise<ReadSource> {
  const unread = await whyUnread(source, platform);
  return unread === undefined ? { text: await textOf(source) } : { unread };
}

/** The same for the bytes of a source that is known to be in sight. */
export async function textIn(bytes: Uint8Array, source: vscode.Uri): Promise<ReadSource> {
  const unread = whyNoText(bytes, source);
  return unread === undefined ? { text: await decoded(bytes, source) } : { unread };
}

/**
 * Why a source is neither read nor annotated, as a sentence; undefined where it is. Reasons: a folder that the editor
 * hides, a link, of it or above it, that leads out of the workspace, such a link as sidecar, or bytes that are no text.
 */
export async function whyUnread(source: vscode.Uri, platform: Platform): Promise<string | undefined> {
  return (await whyNotReached(source, platform)) ?? notText(source);
}

/** `whyUnread` without its look at the bytes: by the paths of the source and its sidecar. */
export async function whyNotReached(source: vscode.Uri, platform: Platform): Promise<string | undefined> {
  return (await outOfSight(source, platform)) ?? sidecarElsewhere(sidecarOf(source), platform);
}

/**
 * Why a sidecar is neither read nor written, as a sentence: it is a link that leads out of the workspace. Undefined
 * otherwise, and where there is no sidecar.
 */
export async function sidecarElsewhere(sidecar: vscode.Uri, platform: Platform): Promise<string | undefined> {
  const type = (await typeOf(sidecar)) ?? vscode.FileType.Unknown;
  if ((type & vscode.FileType.SymbolicLink) === 0 || !vscode.workspace.getWorkspaceFolder(sidecar)) return undefined;
  const places = await placesIn(sidecar, platform);
  if (places.length === 0 || places.some((place) => !isOut(place))) return undefined;
  return vscode.l10n.t(
    '{0} is a link that leads outside the workspace, so it is neither read nor written.',
    placeOf(sidecar),
  );
}

/** The path of a file below each folder of the workspace, links followed. */
async function placesIn(file: vscode.Uri, platform: Platform): Promise<string[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const places = await Promise.all(folders.map(({ uri }) => platform.pathBelow(file, uri)));
  return places.filter((place) => place !== undefined);
}

/** `whyNotReached` for the source alone. */
async function outOfSight(source: vscode.Uri, platform: Platform): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const folder = vscode.workspace.getWorkspaceFolder(source);
  const name = placeOf(source);
  const hidden = t('{0} is in a folder that the editor hides, so it is neither read nor annotated.', name);
  if (isHidden(folder ? vscode.workspace.asRelativePath(source, false) : source.path)) return hidden;
  if (isExcluded(source)) return hidden;
  // A file outside all folders was opened by the person directly, so it leads nowhere they have not chosen.
  if (!folder) return undefined;
  const places = await placesIn(source, platform);
  const inside = places.find((place) => !isOut(place));
  if (inside !== undefined) return isHidden(inside) ? hidden : undefined;
  return places.length > 0
    ? t('{0} is a link that leads outside the workspace, so it is neither read nor annotated.', name)
    : undefined;
}

const isOut = (place: string): boolean => /^\.\.(?:\/|$)|^(?:\/|[a-z]:)/i.test(place);

/** Whether `files.exclude` hides a file or a folder above it. Patterns are relative to the file's workspace folder. */
function isExcluded(file: vscode.Uri): boolean {
  const excluded = vscode.workspace.getConfiguration('files', file).get<object>('exclude', {});
  const globs = Object.entries(excluded).flatMap(([glob, isOn]) => (isOn === true ? [glob] : []));
  if (globs.length === 0) return false;
  const isMeant = matching(globs);
  const names = vscode.workspace.asRelativePath(file, false).split('/');
  return names.some((_, index) => isMeant(names.slice(0, index + 1).join('/')));
}

/** Why the bytes of a source are no text in an encoding that is read, with the first invalid byte; undefined where they are. */
async function notText(source: vscode.Uri): Promise<string | undefined> {
  const bytes = mayBeOther(source) ? await readIfThere(source) : undefined;
  return bytes && whyNoText(bytes, source);
}

function whyNoText(bytes: Uint8Array, source: vscode.Uri): string | undefined {
  const read = decodeText(bytes);
  if ('text' in read) return undefined;
  const { t } = vscode.l10n;
  return read.encoding === 'utf-8'
    ? t(
        '{0} is not UTF-8: byte {1} is invalid. It is not annotated; save it as UTF-8 first.',
        placeOf(source),
        read.invalidAt,
      )
    : t('{0} claims to be UTF-16, but byte {1} is invalid, so it is not annotated.', placeOf(source), read.invalidAt);
}

/** Whether the bytes can tell more than the document: what the editor decoded as UTF-8 without loss is UTF-8. */
function mayBeOther(source: vscode.Uri): boolean {
  const document = openDocument(source);
  return !document || !/^utf8/.test(document.encoding) || document.getText().includes('\ufffd');
}
