import path from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';

/** What a worker tells: that it begins with something, or how it ended. */
export type Told = { readonly at: string } | { readonly done: unknown } | { readonly error: string };

// Worker threads do not take over that TypeScript is read as it is.
const start = "require('tsx/cjs/api').register(); require(require('node:worker_threads').workerData.file);";

/**
 * Runs a module in a thread of its own, which tells what it is at, and fails where it is at one thing for longer than
 * `limit` milliseconds: a loop without end would stop the test run itself. Gives what the worker tells in the end.
 */
export function watched(file: string, data: object, limit: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(start, { eval: true, workerData: { ...data, file: path.resolve(file) } });
    let at = 'the start';
    const stuck = (): void => reject(new Error(`no end after ${String(limit)} ms at ${at}`));
    // The start reads and compiles the modules, on a busy machine for a minute.
    let timer = setTimeout(stuck, 300_000);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('message', (told: Told) => {
      clearTimeout(timer);
      if ('done' in told) end(() => resolve(told.done));
      else if ('error' in told) end(() => reject(new Error(told.error)));
      else {
        ({ at } = told);
        timer = setTimeout(() => end(stuck), limit);
      }
    });
  });
}

/** The body of a worker that is watched: tells what it is at, and how it ended. */
export function running(run: (begin: (at: string) => void) => unknown): void {
  const tell = (told: Told): void => parentPort?.postMessage(told);
  try {
    tell({ done: run((at) => tell({ at })) });
  } catch (error) {
    tell({ error: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) });
  }
}
