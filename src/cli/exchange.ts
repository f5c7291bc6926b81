import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pathFrom } from '../node/pathFrom';
import {
  asImported,
  planning,
  reviewersKept,
  type Here,
  type Ledger,
  type Plan,
  type Step,
} from '../core/exchange/importPlan';
import type { ExportedFile, FileProblem, Format, Parsed, ReadContext } from '../core/exchange/format';
import { formats } from '../core/exchange/formats';
import { sayDropped, sayFileProblem, sayFileRemark, sayKept, sayLine, saySum } from '../core/exchange/say';
import { pathOf, stem } from '../core/exchange/paths';
import { reading } from '../core/exchange/sources';
import type { Import } from '../core/model/annotation';
import { applyChanges } from '../core/text/change';
import { drain } from '../core/text/steps';
import { inEnglish } from '../core/text/translate';
import { sidecarPath } from '../core/sidecar/path';
import { readSidecar } from '../core/sidecar/read';
import { newSidecar, revise } from '../core/sidecar/write';
import { nameInGit } from './git';
import { excerpt, findings, inert, json, sound, WrongUse } from './shell';
import type { Call } from './call';
import { bringInto, load, type Loaded } from './loading';
import { gatherStatement } from './statement';
import { absent, readBytes, shown, writeNew, writeWhole } from './files';
import { workspaceTexts, type WorkspaceTexts } from './workspaceTexts';

/** Exports the named sources, or the whole workspace, to standard output or `--out`. Tells what is left out. */
export async function exportAll(call: Call): Promise<number> {
  const format = formatOf(call, (one) => one.write !== undefined);
  const before = await call.readOut();
  const statement = await gatherStatement(call);
  if (!statement) return findings;
  // The team's statement is published; for other tools, each annotator's file is exported unchanged.
  const isPublished = format.id === 'claimreview';
  const sources = isPublished ? statement.sources : statement.loaded.map((one) => one.exported);
  const { tags, ratings, settledBy } = call.settings;
  const options = { tags, ratings, settledBy, context: statement.context };
  const { files, dropped } = format.write?.(sources, options) ?? { files: [], dropped: [] };
  for (const what of dropped) call.shell.err(`${format.id} has no place for ${sayDropped(what, inEnglish)}.`);
  const [only, ...more] = files;
  const { out } = call;
  if (only && more.length === 0) await call.write(only.content, before);
  else if (out === undefined)
    throw new WrongUse(`${format.id} writes ${files.length} files: name a folder with --out.`);
  else await writeInto(call, out, files, format);
  return sound;
}

/** Writes files into a folder, or none at all if one would be outside of it or overwrite work of others. */
async function writeInto(call: Call, out: string, files: readonly ExportedFile[], format: Format): Promise<void> {
  const folder = path.resolve(call.shell.cwd, out);
  const places: { file: string; content: ExportedFile['content']; before: { bytes: Uint8Array | undefined } }[] = [];
  for (const { name, content } of files) {
    const file = path.resolve(folder, name);
    if (!file.startsWith(folder + path.sep))
      throw new WrongUse(`${inert(name)} would lie out of ${out}, so nothing was written.`);
    const bytes = await readBytes(file);
    if (bytes && format.isReplaced?.(bytes) === false)
      throw new WrongUse(
        `${inert(name)} is in ${out} already, with more than an export writes, so nothing was written. Name another folder.`,
      );
    places.push({ file, content, before: { bytes } });
  }
  for (const { file, content, before } of places)
    if (call.flag('dry-run')) call.shell.err(`Would write ${shown(call.shell, file)}`);
    else await writeWhole(file, content, before);
}

function formatOf(call: Call, wanted: (format: Format) => boolean): Format {
  const choice = formats.filter(wanted);
  const id = call.option('format');
  const format = choice.find((one) => one.id === id);
  if (!format) throw new WrongUse(`--format is one of ${choice.map((one) => one.id).join(', ')}.`);
  return format;
}

/** Largest file of others in bytes, as for sources. */
const largest = 50 * 1024 * 1024;

/**
 * Imports a file of another format into the sidecars of the sources that it is about. The outcome of each record is
 * told before anything is written.
 */
export async function importFile(call: Call): Promise<number> {
  const [file, ...more] = call.paths;
  if (file === undefined || more.length > 0) throw new WrongUse('Name one file: claimmark import FILE --format w3c');
  const format = formatOf(call, (one) => one.parse !== undefined);
  const policy = call.choice('existing', ['keep', 'replace', 'both'], 'keep');
  const full = path.resolve(call.shell.cwd, file);
  const parsed = await parsedFile(full, file, format);
  if ('code' in parsed) {
    call.shell.err(inert(`${file}: error: ${sayFileProblem(parsed, inEnglish, format.reads)} (${format.title})`));
    return findings;
  }
  const texts = await workspaceTexts(call);
  const source = await sourceFor(call, full, parsed, texts);
  const context: ReadContext = {
    ...texts,
    create: call.flag('create-sources'),
    ...(source !== undefined && { source }),
  };
  const read = drain(reading(parsed, context));
  const loaded = new Map<string, Loaded>();
  for (const { source } of read.sources)
    loaded.set(source, await load(sidecarPath(path.join(call.settings.root, source)), call.settings));
  const here = (source: string): Here => hereOf(call, source, loaded.get(source));
  const imported = await signed(call, full);
  const plan = asImported(drain(planning(read, here, policy, format.tagAs)), imported);
  say(call, file, plan.ledger);
  const kept = format.lossless ? [] : reviewersKept(plan);
  if (kept.length > 0) call.shell.err(inert(`${file}: ${sayKept(kept, inEnglish)}`));
  if (read.tags.length > 0) call.shell.err(inert(`Tags in the file: ${read.tags.map(({ id }) => id).join(', ')}`));
  for (const step of plan.steps) await write(call, step, loaded.get(step.source));
  const { leftOut, records, remarks } = plan.ledger;
  // A remark means that the file or its import is incomplete.
  return leftOut > 0 || remarks.length > 0 || (records === 0 && read.tags.length === 0) ? findings : sound;
}

