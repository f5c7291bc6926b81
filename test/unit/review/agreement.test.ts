import assert from 'node:assert/strict';
import { agreement, alignUnits, type Coding, type Unit } from '../../../src/core/review/agreement';
import { marked } from '../notation';
import { seeded } from '../random';

const text = 'The host said that Europe is stepping up for the first time, and nobody knows when it ends.';

/** `coding('Ana', 'v[The host] …')`: the unit before each bracket is the tag's first letter. */
function coding(annotator: string, notation: string, tags: string, source = 'a.txt'): Coding {
  const { text, spans } = marked(notation);
  const units = spans.map((span, i) => ({ span, tag: tags.split(' ')[i] ?? '' }));
  return { annotator, source, length: text.length, units };
}

describe('agreement between annotators', () => {
  const ana = coding(
    'Ana',
    'The [host said] that [Europe is stepping up] for [the first time], and [nobody knows].',
    'q v v u',
  );
  const bo = coding(
    'Bo',
    'The [host said] that [Europe is stepping] up for the first time, and [nobody knows].',
    'q u u',
  );
  const [pair] = agreement([bo, ana]).pairs;

  it('counts first: both, only one, another tag, and drops nothing', () => {
    assert.deepEqual(pair?.counts, { both: 2, onlyA: 1, onlyB: 0, otherTag: 1 });
    assert.equal(pair?.percent, 0.5);
    assert.deepEqual([pair?.a, pair?.b, pair?.sources], ['Ana', 'Bo', 1]);
  });

  it('takes unmarked words of one as a value, which weighs in every coefficient', () => {
    assert.ok(pair && 'value' in pair.kappa && 'value' in pair.alpha && 'value' in pair.alphaU);
    assert.equal(pair.kappa.observed, 0.5);
    assert.ok(pair.alphaU.value < 1);
  });

  it('says that only one tag was used, rather than 0 or 1', () => {
    const same = [coding('Ana', '[a] b [c]', 'v v'), coding('Bo', '[a] b [c]', 'v v')];
    const { pairs, overall } = agreement(same);
    assert.deepEqual([pairs[0]?.kappa, pairs[0]?.alpha, overall.alpha], Array(3).fill({ why: 'one-tag' }));
    assert.equal(pairs[0]?.percent, 1);
    assert.ok(pairs[0] && 'value' in pairs[0].alphaU && pairs[0].alphaU.value === 1);
  });

  it('compares people on their common sources, and everyone overall', () => {
    const found = agreement([
      ...[ana, bo],
      coding('Ana', '[x] y', 'v', 'b.txt'),
      coding('Cem', '[x] [y]', 'v u', 'b.txt'),
      coding('Ana', '[only hers]', 'v', 'c.txt'),
    ]);
    assert.deepEqual(found.pairs.map(({ a, b, sources }) => [a, b, sources]), [['Ana', 'Bo', 1], ['Ana', 'Cem', 1]]); // prettier-ignore
    assert.deepEqual(found.overall.annotators, ['Ana', 'Bo', 'Cem']);
    assert.deepEqual([found.overall.sources, found.overall.sourcesOfAll], [2, 0]);
    assert.ok('value' in found.overall.alpha);
    assert.deepEqual(found.overall.alphaU, { why: 'nothing' });
  });

  it('takes all annotations of a person together, in however many files they are', () => {
    const { units } = ana;
    const halves = [{ ...ana, units: units.slice(0, 2) }, { ...ana, units: units.slice(2) }]; // prettier-ignore
    assert.deepEqual(agreement([bo, ...halves]), agreement([bo, ana]));
  });

  it('is undefined for one annotator', () => {
    const found = agreement([ana]);
    assert.deepEqual(found.pairs, []);
    assert.deepEqual([found.overall.alpha, found.overall.alphaU], [{ why: 'nothing' }, { why: 'nothing' }]);
  });
});

describe('aligning units', () => {
  const unit = (from: number, to: number, tag = 'v'): Unit => ({ span: { from, to }, tag });

  it('prefers the best overlap, then the same tag', () => {
    const quote = unit(0, 10, 'quote');
    const verified = unit(0, 10, 'verified');
    const theirs = [unit(0, 10, 'verified'), unit(0, 9, 'quote')];
    assert.deepEqual(alignUnits([[quote, verified], theirs]), [[quote, theirs[1]], [verified, theirs[0]]]); // prettier-ignore
  });

  it('puts every unit in exactly one row, for any number of annotators', () => {
    const random = seeded(7);
    for (let round = 0; round < 300; round++) {
      const annotators = Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
        Array.from({ length: Math.floor(random() * 8) }, () => {
          const from = Math.floor(random() * text.length);
          return unit(from, from + 1 + Math.floor(random() * 20), 'vuq'[Math.floor(random() * 3)]);
        }),
      );
      const rows = alignUnits(annotators);
      annotators.forEach((units, i) => {
        const placed = rows.flatMap((row) => row[i] ?? []);
        assert.equal(placed.length, units.length);
        assert.deepEqual(new Set(placed), new Set(units));
        assert.ok(rows.every((row) => row.length === annotators.length));
      });
    }
  });
});
