import type { Call } from './call';
import { realPaths, type RealPath } from './files';
import { sayRefusal } from './refusals';
import type { Settings } from './settings';
import { WrongUse, type Shell } from './shell';

/**
 * Work on a sidecar by itself, which other threads can do: it takes the file's name and gives an answer. Answers are data,
 * since they go from thread to thread.
 */
export interface Work<R> {
  readonly name: string;
  readonly one: (call: Call, file: string, real: RealPath) => Promise<R>;
}

/** Does a work in this thread, on some sidecars at a time; answers in their order. */
export function doHere<R>(
  { one }: Work<R>,
  call: Call,
  files: readonly string[],
  real: RealPath,
): Promise<readonly R[]> {
  return Promise.all(files.map((file) => one(call, file, real)));
}

/** Why something failed, as data. `isWrongUse` where the call itself is to blame, or the system refuses a file. */
export interface Failure {
  readonly message: string;
  readonly isWrongUse: boolean;
}

export function failureOf(error: unknown, { cwd }: Pick<Shell, 'cwd'>): Failure {
  const refusal = sayRefusal(error, cwd);
  if (refusal !== undefined) return { message: refusal, isWrongUse: true };
  return { message: error instanceof Error ? error.message : String(error), isWrongUse: error instanceof WrongUse };
}

export function errorOf({ message, isWrongUse }: Failure): Error {
  return isWrongUse ? new WrongUse(message) : new Error(message);
}

/** What a thread is told of a call. */
export interface Handed {
  readonly cwd: string;
  /** Whether results are kept, so that it is to be said what bytes they were made from. */
  readonly keeps: boolean;
  readonly settings: Settings;
  readonly paths: readonly string[];
  readonly values: Call['values'];
}

/** So many sidecars are given to a thread at once, and so many are read together. */
const batch = 32;

/** Threads take about as long to begin as so many sidecars to read. */
const worthThreads = 300;

/** So many batches are asked of each thread ahead: one to work on, one that waits. More would only be held. */
const askedAhead = 2;

/** Those who do a work: other threads where there is enough of it, else this one. */
interface Workers<R> {
  do(files: readonly string[]): Promise<readonly R[]>;
  /** How many batches they take at a time. */
  readonly batchesAhead: number;
  end(): Promise<void>;
}

/** Calls them together for a work on so many sidecars. */
export function workersFor<R>(call: Call, work: Work<R>, count: number): Workers<R> {
  const { shell, settings, paths, values } = call;
  const handed: Handed = { cwd: shell.cwd, keeps: shell.folders !== undefined, settings, paths, values };
  const threads = count >= worthThreads ? shell.threads?.(handed) : undefined;
  const real = realPaths();
  return threads
    ? {
        do: async (files) => (await threads.ask(work.name, files)) as readonly R[],
        batchesAhead: askedAhead * threads.count,
        end: () => threads.end(),
      }
    : { do: (files) => doHere(work, call, files, real), batchesAhead: 1, end: () => Promise.resolve() };
}

/** A work on all of some sidecars, with progress for whoever watches: the answers in the order of their names. */
export async function* working<R>(call: Call, files: readonly string[], work: Work<R>): AsyncGenerator<R> {
  const workers = workersFor(call, work, files.length);
  try {
    for await (const { results } of inBatches(call, files, workers.batchesAhead, (some) => workers.do(some)))
      yield* results;
  } finally {
    await workers.end();
  }
}

/** All that comes, in its order, held together. */
export async function allOf<T>(things: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const one of things) all.push(one);
  return all;
}

/** Does something for one batch after the other, so many of them at a time; answers in their order. */
export async function* inBatches<R>(
  { shell }: Call,
  files: readonly string[],
  most: number,
  act: (some: readonly string[]) => Promise<R>,
): AsyncGenerator<{ readonly some: readonly string[]; readonly results: R }> {
  const running: { readonly some: readonly string[]; readonly results: Promise<R> }[] = [];
  let [next, done] = [0, 0];
  try {
    while (next < files.length || running.length > 0) {
      while (next < files.length && running.length < most) {
        const some = files.slice(next, next + batch);
        const results = act(some);
        // A failure is thrown when it is its turn, not before.
        results.catch(() => undefined);
        running.push({ some, results });
        next += batch;
      }
      shell.progress(`${done} of ${files.length}`);
      const first = running.shift();
      if (!first) return;
      yield { some: first.some, results: await first.results };
      done += first.some.length;
    }
  } finally {
    shell.progress('');
  }
}
