import assert from 'node:assert/strict';
import type { Annotation, Review, Verdict } from '../../../src/core/model/annotation';
import { ownVerdict, reviewStatusOf } from '../../../src/core/review/status';

const review = (by: string, verdict: Verdict, hour: number): Review => ({ by, verdict, created: at(hour) });
const at = (hour: number): string => `2026-11-22T${String(hour).padStart(2, '0')}:00:00Z`;
const annotation = (reviews: Review[], updated?: number): Annotation => ({
  id: 'k7m2q9xd',
  tag: 'verified',
  text: 'words',
  by: 'Ana',
  ...(updated !== undefined && { updated: at(updated) }),
  reviews,
});

describe('the review status of an annotation', () => {
  it('is unreviewed until somebody agrees or disagrees', () => {
    assert.equal(reviewStatusOf(annotation([]), 1), 'unreviewed');
    assert.equal(reviewStatusOf(annotation([review('Bo', 'unsure', 9)]), 1), 'unreviewed');
  });

  it('is agreed until enough agree, then settled', () => {
    const one = annotation([review('Bo', 'agree', 9)]);
    const two = annotation([review('Bo', 'agree', 9), review('Cem', 'agree', 10)]);
    assert.deepEqual(
      [reviewStatusOf(one, 2), reviewStatusOf(two, 2), reviewStatusOf(one, 1)],
      ['agreed', 'settled', 'settled'],
    );
  });

  it('is contested as soon as one disagrees, however many agree', () => {
    const some = annotation([review('Bo', 'agree', 9), review('Cem', 'agree', 9), review('Dee', 'disagree', 9)]);
    assert.equal(reviewStatusOf(some, 2), 'contested');
  });

  it('goes by the latest verdict of each reviewer', () => {
    assert.equal(reviewStatusOf(annotation([review('Bo', 'disagree', 9), review('Bo', 'agree', 10)]), 2), 'agreed');
    assert.equal(reviewStatusOf(annotation([review('Bo', 'agree', 10), review('Bo', 'disagree', 9)]), 2), 'agreed');
    assert.equal(reviewStatusOf(annotation([review('Bo', 'agree', 9), review('Bo', 'disagree', 9)]), 2), 'contested');
  });

  it('is stale where it changed after all who judged it, and not where one has judged it since', () => {
    assert.equal(reviewStatusOf(annotation([review('Bo', 'agree', 9)], 10), 1), 'stale');
    assert.equal(reviewStatusOf(annotation([review('Bo', 'disagree', 9)], 10), 1), 'stale');
    assert.equal(reviewStatusOf(annotation([review('Bo', 'agree', 9), review('Cem', 'agree', 11)], 10), 1), 'settled');
    assert.equal(reviewStatusOf(annotation([review('Bo', 'agree', 10)], 10), 1), 'settled');
  });

  it('is stale where its words in the source have changed', () => {
    assert.equal(reviewStatusOf(annotation([review('Bo', 'agree', 9)]), 1, true), 'stale');
    assert.equal(reviewStatusOf(annotation([]), 1, true), 'unreviewed');
  });

  it('takes a review of unknown time for an old one', () => {
    const undated = { by: 'Bo', verdict: 'agree' as const, created: 'last week' };
    assert.equal(reviewStatusOf(annotation([undated], 10), 1), 'stale');
    assert.equal(reviewStatusOf(annotation([undated]), 1), 'settled');
  });

  it("is not moved by the author's own verdict", () => {
    assert.equal(reviewStatusOf(annotation([review('Ana', 'agree', 9)]), 1), 'unreviewed');
  });

  it('knows what one has reviewed oneself', () => {
    const reviewed = annotation([review('Bo', 'agree', 9)], 10);
    assert.deepEqual(ownVerdict(reviewed, 'Bo'), { verdict: 'agree', current: false });
    assert.equal(ownVerdict(reviewed, 'Cem'), undefined);
  });
});
