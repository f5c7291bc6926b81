import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromKeptPlaces, keptPlacesOf } from '../../../src/core/state/keptPlaces';
import { emptyRanges, placementAt, withPlacements, type Placement } from '../../../src/core/state/ranges';

const placement = fc.oneof(
  fc.constant<Placement>({ state: 'lost', span: undefined }),
  fc
    .tuple(fc.constantFrom<'found' | 'edited'>('found', 'edited'), fc.nat(5000), fc.nat(80))
    .map(([state, from, length]): Placement => ({ state, span: { from, to: from + length } })),
);

const standsOf = (all: readonly Placement[]): ReturnType<typeof emptyRanges> =>
  withPlacements(emptyRanges(all.length), all.entries());

describe('places of annotations kept from one session to the next', () => {
  it('are the same after being written as JSON', () => {
    fc.assert(
      fc.property(fc.array(placement, { maxLength: 20 }), (all) => {
        const lineAt = (offset: number): number => 1 + Math.floor(offset / 40);
        const kept: unknown = JSON.parse(JSON.stringify(keptPlacesOf(standsOf(all), lineAt)));
        const again = fromKeptPlaces(kept, all.length);
        assert.ok(again);
        assert.deepEqual(all.map((_, index) => placementAt(again.spans, index)), all); // prettier-ignore
        for (const { span } of all) assert.equal(span && again.lineAt(span.from), span && lineAt(span.from));
      }),
      { seed: 24 },
    );
  });

  it('are not kept for annotations that were not looked for', () => {
    const stands = withPlacements(emptyRanges(2), [[0, { span: { from: 3, to: 9 }, state: 'found' }]]);
    assert.equal(keptPlacesOf(stands, () => 1), undefined); // prettier-ignore
  });

  it('are ignored if they were kept for other annotations, or written by something else', () => {
    assert.deepEqual(fromKeptPlaces([1, 3, 9, 1], 1)?.spans.from, Int32Array.of(3));
    for (const value of [
      undefined,
      null,
      'x',
      {},
      [],
      [1, 3, 9],
      [1, 3, 9, 1, 3, 0, 0, 0],
      [0, 3, 9, 1],
      [4, 3, 9, 1],
      [1, 9, 3, 1],
      [1, -3, 9, 1],
      [1, 3, 9.5, 1],
      [1, '3', 9, 1],
      [1, null, 9, 1],
    ])
      // prettier-ignore
      assert.equal(fromKeptPlaces(value, 1), undefined, JSON.stringify(value));
  });
});
