/** Subscribes a listener; `dispose` of the result unsubscribes it. */
export type Event<T> = (listener: (value: T) => void) => { dispose(): void };

/**
 * An event with the means to fire it. Listeners are called in the order of their subscription. An error that one of
 * them throws stops neither the others nor `fire`; it surfaces as an unhandled rejection.
 */
export interface Emitter<T> {
  readonly event: Event<T>;
  fire(value: T): void;
}

export function emitter<T>(): Emitter<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    event(listener) {
      const own = (value: T): void => listener(value);
      listeners.add(own);
      return { dispose: () => void listeners.delete(own) };
    },
    fire(value) {
      for (const listener of [...listeners]) {
        try {
          listener(value);
        } catch (error) {
          void Promise.resolve().then(() => {
            throw error;
          });
        }
      }
    },
  };
}
