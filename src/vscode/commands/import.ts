import * as vscode from 'vscode';
import {
  asImported,
  type Here,
  type Ledger,
  type Plan,
  planning,
  type Policy,
  portionsOf,
  reviewersKept,
} from '../../core/exchange/importPlan';
import type { Format, Parsed, Read, ReadContext } from '../../core/exchange/format';
import { formats } from '../../core/exchange/formats';
import { ledgerMarkdown, sayFileProblem, sayKept, saySum } from '../../core/exchange/say';
import { pathOf, stem } from '../../core/exchange/paths';
import { reading } from '../../core/exchange/sources';
import { encodeUtf8 } from '../../core/text/encoding';
import { refusal } from '../documents/refusal';
import { exists, findFiles, write } from '../storage/files';
import { readSource } from '../storage/readSource';
import type { CommandContext } from '../storage/commandContext';
import { now } from '../ui/revisions';
import { ask, inform, reportError } from '../ui/dialogs';
import { baseName, isSidecar, placeOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { inSlices } from '../ui/timeSlices';
import { exported } from './gather';

/** Largest file imported, in bytes; the same as for sources. */
const largest = 50 * 1024 * 1024;

/** Files searched for texts that an imported file does not name, and most of them. */
const texts = '**/*.{txt,text,md,markdown,srt,vtt,rst,adoc}';
const mostTexts = 2000;

type ChooseFormat = (choice: readonly Format[], title: string) => Promise<Format | undefined>;

/**
 * Imports a file of another program. What happens to each of its records is shown before anything is done; all of it is
 * one action, undone at once.
 */
export async function importFile(context: CommandContext, choose: ChooseFormat): Promise<void> {
  const { platform } = context;
  const { t } = vscode.l10n;
  const [file] = (await vscode.window.showOpenDialog({ title: t('Import annotations'), openLabel: t('Import') })) ?? [];
  const readable = formats.filter(({ parse }) => parse);
  const format = file && (await choose(readable, t('What is {0}?', baseName(file))));
  const parsed = format && (await parse(file, format, platform));
  if (!file || !parsed) return;
  const work: Work = { context, platform, file, format, parsed };
  const first = await prepared(work, { policy: 'keep', create: false });
  const how = first && (await howToGoOn(first));
  const plan = how && (how.isFirst ? first : await prepared(work, how));
  if (plan && (await accepted(work, plan))) await carryOut(work, plan);
}

/** Parses a file; undefined where the person cancels, or, with a message, where it is not of the format. */
async function parse(file: vscode.Uri, format: Format, platform: Platform): Promise<Parsed | undefined> {
  const { t } = vscode.l10n;
  const { size } = await vscode.workspace.fs.stat(file);
  const parsed = await cancellable(t('Reading {0}', baseName(file)), async (_, cancelled) => {
    if (size > largest) return { code: 'too-large' as const, at: largest };
    const steps = format.parse?.(await vscode.workspace.fs.readFile(file));
    // Draws the progress before the first step of a large file.
    await platform.pause();
    return steps ? inSlices(until(cancelled, steps), platform) : { code: 'not-this-format' as const };
  });
  if (!parsed || !('code' in parsed)) return parsed;
  reportError(t('{0} was not imported. {1}', baseName(file), sayFileProblem(parsed, t, format.reads)));
  return undefined;
}

type Cancellable<T> = (
  progress: vscode.Progress<{ message?: string }>,
  cancelled: vscode.CancellationToken,
) => Promise<T>;

/** Runs work with a title and a button to cancel it; undefined where the person cancels. */
async function cancellable<T>(title: string, work: Cancellable<T>): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    return await vscode.window.withProgress(options, work);
  } catch (error) {
    if (error instanceof vscode.CancellationError) return undefined;
    throw error;
  }
}

/** An import: the file, and what is needed to process it. */
interface Work {
  readonly context: CommandContext;
  readonly platform: Platform;
  readonly file: vscode.Uri;
  readonly format: Format;
  readonly parsed: Parsed;
}

