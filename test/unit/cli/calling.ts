import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { realPaths } from '../../../src/cli/files';
import { run } from '../../../src/cli/run';
import type { Shell, Threads } from '../../../src/cli/shell';
import { callOf, perform } from '../../../src/cli/threads';
import type { Handed } from '../../../src/cli/work';

export interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** A folder in which the command line and git are called. */
export interface Workplace {
  readonly folder: string;
  call(...args: string[]): Promise<Outcome>;
  /** The same with standard input. */
  callWith(input: string, ...args: string[]): Promise<Outcome>;
  put(name: string, text: string): Promise<void>;
  git(...args: readonly string[]): string;
}

export async function makeFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'claimmark-cli-'));
}

export const dropFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

/** `progress` is called while sidecars are read; `more` is added to the shell. */
export function workplace(
  folder: string,
  progress: () => void = () => undefined,
  more: Pick<Shell, 'folders' | 'threads' | 'checkout'> = {},
): Workplace {
  const callWith = async (input: string, ...args: string[]): Promise<Outcome> => {
    const outcome = { code: -1, out: '', err: '' };
    outcome.code = await run(args, {
      cwd: folder,
      ...more,
      input: () => Promise.resolve(input),
      out: (text) => void (outcome.out += typeof text === 'string' ? text : new TextDecoder().decode(text)),
      err: (line) => void (outcome.err += `${line}\n`),
      progress,
    });
    return outcome;
  };
  return {
    folder,
    callWith,
    call: (...args) => callWith('', ...args),
    put: async (name, text) => {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    },
    git: (...args) =>
      execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }), // prettier-ignore
  };
}

/** Threads simulated in this one. As with real ones, requests and answers are copied; `asked` is told of each file. */
export function threadsHere(asked: (work: string) => void = () => undefined): Threads {
  return (call) => ({
    count: 2,
    ask: async (work, files) => {
      for (const _ of files) asked(work);
      return structuredClone(await perform(work, callOf(structuredClone(call) as Handed), files, realPaths()));
    },
    end: () => Promise.resolve(),
  });
}

/** A sidecar of whole lines of a source, each with an id, a tag and any other fields. */
export function sidecarOf(
  source: string,
  text: string,
  entries: readonly { id: string; tag: string; text: string; more?: string }[],
): string {
  const body = entries.map(({ id, tag, text: words, more = '' }) => {
    const at = text.indexOf(words);
    const line = text.slice(0, at).split('\n').length;
    const before = JSON.stringify(text.slice(Math.max(0, at - 64), at));
    const after = JSON.stringify(text.slice(at + words.length, at + words.length + 64));
    return `  - id: ${id}\n    tag: ${tag}\n    text: ${JSON.stringify(words)}\n    line: ${line}\n    column: 1\n    before: ${before}\n    after: ${after}\n${more}`;
  });
  return `claimmark: 1\nsource: ${path.posix.basename(source)}\nannotations:\n${body.join('\n')}`;
}
