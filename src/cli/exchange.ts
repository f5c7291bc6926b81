import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { applyChanges } from '../core/text/change';
import { bringing, type Policy } from '../core/exchange/bring';
import type { Format, Imported } from '../core/exchange/format';
import { formats } from '../core/exchange/formats';
import { sayDropped, sayReadProblem } from '../core/exchange/words';
import { inEnglish } from '../core/text/translate';
import { readSidecar } from '../core/sidecar/read';
import { sidecarPath, sourcePath } from '../core/sidecar/path';
import { newSidecar, revise } from '../core/sidecar/write';
import { findings, inert, sound, WrongUse } from './shell';
import type { Call } from './call';
import { bringInto, exported } from './loading';
import { gatherStatement } from './statement';
import { absent, filesBelow, readText, shown, writeWhole } from './files';

/** Exports the named sources, or all of the workspace, to standard output or to `--out`. What is left out is said. */
export async function exportAll(call: Call): Promise<number> {
  const format = formatOf(call);
  const statement = await gatherStatement(call);
  if (!statement) return findings;
  // What is published is what the team states; for other tools, each annotator's file goes as it is.
  const isPublished = format.id === 'claimreview';
  const sources = isPublished ? statement.sources : statement.loaded.map((one) => exported(one, call.settings));
  const { tags, ratings } = call.settings;
  const { files, dropped } = format.write(sources, { tags, ratings, context: statement.context });
  for (const what of dropped) call.shell.err(`${format.id} has no place for ${sayDropped(what, inEnglish)}.`);
  const [only, ...more] = files;
  const out = call.option('out');
  if (only && more.length === 0) await call.write(only.content);
  else if (out === undefined)
    throw new WrongUse(`${format.id} writes ${files.length} files: name a folder with --out.`);
  else for (const file of files) await writeInto(call, out, file.name, file.content);
  return sound;
}

async function writeInto(call: Call, out: string, name: string, content: string | Uint8Array): Promise<void> {
  const folder = path.resolve(call.shell.cwd, out);
  const file = path.resolve(folder, name);
  if (!file.startsWith(folder + path.sep))
    throw new WrongUse(`${inert(name)} would lie out of ${out}, so nothing was written.`);
  if (call.flag('dry-run')) call.shell.err(`Would write ${shown(call.shell, file)}`);
  else await writeWhole(file, content);
}

function formatOf(call: Call, wanted: (format: Format) => boolean = () => true): Format {
  const choice = formats.filter(wanted);
  const id = call.option('format');
  const format = choice.find((one) => one.id === id);
  if (!format) throw new WrongUse(`--format is one of ${choice.map((one) => one.id).join(', ')}.`);
  return format;
}

/** Imports a file of another format into the sidecars of the sources that it names. */
export async function importFile(call: Call): Promise<number> {
  const [file, ...more] = call.paths;
  if (file === undefined || more.length > 0) throw new WrongUse('Name one file: claimmark import FILE --format w3c');
  const format = formatOf(call, (one) => one.read !== undefined);
  const content = await readFile(path.resolve(call.shell.cwd, file)).catch(absent);
  if (!content || !format.read) throw new WrongUse(`${file}: there is no such file.`);
  const texts = await textsBelow(call);
  const source = call.option('source');
  const read = format.read(new Uint8Array(content), {
    text: (name) => texts.get(name),
    ...(source === undefined ? {} : { source }),
  });
  for (const problem of read.problems) {
    const where = problem.source === undefined ? '' : ` (${problem.source})`;
    call.shell.err(inert(`${file}:${problem.at ?? 1}:1: warning: ${sayReadProblem(problem, inEnglish)}${where}`));
  }
  for (const imported of read.sources) await bringIn(call, imported);
  return read.problems.some(({ code }) => code !== 'elsewhere') ? findings : sound;
}

/** The texts of the workspace by their paths from its root: what an import's spans are checked against. */
async function textsBelow({ settings }: Call): Promise<ReadonlyMap<string, string>> {
  const files = (await filesBelow(settings.root)).filter((file) => /\.(txt|md|markdown|text)$/i.test(file));
  const texts = new Map<string, string>();
  for (const file of files) {
    const text = await readText(file);
    if (text !== undefined) texts.set(path.relative(settings.root, file).replaceAll(path.sep, '/'), text);
  }
  return texts;
}

async function bringIn(call: Call, imported: Imported): Promise<void> {
  const inside = sourcePath('.claims.yaml', imported.source);
  if (inside === undefined)
    throw new WrongUse(`${inert(imported.source)} lies out of the workspace, so nothing was written for it.`);
  const source = path.join(call.settings.root, inside);
  const file = sidecarPath(source);
  const before = await readText(file);
  const sidecar = readSidecar(before ?? newSidecar(path.basename(source)));
  const here = sidecar.entries.map((entry) => entry.annotation);
  const revisions = bringing(imported.annotations, here, policyOf(call));
  const { changes } = revise(sidecar, revisions);
  if (before === undefined && call.flag('dry-run')) call.shell.err(`Would write ${inert(shown(call.shell, file))}`);
  else if (before === undefined) await writeWhole(file, applyChanges(sidecar.text, changes));
  else if ((await bringInto(call, { file, sidecar }, revisions)) === 'refused')
    throw new WrongUse('Nothing of this source was brought in.');
}

function policyOf(call: Call): Policy {
  const policy = call.option('existing') ?? 'keep';
  if (policy !== 'keep' && policy !== 'replace' && policy !== 'both')
    throw new WrongUse('--existing is keep, replace or both.');
  return policy;
}
