/** What `make` gives for each of many things, one at a step. */
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

/** What the steps for each of many things give, one thing after the other. */
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

/** The result of work that is done in steps, without pausing. */
export function drain<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
