import assert from 'node:assert/strict';
import type { Annotation, Selector } from '../../../src/core/model/annotation';
import { reviewStatusOf } from '../../../src/core/review/status';
import { wordsHash } from '../../../src/core/text/hashes';
import { adjudicate, compare, consensusOf, isAdjudicated } from '../../../src/core/review/adjudicate';

const now = '2026-11-23T09:00:00Z';
const entry = (id: string, tag: string, from: number, to: number, fields: Partial<Annotation> = {}) => ({
  id,
  tag,
  text: 'x'.repeat(to - from),
  span: { from, to },
  ...fields,
});

describe('blind double annotation', () => {
  const ana = {
    name: 'Ana',
    annotations: [entry('a1', 'verified', 0, 10), entry('a2', 'quote', 20, 30), entry('a3', 'verified', 50, 60)],
  };
  const bo = {
    name: 'Bo',
    annotations: [
      entry('b1', 'verified', 0, 10, { note: 'Same readout.', evidence: [{ url: 'https://example.org/b' }] }),
      entry('b2', 'quote', 20, 28, { speaker: 'The host' }),
      entry('b3', 'unconfirmed', 50, 60, { note: 'No second source.' }),
      entry('b4', 'unconfirmed', 70, 80),
      { id: 'b5', tag: 'quote', text: 'gone' },
    ],
  };
  const rows = compare([ana, bo]);

  it('is listed side by side, in the order of the source, lost annotations last', () => {
    assert.deepEqual(
      rows.map(({ entries, outcome }) => [outcome, ...entries.map((entry) => entry?.id)]),
      [
        ['same', 'a1', 'b1'],
        ['words', 'a2', 'b2'],
        ['tag', 'a3', 'b3'],
        ['some', undefined, 'b4'],
        ['some', undefined, 'b5'],
      ],
    );
  });

  const decision = { by: 'Dee', created: now };

  it('is decided by an adjudicator, who writes no verdict in anybody’s name', () => {
    const [same, words, tag] = rows.map((row) =>
      row.entries[0] ? adjudicate(row, [ana, bo], 0, decision) : undefined,
    );
    for (const made of [same, words, tag]) assert.equal(made?.reviews, undefined);
    assert.deepEqual(same?.evidence, [{ url: 'https://example.org/b' }]);
    assert.deepEqual(same.discussion, [{ by: 'Bo', note: 'Same readout.', created: now }]);
    assert.deepEqual(same.resolved, decision);
    assert.equal(words?.speaker, 'The host');
    assert.deepEqual(tag?.adjudicated, {
      by: 'Dee',
      created: now,
      tag: 'verified',
      words: wordsHash('x'.repeat(10)),
      among: [
        { by: 'Ana', tag: 'verified' },
        { by: 'Bo', tag: 'unconfirmed' },
      ],
    });
    assert.deepEqual([same, words, tag].map((made) => made && reviewStatusOf(made, 2)), ['settled', 'settled', 'settled']); // prettier-ignore
  });

  it('may get the adjudicator’s own tag, and a reason', () => {
    const [, , tag] = rows;
    assert.ok(tag);
    const made = adjudicate(tag, [ana, bo], 0, { ...decision, tag: 'opinion', note: 'It is a view.' });
    assert.deepEqual(
      [made.tag, made.adjudicated?.tag, made.adjudicated?.note],
      ['opinion', 'opinion', 'It is a view.'],
    );
  });

  it('keeps an entry that only one annotator has', () => {
    const [, , , alone] = rows;
    assert.ok(alone);
    const { adjudicated, ...kept } = adjudicate(alone, [ana, bo], 1, decision);
    assert.deepEqual(kept, { id: 'b4', tag: 'unconfirmed', text: 'x'.repeat(10) });
    assert.deepEqual(adjudicated?.among, [{ by: 'Bo', tag: 'unconfirmed' }]);
  });

  it('remembers that no entry was taken', () => {
    const taken = new Set(['a1']);
    const [, , , alone] = rows;
    assert.ok(alone);
    const open = (dismissed: readonly Selector[]) =>
      rows.filter((row) => !isAdjudicated(row, taken, dismissed)).map(({ entries }) => entries.find(Boolean)?.id);
    assert.deepEqual(open([]), ['a2', 'a3', 'b4', 'b5']);
    assert.deepEqual(open([{ text: 'gone' }]), ['a2', 'a3', 'b4']);
  });

  it('counts what all agree on before that, and the rest as contested', () => {
    const { annotations, disputed } = consensusOf([ana, bo]);
    assert.deepEqual(annotations.map(({ id }) => id), ['a1', 'a2', 'a3', 'b4', 'b5']); // prettier-ignore
    assert.deepEqual([...disputed.keys()], ['a3', 'b4', 'b5']);
    assert.deepEqual([...consensusOf([ana]).disputed.keys()], ['a1', 'a2', 'a3']);
  });
});
