import assert from 'node:assert/strict';
import { describe as describeSpan, lineOfLost } from '../../../src/core/anchor/selector';
import { marked } from '../notation';

/** The selector of the bracketed span. */
function selectorOf(notation: string) {
  const { text, spans } = marked(notation);
  return describeSpan(text, spans[0] ?? { from: 0, to: 0 });
}

describe('describe', () => {
  it('keeps the words, their context, and line and column from 1', () => {
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

  it('writes newlines as \\n, also in the context', () => {
    const { text, before, after, line, column } = selectorOf('One\r\nTwo [fox\r\nruns] on\r\nand on');
    assert.deepEqual(
      { text, before, after, line, column },
      { text: 'fox\nruns', before: 'One\nTwo ', after: ' on\nand on', line: 2, column: 5 },
    );
  });

  it('keeps 64 units around a span, with line breaks of two units', () => {
    const { before, after } = selectorOf(`${'a\r\n'.repeat(60)}[fox]${'\r\nb'.repeat(60)}`);
    assert.equal(before, 'a\n'.repeat(32));
    assert.equal(after, '\nb'.repeat(32));
  });

  it('counts columns in UTF-16 units', () => {
    assert.equal(selectorOf('🦊 [fox]').column, 4);
  });
});

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
  it('is the present line of its context', () => {
    const without = [rows[0], rows[1], rows[3]].join('\n');
    assert.equal(lineOfLost(without, selector), 3);
    assert.equal(lineOfLost(`One more.\n\n${without}`, selector), 5);
    assert.equal(lineOfLost(`One more.\r\n\r\n${without.replaceAll('\n', '\r\n')}`, selector), 5);
    assert.equal(
      lineOfLost('One more.\n\nShips are said to be ill.\nThe ferry left without its lamps lit.', selector),
      3,
    );
  });

  it('is its old line, or the last one, if its context is gone or occurs several times', () => {
    assert.equal(lineOfLost('a\nb\nc\nd', selector), 3);
    assert.equal(lineOfLost('a\nb', selector), 2);
    assert.equal(lineOfLost('', {}), 1);
    const twice = `${rows[0]}\n${rows[1]}\n\n\n\n${rows[0]}\n${rows[1]}\n`;
    assert.equal(lineOfLost(twice, { ...selector, after: '' }), 3);
  });
});
