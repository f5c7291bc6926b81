import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import { mark } from '../notation';
import {
  hitsIn,
  isEmpty,
  matcher,
  noFilter,
  restoredFilter,
  type Feature,
  type Standing,
} from '../../../src/core/query/filter';

const annotation: Annotation = {
  id: 'a',
  tag: 'quote',
  text: 'Taxes fell by 5 (five) per cent',
  note: 'See the budget.',
  speaker: 'Ana Lima',
  by: 'Bo Chen',
};
const there: Standing = { source: 'file:///desk/notes/a.txt', need: 'none' };
const passes = (filter: object): boolean => matcher({ ...noFilter, ...filter })(annotation, there);

describe('a filter', () => {
  it('shows everything if it is empty', () => {
    assert.ok(passes({}));
    assert.ok(passes({ text: '  ' }));
    assert.ok(isEmpty({ ...noFilter, text: ' ' }));
  });

  it('requires all its words, in any order and case', () => {
    assert.ok(passes({ text: 'FELL taxes' }));
    assert.ok(!passes({ text: 'taxes rose' }));
  });

  it('searches note and speaker as well, each word anywhere', () => assert.ok(passes({ text: 'lima budget taxes' })));

  it('takes special characters literally', () => {
    assert.ok(passes({ text: '(five)' }));
    assert.ok(!passes({ text: 'f.ve' }));
  });

  it('requires one of its tags and one of its authors', () => {
    assert.ok(passes({ tags: ['verified', 'quote'], authors: ['Bo Chen'] }));
    assert.ok(!passes({ tags: ['verified'] }));
    assert.ok(!passes({ authors: ['Ana Lima'] }));
  });

  it('knows annotations without an author by an empty name', () =>
    assert.ok(matcher({ ...noFilter, authors: [''] })({ id: 'b', tag: 'quote', text: 'x' }, there)));
});

describe('a filter by what an annotation has', () => {
  const has = (feature: Feature, of: Partial<Annotation>): boolean =>
    matcher({ ...noFilter, features: [feature] })({ id: 'b', tag: 'verified', text: 'The pier is open', ...of }, there);
  const evidence = [{ url: 'https://example.org/pier' }];

  it('requires evidence, or none', () => {
    assert.deepEqual([has('evidence', { evidence }), has('evidence', {})], [true, false]);
    assert.deepEqual([has('no evidence', { evidence }), has('no evidence', {})], [false, true]);
    assert.ok(has('no evidence', { evidence: [] }));
  });

  it('requires a note, or none', () => {
    assert.deepEqual([has('note', { note: 'See p. 4' }), has('note', {})], [true, false]);
    assert.deepEqual([has('no note', { note: 'See p. 4' }), has('no note', {})], [false, true]);
  });

  it('requires a number among the words, in any script', () => {
    assert.deepEqual([has('number', {}), has('number', { note: '12' })], [false, false]);
    assert.deepEqual([has('number', { text: '12 piers' }), has('number', { text: '١٢ رصيفا' })], [true, true]);
  });

  it('combines all of these with all other conditions', () => {
    const both = { features: ['note', 'number'], speakers: ['Ana Lima'] };
    assert.ok(passes(both));
    assert.ok(!passes({ ...both, features: ['note', 'number', 'evidence'] }));
    assert.ok(!passes({ ...both, speakers: ['Bo Chen'] }));
  });
});

describe('a filter by place and need', () => {
  it('requires a speaker, or none', () => {
    assert.ok(passes({ speakers: ['Bo Chen', 'Ana Lima'] }));
    assert.ok(!passes({ speakers: [''] }));
  });

  it('requires a folder with everything in it, but not one whose name begins alike', () => {
    assert.ok(passes({ folders: ['file:///desk/notes'] }));
    assert.ok(passes({ folders: ['file:///desk'] }));
    assert.ok(!passes({ folders: ['file:///desk/note'] }));
  });

  it('requires what a person needs to look at', () => {
    const lost = matcher({ ...noFilter, needs: ['lost', 'edited'] });
    assert.ok(lost(annotation, { ...there, need: 'lost' }));
    assert.ok(!lost(annotation, { ...there, need: 'contested' }));
  });
});

describe('a saved filter', () => {
  it('is the same again', () => {
    const filter = { ...noFilter, text: 'pier', needs: ['lost' as const], folders: ['file:///desk'] };
    assert.deepEqual(restoredFilter(JSON.parse(JSON.stringify(filter))), filter);
  });

  it('ignores conditions that are not understood', () => {
    assert.deepEqual(restoredFilter(undefined), noFilter);
    assert.deepEqual(restoredFilter('lost'), noFilter);
    assert.deepEqual(restoredFilter({ tags: ['quote'], needs: 'lost', authors: [1], more: [] }), {
      ...noFilter,
      tags: ['quote'],
    });
  });
});

describe('a filter by reviews', () => {
  const verdict = (by: string, verdict: 'agree' | 'disagree'): Annotation => ({
    ...annotation,
    reviews: [{ by, verdict, created: '2026-11-20T10:00:00Z' }],
  });
  const shown = (filter: object, of: Annotation, edited = false): boolean =>
    matcher({ ...noFilter, ...filter })(of, { ...there, need: edited ? 'edited' : 'none' });

  it('requires one of its review statuses', () => {
    assert.ok(shown({ reviewStatuses: ['contested'] }, verdict('Ana', 'disagree')));
    assert.ok(!shown({ reviewStatuses: ['contested'] }, verdict('Ana', 'agree')));
    assert.ok(shown({ reviewStatuses: ['agreed'], settledBy: 2 }, verdict('Ana', 'agree')));
    assert.ok(shown({ reviewStatuses: ['stale', 'unreviewed'] }, verdict('Ana', 'agree'), true));
  });

  it("tells what one has reviewed from what is open, without one's own annotations", () => {
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
