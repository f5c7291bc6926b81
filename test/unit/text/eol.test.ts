import assert from 'node:assert/strict';
import { applyChanges } from '../../../src/core/text/change';
import { eolChangesIn, withEolChanges } from '../../../src/core/text/eol';
import { seeded } from '../random';

const lf = '\nOne.\nTwo.\n\nThree.\n';
const crlf = lf.replaceAll('\n', '\r\n');

describe('line endings that became others', () => {
  for (const [name, before, after] of [
    ['LF to CRLF', lf, crlf],
    ['CRLF to LF', crlf, lf],
  ] as const)
    it(`are changes of each of them, from ${name}`, () => {
      const changes = eolChangesIn({ from: 0, to: before.length, text: after });
      assert.equal(changes?.length, 5);
      assert.equal(applyChanges(before, changes), after);
      assert.ok(changes.every(({ from, to }) => /^\r?\n$/.test(before.slice(from, to))));
    });

  it('are not what changed where the length of the text says otherwise, or something is left of it', () => {
    assert.equal(eolChangesIn({ from: 0, to: lf.length - 1, text: crlf }), undefined);
    assert.equal(eolChangesIn({ from: 1, to: lf.length, text: crlf }), undefined);
  });

  it('are told after the edit that they came with, and taken as one with it', () => {
    const random = seeded(7);
    const below = (end: number): number => Math.floor(random() * end);
    for (let round = 0; round < 300; round++) {
      const [before, old, ending] = random() < 0.5 ? [lf, '\n', '\r\n'] : [crlf, '\r\n', '\n'];
      const cuts = [...before].map((_, at) => at).filter((at) => before.slice(at - 1, at + 1) !== '\r\n');
      const cut = (): number => cuts[below(cuts.length)] ?? 0;
      const [a = 0, b = 0, c = 0, d = 0] = [cut(), cut(), cut(), cut()].sort((x, y) => x - y);
      const put = (): string => ['', 'x', old, `x${old}y`, `${old}x`][below(5)] ?? '';
      const edit = [{ from: a, to: b, text: put() }, ...(b < c ? [{ from: c, to: d, text: put() }] : [])];
      const between = applyChanges(before, edit);
      const after = between.replace(/\r?\n/g, ending);
      const changes = withEolChanges([...edit.reverse(), { from: 0, to: between.length, text: after }]);
      assert.equal(changes && applyChanges(before, changes), after);
    }
  });
});
