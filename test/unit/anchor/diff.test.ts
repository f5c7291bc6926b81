import assert from 'node:assert/strict';
import { diffing } from '../../../src/core/anchor/diff';
import { drain } from '../../../src/core/text/steps';
import { tokenise } from '../../../src/core/anchor/tokens';

const passage = (text: string) => ({ text, tokens: tokenise(text, 0, text.length) });

/** The new word for each old one, `-` if it is gone. */
function became(before: string, after: string): string {
  const now = passage(after).tokens;
  return Array.from(drain(diffing(passage(before), passage(after))).pairing, (j) =>
    j < 0 ? '-' : after.slice(now.from[j], now.to[j]),
  ).join(' ');
}

describe('pairing the words of two texts', () => {
  it('keeps the words that are in both, in order', () => {
    assert.equal(became('we will pay at once', 'we may pay it all at once'), 'we - pay at once');
  });

  it('finds a block that moved', () => {
    assert.equal(
      became('we will pay at once\nnobody came to ask', 'nobody came to ask\nwe will pay at once'),
      'we will pay at once nobody came to ask',
    );
  });

  it('removes the line that was deleted, not the end of one line and the beginning of the next', () => {
    assert.equal(
      became('red is warm\nblue is warm\ngreen is warm', 'red is warm\ngreen is warm'),
      'red is warm - - - green is warm',
    );
  });

  it('pairs nothing with nothing', () => {
    assert.equal(became('', 'a'), '');
    assert.equal(became('a', ''), '-');
  });
});
