import os from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { anchorWork } from './anchoring';
import { Call } from './call';
import { digestWork } from './cachedDigests';
import { realPaths, type RealPath } from './files';
import { listWork } from './list';
import { traceWork } from './moved';
import { lookWork, stateWork } from './report';
import type { Threads } from './shell';
import { doHere, errorOf, failureOf, type Failure, type Handed, type Work } from './work';

interface Question {
  /** The name of the work. */
  readonly work: string;
  readonly number: number;
  readonly files: readonly string[];
}

interface Answer {
  readonly number: number;
  readonly answers?: readonly unknown[];
  /** The error, if it failed. */
  readonly failed?: Failure;
}

/** Most threads; more wait for the disk and for each other. Guessed. */
const mostThreads = 8;

/**
 * Size of a thread's young generation, in megabytes. With Node's default, two threads take 100 MB more and 5 % less
 * processor time, measured with 1,000 sources.
 */
const youngSize = 8;

/** Threads that run this program's `file`, one for each core. */
export function threadsOf(file: string): Threads | undefined {
  const count = Math.min(os.availableParallelism(), mostThreads);
  return count < 2 ? undefined : (call) => new Crew(file, count, call);
}

/** Some threads, and the requests to them. */
class Crew {
  private readonly workers: readonly Worker[];
  private readonly load: number[];
  private readonly waiting = new Map<
    number,
    { resolve(answers: readonly unknown[]): void; reject(why: Error): void }
  >();
  private next = 0;

  constructor(
    file: string,
    readonly count: number,
    call: object,
  ) {
    const resourceLimits = { maxYoungGenerationSizeMb: youngSize };
    const options = { workerData: { claimmark: call }, resourceLimits };
    this.workers = Array.from({ length: count }, () => new Worker(file, options));
    this.load = this.workers.map(() => 0);
    for (const [index, worker] of this.workers.entries()) {
      worker.on('message', (answer: Answer) => this.take(index, answer));
      worker.on('error', (error) => this.fail(error));
    }
  }

  /** Asks the thread with the fewest open requests. */
  ask(work: string, files: readonly string[]): Promise<readonly unknown[]> {
    const index = this.load.indexOf(Math.min(...this.load));
    const number = this.next++;
    this.load[index] = (this.load[index] ?? 0) + 1;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.workers[index]?.postMessage({ number, work, files } satisfies Question);
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private take(index: number, { number, answers, failed }: Answer): void {
    this.load[index] = (this.load[index] ?? 1) - 1;
    const asked = this.waiting.get(number);
    this.waiting.delete(number);
    if (failed) asked?.reject(errorOf(failed));
    else asked?.resolve(answers ?? []);
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}

/** All works that threads can do. */
const works: readonly Work<unknown>[] = [digestWork, listWork, anchorWork, traceWork, lookWork, stateWork];

/** Does a work, given its name, in this thread. */
export async function perform(
  name: string,
  call: Call,
  files: readonly string[],
  real: RealPath,
): Promise<readonly unknown[]> {
  const work = works.find((one) => one.name === name);
  if (!work) throw new Error(`No thread knows how to ${name}.`);
  return doHere(work, call, files, real);
}

/** The call inside a thread: it has no output. */
export function callOf({ cwd, keeps, settings, paths, values }: Handed): Call {
  const nothing = (): void => undefined;
  const folders = keeps ? { cache: '', secrets: '' } : undefined;
  return new Call({ cwd, folders, out: nothing, err: nothing, progress: nothing }, settings, paths, values);
}

/** Whether this is a thread of ours; if so, answers requests until the thread is ended. */
export function isThread(): boolean {
  const { claimmark } = (workerData ?? {}) as { readonly claimmark?: Handed };
  if (!parentPort || !claimmark) return false;
  const port = parentPort;
  const call = callOf(claimmark);
  const real = realPaths();
  port.on('message', ({ number, work, files }: Question) => {
    perform(work, call, files, real).then(
      (answers) => port.postMessage({ number, answers } satisfies Answer),
      (error: unknown) => port.postMessage({ number, failed: failureOf(error, call.shell) } satisfies Answer),
    );
  });
  return true;
}
