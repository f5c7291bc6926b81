import assert from 'node:assert/strict';
import { drain } from '../../../src/core/text/steps';
import { createSearch } from '../../../src/core/query/search';
import type { Annotation } from '../../../src/core/model/annotation';
import { newSheet, type Sheet } from '../../../src/core/state/sheet';

const search = createSearch({
  nameOf: (source) => source.replace('file:///', ''),
  labelOf: (_, tag) => (tag === 'verified' ? 'Verified' : tag),
});

function sheet(source: string, ...records: Partial<Annotation>[]): Sheet {
  const whole = records.map((record, index) => ({ id: `${source}${index}`, tag: 'verified', text: '', ...record }));
  return { ...newSheet(`file:///${source}`), records: whole };
}

const found = (sheets: readonly Sheet[], query: string, limit = 10): string[] =>
  drain(search.find(sheets, query, limit)).map(({ annotation }) => annotation.text);

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

  it('reads all of the words, not the first few', () => {
    assert.deepEqual(found(sheets, 'never mentioned'), [long]);
  });

  it('finds by note, speaker, tag and source, all words in any order', () => {
    assert.deepEqual(found(sheets, 'company hurt'), ['Nobody was hurt']);
    assert.deepEqual(found(sheets, 'renee'), ['Ausgaben für Fähren']);
    assert.deepEqual(found(sheets, 'budget quote'), ['Ausgaben für Fähren']);
    assert.deepEqual(found(sheets, 'harbour verified ELEVEN'), ['Eleven ferries were late']);
  });

  it('makes no difference of case, accents and the form of Unicode', () => {
    assert.deepEqual(found(sheets, 'FAHREN'), ['Ausgaben für Fähren']);
    assert.deepEqual(found(sheets, 'fa\u0308hren'), ['Ausgaben für Fähren']);
  });

  it('puts first what says the query itself', () => {
    assert.deepEqual(found(sheets, 'ferr').slice(0, 2), ['Eleven ferries were late', long]);
    assert.deepEqual(found(sheets, 'the ferry'), [long, 'Nobody was hurt']);
  });

  it('finds nothing where one of the words is nowhere, and no more than is asked for', () => {
    assert.deepEqual(found(sheets, 'ferry submarine'), []);
    assert.equal(found(sheets, '', 2).length, 2);
  });
});
