import assert from 'node:assert/strict';
import {
  alone,
  binsOf,
  featuresOf,
  fitted,
  probabilitiesOf,
  sharesOf,
  unchanged,
} from '../../../src/core/anchor/score';

const span = { from: 0, to: 20 };

function place(share: number, around: number) {
  const evidence = { ...unchanged, text: share, rareText: share, rare: share };
  return { span, evidence: { ...evidence, nearBefore: around, nearAfter: around, before: around, after: around } };
}

const sureness = (...places: ReturnType<typeof place>[]) => probabilitiesOf(places, new Map(), fitted);

describe('the logistic score', () => {
  it('has a weight for each feature, and no other', () => {
    const places = [0, 0.2, 0.5, 0.9].flatMap((share) => [0, 1].map((around) => place(share, around)));
    const names = new Set(places.flatMap((each) => Object.keys(featuresOf(each, [], alone))));
    assert.deepEqual([...names].sort(), Object.keys(fitted).sort());
  });

  it('is sure of unchanged words, but not of a few words', () => {
    assert.ok((sureness(place(1, 1))[0] ?? 0) > 0.95);
    assert.ok((sureness(place(0.2, 0))[0] ?? 0) < 0.05);
  });

  it('shares its certainty among places that are alike, and leaves some for none of them', () => {
    const [first = 0, second = 0] = sureness(place(1, 1), place(1, 1));
    assert.equal(first, second);
    assert.ok(first < 0.5);
  });
});

const bins = binsOf('cell', [0, 1], [0, 10, 20]);

describe('the bins around two values', () => {
  it('are one bin if the value is exactly on it', () => assert.deepEqual(sharesOf(bins, 1, 10), { 'cell 1 10': 1 }));

  it('share by nearness along rows and columns', () =>
    assert.deepEqual(sharesOf(bins, 0.25, 15), {
      'cell 0 10': 0.375,
      'cell 0 20': 0.375,
      'cell 1 10': 0.125,
      'cell 1 20': 0.125,
    }));

  it('are the outermost bins beyond the ends', () => {
    assert.deepEqual(sharesOf(bins, 9, 99), { 'cell 1 20': 1 });
    assert.deepEqual(sharesOf(bins, -9, -9), { 'cell 0 0': 1 });
  });
});
