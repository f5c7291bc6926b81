/** Makes a result for each of many things, one for each step. */
export function* eachInSteps<T, Result>(
  things: Iterable<T>,
  make: (thing: T, index: number) => Result,
): Generator<undefined, Result[]> {
  const results: Result[] = [];
  for (const thing of things) {
    results.push(make(thing, results.length));
    yield;
  }
  return results;
}

/** Runs the steps of each of many things, one thing after the other. */
export function* eachBySteps<T, Result>(
  things: Iterable<T>,
  steps: (thing: T, index: number) => Generator<undefined, Result>,
): Generator<undefined, Result[]> {
  const results: Result[] = [];
  for (const thing of things) {
    results.push(yield* steps(thing, results.length));
    yield;
  }
  return results;
}

/** Runs steps to their end without a pause. */
export function drain<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
