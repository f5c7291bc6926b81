import assert from 'node:assert/strict';
import { noFilter } from '../../../src/core/query/filter';
import { groupOrder, itemsOf, groupWith, summarize, type Layout, type List } from '../../../src/core/query/group';
import { tallying, type Grouping } from '../../../src/core/query/count';
import { outcomeOf, sheetOf } from './sheets';

const sheets = [
  sheetOf(
    'a',
    { tag: 'verified' },
    { tag: 'quote', speaker: 'Bo', created: '2026-01-02' },
    { state: 'lost', text: 'gone' },
  ),
  sheetOf('b', { tag: 'quote', created: '2026-01-03' }, { tag: 'unconfirmed', state: 'edited' }, { tag: 'verified' }),
];
const lookBy = (by: Grouping, rest: Partial<Layout> = {}): Layout & { tagOrder: readonly string[] } => ({
  by,
  sort: 'place',
  filter: noFilter,
  tagOrder: ['verified', 'unconfirmed', 'quote'],
  ...rest,
});
const ids = (list: List, look = lookBy('source'), limit = 100): string =>
  outcomeOf(itemsOf(sheets, list, look, limit))
    .map(({ annotation }) => annotation.id)
    .join(' ');

describe('the outline of a workspace', () => {
  it('sums up all sources', () => {
    const summary = outcomeOf(summarize(sheets, tallying('tag', noFilter)));
    assert.deepEqual(summary.shown, { count: 6, checked: 4 });
    assert.deepEqual([summary.lost, summary.edited, summary.attention], [1, 1, 2]);
    assert.deepEqual(
      [...summary.groups].map(([tag, { count }]) => [tag, count]),
      [
        ['verified', 3],
        ['quote', 2],
        ['unconfirmed', 1],
      ],
    );
  });

  it('shows every annotation in exactly one group, and those that need a person separately as well', () => {
    for (const by of ['source', 'tag', 'author', 'speaker'] as const) {
      const { groups } = outcomeOf(summarize(sheets, tallying(by, noFilter)));
      const all = [...groups.keys()].map((value): List => ({ value }));
      const shown = all.flatMap((group) => ids(group, lookBy(by)).split(' '));
      assert.deepEqual([ids({ need: 'lost' }), ids({ need: 'edited' })], ['a2', 'b1']);
      assert.deepEqual(shown.sort(), ['a0', 'a1', 'a2', 'b0', 'b1', 'b2']);
    }
  });

  it('tells the group of an annotation', () => {
    const [first] = sheets;
    assert.ok(first);
    assert.deepEqual(groupWith(first, 'a0', lookBy('tag')), { value: 'verified' });
    assert.deepEqual(groupWith(first, 'a2', lookBy('source')), { value: 'a' });
    assert.equal(groupWith(first, 'a0', lookBy('tag', { filter: { ...noFilter, tags: ['quote'] } })), undefined);
    assert.equal(groupWith(first, 'nobody', lookBy('tag')), undefined);
  });

  it('lists the annotations of a group across sources, in their order', () =>
    assert.equal(ids({ value: 'verified' }, lookBy('tag')), 'a0 a2 b2'));

  it('lists them newest first', () => assert.equal(ids({ value: 'quote' }, lookBy('tag', { sort: 'time' })), 'b0 a1'));

  it('lists no more than asked for', () => {
    assert.equal(ids({ value: 'verified' }, lookBy('tag'), 1), 'a0');
    assert.equal(ids({ value: 'quote' }, lookBy('tag', { sort: 'time' }), 1), 'b0');
  });

  it('lists all of one source with the lost ones first', () => assert.equal(ids({ source: 'a' }), 'a2 a0 a1'));

  it('leaves out what the filter hides', () =>
    assert.equal(ids({ source: 'a' }, lookBy('source', { filter: { ...noFilter, text: 'gone' } })), 'a2'));
});

describe('the order of groups', () => {
  const same = (value: string): string => value;

  it('is the team’s for tags, with unknown ones last', () =>
    assert.deepEqual(groupOrder(['zeta', 'quote', 'verified', 'alpha'], 'tag', ['verified', 'quote'], same), [
      'verified',
      'quote',
      'alpha',
      'zeta',
    ]));

  it('is by name for all others, numbers by size and nobody last', () =>
    assert.deepEqual(groupOrder(['', 'file10', 'file9', 'Ana'], 'author', [], same), ['Ana', 'file9', 'file10', '']));
});

describe('an open discussion', () => {
  const message = { by: 'Bo', note: 'Which count?', created: '2026-11-20T10:00:00Z' };
  const resolved = { by: 'Ana', created: '2026-11-21T10:00:00Z' };
  const discussed = [
    sheetOf('a', {}, { discussion: [message] }, { discussion: [message], state: 'edited' }),
    sheetOf('b', { discussion: [message], resolved }, { discussion: [{ ...message, created: '2026-11-22T10:00:00Z' }], resolved }), // prettier-ignore
  ];

  it('is counted and listed whatever else it needs, until it is resolved, and again after a later message', () => {
    const summary = outcomeOf(summarize(discussed, tallying('source', noFilter)));
    assert.deepEqual([summary.discussed, summary.edited, summary.attention], [3, 1, 3]);
    const listed = outcomeOf(itemsOf(discussed, { need: 'discussed' }, lookBy('source'), 100));
    assert.deepEqual(listed.map(({ annotation }) => annotation.id), ['a1', 'a2', 'b1']); // prettier-ignore
  });

  it('can be required by the filter', () => {
    const filter = { ...noFilter, features: ['discussed' as const] };
    const summary = outcomeOf(summarize(discussed, tallying('source', filter)));
    assert.deepEqual([summary.shown.count, summary.discussed, summary.total], [3, 3, 5]);
  });

  it('leaves found and verified annotations checked', () => {
    const { shown, attention } = tallying('source', noFilter)(sheetOf('a', { discussion: [message] }));
    assert.deepEqual([shown, attention], [{ count: 1, checked: 1 }, 1]);
  });
});
