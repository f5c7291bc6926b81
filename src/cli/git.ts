import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { suffix } from '../core/sidecar/path';
import { filesBelow, isInside, once } from './files';
import { inert, WrongUse } from './shell';

const most = 1 << 30;

/** Overrides of settings for people's reading, which would change what git prints. */
const plain = ['diff.relative', 'color.ui', 'color.diff', 'color.grep'].flatMap((name) => ['-c', `${name}=false`]);

/** Runs git; `input` is put on its standard input. */
export function askGit(
  args: readonly string[],
  cwd: string,
  { input = '', env = environment() } = {},
): Promise<{ readonly stdout: string }> {
  const asked = promisify(execFile)('git', [...plain, ...args], { cwd, maxBuffer: most, env });
  // Git may exit before it has read all input; its error then says why.
  asked.child.stdin?.on('error', () => undefined).end(input);
  return asked;
}

/**
 * The environment without variables that mislead git. For a hook in a linked worktree they name the repository but not
 * the top of the files, so that git takes the current folder for the top.
 */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR, ...rest } = process.env;
  return rest['GIT_WORK_TREE'] === undefined ? rest : { ...rest, GIT_DIR };
}

/** Variables that tell a hook the parts of its repository. A submodule's parts are elsewhere. */
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

/** Stands for git's index where the name of a commit is expected. */
export const index = '';

/** The modes of submodules and symbolic links in git. */
const [submoduleMode, linkMode] = ['160000', '120000'];

/** The content of a commit or the index, below the folder. */
export interface Tree {
  /** Files and links, each with its object name; undefined during an unfinished merge. */
  readonly objects: ReadonlyMap<string, string | undefined>;
  /** The target of each link. */
  readonly links: Links;
  readonly submodules: readonly { readonly file: string; readonly object: string }[];
}

type Links = ReadonlyMap<string, string>;

/** A file and, if it is a link, all files on the way to its bytes. */
export function wayTo(file: string, links: Links): readonly string[] {
  const way = new Set([file]);
  for (let next = links.get(file); next !== undefined && !way.has(next); next = links.get(next)) way.add(next);
  return [...way];
}

/** The differences between two states of a repository, including those in its submodules. */
interface Changed {
  readonly files: readonly string[];
  /** Submodules of which a commit is missing here. All their files count as changed. */
  readonly unseen: readonly string[];
}

/** A row of git's list of a commit or of the index. */
interface Row {
  readonly file: string;
  readonly mode: string;
  readonly object: string;
  /** In the index: other than `0` during an unfinished merge. */
  readonly stage: string;
}

/** The stage in a row of the index: what stands before its first tab. */
const stageIn = (line: string): string => line.charAt(line.indexOf('\t') - 1);

/** A name that differs, with its mode and object on both sides. */
interface Difference {
  readonly file: string;
  readonly modes: readonly [old: string, young: string];
  readonly objects: readonly [old: string, young: string];
}

/** The commits of a submodule on both sides, undefined where it is none. `isHere`: the newer side is its folder. */
interface SubmoduleChange {
  readonly file: string;
  readonly old: string | undefined;
  readonly young: string | undefined;
  readonly isHere: boolean;
}

/** A git repository, read by git itself. Files have absolute paths. */
export class Repository {
  private constructor(
    readonly top: string,
    /** The folder of the call. Git runs in it, for everything below. */
    readonly folder: string,
    private readonly env = environment(),
  ) {}

  /** The repository of a folder; without one it is wrong use, since `what` needs one. */
  static async of(folder: string, what: string): Promise<Repository> {
    // Ask git for the way up, since its own absolute path has links resolved, and paths are compared as given.
    const { stdout } = await saying(what, askGit(['rev-parse', '--show-cdup'], folder));
    return new Repository(path.resolve(folder, stdout.trim()), folder);
  }

  /** The same repository, called from its top. */
  fromTop(): Repository {
    return new Repository(this.top, this.top, this.env);
  }

  /** The top of a folder's repository, by the way up from the folder; undefined without one. */
  static async topOf(folder: string, env = environment()): Promise<string | undefined> {
    const way = await askGit(['rev-parse', '--show-cdup'], folder, { env }).catch(() => undefined);
    return way && path.resolve(folder, way.stdout.trim());
  }

