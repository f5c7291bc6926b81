import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import { idsIn, noHistory, redo, undo, withAction, withNames, type Action } from '../../../src/core/state/history';

const added = (source: string, id: string): Action => {
  const after: Annotation = { id, tag: 'quote', text: id };
  return { label: `add ${id}`, steps: [{ source, revisions: [{ of: 'annotation', id, after }] }] };
};

describe('the history of actions', () => {
  it('undoes the last one, and does it again', () => {
    const history = withAction(withAction(noHistory, added('a.txt', 'one')), added('a.txt', 'two'));
    const undone = undo(history);
    assert.deepEqual(undone?.action.steps[0]?.revisions, [
      { of: 'annotation', id: 'two', before: { id: 'two', tag: 'quote', text: 'two' } },
    ]);
    assert.deepEqual(redo(undone.history)?.action, added('a.txt', 'two'));
    assert.equal(undo(noHistory), undefined);
    assert.equal(redo(history), undefined);
  });

  it('follows sources to their new names, also in what was undone', () => {
    const history = withAction(withAction(noHistory, added('a.txt', 'one')), added('b.txt', 'two'));
    const undone = undo(withAction(history, added('a.txt', 'three')))?.history ?? noHistory;
    const moved = withNames(undone, new Map([['a.txt', 'c.txt']]));
    assert.deepEqual([...idsIn(moved, 'c.txt')], ['one', 'three']);
    assert.deepEqual([...idsIn(moved, 'b.txt')], ['two']);
    assert.deepEqual([...idsIn(moved, 'a.txt')], []);
  });
});
