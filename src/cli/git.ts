import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { isInside } from './files';
import { inert, WrongUse } from './shell';

const most = 1 << 30;

/** What a person may have set for reading with their own eyes, and what would change the names that git prints. */
const plain = ['diff.relative', 'color.ui', 'color.diff', 'color.grep'].flatMap((name) => ['-c', `${name}=false`]);

/** What git answers. */
export const askGit = (args: readonly string[], cwd: string): Promise<{ readonly stdout: string }> =>
  promisify(execFile)('git', [...plain, ...args], { cwd, maxBuffer: most });

/** A git repository, read by git itself. Files are named by absolute paths. */
export class Repository {
  private constructor(
    readonly top: string,
    /** The folder that the call looks at: no file out of it is meant. */
    readonly folder: string,
  ) {}

  /** The repository that holds a folder; out of one it is wrong use, since `what` needs one. */
  static async of(folder: string, what: string): Promise<Repository> {
    // Asked for the way up, since git’s own answer is the folder that a link leads to, and names are compared as given.
    const way = (await git(folder, what, 'rev-parse', '--show-cdup')).trim();
    return new Repository(path.resolve(folder, way), folder);
  }

  /** The top of the repository that holds a folder, by the way that leads there; undefined out of one. */
  static async topOf(folder: string): Promise<string | undefined> {
    const way = await askGit(['rev-parse', '--show-cdup'], folder).catch(() => undefined);
    return way && path.resolve(folder, way.stdout.trim());
  }

  /** What a name such as `main` or `HEAD~2` means, as a commit. */
  async commit(name: string): Promise<string> {
    if (name === '') throw new WrongUse('The name of a commit is empty. Name one, as main or HEAD~1.');
    if (name.startsWith('-') || name.includes('..')) throw new WrongUse(`${inert(name)} is no name of a commit.`);
    try {
      const { stdout } = await askGit(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], this.folder);
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
      return (await askGit(['merge-base', commit, head], this.folder)).stdout.trim();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return commit;
    }
  }

  /** The files below the folder that differ between two commits, or between one and the folder with what is untracked. */
  async changed(base: string, head?: string): Promise<readonly string[]> {
    const differing = await this.list(
      'diff',
      '--name-only',
      '--no-renames',
      '-z',
      base,
      ...(head === undefined ? [] : [head]),
    );
    const untracked =
      head === undefined ? await this.list('ls-files', '--others', '--exclude-standard', '--full-name', '-z') : [];
    return [...new Set([...differing, ...untracked])].filter((file) => this.isBelow(file)).sort();
  }

  /** The files of a commit below the folder. */
  async files(commit: string): Promise<readonly string[]> {
    return (await this.list('ls-tree', '-r', '-z', '--name-only', '--full-tree', commit)).filter((file) =>
      this.isBelow(file),
    );
  }

  /** The files of git's index below the folder. */
  async indexed(): Promise<readonly string[]> {
    return (await this.list('ls-files', '-z', '--full-name', '--', this.top)).filter((file) => this.isBelow(file));
  }

  /** What is about to be committed, without what is deleted. */
  async staged(): Promise<readonly string[]> {
    const changed = await this.list('diff', '--cached', '--name-only', '--diff-filter=ACMRT', '-z');
    return changed.filter((file) => this.isBelow(file));
  }

  /**
   * The bytes of files in a commit, or in the index where it is empty, all read by one process; a file that is not there
   * is left out.
   */
  async read(commit: string, files: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const read = new Map<string, Buffer>();
    // A name with a line end can't be asked for in a line; nobody has one.
    const asked = files.filter((file) => !file.includes('\n'));
    if (asked.length === 0) return read;
    const batch = spawn('git', ['cat-file', '--batch'], { cwd: this.top, stdio: ['pipe', 'pipe', 'ignore'] });
    batch.stdin.on('error', () => undefined);
    batch.stdin.end(asked.map((file) => `${commit}:${this.named(file)}\n`).join(''));
    const chunks: Buffer[] = [];
    for await (const chunk of batch.stdout) chunks.push(chunk as Buffer);
    const answer = Buffer.concat(chunks);
    let at = 0;
    for (const file of asked) {
      const end = answer.indexOf(10, at);
      if (end < 0) break;
      const [, size] = / blob (\d+)$/.exec(answer.toString('utf8', at, end)) ?? [];
      at = end + 1;
      if (size === undefined) continue;
      read.set(file, answer.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return read;
  }

  /** The files of a commit below the folder in which one of some words stands. */
  async holding(commit: string, words: readonly string[], ending: string): Promise<readonly string[]> {
    if (words.length === 0) return [];
    const patterns = words.flatMap((word) => ['-e', word]);
    const args = ['grep', '-l', '-z', '-F', '--full-name', ...patterns, commit, '--', `:(top,glob)**/*${ending}`];
    try {
      const { stdout } = await askGit(args, this.folder);
      const names = stdout.split('\0').filter((name) => name !== '');
      return names
        .map((name) => path.join(this.top, name.slice(commit.length + 1)))
        .filter((file) => this.isBelow(file));
    } catch (error) {
      // 1: no file holds one.
      if ((error as { code?: unknown }).code === 1) return [];
      throw error;
    }
  }

  private isBelow(file: string): boolean {
    return isInside(this.folder, file);
  }

  private named(file: string): string {
    return path.relative(this.top, file).replaceAll(path.sep, '/');
  }

  private async list(...args: readonly string[]): Promise<readonly string[]> {
    const names = (await git(this.folder, 'This', ...args)).split('\0');
    return names.flatMap((name) => (name === '' ? [] : path.join(this.top, name)));
  }
}

/** What git calls the person; undefined where it has no name for them, or there is no git. */
export async function nameInGit(folder: string): Promise<string | undefined> {
  const said = await askGit(['config', 'user.name'], folder).catch(() => undefined);
  return said?.stdout.trim() || undefined;
}

async function git(folder: string, what: string, ...args: readonly string[]): Promise<string> {
  try {
    return (await askGit(args, folder)).stdout;
  } catch (error) {
    const { stderr, message, code } = error as Error & { readonly stderr?: string; readonly code?: unknown };
    if (code === 'ENOENT') throw new WrongUse(`${what} reads a git repository, and there is no git here to ask.`);
    const said = (stderr ?? '').trim() || message;
    throw new WrongUse(`${what} reads a git repository, and git says: ${inert(said.trim())}`);
  }
}
