import assert from 'node:assert/strict';
import { figuresIn } from '../../../src/core/crosslink/figures';
import { notationOf } from '../../../src/core/crosslink/notations';

describe('a figure', () => {
  for (const [text, value, kind, unit] of [
    ['The quay cost £5m last year.', 5e6, 'money', undefined],
    ['Some 5m people use the quay.', 5e6, 'count', undefined],
    ['The quay cost 5m crowns.', 5e6, 'count', 'crown'],
    ['The quay is 12 metres long.', 12, 'count', 'meter'],
    ['The quay is 12km from Holm.', 12, 'count', 'kilometer'],
    ['The quay is 12 inches too short.', 12, 'count', 'inch'],
    ['Three quarters of a million people use the quay.', 750_000, 'count', undefined],
    ['The sea is 0.5 degree Celsius warmer.', 0.5, 'count', 'degree celsius'],
    ['The sea is 4 degrees Celsius warm.', 4, 'count', 'degree celsius'],
    ['The sea is 39 degrees Fahrenheit warm.', 39, 'count', 'degree fahrenheit'],
  ] as const)
    it(`is measured in ${unit ?? 'nothing'}: ${text}`, () => {
      const [figure, ...others] = figuresIn(text, { from: 0, to: text.length }, notationOf(text));
      assert.deepEqual([figure?.value, figure?.kind, figure?.unit, others], [value, kind, unit, []]);
    });
});
