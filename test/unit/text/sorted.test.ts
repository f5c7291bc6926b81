import assert from 'node:assert/strict';
import { countWhere } from '../../../src/core/text/sorted';

describe('a place in a sorted list', () => {
  it('is found in lists of every length, before, between and after the items', () => {
    for (let length = 0; length < 20; length++) {
      const sorted = Array.from({ length }, (_, i) => 2 * i);
      for (let wanted = -1; wanted <= 2 * length; wanted++)
        assert.equal(
          countWhere(sorted, (item) => item <= wanted),
          sorted.filter((item) => item <= wanted).length,
          `${wanted} in ${length}`,
        );
    }
  });

  it('needs few of many items to be compared', () => {
    let asked = 0;
    const sorted = Array.from({ length: 100_000 }, (_, i) => i);
    assert.equal(
      countWhere(sorted, (item) => ++asked > 0 && item < 77_777),
      77_777,
    );
    assert.ok(asked <= 17, String(asked));
  });
});
