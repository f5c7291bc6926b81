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

describe('a sheet of the same text as another', () => {
  const placed = { ...revised(newSheet('x'), undefined, tagged, words), open: true };

  it('has its records where those stand', () => {
    const fresh = revised(newSheet('y'), undefined, { ...tagged, note: 'read elsewhere' });
    assert.deepEqual(standing(placedAs(fresh, placed)), ['found 4']);
  });

  it('leaves those to a search that have other words, and those alone that were found', () => {
    const other = revised(newSheet('y'), undefined, { ...tagged, text: 'twelve boats' });
    assert.deepEqual(standing(placedAs(other, placed)), ['unsought undefined']);
    const moved = revised(newSheet('y'), undefined, tagged, { from: 40, to: 52 });
    assert.deepEqual(standing(placedAs(moved, placed)), ['found 40']);
  });

  it('has them there whatever was found meanwhile, where it is the same source with its text back', () => {
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

describe('a revision of the words of a span', () => {
  it('says, too, that no others wait to be confirmed', () => {
    const confirmed = { ...tagged, text: 'nine boats' };
    const saved = { ...confirmed, text: 'nine old boats', was: 'nine boats' };
    const sheet = revised(newSheet('x'), undefined, saved);
    assert.deepEqual(revised(sheet, confirmed, tagged).records, [tagged]);
  });

  it('says which others wait, though those were already there', () => {
    const waiting = { ...tagged, was: 'seven boats' };
    const saved = { ...waiting, text: 'nine old boats', was: 'nine boats' };
    const sheet = revised(newSheet('x'), undefined, saved);
    assert.deepEqual(revised(sheet, { ...waiting, text: 'nine boats' }, waiting).records, [waiting]);
  });
});
