import assert from 'node:assert/strict';
import fc from 'fast-check';
import { kinds, LogWorld } from './logWorld';

/** So many operations for each seed; `npm run test:log` does a hundred thousand for each of ten. */
const operations = Number(process.env['CLAIMMARK_OPERATIONS'] ?? 4000);
const seeds = (process.env['CLAIMMARK_SEED'] ?? '20').split(' ').map(Number);

describe('the action log, whatever people, editors, other programs and crashes do', () => {
  for (const seed of seeds)
    it(`loses nothing and does nothing twice in ${String(operations)} operations, seed ${String(seed)}`, function () {
      this.timeout(3_600_000);
      const number = fc.nat(997);
      const step = fc.tuple(fc.constantFrom(...kinds), number, number);
      let done = 0;
      const property = fc.property(fc.array(step, { minLength: 10, maxLength: 90, size: 'max' }), (steps) => {
        const world = new LogWorld();
        for (const [kind, which, how] of steps) world.step(kind, which, how);
        world.comeToRest();
        done += steps.length;
      });
      fc.assert(property, { seed, numRuns: Math.ceil(operations / 50), endOnFailure: false });
      assert.ok(done >= operations * 0.8, String(done));
    });
});
