import assert from 'node:assert/strict';
import { comparing, firstOf, inPlace } from '../../../src/core/query/order';
import { seeded } from '../random';
import { sheetOf } from './sheets';

describe('the order in a source', () => {
  it('is that of the spans, the longer of two that begin together first', () => {
    const sheet = sheetOf('a', { at: 30 }, { at: 10 }, { at: 20 });
    assert.deepEqual(inPlace(sheet), [1, 2, 0]);
  });

  it('is that of the file if the source is not open', () =>
    assert.deepEqual(inPlace({ ...sheetOf('a', { at: 30 }, { at: 10 }), open: false }), [0, 1]));
});

describe('sorting', () => {
  const annotation = (fields: object): { id: string; tag: string; text: string } => ({
    id: '',
    tag: 'x',
    text: '',
    ...fields,
  });

  it('by time puts the newest first, by its last change', () => {
    const compare = comparing('time', []);
    const old = annotation({ created: '2026-01-01T00:00:00Z', updated: '2026-03-01T00:00:00Z' });
    const young = annotation({ created: '2026-02-01T00:00:00Z' });
    assert.ok(compare && compare(old, young) < 0 && compare(young, annotation({})) < 0);
  });

  it('by tag follows the team’s order, unknown tags last', () => {
    const compare = comparing('tag', ['quote', 'verified']);
    const [quote, verified, other] = ['quote', 'verified', 'alpha'].map((tag) => annotation({ tag }));
    assert.ok(compare && quote && verified && other && compare(quote, verified) < 0 && compare(verified, other) < 0);
  });
});

describe('the first of many', () => {
  it('are those that would be first if all were sorted, with ties in their original order', () => {
    const random = seeded(7);
    for (let round = 0; round < 200; round++) {
      const items = Array.from({ length: Math.floor(random() * 300) }, (_, index) => ({
        index,
        rank: Math.floor(random() * 20),
      }));
      const limit = 1 + Math.floor(random() * 30);
      const compare = (a: { rank: number }, b: { rank: number }): number => a.rank - b.rank;
      assert.deepEqual(firstOf(items, limit, compare), [...items].sort(compare).slice(0, limit));
    }
  });
});
