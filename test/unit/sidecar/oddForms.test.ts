import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import type { Tried } from './everyAction';
import { watched } from './watched';

/** A quick run tries one of this many forms, a different one for each set of sides. */
const share = process.env['CLAIMMARK_RUNS'] === undefined ? 72 : 1;

/** So many random sidecars: `CLAIMMARK_RUNS`, else as many as a quick run can. */
const random = Number(process.env['CLAIMMARK_RUNS'] ?? 10);

function assertAllDone({ counts, failures }: Tried): void {
  console.log(`      ${JSON.stringify({ ...counts, lost: failures.length, hangs: 0 })}`);
  assert.deepEqual(failures.slice(0, 5), []);
  assert.equal(counts.refused, 0);
}

/** What several threads tried. */
function inAll(all: readonly Tried[]): Tried {
  const counts = all.reduce<Record<string, number>>((sum, { counts }) => {
    for (const [what, count] of Object.entries(counts)) sum[what] = (sum[what] ?? 0) + count;
    return sum;
  }, {});
  return { counts: counts as unknown as Tried['counts'], failures: all.flatMap(({ failures }) => failures) };
}

describe('every action', () => {
  it('on every odd form ends, and changes only what was meant; a removal is undone byte by byte', async function () {
    this.timeout(3_600_000);
    const data = { parts: share, part: share === 1 ? 0 : 5 };
    const tried = (await watched('test/unit/sidecar/oddForms.worker.ts', data, 10_000)) as Tried;
    assertAllDone(tried);
    assert.ok(tried.counts.writes > 15_000 / share && tried.counts.undone > 1000 / share);
  });

  it('on random sidecars does the same', async function () {
    this.timeout(8 * 3_600_000);
    const parts = random > 1000 ? availableParallelism() : 1;
    const tried = await Promise.all(
      Array.from({ length: parts }, async (_, part) => {
        const data = { count: random, part, parts };
        return (await watched('test/unit/sidecar/randomForms.worker.ts', data, 10_000)) as Tried;
      }),
    );
    assertAllDone(inAll(tried));
    assert.ok(inAll(tried).counts.forms === random && inAll(tried).counts.writes > 15 * random);
  });
});
