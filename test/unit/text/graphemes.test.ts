import assert from 'node:assert/strict';
import fc from 'fast-check';
import { snapToGraphemes } from '../../../src/core/text/graphemes';
import { mark, marked } from '../notation';

function snapped(notation: string): string {
  const { text, spans } = marked(notation);
  const span = snapToGraphemes(text, spans[0] ?? { from: 0, to: 0 });
  return span ? mark(text, [span]) : text;
}

describe('snapping', () => {
  it('leaves out blanks at either edge', () => assert.equal(snapped('a[ fox\n\t]runs'), 'a [fox]\n\truns'));
  it('keeps blanks within', () => assert.equal(snapped('[a  fox]'), '[a  fox]'));
  it('returns nothing for blanks alone', () => assert.equal(snapToGraphemes('a   b', { from: 1, to: 4 }), undefined));
  it('takes a surrogate pair whole', () =>
    assert.deepEqual(snapToGraphemes('😀!', { from: 1, to: 3 }), { from: 0, to: 3 }));
  it('takes an accent with its letter', () =>
    assert.deepEqual(snapToGraphemes('cafe\u0301 x', { from: 0, to: 4 }), { from: 0, to: 5 }));
  it('takes an emoji of several people whole', () => {
    const family = '👩‍👩‍👧';
    assert.deepEqual(snapToGraphemes(`a${family}b`, { from: 0, to: 3 }), { from: 0, to: 1 + family.length });
  });
  it('leaves CRLF outside', () => assert.deepEqual(snapToGraphemes('a\r\nb', { from: 0, to: 2 }), { from: 0, to: 1 }));

  it('never cuts a grapheme and never ends in blanks, whatever the text', () => {
    const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.nat(30), fc.nat(30), (text, a, b) => {
        const from = Math.min(a, b, text.length);
        const span = snapToGraphemes(text, { from, to: Math.min(Math.max(a, b), text.length) });
        if (!span) return;
        const edges = new Set([...graphemes.segment(text)].map(({ index }) => index).concat(text.length));
        assert.ok(edges.has(span.from) && edges.has(span.to));
        assert.equal(text.slice(span.from, span.to).trim(), text.slice(span.from, span.to));
      }),
      { numRuns: 2000 },
    );
  });
});
