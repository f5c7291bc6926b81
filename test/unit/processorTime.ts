/** The processor time that some work takes in this process, in milliseconds: other programs may hold it up on the clock. */
export function processorTime(work: () => unknown): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

/**
 * Whether a measure comes out as it should, in one of three tries. A crowded machine makes any one of them longer, by caches
 * that others use and a collector that comes late; what takes a time that it may not takes it each time.
 */
export function comesOut(measure: () => boolean): boolean {
  return [1, 2, 3].some(() => measure());
}
