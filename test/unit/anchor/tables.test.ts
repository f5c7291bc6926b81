import assert from 'node:assert/strict';
import { cornersOf } from '../../../src/core/anchor/tables';

const grid = { rows: [0, 1], columns: [0, 10, 20] };

describe('the cells around two values', () => {
  it('are one cell where it stands on both', () =>
    assert.deepEqual(cornersOf(grid, 1, 10), [{ row: 1, column: 10, share: 1 }]));

  it('share by nearness along rows and columns', () =>
    assert.deepEqual(cornersOf(grid, 0.25, 15), [
      { row: 0, column: 10, share: 0.375 },
      { row: 0, column: 20, share: 0.375 },
      { row: 1, column: 10, share: 0.125 },
      { row: 1, column: 20, share: 0.125 },
    ]));

  it('are the last ones beyond the ends', () => {
    assert.deepEqual(cornersOf(grid, 9, 99), [{ row: 1, column: 20, share: 1 }]);
    assert.deepEqual(cornersOf(grid, -9, -9), [{ row: 0, column: 0, share: 1 }]);
  });
});
