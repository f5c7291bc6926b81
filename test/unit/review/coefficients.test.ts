import assert from 'node:assert/strict';
import {
  krippendorffsAlpha,
  cohensKappa,
  contingency,
  alphaU,
  disagreement,
  type Measure,
} from '../../../src/core/review/coefficients';

/** A measure rounded to what the publications print. */
function rounded(measure: Measure, digits = 4): Record<string, number> {
  assert.ok('value' in measure, JSON.stringify(measure));
  return Object.fromEntries(Object.entries(measure).map(([name, value]) => [name, Number(value.toFixed(digits))]));
}

describe("Cohen's kappa", () => {
  const published = [
    { from: 'Cohen 1960, p. 45', table: [[88, 14, 18], [10, 40, 10], [2, 6, 12]], po: 0.7, pe: 0.41, kappa: 0.4915 }, // prettier-ignore
    { from: 'Cohen 1960, p. 37', table: [[25, 12, 3], [13, 2, 15], [12, 16, 2]], po: 0.29, pe: 0.35, kappa: -0.0923 }, // prettier-ignore
    { from: 'Artstein and Poesio 2008, p. 558', table: [[20, 10], [20, 50]], po: 0.7, kappa: 0.3478 }, // prettier-ignore
    { from: 'Artstein and Poesio 2008, p. 568', table: [[46, 0, 0], [6, 32, 6], [0, 0, 10]], po: 0.88, kappa: 0.8013 }, // prettier-ignore
  ];
  for (const { from, table, po, pe, kappa } of published)
    it(`is as published in ${from}`, () => {
      const found = rounded(cohensKappa(table));
      assert.equal(found['observed'], po);
      if (pe !== undefined) assert.equal(found['expected'], pe);
      assert.equal(found['value'], kappa);
    });

  it('is undefined if both used only one tag, and if there is nothing', () => {
    assert.deepEqual(cohensKappa([[7]]), { why: 'one-tag' });
    assert.deepEqual(cohensKappa([]), { why: 'nothing' });
  });

  it('is 0 if one used one tag and the other two: chance explains everything', () => {
    assert.equal(rounded(cohensKappa([[5, 5], [0, 0]]))['value'], 0); // prettier-ignore
  });

  it('takes pairs of values', () => {
    const pairs = [['a', 'a'], ['a', 'b'], ['b', 'b']] as const; // prettier-ignore
    assert.deepEqual(contingency(pairs), [[1, 1], [0, 1]]); // prettier-ignore
  });
});

describe("Krippendorff's alpha", () => {
  const units = (notation: string, gap = '-'): (string | undefined)[][] =>
    notation.split(' ').map((unit) => [...unit].map((value) => (value === gap ? undefined : value)));

  it('is as published for two raters and two values (Krippendorff 2004, p. 224)', () => {
    const found = rounded(krippendorffsAlpha(units('10 11 01 00 00 01 00 01 00 00')));
    assert.deepEqual(found, { value: 0.0952, observed: 0.4, expected: 0.4421 });
  });

  it('is as published for two raters and three values (p. 227)', () => {
    const found = rounded(krippendorffsAlpha(units('aa ab bb bb bb bb bc cc cc cc cc cc')));
    assert.deepEqual(found, { value: 0.7341, observed: 0.1667, expected: 0.6268 });
  });

  it('is as published for four raters with gaps (p. 230)', () => {
    const found = rounded(krippendorffsAlpha(units('BB-B LLPL PPPP PPPP LLLL BLPC CCCC BBLB LLLL -FFF --BB --P-')));
    assert.deepEqual(found, { value: 0.7434, observed: 0.2, expected: 0.7795 });
  });

  it('is as published for three raters and fifteen units', () => {
    const raters = ['*****34121133*3', '1*213343*******', '**21344*21133*4'];
    const columns = [...'123456789012345'].map((_, i) =>
      raters.map((rater) => (rater[i] === '*' ? undefined : rater[i])),
    );
    assert.equal(rounded(krippendorffsAlpha(columns))['value'], 0.6914);
  });

  it('is undefined if only one tag was used, and if nothing can be compared', () => {
    assert.deepEqual(krippendorffsAlpha(units('aa aa')), { why: 'one-tag' });
    assert.deepEqual(krippendorffsAlpha(units('a- -b')), { why: 'nothing' });
  });
});

describe('alpha_U', () => {
  const at = (...units: [begin: number, length: number][]): { from: number; to: number }[] =>
    units.map(([begin, length]) => ({ from: begin, to: begin + length }));

  it('is as published for two raters, two tags (Krippendorff 2004, p. 254)', () => {
    const begin = 150;
    const c = {
      length: 300,
      raters: [at([225 - begin, 70], [370 - begin, 30]), at([220 - begin, 80], [355 - begin, 20], [400 - begin, 20])],
    };
    const k = { length: 300, raters: [at([30, 60], [150, 50]), at([30, 60], [150, 50])] };
    assert.deepEqual(rounded(alphaU([c])), { value: 0.7286, observed: 0.0144, expected: 0.0532 });
    assert.equal(rounded(alphaU([k]))['value'], 1);
    const overall = alphaU([c, k]);
    assert.ok('value' in overall && Math.abs(overall.value - 0.8591) < 0.0005, JSON.stringify(overall));
  });

  it('is as in a published unit test of the measure', () => {
    const found = alphaU([{ length: 10, raters: [at([1, 8]), at([2, 1], [4, 1], [6, 1])] }]);
    assert.deepEqual(rounded(found), { value: -0.7003, observed: 0.91, expected: 0.5352 });
  });

  it('counts exactly beyond 2⁵³: a text a million times as long is equally reliable', () => {
    const raters = (k: number): { length: number; raters: { from: number; to: number }[][] } => ({
      length: 300 * k,
      raters: [at([75 * k, 70 * k], [220 * k, 30 * k]), at([70 * k, 80 * k], [205 * k, 20 * k], [250 * k, 20 * k])],
    });
    const [small, large, larger] = [1000, 1_000_000, 1_000_000_000].map((k) => disagreement(raters(k)));
    assert.ok(small && large && larger);
    assert.ok(Math.abs(large.expected / larger.expected - 1) < 1e-8);
    assert.equal(large.observed, small.observed);
  });

  it('takes overlapping spans of one rater as one, and says so if nobody marked anything', () => {
    const overlapping = { length: 20, raters: [at([0, 5], [3, 5]), at([0, 8])] };
    assert.equal(disagreement(overlapping).observed, 0);
    assert.deepEqual(alphaU([{ length: 20, raters: [[], []] }]), { why: 'nothing' });
  });
});
