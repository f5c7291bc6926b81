import assert from 'node:assert/strict';
import { applyChanges } from '../../../src/core/text/change';
import type { Revision } from '../../../src/core/model/action';
import { mergeSidecars, splitConflict } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { revise } from '../../../src/core/sidecar/write';
import { anything, merges, runs, type Any } from './any';
import { written } from './scribe';

const head = 'claimmark: 1\nsource: a.txt\nannotations:\n';
const one = '  - id: a1\n    tag: quote\n    text: words\n    note: mine\n';
const two = '  - id: b2\n    tag: verified\n    text: others\n';
const both = `${head}${one}\n${two}`;

describe('a merge that a person has to finish', () => {
  it('has markers only around the field', () => {
    const { text, conflicts } = mergeSidecars(both, both.replace('mine', 'ours'), both.replace('mine', 'theirs'));
    assert.equal(
      text,
      both.replace('    note: mine\n', '<<<<<<< ours\n    note: ours\n=======\n    note: theirs\n>>>>>>> theirs\n'),
    );
    assert.deepEqual(conflicts, [{ entry: 'a1', field: 'note' }]);
    assert.deepEqual(splitConflict(text), {
      ours: both.replace('mine', 'ours'),
      theirs: both.replace('mine', 'theirs'),
    });
  });

  it('has markers around an entry that one changed and the other removed', () => {
    const changed = both.replace('mine', 'new');
    const { text, conflicts } = mergeSidecars(both, head + two, changed);
    assert.deepEqual(conflicts, [{ entry: 'a1', field: '*' }]);
    assert.equal(text, `${head}<<<<<<< ours\n=======\n${one.replace('mine', 'new')}>>>>>>> theirs\n\n${two}`);
  });

  it('keeps the line ends of ours', () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    const { text } = mergeSidecars(both, crlf(both.replace('mine', 'ours')), both.replace('mine', 'theirs'));
    assert.ok(!/[^\r]\n/.test(text) && splitConflict(text));
  });

  it("has markers of the repository's length, around the markers of two conflicting ancestors", () => {
    const inner = `<<<<<<<<< one\n${one}=========\n${two}>>>>>>>>> other\n`;
    const text = `${head}<<<<<<< HEAD\n${one}||||||| merged\n${inner}=======\n${two}>>>>>>> branch\n`;
    const longer = text.replaceAll(/^([<|=>])\1{6,}/gm, '$&$1$1');
    for (const file of [text, longer]) {
      const split = splitConflict(file);
      assert.deepEqual([split?.ours, split?.theirs], [head + one, head + two]);
      assert.match(split?.base ?? '', /<<<<<<<<< one/);
      assert.equal(readSidecar(file).state, 'conflicted');
    }
  });

  it('is read with the entries of both sides', () => {
    const text = `${head}<<<<<<< HEAD\n${one}=======\n${two}>>>>>>> branch\n`;
    const { state, entries, problems } = readSidecar(text);
    assert.equal(state, 'conflicted');
    assert.deepEqual(
      entries.map(({ key, span }) => [key, text.slice(span.from, span.from + 8)]),
      [
        ['a1', '- id: a1'],
        ['b2', '- id: b2'],
      ],
    );
    assert.deepEqual(entries[1]?.fieldSpans().get('tag')?.value, {
      from: text.indexOf('verified'),
      to: text.indexOf('verified') + 8,
    });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['conflict', 'conflict', 'conflict'],
    );
  });
});

