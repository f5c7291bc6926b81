import * as vscode from 'vscode';
import { withRenamedReferences } from '../../core/crosslink/links';
import type { Revision } from '../../core/model/action';
import type { Annotation } from '../../core/model/annotation';
import { sourcePath } from '../../core/sidecar/path';
import { revise } from '../../core/sidecar/write';
import type { Step } from '../../core/state/log';
import type { Store } from '../../core/state/store';
import { pathOf, sourceOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { findSidecars } from './files';
import { readNow } from './sidecars';
import { changeSidecar } from './changeSidecar';

/** A file or folder with its old and its new name. */
export interface Move {
  readonly oldUri: vscode.Uri;
  readonly newUri: vscode.Uri;
}

/** Returns the new path of a path after some moves; undefined where it stays the same. */
function leadingTo(moves: readonly (readonly [from: string, to: string])[]): (path: string) => string | undefined {
  return (path) => {
    const move = moves.find(([from]) => path === from || path.startsWith(`${from}/`));
    return move && move[1] + path.slice(move[0].length);
  };
}

/** The references to sources in annotations, after sources were moved. */
export class References {
  private readonly now: (path: string) => string | undefined;
  private readonly former: (path: string) => string | undefined;

  /** `moves` of sources and folders, already done. */
  constructor(moves: readonly Move[]) {
    const paths = moves.map(({ oldUri, newUri }) => [pathOf(oldUri), pathOf(newUri)] as const);
    this.now = leadingTo(paths);
    this.former = leadingTo(paths.map(([from, to]) => [to, from] as const));
  }

  /**
   * The revisions that let the links and evidence of a source lead where they led before. `cameAlong`: whether its
   * sidecar was moved with it, so that its references are still relative to the old place.
   */
  revisions(source: vscode.Uri, annotations: readonly Annotation[], cameAlong: boolean): readonly Revision[] {
    const path = pathOf(source);
    const from = (cameAlong ? this.former(path) : undefined) ?? path;
    return annotations.flatMap((before): Revision[] => {
      if (!before.links && !before.notLinked && !before.evidence) return [];
      const after = withRenamedReferences(before, from, this.now);
      return after === before ? [] : [{ of: 'annotation', id: before.id, before, after }];
    });
  }
}

/** The same for all sheets in the store. `stayed`: sources that were moved without their sidecars. */
export function referenceSteps(store: Store, references: References, stayed: ReadonlySet<string>): readonly Step[] {
  return store.all().flatMap(({ source, records }) => {
    const revisions = references.revisions(vscode.Uri.parse(source), records, !stayed.has(source));
    return revisions.length > 0 ? [{ source, revisions }] : [];
  });
}

/** Makes these revisions in the sidecars not in the store: the separate ones of other annotators. */
export async function followApart(store: Store, platform: Platform, references: References): Promise<void> {
  for (const uri of await findSidecars())
    if (!store.get(sourceOf(uri).toString())?.sidecar) await followIn(platform, uri, references);
}

async function followIn(platform: Platform, uri: vscode.Uri, references: References): Promise<void> {
  for (;;) {
    const file = await readNow(uri, undefined);
    if (file?.sidecar.state !== 'writable') return;
    const { source, entries } = file.sidecar;
    const path = source === undefined ? undefined : sourcePath(uri.path, source);
    if (path === undefined) return;
    const annotations = entries.map(({ annotation }) => annotation);
    const revisions = references.revisions(uri.with({ path }), annotations, true);
    const revised = revise(file.sidecar, revisions);
    if (revised.refused || (await changeSidecar(platform, uri, file, revised.changes))) return;
  }
}
