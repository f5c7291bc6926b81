// An import can be stopped, and lets others have their turn: the work on a file is done in steps.
import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import { planning } from '../../../src/core/exchange/importPlan';
import type { Format, Read } from '../../../src/core/exchange/format';
import { formats } from '../../../src/core/exchange/formats';
import { reading } from '../../../src/core/exchange/sources';

const count = 500;
const words = (i: number): string => `Barge ${i} left the lock.`;
const numbers = Array.from({ length: count }, (_, i) => i);
const lines = (line: (i: number) => string): string => numbers.map(line).join('\n');
const json = (record: (i: number) => unknown): string => lines((i) => JSON.stringify(record(i)));
const end = (i: number): number => words(i).length;
const span = (i: number): object => ({ start: 0, end: end(i), label: 'Claim' });
const quoted = (i: number): object => ({ source: 'a.txt', selector: [{ type: 'TextQuoteSelector', exact: words(i) }] });

/** A file of `count` records in each format. */
const files: Readonly<Record<string, string>> = {
  w3c: JSON.stringify(numbers.map((i) => ({ type: 'Annotation', id: `urn:a${i}`, body: 'x', target: quoted(i) }))),
  csv: `source,tag,text\n${lines((i) => `a.txt,quote,${words(i)}`)}`,
  jsonl: json((i) => ({ source: 'a.txt', tag: 'quote', text: words(i) })),
  hypothesis: JSON.stringify({
    rows: numbers.map((i) => ({ id: `h${i}`, uri: 'a.txt', tags: ['quote'], target: [quoted(i)] })),
  }),
  brat: lines((i) => `T${i}\tClaim 0 ${end(i)}\t${words(i)}`),
  doccano: json((i) => ({ text: words(i), label: [[0, end(i), 'Claim']] })),
  'label-studio': JSON.stringify(
    numbers.map((i) => ({
      data: { text: words(i) },
      annotations: [
        {
          result: [
            { id: `r${i}`, type: 'labels', value: { start: 0, end: end(i), text: words(i), labels: ['Claim'] } },
          ],
        },
      ],
    })),
  ),
  prodigy: json((i) => ({ text: words(i), spans: [span(i)], answer: 'accept' })),
  argilla: json((i) => ({
    fields: { text: words(i) },
    responses: { spans: [{ value: [span(i)], status: 'submitted' }] },
  })),
  'uima-cas-json': JSON.stringify({
    '%FEATURE_STRUCTURES': [
      { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaString: lines(words) },
      ...numbers.map((i) => ({
        '%ID': i + 2,
        '%TYPE': 'custom.Claim',
        '@sofa': 1,
        begin: i,
        end: i + 4,
        value: 'quote',
      })),
    ],
  }),
  'webanno-tsv': `#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Claim|value\n\n\n${lines((i) => `#Text=Barge\n${i + 1}-1\t${6 * i}-${6 * i + 5}\tBarge\tquote\t\n`)}`,
};

const project = `<Project><CodeBook><Codes><Code guid="c" name="quote"/></Codes></CodeBook><Sources><TextSource guid="s" name="a.txt" plainTextPath="internal://s.txt">${lines((i) => `<PlainTextSelection guid="p${i}" startPosition="${i}" endPosition="${i + 4}"><Coding guid="k${i}"><CodeRef targetGUID="c"/></Coding></PlainTextSelection>`)}</TextSource></Sources></Project>`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const archive = zipSync({ 'project.qde': bytes(project), 's.txt': bytes(lines(words)) });

/** The steps of some work, counted, and its result. */
function counted<T>(steps: Generator<undefined, T>): { readonly steps: number; readonly result: T } {
  for (let n = 1; ; n++) {
    const step = steps.next();
    if (step.done) return { steps: n, result: step.value };
  }
}

const text = lines(words);
const read = (format: Format, content: string | Uint8Array): { steps: number; result: Read } => {
  const { steps, result } = counted(format.parse?.(content) ?? assert.fail());
  assert.ok(steps > count, `${format.id} is parsed in ${steps} steps`);
  if ('code' in result) return assert.fail(`${format.id}: ${result.code}`);
  return counted(reading(result, { text: (name) => (name === 'a.txt' ? text : undefined), source: 'a.txt', sources: ['a.txt'], create: true })); // prettier-ignore
};

describe('the work of an import', () => {
  for (const format of formats.filter(({ parse, id }) => parse && id !== 'refi-qda-codebook'))
    it(`takes at least one step for each record of ${format.title}`, () => {
      const { steps, result } = read(format, files[format.id] ?? archive);
      assert.ok(steps > count, `${steps} steps`);
      assert.ok(result.drafts.length >= count, `${result.drafts.length} records`);
      const plan = counted(planning(result, () => ({ text, about: {}, annotations: [] }), 'keep'));
      assert.ok(plan.steps > count, `${plan.steps} steps`);
    });

  it('takes more steps for a longer text, which is counted, folded and searched piece by piece', () => {
    const long = text.repeat(200);
    const doccano = formats.find(({ id }) => id === 'doccano') ?? assert.fail();
    const steps = (whole: string): readonly number[] => {
      const file = JSON.stringify({ text: whole, label: [[0, 5, 'Claim']] });
      const parsed = counted(doccano.parse?.(file) ?? assert.fail());
      if ('code' in parsed.result) return assert.fail();
      const placed = counted(reading(parsed.result, { text: () => undefined, sources: [], create: true }));
      return [parsed.steps, placed.steps];
    };
    const [short, large] = [steps(text), steps(long)];
    const more = large.map((n, i) => n - (short[i] ?? 0));
    assert.ok((more[0] ?? 0) >= Math.floor(long.length / 2 ** 19), `${more.join()} more steps`);
    assert.ok((more[1] ?? 0) >= Math.floor(long.length / 2 ** 17), `${more.join()} more steps`);
  });

  it('unpacks an archive piece by piece', () => {
    const filler = numbers.map((i) => `${(i * 7919) % 1009} `).join('').repeat(400); // prettier-ignore
    const stored = zipSync({ 'project.qde': bytes(project), 's.txt': bytes(lines(words)), 'more.txt': [bytes(filler), { level: 1 }] }); // prettier-ignore
    const refi = formats.find(({ id }) => id === 'refi-qda') ?? assert.fail();
    const [small, large] = [archive, stored].map((file) => counted(refi.parse?.(file) ?? assert.fail()).steps);
    assert.ok((large ?? 0) > (small ?? 0), `${small}, then ${large}`);
  });
});