interface How {
  readonly policy: Policy;
  /** Whether texts that come with the file become sources. */
  readonly create: boolean;
}

interface Prepared extends Plan {
  readonly read: Read;
  readonly known: ReadonlyMap<string, vscode.Uri>;
}

/** All that the import would do, prepared in slices with progress; undefined where the person cancels. */
async function prepared(
  { context, platform, file, format, parsed }: Work,
  { policy, create }: How,
): Promise<Prepared | undefined> {
  const { t } = vscode.l10n;
  return cancellable(t('Reading {0}', baseName(file)), async (progress, cancelled) => {
    const known = await sourcesFor(context, parsed, cancelled);
    const source = await sourceFor(file, parsed, known, platform);
    const readContext: ReadContext = {
      text: (source) => known.get(source)?.text,
      sources: [...known.keys()],
      whyNot: (source) => known.unread.get(source),
      from: (address) => known.addresses.get(address),
      create,
      ...(source !== undefined && { source, isAtHand: true }),
    };
    const read = await inSlices(until(cancelled, reading(parsed, readContext)), platform);
    const here = new Map<string, Here>();
    for (const { source } of read.sources) {
      if (cancelled.isCancellationRequested) return undefined;
      progress.report({ message: source });
      here.set(source, await hereOf(context, known.get(source)?.uri ?? uriOf(source), platform));
    }
    const nothing: Here = { text: '', about: {}, annotations: [] };
    const steps = planning(read, (source) => here.get(source) ?? nothing, policy, format.tagAs);
    const plan = await inSlices(until(cancelled, steps), platform);
    return cancelled.isCancellationRequested ? undefined : { ...plan, read, known: known.uris() };
  });
}

/** Runs steps until the person cancels. */
function* until<T>(cancelled: vscode.CancellationToken, steps: Generator<undefined, T>): Generator<undefined, T> {
  for (;;) {
    if (cancelled.isCancellationRequested) throw new vscode.CancellationError();
    const step = steps.next();
    if (step.done) return step.value;
    yield;
  }
}

/** The sources that a file may be about, by their paths in the workspace. */
class KnownSources extends Map<string, { readonly uri: vscode.Uri; readonly text: string }> {
  readonly addresses = new Map<string, string>();
  /** Why sources in the workspace are not read. */
  readonly unread = new Map<string, string>();

  /** Adds a source, if it can be read. */
  async take(uri: vscode.Uri, platform: Platform): Promise<boolean> {
    const source = placeOf(uri);
    const read = await readSource(uri, platform);
    if ('unread' in read) this.unread.set(source, read.unread);
    else this.set(source, { uri, text: read.text });
    return 'text' in read;
  }

  uris(): ReadonlyMap<string, vscode.Uri> {
    return new Map([...this].map(([source, { uri }]) => [source, uri]));
  }
}

/** The sources that the file names, those open or annotated, and, unless all texts are named, those of the workspace. */
async function sourcesFor(
  { store, platform }: CommandContext,
  parsed: Parsed,
  cancelled: vscode.CancellationToken,
): Promise<KnownSources> {
  const known = new KnownSources();
  const add = async (uri: vscode.Uri): Promise<void> => {
    const source = placeOf(uri);
    if (known.has(source) || isSidecar(uri) || pathOf(source) === undefined) return;
    await known.take(uri, platform);
  };
  const names = new Set(parsed.documents.flatMap((document) => document.names));
  for (const document of vscode.workspace.textDocuments)
    if (!(await refusal(document, platform))) await add(document.uri);
  for (const name of names) {
    const uri = pathOf(name) === undefined || /^[a-z][a-z0-9+.-]+:/i.test(name) ? undefined : uriOf(name);
    if (uri && (await exists(uri).catch(() => false))) await add(uri);
  }
  const isAllNamed = parsed.documents.every((document) => document.names.some((name) => known.has(name)));
  for (const sheet of store.all()) {
    const uri = vscode.Uri.parse(sheet.source);
    const url = sheet.sidecar?.about.url;
    if (url !== undefined) known.addresses.set(url, placeOf(uri));
    if (!isAllNamed && !cancelled.isCancellationRequested) await add(uri);
  }
  if (isAllNamed) return known;
  const files = await findFiles(texts, { most: mostTexts, cancelled });
  for (const uri of files) {
    if (cancelled.isCancellationRequested) throw new vscode.CancellationError();
    await add(uri);
  }
  return known;
}

