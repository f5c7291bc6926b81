/** How long one waits for another window that writes, in milliseconds; a write takes a few. Guessed. */
const patience = 10_000;

/**
 * Runs `work` while no other window of this browser does the same of that name. Where the browser gives no locks (a host
 * of an origin of its own, an old browser), or another window keeps its lock too long, it runs all the same: what is
 * written is compared with what was read just before, as ever.
 */
export async function exclusively<T>(
  locks: Pick<LockManager, 'request'> | undefined,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!locks) return work();
  const started: { work?: Promise<T> } = {};
  try {
    await locks.request(name, { signal: AbortSignal.timeout(patience) }, () => (started.work = work()));
  } catch (error) {
    if (!started.work) console.warn('Claimmark writes without a lock.', error);
  }
  return started.work ?? work();
}
