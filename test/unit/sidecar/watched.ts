import path from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';

/** A message of a worker: what it begins, or how it ended. */
export type Told = { readonly at: string } | { readonly done: unknown } | { readonly error: string };

// Worker threads do not inherit the loader of TypeScript.
const start = "require('tsx/cjs/api').register(); require(require('node:worker_threads').workerData.file);";

/**
 * Runs a module in a thread that reports each step, and fails if one takes longer than `limit` milliseconds: an endless
 * loop would stop the test run itself. Returns the worker's result.
 */
export function watched(file: string, data: object, limit: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(start, { eval: true, workerData: { ...data, file: path.resolve(file) } });
    let at = 'the start';
    const stuck = (): void => reject(new Error(`no end after ${String(limit)} ms at ${at}`));
    // The start compiles the modules, which may take a minute on a busy machine.
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

/** The body of a watched worker: reports its steps and its result. */
export function running(run: (begin: (at: string) => void) => unknown): void {
  const tell = (told: Told): void => parentPort?.postMessage(told);
  try {
    tell({ done: run((at) => tell({ at })) });
  } catch (error) {
    tell({ error: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) });
  }
}
