import assert from 'node:assert/strict';
import type { Annotation, Verdict } from '../../../src/core/model/annotation';
import { reviewAgreement } from '../../../src/core/review/agreement';

/** `judged('ad-')`: Ana agrees, Bo disagrees, Cem has not judged. */
function judged(notation: string): Annotation {
  const verdict: Record<string, Verdict> = { a: 'agree', d: 'disagree', u: 'unsure' };
  const reviews = [...notation].flatMap((letter, i) => {
    const its = verdict[letter];
    return its ? [{ by: ['Ana', 'Bo', 'Cem'][i] ?? '', verdict: its, created: '2026-11-22T11:30:00Z' }] : [];
  });
  return { id: notation, tag: 'verified', text: 'x', reviews };
}

describe('agreement between reviewers', () => {
  it('is counted, then measured, by pair', () => {
    const { pairs, reviewers } = reviewAgreement(['aa-', 'aa-', 'ad-', 'da-', 'dd-', 'a--', '-uu'].map(judged));
    assert.deepEqual(reviewers, ['Ana', 'Bo', 'Cem']);
    const [pair] = pairs;
    assert.deepEqual(pair?.counts, { same: 3, other: 2, onlyA: 1, onlyB: 1 });
    assert.equal(pair?.percent, 0.6);
    assert.ok(pair && 'value' in pair.kappa && Math.abs(pair.kappa.value - 1 / 6) < 1e-12);
  });

  it('is undefined if all verdicts are the same, and if no two judged the same annotation', () => {
    const { pairs, alpha } = reviewAgreement(['aa-', 'aa-'].map(judged));
    assert.deepEqual([pairs[0]?.kappa, alpha], [{ why: 'one-tag' }, { why: 'one-tag' }]);
    const apart = reviewAgreement(['a--', '-d-'].map(judged));
    assert.deepEqual([apart.pairs[0]?.kappa, apart.alpha], [{ why: 'nothing' }, { why: 'nothing' }]);
    assert.equal(apart.pairs[0]?.percent, undefined);
  });
});
