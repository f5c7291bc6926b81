import assert from 'node:assert/strict';
import { withoutImages } from '../../../src/core/text/markdown';

/** Images as CommonMark knows them: a `!` that no backslash escapes, directly before a bracket. */
const image = /(?<!\\)(?:\\\\)*!\[/;

describe('Markdown of strangers', () => {
  it('holds no image, in whatever way it is written', () => {
    for (const text of [
      '![a](https://example.org/a.png)',
      'so ![a][1] and ![1]\n\n[1]: https://example.org/a.png',
      '\\![a](https://example.org/a.png)',
      '\\\\![a](https://example.org/a.png)',
      '!![![a](https://example.org/a.png)](https://example.org)',
      '[![a](data:image/png;base64,AA)](https://example.org)',
      '> - ![](//example.org/a)',
    ])
      assert.doesNotMatch(withoutImages(text), image, text);
  });

  it('keeps everything else, even links and exclamation marks', () => {
    for (const text of ['Look! [here](https://example.org)', '**Yes!**', 'a ! [b]', '!(a)'])
      assert.equal(withoutImages(text), text);
  });
});