/** The source of a file that names no text: the text beside it with its name, else that of the active editor. */
async function sourceFor(
  file: vscode.Uri,
  { documents }: Parsed,
  known: KnownSources,
  platform: Platform,
): Promise<string | undefined> {
  const beside = file.with({ path: `${stem(file.path)}.txt` });
  const isNameless = documents.every(({ names, text }) => names.length === 0 && text === undefined);
  if (isNameless && vscode.workspace.getWorkspaceFolder(beside) && (await exists(beside)))
    if (await known.take(beside, platform)) return placeOf(beside);
  const active = vscode.window.activeTextEditor?.document;
  if (!active || (await refusal(active, platform))) return undefined;
  // It may be out of the folder, but the person has opened it.
  known.set(placeOf(active.uri), { uri: active.uri, text: active.getText() });
  return placeOf(active.uri);
}

async function hereOf({ store }: CommandContext, uri: vscode.Uri, platform: Platform): Promise<Here> {
  const sidecar = store.get(uri.toString())?.sidecar;
  const closed = sidecar !== undefined && sidecar.state !== 'writable';
  const { text = '', about = {}, annotations = [] } = (await exported(store, uri, platform)) ?? {};
  const read = text === '' ? await readSource(uri, platform) : { text };
  const whole = 'text' in read ? read.text : '';
  return {
    text: whole,
    about,
    annotations,
    ...(closed && { closed: { code: 'unreadable-sidecar', detail: placeOf(uri) } }),
  };
}

/** The URI of a source that is not in the workspace yet, by its name. */
function uriOf(source: string): vscode.Uri {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const named = folders.length > 1 ? folders.find((folder) => source.startsWith(`${folder.name}/`)) : undefined;
  const path = safePath(named ? source.slice(named.name.length + 1) : source);
  const folder = named ?? folders[0];
  return folder ? vscode.Uri.joinPath(folder.uri, path) : vscode.Uri.file(path);
}

/** A source's path without parts that would lead out of the chosen folder. */
export const safePath = (path: string): string =>
  path
    .split(/[\\/]/)
    .filter((part) => part !== '..' && part !== '.' && part !== '')
    .join('/');

/** Asks how to treat existing annotations and missing texts, if there are any. */
async function howToGoOn({ ledger }: Prepared): Promise<(How & { readonly isFirst: boolean }) | undefined> {
  const policy = ledger.lines.some(({ remarks }) => remarks.includes('differs')) ? await choosePolicy() : 'keep';
  if (!policy) return undefined;
  const { t } = vscode.l10n;
  const count = new Set(ledger.lines.flatMap(({ why }) => (why?.code === 'text-not-here' ? [why.detail] : []))).size;
  const message = t('{0} texts in the file match no source here. Make sources of them?', count);
  const create = count > 0 && (await ask(message, t('Make Sources'), t('Leave Them Out')));
  return { policy, create, isFirst: policy === 'keep' && !create };
}

async function choosePolicy(): Promise<Policy | undefined> {
  const { t } = vscode.l10n;
  const picks: { label: string; description: string; policy: Policy }[] = [
    {
      label: t('Keep'),
      description: t('what is here stays; new annotations, reviews and messages are added'),
      policy: 'keep',
    },
    {
      label: t('Replace'),
      description: t(
        'what the file says replaces it; everything else stays, and reviews and messages of others always do',
      ),
      policy: 'replace',
    },
    { label: t('Both'), description: t('what is imported is added next to what is here'), policy: 'both' },
  ];
  return (
    await vscode.window.showQuickPick(picks, {
      title: t('Some of these annotations already exist here, with different content'),
    })
  )?.policy;
}

