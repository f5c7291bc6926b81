import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../src/core/anchor/describe';
import { lineOfLost } from '../../../src/core/anchor/surroundings';

const rows = [
  'The harbour office closed at noon.',
  'Nobody answered the bell on the quay.',
  'Two of the pilots are said to be ill.',
  'The ferry left without its lamps lit.',
];
const tagged = rows.join('\n');
const from = tagged.indexOf('Two of');
const selector = describeSpan(tagged, { from, to: from + 'Two of the pilots'.length });

describe('the line of a lost annotation', () => {
  it('is where its surroundings stand now', () => {
    const without = [rows[0], rows[1], rows[3]].join('\n');
    assert.equal(lineOfLost(without, selector), 3);
    assert.equal(lineOfLost(`One more.\n\n${without}`, selector), 5);
    assert.equal(lineOfLost(`One more.\r\n\r\n${without.replaceAll('\n', '\r\n')}`, selector), 5);
    assert.equal(
      lineOfLost('One more.\n\nShips are said to be ill.\nThe ferry left without its lamps lit.', selector),
      3,
    );
  });

  it('is the line that it stood on, or the last one, where they are gone or stand in several places', () => {
    assert.equal(lineOfLost('a\nb\nc\nd', selector), 3);
    assert.equal(lineOfLost('a\nb', selector), 2);
    assert.equal(lineOfLost('', {}), 1);
    const twice = `${rows[0]}\n${rows[1]}\n\n\n\n${rows[0]}\n${rows[1]}\n`;
    assert.equal(lineOfLost(twice, { ...selector, after: '' }), 3);
  });
});
