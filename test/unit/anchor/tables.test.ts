import assert from 'node:assert/strict';
import { lookUp } from '../../../src/core/anchor/tables';

const table = {
  rows: [0, 1],
  columns: [0, 10, 20],
  weights: [
    [0, 10, 30],
    [100, 110, 130],
  ],
};

describe('looking up a weight', () => {
  it('gives what stands there', () => assert.equal(lookUp(table, 1, 10), 110));
  it('interpolates along rows and columns', () => assert.equal(lookUp(table, 0.5, 15), 70));
  it('stays with the last one beyond the ends', () => {
    assert.equal(lookUp(table, 9, 99), 130);
    assert.equal(lookUp(table, -9, -9), 0);
  });
});
