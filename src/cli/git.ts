import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { suffix } from '../core/sidecar/path';
import { filesBelow, isInside, once } from './files';
import { inert, WrongUse } from './shell';

const most = 1 << 30;

/** What a person may have set for reading with their own eyes, and what would change the names that git prints. */
const plain = ['diff.relative', 'color.ui', 'color.diff', 'color.grep'].flatMap((name) => ['-c', `${name}=false`]);

/** What git answers; `input` is put on its standard input. */
export function askGit(
  args: readonly string[],
  cwd: string,
  { input = '', env = environment() } = {},
): Promise<{ readonly stdout: string }> {
  const asked = promisify(execFile)('git', [...plain, ...args], { cwd, maxBuffer: most, env });
  // Git may end before it has read all; then its answer says why.
  asked.child.stdin?.on('error', () => undefined).end(input);
  return asked;
}

/**
 * A hook in a linked worktree is told where the repository is and not where its files are, so that git takes the folder
 * that it is called in for the top. Without being told it finds both.
 */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR, ...rest } = process.env;
  return rest['GIT_WORK_TREE'] === undefined ? rest : { ...rest, GIT_DIR };
}

/** By these a hook is told where the parts of its repository are. Those of a submodule are elsewhere. */
const partsOfRepository = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
];

function environmentOfSubmodule(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !partsOfRepository.includes(name)));
}

/** What git calls its index, where a commit is asked for. */
export const index = '';

/** The modes by which git tells submodules and links from files. */
const [submoduleMode, linkMode] = ['160000', '120000'];

/** What a commit or the index holds below the folder. */
export interface Tree {
  /** Files and links, each with the name of its bytes in git; undefined where git has not finished merging it. */
  readonly objects: ReadonlyMap<string, string | undefined>;
  /** Where each link leads. */
  readonly links: Links;
  readonly submodules: readonly { readonly file: string; readonly object: string }[];
}

type Links = ReadonlyMap<string, string>;

/** The names under which a file is met on the way to its bytes: its own, and, where it is a link, those that it leads to. */
export function wayTo(file: string, links: Links): readonly string[] {
  const way = new Set([file]);
  for (let next = links.get(file); next !== undefined && !way.has(next); next = links.get(next)) way.add(next);
  return [...way];
}

/** What differs between two states of a repository, its submodules looked into. */
interface Changed {
  readonly files: readonly string[];
  /** Submodules that could not be looked into, since a commit of theirs is not here. All their files count as changed. */
  readonly unseen: readonly string[];
}

/** One name that differs, with its mode and its object on both sides. */
interface Difference {
  readonly file: string;
  readonly modes: readonly [old: string, young: string];
  readonly objects: readonly [old: string, young: string];
}

/** What differs where a submodule is or was: its commits, undefined where it is none. `isHere`: the young side is its folder. */
interface SubmoduleChange {
  readonly file: string;
  readonly old: string | undefined;
  readonly young: string | undefined;
  readonly isHere: boolean;
}

/** A git repository, read by git itself. Files are named by absolute paths. */
export class Repository {
  private constructor(
    readonly top: string,
    /** The folder that the call looks at. Git is asked in it, for what is below. */
    readonly folder: string,
    private readonly env = environment(),
  ) {}

  /** The repository that holds a folder; out of one it is wrong use, since `what` needs one. */
  static async of(folder: string, what: string): Promise<Repository> {
    // Asked for the way up, since git’s own answer is the folder that a link leads to, and names are compared as given.
    const { stdout } = await saying(what, askGit(['rev-parse', '--show-cdup'], folder));
    return new Repository(path.resolve(folder, stdout.trim()), folder);
  }

  /** The top of the repository that holds a folder, by the way that leads there; undefined out of one. */
  static async topOf(folder: string, env = environment()): Promise<string | undefined> {
    const way = await askGit(['rev-parse', '--show-cdup'], folder, { env }).catch(() => undefined);
    return way && path.resolve(folder, way.stdout.trim());
  }

