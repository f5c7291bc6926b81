import * as vscode from 'vscode';
import type { Entry } from '../../core/sidecar/read';
import type { Store } from '../../core/state/store';
import { toRange } from '../ui/convert';
import { sourceOf } from '../ui/names';
import { whenAnchored } from '../documents/openAnnotation';
import { entryAt, sidecarIn } from './document';

/** The target of a definition: a source, possibly with an annotation. */
interface Aim {
  readonly source: vscode.Uri;
  readonly id: string | undefined;
}

/** Leads from an entry to its words in the source, and from evidence and links to what they name. */
export async function definitionAt(
  store: Store,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Location | undefined> {
  const offset = document.offsetAt(position);
  const entry = entryAt(sidecarIn(store, document), offset);
  const aim = entry && aimAt(entry, offset, document.uri);
  return aim && wordsOf(store, aim);
}

function aimAt(entry: Entry, offset: number, sidecar: vscode.Uri): Aim | undefined {
  const own = { source: sourceOf(sidecar), id: entry.key };
  const path = [...entry.fieldSpans()].find(
    ([name, { key, value }]) => /\.\d+\./.test(name) && key.from <= offset && offset <= value.to,
  )?.[0];
  if (path === undefined) return own;
  const [list = '', index = '', field = ''] = path.split('.');
  if (list === 'links') return linkAim(entry.annotation.links?.[Number(index)]?.to, sidecar);
  const evidence = list === 'evidence' ? entry.annotation.evidence?.[Number(index)] : undefined;
  if (!evidence?.source || (field !== 'source' && field !== 'id')) return undefined;
  return { source: beside(sidecar, evidence.source), id: evidence.id };
}

function linkAim(to: string | undefined, sidecar: vscode.Uri): Aim | undefined {
  const hash = to?.lastIndexOf('#') ?? -1;
  if (to === undefined || hash < 0) return undefined;
  return { source: beside(sidecar, to.slice(0, hash)), id: to.slice(hash + 1) };
}

const beside = (sidecar: vscode.Uri, path: string): vscode.Uri => vscode.Uri.joinPath(sidecar, '..', path);

async function wordsOf(store: Store, { source, id }: Aim): Promise<vscode.Location | undefined> {
  // A file may name any path; only files of the workspace are opened.
  if (!vscode.workspace.getWorkspaceFolder(source)) return undefined;
  try {
    const anchored = id === undefined ? undefined : await whenAnchored(store, source, id);
    const document = await vscode.workspace.openTextDocument(source);
    const span = anchored?.span;
    if (id !== undefined && !span) return undefined;
    return new vscode.Location(source, span ? toRange(document, span) : new vscode.Position(0, 0));
  } catch (error) {
    // The source is gone, or is no text.
    console.info('Claimmark could not open what an entry speaks of.', error);
    return undefined;
  }
}
