import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Annotation, Selector } from '../../../src/core/model/annotation';
import { applyChanges } from '../../../src/core/text/change';
import type { Revision } from '../../../src/core/model/action';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';
import { merges, runs } from './any';

/** One act of a person; `at` chooses the place or the record, `word` is what is written. */
interface Act {
  readonly kind: 'add' | 'retag' | 'note' | 'remove' | 'dismiss' | 'undismiss';
  readonly at: number;
  readonly word: string;
}

interface Records {
  readonly tagged: ReadonlyMap<string, Annotation>;
  readonly dismissed: ReadonlyMap<string, Selector>;
}

const acts = (most: number): fc.Arbitrary<readonly Act[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom<Act['kind'][]>('add', 'add', 'retag', 'note', 'remove', 'dismiss', 'dismiss', 'undismiss'),
      at: fc.nat(20),
      word: fc.constantFrom('plain', 'a: b', '# c', 'two\nlines\n', '  blank', '- dash', 'no', 'open |-\n\n  deep'),
    }),
    { maxLength: most },
  );

describe('merging what two people did to a sidecar', () => {
  it('gives what they did, field by field, or says that they conflict', () => {
    fc.assert(
      fc.property(acts(8), acts(4), acts(4), fc.constantFrom('\n', '\r\n'), (before, mine, other, eol) => {
        const base = done(newSidecar('a.txt', eol), before, 'base');
        const [ours, theirs] = [done(base, mine, 'ours'), done(base, other, 'theirs')];
        const expected = expectedMerge(recordsOf(base), recordsOf(ours), recordsOf(theirs));
        const { text, conflicts } = mergeSidecars(base, ours, theirs);
        assert.equal(conflicts.length > 0, expected === undefined);
        if (!expected) return;
        const { problems, state } = readSidecar(text);
        assert.deepEqual({ problems, state }, { problems: [], state: 'writable' });
        assert.deepEqual(recordsOf(text), expected);
      }),
      { seed: 11, numRuns: runs(30, merges) },
    );
  }).timeout(1e9);
});

function done(text: string, acts: readonly Act[], who: string): string {
  return acts.reduce((now, act, i) => {
    const revision = revisionOf(recordsOf(now), act, `${who}${String(i)}`);
    return revision ? applyChanges(now, revise(readSidecar(now), [revision]).changes) : now;
  }, text);
}

function revisionOf({ tagged, dismissed }: Records, { kind, at, word }: Act, id: string): Revision | undefined {
  if (kind === 'add') {
    return { of: 'annotation', id, after: { id, tag: 'quote', text: `${word} ${id}`, line: at + 1, column: 1 } };
  }
  if (kind === 'dismiss') return { of: 'dismissed', after: { text: `${word} ${id}`, line: at + 1, column: 1 } };
  if (kind === 'undismiss') {
    const before = [...dismissed.values()][at % dismissed.size];
    return before && { of: 'dismissed', before };
  }
  const before = [...tagged.values()][at % tagged.size];
  if (!before) return undefined;
  const change = { of: 'annotation' as const, id: before.id, before };
  if (kind === 'remove') return change;
  return { ...change, after: { ...before, ...(kind === 'note' ? { note: word } : { tag: `t${String(at % 3)}` }) } };
}

/** The records by id and words, in any order. */
function recordsOf(text: string): Records {
  const { entries, dismissed } = readSidecar(text);
  return {
    tagged: new Map(entries.map(({ key, annotation }) => [key, annotation])),
    dismissed: new Map(dismissed.map((selector) => [selector.text, selector])),
  };
}

/** The definition of a merge by the records alone; undefined if two people conflict. */
function expectedMerge(base: Records, ours: Records, theirs: Records): Records | undefined {
  const tagged = new Map<string, Annotation>();
  for (const id of new Set([...ours.tagged.keys(), ...theirs.tagged.keys()])) {
    const [was, mine, other] = [base, ours, theirs].map((side) => side.tagged.get(id));
    const merged = mine && other ? fieldByField(was ?? mine, mine, other) : (mine ?? other);
    if (!merged) return undefined;
    if (mine && other) tagged.set(id, merged);
    else if (!was) tagged.set(id, merged);
    else if (JSON.stringify(was) !== JSON.stringify(merged)) return undefined;
  }
  const dismissed = new Map([...ours.dismissed, ...theirs.dismissed]);
  for (const words of base.dismissed.keys()) {
    if (!ours.dismissed.has(words) || !theirs.dismissed.has(words)) dismissed.delete(words);
  }
  return { tagged, dismissed };
}

function fieldByField(was: Annotation, mine: Annotation, other: Annotation): Annotation | undefined {
  const merged: { -readonly [Key in keyof Annotation]: Annotation[Key] } = { ...mine };
  for (const field of ['tag', 'note'] as const) {
    if (other[field] === was[field] || other[field] === mine[field]) continue;
    if (mine[field] !== was[field]) return undefined;
    if (other[field] !== undefined) merged[field] = other[field];
  }
  return merged;
}
