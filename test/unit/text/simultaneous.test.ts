import assert from 'node:assert/strict';
import { applyChanges, simultaneous } from '../../../src/core/text/change';
import { seeded } from '../random';

const lf = '\nOne.\nTwo.\n\nThree.\n';
const crlf = lf.replaceAll('\n', '\r\n');

describe('changes as an editor tells of them', () => {
  it('come in the order of the text, those that touch each other as one', () => {
    const told = [
      { from: 6, to: 8, text: 'x' },
      { from: 3, to: 4, text: '' },
      { from: 1, to: 3, text: 'ab' },
    ];
    assert.deepEqual(simultaneous(told, lf), [
      { from: 1, to: 4, text: 'ab' },
      { from: 6, to: 8, text: 'x' },
    ]);
  });

  for (const [name, before, after] of [
    ['LF to CRLF', lf, crlf],
    ['CRLF to LF', crlf, lf],
  ] as const)
    it(`are changes of each line ending where these became others, from ${name}`, () => {
      const changes = simultaneous([{ from: 0, to: before.length, text: after }], before);
      // Two line endings one after the other are one change.
      assert.equal(changes.length, 4);
      assert.equal(applyChanges(before, changes), after);
      assert.ok(changes.every(({ from, to }) => /^(?:\r?\n)+$/.test(before.slice(from, to))));
    });

  it('are what they are where a word of the text became another with its line endings', () => {
    const all = [{ from: 0, to: lf.length, text: crlf.replace('Two', 'Six') }];
    assert.deepEqual(simultaneous(all, lf), all);
  });

  it('are none where all the text was replaced by the same', () => {
    for (const text of [lf, crlf, 'one line'])
      assert.deepEqual(simultaneous([{ from: 0, to: text.length, text }], text), []);
  });

  it('are one edit with the line endings that are told after it', () => {
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
      const changes = simultaneous([...edit.reverse(), { from: 0, to: between.length, text: after }], before);
      assert.equal(applyChanges(before, changes), after);
      const untouched = changes.filter(({ from, to }) => !/^(?:\r?\n)*$/.test(before.slice(from, to)));
      assert.ok(untouched.length <= edit.length, 'what was not edited is no change');
    }
  });
});
