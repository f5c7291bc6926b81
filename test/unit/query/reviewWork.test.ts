import assert from 'node:assert/strict';
import type { Review } from '../../../src/core/model/annotation';
import { noFilter } from '../../../src/core/query/filter';
import { tallying } from '../../../src/core/query/count';
import { reviewWork } from '../../../src/core/query/reviewWork';
import { sheetOf } from './sheets';

const said = (by: string, verdict: Review['verdict'], more: Partial<Review> = {}): Review => ({
  by,
  verdict,
  created: '2026-11-20T10:00:00Z',
  ...more,
});

describe('what a person has to judge', () => {
  const sheets = [
    sheetOf('b', { by: 'Ana' }, { by: 'Bo' }, { by: 'Ana', reviews: [said('Bo', 'agree', { tag: 'verified' })] }),
    sheetOf('a', {}, { by: 'Cem', state: 'lost' }),
    sheetOf('c', { by: 'Bo' }),
  ];

  it('is what others tagged and they have not judged, with the sources in order', () =>
    assert.deepEqual(reviewWork('Bo')(sheets), { open: 2, judged: 1, sources: ['a', 'b'] }));

  it('comes again if the tag is another than the one they judged', () => {
    const sheet = sheetOf('a', { by: 'Ana', tag: 'verified', reviews: [said('Bo', 'agree', { tag: 'unconfirmed' })] });
    assert.deepEqual(reviewWork('Bo')([sheet]), { open: 1, judged: 0, sources: ['a'] });
  });
});

describe('an open question', () => {
  it('needs a person, and is not checked until it is answered', () => {
    const asked = { by: 'Ana', reviews: [said('Bo', 'unsure', { note: 'Which count?', tag: 'verified' })] };
    const tally = tallying('source', noFilter)(sheetOf('a', asked, { by: 'Ana' }));
    assert.deepEqual([tally.questioned, tally.attention, tally.shown.checked], [1, 1, 1]);
  });
});
