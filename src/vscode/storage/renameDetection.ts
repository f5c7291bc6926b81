import * as vscode from 'vscode';
import { locating } from '../../core/anchor/locate';
import type { Annotation } from '../../core/model/annotation';
import type { Sheet } from '../../core/state/sheet';
import { statusAt } from '../../core/state/ranges';
import { lineStarts, withLf } from '../../core/text/lines';
import type { Store } from '../../core/state/store';
import { exists, readIfThere } from './files';
import type { Move } from './references';
import type { Mover } from './renames';
import { baseName, isSidecar, placeOf, sidecarOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { inSlices, wait } from '../ui/timeSlices';
import { inform, withoutIcons } from '../ui/dialogs';

/** Least share of a source's annotations, found unedited in a file, at which the file is taken for that source. */
const enough = 0.8;

/** How long a new file waits, in milliseconds: whoever renames a source in a shell may rename its sidecar next. */
const patience = 500;

/** Largest new file, in bytes, that is read. */
const largest = 5 * 1024 * 1024;

/** Least number of annotations, all exactly where written, that prove a source whose last text is unknown. Guessed. */
const proof = 3;

/**
 * Watches for sources that were renamed, moved or copied outside of the editor. A new file with exactly the text of a
 * missing source is that source, and its sidecar follows. A file with merely its tagged words may quote it, so moving
 * the sidecar is only offered. If the source still exists, the file is a copy, and copying the annotations is offered.
 * A missing source without such a file keeps its sidecar.
 */
export class RenameDetection implements vscode.Disposable {
  private readonly watcher = vscode.workspace.createFileSystemWatcher(
    '**/*.{txt,md,markdown,text,srt,vtt}',
    false,
    true,
    true,
  );
  private readonly offered = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly mover: Mover,
    private readonly platform: Platform,
    /** The last text in which a source's annotations were placed, if known. */
    private readonly lastTextOf: (source: vscode.Uri) => Promise<string | undefined>,
  ) {
    this.watcher.onDidCreate((file) => void this.appeared(file).catch(report));
  }

  dispose(): void {
    this.watcher.dispose();
  }

  private async appeared(file: vscode.Uri): Promise<void> {
    await wait(patience);
    const annotated = this.store.all().filter((sheet) => sheet.source !== file.toString() && isAnnotated(sheet));
    if (annotated.length === 0 || isSidecar(file) || (await exists(sidecarOf(file)))) return;
    const bytes = await readIfThere(file);
    if (!bytes || bytes.length > largest) return;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const like: { readonly sheet: Sheet; readonly source: vscode.Uri; readonly isThere: boolean }[] = [];
    for (const sheet of annotated) {
      if (!mayBe(sheet, text) || !(await isSame(sheet, text, this.platform))) continue;
      const source = vscode.Uri.parse(sheet.source);
      like.push({ sheet, source, isThere: await exists(source) });
    }
    // Of several with the same text it is the one that is gone.
    const found = like.find(({ isThere }) => !isThere) ?? like[0];
    if (!found) return;
    const { sheet, source, isThere } = found;
    if (!isThere && (await this.isSameFile(sheet, text))) return this.takeAlong(source, file);
    if (this.offered.has(file.toString())) return;
    this.offered.add(file.toString());
    return isThere ? this.offerCopy(source, file) : this.offerMove(source, file);
  }

  /** Whether a file has the text of a source, not only a claim or two quoted from it. */
  private async isSameFile(sheet: Sheet, text: string): Promise<boolean> {
    const last = await this.lastTextOf(vscode.Uri.parse(sheet.source));
    if (last !== undefined) return withLf(last) === withLf(text);
    const records = identifying(sheet);
    const plain = withLf(text);
    const starts = lineStarts(plain);
    return records.length >= proof && records.every((record) => standsAsWritten(record, plain, starts));
  }

  private async offerMove(source: vscode.Uri, file: vscode.Uri): Promise<void> {
    const { t } = vscode.l10n;
    const yes = t('Move Annotations');
    const message = t(
      '{0} is gone, and {1} has words that were tagged in it. Is it the same text under another name?',
      placeOf(source),
      placeOf(file),
    );
    if ((await inform(message, yes, t('No'))) !== yes) return;
    if (!(await exists(source)) && (await exists(file))) await this.takeAlong(source, file);
  }

  private async takeAlong(source: vscode.Uri, file: vscode.Uri): Promise<void> {
    const move = { oldUri: source, newUri: file };
    for (const { oldUri, newUri } of await this.mover.companions(move))
      await vscode.workspace.fs.rename(oldUri, newUri, { overwrite: false });
    await this.mover.settleIn([move]);
    await leadTabs(move);
    const message = vscode.l10n.t('{0} is now {1}; its annotations came along.', placeOf(source), placeOf(file));
    vscode.window.setStatusBarMessage(withoutIcons(message), 8000);
  }

  private async offerCopy(source: vscode.Uri, file: vscode.Uri): Promise<void> {
    const { t } = vscode.l10n;
    const yes = t('Copy Annotations');
    const message = t('{0} is a copy of {1}. Copy its annotations as well?', placeOf(file), baseName(source));
    if ((await inform(message, yes, t('No'))) !== yes) return;
    await vscode.workspace.fs.copy(sidecarOf(source), sidecarOf(file), { overwrite: false });
    await this.mover.settleIn([{ oldUri: file, newUri: file }]);
  }
}

/** Replaces tabs of a renamed source by tabs of its new name; a tab with unsaved edits stays. */
async function leadTabs({ oldUri, newUri }: Move): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => ({ tab, group })));
  for (const { tab, group } of tabs) {
    if (!(tab.input instanceof vscode.TabInputText) || tab.input.uri.toString() !== oldUri.toString()) continue;
    if (tab.isDirty) continue;
    const preserveFocus = !(tab.isActive && group.isActive);
    await vscode.window.showTextDocument(newUri, {
      viewColumn: group.viewColumn,
      preserveFocus,
      preview: tab.isPreview,
    });
    await vscode.window.tabGroups.close(tab, true);
  }
}

/** Whether an annotation's words and context are exactly at the line and column of its sidecar. */
function standsAsWritten(
  { text, before = '', after = '', line, column }: Annotation,
  plain: string,
  starts: readonly number[],
): boolean {
  if (line === undefined || column === undefined || line > starts.length) return false;
  const at = (starts[line - 1] ?? 0) + column - 1;
  return plain.startsWith(before + text + after, at - before.length);
}

const isAnnotated = (sheet: Sheet): boolean => identifying(sheet).length > 0 && sheet.sidecar !== undefined;

/** Whether a text has the words of one of the first annotations: a cheap check before a search. */
function mayBe(sheet: Sheet, text: string): boolean {
  const plain = text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
  return identifying(sheet)
    .slice(0, 8)
    .some((record) => plain.includes(record.text));
}

async function isSame(sheet: Sheet, text: string, platform: Platform): Promise<boolean> {
  const records = identifying(sheet);
  const found = await inSlices(locating(text, records), platform);
  return found.filter((hit) => hit && hit.how !== 'edited').length >= enough * records.length;
}

/** The annotations that identify a source: all that are not known to be edited or lost in it. */
function identifying({ records, spans }: Sheet): readonly Annotation[] {
  return records.filter((_, index) => !['edited', 'lost'].includes(statusAt(spans, index)));
}

function report(error: unknown): void {
  console.warn('Claimmark could not look into a new file.', error);
}