  /** What a name such as `main` or `HEAD~2` means, as a commit. */
  async commit(name: string): Promise<string> {
    if (name === '') throw new WrongUse('The name of a commit is empty. Name one, as main or HEAD~1.');
    if (name.startsWith('-') || name.includes('..')) throw new WrongUse(`${inert(name)} is no name of a commit.`);
    try {
      const { stdout } = await this.ask(['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
      return stdout.trim();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new WrongUse(
        `Git knows no commit ${inert(name)}. In a shallow clone, fetch it first (git fetch --depth=1 origin ${inert(name)}).`,
      );
    }
  }

  /**
   * Where what is here left the line of `name`: what others did there since is none of ours. Where the two have nothing in
   * common, as in a shallow clone, the commit itself.
   */
  async forkFrom(name: string, head = 'HEAD'): Promise<string> {
    const commit = await this.commit(name);
    try {
      return (await this.ask(['merge-base', commit, head])).stdout.trim();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return commit;
    }
  }

  /** What differs below the folder between two commits, or between one and the folder with what is untracked or not merged. */
  async changed(base: string, head?: string): Promise<Changed> {
    const differing = await this.differing(base, ...(head === undefined ? [] : [head]));
    const changed = await this.lookedInto(differing, head === undefined);
    const files = head === undefined ? [...changed.files, ...(await this.untracked()), ...(await this.unmerged())] : changed.files; // prettier-ignore
    return this.withLinks({ files, unseen: changed.unseen }, head ?? index);
  }

  /** What is about to be committed, what is deleted among it. */
  async staged(): Promise<Changed> {
    return this.withLinks(await this.lookedInto(await this.differing('--cached'), false), index);
  }

  /** The same with the links that lead to a file that has changed. */
  private async withLinks({ files, unseen }: Changed, at: string): Promise<Changed> {
    const { links } = await this.tree(at);
    const changed = new Set(files);
    const leading = [...links.keys()].filter((link) => wayTo(link, links).some((file) => changed.has(file)));
    return { files: sorted([...files, ...leading]), unseen };
  }

  /** What a commit, or the index, holds below the folder. */
  readonly tree = once((at: string) => this.readTree(at));

  private async readTree(at: string): Promise<Tree> {
    const how = at === index ? ['ls-files', '-s', '-z', '--full-name'] : ['ls-tree', '-r', '-z', '--full-name', at];
    const { stdout } = await saying('This', this.ask(how));
    const rows = stdout.split('\0').flatMap((line) => {
      // In a commit: mode, type, object; in the index: mode, object, stage.
      const [, mode, object = '', stage = '0', name = ''] =
        /^(\d+) (?:[a-z]+ )?([0-9a-f]+)(?: (\d))?\t(.*)$/s.exec(line) ?? [];
      const file = path.join(this.top, name);
      return name !== '' ? [{ file, mode, object, stage }] : [];
    });
    const held = rows.filter(({ mode }) => mode !== submoduleMode);
    const links = held.filter(({ mode }) => mode === linkMode);
    const targets = await this.read(links.map(({ object }) => object));
    return {
      objects: new Map(held.map(({ file, object, stage }) => [file, stage === '0' ? object : undefined])),
      links: new Map(
        links.map(({ file, object }) => [file, path.resolve(path.dirname(file), String(targets.get(object) ?? ''))]),
      ),
      submodules: rows.filter(({ mode }) => mode === submoduleMode),
    };
  }

  /** The sidecars below the folder that git has not finished merging, those in submodules among them. */
  async unmerged(): Promise<readonly string[]> {
    const { objects, submodules } = await this.tree(index);
    const own = [...objects].flatMap(([file, object]) => (object === undefined && file.endsWith(suffix) ? [file] : []));
    const inner = submodules.map(async ({ file, object }) => (await this.submodule(file, object))?.unmerged() ?? []);
    return [...own, ...(await Promise.all(inner)).flat()];
  }

  /** A submodule of this repository that has a commit; undefined where it is not here, or hasn't. */
  async submodule(file: string, commit: string): Promise<Repository | undefined> {
    // In an empty folder in its place git answers for the repository around it.
    const env = environmentOfSubmodule();
    if ((await Repository.topOf(file, env)) !== file) return undefined;
    return askGit(['cat-file', '-e', `${commit}^{commit}`], file, { env }).then(
      () => new Repository(file, file, env),
      () => undefined,
    );
  }

  /** The bytes that git has under some names of its own, all read by one process. */
  async read(objects: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const read = new Map<string, Buffer>();
    if (objects.length === 0) return read;
    const batch = spawn('git', ['cat-file', '--batch'], {
      cwd: this.top,
      env: this.env,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    batch.stdin.on('error', () => undefined);
    batch.stdin.end(objects.map((object) => `${object}\n`).join(''));
    const chunks: Buffer[] = [];
    for await (const chunk of batch.stdout) chunks.push(chunk as Buffer);
    const answer = Buffer.concat(chunks);
    let at = 0;
    for (const object of objects) {
      const end = answer.indexOf(10, at);
      if (end < 0) break;
      const [, size] = / blob (\d+)$/.exec(answer.toString('utf8', at, end)) ?? [];
      at = end + 1;
      if (size === undefined) continue;
      read.set(object, answer.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return read;
  }

  /** The files of a commit, or of the index, below the folder in which one of some words stands. */
  async holding(at: string, words: readonly string[], ending: string): Promise<readonly string[]> {
    if (words.length === 0) return [];
    // On its input, since a command line holds only so many words.
    const how = ['grep', '-l', '-z', '-F', '--full-name', '--no-recurse-submodules', '-f', '-'];
    const where = [at === index ? '--cached' : at, '--', `:(glob)**/*${ending}`];
    const prefix = at === index ? '' : `${at}:`;
    try {
      const { stdout } = await this.ask([...how, ...where], `${words.join('\n')}\n`);
      const names = stdout.split('\0').filter((name) => name !== '');
      return names.map((name) => path.join(this.top, name.slice(prefix.length)));
    } catch (error) {
      // 1: no file holds one.
      if ((error as { code?: unknown }).code === 1) return [];
      throw error;
    }
  }

  /** The names that git tells apart, submodules whatever a person has set for them. */
  private async differing(...states: readonly string[]): Promise<readonly Difference[]> {
    const how = ['diff', '--raw', '--no-renames', '--no-abbrev', '--ignore-submodules=none', '-z'];
    const { stdout } = await saying('This', this.ask([...how, ...states]));
    const parts = stdout.split('\0');
    const differing: Difference[] = [];
    for (let i = 0; i + 1 < parts.length; i += 2) {
      const [oldMode = '', youngMode = '', old = '', young = ''] = (parts[i] ?? '').replace(/^:/, '').split(' ');
      const file = path.join(this.top, parts[i + 1] ?? '');
      differing.push({ file, modes: [oldMode, youngMode], objects: [old, young] });
    }
    // Git itself is many times slower when it is told the folder.
    return differing.filter(({ file }) => isInside(this.folder, file));
  }

  /** Files as they are, and in the place of each submodule what differs in it. `isHere`: the young side is the folder. */
  private async lookedInto(differing: readonly Difference[], isHere: boolean): Promise<Changed> {
    const parts = differing.map(async ({ file, modes, objects }): Promise<Changed> => {
      if (!modes.includes(submoduleMode)) return { files: [file], unseen: [] };
      const [old, young] = modes.map((mode, i) => (mode === submoduleMode ? (objects[i] ?? '') : undefined));
      return this.changedIn({ file, old, young, isHere });
    });
    const changed = await Promise.all(parts);
    return { files: sorted(changed.flatMap(({ files }) => files)), unseen: changed.flatMap(({ unseen }) => unseen) };
  }

  private async changedIn({ file, old, young, isHere }: SubmoduleChange): Promise<Changed> {
    const [before, after] = await Promise.all(
      [old, isHere ? 'HEAD' : young].map(async (commit) =>
        commit === undefined ? undefined : this.submodule(file, commit),
      ),
    );
    const head = isHere ? undefined : young;
    if (old !== undefined && before && after) return before.changed(old, head);
    const files =
      after && head !== undefined
        ? [...(await after.tree(head)).objects.keys()]
        : await filesBelow(file).catch(() => []);
    return { files, unseen: old === undefined && after ? [] : [file] };
  }

  private ask(args: readonly string[], input = ''): ReturnType<typeof askGit> {
    return askGit(args, this.folder, { input, env: this.env });
  }

  private async untracked(): Promise<readonly string[]> {
    const { stdout } = await saying('This', this.ask(['ls-files', '--others', '--exclude-standard', '--full-name', '-z'])); // prettier-ignore
    return stdout.split('\0').flatMap((name) => (name === '' ? [] : path.join(this.top, name)));
  }
}

const sorted = (files: readonly string[]): readonly string[] => [...new Set(files)].sort();

/** What git calls the person; undefined where it has no name for them, or there is no git. */
export async function nameInGit(folder: string): Promise<string | undefined> {
  const said = await askGit(['config', 'user.name'], folder).catch(() => undefined);
  return said?.stdout.trim() || undefined;
}

/** The sidecars of which git has a merge under way: the file may hold one side alone. Absolute; none out of a repository. */
export async function halfMerged(folder: string): Promise<ReadonlySet<string>> {
  try {
    // All of the repository: a call from a folder looks at sidecars elsewhere, too.
    const { top } = await Repository.of(folder, 'This');
    return new Set(await (await Repository.of(top, 'This')).unmerged());
  } catch (error) {
    // No git, or no repository: then nothing is half merged. Anything else shows elsewhere.
    if (error instanceof Error) return new Set();
    throw error;
  }
}

/** What git answers `what`; that there is no answer is wrong use, since `what` needs a repository. */
async function saying(what: string, asked: ReturnType<typeof askGit>): ReturnType<typeof askGit> {
  try {
    return await asked;
  } catch (error) {
    const { stderr, message, code } = error as Error & { readonly stderr?: string; readonly code?: unknown };
    if (code === 'ENOENT') throw new WrongUse(`${what} reads a git repository, and there is no git here to ask.`);
    const said = (stderr ?? '').trim() || message;
    throw new WrongUse(`${what} reads a git repository, and git says: ${inert(said.trim())}`);
  }
}
