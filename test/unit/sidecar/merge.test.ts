import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { Annotation } from '../../../src/core/model/annotation';
import { applyChanges } from '../../../src/core/text/change';
import type { Revision } from '../../../src/core/model/action';
import { mergeSidecars, splitConflict } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';
import { anything, merges, runs, type Any } from './any';

describe('merging sidecars', () => {
  it('is left to a person where one side is an empty file, though the other changed nothing', () => {
    const file = 'claimmark: 1\nsource: mill.txt\nannotations:\n  - id: k3x9\n    tag: quote\n    text: it burned\n';
    for (const [ours, theirs] of [
      [file, ''],
      ['\n', file],
    ] as const) {
      const { text, conflicts } = mergeSidecars(file, ours, theirs);
      assert.equal(conflicts.length, 1);
      assert.ok(text.includes('text: it burned') && splitConflict(text));
    }
  });

  it('leaves to a person only what both changed in the same field of the same entry', () => {
    let conflicted = 0;
    const count = runs(24, merges);
    for (let seed = 0; seed < count; seed++) {
      const any = anything(seed);
      const base = someFile(any, 40);
      const [ours, theirs] = [someEdits(any, base.records), someEdits(any, base.records)];
      const [o, t] = [ours, theirs].map(({ revisions }) => made(base.text, revisions)) as [string, string];
      const { text, conflicts } = mergeSidecars(base.text, o, t);
      const expected = expectedMerge(base.records, ours.records, theirs.records);
      try {
        assert.deepEqual(conflicts.map(({ entry, field }) => `${entry} ${field}`).sort(), expected.conflicts.sort());
        if (conflicts.length > 0) {
          conflicted++;
          assert.ok(splitConflict(text));
          assert.equal(readSidecar(text).state, 'conflicted');
        } else {
          const merged = readSidecar(text);
          assert.deepEqual(merged.problems, []);
          assert.deepEqual(
            sorted(merged.entries.map((entry) => entry.annotation)),
            sorted(
              // If ours changed nothing, theirs is taken unchanged.
              expected.records.map((record) =>
                o === base.text
                  ? record
                  : withJudgedTags(record, [base.records, [...ours.records.values()], [...theirs.records.values()]]),
              ),
            ),
          );
          parse(text);
        }
      } catch (error) {
        console.error(
          seed,
          '\n##### base\n',
          base.text,
          '\n##### ours\n',
          o,
          '\n##### theirs\n',
          t,
          '\n##### merged\n',
          text,
        );
        throw error;
      }
    }
    assert.ok(conflicted < count / 2, `${String(conflicted)} of ${String(count)}`);
  }).timeout(1e9);
});

/** A record whose earlier reviews say which tag they judged, if the merge gives it another tag. */
function withJudgedTags(record: Annotation, versions: readonly (readonly Annotation[])[]): Annotation {
  const entries = versions.map((records) => records.find(({ id }) => id === record.id));
  const reviews = record.reviews?.map((review) => {
    const isIn = (entry: Annotation | undefined): boolean =>
      entry?.reviews?.some(({ by, created }) => by === review.by && created === review.created) === true;
    const judged = review.tag ?? entries.find(isIn)?.tag;
    return judged === undefined || judged === record.tag ? review : { ...review, tag: judged };
  });
  return { ...record, ...(reviews && { reviews }) };
}

function someFile(any: Any, count: number): { text: string; records: readonly Annotation[] } {
  const records = Array.from({ length: count }, (_, i) => ({ ...any.annotation(), line: 2 * i + 1, column: 1 }));
  const revisions = records.map((after): Revision => ({ of: 'annotation', id: after.id, after }));
  return { text: made(newSidecar('source.txt'), revisions), records };
}

function made(text: string, revisions: readonly Revision[]): string {
  return applyChanges(text, revise(readSidecar(text), revisions).changes);
}

const scalars = ['tag', 'note', 'claim', 'speaker', 'by'] as const;

/** What one person does in an afternoon: some entries added, changed, reviewed, removed. */
function someEdits(any: Any, base: readonly Annotation[]): { revisions: Revision[]; records: Map<string, Annotation> } {
  const records = new Map(base.map((record) => [record.id, record]));
  const revisions: Revision[] = [];
  for (let i = 1 + any.below(8); i > 0; i--) {
    const before = any.pick([...records.values()]);
    const { id } = before;
    const other = any.annotation();
    const kind = any.below(10);
    let after: Annotation | undefined = {
      ...before,
      ...other,
      id,
      text: before.text,
      line: before.line ?? 1,
      column: 1,
    };
    if (kind < 3) {
      const fresh = { ...other, line: 1 + any.below(80), column: 2 + any.below(50) };
      revisions.push({ of: 'annotation', id: fresh.id, after: fresh });
      records.set(fresh.id, fresh);
      continue;
    }
    if (kind < 7) {
      const field = any.pick(scalars);
      after = { ...before, [field]: other[field] ?? 'x' };
    } else if (kind < 9) {
      const review = {
        by: any.pick(['Ana', 'Bo']),
        verdict: any.pick(['agree', 'unsure'] as const),
        created: `2026-11-22T10:00:${String(10 + any.below(50))}.${any.id()}Z`.replace(
          /\.\w+Z/,
          `.${String(any.below(1e9))}Z`,
        ),
      };
      after = { ...before, reviews: [...(before.reviews ?? []), review] };
    } else after = undefined;
    revisions.push({ of: 'annotation', id, before, ...(after ? { after } : {}) });
    if (after) records.set(id, after);
    else records.delete(id);
  }
  return { revisions, records };
}

/** The definition of a merge, by the records alone. */
function expectedMerge(
  base: readonly Annotation[],
  ours: ReadonlyMap<string, Annotation>,
  theirs: ReadonlyMap<string, Annotation>,
): { records: Annotation[]; conflicts: string[] } {
  const records: Annotation[] = [];
  const conflicts: string[] = [];
  const old = new Map(base.map((record) => [record.id, record]));
  for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
    const [b, o, t] = [old, ours, theirs].map((side) => side.get(id) as Record<string, unknown> | undefined);
    if (!b) records.push((o ?? t) as unknown as Annotation);
    else if (o && t) {
      const merged: Record<string, unknown> = { ...o };
      for (const field of new Set([...Object.keys(o), ...Object.keys(t)])) {
        const [was, mine, other] = [b[field], o[field], t[field]].map((value) => JSON.stringify(value));
        if (field === 'reviews') {
          const all = [b, o, t].map((side) => (side[field] ?? []) as object[]);
          const names = new Set(all.flat().map((item) => JSON.stringify(item)));
          if (names.size > 0) merged[field] = [...names].map((name) => JSON.parse(name) as object);
        } else if (other === was || other === mine) continue;
        else if (mine === was) merged[field] = t[field];
        else conflicts.push(`${id} ${field}`);
      }
      records.push(merged as unknown as Annotation);
    } else {
      const [only] = [o ?? t];
      if (JSON.stringify(only) !== JSON.stringify(b)) conflicts.push(`${id} *`);
    }
  }
  return { records, conflicts };
}

function sorted(records: readonly Annotation[]): unknown[] {
  return [...records]
    .map((record) => ({
      ...record,
      reviews: [...(record.reviews ?? [])].map((review) => JSON.stringify(Object.entries(review).sort())).sort(),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
