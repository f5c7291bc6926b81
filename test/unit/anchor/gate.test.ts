import assert from 'node:assert/strict';
import { cluesOf } from '../../../src/core/anchor/clues';
import { unchanged } from '../../../src/core/anchor/evidence';
import { alone, fitted, surenessOf } from '../../../src/core/anchor/gate';

const span = { from: 0, to: 20 };

function place(share: number, around: number) {
  const evidence = { ...unchanged, text: share, rareText: share, rare: share };
  return { span, evidence: { ...evidence, nearBefore: around, nearAfter: around, before: around, after: around } };
}

const sureness = (...places: ReturnType<typeof place>[]) => surenessOf(places, new Map(), fitted);

describe('the gate', () => {
  it('has a weight for each clue, and no other', () => {
    const places = [0, 0.2, 0.5, 0.9].flatMap((share) => [0, 1].map((around) => place(share, around)));
    const names = new Set(places.flatMap((each) => Object.keys(cluesOf(each, [], alone))));
    assert.deepEqual([...names].sort(), Object.keys(fitted).sort());
  });

  it('is sure of what is as it was, and not of a few words', () => {
    assert.ok((sureness(place(1, 1))[0] ?? 0) > 0.95);
    assert.ok((sureness(place(0.2, 0))[0] ?? 0) < 0.05);
  });

  it('shares what is sure among places that are alike, and leaves some for none of them', () => {
    const [first = 0, second = 0] = sureness(place(1, 1), place(1, 1));
    assert.equal(first, second);
    assert.ok(first < 0.5);
  });
});
