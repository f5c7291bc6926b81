import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import type { Revision } from '../../../src/core/model/action';
import { bringingBack } from '../../../src/core/state/taken';

const one: Annotation = { id: 'aaaa1111', tag: 'verified', text: 'The dam held', line: 3 };
const noted: Annotation = { ...one, note: 'See the minutes.' };
const of = 'annotation';
const [added, wrote]: Revision[] = [
  { of, id: one.id, after: one },
  { of, id: one.id, before: one, after: noted },
] as const;

describe('what brings back what was done', () => {
  const back = (done: (Revision | undefined)[], records: Annotation[]): readonly Revision[] =>
    bringingBack(
      done.flatMap((revision) => revision ?? []),
      records,
    );

  it('is nothing where all of it is there', () => {
    assert.deepEqual(back([added], [one]), []);
    assert.deepEqual(back([added, wrote], [noted]), []);
    assert.deepEqual(back([wrote], [{ ...noted, line: 5 }]), []);
  });

  it('adds an annotation that is gone, with all that was said of it', () => {
    assert.deepEqual(back([added], []), [added]);
    assert.deepEqual(back([added, wrote], []), [{ of, id: one.id, after: noted }]);
    assert.deepEqual(back([wrote], []), [{ of, id: one.id, after: noted }]);
  });

  it('says again what was said, on top of what somebody else did since', () => {
    const theirs = { ...one, speaker: 'Ana' };
    assert.deepEqual(back([wrote], [theirs]), [
      { of, id: one.id, before: theirs, after: { ...noted, speaker: 'Ana' } },
    ]);
  });

  it('leaves what somebody else changed otherwise, what moved, and what was removed on purpose', () => {
    assert.deepEqual(back([wrote], [{ ...one, note: 'Doubtful.' }]), []);
    assert.deepEqual(back([{ of, id: one.id, before: one, after: { ...one, line: 4 } }], [one]), []);
    assert.deepEqual(back([added, { of, id: one.id, before: one }], []), []);
  });
});
