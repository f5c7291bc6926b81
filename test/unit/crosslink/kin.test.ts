import assert from 'node:assert/strict';
import { kin, shownFrom } from '../../../src/core/crosslink/kin';
import { kinFeatureNames } from '../../../src/core/crosslink/kinFeatures';
import { KinModel } from '../../../src/core/crosslink/kinModel';
import fitted from '../../../src/core/crosslink/kinWeights.json';
import { indexSources } from '../../../src/core/state/sourceIndex';

const harbour =
  'Fire at Holm harbour\n\nA fire destroyed two grain silos in the harbour of Holm on Tuesday night. Captain Ilse Brandt of the fire brigade said 41 workers had left the site in time. The silos belong to Norrgrain, which exports barley.';
const courier =
  'Silos burn down\n\nTwo grain silos burnt down in Holm harbour late on Tuesday, the fire brigade said. All 41 workers got out in time, according to Ilse Brandt, its captain. Holm has the second largest harbour of the coast.';
const elsewhere =
  'Fire in Varga\n\nA fire destroyed a paint shop in the centre of Varga on Sunday. The owner, Tomas Rell, said nobody had been in the building. Varga lies in the hills.';

const folder = [
  { name: 'harbour', text: harbour },
  { name: 'courier', text: courier },
  { name: 'varga', text: elsewhere },
];

/** A sentence of a source as a query, by how it begins. */
function query(text: string, source: string, begins: string): { source: string; from: number; to: number } {
  const from = text.indexOf(begins);
  return { source, from, to: text.indexOf('.', from) + 1 };
}

describe('kin of a sentence in other sources', () => {
  const index = indexSources(folder);
  const asked = query(harbour, 'harbour', 'Captain Ilse');

  it('come best first, with their common words, and never from its own source', () => {
    const found = kin(index, asked, 10);
    const best = found[0];
    assert.ok(best);
    assert.equal(
      courier.slice(best.from, best.to),
      'All 41 workers got out in time, according to Ilse Brandt, its captain.',
    );
    assert.deepEqual(best.why, [
      { code: 'figures', words: ['41'] },
      { code: 'names', words: ['Ilse', 'Brandt'] },
      { code: 'words', words: ['workers', 'time', 'captain'] },
    ]);
    assert.ok(found.every(({ source }) => source !== 'harbour'));
    assert.ok(found.every(({ score }, i) => i === 0 || score <= (found[i - 1]?.score ?? 1)));
  });

  it('do not list marks among the common words', () => {
    const paid = indexSources([
      { name: 'port', text: 'The owner of the tanker paid $2 million to the port.' },
      { name: 'rail', text: 'The railway paid $3 million for a tunnel.' },
    ]);
    const [best] = kin(paid, { source: 'port', from: 0, to: 52 }, 1);
    assert.deepEqual(best?.why, [{ code: 'words', words: ['paid', 'million'] }]);
  });

  it('are not shown unasked if only a similar event is told', () => {
    const others = indexSources([folder[0]!, folder[2]!]);
    const shown = kin(others, query(harbour, 'harbour', 'A fire destroyed'), 10).filter(
      ({ score }) => score >= shownFrom,
    );
    assert.deepEqual(shown, []);
  });

  it('are found for words that are in none of the sources', () => {
    const best = kin(index, { text: 'Two silos in Holm harbour burnt down on Tuesday' }, 10)[0];
    assert.ok(best);
    assert.match(courier.slice(best.from, best.to), /^Two grain silos burnt down/);
  });

  it('are none if no word is shared, and none for an empty text', () => {
    assert.deepEqual(kin(index, { text: 'Xylophones quiver' }, 10), []);
    assert.deepEqual(kin(index, { text: '' }, 10), []);
    assert.deepEqual(kin(indexSources([]), { text: 'Two silos burnt down' }, 10), []);
  });
});

describe('what is sure enough to be shown unasked', () => {
  const model = new KinModel(fitted);
  const shown = (features: Partial<Record<(typeof kinFeatureNames)[number], number>>): boolean =>
    model.judge(
      Float64Array.from(kinFeatureNames, (name) => features[name] ?? 0),
      true,
    ).shown > 0;
  /** Sentences that share a few words, in articles that share their matter. */
  const like = {
    'covered of query': 0.4,
    'covered of candidate': 0.4,
    'covered of candidate, smoothed': 0.22,
    cosine: 0.4,
    letters: 0.4,
    'shared weight': 0.2,
    'shared words': 0.4,
    'neighbours alike': 0.25,
    'articles alike': 0.3,
    'articles alike, of the best': 1,
    'names of articles shared': 0.65,
    'leads of articles alike': 0.15,
  };

  it('may be less alike if both articles are surely on one event, but that alone is never enough', () => {
    assert.equal(shown(like), false);
    assert.equal(shown({ ...like, 'one story for certain': 1 }), true);
    const nothing = { 'articles alike': 0.3, 'articles alike, of the best': 1, 'names of articles shared': 0.65 };
    assert.equal(shown({ ...nothing, 'one story for certain': 1 }), false);
  });
});

describe('an index of sources', () => {
  it('answers after each change like one built from scratch', () => {
    const index = indexSources(folder);
    const asked = { text: 'Two silos in Holm harbour burnt down' };
    const places = (found: ReturnType<typeof kin>) =>
      found.map(({ source, from, to, score }) => [source, from, to, score]);
    const check = (sources: typeof folder) =>
      assert.deepEqual(places(kin(index, asked, 10)), places(kin(indexSources(sources), asked, 10)));
    index.remove('courier');
    check([folder[0]!, folder[2]!]);
    index.put({ name: 'varga', text: 'The harbour of Holm was closed on Tuesday.' });
    check([folder[0]!, { name: 'varga', text: 'The harbour of Holm was closed on Tuesday.' }]);
    index.put(folder[1]!);
    check([folder[0]!, { name: 'varga', text: 'The harbour of Holm was closed on Tuesday.' }, folder[1]!]);
    assert.deepEqual(index.names, ['harbour', 'varga', 'courier']);
  });

  it('reads hostile sources in time that grows with their size', () => {
    const start = performance.now();
    const index = indexSources([
      { name: 'one word', text: 'silo '.repeat(100_000) },
      { name: 'equal', text: 'Two silos burnt down in Holm.\n'.repeat(3_000) },
      { name: 'courier', text: courier },
    ]);
    assert.equal(kin(index, { text: 'Two silos burnt down in Holm' }, 10).length, 10);
    assert.ok(performance.now() - start < 15_000);
  });

  it('finds kin for a post, by the words in its hashtags', () => {
    const [best] = kin(
      indexSources(folder),
      { text: '#TwoSilos of @Holm_Harbour burnt down?? https://example.org/ferry' },
      5,
    );
    assert.match(
      best ? (folder.find(({ name }) => name === best.source)?.text.slice(best.from, best.to) ?? '') : '',
      /^Two grain silos/,
    );
    assert.deepEqual(
      best?.why.flatMap(({ words }) => words).filter((word) => /silos|Holm|harbour/.test(word)),
      ['Holm', 'silos', 'harbour'],
    );
  });
});
