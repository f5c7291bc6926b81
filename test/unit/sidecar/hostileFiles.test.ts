import assert from 'node:assert/strict';
import { watched } from './watched';

describe('hostile files', () => {
  it('take no more than ten times as long as friendly ones of their size, and all end', async function () {
    this.timeout(3_600_000);
    const count = process.env['CLAIMMARK_RUNS'] === undefined ? 40 : 10_000;
    const done = (await watched(
      'test/unit/sidecar/hostileFiles.worker.ts',
      { count },
      count > 1000 ? 120_000 : 20_000,
    )) as { slow: string[] };
    console.log('     ', JSON.stringify(done));
    assert.deepEqual(done.slow, []);
  });
});
