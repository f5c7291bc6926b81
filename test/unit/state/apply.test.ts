import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import type { Revision } from '../../../src/core/model/action';
import { applyActions, laidOver } from '../../../src/core/state/apply';
import { seeded } from '../random';
import { comesOut, processorTime } from '../processorTime';

const of = 'annotation';
const at = (id: string, line?: number, column?: number): Annotation => ({
  id,
  tag: 'quote',
  text: id,
  ...(line === undefined ? {} : { line }),
  ...(column === undefined ? {} : { column }),
});
const added = (after: Annotation): Revision => ({ of, id: after.id, after });
const none = applyActions(undefined, []);
const over = (records: readonly Annotation[], revisions: readonly Revision[]): readonly Annotation[] =>
  laidOver({ ...none, records }, revisions).records;

describe('pending actions applied to a file', () => {
  it('put an added entry before the first one that follows it', () => {
    const records = [at('a', 2), at('b', 9), at('c', 4), at('d')];
    const ids = (one: Annotation): string => over(records, [added(one)]).map(({ id }) => id).join(''); // prettier-ignore
    assert.equal(ids(at('x', 1)), 'xabcd');
    assert.equal(ids(at('x', 2)), 'axbcd');
    assert.equal(ids(at('x', 5)), 'axbcd');
    assert.equal(ids(at('x', 10)), 'abcxd');
    assert.equal(ids(at('x')), 'abcdx');
  });

  it('put many where each would be if they were added one after the other', () => {
    const random = seeded(7);
    const number = (most: number): number => Math.floor(random() * most);
    for (let round = 0; round < 500; round++) {
      const make = (name: string): Annotation => at(name, number(5) > 0 ? number(6) : undefined, number(3));
      const records = Array.from({ length: number(6) }, (_, i) => make(`r${i}`));
      const fresh = Array.from({ length: number(6) }, (_, i) => make(`f${i}`));
      const oneByOne = fresh.reduce<readonly Annotation[]>((sum, one) => over(sum, [added(one)]), records);
      assert.deepEqual(over(records, fresh.map(added)), oneByOne);
    }
  });

  it('change the intended fields, and keep what others did to the rest', () => {
    const [was, now] = [at('a', 2), { ...at('a', 2), note: 'See the minutes.' }];
    const theirs = { ...was, tag: 'verified' };
    assert.deepEqual(over([theirs], [{ of, id: 'a', before: was, after: now }]), [{ ...now, tag: 'verified' }]);
    assert.deepEqual(over([theirs], [{ of, id: 'a', before: was }]), []);
    assert.deepEqual(over([was], [added(at('b', 3)), { of, id: 'b', before: at('b', 3) }]), [was]);
  });

  it('take a time that grows with their number, not with its square', () => {
    const time = (count: number): number => {
      const records = Array.from({ length: count }, (_, i) => at(`r${i}`, 2 * i));
      const fresh = Array.from({ length: count }, (_, i) => added(at(`f${i}`, 2 * ((i * 7919) % count) + 1)));
      const changed = records.map((before): Revision => ({
        of,
        id: before.id,
        before,
        after: { ...before, note: 'n' },
      }));
      return processorTime(() => assert.equal(over(records, [...fresh, ...changed]).length, 2 * count));
    };
    time(2000);
    // Of sixteen times as many; the square would be 256.
    assert.ok(comesOut(() => time(32_000) < 48 * time(2000)));
  });
});
