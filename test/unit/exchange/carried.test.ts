import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { CarriedField } from '../../../src/core/exchange/format';
import { formats } from '../../../src/core/exchange/formats';
import { everyField } from '../../../src/core/exchange/records';
import { formatsPage } from '../../docs/formats';
import { everything, read, source, write } from './samples';

const whole = {
  ...everything,
  note: 'Checked.',
  links: [{ to: 'b.txt#x', relation: 'differs' as const, by: 'Ana', created: '2026-11-22T10:04:00Z' }],
  notLinked: [{ to: 'c.txt#y' }],
  adjudicated: { by: 'Cleo', created: '2026-11-22T13:04:00Z', among: [{ by: 'Ana', tag: 'quote' }] },
  resolved: { by: 'Ana', created: '2026-11-22T14:04:00Z' },
};
const one = { ...source('a.txt', 'The [fox] ran.', whole), about: { title: 'News', url: 'https://example.org/n' } };

describe('what the formats carry', () => {
  it('is in the documentation as the code has it (npm run docs)', () => {
    assert.equal(readFileSync('docs/formats.md', 'utf8'), formatsPage());
  });

  for (const format of formats.filter((format) => format.write && format.parse && format.carries))
    it(`is what ${format.id} says that it carries, there and back`, () => {
      const told = read(format, write(format, [one]).content, { text: () => one.text, source: 'a.txt' });
      const [back] = told.sources[0]?.annotations ?? [];
      const kept = everyField.filter((field) => isDeepStrictEqual(back?.[field as 'note'], whole[field as 'note']));
      const wanted = everyField.filter(
        (field) => format.carries?.out.includes(field) && format.carries.in.includes(field),
      );
      assert.deepEqual(kept, wanted);
      const about = format.carries?.out.includes('about') && format.carries.in.includes('about');
      assert.deepEqual(told.sources[0]?.about, about ? one.about : {});
    });

  for (const format of formats.filter((format) => format.write && format.carries && format.id !== 'claimreview'))
    it(`is all that ${format.id} does not say to drop`, () => {
      const dropped = (format.write?.([one]).dropped ?? []).map(({ field }) => field as CarriedField);
      const missing = [...everyField, 'about' as const].filter((field) => !format.carries?.out.includes(field));
      assert.deepEqual([...dropped].sort(), [...missing].sort());
    });
});