describe('a conflict of git', () => {
  it('has both sides in every style', () => {
    const merge = `a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n`;
    assert.deepEqual(splitConflict(merge), { ours: 'a\nb\nd\n', theirs: 'a\nc\nd\n' });
    const diff3 = `a\r\n<<<<<<< HEAD\r\nb\r\n||||||| base\r\n=======\r\nc\r\n>>>>>>> x\r\nd`;
    assert.deepEqual(splitConflict(diff3), { base: 'a\r\nd', ours: 'a\r\nb\r\nd', theirs: 'a\r\nc\r\nd' });
    assert.equal(splitConflict(both), undefined);
    assert.equal(splitConflict('<<<<<<< a\nb\n'), undefined);
  });

  it('is merged without an ancestor if the sides do not contradict', () => {
    const noted = one.replace('mine', 'mine\n    by: Ana');
    const text = `${head}<<<<<<< HEAD\n${noted}\n${two}=======\n${one}    speaker: Bo\n>>>>>>> branch\n`;
    const sides = splitConflict(text);
    assert.ok(sides);
    const merged = mergeSidecars(sides.base ?? '', sides.ours, sides.theirs);
    assert.deepEqual(merged.conflicts, []);
    assert.deepEqual(
      readSidecar(merged.text).entries.map(({ annotation }) => annotation),
      [
        { id: 'a1', tag: 'quote', text: 'words', note: 'mine', by: 'Ana', speaker: 'Bo' },
        { id: 'b2', tag: 'verified', text: 'others' },
      ],
    );
  });
});

describe('a merge', () => {
  it('takes comments, unknown keys and unreadable entries from both sides', () => {
    const ours =
      both.replace('note: mine', 'note: ours # mine, too').replace('  - id: b2', '  # about b2\n  - id: b2') +
      '\n  - text: half\n';
    const theirs = both
      .replace('    text: words\n', '    # why\n    text: words\n    x-mine: 1\n')
      .replace('source', 'team: x\nsource');
    const { text, conflicts } = mergeSidecars(both, ours, theirs);
    assert.deepEqual(conflicts, []);
    for (const piece of ['# mine, too', '# about b2', '# why', 'x-mine: 1', '- text: half', 'team: x', 'note: ours']) {
      assert.ok(text.includes(piece), text);
    }
    assert.equal(readSidecar(text).entries.length, 2);
  });

  it('is exactly what one side did if the other did nothing, byte for byte', () => {
    for (let seed = 0; seed < runs(50, merges); seed++) {
      const any = anything(seed);
      const base = written(any, any.below(4)).text;
      const changed = edited(any, base);
      assert.equal(mergeSidecars(base, changed, base).text, changed);
      assert.equal(mergeSidecars(base, base, changed).text, changed);
    }
  }).timeout(1e9);

  it('loses no comment and no entry of either side, in any form', () => {
    for (let seed = 0; seed < runs(50, merges); seed++) {
      const any = anything(seed);
      const file = written(any, 1 + any.below(4));
      const [ours, theirs] = [edited(any, file.text), edited(any, file.text)];
      const { text, conflicts } = mergeSidecars(file.text, ours, theirs);
      try {
        const merged = readSidecar(text);
        const keys = new Set(merged.entries.map(({ key }) => key));
        assert.equal(merged.state, conflicts.length > 0 ? 'conflicted' : 'writable');
        for (const side of [ours, theirs]) {
          for (const { key } of readSidecar(side).entries) assert.ok(keys.has(key), key);
          for (const [comment] of side.matchAll(/# new .*/g)) assert.ok(text.includes(comment), comment);
        }
      } catch (error) {
        console.error(
          seed,
          '\n#####\n',
          file.text,
          '\n##### ours\n',
          ours,
          '\n##### theirs\n',
          theirs,
          '\n##### merged\n',
          text,
          conflicts,
        );
        throw error;
      }
    }
  }).timeout(1e9);
});

/** A file after a person's edits: a comment, an entry added, one changed. */
function edited(any: Any, text: string): string {
  const sidecar = readSidecar(text);
  const fresh = any.annotation();
  const revisions: Revision[] = [{ of: 'annotation', id: fresh.id, after: fresh }];
  const before = sidecar.entries[any.below(sidecar.entries.length)]?.annotation;
  if (before)
    revisions.push({
      of: 'annotation',
      id: before.id,
      before,
      after: { ...before, [any.pick(['note', 'tag', 'by'])]: any.line() },
    });
  const result = applyChanges(text, revise(sidecar, revisions.slice(any.below(2))).changes);
  const items = readSidecar(result).parts.annotations;
  const at = items[any.below(items.length)]?.from;
  const eol = text.includes('\r') ? '\r\n' : '\n';
  return at === undefined ? result : `${result.slice(0, at)}# new ${any.id()}${eol}${result.slice(at)}`;
}
