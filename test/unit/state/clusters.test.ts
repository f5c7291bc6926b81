import assert from 'node:assert/strict';
import type { Link } from '../../../src/core/model/annotation';
import { tallying } from '../../../src/core/query/count';
import { noFilter } from '../../../src/core/query/filter';
import { itemsOf, groupWith } from '../../../src/core/query/group';
import { clustering } from '../../../src/core/state/clusters';
import type { Sheet } from '../../../src/core/state/sheet';
import { outcomeOf, sheetOf } from '../query/sheets';

const to = (...targets: readonly string[]): { readonly links: readonly Link[] } => ({
  links: targets.map((target) => ({ to: target, relation: 'same' })),
});

/** The sheets with what changed put into them, as the store does. */
function joined(sheets: readonly Sheet[], clusters = clustering((source) => source)): readonly Sheet[] {
  const changed = new Map(clusters(sheets).map(([one, its]) => [one.source, its]));
  return sheets.map((one) => (changed.has(one.source) ? { ...one, clusters: changed.get(one.source) } : one));
}

const said = (sheets: readonly Sheet[]): readonly string[] =>
  sheets.flatMap(({ clusters }) => [...(clusters ?? [])].map(([id, cluster]) => `${id} in ${cluster}`));

describe('clusters of linked annotations, in the sheets', () => {
  const a = sheetOf('a', { id: 'a0', ...to('b#b1') }, { id: 'a1' });
  const b = sheetOf('b', { id: 'b0' }, { id: 'b1' });
  const c = sheetOf('c', { id: 'c0', ...to('b#b1') });

  it('hold what links join over any number of steps, from either end, named after the first', () => {
    assert.deepEqual(said(joined([a, b, c])), ['a0 in a#a0', 'b1 in a#a0', 'c0 in a#a0']);
  });

  it('leave out links that lead nowhere', () => {
    assert.deepEqual(said(joined([sheetOf('a', { id: 'a0', ...to('b#gone') }), b])), []);
  });

  it('are announced again only if they changed', () => {
    const clusters = clustering((source) => source);
    const all = joined([a, b, c], clusters);
    assert.deepEqual(clusters(all), []);
    const [one, , three] = all;
    const unlinked = { ...(one as Sheet), records: a.records.map((record) => ({ ...record, links: [] })) };
    const changed = clusters([unlinked, all[1] as Sheet, three as Sheet]);
    assert.deepEqual(
      changed.map(([{ source }, its]) => [source, its && [...its]]),
      [
        ['a', undefined],
        ['b', [['b1', 'b#b1']]],
        ['c', [['c0', 'b#b1']]],
      ],
    );
  });

  it('are groups of the tree; annotations without links have a group of their own', () => {
    const all = joined([a, b, c]);
    const tally = tallying('cluster', noFilter);
    assert.deepEqual(
      all.map((sheet) => [...tally(sheet).groups.keys()].sort()),
      [['', 'a#a0'], ['', 'a#a0'], ['a#a0']],
    );
    const look = { by: 'cluster', sort: 'place', filter: noFilter, tagOrder: [] } as const;
    const items = outcomeOf(itemsOf(all, { value: 'a#a0' }, look, 10));
    assert.deepEqual(
      items.map(({ annotation }) => annotation.id),
      ['a0', 'b1', 'c0'],
    );
    assert.deepEqual(groupWith(all[1] as Sheet, 'b1', look), { value: 'a#a0' });
  });
});
