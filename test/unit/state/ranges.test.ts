import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyChanges, type Change } from '../../../src/core/text/change';
import { emptyRanges, mapRanges, placementAt, withPlacements } from '../../../src/core/state/ranges';
import { mark, marked } from '../notation';

/** The notation after `changes`, whose offsets are those of the text without brackets. */
function after(notation: string, ...changes: Change[]): string {
  const { text, spans } = marked(notation);
  const standing = withPlacements(
    emptyRanges(spans.length),
    spans.map((span, index) => [index, { span, state: 'found' }] as const),
  );
  const mapped = mapRanges(standing, changes).spans;
  return mark(
    applyChanges(text, changes),
    spans.map((_, index) => placementAt(mapped, index).span ?? { from: 0, to: 0 }),
  );
}

const insert = (at: number, text: string): Change => ({ from: at, to: at, text });
const remove = (from: number, to: number): Change => ({ from, to, text: '' });

describe('spans through edits', () => {
  it('move with text inserted before them', () => assert.equal(after('the [fox]', insert(0, 'see ')), 'see the [fox]'));
  it('stay where text follows them', () => assert.equal(after('the [fox]', insert(7, ' runs')), 'the [fox] runs'));
  it('do not grow at the start', () => assert.equal(after('a [fox]', insert(2, 'red ')), 'a red [fox]'));
  it('grow with text inserted inside', () => assert.equal(after('a [fx]', insert(3, 'o')), 'a [fox]'));
  it('shrink with text deleted inside', () => assert.equal(after('a [foox]', remove(4, 5)), 'a [fox]'));
  it('keep their end when their beginning is deleted', () =>
    assert.equal(after('a [red fox] runs', remove(0, 6)), '[fox] runs'));
  it('keep their beginning when their end is deleted', () =>
    assert.equal(after('a [red fox] runs', remove(5, 14)), 'a [red]'));
  it('collapse when all of their text is deleted', () => {
    const { spans } = marked('a [fox] runs');
    const standing = withPlacements(emptyRanges(1), [[0, { span: spans[0], state: 'found' }]]);
    assert.deepEqual(placementAt(mapRanges(standing, [remove(1, 6)]).spans, 0).span, { from: 1, to: 1 });
  });
  it('take simultaneous changes in any order', () =>
    assert.equal(
      after('one [two] three [four]', insert(13, '!'), remove(0, 4), insert(8, 'xx')),
      '[two] xxthree! [four]',
    ));

  it('agree with following every character, for any spans and changes', () => {
    const scenario = fc.record({
      length: fc.integer({ min: 1, max: 40 }),
      spans: fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 6 }),
      cuts: fc.uniqueArray(fc.nat(40), { maxLength: 8 }),
      inserts: fc.array(fc.nat(4), { minLength: 8, maxLength: 8 }),
    });
    fc.assert(
      fc.property(scenario, ({ length, spans, cuts, inserts }) => {
        const at = (n: number): number => Math.min(n, length);
        const sorted = [...new Set(cuts.map(at))].sort((a, b) => a - b);
        const changes: Change[] = [];
        for (let i = 0; i + 1 < sorted.length; i += 2)
          changes.push({ from: sorted[i] ?? 0, to: sorted[i + 1] ?? 0, text: '+'.repeat(inserts[i] ?? 0) });
        const kept = spans
          .map(([a, b]) => ({ from: Math.min(at(a), at(b)), to: Math.max(at(a), at(b)) }))
          .filter((s) => s.from < s.to);
        const text = Array.from({ length }, (_, i) => String.fromCharCode(0x4e00 + i)).join('');
        const edited = applyChanges(text, changes);
        const standing = withPlacements(
          emptyRanges(kept.length),
          kept.map((span, i) => [i, { span, state: 'found' }] as const),
        );
        const mapped = mapRanges(standing, changes).spans;
        kept.forEach((span, i) => {
          const survivors = [...text.slice(span.from, span.to)].filter((c) => edited.includes(c));
          const now = edited.slice(mapped.from[i], mapped.to[i]);
          assert.equal([...now].filter((c) => c !== '+').join(''), survivors.join(''));
        });
      }),
      { numRuns: 2000 },
    );
  });
});
