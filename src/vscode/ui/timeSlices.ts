import type { Platform } from './platform';

/** How long work may hold up the extension host at a time, in milliseconds. */
const slice = 12;

/** Runs work in steps to its end, pausing for the person's typing. */
export async function inSlices<T>(steps: Generator<unknown, T>, platform: Platform): Promise<T> {
  let until = Date.now() + slice;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (Date.now() > until) {
      await platform.pause();
      until = Date.now() + slice;
    }
  }
}

/** Waits this many milliseconds. */
export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
