import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import { mark } from '../notation';
import { hitsIn, isEmpty, matcher, noFilter } from '../../../src/core/query/filter';

const annotation: Annotation = {
  id: 'a',
  tag: 'quote',
  text: 'Taxes fell by 5 (five) per cent',
  note: 'See the budget.',
  speaker: 'Ana Lima',
  by: 'Bo Chen',
};
const passes = (filter: object): boolean => matcher({ ...noFilter, ...filter })(annotation);

describe('a filter', () => {
  it('lets everything through where it is empty', () => {
    assert.ok(passes({}));
    assert.ok(passes({ text: '  ' }));
    assert.ok(isEmpty({ ...noFilter, text: ' ' }));
  });

  it('asks for all its words, in any order and case', () => {
    assert.ok(passes({ text: 'FELL taxes' }));
    assert.ok(!passes({ text: 'taxes rose' }));
  });

  it('searches note and speaker as well, each word where it likes', () =>
    assert.ok(passes({ text: 'lima budget taxes' })));

  it('takes signs as they stand', () => {
    assert.ok(passes({ text: '(five)' }));
    assert.ok(!passes({ text: 'f.ve' }));
  });

  it('asks for one of its tags and one of its authors', () => {
    assert.ok(passes({ tags: ['verified', 'quote'], authors: ['Bo Chen'] }));
    assert.ok(!passes({ tags: ['verified'] }));
    assert.ok(!passes({ authors: ['Ana Lima'] }));
  });

  it('knows annotations without an author by an empty name', () =>
    assert.ok(matcher({ ...noFilter, authors: [''] })({ id: 'b', tag: 'quote', text: 'x' })));
});

describe('a filter by reviews', () => {
  const verdict = (by: string, verdict: 'agree' | 'disagree'): Annotation => ({
    ...annotation,
    reviews: [{ by, verdict, created: '2026-11-20T10:00:00Z' }],
  });
  const shown = (filter: object, of: Annotation, edited = false): boolean =>
    matcher({ ...noFilter, ...filter })(of, edited);

  it('asks for one of its reviewStatuses', () => {
    assert.ok(shown({ reviewStatuses: ['contested'] }, verdict('Ana', 'disagree')));
    assert.ok(!shown({ reviewStatuses: ['contested'] }, verdict('Ana', 'agree')));
    assert.ok(shown({ reviewStatuses: ['agreed'], settledBy: 2 }, verdict('Ana', 'agree')));
    assert.ok(shown({ reviewStatuses: ['stale', 'unreviewed'] }, verdict('Ana', 'agree'), true));
  });

  it('tells what one has reviewed from what is still open, for which one’s own is not', () => {
    assert.ok(shown({ reviewedBy: ['Ana'] }, verdict('Ana', 'agree')));
    assert.ok(!shown({ openFor: ['Ana'] }, verdict('Ana', 'agree')));
    assert.ok(shown({ openFor: ['Ana'] }, verdict('Ana', 'agree'), true));
    assert.ok(shown({ openFor: ['Eva'] }, verdict('Ana', 'agree')));
    assert.ok(!shown({ openFor: ['Bo Chen'] }, verdict('Ana', 'agree')));
  });
});

describe('the hits of a filter', () => {
  const hits = (text: string, words: string): string => mark(text, hitsIn(text, { ...noFilter, text: words }));

  it('are marked in the order of the text', () =>
    assert.equal(hits('Taxes fell, taxes rose', 'fell tax'), '[Tax]es [fell], [tax]es rose'));
  it('do not overlap', () => assert.equal(hits('taxes', 'tax taxes axe'), '[taxes]'));
});
