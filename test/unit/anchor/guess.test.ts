import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import { guess } from '../../../src/core/anchor/locate';
import { marked } from '../notation';

const old = marked('The mayor opened the bridge. [The bridge cost four million crowns.] Boats passed below.');
const lost = describeSpan(old.text, old.spans[0] ?? { from: 0, to: 0 });

describe('guess', () => {
  const text = [
    'The tunnel cost nine million crowns. Cars passed through it until late at night, and nobody paid any toll.',
    'Prices rose again last year, as the bank had said they would, and nobody in the town was much surprised.',
    'The bridge cost nearly four million crowns, we hear.',
  ].join('\n\n');

  it('offers the passages most like a lost span, the best first', () => {
    const guesses = guess(text, lost, 5);
    assert.deepEqual(
      guesses.map(({ span }) => text.slice(span.from, span.to)),
      ['The bridge cost nearly four million crowns', 'The tunnel cost nine million crowns.'],
    );
    assert.ok((guesses[0]?.score ?? 0) > (guesses[1]?.score ?? 1));
  });

  it('offers no more than asked for', () => {
    assert.equal(guess(text, lost, 1).length, 1);
  });

  it('offers nothing if no passage is similar', () => {
    assert.deepEqual(
      guess('The mayor of the other town was away. Boats passed.\n\nNo crowns, no bridge.', lost, 5),
      [],
    );
    assert.deepEqual(guess('Rain fell all day.', lost, 5), []);
    assert.deepEqual(guess('', lost, 5), []);
  });
});
