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
import { changeSidecar } from './writer';

/** A file or a folder that has another name. */
export interface Move {
  readonly oldUri: vscode.Uri;
  readonly newUri: vscode.Uri;
}

/** Tells where a path leads after some moves of files and folders; undefined where it leads to the same. */
function leadingTo(moves: readonly (readonly [from: string, to: string])[]): (path: string) => string | undefined {
  return (path) => {
    const move = moves.find(([from]) => path === from || path.startsWith(`${from}/`));
    return move && move[1] + path.slice(move[0].length);
  };
}

/** What references say once sources are elsewhere. */
export class References {
  private readonly now: (path: string) => string | undefined;
  private readonly former: (path: string) => string | undefined;

  /** `moves` of sources and folders that are done. */
  constructor(moves: readonly Move[]) {
    const paths = moves.map(({ oldUri, newUri }) => [pathOf(oldUri), pathOf(newUri)] as const);
    this.now = leadingTo(paths);
    this.former = leadingTo(paths.map(([from, to]) => [to, from] as const));
  }

  /**
   * What makes the links and the evidence of a source lead where they led before. `cameAlong`: whether its sidecar was
   * moved with it, so that its references are still written from where it was.
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

/** The same for all that the store knows. `stayed`: sources that were moved without their sidecars. */
export function referenceSteps(store: Store, references: References, stayed: ReadonlySet<string>): readonly Step[] {
  return store.all().flatMap(({ source, records }) => {
    const revisions = references.revisions(vscode.Uri.parse(source), records, !stayed.has(source));
    return revisions.length > 0 ? [{ source, revisions }] : [];
  });
}

/** Writes them into the sidecars that the store does not know: those that other annotators keep apart. */
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
