import assert from 'node:assert/strict';
import { drain } from '../../../src/core/text/steps';
import { createSearch, type SearchNames } from '../../../src/core/query/search';
import type { Annotation } from '../../../src/core/model/annotation';
import { seeded } from '../random';
import { newSheet, type Sheet } from '../../../src/core/state/sheet';

const search = createSearch();
const names: SearchNames = {
  nameOf: (source) => source.replace('file:///', ''),
  labelOf: (_, tag) => (tag === 'verified' ? 'Verified' : tag),
};

function sheet(source: string, ...records: Partial<Annotation>[]): Sheet {
  const whole = records.map((record, index) => ({ id: `${source}${index}`, tag: 'verified', text: '', ...record }));
  return { ...newSheet(`file:///${source}`), records: whole };
}

const found = (sheets: readonly Sheet[], query: string, limit = 10): string[] =>
  drain(search.find(sheets, query, limit, names)).map(({ annotation }) => annotation.text);

describe('the search for annotations', () => {
  const long = `The council met on Monday. ${'It went on and on. '.repeat(20)}The ferry was never mentioned.`;
  const sheets = [
    sheet(
      'harbour.txt',
      { text: 'Eleven ferries were late' },
      { text: long },
      { text: 'Nobody was hurt', note: 'The ferry company says so.' },
    ),
    sheet('budget.txt', { text: 'Ausgaben für Fähren', speaker: 'Renée Okoro', tag: 'quote' }),
  ];

  it('reads all words, not only the first few', () => {
    assert.deepEqual(found(sheets, 'never mentioned'), [long]);
  });

  it('finds by note, speaker, tag and source, all words in any order', () => {
    assert.deepEqual(found(sheets, 'company hurt'), ['Nobody was hurt']);
    assert.deepEqual(found(sheets, 'renee'), ['Ausgaben für Fähren']);
    assert.deepEqual(found(sheets, 'budget quote'), ['Ausgaben für Fähren']);
    assert.deepEqual(found(sheets, 'harbour verified ELEVEN'), ['Eleven ferries were late']);
  });

  it('ignores case, accents and the form of Unicode', () => {
    assert.deepEqual(found(sheets, 'FAHREN'), ['Ausgaben für Fähren']);
    assert.deepEqual(found(sheets, 'fa\u0308hren'), ['Ausgaben für Fähren']);
  });

  it('puts annotations first that have the query itself', () => {
    assert.deepEqual(found(sheets, 'ferr').slice(0, 2), ['Eleven ferries were late', long]);
    assert.deepEqual(found(sheets, 'the ferry'), [long, 'Nobody was hurt']);
  });

  it('finds the same as reading each annotation, letter by letter, while annotations come and go', () => {
    const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}+/gu, '').replace(/\s+/g, ' ').toLowerCase(); // prettier-ignore
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
      const some = ['ferry', 'Fähre', 'the', '4.2 million', 'quay-side', 'Renée', 'ost\tra', 'said:', '“so”', 'rry'];
      const words = (): string => Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(some)).join(' ');
      const record = (): Partial<Annotation> => ({ text: words(), tag: pick(['verified', 'quote']), note: words(), speaker: pick(some), evidence: [{ quote: words() }] }); // prettier-ignore
      const own = createSearch();
      let all = Array.from({ length: 12 }, (_, i) => sheet(`${pick(some)}-${i}.txt`, ...Array.from({ length: 9 }, record))); // prettier-ignore
      for (let round = 0; round < 10; round++) {
        if (round % 3 === 0) all = all.map((one) => (random() < 0.2 ? { ...one, records: one.records.filter(() => random() < 0.8) } : one)); // prettier-ignore
        const query = words();
        for (let length = 1; length <= query.length; length++) {
          const typed = plain(query.slice(0, length)).trim();
          const texts = ({ text, note, speaker, evidence = [] }: Annotation): string => [text, note, speaker, ...evidence.map(({ quote }) => quote)].map((one) => plain(one ?? '')).join('\n'); // prettier-ignore
          const hits = all.flatMap(({ source, records }) => records.filter((one) => typed.split(' ').every((word) => texts(one).includes(word) || plain(names.nameOf(source)).includes(word) || plain(names.labelOf(source, one.tag)).includes(word)))); // prettier-ignore
          const expected = [...hits.filter(({ text }) => plain(text).includes(typed)), ...hits.filter(({ text }) => !plain(text).includes(typed))]; // prettier-ignore
          assert.deepEqual(drain(own.find(all, query.slice(0, length), 1000, names)).map(({ annotation }) => annotation), expected); // prettier-ignore
        }
      }
    }
  });

  it('finds nothing if one of the words is nowhere, and no more than asked for', () => {
    assert.deepEqual(found(sheets, 'ferry submarine'), []);
    assert.equal(found(sheets, '', 2).length, 2);
  });
});
