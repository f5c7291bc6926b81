import assert from 'node:assert/strict';
import { applyChanges } from '../../../src/core/text/change';

describe('changes', () => {
  it('are simultaneous: each refers to the old text, in any order', () => {
    const text = 'one two three';
    assert.equal(
      applyChanges(text, [
        { from: 8, to: 13, text: '3' },
        { from: 0, to: 3, text: 'first' },
      ]),
      'first two 3',
    );
  });
});
