import * as vscode from 'vscode';
import { placedAt, placing, type Exported, type Placed } from '../../core/exchange/format';
import { anchoredAnnotations, type Sheet } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { readSource, type ReadSource } from '../storage/readSource';
import { warn } from '../ui/dialogs';
import { placeOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { inSlices } from '../ui/timeSlices';

/** A source for export, with its URI. */
export interface Gathered extends Exported {
  readonly uri: vscode.Uri;
  /** Why the source is not read, so that its annotations have no places. */
  readonly unread?: string;
}

/** The annotated sources of the workspace, with their texts and the places of their annotations. */
export async function gather(store: Store, platform: Platform): Promise<readonly Gathered[]> {
  const sheets = store.all().filter((sheet) => sheet.records.length > 0);
  const sources = sheets.map(({ source }) => source).sort((a, b) => a.localeCompare(b));
  const gathered = await inOrder(store, sources, platform);
  const unread = gathered.flatMap((one) => one.unread ?? []);
  if (unread.length > 0) void warn(unread.slice(0, 5).join(' '));
  return gathered;
}

/** Gathers one source after another, with progress if they are many. */
async function inOrder(store: Store, sources: readonly string[], platform: Platform): Promise<readonly Gathered[]> {
  if (sources.length < 20) return sequence(store, sources, platform);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Reading annotated sources'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, cancelled) =>
    sequence(store, sources, platform, progress, cancelled),
  );
}

async function sequence(
  store: Store,
  sources: readonly string[],
  platform: Platform,
  progress?: vscode.Progress<{ increment: number; message: string }>,
  cancelled?: vscode.CancellationToken,
): Promise<readonly Gathered[]> {
  const gathered: Gathered[] = [];
  for (const source of sources) {
    if (cancelled?.isCancellationRequested) throw new vscode.CancellationError();
    const uri = vscode.Uri.parse(source);
    progress?.report({ increment: 100 / sources.length, message: placeOf(uri) });
    const one = await exported(store, uri, platform);
    if (one) gathered.push(one);
  }
  return gathered;
}

/** A source for export; undefined where it has no annotations, or lost them while others were read. */
export async function exported(store: Store, uri: vscode.Uri, platform: Platform): Promise<Gathered | undefined> {
  const read = await readSource(uri, platform);
  // Nothing is awaited between reading the text and the sheet: spans belong to the text of the same moment.
  const sheet = store.get(uri.toString());
  if (!sheet) return undefined;
  return gatheredFrom(uri, { ...sheet, read }, (text) => placed(sheet, text, platform));
}

/** A source with the content of its sidecar, and each annotation where `place` finds it in the text. */
export async function gatheredFrom(
  uri: vscode.Uri,
  { read, about, records }: Pick<Sheet, 'about' | 'records'> & { readonly read: ReadSource },
  place: (text: string) => Promise<readonly Placed[]>,
): Promise<Gathered> {
  const known = { source: placeOf(uri), uri, about };
  if ('unread' in read) return { ...known, text: '', annotations: records, unread: read.unread };
  return { ...known, text: read.text, annotations: await place(read.text) };
}

/** The spans of an open source are known; those of a closed one are searched. */
async function placed(sheet: Sheet, text: string, platform: Platform): Promise<readonly Placed[]> {
  const known = anchoredAnnotations(sheet);
  if (sheet.open && known.every(({ state }) => state !== 'unsought'))
    return known.map(({ annotation, span }) => placedAt(annotation, span));
  return inSlices(placing(text, sheet.records), platform);
}
