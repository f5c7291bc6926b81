import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../src/core/anchor/describe';
import { marked } from '../notation';

/** The selector of the bracketed span. */
function selectorOf(notation: string) {
  const { text, spans } = marked(notation);
  return describeSpan(text, spans[0] ?? { from: 0, to: 0 });
}

describe('describe', () => {
  it('keeps the words, what stands around them, and line and column from 1', () => {
    assert.deepEqual(selectorOf('One.\nThe [fox] runs.'), {
      text: 'fox',
      before: 'One.\nThe ',
      after: ' runs.',
      line: 2,
      column: 5,
    });
  });

  it('keeps at most 64 units on either side', () => {
    const { before, after } = selectorOf(`${'a'.repeat(100)}[fox]${'b'.repeat(100)}`);
    assert.equal(before, 'a'.repeat(64));
    assert.equal(after, 'b'.repeat(64));
  });

  it('never splits a surrogate pair', () => {
    const { before, after } = selectorOf(`${'🦊'.repeat(40)}.[fox].${'🦊'.repeat(40)}`);
    assert.equal(before, `${'🦊'.repeat(31)}.`);
    assert.equal(after, `.${'🦊'.repeat(31)}`);
  });

  it('writes newlines as \\n, also in the surroundings', () => {
    const { text, before, after, line, column } = selectorOf('One\r\nTwo [fox\r\nruns] on\r\nand on');
    assert.deepEqual(
      { text, before, after, line, column },
      { text: 'fox\nruns', before: 'One\nTwo ', after: ' on\nand on', line: 2, column: 5 },
    );
  });

  it('keeps 64 units around a span also where line breaks are two', () => {
    const { before, after } = selectorOf(`${'a\r\n'.repeat(60)}[fox]${'\r\nb'.repeat(60)}`);
    assert.equal(before, 'a\n'.repeat(32));
    assert.equal(after, '\nb'.repeat(32));
  });

  it('counts columns in UTF-16 units', () => {
    assert.equal(selectorOf('🦊 [fox]').column, 4);
  });
});
