import assert from 'node:assert/strict';
import { applyChanges } from '../../src/core/change';
import { endingsIn } from '../../src/core/endings';

const lf = '\nOne.\nTwo.\n\nThree.\n';
const crlf = lf.replaceAll('\n', '\r\n');

describe('line endings that became others', () => {
  for (const [name, before, after] of [
    ['LF to CRLF', lf, crlf],
    ['CRLF to LF', crlf, lf],
  ] as const)
    it(`are changes of each of them, from ${name}`, () => {
      const changes = endingsIn({ from: 0, to: before.length, text: after });
      assert.equal(changes?.length, 5);
      assert.equal(applyChanges(before, changes), after);
      assert.ok(changes.every(({ from, to }) => /^\r?\n$/.test(before.slice(from, to))));
    });

  it('are not what changed where the length of the text says otherwise, or something is left of it', () => {
    assert.equal(endingsIn({ from: 0, to: lf.length - 1, text: crlf }), undefined);
    assert.equal(endingsIn({ from: 1, to: lf.length, text: crlf }), undefined);
  });
});
