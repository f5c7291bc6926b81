import * as vscode from 'vscode';
import { bringing, type Policy } from '../../core/exchange/bring';
import type { Dropped, ExportedTag, Format, Imported, Placed, Rating, Written } from '../../core/exchange/format';
import { formats } from '../../core/exchange/formats';
import { sayDropped, sayReadProblem } from '../../core/exchange/words';
import type { Store } from '../../core/state/store';
import type { CommandContext } from '../ui/commandContext';
import { write } from '../storage/files';
import { baseName, placeOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { refusal } from '../documents/refusal';
import { tagsFor } from '../ui/tags';
import { gather } from './gather';
import { inform, warnInDetail } from '../ui/dialogs';

/** The commands that export annotations to formats of others, and import theirs. */
export function registerExchange(desk: CommandContext, platform: Platform): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('claimmark.export', () => exportAll(desk.store, platform)),
    vscode.commands.registerCommand('claimmark.import', () => importFile(desk, platform)),
  );
}

async function exportAll(store: Store, platform: Platform): Promise<void> {
  const { t } = vscode.l10n;
  const format = await chooseFormat(formats, t('Export as'));
  const scope = format && (await chooseScope(store));
  if (!format || !scope) return;
  const sources = await gather(store, scope.only, platform);
  const settings = vscode.workspace.getConfiguration('claimmark');
  const tags = tagsFor(scope.only).map(({ id, label, description, color }): ExportedTag => ({
    id,
    label,
    description,
    ...(typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? { color } : {}),
  }));
  const written = format.write(sources, { tags, ratings: settings.get<Record<string, Rating>>('ratings', {}) });
  if (await acceptsLoss(written.dropped, format)) await save(platform, written, format);
}

/** What the format can't carry is said before it is left out. */
async function acceptsLoss(dropped: readonly Dropped[], format: Format): Promise<boolean> {
  if (dropped.length === 0) return true;
  const { t } = vscode.l10n;
  const list = dropped.map((what) => sayDropped(what, t)).join('; ');
  const yes = t('Export Without');
  const detail = t('Left out: {0}', list);
  const message = t('{0} has no place for some of what you have.', nameOf(format));
  return warnInDetail(message, detail, yes);
}

