import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import { reviewStatusOf } from '../../../src/core/review/status';
import { adjudicate, compare } from '../../../src/core/review/adjudicate';

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

  it('stands side by side, in the order of the source, lost ones last', () => {
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

  it('is merged entry by entry, the other annotator standing in the reviews', () => {
    const [same, words, tag] = rows.map((row) => (row.entries[0] ? adjudicate(row, [ana, bo], 0, now) : undefined));
    assert.deepEqual(same?.reviews, [{ by: 'Bo', verdict: 'agree', created: now, note: 'Same readout.' }]);
    assert.deepEqual(same?.evidence, [{ url: 'https://example.org/b' }]);
    assert.equal(words?.speaker, 'The host');
    assert.deepEqual(tag?.reviews, [{ by: 'Bo', verdict: 'disagree', created: now, note: 'tag: unconfirmed\nNo second source.' }]); // prettier-ignore
    assert.deepEqual([same, words, tag].map((merged) => merged && reviewStatusOf(merged, 1)), ['settled', 'settled', 'contested']); // prettier-ignore
  });

  it('keeps the entry that only one has', () => {
    const [, , , alone] = rows;
    assert.ok(alone);
    assert.deepEqual(adjudicate(alone, [ana, bo], 1, now), { id: 'b4', tag: 'unconfirmed', text: 'x'.repeat(10) });
  });
});
