import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pathFrom } from '../node/pathFrom';
import { resolvePath } from '../core/text/links';
import { addTo } from '../core/text/grouped';
import { suffix } from '../core/sidecar/path';
import type { Call } from './call';
import { absent, filesBelow, isInside } from './files';
import { index, Repository } from './git';
import { loadingAll, type Loaded, type LoadedWorkspace } from './loading';
import { WrongUse } from './shell';
import { diskFiles, gitFiles, type SidecarFiles } from './sidecarFiles';

/**
 * Loads the sidecars affected by a change, and those that depend on them: they link to one of the sources or name it as
 * evidence, and so on. The changed files are git's answer since a commit, or named on standard input.
 */
export async function loadChanged(call: Call, since: string | undefined): Promise<LoadedWorkspace> {
  if (since !== undefined && call.paths.length > 0)
    throw new WrongUse('--changed-since looks at everything that differs and takes no paths.');
  if (since === undefined && call.paths.length > 1) throw new WrongUse('“-” takes no other paths.');
  const { cwd } = call.shell;
  const changed = since === undefined ? await withoutFolders(await namedOnInput(call)) : await changedSince(cwd, since);
  if (changed.length === 0) return { loaded: [], all: [] };
  const below = [...(await filesBelow(call.settings.root)), ...(await filesBelow(cwd))];
  const sidecars = [...new Set(below)].filter((file) => file.endsWith(suffix)).sort();
  return relatedTo(call, changed, diskFiles(sidecars));
}

async function changedSince(folder: string, since: string): Promise<readonly string[]> {
  const repository = await Repository.of(folder, '--changed-since');
  return (await repository.changed(await repository.forkFrom(since))).files;
}

/** The same for the next commit, as staged in git’s index. */
export async function loadStaged(call: Call): Promise<LoadedWorkspace> {
  if (call.paths.length > 0) throw new WrongUse('--staged looks at what is staged and takes no paths.');
  const repository = await Repository.of(call.shell.cwd, '--staged');
  const { files } = await repository.staged();
  return files.length === 0 ? { loaded: [], all: [] } : relatedTo(call, files, await gitFiles(repository, index));
}

/** Replaces folders by all files below them: a list of names has just the folder of a submodule. */
async function withoutFolders(files: readonly string[]): Promise<readonly string[]> {
  const below = files.map(async (file) =>
    (await stat(file).catch(absent))?.isDirectory() ? filesBelow(file) : [file],
  );
  return (await Promise.all(below)).flat();
}

/** The files named on standard input: one per line like `git diff`, or each with a final NUL like `git diff -z`. */
async function namedOnInput({ shell }: Call): Promise<readonly string[]> {
  const input = (await shell.input?.()) ?? '';
  const names = input.includes('\0') ? input.split('\0') : input.split(/\r?\n/).map(unquoted);
  const top = (await Repository.topOf(shell.cwd)) ?? shell.cwd;
  const meant = names.filter((name) => name !== '').map((name) => fileNamed(name, shell.cwd, top));
  return Promise.all(meant);
}

/** The file that a name means from the folder `cwd`; if it is missing there, from the repository's top, as in git. */
async function fileNamed(name: string, cwd: string, top: string): Promise<string> {
  const [here, fromTop] = [path.resolve(cwd, name), path.resolve(top, name)];
  if (here === fromTop || (await stat(here).catch(absent))) return here;
  return isInside(cwd, fromTop) || (await stat(fromTop).catch(absent)) ? fromTop : here;
}

/** Git quotes a name with letters outside of ASCII, and writes their bytes as `\303\274`. */
function unquoted(name: string): string {
  if (!/^".*"$/s.test(name)) return name;
  const signs: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };
  const parts = name.slice(1, -1).match(/\\(?:[0-7]{3}|.)|[^\\]+/gs) ?? [];
  const bytes = parts.map((part) => {
    if (!part.startsWith('\\')) return Buffer.from(part);
    const rest = part.slice(1);
    return /^\d/.test(rest) ? Buffer.from([parseInt(rest, 8)]) : Buffer.from(signs[rest] ?? rest);
  });
  return Buffer.concat(bytes).toString('utf8');
}

/**
 * Loads the sidecars of changed files with their dependents, and everything that their judgement depends on: evidence
 * and links, in either direction, any number of steps away. The rest of the workspace can't affect them, so it isn’t
 * read.
 */
