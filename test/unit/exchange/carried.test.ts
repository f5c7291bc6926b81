import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { CarriedField } from '../../../src/core/exchange/format';
import { formats } from '../../../src/core/exchange/formats';
import { everyField } from '../../../src/core/exchange/records';
import { drain } from '../../../src/core/text/steps';
import { formatsPage } from '../../docs/formats';
import { broughtInto, everything, source, write } from './samples';

const whole = {
  ...everything,
  note: 'Checked.',
  links: [{ to: 'b.txt#x', relation: 'differs' as const, by: 'Ana', created: '2026-11-22T10:04:00Z', note: 'By ten.' }],
  notLinked: [{ to: 'c.txt#y' }],
  adjudicated: { by: 'Cleo', created: '2026-11-22T13:04:00Z', among: [{ by: 'Ana', tag: 'quote' }], tag: 'quote', words: '0a1b2c3d' }, // prettier-ignore
  resolved: { by: 'Ana', created: '2026-11-22T14:04:00Z' },
};
const other = source('b.txt', 'The [hare] slept.', { id: 'x', tag: 'verified' });
const one = { ...source('a.txt', 'The [fox] ran.', whole), about: { title: 'News', url: 'https://example.org/n' } };

describe('what the formats carry', () => {
  it('agrees between the documentation and the code (npm run docs)', () => {
    assert.equal(readFileSync('docs/formats.md', 'utf8'), formatsPage());
  });

  for (const format of formats.filter((format) => format.write && format.parse && format.carries))
    it(`comes back from ${format.id} if it says that it carries it`, () => {
      // Of formats that have a file for each source, the first is enough.
      const { annotations, about: found } = broughtInto(
        format,
        write(format, [one, other]).content,
        [one, other],
        'a.txt',
      );
      const [back] = annotations;
      // If a format gives other ids, links lead to these.
      const keepsIds = format.carries?.in.includes('id') === true;
      const plain = (value: unknown): unknown =>
        keepsIds || value === undefined
          ? value
          : (JSON.parse(JSON.stringify(value).replace(/#[\w-]+"/g, '#"')) as unknown);
      const isKept = (field: 'note'): boolean => isDeepStrictEqual(plain(back?.[field]), plain(whole[field]));
      const kept = everyField.filter((field) => isKept(field as 'note'));
      const wanted = everyField.filter(
        (field) => format.carries?.out.includes(field) && format.carries.in.includes(field),
      );
      assert.deepEqual(kept, wanted);
      const about = format.carries?.out.includes('about') && format.carries.in.includes('about');
      assert.deepEqual(found, about ? one.about : {});
    });

  for (const format of formats.filter((format) => format.write && format.carries && format.id !== 'claimreview'))
    it(`comes back from ${format.id} unless it says that it drops it`, () => {
      const dropped = (format.write?.([one, other]).dropped ?? []).map(({ field }) => field as CarriedField);
      const missing = [...everyField, 'about' as const].filter((field) => !format.carries?.out.includes(field));
      assert.deepEqual([...dropped].sort(), [...missing].sort());
    });

  for (const format of formats.filter(({ parse, carries }) => parse && carries?.out.includes('status')))
    it(`is never dropped by ${format.id} from a file that it has written itself`, () => {
      const parsed = drain(format.parse?.(write(format, [one, other]).content) ?? assert.fail());
      assert.deepEqual('code' in parsed ? parsed.code : (parsed.remarks ?? []), []);
    });

  for (const [id, content] of [
    ['jsonl', '{"source":"a.txt","tag":"quote","text":"fox","status":"ask the zoo"}\n'],
    ['csv', 'source,tag,text,status\r\na.txt,quote,fox,ask the zoo\r\n'],
  ] as const)
    it(`does not include a status in somebody's own words for ${id}, and that is said`, () => {
      const parsed = drain(formats.find((format) => format.id === id)?.parse?.(content) ?? assert.fail());
      assert.deepEqual('code' in parsed ? parsed.code : parsed.remarks, [{ code: 'fields', detail: 'status (1)' }]);
    });

  it('includes the review status if it includes reviews', () => {
    const carrying = (field: CarriedField): string[] =>
      formats.filter((format) => format.carries?.out.includes(field)).map(({ id }) => id);
    assert.deepEqual(carrying('status'), carrying('reviews'));
  });

  it('includes the same review status as every view, even if another source contradicts the claim', () => {
    const review = { by: 'Bo', verdict: 'agree' as const, created: '2026-11-22T10:04:00Z' };
    const [first, second] = [
      source('a.txt', 'The [fox] ran. The [hare] slept.', { id: 'x', reviews: [review] }, { id: 'z', evidence: [{ source: 'b.txt', id: 'y' }] }), // prettier-ignore
      source('b.txt', 'The [hare] slept.', { id: 'y', tag: 'unconfirmed' }),
    ];
    const written = (id: string, options: object): string => {
      const file = formats.find((format) => format.id === id)?.write?.([first], options).files[0];
      return String(file?.content);
    };
    const context = [first, second];
    for (const [options, wanted] of [
      [{ context }, ['settled', 'contested']],
      [{ context, settledBy: 2 }, ['agreed', 'contested']],
    ] as const) {
      const lines = written('jsonl', options).trim().split('\n').map((line) => JSON.parse(line) as { status: string }); // prettier-ignore
      assert.deepEqual(lines.map(({ status }) => status), wanted); // prettier-ignore
      const told = (id: string): unknown[] => [...written(id, options).matchAll(/"status": "(\w+)"/g)].map(([, word]) => word); // prettier-ignore
      for (const id of ['w3c', 'hypothesis', 'label-studio']) assert.deepEqual(told(id), wanted, id);
      const [head = '', ...rows] = written('csv', options).trim().split(/\r?\n/);
      assert.equal(head.split(',').at(-2), 'status');
      assert.deepEqual(rows.map((row) => row.split(',').at(-2)), wanted); // prettier-ignore
    }
  });
});
