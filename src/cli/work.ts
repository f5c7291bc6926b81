import type { Call } from './call';
import { realPaths, type RealPath } from './files';
import { sayRefusal } from './refusals';
import type { Settings } from './settings';
import { WrongUse, type Shell } from './shell';

/** Work on a single sidecar that other threads can do: it takes the file's name and returns plain data. */
export interface Work<R> {
  readonly name: string;
  readonly one: (call: Call, file: string, real: RealPath) => Promise<R>;
}

/** Does a work in this thread, on several sidecars at a time. Returns the answers in their order. */
export function doHere<R>(
  { one }: Work<R>,
  call: Call,
  files: readonly string[],
  real: RealPath,
): Promise<readonly R[]> {
  return Promise.all(files.map((file) => one(call, file, real)));
}

/** Why something failed, as plain data. `isWrongUse` if the call itself is wrong, or the system refuses a file. */
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

/** The part of a call that is passed to a thread. */
export interface Handed {
  readonly cwd: string;
  /** Whether results are cached, so that their bytes need digests. */
  readonly keeps: boolean;
  readonly settings: Settings;
  readonly paths: readonly string[];
  readonly values: Call['values'];
}

/** How many sidecars a thread gets at once, and reads together. */
const batch = 32;

/** Fewest sidecars for which threads are used: starting them takes about as long as reading so many. */
const worthThreads = 300;

/** How many batches each thread has: one in work, one waiting. More would only take memory. */
const askedAhead = 2;

/** Threads that do a work, or this one if there is little of it. */
interface Workers<R> {
  do(files: readonly string[]): Promise<readonly R[]>;
  /** How many batches they take at a time. */
  readonly batchesAhead: number;
  end(): Promise<void>;
}

/** Starts the workers for a work on `count` sidecars. */
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

/** Does a work on sidecars with progress. Yields the answers in their order. */
export async function* working<R>(call: Call, files: readonly string[], work: Work<R>): AsyncGenerator<R> {
  const workers = workersFor(call, work, files.length);
  try {
    for await (const { results } of inBatches(call, files, workers.batchesAhead, (some) => workers.do(some)))
      yield* results;
  } finally {
    await workers.end();
  }
}

/** Collects all items, in their order. */
export async function allOf<T>(things: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const one of things) all.push(one);
  return all;
}

/** Processes batches in order, several at a time. Yields the answers in their order. */
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
        // A failure is thrown when its turn comes, not before.
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