export async function relatedTo(call: Call, changed: readonly string[], files: SidecarFiles): Promise<LoadedWorkspace> {
  const graph = new References(call, files);
  const touched = new Set(changed);
  const beside = files.all.filter((file) => touched.has(file) || isBeside(file, touched));
  const meant = new Set(beside);
  let names = [
    ...changed.map((file) => graph.name(file.endsWith(suffix) ? file.slice(0, -suffix.length) : file)),
    ...(await graph.load(beside)).map((one) => graph.sourceOf(one)),
  ];
  while (names.length > 0) {
    const dependents = (await graph.naming(names)).filter(({ file }) => !meant.has(file));
    for (const { file } of dependents) meant.add(file);
    names = dependents.map((one) => graph.sourceOf(one));
  }
  let frontier = [...graph.read.values()].filter(({ file }) => meant.has(file));
  while (frontier.length > 0) {
    const known = new Set(graph.read.keys());
    await graph.load(frontier.flatMap((one) => graph.namedBy(one)));
    await graph.naming(frontier.map((one) => graph.sourceOf(one)));
    frontier = [...graph.read.values()].filter(({ file }) => !known.has(file));
  }
  const all = [...graph.read.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  return { loaded: all.filter(({ file }) => meant.has(file)), all };
}

/** Whether a sidecar belongs to one of some sources by its name: the shared one, or an annotator's own. */
function isBeside(sidecar: string, sources: ReadonlySet<string>): boolean {
  const name = sidecar.slice(0, -suffix.length);
  return sources.has(name) || sources.has(name.slice(0, name.lastIndexOf('.')));
}

/** Most words searched in all sidecars; for more, reading all of them is faster. Guessed. */
const mostSought = 200;

/** How many sidecars are in memory while those naming a source are selected. Guessed. */
const heldAtOnce = 256;

/** Which sidecars name which sources. Keeps only sidecars that name one; others may be read again. */
class References {
  readonly read = new Map<string, Loaded>();
  private readonly asked = new Set<string>();
  private readonly bySource: ReadonlyMap<string, readonly string[]>;

  constructor(
    private readonly call: Call,
    private readonly files: SidecarFiles,
  ) {
    const bySource = new Map<string, string[]>();
    for (const file of files.all) {
      const name = file.slice(0, -suffix.length);
      for (const source of new Set([name, name.slice(0, name.lastIndexOf('.'))])) addTo(bySource, source, file);
    }
    this.bySource = bySource;
  }

  /** The name of a source in assessments: its path from the workspace’s folder, with `/`. */
  name(file: string): string {
    return pathFrom(this.call.settings.root, file);
  }

  sourceOf(one: Loaded): string {
    return one.exported.source;
  }

  /** Reads sidecars. Returns those that were not read before. */
  async load(files: readonly string[]): Promise<readonly Loaded[]> {
    const fresh: Loaded[] = [];
    const unread = [...new Set(files)].filter((file) => !this.read.has(file)).sort();
    await this.files.prepare?.(unread);
    for await (const one of loadingAll(this.call, unread, { fetch: this.files.fetch })) {
      this.read.set(one.file, one);
      fresh.push(one);
    }
    return fresh;
  }

  /** The sidecars about one of these sources, linking to it or using it as evidence. Each source is searched once. */
  async naming(sources: readonly string[]): Promise<readonly Loaded[]> {
    const fresh = new Set(sources.filter((source) => !this.asked.has(source)));
    if (fresh.size === 0) return [];
    for (const source of fresh) this.asked.add(source);
    const words = [...new Set([...fresh].map((source) => path.posix.basename(source)))];
    const candidates = words.length > mostSought ? this.files.all : await this.files.holding(words);
    const isNaming = (one: Loaded): boolean =>
      fresh.has(this.sourceOf(one)) || this.targetsOf(one).some((target) => fresh.has(target));
    const naming = [...this.read.values()].filter(isNaming);
    for (let start = 0; start < candidates.length; start += heldAtOnce)
      for (const one of await this.load(candidates.slice(start, start + heldAtOnce)))
        if (isNaming(one)) naming.push(one);
        // A sidecar that contains the word by chance is not kept.
        else this.read.delete(one.file);
    return naming;
  }

  /** The sidecars of the sources that a sidecar names, and of its own source. */
  namedBy(one: Loaded): readonly string[] {
    const { root } = this.call.settings;
    return [this.sourceOf(one), ...this.targetsOf(one)].flatMap(
      (source) => this.bySource.get(path.join(root, source)) ?? [],
    );
  }

  private targetsOf(one: Loaded): readonly string[] {
    const source = this.sourceOf(one);
    return one.sidecar.entries.flatMap(({ annotation: { links = [], evidence = [] } }) => [
      ...links.flatMap(({ to }) => resolvePath(source, to.replace(/#[^#]*$/u, '')) ?? []),
      ...evidence.flatMap((ground) => (ground.source === undefined ? [] : (resolvePath(source, ground.source) ?? []))),
    ]);
  }
}
