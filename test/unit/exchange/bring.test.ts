import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import { bringing } from '../../../src/core/exchange/bring';
import { applyActions } from '../../../src/core/state/apply';
import { inverse, type Revision } from '../../../src/core/model/action';

const annotation = (id: string, tag: string): Annotation => ({ id, tag, text: 'The fox ran.' });

/** What is here after some revisions, each as `id tag`. */
function after(here: readonly Annotation[], revisions: readonly Revision[]): string[] {
  const added = here.map((one): Revision => ({ of: 'annotation', id: one.id, after: one }));
  return applyActions(undefined, [...added, ...revisions]).records.map(({ id, tag }) => `${id} ${tag}`);
}

const ours = [annotation('abc', 'ours')];
const theirs = [annotation('abc', 'theirs'), annotation('xyz', 'theirs')];

describe('what a file brings to what is here', () => {
  it('leaves out, replaces or adds what is here already', () => {
    assert.deepEqual(after(ours, bringing(theirs, ours, 'keep')), ['abc ours', 'xyz theirs']);
    assert.deepEqual(after(ours, bringing(theirs, ours, 'replace')), ['abc theirs', 'xyz theirs']);
    assert.deepEqual(after(ours, bringing(theirs, ours, 'both')), ['abc ours', 'abc2 theirs', 'xyz theirs']);
  });

  it('is added beside what an import before it added, and undone without that', () => {
    const twice = [...ours, annotation('abc2', 'retagged')];
    const revisions = bringing(theirs.slice(0, 1), twice, 'both');
    assert.deepEqual(after(twice, revisions), ['abc ours', 'abc2 retagged', 'abc22 theirs']);
    assert.deepEqual(after(twice, [...revisions, ...revisions.map(inverse)]), ['abc ours', 'abc2 retagged']);
  });

  it('is all added where the file itself has the id that would be given', () => {
    for (const ids of [
      ['abc', 'abc2'],
      ['abc2', 'abc'],
    ]) {
      const revisions = bringing(ids.map((id) => annotation(id, id)), ours, 'both'); // prettier-ignore
      const added = after(ours, revisions).map((line) => line.split(' ')[1]);
      assert.deepEqual(added.sort(), ['abc', 'abc2', 'ours']);
    }
  });

  it('is all there where the file has one id twice', () => {
    const same = [annotation('abc', 'first'), annotation('abc', 'second')];
    assert.deepEqual(after([], bringing(same, [], 'keep')), ['abc first', 'abc2 second']);
    assert.deepEqual(after(ours, bringing(same, ours, 'replace')), ['abc first', 'abc2 second']);
    assert.deepEqual(after(ours, bringing(same, ours, 'both')), ['abc ours', 'abc2 first', 'abc22 second']);
  });

  it('says what it replaces, so that undo brings it back', () => {
    const revisions = bringing(theirs.slice(0, 1), ours, 'replace');
    assert.deepEqual(after(ours, [...revisions, ...revisions.map(inverse)]), ['abc ours']);
  });
});
