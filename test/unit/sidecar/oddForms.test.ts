import assert from 'node:assert/strict';
import { watched } from './watched';

/** Of so many forms a quick run tries one; which one is another for each suite of sides. */
const share = process.env['CLAIMMARK_RUNS'] === undefined ? 12 : 1;

describe('every action on every odd form', () => {
  it('ends, and is written as it was meant with all else as it was; a removal is undone byte by byte', async function () {
    this.timeout(600_000);
    const data = { parts: share, part: share === 1 ? 0 : 5 };
    const counts = (await watched('test/unit/sidecar/oddForms.worker.ts', data, 10_000)) as Record<string, number>;
    assert.equal(counts['refused'], 0);
    assert.ok((counts['writes'] ?? 0) > 15_000 / share && (counts['undone'] ?? 0) > 1000 / share);
    console.log('     ', JSON.stringify(counts));
  });
});
