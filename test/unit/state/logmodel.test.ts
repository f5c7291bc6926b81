import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LogWorld } from './logWorld';

/** So many operations; `npm run test:log` does a hundred thousand. */
const operations = Number(process.env['CLAIMMARK_OPERATIONS'] ?? 4000);

describe('the action log, whatever people, editors, other programs and crashes do', () => {
  it(`loses nothing and does nothing twice in ${String(operations)} operations`, function () {
    this.timeout(600_000);
    const number = fc.nat(997);
    const steps = fc.array(fc.tuple(number, number, number), { minLength: 10, maxLength: 90, size: 'max' });
    let done = 0;
    const property = fc.property(steps, (steps) => {
      const world = new LogWorld();
      for (const [kind, which, how] of steps) world.step(kind, which, how);
      world.comeToRest();
      done += steps.length;
    });
    fc.assert(property, {
      seed: Number(process.env['CLAIMMARK_SEED'] ?? 20),
      numRuns: Math.ceil(operations / 50),
      endOnFailure: false,
    });
    assert.ok(done >= operations * 0.8, String(done));
  });
});
