import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judgeLines, sentences } from './lines';

const judged = (text: string, change = {}): { claims: string[]; hedges: string[] } => {
  const { claims, hedges } = judgeLines(text, change);
  const words = (spans: readonly { from: number; to: number }[]): string[] =>
    spans.map(({ from, to }) => text.slice(from, to));
  return { claims: words(claims), hedges: words(hedges) };
};

describe('sentences', () => {
  const fact = 'The council sold 40 houses in 2019.';
  const doubt = 'The council may have sold 40 houses in 2019.';

  it('of a report are facts or doubts', () => {
    assert.deepEqual(judged(`${fact}\n${doubt}`), { claims: [fact], hedges: [doubt] });
  });

  it('of speech may be both', () => {
    const spoken = 'I think you know that he may have cut taxes by 40 percent in 2019.';
    const text = `${spoken}\nI told you so, and we all heard you.`;
    assert.deepEqual(judged(text), { claims: [spoken], hedges: [spoken] });
  });

  it('within a quotation are no doubts of the writer', () => {
    assert.deepEqual(judged(doubt, { inQuote: true }).hedges, []);
  });

  it('of another language are claims if they have figures, and no doubts', () => {
    const fact = 'Die Ausgaben für Schulen sollen nach dem Plan um 4,5 Prozent auf 12 Millionen Euro sinken.';
    const talk = 'Man war sich lange nicht einig, ob der Rat am Ende zustimmen will oder nicht.';
    const other = 'Vor dem Haus standen viele Menschen und warteten auf den Beginn der Sitzung.';
    assert.deepEqual(judged([talk, fact, other, talk, other].join('\n')), { claims: [fact], hedges: [] });
  });

  it('that ask, or are furniture, are neither', () => {
    assert.deepEqual(judged('Did the council sell 40 houses in 2019?'), { claims: [], hedges: [] });
    assert.deepEqual(judged(`${fact}\n${doubt}`, { furniture: true }), { claims: [], hedges: [] });
  });

  it('are taken unchanged, whatever they hold', () => {
    const words = fc.constantFrom(
      'may',
      'not',
      'been',
      'disclosed',
      'said',
      '3,5',
      '%',
      '’',
      '“',
      'Ω',
      '\ud83d',
      'if',
      '?',
    );
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(words, { maxLength: 600 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        const given = sentences(text);
        const { claims, hedges } = judgeLines(text);
        for (const { from, to, score, why } of [...claims, ...hedges]) {
          assert.ok(given.some((sentence) => sentence.from === from && sentence.to === to));
          assert.ok(score >= 0.5 && score <= 1 && why.length > 0);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
