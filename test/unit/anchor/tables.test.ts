import assert from 'node:assert/strict';
import { gridOf, sharesOf } from '../../../src/core/anchor/tables';

const grid = gridOf('cell', [0, 1], [0, 10, 20]);

describe('the cells around two values', () => {
  it('are one cell where it stands on both', () => assert.deepEqual(sharesOf(grid, 1, 10), { 'cell 1 10': 1 }));

  it('share by nearness along rows and columns', () =>
    assert.deepEqual(sharesOf(grid, 0.25, 15), {
      'cell 0 10': 0.375,
      'cell 0 20': 0.375,
      'cell 1 10': 0.125,
      'cell 1 20': 0.125,
    }));

  it('are the last ones beyond the ends', () => {
    assert.deepEqual(sharesOf(grid, 9, 99), { 'cell 1 20': 1 });
    assert.deepEqual(sharesOf(grid, -9, -9), { 'cell 0 0': 1 });
  });
});