  /** The commit that a name such as `main` or `HEAD~2` means. */
  async commit(name: string): Promise<string> {
    if (name === '') throw new WrongUse('The name of a commit is empty. Name one, as main or HEAD~1.');
    if (name.startsWith('-') || name.includes('..')) throw new WrongUse(`${inert(name)} is not the name of a commit.`);
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
   * The commit from which `head` diverged from `name`, since later changes by others do not count; or the commit itself
   * without a common ancestor, as in a shallow clone.
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

  /** The files that differ between two commits, or one and the folder, including untracked and unmerged ones. */
  async changed(base: string, head?: string): Promise<Changed> {
    const differing = await this.differing(base, ...(head === undefined ? [] : [head]));
    const changed = await this.lookedInto(differing, head === undefined);
    const files = head === undefined ? [...changed.files, ...(await this.untracked()), ...(await this.unmerged())] : changed.files; // prettier-ignore
    return this.withLinks({ files, unseen: changed.unseen }, head ?? index);
  }

  /** The files staged for the next commit, including deleted ones. */
  async staged(): Promise<Changed> {
    return this.withLinks(await this.lookedInto(await this.differing('--cached'), false), index);
  }

  /** Adds the links to files that have changed. */
  private async withLinks({ files, unseen }: Changed, at: string): Promise<Changed> {
    const { links } = await this.tree(at);
    const changed = new Set(files);
    const leading = [...links.keys()].filter((link) => wayTo(link, links).some((file) => changed.has(file)));
    return { files: sorted([...files, ...leading]), unseen };
  }

  /** The content of a commit, or of the index, below the folder. */
  readonly tree = once((at: string) => this.readTree(at));

  private async readTree(at: string): Promise<Tree> {
    const rows = await this.rows(at);
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

  /** The rows of git's list of a commit, or of the index; `isMeant` tells by the text of a row whether it is wanted. */
  private async rows(at: string, isMeant = (line: string): boolean => line !== ''): Promise<readonly Row[]> {
    const how = at === index ? ['ls-files', '-s', '-z', '--full-name'] : ['ls-tree', '-r', '-z', '--full-name', at];
    const { stdout } = await saying('This', this.ask(how));
    return stdout
      .split('\0')
      .filter(isMeant)
      .flatMap((line) => {
        // In a commit: mode, type, object; in the index: mode, object, stage.
        const [, mode = '', object = '', stage = '0', name = ''] =
          /^(\d+) (?:[a-z]+ )?([0-9a-f]+)(?: (\d))?\t(.*)$/s.exec(line) ?? [];
        return name !== '' ? [{ file: path.join(this.top, name), mode, object, stage }] : [];
      });
  }

  /** The sidecars below the folder with an unfinished merge, including those in submodules. */
  async unmerged(): Promise<readonly string[]> {
    // All but these few rows are passed over unread: the index may list tens of thousands of files.
    const rows = await this.rows(index, (line) => line.startsWith(submoduleMode) || stageIn(line) !== '0');
    const files = rows.filter(
      ({ mode, stage, file }) => mode !== submoduleMode && stage !== '0' && file.endsWith(suffix),
    );
    const submodules = rows.filter(({ mode }) => mode === submoduleMode);
    const inner = submodules.map(async ({ file, object }) => (await this.submodule(file, object))?.unmerged() ?? []);
    return [...new Set([...files.map(({ file }) => file), ...(await Promise.all(inner)).flat()])];
  }

  /** A submodule of this repository; undefined if it is missing here or lacks the commit. */
  async submodule(file: string, commit: string): Promise<Repository | undefined> {
    // In an empty folder of a submodule, git answers for the repository around it.
    const env = environmentOfSubmodule();
    if ((await Repository.topOf(file, env)) !== file) return undefined;
    return askGit(['cat-file', '-e', `${commit}^{commit}`], file, { env }).then(
      () => new Repository(file, file, env),
      () => undefined,
    );
  }

  /** The bytes of git objects, all read by one process. */
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

  /** The files of a commit, or of the index, below the folder that contain one of some words. */
  async holding(at: string, words: readonly string[], ending: string): Promise<readonly string[]> {
    if (words.length === 0) return [];
    // The words go on standard input, since a command line has limited length.
    const how = ['grep', '-l', '-z', '-F', '--full-name', '--no-recurse-submodules', '-f', '-'];
    const where = [at === index ? '--cached' : at, '--', `:(glob)**/*${ending}`];
    const prefix = at === index ? '' : `${at}:`;
    try {
      const { stdout } = await this.ask([...how, ...where], `${words.join('\n')}\n`);
      const names = stdout.split('\0').filter((name) => name !== '');
      return names.map((name) => path.join(this.top, name.slice(prefix.length)));
    } catch (error) {
      // Exit code 1: no file contains one.
      if ((error as { code?: unknown }).code === 1) return [];
      throw error;
    }
  }

  /** The names that differ in git, including submodules whatever the person's settings. */
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
    // Filtered here, since git itself is many times slower when given the folder.
    return differing.filter(({ file }) => isInside(this.folder, file));
  }

  /** Files unchanged, and each submodule replaced by its changed files. `isHere`: the newer side is the folder. */
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

/** The person's name in git; undefined if none is set, or git is missing. */
export async function nameInGit(folder: string): Promise<string | undefined> {
  const said = await askGit(['config', 'user.name'], folder).catch(() => undefined);
  return said?.stdout.trim() || undefined;
}

/**
 * The sidecars with an unfinished merge, which may hold one side alone, by absolute path; none without a repository.
 */
export async function halfMerged(folder: string): Promise<ReadonlySet<string>> {
  if (!mayBeInRepository(folder)) return new Set();
  try {
    // In the whole repository, since a call may look at sidecars outside of its folder.
    const repository = await Repository.of(folder, 'This');
    return new Set(await repository.fromTop().unmerged());
  } catch (error) {
    // Without git or a repository, no merge is unfinished. Other errors show elsewhere.
    if (error instanceof Error) return new Set();
    throw error;
  }
}

/** Whether git may find a repository for a folder: it or one above has `.git`, or a variable names one. Starts no process. */
function mayBeInRepository(folder: string): boolean {
  if (process.env['GIT_DIR'] !== undefined) return true;
  const above = path.dirname(folder);
  return existsSync(path.join(folder, '.git')) || (above !== folder && mayBeInRepository(above));
}

/** Git's answer for `what`; no answer is wrong use, since `what` needs a repository. */
async function saying(what: string, asked: ReturnType<typeof askGit>): ReturnType<typeof askGit> {
  try {
    return await asked;
  } catch (error) {
    const { stderr, message, code } = error as Error & { readonly stderr?: string; readonly code?: unknown };
    if (code === 'ENOENT') throw new WrongUse(`${what} reads a git repository, and git is not installed.`);
    const said = (stderr ?? '').trim() || message;
    throw new WrongUse(`${what} reads a git repository, and git says: ${inert(said.trim())}`);
  }
}
