/** Reading, adding to and merging sidecars, side by side with `yaml` and with git; prints ratios. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import type { Annotation } from '../../src/core/model/annotation';
import { applyChanges } from '../../src/core/text/change';
import type { Revision } from '../../src/core/model/action';
import { mergeSidecars } from '../../src/core/sidecar/merge';
import { readSidecar } from '../../src/core/sidecar/read';
import { newSidecar, revise } from '../../src/core/sidecar/write';
import { seeded } from '../unit/random';

const random = seeded(7);
const below = (limit: number): number => Math.floor(random() * limit);
const words =
  'the ministers agreed on a budget of forty million euros for the bridge and said it would open by spring'.split(' ');
const prose = (count: number): string => Array.from({ length: count }, () => words[below(words.length)]).join(' ');
const id = (): string => Array.from({ length: 8 }, () => below(36).toString(36)).join('');

function annotation(line: number): Annotation {
  return {
    id: id(),
    tag: ['verified', 'unconfirmed', 'quote'][below(3)] ?? 'quote',
    text: random() < 0.2 ? `“${prose(8)},\n${prose(6)}”` : `${prose(12)}: ${prose(3)}`,
    line,
    column: 1 + below(300),
    before: `${prose(5)}, `,
    after: ` ${prose(5)}`,
    ...(random() < 0.5 ? { note: prose(15) } : {}),
    ...(random() < 0.4
      ? { evidence: [{ url: `https://example.org/${id()}`, says: 'supports' as const, quote: prose(8) }] }
      : {}),
    by: 'Ana Lima',
    created: '2026-11-22T10:04:00Z',
    ...(random() < 0.3
      ? { reviews: [{ by: 'Bo Chen', verdict: 'agree' as const, created: '2026-11-22T11:30:00Z' }] }
      : {}),
  };
}

function made(text: string, revisions: readonly Revision[]): string {
  return applyChanges(text, revise(readSidecar(text), revisions).changes);
}

function sidecarOf(count: number, gap = 1): { text: string; records: Annotation[] } {
  const records = Array.from({ length: count }, (_, i) => annotation(gap * i + 1));
  return {
    text: made(
      newSidecar('source.txt'),
      records.map((after) => ({ of: 'annotation', id: after.id, after })),
    ),
    records,
  };
}

/** The median of some runs, in milliseconds. */
function median(runs: number, run: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[runs >> 1] ?? 0;
}

function report(name: string, ours: number, theirs: number, peer: string): void {
  console.log(
    `${name}: ${ours.toFixed(2)} ms, ${peer} ${theirs.toFixed(0)} ms, ${(theirs / ours).toFixed(0)} times faster`,
  );
}

function speed(count: number): void {
  const { text } = sidecarOf(count);
  console.log(`${String(count)} entries, ${(text.length / 1e6).toFixed(1)} MB`);
  const read = median(9, () => void readSidecar(text));
  report(
    'read',
    read,
    median(3, () => void parse(text)),
    'yaml parse',
  );
  const sidecar = readSidecar(text);
  const fresh = annotation(count >> 1);
  const add = median(15, () => void revise(sidecar, [{ of: 'annotation', id: fresh.id, after: fresh }]).after);
  const document = median(3, () => {
    const parsed = parseDocument(text);
    parsed.addIn(['annotations'], fresh);
    void parsed.toString();
  });
  report('add one', add, document, 'yaml parse and print');
  const record = sidecar.entries[count >> 1]?.annotation;
  const changed = record && { ...record, note: prose(9) };
  const change = median(15, () => {
    if (record && changed)
      void revise(sidecar, [{ of: 'annotation', id: record.id, before: record, after: changed }]).after;
  });
  report('change one', change, document, 'yaml parse and print');
}

/** A person's afternoon: entries added, retagged, annotated, reviewed, removed. */
function edits(records: readonly Annotation[]): Revision[] {
  const revisions: Revision[] = [];
  const left = new Set(records);
  for (let i = 1 + below(10); i > 0; i--) {
    const before = [...left][below(left.size)];
    const kind = below(10);
    const created = `2026-11-22T1${String(below(10))}:${String(10 + below(50))}:00Z`;
    const after = kind < 4 ? annotation(1 + below(80)) : undefined;
    if (after) revisions.push({ of: 'annotation', id: after.id, after });
    else if (before) {
      left.delete(before);
      const review = { by: random() < 0.5 ? 'Cy' : 'Di', verdict: 'agree' as const, created };
      const next =
        kind < 6
          ? { ...before, note: prose(8) }
          : kind < 8
            ? { ...before, reviews: [...(before.reviews ?? []), review] }
            : { ...before, tag: before.tag === 'quote' ? 'verified' : 'quote' };
      revisions.push({ of: 'annotation', id: before.id, before, ...(kind < 9 || below(3) > 0 ? { after: next } : {}) });
    }
  }
  return revisions;
}

/** Concurrent edits of two people on one sidecar, merged by git's lines and by content. */
function merges(count: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'claimmark-merge-'));
  const [ours, base, theirs] = ['ours', 'base', 'theirs'].map((name) => join(folder, name)) as [string, string, string];
  let lines = 0;
  let semantic = 0;
  let time = 0;
  for (let i = 0; i < count; i++) {
    const file = sidecarOf(40, 2);
    const [o, t] = [made(file.text, edits(file.records)), made(file.text, edits(file.records))];
    for (const [path, text] of [
      [ours, o],
      [base, file.text],
      [theirs, t],
    ] as const)
      writeFileSync(path, text);
    if (spawnSync('git', ['merge-file', '-p', ours, base, theirs]).status !== 0) lines++;
    const start = performance.now();
    if (mergeSidecars(file.text, o, t).conflicts.length > 0) semantic++;
    time += performance.now() - start;
  }
  rmSync(folder, { recursive: true });
  const share = (n: number): string => `${((100 * n) / count).toFixed(1)} %`;
  console.log(
    `${String(count)} merges of 40 entries: conflicts ${share(semantic)}, git merge-file ${share(lines)}; ${(time / count).toFixed(1)} ms each`,
  );
}

execFileSync('git', ['--version']);
speed(100);
speed(10_000);
merges(Number(process.env['CLAIMMARK_RUNS'] ?? 1000));
