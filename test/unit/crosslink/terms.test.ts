import assert from 'node:assert/strict';
import { formOf, looks, scanTerms, termOf } from '../../../src/core/crosslink/terms';

describe('a term', () => {
  const same: readonly (readonly string[])[] = [
    ['deploy', 'deploys', 'deployed', 'deploying', 'deployment', 'deployments'],
    ['contribute', 'contributed', 'contribution', 'contributions'],
    ['stop', 'stops', 'stopped', 'stopping'],
    ['carry', 'carries', 'carried'],
    ['secure', 'security'],
    ['France', 'French'],
    ['US', 'America', 'American'],
    ['harbour', 'Harbour', 'harbour’s', 'har\u00adbour'],
    ['quake', 'earthquake'],
    ['12,500', '12500', '12.500'],
    ['3,5', '3.5'],
    ['1990s', '1990'],
    ['Millionen', 'Mio', 'millions', 'мільйонів', 'млн'],
    ['мосту', 'мостом', 'мости'],
    ['seven', '7'],
  ];
  for (const words of same)
    it(`is one for ${words.join(', ')}`, () => {
      assert.deepEqual(new Set(words.map((word) => formOf(word).key)).size, 1);
    });

  const other: readonly (readonly [string, string])[] = [
    ['station', 'state'],
    ['action', 'act'],
    ['1,500', '150'],
    ['3,5', '35'],
    ['us', 'US'],
    ['Norway', 'Sweden'],
  ];
  for (const [a, b] of other)
    it(`tells ${a} from ${b}`, () => {
      assert.notEqual(termOf(a), termOf(b));
    });

  it('is a name if its capital does not begin the sentence, and a figure even in letters', () => {
    const found: (readonly [string, number])[] = [];
    const text = 'Seven ships left Holm for the U.S. on 3 May';
    scanTerms(text, 0, text.length, (_, look, from, to) => found.push([text.slice(from, to), look]));
    assert.deepEqual(found, [
      ['Seven', looks.figure],
      ['ships', 0],
      ['left', 0],
      ['Holm', looks.name],
      ['for', 0],
      ['the', 0],
      ['U.S', looks.name],
      ['on', 0],
      ['3', looks.figure],
      ['May', looks.name],
    ]);
  });
});