/** Shows what happens to each record, and asks. */
async function accepted(work: Work, plan: Prepared): Promise<boolean> {
  const { file, format } = work;
  const { t } = vscode.l10n;
  const { ledger, steps } = plan;
  const kept = format.lossless ? [] : reviewersKept(plan);
  const sum = [saySum(ledger, t), ...(kept.length > 0 ? [sayKept(kept, t)] : [])].join(' ');
  const { leftOut, lines, remarks, records } = ledger;
  if (leftOut > 0 || remarks.length > 0 || lines.some((line) => line.remarks.length > 0))
    await showLedger(work, ledger);
  if (records === 0) void inform(t('There is no annotation in {0}.', baseName(file)));
  else if (steps.length === 0) void inform(t('Nothing was imported. {0}', saySum(ledger, t)));
  else return ask(t('Import {0}? {1}', baseName(file), sum), t('Import'), t('Import Nothing'));
  return false;
}

async function showLedger({ file, platform }: Work, ledger: Ledger): Promise<void> {
  const { t } = vscode.l10n;
  const content = await inSlices(ledgerMarkdown(baseName(file), ledger, t), platform);
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, {
    preview: true,
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
  });
}

/**
 * Carries out an import as one action, even if it is written in portions. The places of annotations are left to the
 * search after they are added: the text may have changed since the file was read, or differ from what the editor shows.
 */
async function carryOut(work: Work, plan: Prepared): Promise<void> {
  const { context, file } = work;
  const { t } = vscode.l10n;
  const { ledger } = plan;
  const by = await context.author.known(vscode.workspace.workspaceFolders?.[0]?.uri);
  const imported = { from: baseName(file), ...(by !== undefined && { by }), created: now() };
  const { steps } = asImported(plan, imported);
  for (const { source, text } of steps)
    if (text !== undefined && (await exists(uriOf(source))))
      throw new Error(t('{0} already exists, so nothing was imported.', placeOf(uriOf(source))));
  const portions = portionsOf(steps);
  const left = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Writing {0} annotations', ledger.broughtIn),
      cancellable: portions.length > 1,
    },
    (progress, cancelled) => writePortions(work, plan, portions, progress, cancelled),
  );
  if (left === 0)
    void inform(t('{0} annotations were imported. One “Undo Annotation Action” takes them back.', ledger.broughtIn));
  else
    void inform(
      t(
        'The import was stopped before {0} changes were made. One “Undo Annotation Action” takes back what was imported; importing the file again brings in the rest.',
        left,
      ),
    );
}

/** Writes portions until the person cancels. Returns how many revisions are not written. */
async function writePortions(
  { context, platform }: Work,
  { ledger, known }: Prepared,
  portions: ReturnType<typeof portionsOf>,
  ...[progress, cancelled]: Parameters<Cancellable<void>>
): Promise<number> {
  const countOf = (some: typeof portions): number => some.flat().reduce((sum, one) => sum + one.revisions.length, 0);
  const label = vscode.l10n.t('Import {0} annotations', ledger.broughtIn);
  const count = new Intl.NumberFormat(vscode.env.language);
  const all = countOf(portions);
  let remaining = all;
  for (const [i, steps] of portions.entries()) {
    if (cancelled.isCancellationRequested) return remaining;
    progress.report({ message: `${count.format(all - remaining)} / ${count.format(all)}` });
    for (const { source, text } of steps) if (text !== undefined) await makeSource(platform, uriOf(source), text);
    const done = steps.map(({ source, revisions }) => ({
      source: (known.get(source) ?? uriOf(source)).toString(),
      revisions,
    }));
    await (i === 0 ? context.actions.perform({ label, steps: done }) : context.actions.goOn({ label, steps: done }));
    remaining -= countOf([steps]);
    // Lets the window draw what was written, and react to keys.
    await platform.pause();
  }
  return remaining;
}

async function makeSource(platform: Platform, source: vscode.Uri, text: string): Promise<void> {
  if (await exists(source))
    throw new Error(vscode.l10n.t('{0} already exists, so the import was stopped.', placeOf(source)));
  await write(platform, source, encodeUtf8(text));
}
