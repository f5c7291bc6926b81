import assert from 'node:assert/strict';
import { Kind, fold, kindOf } from '../../../src/core/anchor/tokens';

const folded = (letters: string) => Array.from(letters, (letter) => fold(letter.charCodeAt(0)));
const kinds = (letters: string) => Array.from(letters, (letter) => kindOf(letter.charCodeAt(0)));

describe('folding', () => {
  it('ignores case, accents and width', () => {
    assert.deepEqual(folded('ÉＥe'), folded('eee'));
    assert.deepEqual(folded('ЯΣ'), folded('яσ'));
  });

  it('makes all quotes alike, and all dashes', () => {
    assert.equal(new Set(folded('\'"‘’“”„«»「」')).size, 1);
    assert.equal(new Set(folded('-‐–—−')).size, 1);
  });

  it('takes full-width marks for plain ones', () => {
    assert.deepEqual(folded('。，、：？'), folded('.,,:?'));
  });
});

describe('kinds of units', () => {
  it('tell letters, signs, marks, blanks and ignored characters apart', () => {
    assert.deepEqual(kinds('a7я漢か!—'), [
      Kind.Letter,
      Kind.Letter,
      Kind.Letter,
      Kind.Sign,
      Kind.Sign,
      Kind.Mark,
      Kind.Mark,
    ]);
    assert.deepEqual(kinds(' \n\u00a0'), [Kind.Blank, Kind.Blank, Kind.Blank]);
    assert.deepEqual(kinds('\u0301\u200b\u200d\u00ad\ufe0f\ufeff'), Array<Kind>(6).fill(Kind.Silent));
  });
});
