import assert from 'node:assert/strict';
import { claimedSpan, guessCounting, inUnit } from '../../../src/core/exchange/offsets';

describe('units', () => {
  const text = 'é😀x中';

  it('convert code points, UTF-16 units and bytes of UTF-8, and back', () => {
    const edges = [0, 1, 3, 4, 5];
    for (const [unit, counted] of [
      ['utf-16', [0, 1, 3, 4, 5]],
      ['code-points', [0, 1, 2, 3, 4]],
      ['bytes', [0, 2, 6, 7, 10]],
    ] as const) {
      // prettier-ignore
      const counter = inUnit(text, unit);
      assert.deepEqual(edges.map((edge) => counter.count(edge)), counted); // prettier-ignore
      assert.deepEqual(counted.map((at) => counter.place(at)), edges); // prettier-ignore
    }
  });

  it('have no offset within a character or outside the text', () => {
    assert.deepEqual([1, 3, 11, -1].map((at) => inUnit(text, 'bytes').place(at)), [undefined, undefined, undefined, undefined]); // prettier-ignore
  });
});

describe('the unit of a file', () => {
  const lines = ['Le café 😀 ouvre.', 'Naïve 👩‍👩‍👧 words, 中文字 here.', 'Last line — the end.'];

  /** Offsets of some words as another program counts them: its text, its unit. */
  function counted(theirs: string, unit: 'utf-16' | 'code-points' | 'bytes', wanted: readonly string[]) {
    const counter = inUnit(theirs, unit);
    return wanted.map((words) => {
      const at = theirs.indexOf(words);
      return { from: counter.count(at), to: counter.count(at + words.length), words };
    });
  }

  const wanted = ['ouvre', '中文字', 'words', 'the end'];
  for (const unit of ['utf-16', 'code-points', 'bytes'] as const)
    for (const [theirEnd, ourEnd] of [
      ['\n', '\n'],
      ['\n', '\r\n'],
      ['\r\n', '\n'],
      ['\r\n', '\r\n'],
    ] as const)
      // prettier-ignore
      for (const [theirMark, ourMark] of [['', ''], ['\ufeff', ''], ['', '\ufeff']] as const)
        it(`is told by the words: ${unit}, ${JSON.stringify(theirMark + theirEnd)} read into ${JSON.stringify(ourMark + ourEnd)}`, () => {
          const ours = ourMark + lines.join(ourEnd);
          const claims = counted(theirMark + lines.join(theirEnd), unit, wanted);
          for (const own of ['utf-16', 'code-points'] as const) {
            const { counter, counting } = guessCounting(ours, claims, own);
            assert.equal(counting.unit, unit);
            for (const claim of claims) {
              const span = claimedSpan(ours, claim, counter);
              assert.equal(span && ours.slice(span.from, span.to), claim.words);
            }
          }
        });

  it('is the one of the format if nothing tells, wherever spans begin and end', () => {
    assert.equal(guessCounting('plain', [{ from: 0, to: 5 }], 'code-points').counting.unit, 'code-points');
    const ours = '🔥🔥 Breaking: ministers approved the bill';
    for (const claims of [
      [{ from: 15, to: 22 }],
      [
        { from: 5, to: 8 },
        { from: 9, to: 12 },
      ],
    ])
      // prettier-ignore
      assert.equal(guessCounting(ours, claims, 'code-points').counting.unit, 'code-points');
  });

  it('is another one if that of the format leads outside the text or into a character', () => {
    const ours = '😀😀 one';
    assert.equal(guessCounting(ours, [{ from: 5, to: 8 }], 'code-points').counting.unit, 'utf-16');
    assert.equal(guessCounting(ours, [{ from: 1, to: 3 }], 'utf-16').counting.unit, 'code-points');
    assert.equal(guessCounting(ours, [{ from: 9, to: 12 }], 'code-points').counting.unit, 'bytes');
  });
});
