import * as vscode from 'vscode';
import { annotatorOf, annotatorPath, sidecarPath, sourcePath, suffix } from '../../core/sidecar/path';

export { suffix } from '../../core/sidecar/path';

export function isSidecar(file: vscode.Uri): boolean {
  return file.path.endsWith(suffix);
}

/** Whether annotators work apart, in separate sidecars, and this person is one of them. */
export function worksApart(): boolean {
  const settings = vscode.workspace.getConfiguration('claimmark.review');
  return settings.get('separateFiles', false) && !settings.get('adjudicator', false);
}

/** The annotator whose separate sidecars are read and written; undefined where all share one. */
function apartAs(scope: vscode.Uri): string | undefined {
  if (!worksApart()) return undefined;
  return vscode.workspace.getConfiguration('claimmark', scope).get('author', '').trim() || undefined;
}

/** The sidecar with a source's annotations: the shared one, or the person's own where annotators work apart. */
export function sidecarOf(source: vscode.Uri): vscode.Uri {
  const name = apartAs(source);
  const path = name === undefined ? sidecarPath(source.path) : annotatorPath(source.path, name);
  return source.with({ path, query: '', fragment: '' });
}

/** The source of a sidecar, by the sidecar's name. */
export function sourceOf(sidecar: vscode.Uri): vscode.Uri {
  const name = apartAs(sidecar);
  const own = name === undefined ? suffix : annotatorPath('', name);
  const ending = sidecar.path.endsWith(own) ? own : suffix;
  return sidecar.with({ path: sidecar.path.slice(0, -ending.length), query: '', fragment: '' });
}

/**
 * The source of a separate sidecar, by the source that the sidecar names; undefined for a shared one.
 * `article.txt.ana.claims.yaml` may be Ana's for article.txt, or the shared one for article.txt.ana.
 */
export function sourceApart(sidecar: vscode.Uri, named: string | undefined): vscode.Uri | undefined {
  const path = named === undefined ? undefined : sourcePath(sidecar.path, named);
  if (path === undefined || annotatorOf(sidecar.path, path) === undefined) return undefined;
  return sidecar.with({ path, query: '', fragment: '' });
}

export function baseName(file: vscode.Uri): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}

/** The path of a file for people: below its workspace folder, with the folder's name if there are several. */
export function placeOf(file: vscode.Uri): string {
  return vscode.workspace.asRelativePath(file);
}

/** The path of a file without the first slash, the form in which links and other references are resolved. */
export function pathOf(file: vscode.Uri): string {
  return file.path.replace(/^\//, '');
}
