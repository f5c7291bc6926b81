/** Subscribes a listener; the answer's `dispose` unsubscribes it. */
export type Event<T> = (listener: (value: T) => void) => { dispose(): void };

/**
 * An event together with the one who fires it. Listeners are called in the order of their subscription; what one throws
 * keeps neither the others nor the one who fires from going on, and comes to light as a rejection that nobody handles.
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
