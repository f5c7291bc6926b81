import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { Annotation } from '../../../src/core/model/annotation';
import { applyChanges } from '../../../src/core/text/change';
import { inverse, type Revision } from '../../../src/core/model/action';
import { readSidecar, reread, type Sidecar } from '../../../src/core/sidecar/read';
import { revise } from '../../../src/core/sidecar/write';
import { anything, runs, type Any } from './any';
import { remembered } from './everyAction';
import { written } from './scribe';

describe('writing a sidecar', () => {
  it('changes what was meant and keeps every other byte', () => {
    for (let seed = 0; seed < runs(200); seed++) {
      const any = anything(seed);
      const file = written(any, any.below(5));
      const sidecar = readSidecar(file.text);
      const records = sidecar.entries.map((entry) => entry.annotation);
      const revisions = Array.from({ length: 1 + any.below(3) }, () => someRevision(any, records));
      const { changes, collisions } = revise(sidecar, revisions);
      const text = applyChanges(file.text, changes);
      const after = reread(sidecar, changes);
      try {
        assert.deepEqual(collisions, []);
        assert.deepEqual(byId(after.entries.map((entry) => entry.annotation)), byId(records));
        assert.deepEqual(after.dismissed, file.dismissed);
        for (const version of ['1.1', '1.2'] as const) {
          const said = parse(text, { version, schema: version === '1.1' ? 'yaml-1.1' : 'core' }) as {
            annotations: object[] | null;
          };
          assert.equal(said.annotations?.length ?? 0, records.length);
        }
        const touched = new Set(revisions.map((revision) => (revision.of === 'annotation' ? revision.id : '')));
        for (const entry of sidecar.entries) {
          const { from, to } = entry.span;
          if (!touched.has(entry.key)) assert.ok(text.includes(file.text.slice(from, to)));
        }
        if (!revisions.some(takesAway)) {
          for (const comment of file.comments) assert.ok(text.includes(comment), comment);
        }
        const { text: _, ...again } = readSidecar(text);
        assert.deepEqual(
          again.entries.map(({ key, span }) => [key, span]),
          after.entries.map(({ key, span }) => [key, span]),
        );
        assertComesBack(text, after, any);
        if (revisions.every((revision) => !revision.before)) {
          const undone = revise(after, revisions.map(inverse).reverse());
          assert.equal(
            applyChanges(text, undone.changes),
            records.length > revisions.length
              ? file.text
              : file.text.replace(/^annotations:(?=\r?$)/m, 'annotations: []'),
          );
        }
      } catch (error) {
        console.error(seed, file.text, '\n=====\n', text, JSON.stringify(revisions, null, 1));
        throw error;
      }
    }
  }).timeout(1e9);
});

/** An entry that is taken away and comes back has every byte that it had: comments, quoting, keys of one's own. */
function assertComesBack(text: string, sidecar: Sidecar, any: Any): void {
  const rest = sidecar.entries.filter(({ annotation }) => annotation.line !== undefined);
  const entry = rest[any.below(rest.length)];
  if (!entry || rest.length < sidecar.entries.length || !isSorted(rest)) return;
  const removal: Revision = { of: 'annotation', id: entry.key, before: entry.annotation };
  const { changes, removed } = revise(sidecar, [removal]);
  const without = reread(sidecar, changes);
  const back = applyChanges(
    without.text,
    revise(without, [inverse(removal)], remembered(removed, without.text)).changes,
  );
  const own = text.slice(entry.span.from, entry.span.to);
  if (sidecar.parts.outline) assert.ok(back.includes(own), `${back}\n#####\n${own}`);
}

function isSorted(entries: Sidecar['entries']): boolean {
  return entries.every(
    ({ annotation }, i) => i === 0 || (entries[i - 1]?.annotation.line ?? 0) < (annotation.line ?? 0),
  );
}

/** A random thing that a person might do; `records` follows. */
function someRevision(any: Any, records: Annotation[]): Revision {
  const index = any.below(records.length + 1);
  const before = records[index];
  if (!before) {
    const after = any.annotation();
    records.push(after);
    return { of: 'annotation', id: after.id, after };
  }
  if (any.chance(0.2)) {
    records.splice(index, 1);
    return { of: 'annotation', id: before.id, before };
  }
  const after = changed(any, before);
  records[index] = after;
  return { of: 'annotation', id: before.id, before, after };
}

function changed(any: Any, before: Annotation): Annotation {
  const other = any.annotation() as unknown as Record<string, unknown>;
  const after = { ...(before as unknown as Record<string, unknown>) };
  const fields = [
    'tag',
    'text',
    'line',
    'note',
    'claim',
    'speaker',
    'evidence',
    'by',
    'reviews',
    'discussion',
    'resolved',
    'adjudicated',
    'imported',
    'notLinked',
    'links',
    'before',
  ];
  for (const field of fields) {
    if (!any.chance(0.25)) continue;
    const [old, fresh] = [after[field], other[field]];
    if (Array.isArray(old) && any.chance(0.7)) {
      const list = old.filter(() => any.chance(0.8)).concat(Array.isArray(fresh) ? fresh : []);
      const [item] = list as Record<string, unknown>[];
      if (item && any.chance(0.5)) list[0] = { ...item, note: any.string() || 'x' };
      after[field] = list;
    } else if (fresh === undefined && field !== 'tag' && field !== 'text') delete after[field];
    else if (fresh !== undefined) after[field] = fresh;
    if (Array.isArray(after[field]) && (after[field] as unknown[]).length === 0) delete after[field];
  }
  return after as unknown as Annotation;
}

/** Whether something is removed that may have a comment within: an entry, a field, an item of a list. */
function takesAway({ before, after }: Revision): boolean {
  if (!before || !after) return before !== undefined;
  return Object.entries(before as object).some(([key, value]) => {
    const now = (after as unknown as Record<string, unknown>)[key];
    return now === undefined || (typeof value === 'object' && JSON.stringify(value) !== JSON.stringify(now));
  });
}

function byId(records: readonly Annotation[]): readonly Annotation[] {
  return [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('entries with the same id', () => {
  const words = ['One', 'Two', 'Three'];
  const entry = (text: string): string => `  - id: aaaa1111\n    tag: quote\n    text: ${text} # by hand\n`;
  const file = `claimmark: 1\nsource: a.txt\nannotations:\n${words.map(entry).join('\n')}`;

  for (const [place, gone] of words.entries())
    it(`can each be removed, and restored with every byte: ${gone}`, () => {
      const sidecar = readSidecar(file);
      const ids = sidecar.entries.map(({ key }) => key);
      const before = sidecar.entries[place]?.annotation ?? assert.fail();
      const revision: Revision = { of: 'annotation', id: before.id, before };
      const { refused, after, removed } = revise(sidecar, [revision]);
      assert.equal(refused, undefined);
      assert.deepEqual(
        readSidecar(after.text).entries.map(({ key, annotation }) => `${key} ${annotation.text}`),
        words.flatMap((text, i) => (i === place ? [] : [`${ids[i] ?? ''} ${text}`])),
      );
      assert.equal(after.text.split('# by hand').length, 3);
      assert.equal(revise(after, [inverse(revision)], remembered(removed, after.text)).after.text, file);
    });
});
