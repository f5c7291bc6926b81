import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import { noFilter } from '../../../src/core/query/filter';
import { tallying } from '../../../src/core/query/count';
import { doubting } from '../../../src/core/state/doubts';
import { anchoredAnnotations, newSheet, withOnDisk, type Sheet } from '../../../src/core/state/sheet';
import { foundAt } from '../../../src/core/state/ranges';
import { processorTime } from '../processorTime';

type Claim = Partial<Annotation> & { id: string; at?: number };

/** An open sheet of claims, each verified and found at its place unless said otherwise. */
function sheet(source: string, ...claims: readonly Claim[]): Sheet {
  const records = claims.map(({ at: _, ...claim }) => ({ tag: 'verified', text: 'w'.repeat(10), by: 'Ana', ...claim }));
  const spans = foundAt(claims.map(({ at }, index) => ({ from: at ?? index * 20, to: (at ?? index * 20) + 10 })));
  return { ...newSheet(source), records, open: true, spans };
}

/** The sheets with what changed put into them, as the store does. */
function judged(sheets: readonly Sheet[], doubts = doubting((source) => source)): readonly Sheet[] {
  const changed = new Map(doubts(sheets).map(([one, its]) => [one.source, its]));
  return sheets.map((one) => (changed.has(one.source) ? { ...one, doubts: changed.get(one.source) } : one));
}

const why = (one: Sheet | undefined): string =>
  [...(one?.doubts ?? [])].map(([id, its]) => `${id}: ${its.map((doubt) => doubt.why).join(' ')}`).join(', ');

describe('contradictions from other entries, in the sheets', () => {
  const resting = sheet('a.txt', { id: 'a', evidence: [{ source: 'b.txt', id: 'b' }] });

  it('follow what a claim rests on in another source', () => {
    const doubts = doubting((source) => source);
    const [one] = judged([resting, sheet('b.txt', { id: 'b', tag: 'unconfirmed' })], doubts);
    assert.equal(why(one), 'a: rests-on-doubtful');
    const [two] = judged([one as Sheet, sheet('b.txt', { id: 'b' })], doubts);
    assert.equal(why(two), '');
  });

  it('are not announced if nothing has changed', () => {
    const doubts = doubting((source) => source);
    const all = judged([resting, sheet('b.txt', { id: 'b', tag: 'unconfirmed' })], doubts);
    assert.deepEqual(doubts(all), []);
    assert.deepEqual(doubting((source) => source)(all), []);
  });

  it('count a contested claim among the contested ones, and not as checked', () => {
    const [one] = judged([resting, sheet('b.txt', { id: 'b', tag: 'unconfirmed' })]);
    const tally = tallying('source', noFilter)(one as Sheet);
    assert.deepEqual([tally.contested, tally.shown.checked], [1, 0]);
    assert.equal(tallying('source', { ...noFilter, reviewStatuses: ['contested'] })(one as Sheet).shown.count, 1);
    assert.deepEqual(anchoredAnnotations(one as Sheet)[0]?.doubts?.[0]?.why, 'rests-on-doubtful');
  });

  it('include another tag on the same words, in open and in closed sources', () => {
    const open = sheet('a.txt', { id: 'a', at: 0 }, { id: 'b', at: 0, tag: 'unconfirmed', by: 'Bo' });
    assert.equal(why(judged([open])[0]), 'a: tagged-otherwise');
    const closed = withOnDisk({ ...open, open: false, spans: newSheet('a.txt').spans }, open.spans, () => 1);
    assert.equal(why(judged([closed])[0]), 'a: tagged-otherwise');
  });

  it('are found by reading only the changed source, not all of ten thousand annotations', () => {
    const doubts = doubting((source) => source);
    const reviews = [{ by: 'Bo', verdict: 'agree' as const, tag: 'verified', words: '00000000', created: '2026-11-20T10:00:00Z' }]; // prettier-ignore
    const many = Array.from(
      { length: 100 },
      (_, i) =>
      sheet(`${String(i)}.txt`, ...Array.from({ length: 100 }, (__, j) => ({ id: `${String(i)}x${String(j)}`, reviews, evidence: [{ source: `${String(i + 1)}.txt`, id: `${String(i + 1)}x${String(j)}` }] }))), // prettier-ignore
    );
    const first = processorTime(() => doubts(many));
    const again = processorTime(() => doubts(many.map((one, i) => (i === 50 ? sheet('50.txt', { id: '50x1' }) : one))));
    assert.ok(again < first / 2, `${String(first)} ms for all, ${String(again)} ms for one changed source`);
  });
});
