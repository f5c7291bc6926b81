// How fast spans are found again, by size of the source and number of annotations, beside Hypothesis' method.
// usage: node anchoring-speed.mjs BUNDLE DATA   (started by anchoring.mjs)
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [bundle, data] = process.argv.slice(2);
const load = (...path) => import(pathToFileURL(join(...path)));
const { reanchorAll, describe } = await load(bundle);
const { loadCases } = await load(data, 'lib', 'cases.mjs');
const { seeded, shuffle } = await load(data, 'lib', 'random.mjs');
const hypothesis = await load(data, 'adapters', 'hypothesis.mjs');
const { table } = await load(data, 'lib', 'score.mjs');

/** Hypothesis' method is measured on this many annotations, and the time extrapolated. */
const sample = 12;
const { docs, cases } = loadCases(join(data, 'dev.jsonl.gz'));
const pairs = shuffle([...new Set(cases.filter((c) => c.set === 'real').map((c) => `${c.old}|${c.new}`))], seeded(5));

/** Old and new versions of real files, joined to a given size, with spans of ten words in every part of the old one. */
function source(size, count) {
  let [oldText, newText] = ['', ''];
  const fitting = pairs
    .map((pair) => pair.split('|').map((id) => docs.get(id).text))
    .filter(([a, b]) => Math.max(a.length, b.length) < size);
  for (let i = 0; oldText.length < size; i++) {
    const [before, after] = fitting[i % fitting.length];
    const chapter = `\n\n# Part ${i}\n\n`;
    oldText += chapter + before;
    newText += chapter + after;
  }
  const random = seeded(size + count);
  const spans = Array.from({ length: count }, () => {
    const from = oldText.indexOf(' ', Math.floor(random() * (oldText.length - 200))) + 1;
    return { from, to: from + oldText.slice(from, from + 70).lastIndexOf(' ') };
  }).filter(({ from, to }) => from > 0 && to > from);
  return { oldText, newText, spans };
}

const rows = [];
for (const size of [5e3, 5e4, 5e5, 5e6]) {
  for (const count of [10, 100, 1000]) {
    const { oldText, newText, spans } = source(size, count);
    const starts = [0];
    for (let i = 0; i < oldText.length; i++) if (oldText[i] === '\n') starts.push(i + 1);
    const selectors = spans.map((span) => describe(oldText, span, starts));
    const same = time(() => reanchorAll(selectors, oldText), 3);
    const ours = time(() => reanchorAll(selectors, newText), 3);
    const few = selectors.filter((_, i) => i % Math.ceil(count / sample) === 0);
    const places = spans.filter((_, i) => i % Math.ceil(count / sample) === 0);
    const theirs =
      (time(() => {
        for (const [i, { text, before, after }] of few.entries()) {
          const { from, to } = places[i];
          hypothesis.reanchor({ exact: text, prefix: before, suffix: after, start: from, end: to }, newText);
        }
      }, 1) *
        spans.length) /
      few.length;
    const found = reanchorAll(selectors, newText).filter(Boolean).length;
    const share = `${((100 * found) / spans.length).toFixed(0)} %`;
    rows.push([
      `${size / 1000} KB`,
      count,
      same.toFixed(1),
      ours.toFixed(1),
      share,
      theirs.toFixed(0),
      `${(theirs / ours).toFixed(1)} x`,
    ]);
  }
}
console.log('## speed: milliseconds for all annotations of one source (best of three; Hypothesis from a sample)');
const head = ['source', 'annotations', 'unchanged', 'edited', 'found', "Hypothesis' method", 'ratio'];
console.log(table(head, rows));

function time(work, times) {
  let best = Infinity;
  for (let i = 0; i < times; i++) {
    const begin = performance.now();
    work();
    best = Math.min(best, performance.now() - begin);
  }
  return best;
}
