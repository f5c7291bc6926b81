// Large and slow files: an import takes time that grows with the file, whatever is in it.
import assert from 'node:assert/strict';
import { planning } from '../../../src/core/exchange/importPlan';
import { argilla } from '../../../src/core/exchange/argilla';
import { doccano } from '../../../src/core/exchange/doccano';
import type { Format } from '../../../src/core/exchange/format';
import { jsonl } from '../../../src/core/exchange/jsonl';
import { labelStudio } from '../../../src/core/exchange/label-studio';
import { prodigy } from '../../../src/core/exchange/prodigy';
import { reading } from '../../../src/core/exchange/sources';
import { uimaCasJson } from '../../../src/core/exchange/uima-cas-json';
import { w3c } from '../../../src/core/exchange/w3c';
import { drain } from '../../../src/core/text/steps';
import { comesOut } from '../processorTime';

const line = (i: number): string => `Item ${i} of the list of the council was counted by ${(i * 7) % 1000} people.`;

/** The processor time, in milliseconds, for planning the import of a file, and the number of imported records. */
function timed(format: Format, file: string, text: string): { time: number; broughtIn: number } {
  const begun = process.cpuUsage();
  const parsed = drain(format.parse?.(file) ?? assert.fail());
  if ('code' in parsed) return assert.fail(parsed.code);
  const read = drain(
    reading(parsed, { text: (name) => (name === 'a.txt' ? text : undefined), source: 'a.txt', sources: ['a.txt'] }),
  );
  const { ledger } = drain(planning(read, () => ({ text, about: {}, annotations: [] }), 'keep'));
  const { user, system } = process.cpuUsage(begun);
  return { time: (user + system) / 1000, broughtIn: ledger.broughtIn };
}

const count = 8000;
const lines = Array.from({ length: count }, (_, i) => line(i));
const whole = lines.join('\n');
const rows = (record: (i: number) => object): string => lines.map((_, i) => JSON.stringify(record(i))).join('\n');

/** Eight times as many records take eight times as long where that is linear; twice that is for noise of a busy machine. */
function isLinear(of: (n: number) => { time: number; broughtIn: number }): void {
  of(500);
  const times: string[] = [];
  const is = comesOut(() => {
    const [small, large] = [of(1000), of(8000)];
    assert.deepEqual([small.broughtIn, large.broughtIn], [1000, 8000]);
    times.push(`${small.time} ms, then ${large.time} ms`);
    return large.time < 16 * Math.max(small.time, 20);
  });
  assert.ok(is, times.join('; '));
}

describe('the time that an import takes', () => {
  it('grows with the number of annotations, not with its square', () => {
    const of = (n: number): { time: number; broughtIn: number } => {
      const text = lines.slice(0, n).join('\n');
      const file = rows((i) => ({ source: 'a.txt', tag: 'quote', text: `Item ${i} of the list` }));
      return timed(jsonl, file.split('\n').slice(0, n).join('\n'), text);
    };
    isLinear(of);
  });

  // Hashing the whole text for the id of each record once took minutes for a text of half a megabyte.
  const spans = (n: number): { text: string; at: readonly { start: number; end: number }[] } => {
    const text = lines.slice(0, n).join('\n');
    let next = 0;
    const at = lines.slice(0, n).map((one) => {
      const start = next;
      next += one.length + 1;
      return { start, end: start + one.length };
    });
    return { text, at };
  };
  const inOneText: Readonly<Record<string, [Format, (n: number) => object]>> = {
    doccano: [
      doccano,
      (n) => ({ text: spans(n).text, label: spans(n).at.map(({ start, end }) => [start, end, 'quote']) }),
    ],
    Prodigy: [prodigy, (n) => ({ text: spans(n).text, answer: 'accept', spans: spans(n).at.map((one) => ({ ...one, label: 'quote' })) })], // prettier-ignore
    Argilla: [argilla, (n) => ({ fields: { text: spans(n).text }, responses: { q: [{ value: spans(n).at.map((one) => ({ ...one, label: 'quote' })), status: 'submitted' }] } })], // prettier-ignore
    'Label Studio': [labelStudio, (n) => ({ data: { text: spans(n).text }, annotations: [{ result: spans(n).at.map((one, i) => ({ id: `r${i}`, type: 'labels', value: { ...one, labels: ['quote'] } })) }] })], // prettier-ignore
    'UIMA CAS JSON': [uimaCasJson, (n) => ({ '%FEATURE_STRUCTURES': [{ '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaString: spans(n).text }, ...spans(n).at.map(({ start, end }, i) => ({ '%ID': i + 2, '%TYPE': 'custom.Span', '@sofa': 1, begin: start, end, label: 'quote' }))] })], // prettier-ignore
    W3C: [w3c, (n) => ({ type: 'AnnotationPage', items: spans(n).at.map(({ start, end }, i) => ({ id: `n${i}`, type: 'Annotation', target: { source: 'a.txt', selector: { type: 'TextPositionSelector', start, end } } })) })], // prettier-ignore
  };
  for (const [name, [format, file]] of Object.entries(inOneText))
    it(`grows the same way if all of them are in one text of ${name}`, () => {
      const of = (n: number): { time: number; broughtIn: number } =>
        timed(format, JSON.stringify(file(n)), spans(n).text);
      isLinear(of);
    });

  const odd: Record<string, [Format, string, string]> = {
    'the same record over and over': [jsonl, rows(() => ({ source: 'a.txt', tag: 'quote', text: 'Item 7 of the list' })), whole],
    'the same record under ids of its own': [jsonl, rows((i) => ({ id: `n${i}`, source: 'a.txt', tag: 'quote', text: 'Item 7 of the list' })), whole],
    'the same id over and over': [jsonl, rows((i) => ({ id: 'x', source: 'a.txt', tag: 'quote', text: line(i) })), whole],
    'words that stand everywhere': [jsonl, rows((i) => ({ source: 'a.txt', tag: 'quote', text: 'o', before: `${i}`, after: 'f' })), whole],
    'a text of the same letter': [jsonl, rows((i) => ({ source: 'a.txt', tag: 'quote', text: 'a'.repeat(1 + (i % 700)) })), 'a'.repeat(100_000)],
    'each line a text': [doccano, rows((i) => ({ text: line(i), label: [[0, 4, 'x']] })), whole],
    'as many texts of other places': [doccano, rows((i) => ({ text: `${line(i)} No.`, label: [[0, 4, 'x']] })), whole],
    'a source for each record': [jsonl, rows((i) => ({ source: `b${i}.txt`, tag: 'quote', text: line(i) })), whole],
    'regions whose words are elsewhere': [labelStudio, JSON.stringify([{ data: { text: whole }, annotations: [{ result: lines.map((_, i) => ({ id: `r${i}`, type: 'labels', value: { start: i, end: i + 9, text: line(i), labels: ['x'] } })) }] }]), whole], // prettier-ignore
  }; // prettier-ignore
  for (const [name, [format, file, text]] of Object.entries(odd))
    it(`is bounded for ${name}`, () => {
      const { time } = timed(format, file, text);
      // Guessed: a friendly file of this size takes less than a tenth of it, even on a busy machine.
      assert.ok(time < 10_000, `${time} ms`);
    });
});
