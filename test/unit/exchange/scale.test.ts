// Files that are large, or made to be slow: an import takes time that grows with the file, whatever is in it.
import assert from 'node:assert/strict';
import { planning } from '../../../src/core/exchange/bring';
import { doccano } from '../../../src/core/exchange/doccano';
import type { Format } from '../../../src/core/exchange/format';
import { jsonl } from '../../../src/core/exchange/jsonl';
import { labelStudio } from '../../../src/core/exchange/label-studio';
import { reading } from '../../../src/core/exchange/sources';
import { drain } from '../../../src/core/text/steps';

const line = (i: number): string => `Item ${i} of the list of the council was counted by ${(i * 7) % 1000} people.`;

/** The processor time, in milliseconds, that it takes to decide what a file comes to; and how many records come in. */
function timed(format: Format, file: string, text: string): { time: number; broughtIn: number } {
  const begun = process.cpuUsage();
  const parsed = format.parse?.(file) ?? assert.fail();
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

describe('the time that an import takes', () => {
  it('grows with the number of annotations, not with its square', () => {
    const of = (n: number): { time: number; broughtIn: number } => {
      const text = lines.slice(0, n).join('\n');
      const file = rows((i) => ({ source: 'a.txt', tag: 'quote', text: `Item ${i} of the list` }));
      return timed(jsonl, file.split('\n').slice(0, n).join('\n'), text);
    };
    of(500);
    const [small, large] = [of(1000), of(8000)];
    assert.deepEqual([small.broughtIn, large.broughtIn], [1000, 8000]);
    // Eight times as many: linear is eight; twice that for noise of a busy machine.
    assert.ok(large.time < 16 * Math.max(small.time, 20), `${small.time} ms, then ${large.time} ms`);
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
      // Guessed: a friendly file of this size takes less than a tenth of it, also on a busy machine.
      assert.ok(time < 10_000, `${time} ms`);
    });
});
