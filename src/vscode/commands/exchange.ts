import * as vscode from 'vscode';
import type { Dropped, Format, Rating, Written } from '../../core/exchange/format';
import { formats } from '../../core/exchange/formats';
import { sayDropped } from '../../core/exchange/say';
import type { Store } from '../../core/state/store';
import type { CommandContext } from '../storage/commandContext';
import { readIfThere, write } from '../storage/files';
import { placeOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { settledBy } from '../ui/reviewStatus';
import { safePath } from './import';
import { exportedTags } from '../ui/tags';
import { gather, type Gathered } from './gather';
import { gatherStatement } from './statement';
import { askInTurn, type Boxes } from '../ui/boxes';
import { inform, warnInDetail } from '../ui/dialogs';

/** Exports annotations for another tool. */
export async function exportAll(context: CommandContext): Promise<void> {
  const { store, platform } = context;
  const { t } = vscode.l10n;
  const writable = formats.filter((one) => one.write !== undefined);
  const chosen = await askInTurn(async (boxes) => {
    const format = await chooseFormat(boxes, writable, t('Export as'));
    const scope = format && (await chooseScope(boxes, store));
    return scope && { format, scope };
  });
  if (!chosen) return;
  const { format, scope } = chosen;
  if (!format.write) return;
  // A published format gets what the team states; other tools get everything.
  const isPublished = format.id === 'claimreview';
  const statement = isPublished ? await gatherStatement(context, scope.only) : undefined;
  if (isPublished && !statement) return;
  const all = statement?.context ?? (await gather(store, platform));
  const isMeant = ({ uri }: Gathered): boolean => !scope.only || uri.toString() === scope.only.toString();
  const sources = statement?.sources ?? all.filter(isMeant);
  const settings = vscode.workspace.getConfiguration('claimmark');
  const written = format.write(sources, {
    tags: exportedTags(scope.only),
    ratings: settings.get<Record<string, Rating>>('ratings', {}),
    context: all,
    settledBy: settledBy(scope.only),
  });
  if (await acceptsLoss(written.dropped, format)) await save(platform, written, format);
}

/** Says what the format can't hold, and asks whether to export without it. */
async function acceptsLoss(dropped: readonly Dropped[], format: Format): Promise<boolean> {
  if (dropped.length === 0) return true;
  const { t } = vscode.l10n;
  const list = dropped.map((what) => sayDropped(what, t)).join('; ');
  const yes = t('Export Anyway');
  const detail = t('Left out: {0}', list);
  const message = t('{0} can’t hold everything that would be exported.', format.title);
  return warnInDetail(message, detail, yes);
}

async function save(platform: Platform, { files }: Written, format: Format): Promise<void> {
  const { t } = vscode.l10n;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [only] = files;
  if (files.length === 1 && only) {
    const target = await vscode.window.showSaveDialog({
      title: t('Export as {0}', format.title),
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, baseNameOf(only.name)) } : {}),
    });
    if (target) await write(platform, target, bytes(only.content));
    return;
  }
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: t('Export Here'),
  });
  const into = chosen?.[0];
  if (!into) return;
  const places = files.map(({ name, content }) => ({ file: vscode.Uri.joinPath(into, safePath(name)), content }));
  for (const { file } of places) {
    const before = await readIfThere(file);
    if (before && format.isReplaced?.(before) === false)
      throw new Error(
        t('{0} contains more than an export writes, so nothing was exported. Choose another folder.', placeOf(file)),
      );
  }
  for (const { file, content } of places) await write(platform, file, bytes(content));
  void inform(t('{0} files are exported.', files.length));
}

const baseNameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const bytes = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** Asks for one of some formats. */
export async function chooseFormat(
  boxes: Boxes,
  choice: readonly Format[],
  title: string,
): Promise<Format | undefined> {
  const { t } = vscode.l10n;
  const picks = choice.map((format) => ({
    label: format.title,
    description: format.lossless ? t('keeps annotations whole') : t('keeps what it has a place for'),
    format,
  }));
  return (await boxes.choose(picks, { title }))?.format;
}

async function chooseScope(boxes: Boxes, store: Store): Promise<{ only: vscode.Uri | undefined } | undefined> {
  const { t } = vscode.l10n;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (!active || !store.get(active.toString())) return { only: undefined };
  const picks = [
    { label: t('This source'), description: placeOf(active), only: active },
    { label: t('The whole workspace'), description: '', only: undefined },
  ];
  return boxes.choose(picks, { title: t('Export which annotations?') });
}
