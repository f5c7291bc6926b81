import * as vscode from 'vscode';
import { locating } from '../../core/anchor/locate';
import type { Exported, Placed } from '../../core/exchange/format';
import { marksOf, type Sheet } from '../../core/sheet';
import type { Store } from '../../core/store';
import { overlay } from '../../core/overlay';
import { readIfThere } from '../disk/files';
import { placeOf } from '../names';
import type { Platform } from '../platform';
import { inSlices } from '../slices';

/** The annotated sources of the workspace, or one of them, each with its text and where its annotations stand in it. */
export async function gather(
  store: Store,
  only: vscode.Uri | undefined,
  platform: Platform,
): Promise<readonly Exported[]> {
  const sheets = store.all().filter((sheet) => sheet.records.length > 0 && (!only || sheet.source === only.toString()));
  sheets.sort((a, b) => a.source.localeCompare(b.source));
  if (sheets.length < 20) return sequence(sheets, platform);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Reading annotated sources'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, cancelled) => sequence(sheets, platform, progress, cancelled));
}

async function sequence(
  sheets: readonly Sheet[],
  platform: Platform,
  progress?: vscode.Progress<{ increment: number; message: string }>,
  cancelled?: vscode.CancellationToken,
): Promise<readonly Exported[]> {
  const gathered: Exported[] = [];
  for (const sheet of sheets) {
    if (cancelled?.isCancellationRequested) throw new vscode.CancellationError();
    const uri = vscode.Uri.parse(sheet.source);
    progress?.report({ increment: 100 / sheets.length, message: placeOf(uri) });
    gathered.push(await exported(sheet, uri, platform));
  }
  return gathered;
}

async function exported(sheet: Sheet, uri: vscode.Uri, platform: Platform): Promise<Exported> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === sheet.source);
  const bytes = open ? undefined : await readIfThere(uri);
  const text = open?.getText() ?? (bytes ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : '');
  const about = overlay(sheet.sidecar, sheet.pending).about;
  return { source: placeOf(uri), text, about, annotations: await placed(sheet, text, platform) };
}

/** An open source's spans are known; those of a closed one are looked for. */
async function placed(sheet: Sheet, text: string, platform: Platform): Promise<readonly Placed[]> {
  const known = marksOf(sheet);
  if (sheet.open && known.every(({ state }) => state !== 'unsought'))
    return known.map(({ annotation, span }) => (span ? { ...annotation, span } : annotation));
  const found = await inSlices(locating(text, sheet.records), platform);
  return sheet.records.map((record, index) => {
    const span = found[index]?.span;
    return span ? { ...record, span } : record;
  });
}
