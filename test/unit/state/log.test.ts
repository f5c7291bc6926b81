import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import type { Revision } from '../../../src/core/model/action';
import { readSidecar, type Sidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';
import {
  answered,
  begun,
  overwritten,
  recovered,
  refused,
  removedFrom,
  seenIn,
  shownIn,
  written,
} from '../../../src/core/state/progress';
import {
  emptyLog,
  idsIn,
  journalOf,
  pendingIn,
  restored,
  withAction,
  withMore,
  withNames,
  withUpkeep,
  type ActionLog,
  type LoggedAction,
} from '../../../src/core/state/log';
import { takeBack, takenTogether, type Taken } from '../../../src/core/state/takeBack';
import { applyChanges } from '../../../src/core/text/change';
import { fingerprint } from '../../../src/core/text/hashes';

const of = 'annotation';
const source = 'a.txt';
const dam: Annotation = { id: 'aaaa1111', tag: 'verified', text: 'The dam held', line: 3 };
const mill: Annotation = { id: 'bbbb2222', tag: 'quote', text: 'nobody was at the mill', line: 5 };
const noted: Annotation = { ...dam, note: 'See the minutes.' };

const added = (after: Annotation): Revision => ({ of, id: after.id, after });
const edited = (before: Annotation, after: Annotation): Revision => ({ of, id: before.id, before, after });
const removed = (before: Annotation): Revision => ({ of, id: before.id, before });
const action = (...revisions: readonly Revision[]) => ({ label: 'do', steps: [{ source, revisions }] });
const logOf = (...revisions: readonly Revision[]): ActionLog =>
  revisions.reduce((log, revision) => withAction(log, action(revision)), emptyLog);
const savedOf = (...revisions: readonly Revision[]): ActionLog => {
  const write = { before: '', after: '' };
  return written(begun(logOf(...revisions), source, write), source, write, 'saved');
};
const fileWith = (...records: readonly Annotation[]): Sidecar => {
  const empty = readSidecar(newSidecar(source));
  return readSidecar(applyChanges(empty.text, revise(empty, records.map(added)).changes));
};
const undoOf = (log: ActionLog, ...records: readonly Annotation[]) => {
  const taken = takeBack(log, 'undo', () => records);
  assert.ok(taken);
  const kept = taken.kept.map(({ annotation, why }) => `${annotation.id} ${why}`);
  return { ...taken, does: taken.action.steps.flatMap(({ revisions }) => revisions), kept };
};

describe('undo', () => {
  it('reverts the last action, and redo does it again', () => {
    const log = logOf(added(dam), added(mill));
    const undone = undoOf(log, dam, mill);
    assert.deepEqual(undone.does, [removed(mill)]);
    const again = takeBack(undone.log, 'redo', () => [dam]);
    assert.deepEqual(again?.action.steps, [{ source, revisions: [added(mill)] }]);
    assert.deepEqual(undoOf(again.log, dam, mill).does, [removed(mill)]);
    assert.equal(
      takeBack(emptyLog, 'undo', () => []),
      undefined,
    );
    assert.equal(
      takeBack(log, 'redo', () => []),
      undefined,
    );
  });

  it('reverts an action of several parts at once, however far each part has got', () => {
    const linked = { ...dam, links: [{ to: 'a.txt#bbbb2222', relation: 'supports' as const }] };
    const other = { label: 'do', steps: [{ source: 'b.txt', revisions: [added(mill)] }] };
    const first = withUpkeep(savedOf(added(dam)), action(edited(dam, { ...dam, line: 4 })));
    const log = withMore(withMore(withMore(first, action(added(mill))), other), action(edited(dam, linked)));
    assert.deepEqual(pendingIn(log, source), [added(mill), edited(dam, linked), edited(dam, { ...dam, line: 4 })]);
    const taken = takeBack(log, 'undo', (name) => (name === source ? [linked, mill] : [mill]));
    assert.deepEqual(taken?.kept, []);
    assert.deepEqual(
      taken.action.steps.map(({ source, revisions }) => [source, revisions]),
      [
        ['a.txt', [removed(linked), removed(mill)]],
        ['b.txt', [removed(mill)]],
      ],
    );
    assert.equal(
      takeBack(taken.log, 'undo', () => []),
      undefined,
    );
    assert.deepEqual(takeBack(taken.log, 'redo', () => [])?.action.steps.length, 2);
  });

  it('reverts an action of many steps part by part, the last first, and redoes it the same way', () => {
    const linked = { ...dam, links: [{ to: 'a.txt#bbbb2222', relation: 'supports' as const }] };
    const all = withMore(withMore(savedOf(added(dam)), action(added(mill))), action(edited(dam, linked)));
    const one = takeBack(all, 'undo', () => [linked, mill], 2) ?? assert.fail();
    assert.deepEqual(one.action.steps, [{ source, revisions: [edited(linked, dam), removed(mill)] }]);
    const other = takeBack(one.log, 'undo', () => [dam], 2, one) ?? assert.fail();
    assert.deepEqual(other.action.steps, [{ source, revisions: [removed(dam)] }]);
    assert.deepEqual([one.rest, other.rest], [[added(dam)], undefined]);
    assert.equal(takeBack(other.log, 'undo', () => [], 2, other), undefined); // prettier-ignore
    assert.equal(takenTogether(one, other).action.steps.length, 2);
    const again = takeBack(other.log, 'redo', () => [], 1) ?? assert.fail();
    assert.deepEqual(again.action.steps[0]?.revisions, [added(dam)]);
    const end = takeBack(again.log, 'redo', () => [dam], 2, again) ?? assert.fail();
    assert.deepEqual(end.action.steps[0]?.revisions, [added(mill), edited(dam, linked)]);
    assert.deepEqual(undoOf(end.log, linked, mill).does.length, 2);
  });

  it('stops between two parts if somebody does something else, and both can be undone', () => {
    const all = withMore(savedOf(added(dam)), action(added(mill)));
    const one = takeBack(all, 'undo', () => [dam, mill], 1) ?? assert.fail();
    const noting = withAction(one.log, { ...action(edited(dam, noted)), label: 'note' });
    assert.equal(takeBack(noting, 'undo', () => [noted], 1, one), undefined); // prettier-ignore
    const back = undoOf(noting, noted);
    assert.deepEqual(back.does, [edited(noted, dam)]);
    assert.deepEqual(undoOf(back.log, dam).does, [removed(dam)]);
  });

  it('keeps the rest of an action that is half undone, however long the log', () => {
    const many = (from: number): Revision[] =>
      Array.from({ length: 30_000 }, (_, i) => added({ ...dam, id: `d${from + i}` }));
    let log: ActionLog = emptyLog;
    for (const from of [0, 30_000, 60_000, 90_000]) log = withMore(log, action(...many(from)));
    const write = { before: '', after: '' };
    let taken: Taken | undefined;
    for (const left of [90_000, 60_000, 30_000, 0]) {
      log = written(begun(log, source, write), source, write, 'saved');
      const records = many(left).flatMap((one) => (one.of === 'annotation' && one.after ? one.after : []));
      taken = takeBack(log, 'undo', () => records, 30_000, taken) ?? assert.fail();
      assert.deepEqual([taken.action.steps[0]?.revisions.length, taken.kept.length], [30_000, 0]);
      log = taken.log;
    }
  });

  it('reverts what somebody did between two parts separately', () => {
    const between = withAction(logOf(added(dam)), { ...action(edited(dam, noted)), label: 'note' });
    const log = withMore(between, action(added(mill)));
    assert.deepEqual(undoOf(log, noted, mill).does, [removed(mill)]);
    assert.deepEqual(undoOf(undoOf(log, noted, mill).log, noted).does, [edited(noted, dam)]);
    const back = withMore(undoOf(logOf(added(dam)), dam).log, action(added(mill)));
    assert.deepEqual(undoOf(back, mill).does, [removed(mill)]);
    assert.equal(
      takeBack(back, 'redo', () => [mill]),
      undefined,
    );
  });

  it('goes back action by action, and forth in the same order', () => {
    const one = undoOf(logOf(added(dam), edited(dam, noted), added(mill)), noted, mill);
    const two = undoOf(one.log, noted);
    assert.deepEqual(two.does, [edited(noted, dam)]);
    const redone = takeBack(two.log, 'redo', () => [dam]);
    assert.deepEqual(redone?.action.steps[0]?.revisions, [edited(dam, noted)]);
    const other = takeBack(redone.log, 'redo', () => [noted]);
    assert.deepEqual(other?.action.steps[0]?.revisions, [added(mill)]);
  });

  it('leaves nothing to redo after another action', () => {
    const undone = undoOf(logOf(added(dam)), dam).log;
    assert.equal(takeBack(withAction(undone, action(added(mill))), 'redo', () => [mill]), undefined); // prettier-ignore
    assert.ok(takeBack(withUpkeep(undone, action(edited(mill, { ...mill, line: 9 }))), 'redo', () => [mill]));
  });

  it('reverts a tag even if the program has updated its words, context and place since', () => {
    const upkept = {
      ...dam,
      text: 'The old dam held',
      was: dam.text,
      line: 7,
      before: 'In May ',
      updated: '2026-05-01T10:00:00Z',
    };
    const log = withUpkeep(logOf(added(dam)), action(edited(dam, upkept)));
    const undone = undoOf(log, upkept);
    assert.deepEqual([undone.does, undone.kept], [[removed(upkept)], []]);
    assert.deepEqual(takeBack(undone.log, 'redo', () => [])?.action.steps[0]?.revisions, [added(upkept)]);
  });

  it('keeps an entry that somebody else has changed, reviewed or moved since, and says which', () => {
    const review = { by: 'Bo Chen', verdict: 'agree', created: '2026-05-01T10:00:00Z' } as const;
    for (const [theirs, why] of [
      [{ ...dam, tag: 'unconfirmed' }, 'changed'],
      [{ ...dam, text: 'the dike held' }, 'changed'],
      [{ ...dam, reviews: [review] }, 'reviewed'],
      [{ ...dam, discussion: [{ by: 'Bo Chen', note: 'Which one?', created: review.created }] }, 'reviewed'],
      [{ ...dam, reviews: [review], note: 'Mine.' }, 'changed'],
    ] as const) {
      const undone = undoOf(logOf(added(dam)), theirs);
      assert.deepEqual([undone.does, undone.kept], [[], [`${dam.id} ${why}`]]);
      assert.equal(takeBack(undone.log, 'undo', () => [theirs]), undefined); // prettier-ignore
    }
  });

  it('reverts what is still unchanged, and keeps the rest', () => {
    const after = { ...dam, tag: 'unconfirmed', note: 'See the minutes.' };
    const theirs = { ...after, tag: 'quote', speaker: 'Ana Lima' };
    const undone = undoOf(logOf(added(dam), edited(dam, after)), theirs);
    assert.deepEqual(undone.does, [edited(theirs, { ...dam, tag: 'quote', speaker: 'Ana Lima' })]);
    assert.deepEqual(undone.kept, [`${dam.id} changed`]);
    assert.deepEqual(undoOf(logOf(edited(dam, noted))).kept, [`${dam.id} removed`]);
  });

  it('removes its own review from a list, and keeps later ones', () => {
    const review = (by: string) => ({ by, verdict: 'agree', created: '2026-05-01T10:00:00Z' }) as const;
    const mine = { ...dam, reviews: [review('Ana Lima')] };
    const both = { ...dam, reviews: [review('Ana Lima'), review('Bo Chen')] };
    const undone = undoOf(logOf(edited(dam, mine)), both);
    assert.deepEqual(undone.does, [edited(both, { ...dam, reviews: [review('Bo Chen')] })]);
    assert.deepEqual(undone.kept, []);
  });

  it('follows renamed sources, even for what was undone', () => {
    const undone = undoOf(logOf(added(dam), added(mill)), dam, mill).log;
    const moved = withNames(undone, (name) => (name === source ? 'c.txt' : name));
    assert.deepEqual([...idsIn(moved, 'c.txt')], [dam.id, mill.id]);
    assert.equal(takeBack(moved, 'redo', () => [dam])?.action.steps[0]?.source, 'c.txt'); // prettier-ignore
    assert.deepEqual(pendingIn(moved, source), []);
  });
});

describe('what another program overwrote', () => {
  const back = (log: ActionLog, before: Annotation[], now: Annotation[]): readonly Revision[] =>
    overwritten(log, source, fileWith(...before), fileWith(...now));

  it('is nothing if all of it is there, even elsewhere', () => {
    assert.deepEqual(back(savedOf(added(dam)), [dam], [dam]), []);
    assert.deepEqual(back(savedOf(added(dam), edited(dam, noted)), [noted], [noted]), []);
    assert.deepEqual(back(savedOf(edited(dam, noted)), [noted], [{ ...noted, line: 5 }]), []);
  });

  it('is an annotation that is gone, with everything people said about it', () => {
    assert.deepEqual(back(savedOf(added(dam)), [dam], []), [added(dam)]);
    assert.deepEqual(back(savedOf(added(dam), edited(dam, noted)), [noted], []), [added(noted)]);
    assert.deepEqual(back(savedOf(edited(dam, noted)), [noted], []), [added(noted)]);
  });

  it('is restored on top of what somebody else did since', () => {
    const theirs = { ...dam, speaker: 'Ana' };
    assert.deepEqual(back(savedOf(edited(dam, noted)), [noted], [theirs]), [
      edited(theirs, { ...noted, speaker: 'Ana' }),
    ]);
  });

  it('is nothing that somebody changed, that the program wrote, or that was removed on purpose', () => {
    assert.deepEqual(back(savedOf(edited(dam, noted)), [noted], [{ ...dam, note: 'Doubtful.' }]), []);
    assert.deepEqual(back(savedOf(edited(dam, { ...dam, line: 4 })), [{ ...dam, line: 4 }], [dam]), []);
    assert.deepEqual(back(savedOf(added(dam), removed(dam)), [], []), []);
  });

  it('is nothing if the last action is still there: whoever wrote the file knew of the others', () => {
    assert.deepEqual(back(savedOf(added(dam), added(mill)), [dam, mill], [mill]), []);
    assert.deepEqual(back(savedOf(added(dam), added(mill)), [dam, mill], []), [added(dam), added(mill)]);
  });

  it('is nothing that was gone before, or is not saved', () => {
    assert.deepEqual(back(savedOf(added(dam)), [], []), []);
    assert.deepEqual(back(logOf(added(dam)), [dam], []), []);
  });
});

describe('a window that crashes while it writes', () => {
  const [before, after] = [fileWith(), fileWith(dam)];
  const dying = (...revisions: Revision[]): ActionLog => {
    const write = { before: fingerprint(before.text), after: fingerprint(after.text) };
    const journal = JSON.stringify(journalOf(begun(logOf(...revisions), source, write)));
    return restored(JSON.parse(journal) as LoggedAction[]);
  };
  const look = (log: ActionLog, sidecar: Sidecar | undefined) => recovered(log, source, { sidecar, isUnsaved: false });

  it('has written if the file holds what it was to hold', () => {
    const { log, asked } = look(dying(added(dam)), after);
    assert.deepEqual([pendingIn(log, source), asked, journalOf(log)], [[], [], []]);
  });

  it('has not written if the file is unchanged', () => {
    const { log, asked } = look(dying(added(dam)), before);
    assert.deepEqual([pendingIn(log, source), asked], [[added(dam)], []]);
  });

  it('has written if its work is in a file that changed since, in any way', () => {
    for (const theirs of [fileWith(dam, mill), fileWith({ ...dam, tag: 'unconfirmed' }, mill)]) {
      const { log, asked } = look(dying(added(dam)), theirs);
      assert.deepEqual([pendingIn(log, source), asked, journalOf(log)], [[], [], []]);
    }
  });

  it('is asked about, in each window until somebody answers, if the file changed and its work is missing', () => {
    const first = look(dying(added(dam)), fileWith(mill));
    assert.deepEqual([pendingIn(first.log, source), first.asked], [[], [added(dam)]]);
    const second = restored(JSON.parse(JSON.stringify(journalOf(first.log))) as LoggedAction[]);
    assert.deepEqual(look(second, fileWith(mill)).asked, [added(dam)]);
    assert.deepEqual(journalOf(answered(first.log, source, false, { sidecar: fileWith(mill), isUnsaved: false })), []);
  });

  it('keeps what a colleague made of an entry since', () => {
    const retagged = { ...dam, tag: 'unconfirmed' };
    const write = { before: fingerprint(after.text), after: fingerprint(fileWith(retagged).text) };
    const log = restored(journalOf(begun(logOf(edited(dam, retagged)), source, write)));
    const theirs = recovered(log, source, { sidecar: fileWith({ ...dam, tag: 'quote' }, mill), isUnsaved: false });
    assert.deepEqual([pendingIn(theirs.log, source), theirs.asked], [[], []]);
  });

  it('has done the one of two writes that the file shows, whatever the second was to do', () => {
    // The second began with a file that had lost what the first brought.
    const [empty, milled] = [fileWith(), fileWith(mill)];
    const first = { before: fingerprint(empty.text), after: fingerprint(fileWith(dam).text) };
    const one = written(begun(logOf(added(dam)), source, first), source, first, 'in the file');
    const second = { before: fingerprint(empty.text), after: fingerprint(milled.text) };
    const two = begun(withAction(one, action(added(mill))), source, second);
    const seen = look(restored(journalOf(two)), milled);
    assert.deepEqual([seen.asked, pendingIn(seen.log, source)], [[added(dam)], []]);
  });

  it('repeats nothing that was undone by a saved write', () => {
    const into = { before: fingerprint(before.text), after: fingerprint(after.text), isUnsaved: true };
    const held = written(begun(logOf(added(dam)), source, into), source, into, 'in the file');
    const out = { before: fingerprint(before.text), after: fingerprint(before.text) };
    const taken = written(begun(withAction(held, action(removed(dam))), source, out), source, out, 'saved');
    const { log, asked } = look(restored(journalOf(taken)), before);
    assert.deepEqual([pendingIn(log, source), asked], [[], []]);
  });

  it('loses nothing that it had not begun to write', () => {
    const log = withAction(dying(added(dam)), action(added(mill)));
    assert.deepEqual(pendingIn(restored(journalOf(log)), source), [added(mill)]);
    assert.deepEqual(pendingIn(look(log, before).log, source), [added(dam), added(mill)]);
  });
});

describe('the bytes of a removed entry', () => {
  const whole = fileWith(dam, mill);
  const file = readSidecar(whole.text.replace('    tag: quote', '    # Ask the miller.\n    tag: quote'));
  const { after, removed: gone } = revise(file, [removed(mill)]);
  const write = { before: fingerprint(file.text), after: fingerprint(after.text) };
  const begin = begun(logOf(removed(mill)), source, write, gone);
  const afterUndo = (log: ActionLog, name = source): string => {
    const back = takeBack(log, 'undo', () => [dam]);
    const revisions = back?.action.steps.flatMap((step) => step.revisions) ?? [];
    return applyChanges(after.text, revise(after, revisions, removedFrom(log, name)).changes);
  };

  it('come back with its comments by undo', () => {
    assert.equal(afterUndo(written(begin, source, write, 'saved')), file.text);
  });

  it('come back in a source that was renamed since', () => {
    const renamed = withNames(written(begin, source, write, 'saved'), () => 'b.txt');
    assert.equal(afterUndo(renamed, 'b.txt'), file.text);
  });

  it('are still known if the write failed: an editor may have emptied the file before', () => {
    assert.equal(removedFrom(refused(begin, source), source).get(mill.id)?.lines.includes('# Ask the miller.'), true);
  });

  it('are forgotten with the window, because the next one undoes nothing of it', () => {
    assert.equal(JSON.stringify(journalOf(begin)).includes('Ask the miller'), false);
    assert.equal(removedFrom(restored(journalOf(begin)), source).size, 0);
  });
});

describe('an editor that holds a sidecar', () => {
  const [before, after] = [fileWith(), fileWith(dam)];
  const write = { before: fingerprint(before.text), after: fingerprint(after.text) };
  const held = written(begun(logOf(added(dam)), source, write), source, write, 'in the file');
  const behind = written(begun(logOf(added(dam)), source, write), source, write, 'in the file', write.before);
  const pendingAfter = (log: ActionLog, seen: Parameters<typeof seenIn>[2]): readonly Revision[] =>
    pendingIn(seenIn(log, source, seen), source);
  const isSaved = (log: ActionLog, seen: Parameters<typeof seenIn>[2]): boolean =>
    journalOf(seenIn(log, source, seen)).length === 0;

  it('gives back what it discarded, whatever it shows then', () => {
    assert.deepEqual(pendingAfter(held, { sidecar: before, isUnsaved: false }), [added(dam)]);
    assert.deepEqual(pendingAfter(held, { sidecar: fileWith(mill), isUnsaved: false }), [added(dam)]);
    assert.deepEqual(pendingAfter(held, { sidecar: undefined, isUnsaved: false }), [added(dam)]);
  });

  it('has it while it is unsaved, and for good once it is saved', () => {
    assert.equal(isSaved(held, { sidecar: after, isUnsaved: true }), false);
    assert.deepEqual(pendingAfter(held, { sidecar: before, isUnsaved: true }), []);
    assert.equal(isSaved(held, { sidecar: after, isUnsaved: false, isMeant: true }), true);
    assert.equal(isSaved(held, { sidecar: before, isUnsaved: false, isMeant: true }), true);
  });

  it('gets what was written if it was edited before it had read that', () => {
    assert.deepEqual(pendingAfter(behind, { sidecar: before, isUnsaved: true }), [added(dam)]);
    assert.deepEqual(pendingAfter(behind, { sidecar: before, isUnsaved: false, isMeant: true }), [added(dam)]);
    assert.deepEqual(pendingAfter(behind, { sidecar: after, isUnsaved: true }), []);
  });

  it('is behind until it shows something else', () => {
    assert.equal(isSaved(behind, { sidecar: before, isUnsaved: false }), false);
    assert.equal(isSaved(behind, { sidecar: after, isUnsaved: false }), true);
    assert.equal(isSaved(behind, { sidecar: fileWith(mill), isUnsaved: false }), true);
  });

  it('that has read the first of two writes is only behind the second', () => {
    const both = fileWith(dam, mill);
    const next = { before: write.after, after: fingerprint(both.text) };
    const log = withAction(behind, action(added(mill)));
    const two = written(begun(log, source, next), source, next, 'in the file', write.before);
    const read = seenIn(two, source, { sidecar: after, isUnsaved: false });
    assert.deepEqual(pendingAfter(read, { sidecar: after, isUnsaved: true }), [added(mill)]);
  });

  it('gives back in the order of the actions', () => {
    const log = withAction(held, action(edited(dam, noted)));
    assert.deepEqual(pendingAfter(log, { sidecar: fileWith(mill), isUnsaved: false }), [
      added(dam),
      edited(dam, noted),
    ]);
  });
});

describe('what an editor of a sidecar has lost, among other actions', () => {
  const retagged = { ...dam, tag: 'unconfirmed' };
  /** Written in this order, each into a file that the open editor has not read. */
  const unread = (...revisions: readonly Revision[]): ActionLog =>
    revisions.reduce((log, revision) => {
      const write = { before: 'old', after: 'new' };
      return written(begun(withAction(log, action(revision)), source, write), source, write, 'in the file', 'shown');
    }, emptyLog);
  const givenBack = (log: ActionLog, ...shown: readonly Annotation[]): readonly Revision[] =>
    pendingIn(seenIn(log, source, { sidecar: fileWith(...shown), isUnsaved: true }), source);

  it('is a removal of an entry that was added, or retagged, before that', () => {
    assert.deepEqual(givenBack(unread(added(dam), removed(dam)), dam), [removed(dam)]);
    assert.deepEqual(givenBack(unread(added(dam), removed(dam))), []);
    const log = unread(edited(dam, retagged), removed(retagged));
    assert.deepEqual(givenBack(log, dam), [removed(dam)]);
    assert.deepEqual(givenBack(log, retagged), [removed(retagged)]);
    assert.deepEqual(givenBack(log, noted), []);
  });

  it('is an entry that was removed and is there again, by undo and redo', () => {
    assert.deepEqual(givenBack(unread(removed(dam), added(dam))), [added(dam)]);
    assert.deepEqual(givenBack(unread(removed(dam), added(dam)), dam), []);
  });

  it('is the last of two changes if it shows the first, or one that was undone', () => {
    assert.deepEqual(givenBack(unread(added(dam), edited(dam, retagged)), dam), [edited(dam, retagged)]);
    assert.deepEqual(givenBack(unread(edited(dam, retagged), edited(retagged, dam)), retagged), [
      edited(retagged, dam),
    ]);
  });

  it('is nothing that a pending action reverts, and it is applied before that', () => {
    const log = unread(edited(dam, retagged));
    const undone = withAction(log, action(edited(retagged, dam)));
    assert.deepEqual(givenBack(undone, retagged), [edited(retagged, dam)]);
    assert.deepEqual(givenBack(undone, dam), [edited(dam, retagged), edited(retagged, dam)]);
  });

  it('is not what is being undone at that moment', () => {
    const removing = withAction(unread(added(dam)), action(removed(dam)));
    assert.deepEqual(givenBack(begun(removing, source, { before: 'new', after: 'newer' })), [removed(dam)]);
  });

  it('is known at the moment when it is closed or shows the file as before', () => {
    const [before, after] = [fileWith(mill), fileWith(dam, mill)];
    const write = { before: fingerprint(before.text), after: fingerprint(after.text), isUnsaved: true };
    const writing = begun(logOf(added(dam)), source, write);
    const held = written(writing, source, write, 'in the file');
    assert.deepEqual(pendingIn(shownIn(held, source, undefined), source), [added(dam)]);
    assert.deepEqual(pendingIn(shownIn(held, source, before.text), source), [added(dam)]);
    assert.deepEqual(pendingIn(shownIn(held, source, after.text), source), []);
    const late = written(shownIn(writing, source, undefined), source, write, 'in the file');
    assert.deepEqual(pendingIn(late, source), [added(dam)]);
  });

  it('has been read once it shows it, so that removing it a moment later is on purpose', () => {
    const [before, after] = [fileWith(mill), fileWith(dam, mill)];
    const write = { before: fingerprint(before.text), after: fingerprint(after.text) };
    const writing = begun(logOf(added(dam)), source, write);
    const held = written(writing, source, write, 'in the file', fingerprint(before.text));
    const takenOut = { sidecar: before, isUnsaved: true };
    assert.deepEqual(pendingIn(seenIn(held, source, takenOut), source), [added(dam)]);
    assert.deepEqual(pendingIn(seenIn(shownIn(held, source, after.text), source, takenOut), source), []);
  });
});

describe('the log', () => {
  it('is bounded by dropping saved actions, the oldest first, and nothing else', () => {
    let log = savedOf(added(dam));
    log = withAction(log, action(added(mill)));
    for (let i = 0; i < 1200; i++) {
      const write = { before: '', after: '' };
      log = withAction(log, {
        label: 'do',
        steps: [{ source: 'b.txt', revisions: [added({ ...dam, id: `id${i}` })] }],
      });
      log = written(begun(log, 'b.txt', write), 'b.txt', write, 'saved');
    }
    assert.ok(log.actions.length <= 1001);
    assert.deepEqual([...idsIn(log, source)], [mill.id]);
    assert.ok(idsIn(log, 'b.txt').has('id1199'));
    assert.ok(!idsIn(log, 'b.txt').has('id0'));
  });
});
