/** Work that is put off. Disposed of, it never comes. */
export interface Deferred {
  /** Asks for the work, for one of several things if they are named. */
  soon(name?: string): void;
  dispose(): void;
}

/**
 * Acts `wait` milliseconds after the first call of `soon`, once for all that were named meanwhile. While that work runs,
 * which may be a promise, what is asked for next waits for its end, and `wait` milliseconds more.
 */
export function gathered(wait: number, act: (names: ReadonlySet<string>) => unknown): Deferred {
  const running: { timer?: ReturnType<typeof setTimeout> | undefined; isBusy: boolean; isOver: boolean } = {
    isBusy: false,
    isOver: false,
  };
  let names = new Set<string>();
  const start = (): void => {
    if (running.isOver || running.isBusy || names.size === 0) return;
    running.timer ??= setTimeout(() => void run().catch(report), wait);
  };
  const run = async (): Promise<void> => {
    const asked = names;
    names = new Set();
    running.timer = undefined;
    running.isBusy = true;
    try {
      await act(asked);
    } finally {
      running.isBusy = false;
      start();
    }
  };
  return {
    soon(name = '') {
      names.add(name);
      start();
    },
    dispose() {
      running.isOver = true;
      clearTimeout(running.timer);
    },
  };
}

/** Work that is put off for as long as is said. */
interface Paused extends Deferred {
  /** The same; `after` is how long this time, in milliseconds. */
  soon(name?: string, after?: number): void;
  /** Takes back what was asked for that thing, or for all of them. */
  cancel(name?: string): void;
}

/** Acts on each thing `wait` milliseconds after the last call of `soon` for it. */
export function afterPause(wait: number, act: (name: string) => unknown): Paused {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let isOver = false;
  const cancel = (name?: string): void => {
    for (const [known, timer] of timers) {
      if (name !== undefined && known !== name) continue;
      clearTimeout(timer);
      timers.delete(known);
    }
  };
  const run = async (name: string): Promise<void> => {
    timers.delete(name);
    await act(name);
  };
  return {
    soon(name = '', after = wait) {
      clearTimeout(timers.get(name));
      if (!isOver)
        timers.set(
          name,
          setTimeout(() => void run(name).catch(report), after),
        );
    },
    cancel,
    dispose() {
      isOver = true;
      cancel();
    },
  };
}

/** Does one piece of work after another, in the order in which it is asked for; each settles as its own work does. */
export function oneAfterAnother(): <T>(work: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
}

function report(error: unknown): void {
  console.warn('Claimmark could not do what it had put off.', error);
}
