import assert from 'node:assert/strict';
import { readSidecar } from '../../../src/core/sidecar/read';

describe('a list that begins on the line of its key', () => {
  for (const text of ['annotations: [', 'annotations: [\n', 'annotations: {', 'annotations: "x'])
    it(`and is never closed makes the file one that is not written: ${JSON.stringify(text)}`, () =>
      assert.equal(readSidecar(`claimmark: 1\nsource: rain.txt\n${text}`).state, 'broken'));

  it('is read if it is closed', () => {
    const { state, entries } = readSidecar('claimmark: 1\nsource: x\nannotations: [{tag: verified, text: a}]\n');
    assert.equal(state, 'writable');
    assert.deepEqual(
      entries.map(({ annotation }) => annotation.text),
      ['a'],
    );
  });
});
