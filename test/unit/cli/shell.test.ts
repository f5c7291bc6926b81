import assert from 'node:assert/strict';
import { quoted } from '../../../src/cli/shell';

describe('words in quotation marks, as the command line shows them', () => {
  for (const [text, shown] of [
    ['The tide was late', '“The tide was late”'],
    [' “The tide was late” ', '“The tide was late”'],
    ['"The tide\n was late', '“The tide was late”'],
    ['„The tide“ was «late»', '“„The tide“ was «late»”'],
    ['“” ', '““””'],
  ] as const)
    it(`are ${shown} of ${JSON.stringify(text)}`, () => assert.equal(quoted(text), shown));

  it('are found at once even if they hold hundreds of thousands of blanks', function () {
    this.timeout(2000);
    assert.equal(quoted(`"a${' '.repeat(300_000)}b" c`), '“"a b" c”');
    assert.equal(quoted(`"a${' '.repeat(300_000)}`), '“a”');
  });
});
