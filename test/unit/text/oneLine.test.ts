import assert from 'node:assert/strict';
import { bar, onOneLine } from '../../../src/core/text/oneLine';

describe('a text on one line', () => {
  it('is the text itself if it is short', () => assert.equal(onOneLine('Taxes fell.'), 'Taxes fell.'));

  it('has single blanks for line ends, tabs and control characters', () =>
    assert.equal(onOneLine(' Taxes\r\n\tfell\u0007 by\u2028half '), 'Taxes fell by half'));

  it('holds no control of the direction of writing, and nothing that a terminal obeys', () =>
    assert.equal(onOneLine('bank.example\u202e/moc.live\u2066 \u009b31mTaxes'), 'bank.example/moc.live 31mTaxes'));

  it('is cut between words', () => assert.equal(onOneLine('Taxes fell by half', 14), 'Taxes fell by…'));

  it('is cut within a word if too little would be left otherwise', () =>
    assert.equal(onOneLine('Donaudampfschifffahrt', 10), 'Donaudamp…'));

  it('never ends in half a character', () => assert.equal(onOneLine('abc😀😀😀😀', 5), 'abc…'));

  it('says that more follows even after many blanks', () =>
    assert.equal(onOneLine(`Taxes${' '.repeat(100)}fell`, 20), 'Taxes…'));
});

describe('a bar', () => {
  it('shows a share', () => assert.equal(bar(3, 5, 5), '▰▰▰▱▱'));
  it('is empty only for none', () => {
    assert.equal(bar(0, 500, 5), '▱▱▱▱▱');
    assert.equal(bar(1, 500, 5), '▰▱▱▱▱');
  });
  it('is full only for all', () => {
    assert.equal(bar(499, 500, 5), '▰▰▰▰▱');
    assert.equal(bar(500, 500, 5), '▰▰▰▰▰');
  });
  it('is empty if there is nothing', () => assert.equal(bar(0, 0, 3), '▱▱▱'));
});
