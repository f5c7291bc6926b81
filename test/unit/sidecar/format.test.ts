import assert from 'node:assert/strict';
import type { Annotation, Import, Signature } from '../../../src/core/model/annotation';
import type { Revision } from '../../../src/core/model/action';
import { applyChanges } from '../../../src/core/text/change';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';

const made = (text: string, ...revisions: Revision[]): string =>
  applyChanges(text, revise(readSidecar(text), revisions).changes);
const onlyEntry = (text: string): Annotation | undefined => readSidecar(text).entries[0]?.annotation;
const created = '2026-11-22T10:00:00Z';
const ferry: Annotation = {
  id: 'aaaaaaaa',
  tag: 'verified',
  text: 'The ferry sails at six',
  line: 3,
  column: 1,
  before: 'a',
  after: 'b',
  note: 'Seen on the board.',
  by: 'Ana',
  created,
  reviews: [{ by: 'Bo', verdict: 'agree', tag: 'verified', words: '0a1b2c3d', created }],
  links: [{ to: 'b.txt#cccccccc', relation: 'differs', by: 'Bo', created }],
  notLinked: [{ to: 'c.txt', text: 'The ferry is new', by: 'Bo', created }],
  resolved: { by: 'Ana', created },
  adjudicated: { by: 'Cy', created, among: [{ by: 'Ana', tag: 'verified' }, { by: 'Bo', tag: 'quote' }], note: 'Why' }, // prettier-ignore
};
const add: Revision = { of: 'annotation', id: ferry.id, after: ferry };

describe('an entry that is written for the first time', () => {
  it("has people's fields below its words, and the program's fields at its end", () => {
    assert.equal(
      made(newSidecar('a.txt'), add).slice(newSidecar('a.txt').indexOf('annotations')),
      `annotations:
  - id: aaaaaaaa
    tag: verified
    text: The ferry sails at six
    note: Seen on the board.
    reviews:
      - by: Bo
        verdict: agree
        tag: verified
        words: "0a1b2c3d"
        created: "2026-11-22T10:00:00Z"
    resolved:
      by: Ana
      created: "2026-11-22T10:00:00Z"
    adjudicated:
      by: Cy
      created: "2026-11-22T10:00:00Z"
      among:
        - by: Ana
          tag: verified
        - by: Bo
          tag: quote
      note: Why
    links:
      - to: b.txt#cccccccc
        relation: differs
        by: Bo
        created: "2026-11-22T10:00:00Z"
    notLinked:
      - to: c.txt
        text: The ferry is new
        by: Bo
        created: "2026-11-22T10:00:00Z"
    line: 3
    column: 1
    before: a
    after: b
    by: Ana
    created: "2026-11-22T10:00:00Z"
`,
    );
  });

  it('reads back as it was given', () => {
    assert.deepEqual(onlyEntry(made(newSidecar('a.txt'), add)), ferry);
  });
});

describe('an entry that exists', () => {
  const old = `claimmark: 1
source: a.txt
annotations:
  - id: aaaaaaaa
    tag: verified
    text: The ferry sails at six
    line: 3
    column: 1
    by: Ana
`;

  it('keeps the order of its keys; new ones come below its words', () => {
    const before = onlyEntry(old);
    assert.ok(before);
    const after = { ...before, note: 'Seen.', resolved: { by: 'Bo', created } };
    assert.equal(
      made(old, { of: 'annotation', id: before.id, before, after }),
      old.replace(
        'six\n',
        'six\n    note: Seen.\n    resolved:\n      by: Bo\n      created: "2026-11-22T10:00:00Z"\n',
      ),
    );
  });

  it('keeps unknown keys in a map when the map changes', () => {
    const text = made(newSidecar('a.txt'), add).replace('resolved:\n', 'resolved: # closed\n      x-why: all said\n');
    const after = { ...ferry, resolved: { by: 'Bo', created: '2026-11-23T10:00:00Z' } };
    assert.equal(
      made(text, { of: 'annotation', id: ferry.id, before: ferry, after }),
      text.replace(
        'by: Ana\n      created: "2026-11-22T10:00:00Z"\n    adj',
        'by: Bo\n      created: "2026-11-23T10:00:00Z"\n    adj',
      ),
    );
  });
});

describe('a source that is finished', () => {
  const text = newSidecar('a.txt');
  const after: Signature = { by: 'Ana', created };
  const finished = made(text, { of: 'finished', after });

  it('is marked above its annotations, and no longer when that is undone', () => {
    assert.equal(
      finished,
      text.replace('annotations', 'finished:\n  by: Ana\n  created: "2026-11-22T10:00:00Z"\nannotations'),
    );
    assert.deepEqual(readSidecar(finished).finished, after);
    assert.equal(made(finished, { of: 'finished', before: after }), text);
  });

  it('is finished by the later of two people, or by the only one', () => {
    const later = { by: 'Bo', created: '2026-11-24T10:00:00Z' };
    const theirs = made(text, { of: 'finished', after: later });
    for (const [o, t] of [
      [finished, theirs],
      [theirs, finished],
      [theirs, text],
    ] as const)
      // prettier-ignore
      assert.deepEqual(mergeSidecars(text, o, t), { text: theirs, conflicts: [] });
  });
});

describe('merging newer parts of the format', () => {
  const base = made(newSidecar('a.txt'), add);
  const edited = (change: Partial<Annotation>): string =>
    made(base, { of: 'annotation', id: ferry.id, before: ferry, after: { ...ferry, ...change } });

  it('merges links, and dismissed links', () => {
    const link = { to: 'd.txt#dddddddd', relation: 'quotes' } as const;
    const not = { to: 'e.txt#eeeeeeee' };
    const ours = edited({ links: [...(ferry.links ?? []), link] });
    const theirs = edited({ notLinked: [...(ferry.notLinked ?? []), not] });
    const { text, conflicts } = mergeSidecars(base, ours, theirs);
    assert.deepEqual(conflicts, []);
    assert.deepEqual(onlyEntry(text), {
      ...ferry,
      links: [...(ferry.links ?? []), link],
      notLinked: [...(ferry.notLinked ?? []), not],
    });
  });

  const signed = (day: string): Signature => ({ by: 'Bo', created: `${day}T10:00:00Z` });
  const importedOn = (day: string): Import => ({ ...signed(day), from: 'mail.csv' });
  for (const [what, field, early, late] of [
    ['two who closed a discussion', 'resolved', signed('2026-11-23'), signed('2026-11-24')],
    ['two imports of one file', 'imported', importedOn('2026-11-23'), importedOn('2026-11-24')],
  ] as const)
    it(`takes the later of ${what}`, () => {
      const [first, second] = [edited({ [field]: early }), edited({ [field]: late })];
      for (const { text, conflicts } of [mergeSidecars(base, first, second), mergeSidecars(base, second, first)]) {
        assert.deepEqual(conflicts, []);
        assert.deepEqual(onlyEntry(text)?.[field], late);
      }
    });

  it('leaves two different decisions to a person, each whole', () => {
    const decided = (by: string): string =>
      edited({ adjudicated: { by, created: `2026-11-2${by === 'Di' ? '5' : '6'}T10:00:00Z`, among: [] } });
    const { text, conflicts } = mergeSidecars(base, decided('Di'), decided('Eva'));
    assert.deepEqual(conflicts, [{ entry: ferry.id, field: 'adjudicated' }]);
    assert.match(text, /<<<<<<< ours\n {4}adjudicated:\n {6}by: Di\n[^=]*=======\n {4}adjudicated:\n {6}by: Eva\n/);
  });
});
