import * as vscode from 'vscode';
import { placing } from '../../core/exchange/format';
import type { About } from '../../core/model/annotation';
import type { Coding } from '../../core/review/agreement';
import type { Annotator } from '../../core/review/adjudicate';
import type { Sidecar } from '../../core/sidecar/read';
import { annotatorOf } from '../../core/sidecar/path';
import type { Store } from '../../core/state/store';
import { findSidecars } from '../storage/files';
import { readSource } from '../storage/readSource';
import { baseName, isSidecar, placeOf, sourceApart, suffix } from '../ui/names';
import type { Platform } from '../ui/platform';
import { readNow } from '../storage/sidecars';
import { inSlices } from '../ui/timeSlices';
import { addTo } from '../../core/text/grouped';

/** A source, and the marks of each annotator in a separate sidecar. */
export interface Apart {
  readonly source: vscode.Uri;
  readonly text: string;
  /** Where it comes from, as the first sidecar with any of it says. */
  readonly about: About;
  readonly annotators: readonly Annotator[];
  /** By name, when annotators finished their own work on the source, or first saw the marks of others. */
  readonly finished: ReadonlyMap<string, string>;
}

/** The marks of annotators who work apart, in one source or the whole workspace. */
export async function annotatedApart(
  store: Store,
  platform: Platform,
  only: vscode.Uri | undefined,
): Promise<readonly Apart[]> {
  const bySource = new Map<string, Sidecar[]>();
  const names = new Map<Sidecar, string>();
  for (const file of await candidates(store, only)) {
    const sidecar = (await readNow(file, undefined))?.sidecar;
    const source = sidecar && sourceApart(file, sidecar.source);
    if (!source || (only && source.toString() !== only.toString())) continue;
    names.set(sidecar, nameOf(sidecar, annotatorOf(file.path, source.path) ?? ''));
    addTo(bySource, source.toString(), sidecar);
  }
  const found: Apart[] = [];
  for (const [name, sidecars] of bySource) {
    const source = vscode.Uri.parse(name);
    const read = await readSource(source, platform);
    if ('unread' in read) continue;
    const { text } = read;
    const annotators: Annotator[] = [];
    const finished = new Map<string, string>();
    for (const sidecar of sidecars) {
      const annotator = names.get(sidecar) ?? '';
      const records = sidecar.entries.map(({ annotation }) => annotation);
      annotators.push({ name: annotator, annotations: await inSlices(placing(text, records), platform) });
      if (sidecar.finished) finished.set(annotator, sidecar.finished.created);
    }
    annotators.sort((a, b) => a.name.localeCompare(b.name));
    const about = sidecars.find((sidecar) => Object.keys(sidecar.about).length > 0)?.about ?? {};
    found.push({ source, text, about, annotators, finished });
  }
  return found.sort((a, b) => a.source.path.localeCompare(b.source.path));
}

/** The same marks, for coefficients of agreement. */
export function codingsOf(apart: readonly Apart[]): Coding[] {
  return apart.flatMap(({ source, text, annotators }) =>
    annotators.map(({ name, annotations }) => ({
      annotator: name,
      source: placeOf(source),
      length: text.length,
      units: annotations.flatMap(({ span, tag }) => (span ? [{ span, tag }] : [])),
    })),
  );
}

/** The sidecars that may be separate ones: all but those known to the store as shared. */
async function candidates(store: Store, only: vscode.Uri | undefined): Promise<readonly vscode.Uri[]> {
  if (!only) {
    const files = await findSidecars();
    return files.filter((file) => {
      const known = store.get(file.with({ path: file.path.slice(0, -suffix.length) }).toString());
      return known?.sidecar === undefined;
    });
  }
  const folder = vscode.Uri.joinPath(only, '..');
  const files = await vscode.workspace.fs.readDirectory(folder);
  return files
    .map(([name]) => vscode.Uri.joinPath(folder, name))
    .filter((file) => isSidecar(file) && baseName(file).startsWith(`${baseName(only)}.`));
}

/** The annotator's name in the entries if all have the same, else in the file's name. */
function nameOf({ entries }: Sidecar, fileName: string): string {
  const names = new Set(entries.map(({ annotation }) => annotation.by));
  const [name] = names;
  return names.size === 1 && name ? name : fileName;
}