async function save(platform: Platform, { files }: Written, format: Format): Promise<void> {
  const { t } = vscode.l10n;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [only] = files;
  if (files.length === 1 && only) {
    const target = await vscode.window.showSaveDialog({
      title: t('Export as {0}', nameOf(format)),
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
  for (const file of files) await write(platform, vscode.Uri.joinPath(into, safePath(file.name)), bytes(file.content));
  void inform(t('{0} files are exported.', files.length));
}

const baseNameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const bytes = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** A name from a source's path that can't lead out of the folder that was chosen. */
const safePath = (path: string): string =>
  path
    .split(/[\\/]/)
    .filter((part) => part !== '..' && part !== '.' && part !== '')
    .join('/');

/** Formats as their makers write them, by the ids that they have on the command line. */
const names: Readonly<Record<string, string>> = {
  w3c: 'W3C Web Annotation',
  csv: 'CSV',
  jsonl: 'JSON Lines',
  hypothesis: 'Hypothesis',
  'label-studio': 'Label Studio',
  'refi-qda': 'REFI-QDA',
  'refi-qda-codebook': 'REFI-QDA Codebook',
  claimreview: 'ClaimReview',
};

const nameOf = ({ id }: Format): string => names[id] ?? id;

async function chooseFormat(choice: readonly Format[], title: string): Promise<Format | undefined> {
  const { t } = vscode.l10n;
  const picks = choice.map((format) => ({
    label: nameOf(format),
    description: format.lossless ? t('keeps annotations whole') : t('keeps what it has a place for'),
    format,
  }));
  return (await vscode.window.showQuickPick(picks, { title }))?.format;
}

async function chooseScope(store: Store): Promise<{ only: vscode.Uri | undefined } | undefined> {
  const { t } = vscode.l10n;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (!active || !store.get(active.toString())) return { only: undefined };
  const picks = [
    { label: t('This source'), description: placeOf(active), only: active },
    { label: t('The whole workspace'), description: '', only: undefined },
  ];
  return vscode.window.showQuickPick(picks, { title: t('Export which annotations?') });
}

async function importFile(desk: CommandContext, platform: Platform): Promise<void> {
  const { t } = vscode.l10n;
  const [file] = (await vscode.window.showOpenDialog({ title: t('Import annotations'), openLabel: t('Import') })) ?? [];
  const readable = formats.filter((format) => format.read);
  const format = file && (await chooseFormat(readable, t('What is {0}?', baseName(file))));
  if (!file || !format?.read) return;
  const content = await vscode.workspace.fs.readFile(file);
  const known = await sourcesHere(desk.store, platform);
  const active = vscode.window.activeTextEditor?.document;
  const read = format.read(content, {
    text: (source) => known.get(source)?.text,
    ...(active && !refusal(active) ? { source: placeOf(active.uri) } : {}),
  });
  const bad = read.problems.filter(({ code }) => code !== 'elsewhere');
  if (bad.length > 0) {
    const detail = bad
      .slice(0, 12)
      .map((problem) => [problem.source, problem.at, sayReadProblem(problem, t)].filter(Boolean).join(': '))
      .join('\n');
    void warnInDetail(t('{0} records could not be read or placed as they are.', bad.length), detail);
  }
  const brought = bySource(read.sources, known);
  const policy = await choosePolicy(desk.store, brought);
  if (policy) await bringIn(desk, brought, policy);
}

interface Known {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/** The sources that a file may speak of, by their names: those with annotations, and those that are open. */
async function sourcesHere(store: Store, platform: Platform): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>((await gather(store, undefined, platform)).map((one) => [one.source, one]));
  const active = vscode.window.activeTextEditor?.document;
  for (const document of [...(active ? [active] : []), ...vscode.workspace.textDocuments]) {
    const name = placeOf(document.uri);
    if (!known.has(name) && !refusal(document)) known.set(name, { uri: document.uri, text: document.getText() });
  }
  return known;
}

/** What an import holds for each source, by the sources' URIs. */
type Brought = ReadonlyMap<string, readonly Placed[]>;

function bySource(sources: readonly Imported[], known: ReadonlyMap<string, Known>): Brought {
  const brought = new Map<string, readonly Placed[]>();
  for (const { source: name, annotations } of sources) {
    const source = (known.get(name)?.uri ?? uriOf(name)).toString();
    brought.set(source, [...(brought.get(source) ?? []), ...annotations]);
  }
  return brought;
}

/** What to do with annotations that are there already, asked only where there are such. */
async function choosePolicy(store: Store, brought: Brought): Promise<Policy | undefined> {
  const there = [...brought].some(([source, annotations]) => {
    const ids = new Set(store.get(source)?.records.map(({ id }) => id));
    return annotations.some(({ id }) => ids.has(id));
  });
  if (!there) return 'keep';
  const { t } = vscode.l10n;
  const picks: { label: string; description: string; policy: Policy }[] = [
    { label: t('Keep'), description: t('what is here stays; only new ones are added'), policy: 'keep' },
    { label: t('Replace'), description: t('what comes takes the place of what is here'), policy: 'replace' },
    { label: t('Both'), description: t('what comes is added beside what is here'), policy: 'both' },
  ];
  return (await vscode.window.showQuickPick(picks, { title: t('Some of these annotations are here already') }))?.policy;
}

/** Where a source that is not known here is, by its name. */
function uriOf(source: string): vscode.Uri {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const named = folders.length > 1 ? folders.find((folder) => source.startsWith(`${folder.name}/`)) : undefined;
  const path = safePath(named ? source.slice(named.name.length + 1) : source);
  const folder = named ?? folders[0];
  return folder ? vscode.Uri.joinPath(folder.uri, path) : vscode.Uri.file(path);
}

/**
 * All of an import is one step, undone at once. Where annotations stand is left to the search that follows what is
 * added: the text that the file was read against may be another by now, or not be the one that the editor shows.
 */
async function bringIn(desk: CommandContext, brought: Brought, policy: Policy): Promise<void> {
  const { t } = vscode.l10n;
  const steps = [...brought].flatMap(([source, annotations]) => {
    const revisions = bringing(annotations, desk.store.get(source)?.records ?? [], policy);
    return revisions.length > 0 ? [{ source, revisions }] : [];
  });
  const count = steps.reduce((sum, { revisions }) => sum + revisions.length, 0);
  await desk.ledger.perform({ label: t('Import {0} annotations', count), steps });
  void inform(t('{0} annotations are imported. One “Undo Annotation Action” takes them back.', count));
}
