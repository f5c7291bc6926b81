import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyChanges, simultaneous } from '../../../src/core/text/change';
import { seeded } from '../random';

const lf = '\nOne.\nTwo.\n\nThree.\n';
const crlf = lf.replaceAll('\n', '\r\n');

describe('changes as an editor reports them', () => {
  it('come in the order of the text, and touching ones are joined', () => {
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
    it(`are changes of each line ending if the line endings changed, from ${name}`, () => {
      const changes = simultaneous([{ from: 0, to: before.length, text: after }], before);
      // Two line endings one after the other are one change.
      assert.equal(changes.length, 4);
      assert.equal(applyChanges(before, changes), after);
      assert.ok(changes.every(({ from, to }) => /^(?:\r?\n)+$/.test(before.slice(from, to))));
    });

  it('are unchanged if a word of the text changed together with its line endings', () => {
    const all = [{ from: 0, to: lf.length, text: crlf.replace('Two', 'Six') }];
    assert.deepEqual(simultaneous(all, lf), all);
  });

  it('are none if all the text was replaced with the same', () => {
    for (const text of [lf, crlf, 'one line'])
      assert.deepEqual(simultaneous([{ from: 0, to: text.length, text }], text), []);
  });

  it('are one edit together with the line endings reported after it', () => {
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

  it('pair the line endings one by one if a text has several kinds, even a lone CR', () => {
    const all = (before: string, after: string): unknown =>
      simultaneous([{ from: 0, to: before.length, text: after }], before);
    assert.deepEqual(all('a\r\nb\nc\r\nd\r\n', 'a\nb\nc\r\nd\r\n'), [{ from: 1, to: 3, text: '\n' }]);
    assert.deepEqual(all('a\rb\nc', 'a\r\nb\r\nc'), [
      { from: 1, to: 2, text: '\r\n' },
      { from: 3, to: 4, text: '\r\n' },
    ]);
    assert.deepEqual(all('a\rb', 'a\nb'), [{ from: 1, to: 2, text: '\n' }]);
  });

  it('lead to the text after them, whatever line endings it had, got by an edit and has', () => {
    const text = fc.array(fc.constantFrom('a', 'b ', '\r', '\n', '\r\n'), { maxLength: 12 }).map((all) => all.join(''));
    const place = fc.nat({ max: 24 });
    const world = fc.record({
      before: text,
      places: fc.array(place, { maxLength: 6 }),
      puts: fc.array(text),
      news: text,
    });
    fc.assert(
      fc.property(world, ({ before, places, puts, news }) => {
        const cuts = places.map((at) => Math.min(at, before.length)).sort((a, b) => a - b);
        const edit = cuts.flatMap((from, i) => {
          const to = cuts[i + 1];
          return i % 2 === 1 || to === undefined ? [] : [{ from, to, text: puts[i] ?? '' }];
        });
        const apart = edit.filter(({ from }, i) => i === 0 || from > (edit[i - 1]?.to ?? 0));
        const between = applyChanges(before, apart);
        const endings = news.match(/\r\n?|\n/g) ?? [];
        let nth = 0;
        const after = between.replace(/\r\n?|\n/g, (old, at: number) => {
          const ending = endings[nth++] ?? old;
          // A CR at the end of one and an LF at the beginning of the next would be one.
          return ending === '\r' && /^[\r\n]/.test(between.slice(at + old.length)) ? '\r\n' : ending;
        });
        const changes = simultaneous([...[...apart].reverse(), { from: 0, to: between.length, text: after }], before);
        assert.equal(applyChanges(before, changes), after);
        assert.ok(changes.every(({ from }, i) => i === 0 || from > (changes[i - 1]?.to ?? 0)));
      }),
      { seed: 2026, numRuns: 5000 },
    );
  });
});
