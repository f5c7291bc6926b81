import assert from 'node:assert/strict';
import type { Annotation } from '../../src/core/annotation';
import type { Revision } from '../../src/core/revision';
import { marksOf, newSheet, withFound, withRevisions, type Sheet } from '../../src/core/sheet';
import type { Span } from '../../src/core/change';

const words = { from: 4, to: 16 };

const tagged: Annotation = { id: 'a', tag: 'verified', text: 'eleven boats', line: 1, column: 5 };

function revised(sheet: Sheet, before: Annotation | undefined, after: Annotation, place?: Span): Sheet {
  const revision: Revision = { of: 'annotation', id: 'a', ...(before && { before }), after };
  return withRevisions(sheet, [revision], new Map(place ? [['a', place]] : []));
}

const standing = (sheet: Sheet): string[] => marksOf(sheet).map(({ state, span }) => `${state} ${String(span?.from)}`);

describe('what a search found', () => {
  const sought = { ...revised(newSheet('x'), undefined, tagged), open: true };

  it('is where the records stand', () => {
    assert.deepEqual(standing(sought), ['unsought undefined']);
    const found = withFound(sought, ['a'], [{ span: words, state: 'found' }], sought);
    assert.deepEqual(standing(found), ['found 4']);
  });

  it('gives way to where a person put them meanwhile', () => {
    const put = revised(sought, tagged, { ...tagged, note: 'here' }, { from: 40, to: 52 });
    assert.deepEqual(standing(withFound(put, ['a'], [{ span: words, state: 'found' }], sought)), ['found 40']);
  });

  it('is of no use for records with other words than those that were sought', () => {
    const unconfirmed = { ...tagged, was: 'seven boats' };
    const before = { ...revised(newSheet('x'), undefined, unconfirmed), open: true };
    const confirmed = revised(before, unconfirmed, tagged);
    assert.deepEqual(standing(withFound(confirmed, ['a'], [{ span: words, state: 'edited' }], before)), [
      'unsought undefined',
    ]);
  });
});
