import assert from 'node:assert/strict';
import { originsOf } from '../../../src/core/crosslink/origins';

const agency = 'The ferry between Holm and Ostra will sail again from the fourth of May, the operator said on Friday.';
const copied = 'From Ostra: the ferry between Holm and Ostra will sail again from the fourth of May, we hear.';
const own = 'Norrline puts its boat to Ostra back into service in early May.';

describe('the origins of passages', () => {
  it('is one if both share a long run of words, and the first one published is the first', () => {
    const passages = [
      { source: 'gazette', text: copied, published: '2026-05-02' },
      { source: 'agency', text: agency, published: '2026-05-01' },
      { source: 'courier', text: own, published: '2026-05-01' },
    ];
    assert.deepEqual(originsOf(passages), [
      { first: 1, passages: [0, 1] },
      { first: 2, passages: [2] },
    ]);
  });

  it('does not tell who was first if one has no date, or both have the same', () => {
    const undated = [
      { source: 'gazette', text: copied },
      { source: 'agency', text: agency, published: '2026-05-01' },
    ];
    assert.deepEqual(originsOf(undated), [{ passages: [0, 1] }]);
    assert.deepEqual(originsOf(undated.map((one) => ({ ...one, published: '2026-05-01' }))), [{ passages: [0, 1] }]);
  });

  it('are two if both only quote the same words', () => {
    const quote = '“We have repaired both engines and replaced the radar, and we will not raise fares this year”';
    const passages = [
      { source: 'a', text: `Norrline’s director was glad: ${quote}.` },
      { source: 'b', text: `${quote}, Ilse Brandt told the islanders on the quay.` },
    ];
    assert.equal(originsOf(passages).length, 2);
  });

  it('is one if a short passage is the same throughout, and two if only a few words are', () => {
    const headline = 'Ferry to Ostra will sail again';
    assert.equal(
      originsOf([
        { source: 'a', text: headline },
        { source: 'b', text: `${headline}!` },
      ]).length,
      1,
    );
    assert.equal(originsOf([{ source: 'a', text: 'The ferry to Ostra is back' }, { source: 'b', text: 'The ferry to Ostra sank' }]).length, 2); // prettier-ignore
  });

  it('is one for passages of one source, and joins them over several steps', () => {
    const passages = [
      { source: 'a', text: own },
      { source: 'b', text: agency },
      { source: 'a', text: copied },
    ];
    assert.deepEqual(originsOf(passages), [{ passages: [0, 1, 2] }]);
  });
});