/** A file of a format; `name` is how the person wrote it. */
async function parsedFile(full: string, name: string, format: Format): Promise<Parsed | FileProblem> {
  const size = (await stat(full).catch(absent))?.size;
  if (size === undefined) throw new WrongUse(`${name}: there is no such file.`);
  if (size > largest)
    throw new WrongUse(`${name} has ${megabytes(size)} MB; more than ${megabytes(largest)} MB are not read.`);
  const steps = format.parse?.(new Uint8Array((await readBytes(full)) ?? []));
  return steps ? drain(steps) : { code: 'not-this-format' };
}

/** The origin recorded in each annotation that an import adds or changes. */
async function signed({ settings }: Call, file: string): Promise<Import> {
  const by = await nameInGit(settings.root);
  const created = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return { from: path.basename(file), ...(by !== undefined && { by }), created };
}

const megabytes = (bytes: number): number => Math.round((10 * bytes) / 1024 / 1024) / 10;

/** The source that the person names; else, if the file names none, the text with the same name beside it. */
async function sourceFor(call: Call, file: string, parsed: Parsed, texts: WorkspaceTexts): Promise<string | undefined> {
  const given = call.option('source');
  const inside = (full: string): string => pathFrom(call.settings.root, full);
  if (given !== undefined) {
    const choice = [inside(path.resolve(call.shell.cwd, given)), given.replaceAll(path.sep, '/')];
    const found = choice.find((one) => pathOf(one) !== undefined && texts.text(one) !== undefined);
    if (found !== undefined) return found;
    throw new WrongUse(texts.whyNot(choice[0] ?? given) ?? `${given}: there is no such source in the workspace.`);
  }
  if (parsed.documents.some(({ names, text }) => names.length > 0 || text !== undefined)) return undefined;
  return [`${stem(inside(file))}.txt`, stem(inside(file))].find((one) => texts.text(one) !== undefined);
}

/** The present content of a source: its sidecar, and the place of each of its entries in the text. */
function hereOf(call: Call, source: string, loaded: Loaded | undefined): Here {
  const { about = {}, annotations = [], text = '' } = loaded ? loaded.exported : {};
  const closed = loaded && loaded.before !== undefined && loaded.sidecar.state !== 'writable';
  return {
    text,
    about,
    annotations,
    ...(closed && { closed: { code: 'unreadable-sidecar', detail: path.posix.basename(sidecarPath(source)) } }),
  };
}

/** Most records that are listed even without a remark. */
const listed = 50;

/** Writes the list and the sum for people to standard error, or with `--json` as one value to standard output. */
function say(call: Call, file: string, ledger: Ledger): void {
  const { lines, inLines, remarks, ...sum } = ledger;
  if (call.flag('json')) {
    const rows = lines.map((line) => ({ ...line, says: sayLine(line, inEnglish) }));
    call.shell.out(`${json({ file, ...sum, remarks, lines: rows })}\n`);
  }
  for (const line of lines) {
    const plain = line.remarks.length === 0 && (line.outcome === 'new' || line.outcome === 'there');
    if (plain && lines.length > listed) continue;
    const where = inLines ? `${file}:${line.at}` : `${file}: record ${line.at}`;
    const source = line.source === undefined ? '' : ` (${line.source})`;
    call.shell.err(`${inert(where)}: ${excerpt(line.name, 120)}: ${inert(sayLine(line, inEnglish) + source)}`);
  }
  for (const remark of remarks) call.shell.err(inert(`${file}: warning: ${sayFileRemark(remark, inEnglish)}`));
  call.shell.err(inert(`${file}: ${saySum(ledger, inEnglish)}`));
}

/** Writes one sidecar, and its source if new, unless one of them has changed since the ledger was shown. */
async function write(
  call: Call,
  { source, text, revisions }: Plan['steps'][number] & Step,
  loaded: Loaded | undefined,
): Promise<void> {
  const full = path.join(call.settings.root, source);
  if (text !== undefined) await create(call, full, text);
  const file = sidecarPath(full);
  if (loaded?.before !== undefined) {
    // A list in brackets without an entry can be put into the usual form unasked.
    const isEmpty = loaded.sidecar.entries.length === 0;
    if ((await bringInto(call, loaded, revisions, isEmpty)) === 'refused')
      throw new WrongUse(`Nothing was brought into ${shown(call.shell, file)}.`);
    return;
  }
  const sidecar = readSidecar(newSidecar(path.basename(source)));
  const { changes, refused } = revise(sidecar, revisions);
  if (refused)
    throw new WrongUse(
      `Nothing was brought into ${shown(call.shell, file)}: it could not be written so that it reads back.`,
    );
  await create(call, file, applyChanges(sidecar.text, changes));
}

async function create(call: Call, file: string, text: string): Promise<void> {
  const name = inert(shown(call.shell, file));
  if (call.flag('dry-run')) call.shell.err(`Would write ${name}`);
  else {
    await writeNew(file, text);
    call.shell.err(`Wrote ${name}`);
  }
}
