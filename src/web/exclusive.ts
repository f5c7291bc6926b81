/** How long to wait for another window that writes, in milliseconds; a write takes a few. Guessed. */
const patience = 10_000;

/**
 * Runs `work` while no other window of this browser runs work of the same name. If the browser has no locks (a host
 * with an origin of its own, an old browser), or another window holds its lock too long, it runs anyway: what is
 * written is still compared with what was read just before.
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
