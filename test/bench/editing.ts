// Sizes of the bundles; then what a keystroke, a reload and an opening cost of ours, on a source of 5 MB with 10,000 annotations, beside the plain ways.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { following } from '../../src/core/anchor/withOlderText';
import { locating } from '../../src/core/anchor/locate';
import { track } from '../../src/core/state/track';
import { newSheet, opened, withRevisions, type Sheet } from '../../src/core/state/sheet';
import { annotate, median, prose } from './large';

const text = prose(5_000_000);
const { records, spans } = annotate(text, 10_000);

function sheetOf(): Sheet {
  const places = new Map(records.map((record, index) => [record.id, spans[index] ?? { from: 0, to: 0 }]));
  const revisions = records.map((after) => ({ of: 'annotation' as const, id: after.id, after }));
  return opened(withRevisions(newSheet('x'), revisions, places), () => text);
}

const sheet = sheetOf();
const outside = (spans[5000]?.to ?? 0) + 1;
const inside = (spans[5000]?.from ?? 0) + 3;

const between = median(200, () => void track(sheet, [{ from: outside, to: outside, text: 'x' }]));
const within = median(200, () => void track(sheet, [{ from: inside, to: inside, text: 'x' }]));
const inEach = spans.map(({ from }) => ({ from: from + 1, to: from + 2, text: 'xy' }));
const everywhere = median(3, () => void track(sheet, inEach));
const plain = median(20, () => void spans.map(({ from, to }) => ({ from: from + 1, to: to + 1 })));
const searched = median(3, () => void records.slice(0, 100).map((record) => text.indexOf(record.text)));
const stirred = track(sheet, [{ from: outside, to: outside, text: 'x' }]).stirred;

console.log('5 MB, 10,000 annotations');
console.log(
  `a keystroke between annotations   ${between.toFixed(3)} ms; decorations sent: ${stirred ? 'yes' : 'none'}`,
);
console.log(`a keystroke within an annotation  ${within.toFixed(3)} ms`);
console.log(`a replacement in each of them       ${everywhere.toFixed(0)} ms`);
console.log(`  ratio to moving 10,000 objects  ${(between / plain).toFixed(2)}`);
console.log(`  ratio to searching all anew     ${(between / (searched * 100)).toExponential(1)}`);

function slices(steps: Generator<undefined, unknown>): { total: number; longest: number } {
  const start = performance.now();
  let longest = 0;
  for (;;) {
    const before = performance.now();
    const step = steps.next();
    longest = Math.max(longest, performance.now() - before);
    if (step.done) return { total: performance.now() - start, longest };
  }
}

const changed = text.replace(/\bbearings\b/g, 'supports');
for (const [name, steps] of [
  ['opening, unchanged', locating(text, records)],
  ['a reload with a paragraph on top', locating(`A new paragraph.\n\n${text}`, records)],
  ['a reload with each hundredth word changed', locating(changed, records)],
  ['the same, the old text at hand', following(text, changed, spans)],
] as const) {
  const { total, longest } = slices(steps);
  console.log(`${name.padEnd(42)} ${total.toFixed(0)} ms in all, longest slice ${longest.toFixed(0)} ms`);
}

for (const name of ['web.js', 'node.cjs', 'cli.cjs', 'core.cjs']) {
  const file = path.join('dist', name);
  if (!existsSync(file)) continue;
  const bytes = readFileSync(file);
  console.log(`${file.padEnd(42)} ${kb(bytes.length)}, ${kb(gzipSync(bytes).length)} zipped`);
}

function kb(bytes: number): string {
  return `${Math.round(bytes / 1000)} KB`;
}
