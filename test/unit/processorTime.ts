/** The processor time of some work in this process, in milliseconds, regardless of other programs. */
export function processorTime(work: () => unknown): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

/**
 * Whether a measurement succeeds in one of three tries. On a busy machine any one may take longer, because of shared
 * caches or a late garbage collection; a real slowdown fails each time.
 */
export function comesOut(measure: () => boolean): boolean {
  return [1, 2, 3].some(() => measure());
}
