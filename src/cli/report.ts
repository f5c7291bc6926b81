import path from 'node:path';
import { pathFrom } from '../node/pathFrom';
import { reportMarkdown } from '../core/report/markdown';
import { pageMark, reportHtml } from '../core/report/page';
import { PagedReport, type ReportPage } from '../core/report/pages';
import { makeReport, type ReportOptions } from '../core/report/report';
import type { Exported } from '../core/exchange/format';
import type { Coding } from '../core/review/agreement';
import { codingsOf } from './agreement';
import type { Call } from './call';
import { bound, namesIn } from './digest';
import { halfMerged } from './git';
import { readBytes, shown, writeWhole } from './files';
import { annotatorIn, findWorkspace, load, loadingAll, type Loaded, type Placed } from './loading';
import { findings, inert, sound, WrongUse } from './shell';
import { bySource, gatherStatement, mayLeaveOut, stated, whyNotMerged, whyNotWhole, type Broken } from './statement';
import { allOf, working, type Work } from './work';

/** Writes a report as a page, as Markdown, or as pages in a folder. */
export async function report(call: Call): Promise<number> {
  const format = formatOf(call);
  const { out } = call;
  if (call.flag('pages')) {
    if (format !== 'html' || out === undefined)
      throw new WrongUse('--pages makes HTML, and --out names the folder for it.');
    const folder = path.resolve(call.shell.cwd, out);
    await refuseIndexOfOthers(folder, out);
    return writePages(call, folder);
  }
  const before = await call.readOut();
  const statement = await gatherStatement(call);
  if (!statement) return findings;
  const { sources, context, loaded } = statement;
  const made = makeReport(sources, { ...aboutOf(call), codings: codingsIn(call, loaded), context });
  await call.write(format === 'html' ? reportHtml(made) : reportMarkdown(made), before);
  return sound;
}

/** Refuses, as wrong use, a folder whose index is no report: the person named the folder, not that file. */
async function refuseIndexOfOthers(folder: string, out: string): Promise<void> {
  const index = await readBytes(path.join(folder, 'index.html'));
  if (index && !index.includes(pageMark))
    throw new WrongUse(`${path.join(out, 'index.html')} is not a page of a report. Name another folder.`);
}

function aboutOf(call: Call): Omit<ReportOptions, 'codings' | 'context'> {
  const { settings } = call;
  return {
    title: call.option('title') ?? path.basename(settings.root),
    tags: settings.tags,
    settledBy: settings.settledBy,
  };
}

/** The codings to compare. People who share a file divide the work, so their tags can't be compared. */
function codingsIn({ settings }: Call, loaded: readonly Loaded[]): readonly Coding[] {
  const apart = loaded.filter((one) => annotatorIn(one) !== undefined);
  return codingsOf(apart, settings);
}

function formatOf(call: Call): 'html' | 'markdown' {
  const isMarkdown = /\.(?:md|markdown)$/i.test(call.out ?? '');
  return call.choice('format', ['html', 'markdown'], isMarkdown ? 'markdown' : 'html');
}

/** The facts about a sidecar kept from the first reading. */
interface Seen {
  readonly file: string;
  readonly source: string;
  readonly names: readonly string[];
  readonly unreadable: string | undefined;
  readonly why: Broken | undefined;
}

export const lookWork: Work<Seen> = {
  name: 'look',
  one: async (call, file, real) => {
    const loaded = await load(file, call.settings, { real });
    const { unreadable, exported } = loaded;
    return { file, source: exported.source, names: namesIn(loaded), unreadable, why: whyNotWhole(loaded) };
  },
};

/** The content of one sidecar for the report. */
interface Stated extends Placed {
  readonly codings: readonly Coding[];
}

export const stateWork: Work<Stated> = {
  name: 'state',
  one: async (call, file, real) => {
    const loaded = await load(file, call.settings, { real });
    return { file, source: loaded.source, exported: loaded.exported, codings: codingsIn(call, [loaded]) };
  },
};

/**
 * Writes the report as pages. All sidecars are read once to find those that affect each other, which are kept in memory
 * together; the others are read again, page by page.
 */
async function writePages(call: Call, folder: string): Promise<number> {
  const { meant, all } = await findWorkspace(call, call.paths);
  const broken: Broken[] = [];
  const notWhole: Broken[] = [];
  const seen: Seen[] = [];
  const half = await halfMerged(call.shell.cwd);
  for await (const one of working(call, all, lookWork)) {
    const { file, unreadable } = one;
    const why = one.why ?? whyNotMerged(one, half);
    if (unreadable !== undefined) call.shell.err(inert(unreadable));
    if (why) notWhole.push(why);
    if (!why) seen.push(one);
    else if (meant.has(file)) broken.push(why);
  }
  if (!mayLeaveOut(call, broken)) return findings;
  const together = bound(seen);
  const held = await allOf(loadingAll(call, [...together], { quiet: true }));
  const linked = bySource(held).flatMap((group) => stated(group, notWhole));
  const own = held.filter(({ file }) => meant.has(file));
  const ours = bySource(own).flatMap((group) => stated(group, notWhole));
  const known = new Map(ours.map((one) => [one.source, one]));
  const base = pathFrom(folder, call.settings.root);
  const paged = new PagedReport(aboutOf(call), { base: base === '' ? '' : `${base}/` });
  const codings = [...codingsIn(call, own)];
  const sources = seen.filter(({ file }) => meant.has(file));
  const state = (one: Stated): readonly Exported[] => {
    codings.push(...one.codings);
    return stated([one], notWhole);
  };
  for await (const one of statedInOrder(call, sources, together, state, known))
    await writeEach(call, folder, paged.add(one, known.has(one.source) ? linked : []));
  await writeEach(call, folder, paged.end(codings));
  return sound;
}

/** Each source once, in the order of the files: those in `together` are known, all others are read again. */
async function* statedInOrder(
  call: Call,
  sources: readonly Seen[],
  together: ReadonlySet<string>,
  state: (one: Stated) => readonly Exported[],
  known: ReadonlyMap<string, Exported>,
): AsyncGenerator<Exported> {
  const done = new Set<string>();
  const single = working(
    call,
    sources.filter(({ file }) => !together.has(file)).map(({ file }) => file),
    stateWork,
  );
  try {
    for (const { file, source } of sources) {
      if (done.has(source)) continue;
      done.add(source);
      const one = together.has(file) ? undefined : ((await single.next()).value as Stated | undefined);
      const exported = one ? state(one) : [known.get(source)];
      for (const each of exported) if (each) yield each;
    }
  } finally {
    await single.return(undefined);
  }
}

async function writeEach(call: Call, folder: string, pages: Iterable<ReportPage>): Promise<void> {
  for (const { name, html } of pages)
    if (call.flag('dry-run')) call.shell.err(`Would write ${shown(call.shell, path.join(folder, name))}`);
    else await writeWhole(path.join(folder, name), html);
}
