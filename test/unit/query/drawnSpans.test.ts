import assert from 'node:assert/strict';
import { aroundSight, isNearEnd, spansOnRuler, spansWithin } from '../../../src/core/query/drawnSpans';

const spans = Array.from({ length: 10_000 }, (_, i) => ({ from: i * 500, to: i * 500 + 80 }));
const length = 5_000_000;

describe('what is drawn of very many annotations', () => {
  it('is everything that touches the stretch, and nothing else, at both edges', () => {
    assert.deepEqual(spansWithin([{ from: 0, to: 5 }, { from: 6, to: 9 }, { from: 9, to: 12 }], { from: 5, to: 8 }), [{ from: 0, to: 5 }, { from: 6, to: 9 }]); // prettier-ignore
  });

  it('covers what is in sight and what comes next, and is drawn again before its end is in sight', () => {
    const sight = { from: 1_000_000, to: 1_004_000 };
    const drawn = aroundSight(sight, length);
    assert.deepEqual(drawn, { from: 984_000, to: 1_020_000 });
    assert.ok(spansWithin(spans, drawn).length < 100);
    for (let by = 0; by <= 20_000; by += 100) {
      const now = { from: sight.from + by, to: sight.to + by };
      if (now.to + 4000 > drawn.to) assert.ok(isNearEnd(now, drawn, length), `${by}`);
      else assert.ok(!isNearEnd(now, drawn, length), `${by}`);
    }
    assert.ok(isNearEnd({ from: sight.from - 13_000, to: sight.to - 13_000 }, drawn, length));
  });

  it('reaches to an end of the text that is near', () => {
    assert.deepEqual(aroundSight({ from: 0, to: 3000 }, 9000), { from: 0, to: 9000 });
    assert.ok(!isNearEnd({ from: 0, to: 3000 }, { from: 0, to: 9000 }, 9000));
    assert.ok(!isNearEnd({ from: 6000, to: 9000 }, { from: 0, to: 9000 }, 9000));
  });

  it('is spread over the ruler like the annotations', () => {
    const marks = spansOnRuler(spans, length);
    assert.equal(marks.length, 200);
    const lower = spansOnRuler(spans.slice(0, 5000), length);
    assert.equal(lower.length, 100);
    assert.deepEqual(spansOnRuler([], 0), []);
    assert.deepEqual(spansOnRuler([{ from: 0, to: 0 }], 0), [{ from: 0, to: 0 }]);
  });
});
