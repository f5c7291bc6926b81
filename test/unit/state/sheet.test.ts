import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import type { Revision } from '../../../src/core/model/action';
import {
  anchoredAnnotations,
  newSheet,
  placedAs,
  broughtBackAs,
  withFound,
  withRevisions,
  type Sheet,
} from '../../../src/core/state/sheet';
import type { Span } from '../../../src/core/text/change';

const words = { from: 4, to: 16 };

const tagged: Annotation = { id: 'a', tag: 'verified', text: 'eleven boats', line: 1, column: 5 };

function revised(sheet: Sheet, before: Annotation | undefined, after: Annotation, place?: Span): Sheet {
  const revision: Revision = { of: 'annotation', id: 'a', ...(before && { before }), after };
  return withRevisions(sheet, [revision], new Map(place ? [['a', place]] : []));
}

const standing = (sheet: Sheet): string[] =>
  anchoredAnnotations(sheet).map(({ state, span }) => `${state} ${String(span?.from)}`);

describe('the result of a search', () => {
  const sought = { ...revised(newSheet('x'), undefined, tagged), open: true };

  it('is where the annotations are', () => {
    assert.deepEqual(standing(sought), ['unsought undefined']);
    const found = withFound(sought, ['a'], [{ span: words, state: 'found' }], sought);
    assert.deepEqual(standing(found), ['found 4']);
  });

  it('does not replace a place that a person chose meanwhile', () => {
    const put = revised(sought, tagged, { ...tagged, note: 'here' }, { from: 40, to: 52 });
    assert.deepEqual(standing(withFound(put, ['a'], [{ span: words, state: 'found' }], sought)), ['found 40']);
  });

  it('is not used for annotations with other words than the search had', () => {
    const unconfirmed = { ...tagged, was: 'seven boats' };
    const before = { ...revised(newSheet('x'), undefined, unconfirmed), open: true };
    const confirmed = revised(before, unconfirmed, tagged);
    assert.deepEqual(standing(withFound(confirmed, ['a'], [{ span: words, state: 'edited' }], before)), [
      'unsought undefined',
    ]);
  });
});

describe('a sheet with the same text as another', () => {
  const placed = { ...revised(newSheet('x'), undefined, tagged, words), open: true };

  it('has its annotations at the same places', () => {
    const fresh = revised(newSheet('y'), undefined, { ...tagged, note: 'read elsewhere' });
    assert.deepEqual(standing(placedAs(fresh, placed)), ['found 4']);
  });

  it('leaves annotations with other words to a search, and does not move those that were found', () => {
    const other = revised(newSheet('y'), undefined, { ...tagged, text: 'twelve boats' });
    assert.deepEqual(standing(placedAs(other, placed)), ['unsought undefined']);
    const moved = revised(newSheet('y'), undefined, tagged, { from: 40, to: 52 });
    assert.deepEqual(standing(placedAs(moved, placed)), ['found 40']);
  });

  it('takes their places whatever was found meanwhile, if it is the same source with its text back', () => {
    const lost = withFound(
      revised(newSheet('y'), undefined, tagged),
      ['a'],
      [{ span: undefined, state: 'lost' }],
      placed,
    );
    assert.deepEqual(standing(broughtBackAs(lost, placed)), ['found 4']);
    const other = revised(newSheet('y'), undefined, { ...tagged, text: 'twelve boats' }, { from: 40, to: 52 });
    assert.deepEqual(standing(broughtBackAs(other, placed)), ['found 40']);
  });
});

describe('new words of a span', () => {
  it('say that no others wait to be confirmed', () => {
    const confirmed = { ...tagged, text: 'nine boats' };
    const saved = { ...confirmed, text: 'nine old boats', was: 'nine boats' };
    const sheet = revised(newSheet('x'), undefined, saved);
    assert.deepEqual(revised(sheet, confirmed, tagged).records, [tagged]);
  });

  it('say which others wait, even if those were there already', () => {
    const waiting = { ...tagged, was: 'seven boats' };
    const saved = { ...waiting, text: 'nine old boats', was: 'nine boats' };
    const sheet = revised(newSheet('x'), undefined, saved);
    assert.deepEqual(revised(sheet, { ...waiting, text: 'nine boats' }, waiting).records, [waiting]);
  });
});
