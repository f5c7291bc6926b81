import assert from 'node:assert/strict';
import type { Revision } from '../../../src/core/model/action';
import type { Annotation } from '../../../src/core/model/annotation';
import { portionsOf, type Step } from '../../../src/core/exchange/importPlan';

const made = (id: string, more: Partial<Annotation> = {}): Annotation => ({
  id,
  tag: 'claim',
  text: `Gull ${id}`,
  ...more,
});
const added = (id: string, more: Partial<Annotation> = {}): Revision => ({
  of: 'annotation',
  id,
  after: made(id, more),
});
const idsOf = (portions: readonly (readonly Step[])[]): string[][] =>
  portions.map((steps) =>
    steps.flatMap(({ source, revisions }) =>
      revisions.map((one) => `${source}:${one.of === 'annotation' ? one.id : one.of}`),
    ),
  );

/** The annotations after the portions are written, each revision on top of what it expects. */
function after(portions: readonly (readonly Step[])[], known: readonly Annotation[] = []): Map<string, Annotation> {
  const there = new Map(known.map((one) => [one.id, one]));
  for (const revision of portions.flat().flatMap(({ revisions }) => revisions)) {
    if (revision.of !== 'annotation' || !revision.after) continue;
    assert.deepEqual(there.get(revision.id), revision.before);
    there.set(revision.id, revision.after);
  }
  return there;
}

describe('an import written in portions', () => {
  const about: Revision = { of: 'about', before: {}, after: { title: 'Gulls' } };

  it('is one portion if it is small, and none if there is nothing', () => {
    const steps: Step[] = [
      { source: 'a', revisions: [added('1', { links: [{ to: 'a#2', relation: 'same' }] }), added('2')] },
    ];
    assert.deepEqual(portionsOf(steps, 2), [steps]);
    assert.deepEqual(portionsOf([], 2), []);
  });

  it('is cut in a source and between sources, in order; a new source comes with its first portion', () => {
    const steps: Step[] = [
      { source: 'a', text: 'A', revisions: [added('1'), added('2'), added('3'), about] },
      { source: 'b', text: 'B', revisions: [added('4')] },
      { source: 'c', revisions: [added('5'), added('6')] },
    ];
    const portions = portionsOf(steps, 3);
    assert.deepEqual(idsOf(portions), [['a:1', 'a:2', 'a:3'], ['a:about', 'b:4', 'c:5'], ['c:6']]);
    assert.deepEqual(
      portions.map((some) => some.map(({ text }) => text)),
      [['A'], [undefined, 'B', undefined], [undefined]],
    );
  });

  it('has its links at the end, after all annotations they lead to', () => {
    const links = (to: string): Pick<Annotation, 'links'> => ({ links: [{ to: `a#${to}`, relation: 'same' }] });
    const here = made('0', { ...links('9'), note: 'ours' });
    const now = { ...here, note: 'theirs', links: [...(here.links ?? []), ...(links('3').links ?? [])] };
    const steps: Step[] = [
      {
        source: 'a',
        revisions: [
          added('1', links('3')),
          { of: 'annotation', id: '0', before: here, after: now },
          added('2', links('1')),
          added('3'),
        ],
      },
    ];
    const portions = portionsOf(steps, 2);
    assert.deepEqual(idsOf(portions), [['a:1', 'a:0'], ['a:2', 'a:3'], ['a:1', 'a:0'], ['a:2']]);
    for (let count = 1; count <= portions.length; count++) {
      const there = after(portions.slice(0, count), [here]);
      for (const { links = [] } of there.values())
        for (const { to } of links) assert.ok(to === 'a#9' || there.has(to.slice(2)), `${to} after ${count}`);
    }
    assert.deepEqual(after(portions, [here]), after([steps], [here]));
  });

  it('does not divide a revision that leaves links unchanged', () => {
    const here = made('0', { links: [{ to: 'a#9', relation: 'same' }] });
    const steps: Step[] = [
      {
        source: 'a',
        revisions: [added('1'), { of: 'annotation', id: '0', before: here, after: { ...here, note: 'new' } }],
      },
    ];
    assert.deepEqual(idsOf(portionsOf(steps, 1)), [['a:1'], ['a:0']]);
  });
});
