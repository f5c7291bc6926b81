import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Annotation } from '../../../src/core/model/annotation';
import type { Revision } from '../../../src/core/model/action';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';

/** What people get without the merge driver: git merges sidecars as lines of text. */
describe('sidecars merged by their lines', () => {
  const at = (line: number): Annotation => ({
    id: `line${String(line).padStart(4, '0')}`,
    tag: 'verified',
    text: `The ${line}th barge was unloaded`,
    line,
    column: 1,
    before: '',
    after: ' at noon.\n',
    by: 'Ana',
    created: '2026-11-22T10:00:00Z',
  });
  const added = (after: Annotation): Revision => ({ of: 'annotation', id: after.id, after });
  const changed = (before: Annotation, after: Partial<Annotation>): Revision => ({ of: 'annotation', id: before.id, before, after: { ...before, ...after } }); // prettier-ignore
  const removed = (before: Annotation): Revision => ({ of: 'annotation', id: before.id, before });
  const written = (text: string, ...revisions: readonly Revision[]): string => revise(readSidecar(text), revisions).after.text; // prettier-ignore

  const entries = [10, 20, 30, 40, 50].map(at);
  const base = written(newSidecar('barges.txt'), ...entries.map(added));
  /** What a person does to one entry, or between two. */
  const deeds: Readonly<Record<string, Revision>> = {
    'tags the first line': added(at(1)),
    'tags between the first and the second': added(at(15)),
    'tags between the second and the third': added(at(25)),
    'tags the last line': added(at(90)),
    'retags the first': changed(at(10), { tag: 'unconfirmed' }),
    'adds a note to the second': changed(at(20), { note: 'Counted twice.\nBy two.' }),
    'reviews the third': changed(at(30), {
      reviews: [{ by: 'Bo', verdict: 'agree', created: '2026-11-23T10:00:00Z' }],
    }),
    'removes the fourth': removed(at(40)),
  };
  let folder: string;
  before(() => void (folder = mkdtempSync(path.join(tmpdir(), 'claimmark-lines-'))));
  after(() => rmSync(folder, { recursive: true }));

  function mergeFile(...sides: readonly string[]): { status: number | null; stdout: string } {
    const files = sides.map((text, i) => {
      const file = path.join(folder, String(i));
      writeFileSync(file, text);
      return file;
    });
    return spawnSync('git', ['merge-file', '-p', ...files], { encoding: 'utf8' });
  }

  for (const [i, [mine, ours]] of Object.entries(deeds).slice(0, -1).entries())
    it(`take both if one ${mine} and the other does something elsewhere`, () => {
      for (const [yours, theirs] of Object.entries(deeds).slice(i + 1)) {
        const [o, t] = [written(base, ours), written(base, theirs)];
        const { status, stdout } = mergeFile(o, base, t);
        assert.equal(status, 0, `${yours}:\n${stdout}`);
        assert.deepEqual(mergeSidecars(base, o, t), { text: stdout, conflicts: [] }, yours);
        assert.equal(stdout, written(o, theirs), yours);
      }
    });

  it('have only the lines of a new entry in addition', () => {
    for (const line of [1, 15, 25, 90]) {
      const lines = written(base, added(at(line))).split('\n');
      const before = base.split('\n');
      const first = lines.findIndex((one, i) => one !== before[i]);
      const more = lines.length - before.length;
      assert.deepEqual([...lines.slice(0, first), ...lines.slice(first + more)], before);
    }
  });
});
