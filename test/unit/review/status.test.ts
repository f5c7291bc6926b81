import assert from 'node:assert/strict';
import type { Annotation, Review, Stance, Verdict } from '../../../src/core/model/annotation';
import { judgedIn, latestReviews, ownVerdict, reviewStatusOf } from '../../../src/core/review/status';
import { wordsHash } from '../../../src/core/text/hashes';

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

  it('is agreed until enough reviewers agree, then settled', () => {
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

  it('follows the latest verdict of each reviewer', () => {
    assert.equal(reviewStatusOf(annotation([review('Bo', 'disagree', 9), review('Bo', 'agree', 10)]), 2), 'agreed');
    assert.equal(reviewStatusOf(annotation([review('Bo', 'agree', 10), review('Bo', 'disagree', 9)]), 2), 'agreed');
    assert.equal(reviewStatusOf(annotation([review('Bo', 'agree', 9), review('Bo', 'disagree', 9)]), 2), 'contested');
  });

  it('counts a verdict for the tag and the words that it judged, whatever else has changed', () => {
    const judged = { tag: 'verified', words: wordsHash('words') };
    const agreed = annotation([{ ...review('Bo', 'agree', 9), ...judged }], 10);
    assert.equal(reviewStatusOf(agreed, 1), 'settled');
    assert.equal(reviewStatusOf({ ...agreed, note: 'A comma, more.', evidence: [{ url: 'https://e.example' }], line: 9 }, 1), 'settled'); // prettier-ignore
    assert.equal(reviewStatusOf({ ...agreed, tag: 'unconfirmed' }, 1), 'stale');
    assert.equal(reviewStatusOf({ ...agreed, text: 'word' }, 1), 'stale');
    assert.equal(reviewStatusOf(agreed, 1, true), 'stale');
    assert.equal(reviewStatusOf({ ...agreed, text: 'new', was: 'words' }, 1, true), 'stale');
    assert.equal(reviewStatusOf({ ...agreed, text: 'new', was: 'words' }, 1), 'settled');
    assert.deepEqual(ownVerdict({ ...agreed, tag: 'quote' }, 'Bo'), { verdict: 'agree', current: false, changed: 'tag' }); // prettier-ignore
  });

  it('counts a verdict on new words that the author has not confirmed for those words alone', () => {
    const edited = { ...annotation([]), text: 'new', was: 'words' };
    const seen = { ...edited, reviews: [{ ...review('Bo', 'agree', 9), ...judgedIn(edited, true) }] };
    assert.equal(reviewStatusOf(seen, 1, true), 'settled');
    assert.equal(reviewStatusOf(seen, 1), 'stale');
  });

  it('counts an old verdict that does not say what it judged, unless there is a newer one', () => {
    assert.equal(reviewStatusOf(annotation([review('Bo', 'agree', 9)], 10), 1), 'stale');
    assert.equal(reviewStatusOf(annotation([review('Bo', 'agree', 9), review('Cem', 'agree', 11)], 10), 1), 'settled');
    assert.equal(reviewStatusOf(annotation([review('Bo', 'agree', 10)], 10), 1), 'settled');
  });

  it('is contested until the reviewer says otherwise, whatever the author does', () => {
    const disagreed = annotation([{ ...review('Bo', 'disagree', 9), tag: 'verified' }], 10);
    for (const change of [{}, { text: 'word' }, { tag: 'unconfirmed' }, { note: 'x' }, { updated: at(12) }])
      assert.equal(reviewStatusOf({ ...disagreed, ...change }, 1), 'contested');
    assert.equal(reviewStatusOf({ ...disagreed, reviews: [review('Bo', 'agree', 11)] }, 1), 'settled');
    assert.equal(reviewStatusOf(annotation([review('Bo', 'disagree', 9)], 10), 1, true), 'contested');
  });

  it('prefers a verdict on the present words and tag to a later one on others', () => {
    const both = [
      { ...review('Bo', 'disagree', 9), tag: 'verified' },
      { ...review('Bo', 'agree', 10), tag: 'unconfirmed' },
    ];
    assert.equal(reviewStatusOf(annotation(both), 1), 'contested');
    assert.equal(reviewStatusOf({ ...annotation(both), tag: 'unconfirmed' }, 1), 'settled');
  });

  it('is an open question while somebody is unsure and asks, until that is closed', () => {
    const asked = annotation([{ ...review('Bo', 'unsure', 9), note: 'Which year?' }, review('Cem', 'agree', 9)]);
    assert.equal(reviewStatusOf(asked, 1), 'questioned');
    assert.equal(reviewStatusOf({ ...asked, resolved: { by: 'Ana', created: at(10) } }, 1), 'settled');
    assert.equal(reviewStatusOf({ ...asked, resolved: { by: 'Ana', created: at(8) } }, 1), 'questioned');
  });

  it('is settled by an adjudicator, until somebody disagrees later or the tag changes', () => {
    const among = [{ by: 'Ana', tag: 'verified' }, { by: 'Bo', tag: 'unconfirmed' }]; // prettier-ignore
    const adjudicated = { by: 'Dee', created: at(12), ...judgedIn(annotation([])), among };
    const decided = { ...annotation([review('Bo', 'disagree', 9)]), adjudicated };
    assert.equal(reviewStatusOf(decided, 3), 'settled');
    assert.equal(reviewStatusOf({ ...decided, reviews: [review('Bo', 'disagree', 13)] }, 1), 'contested');
    assert.equal(reviewStatusOf({ ...decided, tag: 'unconfirmed' }, 1), 'contested');
    assert.equal(reviewStatusOf({ ...decided, text: 'others' }, 1), 'stale');
    assert.deepEqual(latestReviews(decided).get('Bo')?.verdict, 'disagree');
  });

  it('is contested if it is verified and its only evidence contradicts it', () => {
    const url = 'https://example.org';
    const rested = (...says: Stance[]) => ({ ...annotation([]), evidence: says.map((one) => ({ url, says: one })) });
    assert.equal(reviewStatusOf(rested('contradicts'), 1), 'contested');
    assert.equal(reviewStatusOf(rested('contradicts', 'context'), 1), 'contested');
    assert.equal(reviewStatusOf(rested('contradicts', 'supports'), 1), 'unreviewed');
    assert.equal(reviewStatusOf({ ...rested('contradicts'), tag: 'unconfirmed' }, 1), 'unreviewed');
  });

  it('takes a review without a time for an old one', () => {
    const undated = { by: 'Bo', verdict: 'agree' as const, created: 'last week' };
    assert.equal(reviewStatusOf(annotation([undated], 10), 1), 'stale');
    assert.equal(reviewStatusOf(annotation([undated]), 1), 'settled');
  });

  it("ignores the author's own verdict", () => {
    assert.equal(reviewStatusOf(annotation([review('Ana', 'agree', 9)]), 1), 'unreviewed');
  });

  it('knows what one has reviewed oneself', () => {
    const reviewed = annotation([review('Bo', 'agree', 9)], 10);
    assert.deepEqual(ownVerdict(reviewed, 'Bo'), { verdict: 'agree', current: false, changed: 'unknown' });
    assert.equal(ownVerdict(reviewed, 'Cem'), undefined);
  });
});
