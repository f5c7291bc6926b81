/** Deferred work. After `dispose` it is never done. */
export interface Deferred {
  /** Requests the work, for a named thing if there are several. */
  soon(name?: string): void;
  dispose(): void;
}

/**
 * Acts `wait` milliseconds after the first call of `soon`, once for all names requested meanwhile. Requests during the
 * work, which may be a promise, wait for its end and another `wait` milliseconds.
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

/** Deferred work with a delay for each request. */
interface Paused extends Deferred {
  /** The same; `after` is the delay of this request, in milliseconds. */
  soon(name?: string, after?: number): void;
  /** Cancels the request for a name, or all requests. */
  cancel(name?: string): void;
}

/** Acts on each name `wait` milliseconds after the last call of `soon` for it. */
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

/** Returns a function that runs pieces of work one after another, in the order of the calls. */
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
