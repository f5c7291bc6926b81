import assert from 'node:assert/strict';
import { applyChanges } from '../../../src/core/text/change';
import type { Revision } from '../../../src/core/model/action';
import { mergeSidecars, splitConflict } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';

const head = 'claimmark: 1\nsource: a.txt\n';
const fresh = newSidecar('a.txt');
const one = after(fresh, tag('one'));
const oneByHand = `${head}annotations:\n${entry('one')}`;

describe('merging the lists of a sidecar', () => {
  it('keeps the first tag of one next to the first dismissal of the other', () => {
    both(fresh, after(fresh, tag('one')), after(fresh, dismissal('no')), { tagged: ['one'], dismissed: ['no'] });
  });

  it('keeps a tag after the last entry next to the first dismissal of the other', () => {
    both(one, after(one, tag('two')), after(one, dismissal('no')), { tagged: ['one', 'two'], dismissed: ['no'] });
  });

  it('keeps a tag next to an unknown key of the other', () => {
    const [ours, theirs] = [after(fresh, tag('one')), `${fresh}team: x\n`];
    assert.match(both(fresh, ours, theirs, { tagged: ['one'], dismissed: [] }), /^team: x$/m);
  });

  it('keeps a dismissal if the other undoes the only one', () => {
    const base = after(one, dismissal('no'));
    const [back, more] = [one, after(base, dismissal('nor this'))];
    both(base, back, more, { tagged: ['one'], dismissed: ['nor this'] });
  });

  it('writes no empty list of dismissals if each undoes one', () => {
    const base = after(one, dismissal('no'), dismissal('nor this'));
    const [ours, theirs] = [after(one, dismissal('no')), after(one, dismissal('nor this'))];
    assert.equal(both(base, ours, theirs, { tagged: ['one'], dismissed: [] }), one);
  });

  it('fills an empty list of dismissals', () => {
    const base = `${one}dismissed: []\n`;
    const [ours, theirs] = [`${base}team: x\n`, `${one}dismissed:\n  - text: "no"\n`];
    both(base, ours, theirs, { tagged: ['one'], dismissed: ['no'] });
  });

  for (const [what, base, ours, theirs] of [
    ['both in brackets', '[{text: a}]', '[{text: a}, {text: b}]', '[{text: a}, {text: c}]'],
    ['one in brackets', '[{text: a}]', '[{text: a}, {text: b}]', '\n  - text: a\n  - text: c'],
    ['one in brackets from now on', '\n  - text: a', '\n  - text: a\n  - text: b', '[{text: a}, {text: c}]'],
  ] as const) {
    it(`leaves a list that both changed to a person, ${what}`, () => {
      const file = (list: string): string => `${oneByHand}dismissed: ${list}\n`.replace(': \n', ':\n');
      const { text, conflicts } = mergeSidecars(file(base), file(ours), file(theirs));
      assert.deepEqual(conflicts, [{ entry: 'dismissed', field: '*' }]);
      assert.deepEqual(splitConflict(text), { ours: file(ours), theirs: file(theirs) });
    });
  }

  it('leaves annotations in brackets that both changed to a person', () => {
    const file = (note: string): string => `${head}annotations: [{id: one, tag: quote, text: x${note}}]\n`;
    const { text, conflicts } = mergeSidecars(file(''), file(', note: Ana'), file(', note: Bo'));
    assert.deepEqual(conflicts, [{ entry: 'annotations', field: '*' }]);
    assert.deepEqual(splitConflict(text), { ours: file(', note: Ana'), theirs: file(', note: Bo') });
  });

  it('takes brackets that only one changed', () => {
    const file = (list: string): string => `${head}annotations: ${list}\n`;
    const changed = file('[{id: one, tag: quote, text: x, note: n}]');
    const [base, other] = [file('[{id: one, tag: quote, text: x}]'), file('[{id: one, tag: quote, text: x}]\nteam: x')];
    assert.equal(both(base, changed, other, { tagged: ['one'], dismissed: [] }), `${changed}team: x\n`);
  });

  it('keeps each list at its own indentation', () => {
    const base = `${oneByHand}\ndismissed:\n- text: a\n`;
    const ours = `${oneByHand}\n${entry('two')}\ndismissed:\n- text: a\n`;
    const text = both(base, ours, `${base}\n- text: b\n`, { tagged: ['one', 'two'], dismissed: ['a', 'b'] });
    assert.equal(text, `${ours}\n- text: b\n`);
  });

  it('shows a whole entry if one removed from a list what the other changed', () => {
    const review = '    reviews:\n      - by: Bo\n        verdict: agree\n        created: "2026-11-22T11:30:00Z"\n';
    const ours = oneByHand + review.replace('agree', 'disagree');
    const { text, conflicts } = mergeSidecars(oneByHand + review, ours, oneByHand);
    assert.deepEqual(conflicts, [{ entry: 'one', field: 'reviews' }]);
    assert.deepEqual(splitConflict(text), { ours, theirs: oneByHand });
  });

  it('merges what both wrote into the same dismissed entry by hand', () => {
    const file = (lines: string): string => `${oneByHand}\ndismissed:\n  - text: a\n${lines}`;
    const text = both(
      file('    line: 1\n'),
      file('    line: 3\n'),
      file('    # Bo: an opinion\n    line: 1\n    why: x\n'),
      {
        tagged: ['one'],
        dismissed: ['a'],
      },
    );
    assert.match(text, /line: 3\n/);
    assert.match(text, /# Bo: an opinion\n/);
    assert.match(text, /why: x\n/);
  });

  it('leaves a dismissal that one undid and the other edited to a person', () => {
    const base = `${oneByHand}\ndismissed:\n  - text: a\n`;
    const { conflicts } = mergeSidecars(base, oneByHand, `${base}    why: x\n`);
    assert.deepEqual(conflicts, [{ entry: 'dismissed', field: '*' }]);
  });
});

describe('merging the comments of a sidecar', () => {
  const keeps = (what: string, base: string, ours: string, theirs: string, comments: readonly string[]): void => {
    it(what, () => {
      for (const [mine, other] of [
        [ours, theirs],
        [theirs, ours],
      ] as const) {
        const { text, conflicts } = mergeSidecars(base, mine, other);
        assert.deepEqual(conflicts, []);
        assert.deepEqual(readSidecar(text).problems, []);
        assert.deepEqual([...text.matchAll(/#.*/g)].map(String).sort(), [...comments].sort());
      }
    });
  };

  keeps('keeps what both wrote at the end', oneByHand, `${oneByHand}# Ana\n`, `${oneByHand}# Bo\n`, ['# Ana', '# Bo']);

  keeps(
    'keeps what both wrote beside the key of a list',
    oneByHand,
    oneByHand.replace('annotations:', 'annotations: # Ana'),
    oneByHand.replace('annotations:', 'annotations: # Bo'),
    ['# Ana', '# Bo'],
  );

  keeps(
    'keeps those around an entry that goes where the other adds one after it',
    `${oneByHand}\n  # above\n${entry('two')}    # below\n`,
    `${oneByHand}\n  # above\n    # below\n`,
    `${oneByHand}\n  # above\n${entry('two')}    # below\n\n${entry('new')}`,
    ['# above', '# below'],
  );

  keeps(
    'takes away what one took away',
    `# Claims\n${oneByHand}# done\n`,
    `# Claims\n${oneByHand}`,
    `# Claims\n# Bo\n${oneByHand}# done\n`,
    ['# Claims', '# Bo'],
  );

  keeps(
    'keeps the same words where they stand more than once',
    `${oneByHand}\n  # see\n${entry('two')}`,
    `${oneByHand}\n  # see\n${entry('two')}\n  # Ana\n${entry('three')}`,
    `  # see\n${oneByHand}\n  # see\n${entry('two')}`,
    ['# see', '# see', '# Ana'],
  );
});

interface Left {
  readonly tagged: readonly string[];
  readonly dismissed: readonly string[];
}

/** Merges either way round, and gives the text of the first. */
function both(base: string, ours: string, theirs: string, left: Left): string {
  const texts = [mergeSidecars(base, ours, theirs), mergeSidecars(base, theirs, ours)].map(({ text, conflicts }) => {
    assert.deepEqual(conflicts, []);
    const { entries, dismissed, problems, state } = readSidecar(text);
    assert.deepEqual({ problems, state }, { problems: [], state: 'writable' }, text);
    const found = { tagged: entries.map(({ key }) => key).sort(), dismissed: dismissed.map((one) => one.text).sort() };
    assert.deepEqual(found, { tagged: [...left.tagged].sort(), dismissed: [...left.dismissed].sort() }, text);
    return text;
  });
  return texts[0] ?? '';
}

function after(text: string, ...revisions: readonly Revision[]): string {
  return revisions.reduce((now, revision) => applyChanges(now, revise(readSidecar(now), [revision]).changes), text);
}

function tag(id: string): Revision {
  return { of: 'annotation', id, after: { id, tag: 'verified', text: `words of ${id}`, line: 3, column: 1 } };
}

function dismissal(text: string): Revision {
  return { of: 'dismissed', after: { text, line: 2, column: 1 } };
}

function entry(id: string): string {
  return `  - id: ${id}\n    tag: verified\n    text: words of ${id}\n`;
}
