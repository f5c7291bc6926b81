import assert from 'node:assert/strict';
import { noFilter } from '../../../src/core/query/filter';
import { tallying } from '../../../src/core/query/count';
import { newSheet } from '../../../src/core/state/sheet';
import { emptyRanges } from '../../../src/core/state/ranges';
import { sheetOf } from './sheets';

const sheet = sheetOf(
  'a',
  { tag: 'verified', by: 'Ana' },
  { tag: 'unconfirmed', by: 'Bo' },
  { tag: 'quote', by: 'Ana', state: 'lost' },
  { tag: 'quote', state: 'edited' },
);

describe('the tally of a sheet', () => {
  it('counts as checked what is not unconfirmed and found on its words', () =>
    assert.deepEqual(tallying('tag', noFilter)(sheet).shown, { count: 4, checked: 1 }));

  it('counts what needs attention separately, and in its group as well', () => {
    const tally = tallying('tag', noFilter)(sheet);
    assert.deepEqual(
      [...tally.groups],
      [
        ['verified', { count: 1, checked: 1 }],
        ['unconfirmed', { count: 1, checked: 0 }],
        ['quote', { count: 2, checked: 0 }],
      ],
    );
    assert.deepEqual([tally.lost, tally.edited, tally.attention], [1, 1, 2]);
  });

  it('shows what a reviewer disagrees with separately, as not checked', () => {
    const reviews = [{ by: 'Bo', verdict: 'disagree' as const, created: '2026-11-20T10:00:00Z' }];
    const tally = tallying('tag', noFilter)(sheetOf('a', { by: 'Ana', reviews }, { by: 'Bo' }));
    assert.deepEqual([tally.contested, tally.attention], [1, 1]);
    assert.deepEqual(tally.shown, { count: 2, checked: 1 });
  });

  it('groups by author, with an empty name for nobody', () => {
    const plain = sheetOf('a', { by: 'Ana' }, {}, { by: 'Ana', tag: 'unconfirmed' });
    assert.deepEqual(
      [...tallying('author', noFilter)(plain).groups],
      [
        ['Ana', { count: 2, checked: 1 }],
        ['', { count: 1, checked: 1 }],
      ],
    );
  });

  it('tells what passes the filter from all there is', () => {
    const tally = tallying('tag', { ...noFilter, authors: ['Ana'] })(sheet);
    assert.equal(tally.total, 4);
    assert.equal(tally.shown.count, 2);
    assert.deepEqual([tally.lost, tally.edited], [1, 0]);
    assert.equal(tally.attention, 2);
  });

  it('knows that changed words wait to be confirmed in a closed source', () => {
    const closed = {
      ...newSheet('a'),
      records: [{ id: 'a', tag: 'quote', text: 'now', was: 'then' }],
      spans: emptyRanges(1),
    };
    assert.equal(tallying('tag', noFilter)(closed).edited, 1);
  });

  it('is made once for each value of a sheet', () => {
    const tallyOf = tallying('source', noFilter);
    assert.equal(tallyOf(sheet), tallyOf(sheet));
    assert.notEqual(tallyOf(sheet), tallyOf({ ...sheet }));
  });
});
