import assert from 'node:assert/strict';
import { folded, mostPlaces, placesOf, sameFolded } from '../../../src/core/exchange/foldedWords';
import { drain } from '../../../src/core/text/steps';
import { seeded } from '../random';

describe('words in any spelling', () => {
  it('are the same with other blanks, line ends, quotation marks, invisible characters and Unicode forms', () => {
    for (const [a, b] of [
      ['one two', 'one\r\n  two'],
      ['« Oui »', '"Oui"'],
      ["it's", 'it’s'],
      ['cafe\u0301', 'café'],
      ['co\u00adop\u200berate', 'cooperate'],
      ['한국', '한국'.normalize('NFD')],
      ['\u212b', 'Å'],
    ] as const)
      assert.ok(sameFolded(a, b), a);
    for (const [a, b] of [['2019', '2018'], ['cafe', 'café'], ['is', 'is not'], ['Fox', 'fox'], ['a-b', 'ab']] as const)
      assert.ok(!sameFolded(a, b), a); // prettier-ignore
  });

  it('map back to the text, at both edges', () => {
    const text = 'x «  cafe\u0301\r\n est» y';
    const { text: plain, from, to } = folded(text);
    const at = plain.indexOf('"caféest"');
    assert.equal(text.slice(from[at], to[at + '"caféest"'.length - 1]), '«  cafe\u0301\r\n est»');
  });

  it('are found in one pass, as often as indexOf finds them', () => {
    const random = seeded(5);
    const letters = (count: number): string =>
      Array.from({ length: count }, () => 'abc '[Math.floor(random() * 4)]).join('');
    for (let round = 0; round < 200; round++) {
      const text = letters(Math.floor(random() * 200));
      const wanted = Array.from({ length: 12 }, () => letters(1 + Math.floor(random() * 9)));
      const found = drain(placesOf(text, wanted));
      wanted.forEach((word, i) => {
        const all: number[] = [];
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) all.push(at);
        assert.deepEqual(found[i], all, `${word} in ${text}`);
      });
    }
    assert.equal(drain(placesOf('a'.repeat(5000), ['a']))[0]?.length, mostPlaces + 1);
  });
});
