import assert from 'node:assert/strict';
import { differingWords } from '../../../src/core/crosslink/differing';

/** The words that differ, of one passage and of the other. */
function differing(a: string, b: string): readonly (readonly string[])[] {
  const found = differingWords(a, b);
  return [found.a.map(({ from, to }) => a.slice(from, to)), found.b.map(({ from, to }) => b.slice(from, to))];
}

describe('the words that differ between two passages', () => {
  for (const [what, a, b, left, right] of [
    ['a figure', 'The fire cost 4.2 million crowns.', 'The fire cost 4.6 million crowns.', ['4.2'], ['4.6']],
    [
      'a run of words is one',
      'The mill of Holm burnt',
      'The grain silo in Varga burnt',
      ['mill of Holm'],
      ['grain silo in Varga'],
    ],
    ['a word that only one has', 'It will open', 'It will not open', [], ['not']],
    ['typography is none', '“It’s a\nbridge,” he said', '"it\'s a bridge" he said', [], []],
    ['at both edges', 'On Monday the mill burnt', 'The mill burnt down', ['On Monday'], ['down']],
    ['nothing in common tells nothing', 'Rain fell', 'Prices rose', [], []],
  ] as const)
    it(what, () => assert.deepEqual(differing(a, b), [left, right]));

  it('are not looked for in very long passages', () => {
    const long = 'ferry '.repeat(100_000);
    assert.deepEqual(differing(long, `${long} sails`), [[], []]);
  });
});
