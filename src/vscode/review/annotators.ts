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

/** One source and what each annotator, in a sidecar of their own, marked in it. */
export interface Apart {
  readonly source: vscode.Uri;
  readonly text: string;
  /** Where it comes from, as the first says that says it. */
  readonly about: About;
  readonly annotators: readonly Annotator[];
  /** When annotators were done with their own work on the source, or first looked at the others', by their names. */
  readonly finished: ReadonlyMap<string, string>;
}

/** What annotators marked apart from each other, in one source or in all of the workspace. */
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

/** The same for coefficients of agreement. */
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

/** Sidecars that may be an annotator's own: all but those that the store knows as shared ones. */
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

/** The annotator as their entries name them, where all name the same; else as the file does. */
function nameOf({ entries }: Sidecar, fileName: string): string {
  const names = new Set(entries.map(({ annotation }) => annotation.by));
  const [name] = names;
  return names.size === 1 && name ? name : fileName;
}
